//! A site of Starlight.

mod sidebar;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_compile::read_base_url;
use almanac_model::{FilePath, LanguageTag};

use self::sidebar::{Said, Sidebar};
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::programs::vitepress::home;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::callouts::Callout;
use crate::sites::code_blocks::{CodeBlock, rewritten as rewritten_code, value_in};
use crate::sites::components::{Component, is_component, rewritten};
use crate::sites::dollars::plain_dollars;
use crate::sites::headings::unnamed;
use crate::sites::includes::Includes;
use crate::sites::lines::{lines, prose_changed};
use crate::sites::mdx;
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::script::{exported, values_of};
use crate::sites::settings::text_at;
use crate::sites::site::{Generator, Site, kept};
use crate::sites::tabs::tab;
use crate::sites::words::without_tags;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(SCRIPT: Topic::LeftOut, "import or export of a script in a page", "imports and exports of scripts in pages");
kind!(COMPONENT: Topic::Kept, "component that is shown as code", "components that are shown as code");
kind!(EXPRESSION: Topic::Kept, "expression in braces", "expressions in braces");

const CONTENT: &str = "src/content/docs/";

fn config_file(folder: &SourceFolder) -> Option<String> {
    let mut names = ["mjs", "ts", "js", "mts"].iter().flat_map(|ending| {
        ["", "docs/", "website/"].map(|place| format!("{place}astro.config.{ending}"))
    });
    names.find(|name| {
        folder
            .settings(name)
            .is_some_and(|text| text.contains("starlight"))
    })
}

/// A configuration of Astro that names Starlight.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    config_file(folder).map(|file| format!("its `{file}` names Starlight"))
}

/// All pages go over; the sidebar is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let _ = remarks;
    let file = config_file(folder).unwrap_or_default();
    let text = folder.settings(&file).unwrap_or_default();
    let site = match split_path(&file).0 {
        "" => String::new(),
        place => format!("{place}/"),
    };
    let mut content = format!("{site}{CONTENT}");
    if !folder.notes().any(|note| note.path.starts_with(&content)) {
        content = String::new();
    }
    let mut config = Config::of_site(folder);
    let first = |key: &str| {
        values_of(&text, key)
            .iter()
            .find_map(|value| value.as_str().map(str::to_owned))
    };
    // A title may be given in each language.
    let in_languages = || {
        let titles = values_of(&text, "title").into_iter();
        let mut words = titles.filter_map(|title| {
            let lang = values_of(&text, "lang");
            let lang = lang.first().and_then(|lang| lang.as_str()).unwrap_or("en");
            let own = text_at(&title, lang).map(str::to_owned);
            own.or_else(|| {
                title
                    .as_object()?
                    .values()
                    .find_map(|one| one.as_str().map(str::to_owned))
            })
        });
        words.next()
    };
    config.title = first("title").or_else(in_languages).unwrap_or(config.title);
    let base = first("base")
        .unwrap_or_default()
        .trim_matches('/')
        .to_owned();
    let whole = exported(&text);
    let address = text_at(&whole, "site").map(|url| match base.as_str() {
        "" => format!("{}/", url.trim_end_matches('/')),
        base => format!("{}/{base}/", url.trim_end_matches('/')),
    });
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let locales = locales(&text, &mut config);
    let said: BTreeMap<String, Said> = look_at_notes(folder, |path, text| {
        Some((path.to_owned(), Said::read(text)))
    })
    .into_iter()
    .collect();
    let mut pages = Vec::new();
    for note in folder
        .notes()
        .filter(|note| note.path.starts_with(&content))
    {
        let below = &note.path[content.len()..];
        if below.split('/').any(|part| part.starts_with('_')) {
            continue;
        }
        let (name, rest) = below.split_once('/').unwrap_or(("", below));
        let tag = locales
            .iter()
            .find(|(locale, _)| locale == name)
            .map(|(_, tag)| tag);
        let target = match (tag, rest.rsplit_once('.')) {
            (Some(tag), Some((stem, ending))) if *tag != config.language => {
                format!("{stem}.{tag}.{ending}")
            }
            (Some(_), _) => rest.to_owned(),
            _ => below.to_owned(),
        };
        let stem = markdown_stem(below).unwrap_or(below);
        let usual = match is_folder_page(stem) {
            true => split_path(stem).0.to_owned(),
            false => stem.to_owned(),
        };
        let own = said.get(&note.path).cloned().unwrap_or_default();
        let slug = own.slug;
        let address = slug.map_or(usual.to_lowercase().replace(' ', "-"), |slug| {
            slug.trim_matches('/').to_owned()
        });
        pages.push(SitePage {
            source: note.path.clone(),
            target: format!("{ENTRIES}{target}"),
            address: if address.is_empty() {
                address
            } else {
                format!("{address}/")
            },
            label: own.label,
            ..SitePage::default()
        });
    }
    let own = locales.iter().find(|(_, tag)| *tag == config.language);
    let own = own.map(|(name, _)| format!("{name}/"));
    let mut sidebar = Sidebar {
        content: &content,
        own: own.unwrap_or_default(),
        others: { locales.iter() }
            .filter(|(_, tag)| *tag != config.language)
            .map(|(name, _)| format!("{content}{name}/"))
            .collect(),
        said: &said,
        pages: &mut pages,
    };
    let navs = sidebar.navs(&text, &config.title);
    let public = format!("{site}public/");
    let site = Site {
        mounts: vec![
            (public.clone(), "media/".to_owned()),
            (content.clone(), ENTRIES.to_owned()),
        ],
        roots: vec![public, content.clone()],
        generator: Box::new(Starlight {
            folder: kept(folder),
            content,
            base,
            site,
            locales: locales.into_iter().map(|(name, _)| name).collect(),
            rule: AnchorRule::GitHub,
        }),
        pages,
        address,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// The folders of languages, each with its language.
fn locales(text: &str, config: &mut Config) -> Vec<(String, String)> {
    let mut found = Vec::new();
    for locales in values_of(text, "locales") {
        for (name, locale) in locales.as_object().into_iter().flatten() {
            let Ok(tag) = LanguageTag::new(text_at(locale, "lang").unwrap_or(name)) else {
                continue;
            };
            match name.as_str() {
                "root" => config.take_language(Some(tag.as_str())),
                name => found.push((name.to_owned(), tag.as_str().to_owned())),
            }
        }
    }
    let default = values_of(text, "defaultLocale")
        .iter()
        .find_map(|value| value.as_str().map(str::to_owned));
    if let Some((_, tag)) = found
        .iter()
        .find(|(name, _)| Some(name) == default.as_ref())
    {
        config.take_language(Some(tag));
    }
    config.languages = found
        .iter()
        .map(|(_, tag)| tag.clone())
        .filter(|tag| *tag != config.language)
        .collect();
    found
}

/// How Starlight reads its pages.
struct Starlight {
    folder: Arc<SourceFolder>,
    content: String,
    base: String,
    site: String,
    /// The folders of languages.
    locales: Vec<String>,
    rule: AnchorRule,
}

fn component(component: &Component<'_>, page: &str, remarks: &mut Remarks) -> Option<String> {
    let inner = component.inner.as_deref();
    let words = inner.unwrap_or_default().trim_matches('\n');
    match component.name {
        "Aside" => {
            let callout = Callout {
                name: component.text("type").unwrap_or("note").to_owned(),
                title: component.text("title").map(str::to_owned),
                fold: None,
            };
            Some(callout.written(words))
        }
        "TabItem" => Some(tab(component.text("label").unwrap_or_default(), words)),
        "Card" => Some(format!(
            "**{}**\n\n{words}\n\n",
            component.text("title").unwrap_or_default()
        )),
        "LinkCard" | "LinkButton" => {
            let title = component.text("title").unwrap_or(words.trim());
            let description = component
                .text("description")
                .map(|words| format!(": {words}"))
                .unwrap_or_default();
            Some(format!(
                "- [{title}]({}){description}\n",
                component.text("href")?
            ))
        }
        "Badge" => Some(unnamed(component.text("text").unwrap_or(words))),
        "Icon" => Some(String::new()),
        "Code" => Some(code_block(component, component.text("code")?)),
        "img" => Some(component.tag.to_owned()),
        _ if inner.is_none() => {
            remarks.add(COMPONENT, page);
            None
        }
        _ => without_tags(component, &mut || remarks.add(EXPRESSION, page)),
    }
}

/// A block of code, with the language and the title that a component gives it.
fn code_block(component: &Component<'_>, code: &str) -> String {
    let language = component.text("lang").unwrap_or("text");
    let title = component.text("title");
    let title = title.map(|title| format!(" title=\"{title}\""));
    let info = format!("{language}{}", title.unwrap_or_default());
    let fence = if code.contains("```") { "````" } else { "```" };
    format!("{fence}{info}\n{}\n{fence}\n", code.trim_matches('\n'))
}

/// A text with what its front matter says above the page; `None` where that says nothing.
fn with_banner(text: &str) -> Option<String> {
    if !text.contains("banner") {
        return None;
    }
    let mut head = FrontMatter::read(text);
    let content = head
        .get("banner")?
        .get("content")?
        .as_str()?
        .trim()
        .to_owned();
    head.remove("banner");
    let callout = Callout {
        name: "note".to_owned(),
        title: None,
        fold: None,
    };
    let body = text[head.body()..].trim_start();
    head.finish(Some(format!("{}{body}", callout.written(&content))))
}

/// A text whose boxes begin without attributes: braces are expressions further on.
fn plain_boxes(text: &str) -> String {
    if !text.contains(":::") {
        return text.to_owned();
    }
    prose_changed(text, |prose| {
        let new = lines(prose).map(|line| {
            let words = line.trim_end();
            let is_box = words.trim_start().starts_with(":::") && words.ends_with('}');
            match words.rfind('{').filter(|_| is_box) {
                Some(at) => format!("{}{}", words[..at].trim_end(), &line[words.len()..]),
                None => line.to_owned(),
            }
        });
        new.collect()
    })
}

impl Starlight {
    /// The path of a file that a script of a page names.
    fn imported(&self, page: &str, written: &str) -> Option<String> {
        match written
            .strip_prefix("~/")
            .or_else(|| written.strip_prefix("@/"))
        {
            Some(rest) => Some(format!("{}src/{rest}", self.site)),
            None => FilePath::from(page).resolve(written),
        }
    }
}

impl Generator for Starlight {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn prepared<'t>(&self, _page: &SitePage, text: &'t str) -> Cow<'t, str> {
        let home = home::written(text).map_or(Cow::Borrowed(text), Cow::Owned);
        match with_banner(&home) {
            Some(text) => text.into(),
            None => home,
        }
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let is_mdx = page.source.ends_with(".mdx");
        let mut text = text.to_owned();
        if is_mdx {
            let (new, imports, dropped) = mdx::without_scripts(&text);
            (0..dropped).for_each(|_| remarks.add(SCRIPT, &page.source));
            let new = plain_boxes(&mdx::without_comments(&new));
            let mut includes = Includes::of(&self.folder, &page.source);
            let new = rewritten(&new, &is_component, &mut |one| {
                // A file that a script imports as words is shown as code.
                let raw = one.expression("code").and_then(|name| {
                    let path = imports.get(name.trim())?.strip_suffix("?raw")?;
                    Some(self.imported(&page.source, path))
                });
                match raw.filter(|_| one.name == "Code") {
                    Some(path) => {
                        let text = includes.put(path, remarks, |_, text, _| Some(text.to_owned()));
                        Some(code_block(one, &text?))
                    }
                    None => component(one, &page.source, remarks),
                }
            });
            text = mdx::with_values(&new, &[], &mut || remarks.add(EXPRESSION, &page.source));
        }
        let text = rewritten_code(&text, |code| {
            let language = code.info.split([' ', '\t', '{']).next().unwrap_or_default();
            let is_same = language == code.info;
            (!is_same).then(|| {
                let block = CodeBlock {
                    language: language.to_owned(),
                    title: value_in(code.info, "title").map(str::to_owned),
                };
                (block, None)
            })
        });
        plain_dollars(&text)
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        if let Some(rest) = path.strip_prefix('/') {
            let below = rest
                .strip_prefix(&self.base)
                .filter(|_| !self.base.is_empty());
            let names = below
                .map(|below| below.trim_start_matches('/'))
                .into_iter()
                .chain([rest]);
            let names: Vec<&str> = names.collect();
            // A page that is not translated is shown in the site's own language.
            let originals = names.iter().filter_map(|name| {
                let (first, rest) = name.split_once('/')?;
                let is_locale = self.locales.iter().any(|locale| locale == first);
                is_locale.then_some(rest)
            });
            let originals: Vec<&str> = originals.collect();
            let all = names.into_iter().chain(originals);
            return all.map(|name| Meant::Address(name.to_owned())).collect();
        }
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix("~/").or_else(|| path.strip_prefix("@/")) {
            meant.push(Meant::File(format!("{}src/{rest}", self.site)));
        }
        meant.extend(
            FilePath::from(page.source.as_str())
                .resolve(path)
                .map(Meant::File),
        );
        let folder = format!("{}x", page.address);
        meant.extend(
            FilePath::from(folder.as_str())
                .resolve(path)
                .map(Meant::Address),
        );
        meant.push(Meant::File(format!("{}{path}", self.content)));
        meant
    }

    fn fields(&self, _page: &SitePage, head: &mut FrontMatter<'_>, _remarks: &mut Remarks) {
        head.remove("slug");
        if let Some(updated) = head
            .text("lastUpdated")
            .filter(|day| day.len() >= 10)
            .map(str::to_owned)
        {
            head.set("updated", updated);
        }
    }
}

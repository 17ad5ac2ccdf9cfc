//! A site of Hugo.

mod body;
mod boxes;
mod cascade;
mod head;
mod menus;
mod sections;
mod settings;
mod shortcodes;
mod terms;

use std::collections::{BTreeMap, BTreeSet};

use almanac_compile::read_base_url;
use almanac_model::{Day, LanguageTag};
use almanac_syntax::yaml::Node;
use serde_json::Value;

use self::body::Hugo;
use self::cascade::Cascade;
use self::menus::MenuEntry;
use crate::notes::look_at_notes;
use crate::programs::quarto::count;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::calendar::{is_ahead, is_behind};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, text_at};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(AHEAD: Topic::Changed, "page whose day has not come is a draft", "pages whose days have not come are drafts");
kind!(BEHIND: Topic::Changed, "page that has expired is a draft", "pages that have expired are drafts");
kind!(DRAFT: Topic::Changed, "page that was a draft is one", "pages that were drafts are drafts");
kind!(NOT_RENDERED: Topic::Changed, "page that was not rendered is a draft", "pages that were not rendered are drafts");
kind!(RESOURCE: Topic::Changed, "text that belonged to a page stands in no list", "texts that belonged to pages stand in no list");
kind!(OTHER_FORMAT: Topic::LeftOut, "page in Org or another form than Markdown, which is not read", "pages in Org or other forms than Markdown, which are not read", "write them as Markdown and import again");
kind!(MOUNTS: Topic::Notice, "configuration that mounts other folders, which are not read", "configurations that mount other folders, which are not read");

/// The configuration of Hugo.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let file = settings::file(folder)?;
    Some(format!("it has a file `{file}`"))
}

/// All pages go over; a section whose pages have weights is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let settings = settings::read(folder);
    let mut content = text_at(&settings, "contentdir")
        .unwrap_or("content")
        .trim_matches('/')
        .to_owned()
        + "/";
    if !folder.notes().any(|note| note.path.starts_with(&content)) {
        content = String::new();
    }
    content = of_one_language(folder, &settings, content);
    if settings["module"]["mounts"].is_array() {
        remarks.add(MOUNTS, settings::file(folder).unwrap_or("hugo.toml"));
    }
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&settings, "title") {
        title.clone_into(&mut config.title);
    }
    let default = text_at(&settings, "defaultcontentlanguage");
    config.take_language(text_at(&settings, "languagecode").or(default));
    let languages = Languages::read(&settings, &content, default, &mut config);
    let address =
        text_at(&settings, "baseurl").map(|url| format!("{}/", url.trim_end_matches('/')));
    let address = address.filter(|url| url.starts_with("http"));
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let said = look(folder, &content);
    let of_all = cascade::of_settings(&settings, folder.today());
    let pages = pages(folder, &content, &languages, (&said, &of_all), remarks);
    other_formats(folder, &content, remarks);
    let mut navs = sections::navs(&pages, &said, &content);
    navs.extend(menus::navs(&settings, &content, &pages, &said, &navs));
    let site = Site {
        mounts: vec![
            ("static/".to_owned(), "media/".to_owned()),
            ("assets/".to_owned(), "media/".to_owned()),
            (content.clone(), ENTRIES.to_owned()),
        ],
        roots: vec!["static/".to_owned(), "assets/".to_owned(), content.clone()],
        generator: Box::new(Hugo::of(
            folder,
            &settings,
            content,
            address.as_deref(),
            &pages,
        )),
        pages,
        address,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// The folder of the pages where all of them lie in that of one language: its name is in no address.
fn of_one_language(folder: &SourceFolder, settings: &Value, content: String) -> String {
    let language = text_at(settings, "defaultcontentlanguage").unwrap_or("en");
    let below = format!("{content}{}/", language.to_lowercase());
    let notes = folder.notes().map(|note| note.path.as_str());
    // What lies beside the folders of languages is no page.
    let is_in_folder = |path: &&str| {
        let rest = path.strip_prefix(&content);
        rest.is_some_and(|rest| rest.contains('/'))
    };
    let mut notes = notes.filter(is_in_folder).peekable();
    let is_alone = notes.peek().is_some() && notes.all(|path| path.starts_with(&below));
    match is_alone && !content.is_empty() {
        true => below,
        false => content,
    }
}

/// The languages of a site, each with the folder that is its own, if it has one.
struct Languages {
    default: String,
    others: Vec<String>,
    folders: Vec<(String, String)>,
}

impl Languages {
    fn read(settings: &Value, content: &str, default: Option<&str>, config: &mut Config) -> Self {
        let default = default.unwrap_or("en").to_lowercase();
        let mut found = Self {
            others: Vec::new(),
            folders: Vec::new(),
            default,
        };
        for (name, language) in settings["languages"].as_object().into_iter().flatten() {
            let Ok(tag) = LanguageTag::new(name) else {
                continue;
            };
            if let Some(folder) = text_at(language, "contentdir") {
                let folder = format!("{}/", folder.trim_matches('/'));
                let below = folder.strip_prefix(content).unwrap_or(&folder).to_owned();
                found.folders.push((below, tag.as_str().to_owned()));
            }
            if name.to_lowercase() == found.default {
                config.take_language(Some(tag.as_str()));
                if let Some(title) = text_at(language, "title") {
                    title.clone_into(&mut config.title);
                }
            } else {
                found.others.push(tag.as_str().to_owned());
            }
        }
        config.languages.clone_from(&found.others);
        found
    }

    /// The path of a page without what says its language, and that language if it is another one.
    fn of<'p>(&self, below: &'p str) -> (String, Option<String>, &'p str) {
        for (folder, tag) in &self.folders {
            if let Some(rest) = below
                .strip_prefix(folder.as_str())
                .filter(|_| !folder.is_empty())
            {
                let is_other = tag.to_lowercase() != self.default;
                return (rest.to_owned(), is_other.then(|| tag.clone()), rest);
            }
        }
        let (stem, ending) = below.rsplit_once('.').unwrap_or((below, "md"));
        if let Some((before, last)) = stem.rsplit_once('.') {
            if last.to_lowercase() == self.default {
                return (format!("{before}.{ending}"), None, below);
            }
            if let Some(tag) = self
                .others
                .iter()
                .find(|tag| tag.eq_ignore_ascii_case(last))
            {
                return (format!("{before}.{ending}"), Some(tag.clone()), below);
            }
        }
        (below.to_owned(), None, below)
    }
}

/// What the front matter of a page says of where it is, and whether it was published.
#[derive(Debug, Clone, Default)]
struct Said {
    title: Option<String>,
    weight: f64,
    date: String,
    slug: Option<String>,
    url: Option<String>,
    /// What it is called in navigation.
    label: Option<String>,
    /// What it says of itself; what its section says counts only where it says nothing.
    is_draft: Option<bool>,
    is_ahead: Option<bool>,
    is_behind: Option<bool>,
    is_hidden: Option<bool>,
    /// What it says of the pages below it.
    cascades: Vec<Cascade>,
    menus: Vec<MenuEntry>,
}

fn look(folder: &SourceFolder, content: &str) -> BTreeMap<String, Said> {
    let found = look_at_notes(folder, |path, text| {
        path.starts_with(content).then(|| {
            let fields = almanac_syntax::front_matter(text);
            (path.to_owned(), said_in(&fields, folder.today()))
        })
    });
    found.into_iter().collect()
}

/// A field, whatever letters its name is written in.
pub fn field<'n>(fields: &'n Node, name: &str) -> Option<&'n Node> {
    let mut pairs = fields.as_mapping()?.iter();
    let (_, value) = pairs.find(|(key, _)| {
        key.as_str()
            .is_some_and(|key| key.eq_ignore_ascii_case(name))
    })?;
    (!value.is_null()).then_some(value)
}

fn said_in(fields: &Node, today: Day) -> Said {
    let text = |name: &str| {
        field(fields, name)
            .and_then(Node::as_str)
            .map(|text| text.trim().to_owned())
    };
    let is = |name: &str| text(name).map(|text| text.eq_ignore_ascii_case("true"));
    let publish = ["publishDate", "pubdate", "published", "date"]
        .iter()
        .find_map(|name| text(name));
    let expiry = text("expiryDate").or_else(|| text("unpublishdate"));
    let build = field(fields, "build").or_else(|| field(fields, "_build"));
    let render = build
        .and_then(|build| field(build, "render"))
        .and_then(Node::as_str);
    Said {
        title: text("linkTitle").or_else(|| text("title")),
        weight: text("weight")
            .and_then(|weight| weight.parse().ok())
            .unwrap_or(0.0),
        date: text("date").unwrap_or_default(),
        slug: text("slug"),
        url: text("url"),
        is_draft: is("draft"),
        is_ahead: publish.map(|day| is_ahead(&day, today)),
        is_behind: expiry.map(|day| is_behind(&day, today)),
        is_hidden: is("headless").or(render.map(|render| matches!(render, "never" | "false"))),
        cascades: cascade::read(fields, today),
        menus: menus::of_page(fields),
        label: text("linkTitle"),
    }
}

fn pages(
    folder: &SourceFolder,
    content: &str,
    languages: &Languages,
    (said, of_all): (&BTreeMap<String, Said>, &[Cascade]),
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let left = [
        "public/",
        "resources/",
        "themes/",
        "layouts/",
        "archetypes/",
        "data/",
        "i18n/",
    ];
    let notes = folder.notes().map(|note| note.path.as_str());
    let notes: Vec<&str> = notes
        .filter(|path| {
            path.starts_with(content)
                && !(content.is_empty() && left.iter().any(|left| path.starts_with(left)))
        })
        .collect();
    let stem_of = |path: &str| {
        markdown_stem(split_path(path).1)
            .unwrap_or_default()
            .to_lowercase()
    };
    let bundles: BTreeSet<&str> = { notes.iter() }
        .filter(|path| stem_of(path).split('.').next() == Some("index"))
        .map(|path| split_path(path).0)
        .collect();
    let mut pages = Vec::new();
    for path in notes {
        let own = said.get(path).cloned().unwrap_or_default();
        let (below, language, _) = languages.of(&path[content.len()..]);
        let (folders, name) = split_path(&below);
        let start = match folders {
            "" => String::new(),
            folders => format!("{folders}/"),
        };
        let (stem, ending) = name.rsplit_once('.').unwrap_or((name, "md"));
        let stem = stem
            .strip_prefix('_')
            .filter(|stem| *stem == "index")
            .unwrap_or(stem);
        let marks = language
            .as_ref()
            .map(|tag| format!(".{tag}"))
            .unwrap_or_default();
        let is_resource = bundles.contains(split_path(path).0) && stem != "index";
        let target = cascade::Target {
            path,
            language: language.as_deref().unwrap_or(&languages.default),
        };
        let above = cascade::held(&target, content, said, of_all);
        let reasons = [
            (own.is_draft.or(above.is_draft), DRAFT),
            (own.is_ahead.or(above.is_ahead), AHEAD),
            (own.is_behind.or(above.is_behind), BEHIND),
            (own.is_hidden.or(above.is_hidden), NOT_RENDERED),
        ];
        let reason = reasons.into_iter().find(|(is_so, _)| *is_so == Some(true));
        if let Some((_, kind)) = reason {
            remarks.add(kind, path);
        }
        if is_resource {
            remarks.add(RESOURCE, path);
        }
        let prefix = language
            .as_ref()
            .map(|tag| format!("{tag}/"))
            .unwrap_or_default();
        let usual = match stem {
            "index" => start.clone(),
            stem => format!("{start}{}/", own.slug.as_deref().unwrap_or(stem)),
        };
        let usual = usual.to_lowercase().replace(' ', "-");
        let address = match own.url.as_deref() {
            Some(url) => url.trim_start_matches('/').to_owned(),
            None => format!("{prefix}{usual}"),
        };
        pages.push(SitePage {
            source: path.to_owned(),
            target: format!("{ENTRIES}{start}{stem}{marks}.{ending}"),
            address,
            is_draft: reason.is_some(),
            is_unlisted: is_resource,
            label: own.label,
            ..SitePage::default()
        });
    }
    pages
}

/// Says which pages are written in a form that is not read: Hugo hands them to other programs, or takes HTML as it is.
fn other_formats(folder: &SourceFolder, content: &str, remarks: &mut Remarks) {
    if content.is_empty() {
        return;
    }
    for ending in ["org", "adoc", "asciidoc", "ad", "rst", "pandoc", "pdc"] {
        count(folder, content, ending, OTHER_FORMAT, remarks);
    }
    let is_page = |path: &str| {
        path.starts_with(content)
            && [".html", ".htm"]
                .iter()
                .any(|ending| path.ends_with(ending))
            && { folder.readable_text(path) }
                .is_some_and(|text| text.starts_with("---") || text.starts_with("+++"))
    };
    for file in folder.files().iter().filter(|file| is_page(&file.path)) {
        remarks.add(OTHER_FORMAT, &file.path);
    }
}

/// Whether a value of the configuration says yes.
fn is_on(settings: &Value, path: &str) -> bool {
    is_true(crate::sites::settings::at(settings, path))
}

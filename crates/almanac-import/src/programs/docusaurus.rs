//! A site of Docusaurus.

mod body;
mod sidebars;

use std::collections::BTreeMap;

use almanac_compile::read_base_url;
use almanac_model::{FilePath, LanguageTag};
use serde_json::Value;

use self::body::{Docusaurus, Home};
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::script::{exported, values_of};
use crate::sites::settings::{text_at, texts, value_of};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(PARTIAL: Topic::LeftOut, "file that is only put into others, or begins with `_`", "files that are only put into others, or begin with `_`");
kind!(VERSION: Topic::LeftOut, "page of another version", "pages of other versions");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

const ENDINGS: [&str; 5] = ["js", "ts", "mjs", "cjs", "mts"];

/// The configuration, by its path.
pub fn config_file(folder: &SourceFolder) -> Option<String> {
    let places = ["", "website/", "docs/"].into_iter();
    let mut names = places.flat_map(|place| {
        ["docusaurus.config", "siteConfig"]
            .into_iter()
            .flat_map(move |name| {
                ENDINGS
                    .into_iter()
                    .map(move |ending| format!("{place}{name}.{ending}"))
            })
    });
    names.find(|name| folder.has(name))
}

/// The configuration of Docusaurus.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let file = config_file(folder)?;
    Some(format!("it has a file `{file}`"))
}

/// One folder of pages: of a documentation, of a blog, or of single pages.
#[derive(Debug, Clone)]
pub struct Root {
    /// The folder, with its final slash.
    pub folder: String,
    /// Where its pages are on the site, without slashes around it.
    pub route: String,
    /// Where its pages go below the almanac's entries.
    pub target: String,
    pub is_blog: bool,
    /// The file of its sidebars.
    pub sidebars: Option<String>,
}

/// All pages of the current version go over; the sidebars are paths.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let file = config_file(folder).unwrap_or_default();
    let text = folder.settings(&file).unwrap_or_default();
    let settings = exported(&text);
    let site = split_path(&file).0;
    let site = match site {
        "" => String::new(),
        site => format!("{site}/"),
    };
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&settings, "title") {
        title.clone_into(&mut config.title);
    }
    config.take_language(text_at(&settings, "i18n.defaultLocale"));
    let base = text_at(&settings, "baseUrl")
        .unwrap_or("/")
        .trim_matches('/')
        .to_owned();
    let address = text_at(&settings, "url").map(|url| match base.as_str() {
        "" => format!("{}/", url.trim_end_matches('/')),
        base => format!("{}/{base}/", url.trim_end_matches('/')),
    });
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let roots = roots(folder, &settings, &site);
    let mut found = Pages::find(folder, &roots, remarks);
    found.translations(folder, &settings, &site, &roots, &mut config);
    found.redirect(&text, remarks);
    let navs = sidebars::navs(folder, &roots, &mut found, &config.title, remarks);
    let mut mounts: Vec<(String, String)> = { roots.iter() }
        .map(|root| (root.folder.clone(), format!("{ENTRIES}{}", root.target)))
        .collect();
    let statics = format!("{site}static/");
    mounts.push((statics.clone(), "media/".to_owned()));
    let mut files = vec![statics];
    files.extend(roots.iter().map(|root| root.folder.clone()));
    let home = Home {
        site,
        base,
        roots,
        ids: found.ids.clone(),
    };
    let site = Site {
        generator: Box::new(Docusaurus::of(folder, home)),
        pages: found.pages,
        roots: files,
        mounts,
        address,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// The options of a plugin or a preset: what stands behind its name in a list.
fn options<'v>(settings: &'v Value, name: &str) -> Vec<&'v Value> {
    let lists = ["presets", "plugins"].into_iter();
    let items = lists.flat_map(|list| settings[list].as_array().into_iter().flatten());
    let named = items.filter_map(|item| {
        let pair = item.as_array()?;
        let is_it = pair.first()?.as_str()?.contains(name);
        is_it.then(|| pair.get(1)).flatten()
    });
    named.collect()
}

fn roots(folder: &SourceFolder, settings: &Value, site: &str) -> Vec<Root> {
    let preset = options(settings, "classic");
    let docs_of_preset = preset.iter().map(|options| &options["docs"]);
    let has_docs = !preset
        .iter()
        .any(|options| options["docs"] == Value::Bool(false));
    let docs = docs_of_preset.chain(options(settings, "content-docs"));
    let mut roots: Vec<Root> = docs
        .filter_map(|docs| root_of(docs, site, "docs", folder))
        .collect();
    if roots.is_empty() && has_docs {
        roots.extend(root_of(&Value::Null, site, "docs", folder));
    }
    let blogs = preset.iter().map(|options| &options["blog"]);
    let mut blogs: Vec<Root> = { blogs.chain(options(settings, "content-blog")) }
        .filter_map(|blog| root_of(blog, site, "blog", folder))
        .collect();
    if blogs.is_empty() {
        blogs.extend(root_of(&Value::Null, site, "blog", folder));
    }
    for blog in blogs {
        if !roots.iter().any(|root| root.folder == blog.folder) {
            roots.push(Root {
                is_blog: true,
                ..blog
            });
        }
    }
    let pages = Root {
        folder: format!("{site}src/pages/"),
        route: String::new(),
        target: "pages/".to_owned(),
        is_blog: false,
        sidebars: None,
    };
    roots.push(pages);
    let has_pages = |root: &Root| {
        folder
            .notes()
            .any(|note| note.path.starts_with(&root.folder))
    };
    roots.retain(has_pages);
    roots.dedup_by(|one, other| one.folder == other.folder);
    if roots.is_empty() {
        roots.push(Root {
            folder: String::new(),
            route: String::new(),
            target: String::new(),
            is_blog: false,
            sidebars: None,
        });
    }
    // The first documentation lies at the root of the entries.
    if let Some(first) = roots.first_mut().filter(|root| !root.is_blog) {
        first.target.clear();
    }
    roots
}

fn root_of(options: &Value, site: &str, default: &str, folder: &SourceFolder) -> Option<Root> {
    if *options == Value::Bool(false) {
        return None;
    }
    let place = format!("{site}x");
    let named = text_at(options, "path").unwrap_or(default);
    let beside = FilePath::from(place.as_str()).resolve(named)?;
    let has = |path: &str| {
        folder
            .notes()
            .any(|note| note.path.starts_with(&format!("{path}/")))
    };
    // The first version had the pages beside the folder of the site.
    let path = match has(&beside) {
        true => beside,
        false if has(named) => named.to_owned(),
        false => return None,
    };
    let route = text_at(options, "routeBasePath")
        .unwrap_or(default)
        .trim_matches('/');
    let sidebars = text_at(options, "sidebarPath");
    let sidebars = sidebars.and_then(|path| FilePath::from(place.as_str()).resolve(path));
    let usual = ENDINGS.iter().copied().chain(["json"]);
    let mut usual = usual.map(|ending| format!("{site}sidebars.{ending}"));
    Some(Root {
        target: format!("{}/", split_path(&path).1),
        folder: format!("{path}/"),
        route: route.to_owned(),
        is_blog: default == "blog",
        sidebars: sidebars
            .filter(|path| folder.has(path))
            .or_else(|| usual.find(|path| folder.has(path))),
    })
}

/// What front matter says of where a page is.
#[derive(Debug, Clone, Default)]
pub struct Said {
    pub id: Option<String>,
    pub slug: Option<String>,
    pub position: Option<f64>,
    pub label: Option<String>,
    pub date: Option<String>,
}

/// The pages of a site, and what they are called.
#[derive(Default)]
pub struct Pages {
    pub pages: Vec<SitePage>,
    /// What each says of where it is.
    pub said: Vec<Said>,
    /// Pages by the folder of their root and their id.
    pub ids: BTreeMap<(String, String), usize>,
}

impl Pages {
    fn find(folder: &SourceFolder, roots: &[Root], remarks: &mut Remarks) -> Self {
        let said: BTreeMap<String, Said> = look_at_notes(folder, |path, text| {
            let head = FrontMatter::read(text);
            let text = |name: &str| head.text(name).map(str::to_owned);
            let said = Said {
                id: text("id"),
                slug: text("slug"),
                position: text("sidebar_position").and_then(|number| number.parse().ok()),
                label: text("sidebar_label"),
                date: text("date"),
            };
            Some((path.to_owned(), said))
        })
        .into_iter()
        .collect();
        let mut found = Self::default();
        for note in folder.notes() {
            let path = note.path.as_str();
            let root = roots.iter().filter(|root| path.starts_with(&root.folder));
            let root = root.max_by_key(|root| root.folder.len());
            let is_version = path.split('/').any(|part| part == "versioned_docs");
            match root {
                _ if is_version => remarks.add(VERSION, path),
                Some(root) => {
                    let below = &path[root.folder.len()..];
                    if below.split('/').any(|part| part.starts_with('_')) {
                        remarks.add(PARTIAL, path);
                        continue;
                    }
                    let said = said.get(path).cloned().unwrap_or_default();
                    found.add(root, path, below, said);
                }
                None => {}
            }
        }
        found
    }

    fn add(&mut self, root: &Root, path: &str, below: &str, said: Said) {
        let stem = markdown_stem(below).unwrap_or(below);
        let (plain, date) = match root.is_blog {
            true => dated(stem),
            false => (without_numbers(stem), None),
        };
        let (folders, last) = split_path(&plain);
        let is_folder = !root.is_blog
            && (is_folder_page(&plain) || split_path(folders).1 == last && !folders.is_empty());
        let in_folder = |name: &str| match folders {
            "" => name.to_owned(),
            folders => format!("{folders}/{name}"),
        };
        let id = in_folder(said.id.as_deref().unwrap_or(last));
        let usual = match (&said.id, is_folder) {
            (_, true) => folders.to_owned(),
            (Some(id), _) if !root.is_blog => in_folder(id),
            _ => plain.clone(),
        };
        let own = match said.slug.as_deref() {
            Some(slug) if slug.starts_with('/') => slug.trim_matches('/').to_owned(),
            Some(slug) if root.is_blog => slug.trim_matches('/').to_owned(),
            Some(slug) => FilePath::from(in_folder("x").as_str())
                .resolve(slug)
                .unwrap_or_default(),
            None => usual.clone(),
        };
        let route = |path: &str| match (root.route.as_str(), path) {
            ("", path) => path.to_owned(),
            (route, "") => route.to_owned(),
            (route, path) => format!("{route}/{path}"),
        };
        let mut aliases = Vec::new();
        for other in [stem, usual.as_str()] {
            let other = route(other);
            if other != route(&own) && other.contains('/') {
                aliases.push(format!("/{other}"));
            }
        }
        aliases.dedup();
        let number = self.pages.len();
        self.ids.insert((root.folder.clone(), id), number);
        self.ids
            .entry((root.folder.clone(), plain))
            .or_insert(number);
        self.pages.push(SitePage {
            source: path.to_owned(),
            target: format!(
                "{ENTRIES}{}{}",
                root.target,
                target_name(below, root.is_blog)
            ),
            address: route(&own),
            aliases,
            label: said.label.clone(),
            ..SitePage::default()
        });
        self.said.push(Said {
            date: said.date.clone().or(date),
            ..said
        });
    }

    /// Translations lie in a tree of their own.
    fn translations(
        &mut self,
        folder: &SourceFolder,
        settings: &Value,
        site: &str,
        roots: &[Root],
        config: &mut Config,
    ) {
        let default = config.language.clone();
        for locale in texts(&settings["i18n"]["locales"]) {
            let Ok(tag) = LanguageTag::new(&locale) else {
                continue;
            };
            if tag.as_str() == default {
                continue;
            }
            let mut has_any = false;
            for root in roots {
                let plugin = match root.is_blog {
                    true => "docusaurus-plugin-content-blog",
                    false => "docusaurus-plugin-content-docs/current",
                };
                let start = format!("{site}i18n/{locale}/{plugin}/");
                for note in folder.notes().filter(|note| note.path.starts_with(&start)) {
                    let below = &note.path[start.len()..];
                    let name = target_name(below, root.is_blog);
                    let Some((stem, ending)) = name.rsplit_once('.') else {
                        continue;
                    };
                    has_any = true;
                    self.said.push(Said::default());
                    self.pages.push(SitePage {
                        source: note.path.clone(),
                        target: format!("{ENTRIES}{}{stem}.{}.{ending}", root.target, tag.as_str()),
                        ..SitePage::default()
                    });
                }
            }
            if has_any {
                config.languages.push(tag.as_str().to_owned());
            }
        }
    }

    /// What the plugin for redirects has in its list.
    fn redirect(&mut self, text: &str, remarks: &mut Remarks) {
        let lists = values_of(text, "redirects").into_iter();
        let redirects: Vec<Value> = lists
            .flat_map(|list| list.as_array().cloned().unwrap_or_default())
            .collect();
        for redirect in redirects {
            let to = text_at(&redirect, "to").unwrap_or_default();
            let to = to.split('#').next().unwrap_or_default().trim_matches('/');
            let page = self
                .pages
                .iter_mut()
                .find(|page| page.address.trim_matches('/') == to && !page.source.is_empty());
            match page {
                Some(page) => {
                    let from = texts(&redirect["from"]);
                    page.aliases.extend(
                        from.iter()
                            .map(|from| format!("/{}", from.trim_start_matches('/'))),
                    );
                }
                None => remarks.add(REDIRECT_OUT, to),
            }
        }
    }
}

/// The name of a file without numbers in front, which are its order.
fn target_name(below: &str, is_blog: bool) -> String {
    match is_blog {
        true => below.to_owned(),
        false => match below.rsplit_once('.') {
            Some((stem, ending)) => format!("{}.{ending}", without_numbers(stem)),
            None => below.to_owned(),
        },
    }
}

/// A path without the numbers that order its parts.
pub fn without_numbers(path: &str) -> String {
    let parts: Vec<&str> = path.split('/').map(|part| number_of(part).1).collect();
    parts.join("/")
}

/// The number that a name begins with, and the rest: not of a date or a version.
pub fn number_of(name: &str) -> (Option<u64>, &str) {
    let digits = name.bytes().take_while(u8::is_ascii_digit).count();
    let behind = &name[digits..];
    let rest = behind.trim_start_matches(' ');
    let Some(rest) = rest.strip_prefix(['-', '_', '.']).filter(|_| digits > 0) else {
        return (None, name);
    };
    let rest = rest.trim_start_matches([' ', '-', '_', '.']);
    let is_date = behind.starts_with(['-', '_', '.'])
        && behind[1..].starts_with(|c: char| c.is_ascii_digit());
    match rest.is_empty() || is_date {
        true => (None, name),
        false => (name[..digits].parse().ok(), rest),
    }
}

/// The address of a post of a blog, and its day: `2024-03-02-x`, `2024/03/02/x`, `2024-03-02-x/index`.
fn dated(stem: &str) -> (String, Option<String>) {
    let stem = match is_folder_page(stem) {
        true => split_path(stem).0,
        false => stem,
    };
    let digits = |text: &str, length: usize| {
        text.len() == length && text.bytes().all(|byte| byte.is_ascii_digit())
    };
    let (folders, name) = split_path(stem);
    let parts: Vec<&str> = name.splitn(4, '-').collect();
    if let [year, month, day, rest] = parts[..]
        && digits(year, 4)
        && digits(month, 2)
        && digits(day, 2)
    {
        let start = match folders {
            "" => String::new(),
            folders => format!("{folders}/"),
        };
        return (
            format!("{start}{year}/{month}/{day}/{rest}"),
            Some(format!("{year}-{month}-{day}")),
        );
    }
    let parts: Vec<&str> = stem.split('/').collect();
    if let [.., year, month, day, _] = parts[..]
        && digits(year, 4)
        && digits(month, 2)
        && digits(day, 2)
    {
        return (stem.to_owned(), Some(format!("{year}-{month}-{day}")));
    }
    (stem.to_owned(), None)
}

/// The settings of a folder in a sidebar: `_category_.json`, `_category_.yml`.
pub fn category(folder: &SourceFolder, path: &str) -> Value {
    let named = |ending: &str| folder.settings(&format!("{path}_category_.{ending}"));
    if let Some(text) = named("json") {
        return serde_json::from_str(&text).unwrap_or_default();
    }
    let text = named("yml").or_else(|| named("yaml")).unwrap_or_default();
    let (node, _) = almanac_syntax::yaml::parse(&text, 0..text.len());
    value_of(&node)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_order_and_dates_are_not() {
        for (name, number, rest) in [
            ("03-x", Some(3), "x"),
            ("03 - x", Some(3), "x"),
            ("3_x", Some(3), "x"),
            ("3.x", Some(3), "x"),
            ("2021-11-foo", None, "2021-11-foo"),
            ("1.2.3-x", None, "1.2.3-x"),
            ("7", None, "7"),
            ("x-3", None, "x-3"),
        ] {
            assert_eq!(number_of(name), (number, rest), "{name}");
        }
        assert_eq!(without_numbers("01-a/2-b/c"), "a/b/c");
        assert_eq!(
            dated("2024-03-02-x/index"),
            ("2024/03/02/x".into(), Some("2024-03-02".into()))
        );
        assert_eq!(dated("2024/03/02/x").1.as_deref(), Some("2024-03-02"));
    }
}

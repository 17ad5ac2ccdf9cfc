//! A site of Docusaurus.

mod body;
mod fields;
mod pages;
mod sidebars;

use std::collections::BTreeSet;

use almanac_compile::read_base_url;
use almanac_model::FilePath;
use serde_json::Value;

use self::body::{Docusaurus, Home};
use self::fields::Names;
pub use self::pages::{Pages, number_of, without_numbers};
use crate::remarks::Remarks;
use crate::sites::script::exported;
use crate::sites::settings::{text_at, value_of};
use crate::sites::site::Site;
use crate::source::{SourceFolder, split_path};
use crate::survey::{Config, ENTRIES, Survey};

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
#[derive(Debug, Clone, Default)]
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
    /// Where its translations are in the folder of a language.
    pub translations: String,
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
    let names = Names::read(folder, &roots, found.days());
    let home = Home {
        site,
        base,
        roots,
        ids: found.ids.clone(),
        plain: found.plain(text_at(&settings, "markdown.format")),
        names,
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
        target: "pages/".to_owned(),
        translations: "docusaurus-plugin-content-pages".to_owned(),
        ..Root::default()
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
        roots.push(Root::default());
    }
    // The first documentation lies at the root of the entries.
    if let Some(first) = roots.first_mut().filter(|root| !root.is_blog) {
        first.target.clear();
    }
    if folder.has_all_versions() {
        let versions: Vec<Root> = { roots.iter() }
            .flat_map(|root| versions_of(root, folder, site))
            .collect();
        roots.extend(versions);
    }
    roots
}

/// The other versions of a documentation, each with a folder of its own.
fn versions_of(root: &Root, folder: &SourceFolder, site: &str) -> Vec<Root> {
    let plugin = root.translations.strip_prefix(DOCS).unwrap_or_default();
    let plugin = plugin.strip_suffix("/current").filter(|_| !root.is_blog);
    let Some(plugin) = plugin else {
        return Vec::new();
    };
    // A plugin with an id of its own puts that before the names of its folders.
    let plugin = match plugin.strip_prefix('-') {
        Some(id) => format!("{site}{id}_"),
        None => site.to_owned(),
    };
    let start = format!("{plugin}versioned_docs/version-");
    let names = folder.notes().filter_map(|note| {
        let (name, _) = note.path.strip_prefix(&start)?.split_once('/')?;
        Some(name.to_owned())
    });
    let names: BTreeSet<String> = names.collect();
    let versions = names.into_iter().map(|name| {
        let sidebars = format!("{plugin}versioned_sidebars/version-{name}-sidebars.json");
        Root {
            folder: format!("{start}{name}/"),
            route: format!("{}/{name}", root.route)
                .trim_matches('/')
                .to_owned(),
            target: format!("{}version-{name}/", root.target),
            is_blog: false,
            sidebars: folder.has(&sidebars).then_some(sidebars),
            translations: root
                .translations
                .replace("current", &format!("version-{name}")),
        }
    });
    versions.collect()
}

/// Where the translations of a documentation are in the folder of a language.
const DOCS: &str = "docusaurus-plugin-content-docs";

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
    let id = text_at(options, "id").filter(|id| *id != "default");
    let id = id.map(|id| format!("-{id}")).unwrap_or_default();
    let usual = ENDINGS.iter().copied().chain(["json"]);
    let mut usual = usual.map(|ending| format!("{site}sidebars.{ending}"));
    Some(Root {
        target: format!("{}/", split_path(&path).1),
        folder: format!("{path}/"),
        route: route.to_owned(),
        is_blog: default == "blog",
        translations: match default {
            "blog" => format!("docusaurus-plugin-content-blog{id}"),
            _ => format!("{DOCS}{id}/current"),
        },
        sidebars: sidebars
            .filter(|path| folder.has(path))
            .or_else(|| usual.find(|path| folder.has(path))),
    })
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

//! A site of MkDocs, with Material and the plugins that are widely used, or of Zensical.

mod blog;
mod body;
mod folders;
mod lists;
mod nav;
mod settings;
mod snippets;

use std::collections::BTreeSet;

use almanac_compile::{LeftOut, read_base_url};
use almanac_model::{ContentConfig, FilePath, LanguageTag};
use serde_json::Value;

use self::body::MkDocs;
pub use self::nav::{matches as is_of_pattern, order};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::settings::{at, is_false, lines_at, listed, text_at, texts};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(EXCLUDED: Topic::Changed, "page that the configuration excludes is a draft", "pages that the configuration excludes are drafts");
kind!(README: Topic::Changed, "`README.md` beside an `index.md` is a page of its own", "`README.md`s beside an `index.md` are pages of their own");
kind!(NO_NAV: Topic::Notice, "configuration without an order of pages: there is no path", "configurations without an order of pages: there is no path");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

/// The configuration of MkDocs or of Zensical.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    let file = settings::file(folder)?;
    Some(format!("it has a file `{file}`"))
}

/// All pages go over with their names and folders; the navigation is paths.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let settings = settings::read(folder);
    let mut docs = folder_named(text_at(&settings, "docs_dir").unwrap_or("docs"));
    if !folder.notes().any(|note| note.path.starts_with(&docs)) {
        docs = String::new();
    }
    let mut config = Config::of_site(folder);
    if let Some(title) = text_at(&settings, "site_name") {
        title.clone_into(&mut config.title);
    }
    config.take_language(text_at(&settings, "theme.language"));
    let languages = Languages::read(&settings, &mut config);
    let address =
        text_at(&settings, "site_url").map(|url| format!("{}/", url.trim_end_matches('/')));
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let is_flat = is_false(&settings["use_directory_urls"]);
    let mut pages = pages(folder, &settings, (&docs, is_flat), &languages, remarks);
    blog::place(folder, &settings, (&docs, is_flat), &mut pages);
    redirect(&mut pages, &settings, &docs, remarks);
    let lists = lists::file_name(&settings);
    pages.retain(|page| lists.is_none_or(|name| split_path(&page.source).1 != name));
    let navs = nav::navs(folder, &settings, &docs, &mut pages, &config.title);
    if navs.is_empty() {
        remarks.add(NO_NAV, settings::file(folder).unwrap_or("mkdocs.yml"));
    }
    let site = Site {
        mounts: vec![(docs.clone(), ENTRIES.to_owned())],
        roots: vec![docs.clone()],
        generator: Box::new(MkDocs::of(folder, &settings, docs, address.as_deref())),
        pages,
        address,
        navs,
        config,
    };
    site.survey(folder, remarks)
}

/// A folder with its final slash; empty for the whole.
fn folder_named(written: &str) -> String {
    let path = FilePath::from("x").resolve(written).unwrap_or_default();
    match path.is_empty() {
        true => path,
        false => format!("{path}/"),
    }
}

/// The languages of the plugin for translations.
struct Languages {
    /// The languages that pages are translated into.
    others: Vec<String>,
    default: String,
    /// Whether each has a folder of its own.
    has_folders: bool,
}

impl Languages {
    fn read(settings: &Value, config: &mut Config) -> Self {
        let plugin = listed(&settings["plugins"], "i18n").unwrap_or(&Value::Null);
        let mut found = Self {
            others: Vec::new(),
            default: config.language.clone(),
            has_folders: text_at(plugin, "docs_structure") == Some("folder"),
        };
        for language in plugin["languages"].as_array().into_iter().flatten() {
            let Some(Ok(tag)) = text_at(language, "locale").map(LanguageTag::new) else {
                continue;
            };
            match crate::sites::settings::is_true(&language["default"]) {
                true => found.default = tag.as_str().to_owned(),
                false => found.others.push(tag.as_str().to_owned()),
            }
        }
        config.language.clone_from(&found.default);
        config.languages.clone_from(&found.others);
        found
    }

    /// The path below the almanac's entries that a path below the site's pages has.
    fn place(&self, below: &str) -> String {
        let Some((first, rest)) = below.split_once('/').filter(|_| self.has_folders) else {
            return below.to_owned();
        };
        if first == self.default {
            return rest.to_owned();
        }
        match (
            self.others.iter().any(|other| other == first),
            rest.rsplit_once('.'),
        ) {
            (true, Some((stem, ending))) => format!("{stem}.{first}.{ending}"),
            _ => below.to_owned(),
        }
    }
}

fn pages(
    folder: &SourceFolder,
    settings: &Value,
    (docs, is_flat): (&str, bool),
    languages: &Languages,
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let built = folder_named(text_at(settings, "site_dir").unwrap_or("site"));
    let custom = text_at(settings, "theme.custom_dir").map(folder_named);
    let excluded = Excluded::read(settings);
    let snippets = listed(&settings["markdown_extensions"], "pymdownx.snippets");
    let snippets = snippets.map(|snippets| texts(&snippets["base_path"]));
    // What lies among the pages only to be put into them is none of them.
    let snippets = snippets.unwrap_or_default().into_iter();
    let snippets = snippets.map(|folder| folder_named(&folder));
    let snippets = snippets.filter(|folder| folder.starts_with(docs));
    let left = [built, format!("{docs}templates/")].into_iter();
    let left: Vec<String> = left.chain(custom).chain(snippets).collect();
    let is_left = |path: &str| {
        let mut left = left.iter();
        left.any(|left| !left.is_empty() && *left != docs && path.starts_with(left.as_str()))
    };
    let notes = folder.notes().map(|note| note.path.as_str());
    let notes: Vec<&str> = notes
        .filter(|path| path.starts_with(docs) && !is_left(path))
        .collect();
    let indices: BTreeSet<&str> = { notes.iter() }
        .filter(|path| split_path(path).1.eq_ignore_ascii_case("index.md"))
        .map(|path| split_path(path).0)
        .collect();
    let mut pages = Vec::new();
    for path in notes {
        let below = &path[docs.len()..];
        let (dir, name) = split_path(path);
        let is_second = name.eq_ignore_ascii_case("readme.md") && indices.contains(dir);
        if is_second {
            remarks.add(README, path);
        }
        let is_draft = excluded.has(below);
        if is_draft {
            remarks.add(EXCLUDED, path);
        }
        pages.push(SitePage {
            source: path.to_owned(),
            target: format!("{ENTRIES}{}", languages.place(below)),
            address: address_of(below, is_flat, is_second),
            is_draft,
            ..SitePage::default()
        });
    }
    pages
}

/// The address of a page, by its path below the folder of pages.
fn address_of(below: &str, is_flat: bool, is_second: bool) -> String {
    let stem = markdown_stem(below).unwrap_or(below);
    let folder = split_path(stem).0;
    match (is_folder_page(stem) && !is_second, is_flat) {
        (true, true) if folder.is_empty() => "index.html".to_owned(),
        (true, true) => format!("{folder}/index.html"),
        (true, false) if folder.is_empty() => String::new(),
        (true, false) => format!("{folder}/"),
        (false, true) => format!("{stem}.html"),
        (false, false) => format!("{stem}/"),
    }
}

/// What `exclude_docs` and `draft_docs` name, in patterns as `.gitignore` has them.
struct Excluded {
    rules: Option<(LeftOut, LeftOut)>,
}

impl Excluded {
    fn read(settings: &Value) -> Self {
        let keys = ["exclude_docs", "draft_docs"].into_iter();
        let patterns: Vec<String> = keys.flat_map(|key| lines_at(settings, key)).collect();
        let patterns: Vec<String> = patterns.into_iter().filter(|one| !one.is_empty()).collect();
        let nothing = ContentConfig::default();
        let rules = (!patterns.is_empty()).then(|| {
            let with = ContentConfig {
                ignore: patterns,
                ..ContentConfig::default()
            };
            (LeftOut::new(&with), LeftOut::new(&nothing))
        });
        Self { rules }
    }

    fn has(&self, path: &str) -> bool {
        let Some((with, without)) = &self.rules else {
            return false;
        };
        let names = |path: &str, is_folder| {
            with.leaves_out(path, is_folder) && !without.leaves_out(path, is_folder)
        };
        let mut ends = path.match_indices('/').map(|(end, _)| end);
        names(path, false) || ends.any(|end| names(&path[..end], true))
    }
}

/// The plugin's map of files that were moved.
fn redirect(pages: &mut [SitePage], settings: &Value, docs: &str, remarks: &mut Remarks) {
    let maps = listed(&settings["plugins"], "redirects").map(|plugin| at(plugin, "redirect_maps"));
    let is_flat = is_false(&settings["use_directory_urls"]);
    for (from, to) in maps.and_then(Value::as_object).into_iter().flatten() {
        let to = to.as_str().unwrap_or_default();
        let path = format!("{docs}{}", to.split('#').next().unwrap_or_default());
        match pages.iter_mut().find(|page| page.source == path) {
            Some(page) => {
                let address = address_of(from, is_flat, false);
                page.aliases.push(format!("/{address}"));
            }
            None => remarks.add(REDIRECT_OUT, from),
        }
    }
}

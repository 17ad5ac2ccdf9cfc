//! A book or website of Quarto.

mod blocks;
mod body;
mod cells;
mod chapters;
mod divs;
mod drawn_tables;
mod inline;
mod lettered;
mod prose;
mod references;
mod shortcodes;

use std::collections::BTreeSet;

use almanac_compile::read_base_url;
use almanac_model::FilePath;
use serde_json::Value;

pub use self::blocks::put;
pub use self::body::Pandoc;
use self::chapters::{Orders, named_pages, navs};
pub use self::inline::key_at;
pub use self::prose::{part_of, text_of};
use crate::front_matter::FrontMatter;
use crate::notes::look_at_notes;
use crate::programs::mkdocs::is_of_pattern;
use crate::remarks::{Kind, Remarks, Topic, kind};
use crate::sites::bibliography::Bibliography;
use crate::sites::labels::plain_words;
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::settings::{is_true, laid_over, text_at, texts, yaml_settings};
use crate::sites::site::Site;
use crate::source::{SourceFolder, markdown_stem, split_path};
use crate::survey::{Config, ENTRIES, Survey};

kind!(NOT_NAMED: Topic::Changed, "page that the project does not render is a draft", "pages that the project does not render are drafts");
kind!(NOTEBOOK: Topic::LeftOut, "notebook, which is not read", "notebooks, which are not read");
kind!(HELD_BACK: Topic::Changed, "page that the configuration holds back is a draft", "pages that the configuration holds back are drafts");

/// Where the configuration may lie.
const PLACES: [&str; 6] = ["", "docs/", "book/", "site/", "website/", "manual/"];

fn config_file(folder: &SourceFolder) -> Option<String> {
    let names = PLACES
        .iter()
        .flat_map(|place| ["_quarto.yml", "_quarto.yaml"].map(|name| format!("{place}{name}")));
    names.into_iter().find(|name| folder.has(name))
}

/// The configuration of a project.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    config_file(folder).map(|file| format!("it has a file `{file}`"))
}

/// All pages go over; chapters and sidebars are paths.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let file = config_file(folder).unwrap_or_else(|| "_quarto.yml".to_owned());
    let root = root_of(&file);
    let settings = settings(folder, &file, &root);
    let section = match settings["book"].is_object() {
        true => &settings["book"],
        false => &settings["website"],
    };
    let mut config = Config::of_site(folder);
    let title = text_at(section, "title").or_else(|| text_at(&settings, "title"));
    if let Some(title) = title {
        config.title = plain_words(title);
    }
    config.take_language(text_at(&settings, "lang"));
    let address = text_at(section, "site-url").map(|url| format!("{}/", url.trim_end_matches('/')));
    config.base_url = address.clone().filter(|url| read_base_url(url).is_ok());
    let mut pages = pages(folder, &settings, &root, remarks);
    count(folder, &root, "ipynb", NOTEBOOK, remarks);
    let orders = look_at_notes(folder, |path, text| {
        let order = FrontMatter::read(text).text("order")?.parse().ok()?;
        Some((path.to_owned(), order))
    });
    let orders: Orders = orders.into_iter().collect();
    let navs = navs(&settings, &root, (&mut pages, &orders), &config.title);
    let mut bibliography =
        Bibliography::read(folder, &bibliographies(folder, &settings, &root), remarks);
    let mut reading = Pandoc::of(folder, root.clone(), settings);
    bibliography.add_of_pages(folder, remarks);
    reading.keys.clone_from(&bibliography.keys);
    let variables = ["_variables.yml", "_variables.yaml"].iter();
    let variables = variables.filter_map(|name| folder.settings(&format!("{root}{name}")));
    reading.variables = variables
        .map(|text| yaml_settings(&text))
        .next()
        .unwrap_or_default();
    let reading = reading.with_labels(&pages);
    let site = Site {
        mounts: vec![(root.clone(), ENTRIES.to_owned())],
        roots: vec![root],
        generator: Box::new(reading),
        pages,
        address,
        navs,
        config,
    };
    let mut survey = site.survey(folder, remarks);
    survey.files.extend(bibliography.file());
    survey
}

/// The folder of a file with its final slash.
pub fn root_of(file: &str) -> String {
    match split_path(file).0 {
        "" => String::new(),
        folder => format!("{folder}/"),
    }
}

/// The configuration with the files of metadata that it names.
fn settings(folder: &SourceFolder, file: &str, root: &str) -> Value {
    const MOST: usize = 20;
    let read = |path: &str| folder.settings(path).map(|text| yaml_settings(&text));
    let mut settings = read(file).unwrap_or_default();
    for name in texts(&settings["metadata-files"]).into_iter().take(MOST) {
        let path = FilePath::from(format!("{root}x").as_str()).resolve(&name);
        if let Some(more) = path.and_then(|path| read(&path)) {
            settings = laid_over(settings, more);
        }
    }
    settings
}

/// Files of a kind that are not read.
pub fn count(folder: &SourceFolder, root: &str, ending: &str, kind: Kind, remarks: &mut Remarks) {
    let is_one = |path: &str| {
        path.starts_with(root)
            && path
                .rsplit_once('.')
                .is_some_and(|(_, own)| own.eq_ignore_ascii_case(ending))
            && !path.split('/').any(|part| part.starts_with(['_', '.']))
    };
    for file in folder.files().iter().filter(|file| is_one(&file.path)) {
        remarks.add(kind, &file.path);
    }
}

/// Whether a folder or file is none of a project's pages, by its path below the root.
pub fn is_left_out(below: &str, built: &[&str]) -> bool {
    const FOLDERS: [&str; 4] = ["renv", "packrat", "node_modules", "env"];
    let is_built = |built: &&str| {
        let built = built.trim_matches('/').trim_start_matches("./");
        !built.is_empty()
            && below
                .strip_prefix(built)
                .is_some_and(|rest| rest.starts_with('/'))
    };
    let mut parts = below.split('/').rev();
    let is_hidden = |part: &str| part.starts_with(['_', '.']);
    parts.next().is_some_and(is_hidden)
        || parts.any(|part| {
            is_hidden(part)
                || FOLDERS.contains(&part)
                || part.ends_with("_files")
                || part.ends_with("_cache")
        })
        || built.iter().any(is_built)
}

fn pages(
    folder: &SourceFolder,
    settings: &Value,
    root: &str,
    remarks: &mut Remarks,
) -> Vec<SitePage> {
    let is_book = settings["book"].is_object();
    let built = text_at(settings, "project.output-dir");
    let built: Vec<&str> = built.into_iter().chain(["_site", "_book"]).collect();
    let rendered = texts(&settings["project"]["render"]);
    let named = named_pages(&settings["book"]);
    let drafts = Drafts::read(folder, settings, root);
    let mut pages = Vec::new();
    for note in folder.notes().filter(|note| note.path.starts_with(root)) {
        let below = &note.path[root.len()..];
        let name = split_path(below).1;
        let is_readme = name.eq_ignore_ascii_case("readme.md") && !named.contains(below);
        if is_left_out(below, &built) || is_readme {
            continue;
        }
        let is_rendered = match is_book {
            true => named.contains(below),
            false => is_named(&rendered, below),
        };
        let is_held = drafts.has(below);
        if !is_rendered {
            remarks.add(NOT_NAMED, &note.path);
        } else if is_held {
            remarks.add(HELD_BACK, &note.path);
        }
        pages.push(SitePage {
            source: note.path.clone(),
            target: target_of(folder, &note.path, below),
            address: address_of(below),
            is_draft: !is_rendered || is_held,
            ..SitePage::default()
        });
    }
    pages
}

/// Where a page goes: all of them end as Markdown does, unless another one has that place.
pub fn target_of(folder: &SourceFolder, path: &str, below: &str) -> String {
    let stem = |path: &str| markdown_stem(path).unwrap_or(path).to_owned();
    let is_taken = folder.has(&format!("{}.md", stem(path))) && !path.ends_with(".md");
    match is_taken {
        true => format!("{ENTRIES}{below}"),
        false => format!("{ENTRIES}{}.md", stem(below)),
    }
}

fn address_of(below: &str) -> String {
    let stem = markdown_stem(below).unwrap_or(below);
    match is_folder_page(stem) && stem.ends_with("index") {
        true => split_path(stem).0.to_owned(),
        false => format!("{stem}.html"),
    }
}

/// Whether a list of patterns, in which `!` takes back, names a path. Where there is none, all are named.
fn is_named(patterns: &[String], below: &str) -> bool {
    let mut is_named = patterns.iter().all(|pattern| pattern.starts_with('!'));
    for pattern in patterns {
        let (plain, is_taken) = match pattern.strip_prefix('!') {
            Some(rest) => (rest, false),
            None => (pattern.as_str(), true),
        };
        let plain = plain.trim_start_matches("./").trim_start_matches('/');
        let is_below = || below.starts_with(&format!("{}/", plain.trim_end_matches('/')));
        if plain == below || is_of_pattern(plain, below) || is_below() {
            is_named = is_taken;
        }
    }
    is_named
}

/// Pages that are drafts by the configuration, or by that of their folder.
struct Drafts {
    files: BTreeSet<String>,
    folders: Vec<String>,
}

impl Drafts {
    fn read(folder: &SourceFolder, settings: &Value, root: &str) -> Self {
        let files = texts(&settings["website"]["drafts"]).into_iter();
        let files = files
            .map(|file| file.trim_start_matches("./").to_owned())
            .collect();
        let is_one = |path: &str| matches!(split_path(path).1, "_metadata.yml" | "_metadata.yaml");
        let metadata = folder.files().iter().filter(|file| is_one(&file.path));
        let folders = metadata.filter_map(|file| {
            let read = yaml_settings(&folder.settings(&file.path)?);
            let below = root_of(file.path.strip_prefix(root)?);
            is_true(&read["draft"]).then_some(below)
        });
        Self {
            files,
            folders: folders.collect(),
        }
    }

    fn has(&self, below: &str) -> bool {
        self.files.contains(below)
            || self
                .folders
                .iter()
                .any(|folder| below.starts_with(folder.as_str()))
    }
}

/// The bibliographies that the configuration and the pages name.
fn bibliographies(folder: &SourceFolder, settings: &Value, root: &str) -> Vec<String> {
    let of_root = format!("{root}x");
    let of_config = [&settings["bibliography"], &settings["book"]["bibliography"]];
    let mut named: BTreeSet<String> = { of_config.into_iter().flat_map(texts) }
        .filter_map(|name| FilePath::from(of_root.as_str()).resolve(&name))
        .collect();
    named.extend(bibliographies_of_pages(folder));
    named.into_iter().filter(|path| folder.has(path)).collect()
}

/// The bibliographies that pages name.
pub fn bibliographies_of_pages(folder: &SourceFolder) -> Vec<String> {
    let found = look_at_notes(folder, |path, text| {
        let head = FrontMatter::read(text);
        let names = head.texts("bibliography").into_iter();
        let paths = names.filter_map(|name| FilePath::from(path).resolve(&name));
        Some(paths.collect::<Vec<String>>())
    });
    found.into_iter().flatten().collect()
}

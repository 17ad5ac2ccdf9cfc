//! A book of mdBook: the pages that `SUMMARY.md` names, in its order.

mod code;
mod includes;
mod listings;
mod summary;

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_model::{FilePath, decode};
use toml::Table;

use self::code::Code;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::addresses::Meant;
use crate::sites::anchors::AnchorRule;
use crate::sites::dollars::plain_dollars;
use crate::sites::mathjax::mathjax;
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::{SitePage, address_key, is_folder_page};
use crate::sites::site::{Generator, Site, kept};
use crate::source::{SourceFolder, markdown_stem};
use crate::survey::{Config, ENTRIES, Survey};

pub use self::summary::{Item, items_of};

kind!(NOT_NAMED: Topic::Changed, "page that `SUMMARY.md` does not name is a draft", "pages that `SUMMARY.md` does not name are drafts");
kind!(PLANNED: Topic::LeftOut, "chapter without a page", "chapters without pages");
kind!(MISSING: Topic::Changed, "chapter that is not written yet is a stub", "chapters that are not written yet are stubs");
kind!(NO_SUMMARY: Topic::Notice, "book without a `SUMMARY.md`", "books without a `SUMMARY.md`");
kind!(REDIRECT_OUT: Topic::LeftOut, "redirect that leads to no page", "redirects that lead to no page");

const CONFIG: &str = "book.toml";
const SUMMARY: &str = "SUMMARY.md";

/// The configuration of a book, or the list of its chapters where nothing says that it is GitBook's.
pub fn sign(folder: &SourceFolder) -> Option<String> {
    if folder.has(CONFIG) {
        return Some("it has a file `book.toml`".to_owned());
    }
    ["src/SUMMARY.md", SUMMARY]
        .into_iter()
        .find(|summary| folder.has(summary))
        .map(|summary| format!("it has a file `{summary}`"))
}

/// What the configuration says.
struct Settings {
    table: Table,
}

impl Settings {
    fn read(folder: &SourceFolder) -> Self {
        let text = folder.settings(CONFIG).unwrap_or_default();
        // What is wrong with it is said of all configurations in one place.
        Self {
            table: text.parse().unwrap_or_default(),
        }
    }

    fn get(&self, path: &str) -> Option<&toml::Value> {
        let mut parts = path.split('.');
        let first = self.table.get(parts.next()?)?;
        parts.try_fold(first, |value, part| value.get(part))
    }

    fn text(&self, path: &str) -> Option<&str> {
        self.get(path)?
            .as_str()
            .filter(|text| !text.trim().is_empty())
    }

    /// A folder, with its final slash; empty for the whole.
    fn folder(&self, path: &str, default: &str) -> String {
        let named = self.text(path).unwrap_or(default);
        let named = FilePath::from("x").resolve(named).unwrap_or_default();
        match named.is_empty() {
            true => named,
            false => format!("{named}/"),
        }
    }
}

/// All chapters go over with their names and folders, and the list of them is a path.
pub fn survey(folder: &SourceFolder, remarks: &mut Remarks) -> Survey {
    let settings = Settings::read(folder);
    let mut source = settings.folder("book.src", "src");
    let is_below = |path: &str| path.starts_with(&source);
    if !folder.has(&format!("{source}{SUMMARY}")) && folder.has(SUMMARY)
        || !folder.notes().any(|note| is_below(&note.path))
    {
        source = String::new();
    }
    let mut book = Book {
        pages: pages(folder, &settings, &source),
        steps: Vec::new(),
    };
    let summary = format!("{source}{SUMMARY}");
    match folder.readable_text(&summary) {
        Some(text) => book.read_summary(&summary, &items_of(&text, &[1]), remarks),
        None => remarks.add(NO_SUMMARY, &summary),
    }
    keep_one_index(&mut book.pages);
    book.redirect(&settings, remarks);
    let mut config = Config::of_site(folder);
    config.title = settings
        .text("book.title")
        .unwrap_or(&config.title)
        .to_owned();
    config.take_language(settings.text("book.language"));
    let nav = Nav {
        title: config.title.clone(),
        introduction: settings
            .text("book.description")
            .unwrap_or_default()
            .to_owned(),
        steps: book.steps,
    };
    let site = Site {
        pages: book.pages,
        mounts: vec![(source.clone(), ENTRIES.to_owned())],
        roots: vec![source.clone()],
        address: None,
        navs: vec![nav],
        generator: Box::new(MdBook::of(folder, &settings, source)),
        config,
    };
    site.survey(folder, remarks)
}

/// All pages below the folder of the source.
fn pages(folder: &SourceFolder, settings: &Settings, source: &str) -> Vec<SitePage> {
    let built = settings.folder("build.build-dir", "book");
    let left = [built.as_str(), "theme/"];
    let is_page = |path: &str| {
        let below = path.strip_prefix(source);
        let is_left = left
            .iter()
            .any(|left| !source.starts_with(left) && path.starts_with(left));
        below.is_some_and(|below| below != SUMMARY) && !is_left
    };
    let notes = folder.notes().filter(|note| is_page(&note.path));
    let pages = notes.map(|note| {
        let below = &note.path[source.len()..];
        SitePage {
            source: note.path.clone(),
            target: format!("{ENTRIES}{below}"),
            address: address_of(below),
            ..SitePage::default()
        }
    });
    pages.collect()
}

/// The address of a page, by its path below the source.
fn address_of(below: &str) -> String {
    let stem = markdown_stem(below).unwrap_or(below);
    match stem.rsplit_once('/') {
        _ if !is_folder_page(stem) => format!("{stem}.html"),
        Some((folders, _)) => format!("{folders}/index.html"),
        None => "index.html".to_owned(),
    }
}

/// Of `README.md` and `index.md` in one folder, the second stands for it; one that is held back does not.
fn keep_one_index(pages: &mut [SitePage]) {
    let rank = |page: &SitePage| {
        (
            page.is_draft,
            page.source.to_lowercase().ends_with("readme.md"),
        )
    };
    let mut first: BTreeMap<String, (bool, bool)> = BTreeMap::new();
    for page in pages.iter() {
        let best = first
            .entry(page.address.clone())
            .or_insert_with(|| rank(page));
        *best = rank(page).min(*best);
    }
    for page in pages {
        if first
            .get(&page.address)
            .is_some_and(|best| *best < rank(page))
        {
            let stem = markdown_stem(&page.source).unwrap_or(&page.source);
            let name = stem.rsplit('/').next().unwrap_or(stem);
            page.address = page.address.replace("index.html", &format!("{name}.html"));
        }
    }
}

/// A book while its list of chapters is read.
struct Book {
    pages: Vec<SitePage>,
    steps: Vec<NavStep>,
}

impl Book {
    fn read_summary(&mut self, summary: &str, items: &[Item], remarks: &mut Remarks) {
        let mut named: BTreeMap<String, usize> = { self.pages.iter().enumerate() }
            .map(|(number, page)| (page.source.clone(), number))
            .collect();
        let mut parts = Vec::new();
        let mut listed = vec![false; self.pages.len()];
        for item in items {
            let (label, file) = match item {
                Item::Part(title) => {
                    parts.push(title.clone());
                    continue;
                }
                Item::Page { label, file } => (label, file),
            };
            let Some(file) = file else {
                remarks.add(PLANNED, summary);
                continue;
            };
            let path = file.split(['#', '?']).next().unwrap_or_default();
            let Some(path) = FilePath::from(summary).resolve(&decode(path)) else {
                continue;
            };
            let number = match named.get(&path) {
                Some(number) => *number,
                None if path.contains("://") || markdown_stem(&path).is_none() => continue,
                None => {
                    remarks.add(MISSING, &path);
                    let number = self.add_missing(summary, &path);
                    listed.push(true);
                    named.insert(path, number);
                    number
                }
            };
            listed[number] = true;
            let page = &mut self.pages[number];
            page.label.get_or_insert_with(|| label.clone());
            self.steps.push(NavStep {
                page: number,
                parts: std::mem::take(&mut parts),
            });
        }
        for (page, is_listed) in self.pages.iter_mut().zip(listed) {
            if !is_listed {
                remarks.add(NOT_NAMED, &page.source);
                page.is_draft = true;
            }
        }
    }

    /// A page that is named and not there.
    fn add_missing(&mut self, summary: &str, path: &str) -> usize {
        let folder = summary.strip_suffix(SUMMARY).unwrap_or_default();
        let below = path.strip_prefix(folder).unwrap_or(path);
        self.pages.push(SitePage {
            target: format!("{ENTRIES}{below}"),
            address: address_of(below),
            ..SitePage::default()
        });
        self.pages.len() - 1
    }

    /// Reads the table of redirects: addresses of before, and what is behind their `#`.
    fn redirect(&mut self, settings: &Settings, remarks: &mut Remarks) {
        let table = settings
            .get("output.html.redirect")
            .and_then(toml::Value::as_table);
        let found: Vec<(String, String)> = { table.into_iter().flatten() }
            .filter_map(|(from, to)| Some((from.clone(), to.as_str()?.to_owned())))
            .collect();
        for (from, to) in found {
            let (from, from_id) = from.split_once('#').unwrap_or((&from, ""));
            let (to, to_id) = to.split_once('#').unwrap_or((&to, ""));
            let from = from.trim_start_matches('/');
            let page = self.page_at(from, to).filter(|_| !to.contains("://"));
            match page {
                Some(page) if !from_id.is_empty() => {
                    let ids = (from_id.to_owned(), to_id.to_owned());
                    self.pages[page].ids.push(ids);
                }
                Some(page) => {
                    let alias = format!("/{from}");
                    self.pages[page].aliases.push(alias);
                }
                None => remarks.add(REDIRECT_OUT, CONFIG),
            }
        }
    }

    /// The page at the end of a redirect: counted from the address that is left, else from the root.
    fn page_at(&self, from: &str, to: &str) -> Option<usize> {
        let beside = FilePath::from(from).resolve(to);
        let from_root = FilePath::from("x").resolve(to.trim_start_matches("../"));
        let mut wanted = [beside, from_root].into_iter().flatten();
        wanted.find_map(|address| {
            let is_it = |page: &SitePage| address_key(&page.address) == address_key(&address);
            self.pages.iter().position(is_it)
        })
    }
}

/// How mdBook reads its pages.
struct MdBook {
    folder: Arc<SourceFolder>,
    /// The folder of the chapters, with its final slash.
    source: String,
    /// What stands before addresses that begin with a slash.
    base: String,
    code: Code,
    has_listings: bool,
    has_mathjax: bool,
    has_dollars: bool,
    rule: AnchorRule,
}

impl MdBook {
    fn of(folder: &SourceFolder, settings: &Settings, source: String) -> Self {
        let is_on = |path: &str| settings.get(path).and_then(toml::Value::as_bool) == Some(true);
        let has = |path: &str| settings.get(path).is_some();
        let hidden = settings.get("output.html.code.hidelines");
        let hidden = hidden.and_then(toml::Value::as_table);
        let hidden = hidden.into_iter().flatten();
        let hidden = hidden
            .filter_map(|(language, prefix)| Some((language.clone(), prefix.as_str()?.to_owned())));
        Self {
            folder: kept(folder),
            source,
            base: settings
                .text("output.html.site-url")
                .unwrap_or_default()
                .to_owned(),
            code: Code {
                hidden: hidden.collect(),
                has_admonish: has("preprocessor.admonish"),
            },
            has_listings: has("preprocessor.trpl-listing"),
            has_mathjax: is_on("output.html.mathjax-support"),
            has_dollars: has("preprocessor.katex"),
            rule: AnchorRule::MdBook,
        }
    }
}

impl Generator for MdBook {
    fn rule(&self) -> &AnchorRule {
        &self.rule
    }

    fn body(&self, page: &SitePage, text: &str, remarks: &mut Remarks) -> String {
        let text = includes::expanded(&self.folder, &page.source, text, remarks);
        let text = self.code.rewritten(&page.source, &text, remarks);
        let text = match self.has_listings {
            true => listings::written(&text),
            false => text,
        };
        match (self.has_mathjax, self.has_dollars) {
            (_, true) => text,
            (true, false) => mathjax(&plain_dollars(&text)),
            (false, false) => plain_dollars(&text),
        }
    }

    fn meant(&self, page: &SitePage, path: &str) -> Vec<Meant> {
        let base = self.base.trim_end_matches('/');
        // Links to Markdown lead to the page that is made of it: `index.md` to that of a `README.md`.
        let page_path = path.strip_suffix(".md").map(|stem| format!("{stem}.html"));
        let file = FilePath::from(page.source.as_str());
        let address = FilePath::from(page.address.as_str());
        let mut meant = Vec::new();
        if let Some(rest) = path.strip_prefix('/') {
            let below = path.strip_prefix(base).filter(|_| !base.is_empty());
            let rest = below.unwrap_or(rest);
            meant.push(Meant::File(format!(
                "{}{}",
                self.source,
                rest.trim_start_matches('/')
            )));
            let rest = match rest.strip_suffix(".md") {
                Some(stem) => format!("{stem}.html"),
                None => rest.to_owned(),
            };
            meant.push(Meant::Address(rest));
            return meant;
        }
        meant.extend(file.resolve(path).map(Meant::File));
        let path = page_path.as_deref().unwrap_or(path);
        meant.extend(address.resolve(path).map(Meant::Address));
        meant
    }
}

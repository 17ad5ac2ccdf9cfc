//! The order of pages as a project of Quarto has it: chapters of a book, sidebars of a website.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::programs::mkdocs::is_of_pattern;
use crate::sites::navigation::{Nav, NavStep, plain_markdown};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::sites::settings::{is_true, text_at, texts};
use crate::source::{is_markdown, markdown_stem};

/// The pages that a book names, by their paths below its folder.
pub fn named_pages(book: &Value) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for key in ["chapters", "appendices"] {
        gather(&book[key], &mut named);
    }
    named
}

fn gather(items: &Value, named: &mut BTreeSet<String>) {
    for item in items.as_array().into_iter().flatten() {
        let own = [
            item.as_str(),
            text_at(item, "file"),
            text_at(item, "href"),
            text_at(item, "part"),
        ];
        named.extend(own.into_iter().flatten().map(plain_path));
        gather(&item["chapters"], named);
    }
}

fn plain_path(path: &str) -> String {
    path.trim_start_matches("./")
        .trim_start_matches('/')
        .to_owned()
}

/// What pages say of their places in folders: `order`.
pub type Orders = BTreeMap<String, f64>;

/// The paths of a project.
pub fn navs(
    settings: &Value,
    root: &str,
    (pages, orders): (&mut [SitePage], &Orders),
    title: &str,
) -> Vec<Nav> {
    let mut reading = Reading {
        root,
        pages,
        orders,
    };
    if settings["book"].is_object() {
        let mut nav = Nav {
            title: title.to_owned(),
            ..Nav::default()
        };
        reading.items(&settings["book"]["chapters"], &mut Vec::new(), &mut nav);
        let mut parts = vec!["Appendices".to_owned()];
        reading.items(&settings["book"]["appendices"], &mut parts, &mut nav);
        return Vec::from_iter((!nav.steps.is_empty()).then_some(nav));
    }
    let sidebars = match &settings["website"]["sidebar"] {
        Value::Array(sidebars) => sidebars.clone(),
        sidebar => vec![sidebar.clone()],
    };
    let is_one = sidebars.len() == 1;
    let navs = sidebars.iter().map(|sidebar| {
        let own = text_at(sidebar, "title").map(str::to_owned);
        let named = || text_at(sidebar, "id").map(|id| id.replace(['-', '_'], " "));
        let mut nav = Nav {
            title: own
                .or_else(|| named().filter(|_| !is_one))
                .unwrap_or_else(|| title.to_owned()),
            ..Nav::default()
        };
        reading.items(&sidebar["contents"], &mut Vec::new(), &mut nav);
        nav
    });
    navs.filter(|nav| nav.steps.len() > 1).collect()
}

struct Reading<'p> {
    root: &'p str,
    pages: &'p mut [SitePage],
    orders: &'p Orders,
}

impl Reading<'_> {
    fn items(&mut self, items: &Value, parts: &mut Vec<String>, nav: &mut Nav) {
        match items {
            Value::Array(items) => items.iter().for_each(|item| self.item(item, parts, nav)),
            Value::String(pattern) => self.folder(pattern, parts, nav),
            _ => {}
        }
    }

    fn item(&mut self, item: &Value, parts: &mut Vec<String>, nav: &mut Nav) {
        if let Some(path) = item.as_str() {
            return match path {
                "---" => {}
                "auto" => self.folder("auto", parts, nav),
                path => self.page(path, None, parts, nav),
            };
        }
        let inner = ["chapters", "contents"]
            .into_iter()
            .find(|key| !item[*key].is_null());
        let own = text_at(item, "part").or_else(|| text_at(item, "section"));
        if let Some(inner) = inner {
            let page = text_at(item, "href").or_else(|| text_at(item, "file"));
            let page = page.or(own.filter(|own| is_markdown(own)));
            let name = own
                .filter(|own| !is_markdown(own))
                .or_else(|| text_at(item, "text"));
            let name = name.map(str::to_owned);
            parts.extend(name.clone());
            if let Some(page) = page {
                self.page(page, None, parts, nav);
            }
            self.items(&item[inner], parts, nav);
            parts.retain(|part| Some(part) != name.as_ref());
            return;
        }
        if !item["auto"].is_null() {
            let pattern = texts(&item["auto"]);
            let pattern = match is_true(&item["auto"]) {
                true => "auto".to_owned(),
                false => pattern.into_iter().next().unwrap_or_default(),
            };
            return self.folder(&pattern, parts, nav);
        }
        let page = text_at(item, "href")
            .or_else(|| text_at(item, "file"))
            .or(own);
        match (page, text_at(item, "text")) {
            (Some(page), label) => self.page(page, label, parts, nav),
            // Words alone stand above what follows.
            (None, Some(words)) if words.chars().all(|c| c == '-') => {}
            (None, Some(words)) => parts.push(words.to_owned()),
            (None, None) => {}
        }
    }

    fn page(&mut self, path: &str, label: Option<&str>, parts: &mut Vec<String>, nav: &mut Nav) {
        if path.contains("://") {
            let words = plain_markdown(label.unwrap_or(path));
            nav.introduction.push_str(&format!("- [{words}]({path})\n"));
            return;
        }
        let path = plain_path(path.split('#').next().unwrap_or_default());
        if path.contains('*') {
            return self.folder(&path, parts, nav);
        }
        let wanted = format!("{}{path}", self.root);
        let found = { self.pages.iter() }.position(|page| {
            page.source == wanted
                || path.strip_suffix(".html").is_some_and(|stem| {
                    markdown_stem(&page.source) == Some(format!("{}{stem}", self.root).as_str())
                })
        });
        if let Some(number) = found {
            if let Some(label) = label {
                self.pages[number]
                    .label
                    .get_or_insert_with(|| label.to_owned());
            }
            nav.steps.push(NavStep {
                page: number,
                parts: std::mem::take(parts),
            });
        } else if !is_markdown(&path) && !path.ends_with(".ipynb") {
            self.folder(&path, parts, nav);
        }
    }

    /// The pages of a folder or of a pattern, those of the folder itself first.
    fn folder(&mut self, pattern: &str, parts: &mut Vec<String>, nav: &mut Nav) {
        let pattern = plain_path(pattern);
        let plain = pattern.trim_end_matches('/');
        let is_of = |below: &str| match plain {
            "auto" => !is_folder_page(markdown_stem(below).unwrap_or(below)) || below.contains('/'),
            plain if plain.contains('*') => is_of_pattern(plain, below),
            plain => below.starts_with(&format!("{plain}/")),
        };
        let mut found: Vec<usize> = { self.pages.iter().enumerate() }
            .filter(|(_, page)| page.source.strip_prefix(self.root).is_some_and(is_of))
            .map(|(number, _)| number)
            .collect();
        let key = |page: &SitePage| {
            let stem = markdown_stem(&page.source)
                .unwrap_or(&page.source)
                .to_owned();
            let folder = stem.rsplit_once('/').map(|(folder, _)| folder.to_owned());
            (folder, !is_folder_page(&stem), stem.to_lowercase())
        };
        let order = |page: &SitePage| self.orders.get(&page.source).copied().unwrap_or(f64::MAX);
        found.sort_by(|one, other| {
            let (one, other) = (&self.pages[*one], &self.pages[*other]);
            let (first, second) = (key(one), key(other));
            (&first.0, first.1)
                .cmp(&(&second.0, second.1))
                .then_with(|| order(one).total_cmp(&order(other)))
                .then_with(|| first.2.cmp(&second.2))
        });
        for page in found {
            nav.steps.push(NavStep {
                page,
                parts: std::mem::take(parts),
            });
        }
    }
}

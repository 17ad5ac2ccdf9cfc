//! The sidebar of Starlight: what the configuration lists, and folders in the order that their pages say.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::{SitePage, address_key, is_folder_page};
use crate::sites::script::values_of;
use crate::sites::settings::text_at;
use crate::source::{markdown_stem, split_path};

/// What the front matter of a page says of its place.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Said {
    order: Option<f64>,
    is_hidden: bool,
    pub slug: Option<String>,
    /// What the sidebar calls it.
    pub label: Option<String>,
}

impl Said {
    /// Reads that of a page.
    pub fn read(text: &str) -> Self {
        let fields = almanac_syntax::front_matter(text);
        let of_sidebar = |name: &str| fields.get("sidebar")?.get(name)?.as_str();
        let slug = fields.get("slug").and_then(|slug| slug.as_str());
        Self {
            order: of_sidebar("order").and_then(|order| order.trim().parse().ok()),
            is_hidden: of_sidebar("hidden") == Some("true"),
            slug: slug.map(str::to_owned),
            label: of_sidebar("label").map(str::to_owned),
        }
    }
}

/// The sidebar, while it becomes a path.
pub struct Sidebar<'s> {
    /// The folder of all pages.
    pub content: &'s str,
    /// The folder below it of the site's own language, if it has one, with its final slash.
    pub own: String,
    /// The folders of other languages.
    pub others: Vec<String>,
    pub said: &'s BTreeMap<String, Said>,
    pub pages: &'s mut [SitePage],
}

impl Sidebar<'_> {
    /// A path of all that it lists; where nothing is listed, of all pages.
    pub fn navs(&mut self, configuration: &str, title: &str) -> Vec<Nav> {
        let mut nav = Nav {
            title: title.to_owned(),
            ..Nav::default()
        };
        let listed = values_of(configuration, "sidebar");
        match listed.into_iter().find(Value::is_array) {
            Some(Value::Array(items)) => {
                for item in &items {
                    self.add_item(item, &mut Vec::new(), &mut nav);
                }
            }
            _ => self.add_folder("", &mut Vec::new(), &mut nav),
        }
        match nav.steps.is_empty() {
            true => Vec::new(),
            false => vec![nav],
        }
    }

    fn add_item(&mut self, item: &Value, parts: &mut Vec<String>, nav: &mut Nav) {
        let label = text_at(item, "label").map(str::to_owned);
        let folder = text_at(item, "autogenerate.directory");
        if item["items"].is_array() || folder.is_some() {
            parts.extend(label.clone());
            if let Some(folder) = folder {
                self.add_folder(folder.trim_matches('/'), parts, nav);
            }
            for item in item["items"].as_array().into_iter().flatten() {
                self.add_item(item, parts, nav);
            }
            parts.retain(|part| Some(part) != label.as_ref());
            return;
        }
        let named = item
            .as_str()
            .or_else(|| text_at(item, "slug"))
            .or_else(|| text_at(item, "link"));
        let Some(named) = named else { return };
        if named.contains("://") {
            let words = label.unwrap_or_default();
            nav.introduction
                .push_str(&format!("- [{words}]({named})\n"));
            return;
        }
        if let Some(number) = self.page_at(named) {
            if let Some(label) = label {
                self.pages[number].label.get_or_insert(label);
            }
            nav.steps.push(NavStep {
                page: number,
                parts: std::mem::take(parts),
            });
        }
    }

    /// The page at an address, in the site's own language.
    fn page_at(&self, address: &str) -> Option<usize> {
        let own = format!("{}{}", self.own, address.trim_start_matches('/'));
        let keys = [address_key(&own), address_key(address)];
        let of_key = |key: &String| {
            let mut pages = self.pages.iter();
            pages.position(|page| address_key(&page.address) == *key)
        };
        keys.iter().find_map(of_key)
    }

    /// Adds the pages of a folder, and of those in it, each as a part.
    fn add_folder(&mut self, folder: &str, parts: &mut Vec<String>, nav: &mut Nav) {
        let mut start = format!("{}{}{folder}/", self.content, self.own);
        if folder.is_empty() {
            start.pop();
        }
        let is_own = |page: &SitePage| {
            let mut others = self.others.iter();
            let said = self.said.get(&page.source);
            page.source.starts_with(&start)
                && !others.any(|other| page.source.starts_with(other))
                && !said.is_some_and(|said| said.is_hidden)
        };
        let pages = self.pages.iter().enumerate();
        let pages = pages.filter(|(_, page)| is_own(page));
        let mut tree = Folder::default();
        for (number, page) in pages {
            let order = self.said.get(&page.source).and_then(|said| said.order);
            let below = &page.source[start.len()..];
            tree.add(below, (number, order.unwrap_or(f64::MAX)), 0);
        }
        tree.add_to(parts, nav);
    }
}

/// A folder as the sidebar shows it: its pages and folders, each with its name.
#[derive(Debug, Default)]
struct Folder {
    pages: BTreeMap<String, (usize, f64)>,
    folders: BTreeMap<String, Folder>,
}

const MAX_DEPTH: usize = 32;

impl Folder {
    fn add(&mut self, below: &str, page: (usize, f64), depth: usize) {
        match below.split_once('/').filter(|_| depth < MAX_DEPTH) {
            Some((name, rest)) => {
                let inner = self.folders.entry(name.to_owned()).or_default();
                inner.add(rest, page, depth + 1);
            }
            None => {
                let stem = markdown_stem(below).unwrap_or(below);
                // The page of the folder itself has the shortest address.
                let name = match is_folder_page(stem) {
                    true => split_path(stem).0,
                    false => stem,
                };
                self.pages.insert(name.to_lowercase(), page);
            }
        }
    }

    /// The least order of what it holds.
    fn order(&self) -> f64 {
        let pages = self.pages.values().map(|(_, order)| *order);
        let folders = self.folders.values().map(Self::order);
        pages.chain(folders).fold(f64::MAX, f64::min)
    }

    fn add_to(&self, parts: &mut Vec<String>, nav: &mut Nav) {
        let pages = { self.pages.iter() }.map(|(name, page)| (page.1, name, Some(page.0)));
        let folders = { self.folders.iter() }.map(|(name, inner)| (inner.order(), name, None));
        let mut all: Vec<(f64, &String, Option<usize>)> = pages.chain(folders).collect();
        all.sort_by(|one, other| {
            let by_order = one.0.total_cmp(&other.0);
            by_order.then_with(|| one.1.to_lowercase().cmp(&other.1.to_lowercase()))
        });
        for (_, name, page) in all {
            match page {
                Some(page) => nav.steps.push(NavStep {
                    page,
                    parts: std::mem::take(parts),
                }),
                None => {
                    parts.push(name.clone());
                    self.folders[name].add_to(parts, nav);
                    parts.retain(|part| part != name);
                }
            }
        }
    }
}

//! The sidebars of VitePress and VuePress as paths: one for each group.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use crate::programs::mkdocs::order;
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::navigation::{Nav, NavStep};
use crate::sites::pages::{SitePage, address_key};
use crate::sites::script::in_order;
use crate::sites::settings::text_at;
use crate::source::split_path;

kind!(COMPUTED: Topic::Kept, "sidebar that is computed, whose pages are in the order of their files", "sidebars that are computed, whose pages are in the order of their files");
kind!(NO_SIDEBAR: Topic::Notice, "configuration without a sidebar that is written out: there is no path", "configurations without a sidebar that is written out: there is no path");

/// The paths of all sidebars. `place` is the folder of the configuration.
pub fn navs(
    sidebars: &[Value],
    place: &str,
    base: &str,
    (pages, locales): (&mut [SitePage], &[(String, String)]),
    title: &str,
    (has_sidebar, remarks): (bool, &mut Remarks),
) -> Vec<Nav> {
    let by_address =
        { pages.iter().enumerate() }.map(|(number, page)| (address_key(&page.address), number));
    // A path of the original shows its translations too.
    let is_translation = |page: &SitePage| {
        let mut locales = locales.iter();
        locales.any(|(name, _)| page.address.starts_with(&format!("{name}/")))
    };
    let translations = { pages.iter().enumerate() }
        .filter(|(_, page)| is_translation(page))
        .map(|(number, _)| number)
        .collect();
    let mut reading = Reading {
        by_address: by_address.collect(),
        base,
        pages,
        seen: translations,
        navs: Vec::new(),
        rest: Nav {
            title: title.to_owned(),
            ..Nav::default()
        },
    };
    for sidebar in sidebars {
        reading.sidebar(sidebar, "");
    }
    if has_sidebar && reading.navs.is_empty() && reading.rest.steps.is_empty() {
        remarks.add(COMPUTED, place);
        return vec![reading.files()];
    }
    let (mut navs, rest) = (reading.navs, reading.rest);
    if rest.steps.len() > 1 || navs.is_empty() && !rest.steps.is_empty() {
        navs.insert(0, rest);
    }
    if navs.is_empty() {
        remarks.add(NO_SIDEBAR, place);
    }
    navs
}

struct Reading<'p> {
    by_address: BTreeMap<String, usize>,
    base: &'p str,
    pages: &'p mut [SitePage],
    seen: BTreeSet<usize>,
    navs: Vec<Nav>,
    rest: Nav,
}

impl Reading<'_> {
    /// All pages by the names of their files, each folder's own page first.
    fn files(&self) -> Nav {
        let mut pages: Vec<usize> = (0..self.pages.len()).collect();
        // Posts are in the order of their days.
        let is_post = |page: usize| self.pages[page].source.contains("_posts/");
        pages.retain(|page| !self.seen.contains(page) && !is_post(*page));
        pages.sort_by_key(|page| order(&self.pages[*page].source));
        let mut nav = self.rest.clone();
        let mut before = "";
        for page in pages {
            let folder = split_path(&self.pages[page].source).0;
            let parts = match folder == before || folder.is_empty() {
                true => Vec::new(),
                false => vec![split_path(folder).1.to_owned()],
            };
            before = folder;
            nav.steps.push(NavStep { page, parts });
        }
        nav
    }

    fn sidebar(&mut self, sidebar: &Value, start: &str) {
        match sidebar {
            Value::Array(items) => {
                let mut rest = std::mem::take(&mut self.rest);
                for item in items {
                    self.top(item, start, &mut rest);
                }
                self.rest = rest;
            }
            Value::Object(pairs) if pairs.contains_key("items") => {
                let start = text_at(sidebar, "base").unwrap_or(start);
                self.sidebar(&sidebar["items"], start);
            }
            Value::Object(pairs) => {
                let lists = in_order(pairs).into_iter();
                for (key, sidebar) in
                    lists.filter(|(key, _)| key.starts_with('/') || key.ends_with('/'))
                {
                    self.list_of(key, sidebar);
                }
            }
            _ => {}
        }
    }

    /// The list of the pages below an address: what is in no group of it is a path of its own.
    fn list_of(&mut self, key: &str, sidebar: &Value) {
        let name = split_path(key.trim_matches('/')).1;
        let own = Nav {
            title: if name.is_empty() {
                self.rest.title.clone()
            } else {
                name.to_owned()
            },
            ..Nav::default()
        };
        let rest = std::mem::replace(&mut self.rest, own);
        self.sidebar(sidebar, key);
        let own = std::mem::replace(&mut self.rest, rest);
        match own.steps.len() {
            0 => {}
            _ if name.is_empty() => {
                self.rest.steps.extend(own.steps);
                self.rest.introduction.push_str(&own.introduction);
            }
            1 => self.rest.steps.extend(own.steps),
            _ => self.navs.push(own),
        }
    }

    fn top(&mut self, item: &Value, start: &str, rest: &mut Nav) {
        let Some(items) = items_of(item) else {
            return self.item(item, start, &mut Vec::new(), rest);
        };
        let mut nav = Nav {
            title: label_of(item).unwrap_or(&rest.title).to_owned(),
            ..Nav::default()
        };
        let start = text_at(item, "base").unwrap_or(start);
        if link_of(item).is_some() {
            self.page(item, start, &mut Vec::new(), &mut nav);
        }
        for item in items {
            self.item(item, start, &mut Vec::new(), &mut nav);
        }
        match nav.steps.len() {
            0 => {}
            1 => rest.steps.extend(nav.steps),
            _ => self.navs.push(nav),
        }
    }

    fn item(&mut self, item: &Value, start: &str, parts: &mut Vec<String>, nav: &mut Nav) {
        let Some(items) = items_of(item) else {
            return self.page(item, start, parts, nav);
        };
        let start = text_at(item, "base").unwrap_or(start);
        let label = label_of(item).map(str::to_owned);
        parts.extend(label.clone());
        if link_of(item).is_some() {
            self.page(item, start, parts, nav);
        }
        for item in items {
            self.item(item, start, parts, nav);
        }
        parts.retain(|part| Some(part) != label.as_ref());
    }

    fn page(&mut self, item: &Value, start: &str, parts: &mut Vec<String>, nav: &mut Nav) {
        let Some(link) = link_of(item) else {
            return;
        };
        if link.contains("://") {
            if let Some(label) = label_of(item) {
                nav.introduction.push_str(&format!("- [{label}]({link})\n"));
            }
            return;
        }
        let path = link.split(['#', '?']).next().unwrap_or_default();
        let path = match path.starts_with('/') {
            true => path.to_owned(),
            false => format!("{}/{path}", start.trim_end_matches('/')),
        };
        let path = path.trim_start_matches('/');
        let below = path
            .strip_prefix(self.base)
            .filter(|_| !self.base.is_empty());
        let names = below.into_iter().chain([path]);
        let mut names = names.map(|name| {
            let name = name.trim_end_matches(".md");
            address_key(name.strip_suffix("README").unwrap_or(name))
        });
        let Some(page) = names.find_map(|name| self.by_address.get(&name).copied()) else {
            return;
        };
        if let Some(label) = label_of(item) {
            self.pages[page]
                .label
                .get_or_insert_with(|| label.to_owned());
        }
        if self.seen.insert(page) {
            nav.steps.push(NavStep {
                page,
                parts: std::mem::take(parts),
            });
        }
    }
}

fn items_of(item: &Value) -> Option<&Vec<Value>> {
    item.get("items")
        .or_else(|| item.get("children"))?
        .as_array()
}

fn label_of(item: &Value) -> Option<&str> {
    let pair = item.as_array().and_then(|pair| pair.get(1)?.as_str());
    pair.or_else(|| text_at(item, "text"))
        .or_else(|| text_at(item, "title"))
}

fn link_of(item: &Value) -> Option<&str> {
    let pair = item.as_array().and_then(|pair| pair.first()?.as_str());
    let own = item.as_str().or(pair);
    own.or_else(|| text_at(item, "link"))
        .or_else(|| text_at(item, "path"))
}

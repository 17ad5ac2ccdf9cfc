//! The navigation of MkDocs: `nav:` of its configuration, a `SUMMARY.md` of literate-nav, or the order that folders give.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::{FilePath, decode};
use serde_json::Value;

use super::folders::items_of_folders;
use super::lists::Lists;
use crate::sites::navigation::{Nav, NavStep, plain_markdown};
use crate::sites::pages::{SitePage, is_folder_page};
use crate::source::{SourceFolder, markdown_stem};

/// What stands in the navigation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NavItem {
    /// A page, a folder or a pattern, and what it is called.
    Page(Option<String>, String),
    /// A section.
    Section(String, Vec<NavItem>),
}

/// The items of a list in YAML.
pub fn nav_items(value: &Value) -> Vec<NavItem> {
    let items = value.as_array().into_iter().flatten();
    items.flat_map(nav_item).collect()
}

fn nav_item(value: &Value) -> Vec<NavItem> {
    match value {
        Value::String(target) => vec![NavItem::Page(None, target.clone())],
        Value::Object(pairs) => {
            let pairs = pairs.iter();
            pairs
                .map(|(title, value)| match value {
                    Value::String(target) => NavItem::Page(Some(title.clone()), target.clone()),
                    value => NavItem::Section(title.clone(), nav_items(value)),
                })
                .collect()
        }
        _ => Vec::new(),
    }
}

/// The paths that the navigation makes: one for each section at its top that has several pages, and one for the rest.
pub fn navs(
    folder: &SourceFolder,
    settings: &Value,
    docs: &str,
    pages: &mut [SitePage],
    title: &str,
) -> Vec<Nav> {
    let mut items = nav_items(&settings["nav"]);
    let lists = Lists::read(folder, settings, docs);
    if items.is_empty() {
        items = lists.of_folder("").unwrap_or_default();
    }
    if items.is_empty() {
        items = items_of_folders(folder, docs, pages);
    }
    let below: Vec<&str> = pages
        .iter()
        .map(|page| &page.source[docs.len()..])
        .collect();
    let items: Vec<NavItem> = { items.into_iter() }
        .map(|item| lists.divided(item, &below, 0))
        .collect();
    let mut reading = Reading {
        by_path: { pages.iter().enumerate() }
            .map(|(number, page)| (page.source[docs.len()..].to_owned(), number))
            .collect(),
        named: named_pages(&items),
        pages,
        seen: BTreeSet::new(),
    };
    let mut paths = Vec::new();
    let mut rest = Nav {
        title: title.to_owned(),
        ..Nav::default()
    };
    let sections = items
        .iter()
        .filter(|item| matches!(item, NavItem::Section(..)));
    let is_divided = sections.filter(|item| reading.count(item) > 1).count() > 0;
    for item in &items {
        match item {
            NavItem::Section(name, items) if is_divided && reading.count(item) > 1 => {
                let mut nav = Nav {
                    title: name.clone(),
                    ..Nav::default()
                };
                items
                    .iter()
                    .for_each(|item| reading.take(item, &mut Vec::new(), &mut nav));
                paths.push(nav);
            }
            item => reading.take(item, &mut Vec::new(), &mut rest),
        }
    }
    let is_worth = rest.steps.len() > 1 || paths.is_empty() && !rest.steps.is_empty();
    match paths.first_mut() {
        _ if is_worth => paths.insert(0, rest),
        // What is said beside the sections is said before the first of them.
        Some(first) => first.introduction.insert_str(0, &rest.introduction),
        None => {}
    }
    paths
}

/// All targets that are written out: a pattern takes what is left.
fn named_pages(items: &[NavItem]) -> BTreeSet<String> {
    let mut named = BTreeSet::new();
    for item in items {
        match item {
            NavItem::Page(_, target) => {
                named.insert(target.trim_start_matches('/').to_owned());
            }
            NavItem::Section(_, inner) => named.extend(named_pages(inner)),
        }
    }
    named
}

struct Reading<'p> {
    by_path: BTreeMap<String, usize>,
    named: BTreeSet<String>,
    pages: &'p mut [SitePage],
    seen: BTreeSet<usize>,
}

impl Reading<'_> {
    fn count(&self, item: &NavItem) -> usize {
        match item {
            NavItem::Page(_, target) => self.pages_of(target).len(),
            NavItem::Section(_, items) => items.iter().map(|item| self.count(item)).sum(),
        }
    }

    fn take(&mut self, item: &NavItem, parts: &mut Vec<String>, nav: &mut Nav) {
        match item {
            NavItem::Section(title, items) => {
                parts.push(title.clone());
                for item in items {
                    self.take(item, parts, nav);
                }
                // A section without a page opens nothing.
                parts.retain(|part| part != title);
            }
            NavItem::Page(label, target) => {
                let found = self.pages_of(target);
                if found.is_empty() && !target.contains('*') {
                    let words = label.as_deref().unwrap_or(target);
                    let target = target.replace(' ', "%20");
                    let line = format!("- [{}]({target})\n", plain_markdown(words));
                    let is_elsewhere = target.contains("://") || target.starts_with("mailto:");
                    match is_elsewhere {
                        true => nav.introduction.push_str(&line),
                        false if label.is_some() => nav
                            .introduction
                            .push_str(&format!("- {}: `{target}`\n", plain_markdown(words))),
                        false => nav
                            .introduction
                            .push_str(&format!("- {}\n", plain_markdown(words))),
                    }
                }
                let is_one = found.len() == 1 && !target.contains('*');
                for page in found {
                    if let Some(label) = label.as_ref().filter(|_| is_one) {
                        self.pages[page].label.get_or_insert_with(|| label.clone());
                    }
                    self.seen.insert(page);
                    nav.steps.push(NavStep {
                        page,
                        parts: std::mem::take(parts),
                    });
                }
            }
        }
    }

    /// The pages that a target means: one, those of a folder, or those of a pattern that are named nowhere else.
    fn pages_of(&self, target: &str) -> Vec<usize> {
        let target = target.trim_start_matches('/');
        let Some(path) = FilePath::from("x").resolve(&decode(target)) else {
            return Vec::new();
        };
        if let Some(page) = self.by_path.get(&path) {
            return vec![*page];
        }
        let is_pattern = target.contains('*');
        if !is_pattern && !target.ends_with('/') {
            return Vec::new();
        }
        let start = format!("{path}/");
        let is_in = |name: &String| match is_pattern {
            true => matches(target, name) && !self.named.contains(name),
            false => path.is_empty() || name.starts_with(&start),
        };
        let mut found: Vec<(&String, usize)> = { self.by_path.iter() }
            .filter(|(name, page)| is_in(name) && !self.seen.contains(page))
            .map(|(name, page)| (name, *page))
            .collect();
        found.sort_by_key(|(name, _)| order(name));
        found.into_iter().map(|(_, page)| page).collect()
    }
}

/// Pages by name, each folder's own page first.
pub fn order(path: &str) -> Vec<(bool, String)> {
    let parts: Vec<&str> = path.split('/').collect();
    let last = parts.len() - 1;
    let part = |(number, part): (usize, &&str)| {
        let is_index = number == last && is_folder_page(markdown_stem(part).unwrap_or(part));
        (!is_index, part.to_lowercase())
    };
    parts.iter().enumerate().map(part).collect()
}

/// Whether a path is of a pattern with stars; two of them go through folders.
pub fn matches(pattern: &str, path: &str) -> bool {
    let Some(star) = pattern.find('*') else {
        return pattern == path || path.strip_prefix(pattern).is_some_and(|rest| rest == ".md");
    };
    let (before, rest) = pattern.split_at(star);
    let Some(path) = path.strip_prefix(before) else {
        return false;
    };
    let is_deep = rest.starts_with("**");
    let rest = rest.trim_start_matches('*');
    let rest = match is_deep {
        true => rest.strip_prefix('/').unwrap_or(rest),
        false => rest,
    };
    let mut ends = (0..=path.len()).filter(|end| path.is_char_boundary(*end));
    ends.any(|end| {
        (is_deep || !path[..end].contains('/'))
            && (rest.is_empty() && end == path.len()
                || !rest.is_empty() && matches(rest, &path[end..]))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn patterns_have_stars() {
        for (pattern, path, is_of) in [
            ("*.md", "a.md", true),
            ("*.md", "a/b.md", false),
            ("a/*", "a/b.md", true),
            ("**/b*.md", "a/c/bee.md", true),
            ("*", "a.md", true),
            ("x*.md", "a.md", false),
        ] {
            assert_eq!(matches(pattern, path), is_of, "{pattern} {path}");
        }
    }
}

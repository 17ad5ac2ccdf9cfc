//! The lists of pages that the plugin literate-nav reads: a `SUMMARY.md` in any folder.

use std::collections::BTreeMap;

use almanac_model::FilePath;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use serde_json::Value;

use super::nav::{NavItem, order};
use crate::sites::settings::{listed, text_at};
use crate::source::{SourceFolder, split_path};

/// How deep folders are followed.
const MAX_DEPTH: usize = 16;

/// What the lists are called; `None` where the plugin is not on.
pub fn file_name(settings: &Value) -> Option<&str> {
    let plugin = listed(&settings["plugins"], "literate-nav")?;
    Some(text_at(plugin, "nav_file").unwrap_or("SUMMARY.md"))
}

/// The lists of all folders, by these, each with its final slash.
pub struct Lists {
    by_folder: BTreeMap<String, Vec<NavItem>>,
}

impl Lists {
    pub fn read(folder: &SourceFolder, settings: &Value, docs: &str) -> Self {
        let name = file_name(settings);
        let files = folder.files().iter().filter_map(|file| {
            let below = file.path.strip_prefix(docs)?;
            let (place, found) = split_path(below);
            let text = (Some(found) == name).then(|| folder.readable_text(&file.path))??;
            let items = items_of(&text).into_iter();
            let items = items.map(|item| from_root(item, below)).collect();
            let place = if place.is_empty() {
                String::new()
            } else {
                format!("{place}/")
            };
            Some((place, items))
        });
        Self {
            by_folder: files.collect(),
        }
    }

    /// The list that a folder has of its own.
    pub fn of_folder(&self, folder: &str) -> Option<Vec<NavItem>> {
        self.by_folder.get(folder).cloned()
    }

    /// An item whose folders are sections: in the order of their own lists, else their pages by name.
    pub fn divided(&self, item: NavItem, pages: &[&str], depth: usize) -> NavItem {
        let (title, target) = match item {
            NavItem::Section(title, items) => {
                let items = items.into_iter();
                let items = items.map(|item| self.divided(item, pages, depth + 1));
                return NavItem::Section(title, items.collect());
            }
            NavItem::Page(title, target) => (title, target),
        };
        let is_folder = target.ends_with('/') && !target.contains(['*', ':']) && depth < MAX_DEPTH;
        let place = FilePath::from("x").resolve(target.trim_start_matches('/'));
        let place = place.filter(|place| is_folder && !place.is_empty());
        let Some(place) = place.map(|place| format!("{place}/")) else {
            return NavItem::Page(title, target);
        };
        let mut below: Vec<&str> = { pages.iter() }
            .filter(|page| page.starts_with(&place))
            .copied()
            .collect();
        if below.is_empty() {
            return NavItem::Page(title, target);
        }
        let items = self.of_folder(&place).unwrap_or_else(|| {
            below.sort_by_key(|page| order(page));
            let pages = below
                .iter()
                .map(|page| NavItem::Page(None, (*page).to_owned()));
            pages.collect()
        });
        let items = items.into_iter();
        let items = items
            .map(|item| self.divided(item, pages, depth + 1))
            .collect();
        NavItem::Section(title.unwrap_or_else(|| title_of(&place)), items)
    }
}

/// What a folder is called that has no title.
fn title_of(folder: &str) -> String {
    let name = split_path(folder.trim_end_matches('/'))
        .1
        .replace(['-', '_'], " ");
    let mut chars = name.chars();
    match chars.next() {
        Some(first) if name.chars().all(|c| !c.is_uppercase()) => {
            first.to_uppercase().chain(chars).collect()
        }
        _ => name,
    }
}

/// An item of a list in a folder, with its targets counted from the root.
fn from_root(item: NavItem, list: &str) -> NavItem {
    match item {
        NavItem::Section(title, items) => {
            let items = items.into_iter().map(|item| from_root(item, list));
            NavItem::Section(title, items.collect())
        }
        NavItem::Page(title, target) if target.contains("://") || target.starts_with('/') => {
            NavItem::Page(title, target)
        }
        NavItem::Page(title, target) => {
            let end = if target.ends_with('/') { "/" } else { "" };
            let path = FilePath::from(list).resolve(&target);
            NavItem::Page(title, path.map_or(target, |path| format!("{path}{end}")))
        }
    }
}

/// An item while it is read.
#[derive(Default)]
struct Open {
    words: String,
    link: Option<(String, String)>,
    in_link: bool,
    inner: Vec<NavItem>,
}

/// The items of the lists in a text, with what is below each.
fn items_of(text: &str) -> Vec<NavItem> {
    let mut open: Vec<Open> = Vec::new();
    let mut items = Vec::new();
    for event in Parser::new_ext(text, Options::empty()) {
        match event {
            Event::Start(Tag::Item) => open.push(Open::default()),
            Event::End(TagEnd::Item) => {
                let made = open.pop().and_then(Open::item);
                match open.last_mut() {
                    Some(outer) => outer.inner.extend(made),
                    None => items.extend(made),
                }
            }
            Event::Start(Tag::Link { dest_url, .. }) => {
                if let Some(one) = open.last_mut().filter(|one| one.link.is_none()) {
                    one.link = Some((String::new(), dest_url.to_string()));
                    one.in_link = true;
                }
            }
            Event::End(TagEnd::Link) => {
                if let Some(one) = open.last_mut() {
                    one.in_link = false;
                }
            }
            Event::Text(words) | Event::Code(words) => {
                if let Some(one) = open.last_mut() {
                    match &mut one.link {
                        Some((label, _)) if one.in_link => label.push_str(&words),
                        _ => one.words.push_str(&words),
                    }
                }
            }
            _ => {}
        }
    }
    items
}

impl Open {
    fn item(self) -> Option<NavItem> {
        let words = self.words.trim().to_owned();
        let own = match self.link {
            Some((label, target)) => Some((label.clone(), NavItem::Page(Some(label), target))),
            None if words.is_empty() => None,
            None => Some((words.clone(), NavItem::Page(None, words.clone()))),
        };
        let is_target = words.contains('*') || words.ends_with('/') || words.ends_with(".md");
        match (own, self.inner.is_empty()) {
            (Some((_, page @ NavItem::Page(Some(_), _))), true) => Some(page),
            (Some((_, page)), true) => is_target.then_some(page),
            (Some((label, page @ NavItem::Page(Some(_), _))), false) => {
                let items = std::iter::once(page).chain(self.inner);
                Some(NavItem::Section(label, items.collect()))
            }
            (Some((label, _)), false) => Some(NavItem::Section(label, self.inner)),
            (None, _) => Some(NavItem::Section(String::new(), self.inner)),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_is_a_tree_of_pages_and_patterns() {
        let items = items_of(
            "# Nav\n\n* [Home `x`](index.md)\n* Sub\n    * [B](sub/b.md)\n    * sub/*.md\n* [Folder](fold/)\n    - [In](fold/in.md)\n* *.md\n* words\n",
        );
        let page = |title: Option<&str>, target: &str| {
            NavItem::Page(title.map(str::to_owned), target.to_owned())
        };
        assert_eq!(
            items,
            [
                page(Some("Home x"), "index.md"),
                NavItem::Section(
                    "Sub".into(),
                    vec![page(Some("B"), "sub/b.md"), page(None, "sub/*.md")]
                ),
                NavItem::Section(
                    "Folder".into(),
                    vec![
                        page(Some("Folder"), "fold/"),
                        page(Some("In"), "fold/in.md")
                    ]
                ),
                page(None, "*.md"),
            ]
        );
        assert_eq!(title_of("a/two-words/"), "Two words");
    }
}

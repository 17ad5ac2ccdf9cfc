//! The order that folders give their pages: `.pages` of awesome-pages, `.nav.yml` of awesome-nav. Both are hidden.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::nav::{NavItem, matches, order};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, text_at, texts, yaml_settings};
use crate::source::{SourceFolder, split_path};

/// The navigation of all folders; nothing where none of them gives an order.
pub fn items_of_folders(folder: &SourceFolder, docs: &str, pages: &[SitePage]) -> Vec<NavItem> {
    let paths: Vec<&str> = pages
        .iter()
        .map(|page| &page.source[docs.len()..])
        .collect();
    let mut folders: BTreeSet<&str> = BTreeSet::from([""]);
    for path in &paths {
        folders.extend(path.match_indices('/').map(|(end, _)| &path[..end]));
    }
    let read = |name: &&str| {
        let start = match *name {
            "" => docs.to_owned(),
            name => format!("{docs}{name}/"),
        };
        let file = [".nav.yml", ".nav.yaml", ".pages"].into_iter();
        let text = file
            .map(|file| format!("{start}{file}"))
            .find_map(|file| folder.settings(&file))?;
        Some(((*name).to_owned(), yaml_settings(&text)))
    };
    let orders: BTreeMap<String, Value> = folders.iter().filter_map(read).collect();
    match orders.is_empty() {
        true => Vec::new(),
        false => Folders { paths, orders }.items("", 0),
    }
}

struct Folders<'p> {
    paths: Vec<&'p str>,
    orders: BTreeMap<String, Value>,
}

impl Folders<'_> {
    fn items(&self, folder: &str, depth: usize) -> Vec<NavItem> {
        let nothing = Value::Null;
        let order_of = self.orders.get(folder).unwrap_or(&nothing);
        let mut left = self.children(folder);
        let is_down = text_at(order_of, "order") == Some("desc")
            || text_at(order_of, "sort.direction") == Some("desc");
        if is_down {
            left.reverse();
            // A folder's own page stays the first.
            let is_own = |path: &String| {
                let name = split_path(path).1.to_lowercase();
                name != "index.md" && name != "readme.md"
            };
            left.sort_by_key(is_own);
        }
        let listed = match order_of.get("nav").or_else(|| order_of.get("arrange")) {
            Some(Value::Array(items)) if depth < 64 => items,
            _ => {
                let items = left.iter();
                return items
                    .flat_map(|path| self.item(folder, path, None, depth))
                    .collect();
            }
        };
        let named: BTreeSet<String> = listed.iter().flat_map(target_of).collect();
        let mut items = Vec::new();
        for one in listed {
            items.extend(self.listed(folder, one, &named, &mut left, depth));
        }
        items
    }

    fn listed(
        &self,
        folder: &str,
        one: &Value,
        named: &BTreeSet<String>,
        left: &mut Vec<String>,
        depth: usize,
    ) -> Vec<NavItem> {
        let (title, target) = match one {
            Value::String(text) => (None, text.clone()),
            Value::Object(pairs) => match pairs.iter().next() {
                Some((title, Value::String(target))) => (Some(title.as_str()), target.clone()),
                Some((title, Value::Array(inner))) => {
                    let inner = inner.iter();
                    let items =
                        inner.flat_map(|one| self.listed(folder, one, named, left, depth + 1));
                    return vec![NavItem::Section(title.clone(), items.collect())];
                }
                _ => return Vec::new(),
            },
            _ => return Vec::new(),
        };
        if target.contains("://") {
            return vec![NavItem::Page(title.map(str::to_owned), target)];
        }
        let rest = target
            .trim_start_matches("...")
            .trim_start_matches([' ', '|'])
            .trim();
        let is_rest = target.starts_with("...") || target.contains('*');
        let pattern = match is_rest {
            true if rest.is_empty() => "*".to_owned(),
            true => rest.to_owned(),
            false => target.trim_end_matches('/').to_owned(),
        };
        let name_of = |path: &str| split_path(path).1.to_owned();
        let is_it = |path: &String| {
            let name = name_of(path);
            match is_rest {
                true => matches(&pattern, &name) && !named.contains(&name),
                false => name == pattern || name == format!("{pattern}.md"),
            }
        };
        let found: Vec<String> = left.iter().filter(|path| is_it(path)).cloned().collect();
        left.retain(|path| !found.contains(path));
        found
            .iter()
            .flat_map(|path| self.item(folder, path, title, depth))
            .collect()
    }

    fn item(&self, _folder: &str, path: &str, title: Option<&str>, depth: usize) -> Vec<NavItem> {
        if self.paths.contains(&path) {
            return vec![NavItem::Page(title.map(str::to_owned), path.to_owned())];
        }
        let settings = self.orders.get(path);
        if settings.is_some_and(|settings| is_true(&settings["hide"])) || depth > 32 {
            return Vec::new();
        }
        let own = settings.and_then(|settings| text_at(settings, "title"));
        let name = title.or(own).unwrap_or(split_path(path).1);
        vec![NavItem::Section(
            name.to_owned(),
            self.items(path, depth + 1),
        )]
    }

    /// The pages and folders right below a folder, by name, its own page first.
    fn children(&self, folder: &str) -> Vec<String> {
        let start = match folder {
            "" => String::new(),
            folder => format!("{folder}/"),
        };
        let below = self.paths.iter().filter_map(|path| {
            let rest = path.strip_prefix(&start)?;
            let end = rest.find('/').unwrap_or(rest.len());
            Some(format!("{start}{}", &rest[..end]))
        });
        let below: BTreeSet<String> = below.collect();
        let mut below: Vec<String> = below.into_iter().collect();
        below.sort_by_key(|path| order(path));
        below
    }
}

fn target_of(value: &Value) -> Vec<String> {
    match value {
        Value::String(text) => vec![text.trim_end_matches('/').to_owned()],
        Value::Object(pairs) => { pairs.values() }
            .flat_map(|value| match value {
                Value::Array(items) => items.iter().flat_map(target_of).collect(),
                value => texts(value),
            })
            .map(|text| text.trim_end_matches('/').to_owned())
            .collect(),
        _ => Vec::new(),
    }
}

//! The order of pages: `toctree` in pages, `_toc.yml` of Jupyter Book, `toc` of MyST.

use std::collections::{BTreeMap, BTreeSet};

use almanac_model::FilePath;
use serde_json::Value;

use super::directives::{Directive, all_of};
use super::settings::Settings;
use crate::programs::mkdocs::is_of_pattern;
use crate::sites::navigation::{Nav, NavStep, plain_markdown};
use crate::sites::pages::SitePage;
use crate::sites::settings::{is_true, text_at};
use crate::source::{SourceFolder, markdown_stem};

/// How deep lists may lead into one another.
const MAX_DEPTH: usize = 30;

/// What leads through a site.
pub struct Order<'p> {
    folder: &'p SourceFolder,
    root: &'p str,
    pages: &'p mut [SitePage],
    by_stem: BTreeMap<String, usize>,
    seen: BTreeSet<usize>,
    nav: Nav,
    /// Which pages a list names but does not show.
    pub hidden: BTreeSet<usize>,
}

/// The path through a site; which of its pages are named, and which of those are hidden.
pub fn order(
    folder: &SourceFolder,
    root: &str,
    settings: &Settings,
    pages: &mut [SitePage],
    title: &str,
) -> (Nav, BTreeSet<usize>, BTreeSet<usize>) {
    let by_stem = { pages.iter().enumerate() }.filter_map(|(number, page)| {
        let below = page.source.strip_prefix(root)?;
        Some((markdown_stem(below)?.to_owned(), number))
    });
    let by_stem = by_stem.collect();
    let mut order = Order {
        folder,
        root,
        pages,
        by_stem,
        seen: BTreeSet::new(),
        nav: Nav {
            title: title.to_owned(),
            ..Nav::default()
        },
        hidden: BTreeSet::new(),
    };
    let mut parts = Vec::new();
    match &settings.toc {
        Value::Null => order.page_and_below(&settings.first, &mut parts, 0),
        toc => {
            if let Some(root) = text_at(toc, "root") {
                order.page(root, None, &mut parts);
            }
            order.yaml(toc, &mut parts, 0);
        }
    }
    (order.nav, order.seen, order.hidden)
}

impl Order<'_> {
    fn find(&self, name: &str) -> Option<usize> {
        let name = name.trim_start_matches("./").trim_start_matches('/');
        let stem = markdown_stem(name)
            .or_else(|| name.strip_suffix(".ipynb"))
            .unwrap_or(name);
        self.by_stem.get(stem).copied()
    }

    fn page(&mut self, name: &str, label: Option<&str>, parts: &mut Vec<String>) -> Option<usize> {
        let number = self.find(name)?;
        if let Some(label) = label {
            self.pages[number]
                .label
                .get_or_insert_with(|| label.to_owned());
        }
        if self.seen.insert(number) {
            self.nav.steps.push(NavStep {
                page: number,
                parts: std::mem::take(parts),
            });
        }
        Some(number)
    }

    /// A page, and what its lists name.
    fn page_and_below(&mut self, name: &str, parts: &mut Vec<String>, depth: usize) {
        let is_new = self
            .find(name)
            .is_some_and(|number| !self.seen.contains(&number));
        let Some(number) = self
            .page(name, None, parts)
            .filter(|_| is_new && depth < MAX_DEPTH)
        else {
            return;
        };
        let source = self.pages[number].source.clone();
        let text = self.folder.readable_text(&source).unwrap_or_default();
        for list in all_of(&text.replace("\r\n", "\n"), "toctree") {
            self.list(&source, &list, depth);
        }
    }

    fn list(&mut self, source: &str, list: &Directive, depth: usize) {
        let mut parts: Vec<String> = list.get("caption").map(str::to_owned).into_iter().collect();
        let is_glob = list.is_on("glob");
        let mut names: Vec<(Option<String>, String)> = Vec::new();
        for line in list
            .body
            .lines()
            .map(str::trim)
            .filter(|line| !line.is_empty())
        {
            let (title, target) = match line
                .strip_suffix('>')
                .and_then(|line| line.rsplit_once('<'))
            {
                Some((title, target)) => (Some(title.trim().to_owned()), target.trim()),
                None => (None, line),
            };
            match is_glob && target.contains(['*', '?', '[']) {
                true => names.extend(
                    self.matching(source, target)
                        .into_iter()
                        .map(|name| (None, name)),
                ),
                false => names.push((title, target.to_owned())),
            }
        }
        if list.is_on("reversed") {
            names.reverse();
        }
        for (title, target) in names {
            if target == "self" {
                continue;
            }
            if target.contains("://") {
                let words = plain_markdown(title.as_deref().unwrap_or(&target));
                self.nav
                    .introduction
                    .push_str(&format!("- [{words}]({target})\n"));
                continue;
            }
            let Some(name) = self.below(source, &target) else {
                continue;
            };
            if let Some(number) = self.find(&name)
                && let Some(title) = title
            {
                self.pages[number].label.get_or_insert(title);
            }
            self.page_and_below(&name, &mut parts, depth + 1);
        }
    }

    /// A name in a page as a path below the root.
    fn below(&self, source: &str, target: &str) -> Option<String> {
        match target.strip_prefix('/') {
            Some(rest) => Some(rest.to_owned()),
            None => {
                let path = FilePath::from(source).resolve(target)?;
                path.strip_prefix(self.root).map(str::to_owned)
            }
        }
    }

    fn matching(&self, source: &str, pattern: &str) -> Vec<String> {
        let Some(pattern) = self.below(source, pattern) else {
            return Vec::new();
        };
        let own = source.strip_prefix(self.root).and_then(markdown_stem);
        let names = self.by_stem.iter().filter(|(name, number)| {
            is_of_pattern(&pattern, name)
                && Some(name.as_str()) != own
                && !self.seen.contains(number)
        });
        names.map(|(name, _)| name.clone()).collect()
    }

    fn yaml(&mut self, items: &Value, parts: &mut Vec<String>, depth: usize) {
        if depth > MAX_DEPTH {
            return;
        }
        const LISTS: [&str; 6] = [
            "parts", "chapters", "sections", "children", "subtrees", "entries",
        ];
        if let Value::Array(items) = items {
            items
                .iter()
                .for_each(|item| self.yaml_item(item, parts, depth));
            return;
        }
        for list in LISTS {
            if items[list].is_array() {
                self.yaml(&items[list], parts, depth + 1);
            }
        }
    }

    fn yaml_item(&mut self, item: &Value, parts: &mut Vec<String>, depth: usize) {
        let title = text_at(item, "title");
        if let Some(file) = item.as_str().or_else(|| text_at(item, "file")) {
            match is_true(&item["hidden"]) {
                true => {
                    let number = self.find(file);
                    self.seen.extend(number);
                    self.hidden.extend(number);
                }
                false => {
                    self.page(file, title, parts);
                }
            }
            return self.yaml(item, parts, depth + 1);
        }
        if let Some(address) = text_at(item, "url") {
            let words = plain_markdown(title.unwrap_or(address));
            self.nav
                .introduction
                .push_str(&format!("- [{words}]({address})\n"));
            return;
        }
        if let Some(pattern) = text_at(item, "glob").or_else(|| text_at(item, "pattern")) {
            let pattern = markdown_stem(pattern).unwrap_or(pattern).to_owned();
            for name in self.matching(&format!("{}x.md", self.root), &pattern) {
                self.page(&name, None, parts);
            }
            return;
        }
        let name = text_at(item, "caption")
            .or_else(|| text_at(item, "part"))
            .or_else(|| text_at(item, "header"));
        let name = name.or(title).map(str::to_owned);
        parts.extend(name.clone());
        self.yaml(item, parts, depth + 1);
        if text_at(item, "header").is_none() {
            parts.retain(|part| Some(part) != name.as_ref());
        }
    }
}

//! The sidebars of Docusaurus as paths.

use std::collections::{BTreeMap, BTreeSet};

use serde_json::Value;

use super::{Pages, Root, category, number_of, without_numbers};
use crate::remarks::{Remarks, Topic, kind};
use crate::sites::navigation::{Nav, NavStep, plain_markdown};
use crate::sites::pages::address_key;
use crate::sites::script::{exported_in_order, in_order};
use crate::sites::settings::text_at;
use crate::source::{SourceFolder, split_path};

kind!(COMPUTED: Topic::Kept, "part of a sidebar that is computed, whose pages are in the order of their files", "parts of sidebars that are computed, whose pages are in the order of their files");

/// A path for each sidebar, or one in the order of the files.
pub fn navs(
    folder: &SourceFolder,
    roots: &[Root],
    found: &mut Pages,
    title: &str,
    remarks: &mut Remarks,
) -> Vec<Nav> {
    let docs: Vec<&Root> = roots
        .iter()
        .filter(|root| {
            !root.is_blog && root.folder != "src/pages/" && !root.folder.ends_with("/src/pages/")
        })
        .collect();
    let mut navs = Vec::new();
    for root in docs {
        let sidebars = root.sidebars.as_deref().and_then(|file| read(folder, file));
        if let (Some(file), None) = (&root.sidebars, &sidebars) {
            remarks.add(COMPUTED, file);
        }
        let mut reading = Reading {
            folder,
            root,
            named: BTreeSet::new(),
            found,
            remarks,
            seen: BTreeSet::new(),
        };
        if let Some(sidebars) = &sidebars {
            reading.named = reading.pages_in(sidebars);
        }
        let name = match navs.is_empty() {
            true => title.to_owned(),
            false => root.target.trim_end_matches('/').to_owned(),
        };
        let lists = match &sidebars {
            Some(Value::Object(sidebars)) => in_order(sidebars),
            _ => Vec::new(),
        };
        let is_several = lists.len() > 1;
        for (key, items) in lists {
            let mut nav = Nav {
                title: if is_several {
                    format!("{name}: {key}")
                } else {
                    name.clone()
                },
                ..Nav::default()
            };
            reading.items(items, &mut Vec::new(), &mut nav);
            navs.extend((!nav.steps.is_empty()).then_some(nav));
        }
        if sidebars.is_none() {
            let mut nav = Nav {
                title: name,
                ..Nav::default()
            };
            reading.files(&root.folder.clone(), &mut Vec::new(), &mut nav);
            navs.extend((!nav.steps.is_empty()).then_some(nav));
        }
    }
    navs
}

fn read(folder: &SourceFolder, file: &str) -> Option<Value> {
    let text = folder.settings(file)?;
    let read = match file.ends_with(".json") {
        true => exported_in_order(&format!("module.exports = {text}")),
        false => exported_in_order(&text),
    };
    read.is_object().then_some(read)
}

struct Reading<'r> {
    folder: &'r SourceFolder,
    root: &'r Root,
    found: &'r mut Pages,
    remarks: &'r mut Remarks,
    /// The pages that are named somewhere: what is computed holds others.
    named: BTreeSet<usize>,
    seen: BTreeSet<usize>,
}

impl Reading<'_> {
    /// The pages that sidebars name by their ids.
    fn pages_in(&self, value: &Value) -> BTreeSet<usize> {
        let page = |id: &str| {
            let key = (self.root.folder.clone(), id.to_owned());
            self.found.ids.get(&key).copied()
        };
        match value {
            Value::String(id) => page(id).into_iter().collect(),
            Value::Array(items) => items.iter().flat_map(|item| self.pages_in(item)).collect(),
            Value::Object(pairs) => { in_order(pairs).into_iter() }
                .flat_map(|(_, value)| self.pages_in(value))
                .collect(),
            _ => BTreeSet::new(),
        }
    }

    fn items(&mut self, items: &Value, parts: &mut Vec<String>, nav: &mut Nav) {
        match items {
            Value::Array(items) => items.iter().for_each(|item| self.item(item, parts, nav)),
            // The older form: a category by its name.
            Value::Object(pairs) if text_at(items, "type").is_none() => {
                for (label, items) in in_order(pairs) {
                    if label == "type" {
                        continue;
                    }
                    self.part(label, parts, nav, |reading, parts, nav| {
                        reading.items(items, parts, nav)
                    });
                }
            }
            item => self.item(item, parts, nav),
        }
    }

    fn part(
        &mut self,
        label: &str,
        parts: &mut Vec<String>,
        nav: &mut Nav,
        inner: impl FnOnce(&mut Self, &mut Vec<String>, &mut Nav),
    ) {
        parts.push(label.to_owned());
        inner(self, parts, nav);
        // What has no page opens nothing.
        parts.retain(|part| part != label);
    }

    fn item(&mut self, item: &Value, parts: &mut Vec<String>, nav: &mut Nav) {
        if let Some(id) = item.as_str() {
            return self.page(id, None, parts, nav);
        }
        let label = text_at(item, "label");
        match text_at(item, "type") {
            Some("doc" | "ref") => {
                self.page(text_at(item, "id").unwrap_or_default(), label, parts, nav)
            }
            Some("category") => {
                let items = &item["items"];
                self.part(
                    label.unwrap_or_default(),
                    parts,
                    nav,
                    |reading, parts, nav| {
                        match text_at(&item["link"], "type") {
                            Some("doc") => reading.page(
                                text_at(&item["link"], "id").unwrap_or_default(),
                                None,
                                parts,
                                nav,
                            ),
                            Some("generated-index") => introduce(&item["link"], nav),
                            _ => {}
                        }
                        reading.items(items, parts, nav);
                    },
                );
            }
            Some("autogenerated") => {
                let dir = text_at(item, "dirName")
                    .unwrap_or(".")
                    .trim_matches(['.', '/']);
                let folder = match dir {
                    "" => self.root.folder.clone(),
                    dir => format!("{}{dir}/", self.root.folder),
                };
                self.files(&folder, parts, nav);
            }
            Some("link") => {
                let words = plain_markdown(label.unwrap_or_default());
                let target = text_at(item, "href").unwrap_or_default();
                let page = { self.found.pages.iter() }
                    .position(|page| address_key(&page.address) == address_key(target));
                match page {
                    _ if target.contains("://") => {
                        nav.introduction
                            .push_str(&format!("- [{words}]({target})\n"));
                    }
                    Some(page) if target.starts_with('/') => self.step(page, parts, nav),
                    _ => {}
                }
            }
            Some("html") => {
                let words = without_tags(text_at(item, "value").unwrap_or_default());
                if !words.is_empty() {
                    let words = plain_markdown(&words);
                    nav.introduction.push_str(&format!("- {words}\n"));
                }
            }
            Some(_) => {}
            None if item.is_null() => {
                self.remarks
                    .add(COMPUTED, self.root.sidebars.as_deref().unwrap_or_default());
                let (before, first) = (self.seen.clone(), nav.steps.len());
                self.seen.extend(&self.named);
                self.files(&self.root.folder.clone(), parts, nav);
                self.seen = before;
                let new = nav.steps.iter().skip(first);
                self.seen.extend(new.map(|step| step.page));
            }
            None if item.is_object() => self.items(item, parts, nav),
            None => {}
        }
    }

    fn page(&mut self, id: &str, label: Option<&str>, parts: &mut Vec<String>, nav: &mut Nav) {
        let key = (self.root.folder.clone(), id.to_owned());
        let Some(page) = self.found.ids.get(&key).copied() else {
            return;
        };
        if let Some(label) = label {
            self.found.pages[page]
                .label
                .get_or_insert_with(|| label.to_owned());
        }
        self.step(page, parts, nav);
    }

    fn step(&mut self, page: usize, parts: &mut Vec<String>, nav: &mut Nav) {
        if self.seen.insert(page) {
            nav.steps.push(NavStep {
                page,
                parts: std::mem::take(parts),
            });
        }
    }

    /// The page of an id that the settings of a folder name: counted from all pages, or from the folder.
    fn page_of_folder(&self, folder: &str, id: &str) -> Option<usize> {
        let below = folder.strip_prefix(&self.root.folder)?;
        let local = format!("{}{id}", without_numbers(below));
        let mut ids = [id.to_owned(), local].into_iter();
        ids.find_map(|id| self.found.ids.get(&(self.root.folder.clone(), id)).copied())
    }

    /// The pages of a folder: by their positions, then by the numbers and the names of their files; its own page first.
    fn files(&mut self, start: &str, parts: &mut Vec<String>, nav: &mut Nav) {
        let mut children: BTreeMap<String, Option<usize>> = BTreeMap::new();
        for (number, page) in self.found.pages.iter().enumerate() {
            let Some(rest) = page.source.strip_prefix(start) else {
                continue;
            };
            match rest.split_once('/') {
                Some((folder, _)) => children.entry(folder.to_owned()).or_insert(None),
                None => children.entry(rest.to_owned()).or_insert(Some(number)),
            };
        }
        let own = split_path(start.trim_end_matches('/')).1;
        let own = number_of(own).1.to_owned();
        let mut ordered: Vec<(f64, bool, String, String, Option<usize>)> = Vec::new();
        for (name, page) in children {
            let (number, rest) = number_of(&name);
            let (position, is_own) = match page {
                Some(page) => {
                    let stem = rest.rsplit_once('.').map_or(rest, |(stem, _)| stem);
                    let is_own = ["index", "readme", own.to_lowercase().as_str()]
                        .contains(&stem.to_lowercase().as_str());
                    (self.found.said[page].position, is_own)
                }
                None => {
                    let settings = category(self.folder, &format!("{start}{name}/"));
                    let position = match &settings["position"] {
                        Value::Number(number) => number.as_f64(),
                        Value::String(text) => text.parse().ok(),
                        _ => None,
                    };
                    (position, false)
                }
            };
            #[expect(clippy::cast_precision_loss, reason = "nobody numbers so many files")]
            let number = number.map(|number| number as f64);
            let position = position.or(number).unwrap_or(f64::MAX);
            let position = if is_own { f64::MIN } else { position };
            ordered.push((position, !is_own, rest.to_lowercase(), name.clone(), page));
        }
        ordered.sort_by(|one, other| {
            one.0
                .total_cmp(&other.0)
                .then_with(|| (one.1, &one.2).cmp(&(other.1, &other.2)))
        });
        for (_, _, _, name, page) in ordered {
            match page {
                Some(page) => self.step(page, parts, nav),
                None => {
                    let folder = format!("{start}{name}/");
                    let settings = category(self.folder, &folder);
                    let label = text_at(&settings, "label")
                        .unwrap_or(number_of(&name).1)
                        .to_owned();
                    let link = &settings["link"];
                    let own = text_at(link, "id").filter(|_| text_at(link, "type") == Some("doc"));
                    let own = own.and_then(|id| self.page_of_folder(&folder, id));
                    if text_at(link, "type") == Some("generated-index") {
                        introduce(link, nav);
                    }
                    self.part(&label, parts, nav, |reading, parts, nav| {
                        if let Some(own) = own {
                            reading.step(own, parts, nav);
                        }
                        reading.files(&folder, parts, nav)
                    });
                }
            }
        }
    }
}

/// The words of a piece of HTML.
fn without_tags(html: &str) -> String {
    let mut words = String::new();
    let mut is_tag = false;
    for c in html.chars() {
        match c {
            '<' => is_tag = true,
            '>' => is_tag = false,
            c if !is_tag => words.push(c),
            _ => {}
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The words of a page that would be generated stand before the path.
fn introduce(link: &Value, nav: &mut Nav) {
    if let Some(words) = text_at(link, "description") {
        let title = text_at(link, "title").map(|title| format!("**{}.** ", plain_markdown(title)));
        nav.introduction
            .push_str(&format!("{}{words}\n\n", title.unwrap_or_default()));
    }
}

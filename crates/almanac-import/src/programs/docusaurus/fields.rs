//! What the front matter of Docusaurus says, in our words.

use std::collections::BTreeMap;

use almanac_syntax::yaml::Node;
use serde_json::Value;

use super::Root;
use crate::front_matter::{FrontMatter, yaml_list};
use crate::sites::pages::SitePage;
use crate::sites::settings::{text_at, yaml_settings};
use crate::source::SourceFolder;

/// What tags and authors are called, by the folder of their pages: `tags.yml`, `authors.yml`.
#[derive(Debug, Default)]
pub struct Names {
    tags: BTreeMap<String, Value>,
    authors: BTreeMap<String, Value>,
    /// The days of posts, by their files.
    days: BTreeMap<String, String>,
}

impl Names {
    /// Reads the lists of all folders of pages.
    pub fn read(folder: &SourceFolder, roots: &[Root], days: BTreeMap<String, String>) -> Self {
        let list = |name: &str| {
            let lists = roots.iter().filter_map(|root| {
                let files = ["yml", "yaml"].map(|ending| format!("{}{name}.{ending}", root.folder));
                let text = files.iter().find_map(|file| folder.settings(file))?;
                Some((root.folder.clone(), yaml_settings(&text)))
            });
            lists.collect()
        };
        Self {
            tags: list("tags"),
            authors: list("authors"),
            days,
        }
    }
}

/// Says in our words what the front matter of a page says.
pub fn written(page: &SitePage, root: Option<&Root>, names: &Names, head: &mut FrontMatter<'_>) {
    // What Docusaurus calls an id and a slug are parts of addresses.
    for name in ["id", "slug"] {
        head.remove(name);
    }
    if root.is_some_and(|root| root.is_blog)
        && head.get("date").is_none()
        && let Some(day) = names.days.get(&page.source)
    {
        head.set("date", day.clone());
    }
    let updated = head
        .get("last_update")
        .and_then(|update| Some(update.get("date")?.as_str()?.to_owned()));
    if let Some(day) = updated {
        head.set("updated", day);
    }
    let folder = root.map_or("", |root| root.folder.as_str());
    name(
        head,
        "tags",
        names.tags.get(folder),
        &["label", "permalink"],
    );
    name(
        head,
        "authors",
        names.authors.get(folder),
        &["name", "title"],
    );
}

/// Writes what things are called where they are named by keys, or are described.
fn name(head: &mut FrontMatter<'_>, field: &str, list: Option<&Value>, keys: &[&str]) {
    let Some(node) = head.get(field) else {
        return;
    };
    let items: Vec<&Node> = match node.as_sequence() {
        Some(items) => items.iter().collect(),
        None => vec![node],
    };
    let called = items.iter().filter_map(|item| match item.as_str() {
        Some(key) => {
            let known = list.map(|list| &list[key]);
            let known = known.and_then(|known| text_at(known, keys[0]));
            Some(known.unwrap_or(key).to_owned())
        }
        None => {
            let own = keys.iter().find_map(|key| item.get(key)?.as_str());
            own.map(str::to_owned)
        }
    });
    let called: Vec<String> = called.collect();
    let written = items.iter().map(|item| item.as_str());
    let is_same = written.eq(called.iter().map(|name| Some(name.as_str())));
    if !called.is_empty() && !is_same {
        head.set(field, yaml_list(&called));
    }
}

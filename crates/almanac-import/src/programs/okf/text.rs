//! A concept of a bundle as an entry: its fields in our words.

use std::collections::BTreeMap;

use almanac_model::slugify;
use almanac_syntax::yaml::Node;

use super::Bundle;
use super::body::Body;
use crate::front_matter::{FrontMatter, yaml_list, yaml_text};
use crate::okf::{CONCEPT_LABEL, LEARNING_PATH, THREAD};
use crate::remarks::{Remarks, Topic, kind};

kind!(ACTOR: Topic::Changed, "`generated` is author and day of change", "`generated` are authors and days of change");
kind!(VERIFIED: Topic::Changed, "`verified` is `checked`", "`verified` are `checked`");
kind!(VERIFICATIONS: Topic::Kept, "list of several verifications, of which the newest counts", "lists of several verifications, of which the newest count");
kind!(STALE: Topic::Kept, "`stale_after`, as Almanac reckons by the values of facts", "`stale_after`, as Almanac reckons by the values of facts");
kind!(STATUS: Topic::Kept, "`status` that Almanac does not know", "`status` that Almanac does not know");
kind!(NO_ADDRESS: Topic::Kept, "source that is no address", "sources that are no addresses");
kind!(FIELD: Topic::Kept, "field that Almanac does not know", "fields that Almanac does not know");
kind!(FORM: Topic::Kept, "list of sources in a form that can't be changed", "lists of sources in forms that can't be changed");

/// The fields that are read, in the words of either.
const KNOWN: [&str; 30] = [
    "aliases",
    "article_id",
    "audience",
    "authors",
    "checked",
    "date",
    "description",
    "draft",
    "facts",
    "generated",
    "id",
    "kind",
    "level",
    "published",
    "requires",
    "sources",
    "stale_after",
    "status",
    "steps",
    "stub",
    "summary",
    "tags",
    "takeaways",
    "timestamp",
    "title",
    "topics",
    "type",
    "unlisted",
    "updated",
    "verified",
];

/// The text of a concept as that of an entry, a thread or a path.
pub(super) fn converted(
    bundle: &Bundle,
    path: &str,
    text: &str,
    remarks: &mut Remarks,
) -> Option<String> {
    let mut head = FrontMatter::read(text);
    if head.is_broken() {
        return None;
    }
    let mut body = Body::of(bundle, path, text, head.body());
    let keys = read_sources(bundle, path, &mut head, remarks);
    body.citations(&keys, remarks);
    body.links(remarks);
    for (key, note) in std::mem::take(&mut body.notes) {
        if let Some(item) = source_of(&head, &key)
            && item.get("note").is_none()
            && let Some((field, _)) = item.as_mapping().and_then(|pairs| pairs.get(1))
        {
            let place = field.span.start;
            head.insert_field(&item, place, "note", &yaml_text(&note));
        }
    }
    read_kind(bundle, &mut head);
    if head.get("version_of").is_some() {
        // Another text of a page has these from its original.
        for name in ["version_of", "tags", "stale_after"] {
            head.remove(name);
        }
    }
    head.rename("description", "summary");
    if head.get("description").is_none()
        && head.get("summary").is_none()
        && let Some(summary) = bundle.summaries.get(path)
    {
        head.set("summary", yaml_text(summary));
    }
    read_tags(&mut head);
    read_trust(path, &mut head, remarks);
    let unknown = head
        .fields()
        .filter(|(name, _)| !KNOWN.contains(name) && *name != "version_of")
        .count();
    (0..unknown).for_each(|_| remarks.add(FIELD, path));
    let new_body = body.finish();
    head.finish(new_body)
}

/// The text of a log with its links from where it will lie.
pub(super) fn with_links(bundle: &Bundle, path: &str, text: &str, remarks: &mut Remarks) -> String {
    let start = FrontMatter::read(text).body();
    let mut body = Body::of(bundle, path, text, start);
    body.links(remarks);
    let new = body.finish();
    format!(
        "{}{}",
        &text[..start],
        new.unwrap_or_else(|| text[start..].to_owned())
    )
}

fn source_of(head: &FrontMatter<'_>, key: &str) -> Option<Node> {
    let items = head.get("sources")?.as_sequence()?;
    let found = items
        .iter()
        .find(|item| item.get("id").and_then(Node::as_str) == Some(key));
    found.cloned()
}

fn read_kind(bundle: &Bundle, head: &mut FrontMatter<'_>) {
    let Some(label) = head.text("type").map(str::to_owned) else {
        return;
    };
    let is_version = head.get("version_of").is_some();
    let is_other = [CONCEPT_LABEL, THREAD, LEARNING_PATH].contains(&label.as_str());
    match bundle.kinds.get(&label) {
        Some(kind) if !is_version => head.become_field("type", "kind", yaml_text(kind)),
        None if !is_version && !is_other && bundle.is_ours => {
            head.become_field("type", "kind", yaml_text(&label));
        }
        _ => head.remove("type"),
    }
}

fn read_tags(head: &mut FrontMatter<'_>) {
    let is_version = head.get("version_of").is_some();
    if is_version || head.get("topics").is_some() || head.get("tags").is_none() {
        return;
    }
    let tags = head.texts("tags").into_iter();
    let topics: Vec<String> = tags
        .map(|tag| slugify(&tag))
        .filter(|tag| !tag.is_empty())
        .collect();
    head.become_field("tags", "topics", yaml_list(&topics));
}

/// Who wrote it, who confirmed it, and how far it is to be trusted.
fn read_trust(path: &str, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
    let generated = head.get("generated").cloned();
    let field = |node: &Node, name: &str| node.get(name).and_then(Node::as_str).map(str::to_owned);
    let changed = match &generated {
        Some(node) => field(node, "at"),
        None => head.text("timestamp").map(str::to_owned),
    };
    if let Some(node) = &generated {
        remarks.add(ACTOR, path);
        let author = field(node, "by").map(|by| name_of(&by));
        if let Some(author) = author.filter(|_| head.get("authors").is_none()) {
            head.set("authors", yaml_list(&[author]));
        }
        head.remove("generated");
    }
    if let Some(day) = changed.as_deref().and_then(day_of)
        && head.get("updated").is_none()
    {
        head.become_field("timestamp", "updated", day);
    }
    read_verified(path, head, remarks);
    if head.get("stale_after").is_some() {
        match head.get("facts").is_some() || head.get("version_of").is_some() {
            true => head.remove("stale_after"),
            false => remarks.add(STALE, path),
        }
    }
    match head.text("status").map(str::to_lowercase).as_deref() {
        Some("draft") if head.get("draft").is_none() => {
            head.become_field("status", "draft", "true")
        }
        Some("stable") => head.remove("status"),
        Some(_) => remarks.add(STATUS, path),
        None => {}
    }
}

/// The newest of the verifications counts.
fn read_verified(path: &str, head: &mut FrontMatter<'_>, remarks: &mut Remarks) {
    let Some(verified) = head.get("verified").cloned() else {
        return;
    };
    let one = std::slice::from_ref(&verified);
    let events = verified.as_sequence().unwrap_or(one);
    let read = |event: &Node| {
        let by = event.get("by")?.as_str()?;
        let at = event.get("at")?.as_str()?;
        Some((at.to_owned(), day_of(at)?, name_of(by)))
    };
    let newest = events.iter().filter_map(read).max();
    let Some((_, day, by)) = newest.filter(|_| head.get("checked").is_none()) else {
        return;
    };
    remarks.add(VERIFIED, path);
    let checked = format!("{{ on: {day}, by: {} }}", yaml_text(&by));
    match events.len() {
        1 => head.become_field("verified", "checked", checked),
        _ => {
            remarks.add(VERIFICATIONS, path);
            head.set("checked", checked);
        }
    }
}

/// The name of an actor: a person's without the word that says so.
fn name_of(actor: &str) -> String {
    actor.strip_prefix("human:").unwrap_or(actor).to_owned()
}

/// The day of a moment.
fn day_of(moment: &str) -> Option<String> {
    let day: almanac_model::Day = moment.get(..10)?.parse().ok()?;
    Some(day.to_string())
}

/// Gives sources our names. Returns the keys by which the text cites them.
fn read_sources(
    bundle: &Bundle,
    path: &str,
    head: &mut FrontMatter<'_>,
    remarks: &mut Remarks,
) -> BTreeMap<String, String> {
    let mut keys = BTreeMap::new();
    let Some(node) = head.get("sources").cloned() else {
        return keys;
    };
    let items = node.as_sequence().unwrap_or_default();
    if items.is_empty() || items.iter().any(|item| item.as_mapping().is_none()) {
        remarks.add(FORM, path);
        return keys;
    }
    let text = |item: &Node, name: &str| item.get(name).and_then(Node::as_str).map(str::to_owned);
    let is_lent = |item: &Node| {
        let list = text(item, "listed_by");
        list.is_some_and(|list| bundle.paths.contains(list.trim_start_matches('/')))
    };
    let own = items.iter().filter(|item| !is_lent(item)).count();
    for (number, item) in items.iter().enumerate() {
        let title = text(item, "title").unwrap_or_default();
        if let Some(id) = text(item, "id") {
            keys.insert(id, title.clone());
        }
        if is_lent(item) && own > 0 {
            head.remove_item(item);
        } else if !is_lent(item) {
            read_source(bundle, path, (head, item), number, remarks);
        }
    }
    if own == 0 {
        head.remove("sources");
    }
    keys
}

fn read_source(
    bundle: &Bundle,
    path: &str,
    (head, item): (&mut FrontMatter<'_>, &Node),
    number: usize,
    remarks: &mut Remarks,
) {
    let text = |name: &str| item.get(name).and_then(Node::as_str);
    let pairs = item.as_mapping().unwrap_or_default();
    let resource = text("resource").unwrap_or_default();
    let is_address = resource.contains("://");
    for (key, value) in pairs {
        match key.as_str() {
            Some("id") => head.edit(key.span.clone(), "key".to_owned()),
            // What `almanac export` made of a source without an address.
            Some("resource")
                if bundle.is_ours
                    && (text("title") == Some(resource)
                        || resource.starts_with("https://doi.org/") && text("doi").is_some()) =>
            {
                head.remove_pair(item, key, value);
            }
            Some("resource") if is_address => head.edit(key.span.clone(), "url".to_owned()),
            Some("resource") => remarks.add(NO_ADDRESS, path),
            _ => {}
        }
    }
    let Some((first, _)) = pairs.first() else {
        return;
    };
    if text("id").is_none() && text("key").is_none() {
        let made = slugify(text("title").unwrap_or_default());
        let key = if made.is_empty() {
            format!("source-{}", number + 1)
        } else {
            made
        };
        head.insert_field(item, first.span.start, "key", &yaml_text(&key));
    }
    if text("title").is_none() && !resource.is_empty() {
        head.insert_field(item, first.span.start, "title", &yaml_text(resource));
    }
}

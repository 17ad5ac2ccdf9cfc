//! The front matter of a concept: what the format has words for is said in these, and the rest stays.

use std::ops::Range;

use almanac_model::{CitedSource, Confirmation, Date, Page, Source, day_after};
use almanac_syntax::yaml::Node;

use super::{Content, Maker};
use crate::front_matter::{FrontMatter, yaml_list, yaml_text};
use crate::remarks::{Remarks, Topic, kind};

kind!(FACTS: Topic::Kept, "page with facts, which the format has no word for", "pages with facts, which the format has no word for");
kind!(STEPS: Topic::Kept, "path, whose steps the format has no word for", "paths, whose steps the format has no word for");
kind!(OTHER: Topic::Kept, "field that the format has no word for", "fields that the format has no word for");
kind!(PERSON: Topic::Changed, "confirmation, which is written as that of a person", "confirmations, which are written as those of people");
kind!(LENT: Topic::Changed, "source that another list has, and that its page names itself now", "sources that other lists have, and that their pages name themselves now");
kind!(VAGUE: Topic::Kept, "confirmation without a day", "confirmations without a day");
kind!(UNWRITABLE: Topic::Notice, "front matter that can't be written into", "front matters that can't be written into");

/// The fields that the format has words for, or that are dealt with by themselves.
const KNOWN: [&str; 14] = [
    "title",
    "kind",
    "summary",
    "description",
    "topics",
    "tags",
    "sources",
    "checked",
    "facts",
    "steps",
    "type",
    "verified",
    "stale_after",
    "authors",
];

/// The text of a concept, with its front matter in the words of the format.
pub(super) fn written(
    maker: &Maker<'_>,
    content: Content<'_>,
    text: &str,
    body: Option<String>,
    remarks: &mut Remarks,
) -> String {
    let mut head = FrontMatter::read(text);
    let file = content.file();
    let path = file.file.as_str();
    if head.is_broken() {
        remarks.add(UNWRITABLE, path);
    }
    for (name, kind) in [("facts", FACTS), ("steps", STEPS)] {
        if head.get(name).is_some() {
            remarks.add(kind, path);
        }
    }
    let others = head
        .fields()
        .filter(|(name, _)| !KNOWN.contains(name))
        .count();
    (0..others).for_each(|_| remarks.add(OTHER, path));
    head.become_first("type", yaml_text(&maker.kind_of(content)));
    head.remove("kind");
    if head.get("title").is_none() {
        head.set("title", yaml_text(&file.title));
    }
    if !file.is_original() {
        let original = original_file(maker, content);
        head.set("version_of", yaml_text(&format!("/{original}")));
    }
    head.rename("summary", "description");
    if !file.topics.is_empty() {
        let topics: Vec<String> = file.topics.iter().map(ToString::to_string).collect();
        let name = ["topics", "tags"]
            .into_iter()
            .find(|name| head.get(name).is_some());
        head.become_field(name.unwrap_or("tags"), "tags", yaml_list(&topics));
    }
    write_trust(&mut head, content, maker, remarks);
    write_sources(&mut head, content, remarks);
    let whole = head.finish(body);
    whole.unwrap_or_else(|| text.to_owned())
}

fn original_file(maker: &Maker<'_>, content: Content<'_>) -> String {
    let snapshot = maker.edition.snapshot();
    let slug = content.file().slug.as_str();
    let original = match content {
        Content::Page(_) => snapshot
            .page_by_slug(slug)
            .map(|index| &snapshot.page(index).file),
        Content::Path(_) => snapshot
            .path_by_slug(slug)
            .map(|index| &snapshot.path(index).file),
    };
    maker.place(original.unwrap_or(&content.file().file))
}

/// Who wrote it and when, who confirmed it, and when it grows stale.
fn write_trust(
    head: &mut FrontMatter<'_>,
    content: Content<'_>,
    maker: &Maker<'_>,
    remarks: &mut Remarks,
) {
    let file = content.file();
    let path = file.file.as_str();
    if let (Some(author), Some(changed)) = (file.authors.first(), &file.changed) {
        let at = moment(&changed.date);
        let at = at.map(|at| format!(", at: {at}")).unwrap_or_default();
        head.set(
            "generated",
            format!("{{ by: {}{at} }}", yaml_text(&actor(author))),
        );
    }
    if let Some(checked) = &file.checked {
        match verified(checked) {
            Some(verified) => {
                remarks.add(PERSON, path);
                head.become_field("checked", "verified", verified);
            }
            None => remarks.add(VAGUE, path),
        }
    }
    if let Some(page) = content.page() {
        let today = maker.edition.today();
        let ends = page.facts.iter().filter_map(|fact| fact.fresh_until(today));
        if let Some(last) = ends.min() {
            head.set("stale_after", format!("{}T00:00:00Z", day_after(last, 1)));
        }
    }
}

/// A confirmation in the words of the format, if it is of a day.
fn verified(checked: &Confirmation) -> Option<String> {
    let by = yaml_text(&actor(&checked.by));
    Some(format!("{{ by: {by}, at: {} }}", moment(&checked.on)?))
}

/// A day as a moment: its beginning by Universal Time.
fn moment(date: &Date) -> Option<String> {
    let is_day = date.earliest() == date.latest();
    is_day.then(|| format!("{}T00:00:00Z", date.earliest()))
}

/// A name as the format has it: `human:Ada`. One that says already what it is stays so.
pub(crate) fn actor(name: &str) -> String {
    match name.contains([':', '/']) {
        true => name.to_owned(),
        false => format!("human:{name}"),
    }
}

/// Sources under the names of the format, with those that other lists have.
fn write_sources(head: &mut FrontMatter<'_>, content: Content<'_>, remarks: &mut Remarks) {
    let lent = lent_sources(content);
    let path = content.file().file.as_str();
    lent.iter().for_each(|_| remarks.add(LENT, path));
    let own: &[_] = match content.page() {
        Some(page) if page.is_original() => &page.sources,
        _ => &[],
    };
    let node = head.get("sources").cloned();
    let items = node.as_ref().and_then(Node::as_sequence);
    let is_plain = |item: &Node| item.as_mapping().is_some() && item.get("key").is_some();
    match (node.as_ref(), items) {
        (Some(node), Some(items)) if !items.is_empty() && items.iter().all(is_plain) => {
            for item in items {
                rename_in_source(head, item);
            }
            let lines: Vec<String> = lent
                .iter()
                .map(|source| source_yaml(source, true))
                .collect();
            if !lines.is_empty() {
                head.add_items(node, &lines);
            }
        }
        _ => {
            let own = own.iter().map(|source| source_yaml(source, false));
            let lent = lent.iter().map(|source| source_yaml(source, true));
            let lines: Vec<String> = own
                .chain(lent)
                .map(|line| format!("\n  - {line}"))
                .collect();
            if !lines.is_empty() {
                head.set("sources", lines.concat());
            }
        }
    }
}

/// Renames the fields of a source in the place where they stand.
fn rename_in_source(head: &mut FrontMatter<'_>, item: &Node) {
    for (key, _) in item.as_mapping().unwrap_or_default() {
        match key.as_str() {
            Some("key") => head.edit(key.span.clone(), "id".to_owned()),
            Some("url") => head.edit(key.span.clone(), "resource".to_owned()),
            _ => {}
        }
    }
    if item.get("url").is_none_or(Node::is_null) {
        let resource = resource_of(item);
        let first: Option<Range<usize>> = item
            .as_mapping()
            .and_then(|pairs| pairs.first())
            .map(|(key, _)| key.span.start..key.span.start);
        if let Some(place) = first {
            head.insert_field(item, place.start, "resource", &yaml_text(&resource));
        }
    }
}

/// What a source without an address is: its DOI, else its title.
fn resource_of(item: &Node) -> String {
    let text = |name: &str| item.get(name).and_then(Node::as_str);
    match text("doi") {
        Some(doi) if doi.starts_with("http") => doi.to_owned(),
        Some(doi) => format!("https://doi.org/{}", doi.trim_start_matches("doi:")),
        None => text("title").unwrap_or_default().to_owned(),
    }
}

/// The works that a text cites and that stand in no list of its own.
fn lent_sources(content: Content<'_>) -> Vec<&Source> {
    let is_lent = |cited: &&CitedSource| {
        let page: Option<&Page> = content.page().filter(|page| page.is_original());
        page.is_none_or(|page| page.own_source(cited.source.key.as_str()).is_none())
    };
    let cited: Vec<&CitedSource> = match content {
        Content::Page(page) => page.cited.iter().collect(),
        Content::Path(path) => path.cited.iter().chain(path.cited_at_end.iter()).collect(),
    };
    let mut sources: Vec<&Source> = cited
        .into_iter()
        .filter(is_lent)
        .map(|cited| &*cited.source)
        .collect();
    sources.sort_by(|one, other| one.key.as_str().cmp(other.key.as_str()));
    sources.dedup_by(|one, other| one.key == other.key);
    sources
}

/// A source in one line. That of another list names it, so that an import knows that it is there already.
fn source_yaml(source: &Source, is_lent: bool) -> String {
    let mut fields = vec![format!("id: {}", yaml_text(source.key.as_str()))];
    let resource = source.url.as_deref().unwrap_or(&source.title);
    fields.push(format!("resource: {}", serde_json::Value::from(resource)));
    if !source.title.is_empty() {
        fields.push(format!(
            "title: {}",
            serde_json::Value::from(source.title.as_str())
        ));
    }
    if is_lent {
        fields.push(format!(
            "listed_by: {}",
            serde_json::Value::from(format!("/{}", source.file))
        ));
    } else {
        fields.push(format!("type: {}", source.kind.name()));
    }
    format!("{{ {} }}", fields.join(", "))
}

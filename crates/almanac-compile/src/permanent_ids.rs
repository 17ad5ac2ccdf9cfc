//! Writes permanent ids where there are none: in front matter, on headings of events, in questions.

use std::collections::{HashMap, HashSet};

use almanac_model::{
    ContentId, Edit, EventName, FilePath, Page, Snapshot, same_file_name, slugify,
};
use almanac_syntax::yaml::{self, Node};
use almanac_syntax::{Document, FrontMatterForm, ParsedHeading, Span};

use crate::dialect::dialect;

/// A permanent id that nothing in the almanac has yet. The same `seed` gives the same id.
pub fn new_id(snapshot: &Snapshot, seed: &str) -> ContentId {
    let mut taken = taken_ids(snapshot);
    fresh_id(&mut taken, seed)
}

/// Six letters and digits that can't be mistaken for one another: a thousand million of them.
fn fresh_id(taken: &mut HashSet<String>, seed: &str) -> ContentId {
    let found = ContentId::of_seed(seed).find(|id| taken.insert(id.to_string()));
    found.expect("there are more ids than attempts could take")
}

fn taken_ids(snapshot: &Snapshot) -> HashSet<String> {
    let pages = snapshot.pages().iter().map(|page| page.id.to_string());
    let paths = snapshot.paths().iter().map(|path| path.id.to_string());
    pages.chain(paths).collect()
}

/// Edits that write a permanent id wherever there is none: in front matter, on events, in questions.
pub(crate) fn missing_ids(snapshot: &Snapshot) -> Vec<Edit> {
    let mut taken = taken_ids(snapshot);
    let questions = question_counts(snapshot);
    let linked = linked_headings(snapshot);
    let dialect = dialect(snapshot.config());
    let mut edits = Vec::new();
    for page in snapshot.pages() {
        let document = almanac_syntax::parse(&page.text, dialect);
        // By the slug alone: links count by this id before it is written, too, so that what a text tells stays the same.
        let seed = page.slug.to_string();
        edits.extend(front_matter_id(
            (&page.file, &page.text),
            &document,
            &seed,
            &mut taken,
        ));
        edits.extend(event_ids(page, &document, &linked));
        edits.extend(question_ids(page, &document, &questions, &mut taken));
    }
    for path in snapshot.paths() {
        let document = almanac_syntax::parse(&path.text, dialect);
        let seed = format!("path:{}", path.slug);
        edits.extend(front_matter_id(
            (&path.file, &path.text),
            &document,
            &seed,
            &mut taken,
        ));
    }
    edits
}

fn front_matter_id(
    (file, text): (&FilePath, &str),
    document: &Document,
    seed: &str,
    taken: &mut HashSet<String>,
) -> Option<Edit> {
    let front_matter = &document.front_matter;
    let start = document.front_matter_span.as_ref()?.start;
    // What can't be read may have an id further on.
    if has_id(front_matter) || document.has_cut_front_matter() {
        return None;
    }
    front_matter.as_mapping()?;
    let id = fresh_id(taken, seed);
    Some(match document.form {
        FrontMatterForm::Yaml => id_field((file, text), front_matter, start, &id),
        FrontMatterForm::Toml => {
            let line = format!("id = \"{id}\"{}", newline(text, start));
            insert(file, start, line)
        }
        FrontMatterForm::Json => {
            let has_others = !front_matter.as_mapping()?.is_empty();
            let comma = if has_others { ", " } else { "" };
            let brace = start + text[start..].find('{')? + 1;
            insert(file, brace, format!("\"id\": \"{id}\"{comma}"))
        }
    })
}

/// Whether a mapping gives an id.
fn has_id(fields: &Node) -> bool {
    let names = ["id", "article_id"].into_iter();
    let mut values = names.filter_map(|name| fields.get(name));
    values.any(|value| !value.is_null())
}

/// Writes an id into a mapping that has none, whose lines start at `start`.
fn id_field((file, text): (&FilePath, &str), fields: &Node, start: usize, id: &ContentId) -> Edit {
    if let Some(span) = empty_value(text, fields, "id") {
        return Edit {
            text: format!(" {id}"),
            ..edit_at(file, span)
        };
    }
    if text[fields.span.start..].starts_with('{') {
        let has_others = fields.as_mapping().is_some_and(|pairs| !pairs.is_empty());
        let comma = if has_others { ", " } else { "" };
        return insert(file, fields.span.start + 1, format!("id: {id}{comma}"));
    }
    let line = &text[start..];
    let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
    insert(
        file,
        start,
        format!("{indent}id: {id}{}", newline(text, start)),
    )
}

/// Where the value of a field goes that is there and has none.
pub(crate) fn empty_value(text: &str, fields: &Node, name: &str) -> Option<Span> {
    let pairs = fields.as_mapping()?;
    let (key, value) = pairs.iter().find(|(key, _)| key.as_str() == Some(name))?;
    if !value.is_null() {
        return None;
    }
    let colon = key.span.end + text[key.span.end..].find(':')? + 1;
    // A value that is nothing may be written: `~` or `null`.
    let written = text.get(value.span.clone()).unwrap_or_default();
    let is_written = !written.trim().is_empty();
    Some(colon..if is_written { value.span.end } else { colon })
}

fn edit_at(file: &FilePath, span: Span) -> Edit {
    Edit {
        file: file.clone(),
        span,
        text: String::new(),
    }
}

fn insert(file: &FilePath, at: usize, text: String) -> Edit {
    Edit {
        file: file.clone(),
        span: at..at,
        text,
    }
}

/// The end of a line, as the line before has it.
pub(crate) fn newline(text: &str, line_start: usize) -> &'static str {
    if text[..line_start].ends_with("\r\n") {
        "\r\n"
    } else {
        "\n"
    }
}

/// Writes an id on each event whose author gave it none: one that is made of its title alone, so that neither a
/// corrected date nor other words change it. Where something in the almanac links to the anchor that its heading had, that
/// stays as a further id.
fn event_ids(page: &Page, document: &Document, linked: &HashSet<&str>) -> Vec<Edit> {
    let nameless = page.events().iter().filter(|event| !event.has_own_id);
    let mut nameless = nameless.peekable();
    if nameless.peek().is_none() {
        return Vec::new();
    }
    let mut taken = ids_on_page(page);
    let headings = document.headings.iter();
    let headings: HashMap<usize, &ParsedHeading> = headings
        .map(|heading| (heading.span.start, heading))
        .collect();
    let mut edits = Vec::new();
    for event in nameless {
        let Some(heading) = headings.get(&event.heading.start) else {
            continue;
        };
        let id = id_of_title(&event.title, &mut taken);
        let former = event.id.as_str();
        let former = Some(former).filter(|former| *former != id && linked.contains(former));
        edits.push(event_id(page, heading, &id, former));
    }
    edits
}

/// Whatever a page has an anchor or an id for, as file systems compare names that don't tell cases apart.
fn ids_on_page(page: &Page) -> HashSet<String> {
    let events = page.events().iter();
    let further = events.flat_map(|event| &event.further_ids);
    let headings = page.outline.iter().map(|heading| heading.anchor.as_str());
    let ids = page.ids.iter().map(String::as_str);
    let all = headings.chain(ids).chain(further.map(ContentId::as_str));
    all.map(|id| same_file_name(id).into_owned()).collect()
}

/// An id that is made of a title, and that nothing on the page has yet.
fn id_of_title(title: &str, taken: &mut HashSet<String>) -> String {
    let words = match slugify(title) {
        words if words.is_empty() => "event".to_owned(),
        words => words,
    };
    let numbered = (1..).map(|number| format!("{words}-{number}"));
    let mut ids = std::iter::once(words.clone()).chain(numbered);
    let is_free =
        |id: &String| EventName::new(id).is_ok() && taken.insert(same_file_name(id).into_owned());
    ids.find(is_free).unwrap_or(words)
}

/// The headings that links name, wherever they lead.
fn linked_headings(snapshot: &Snapshot) -> HashSet<&str> {
    let pages = snapshot.pages().iter().map(|page| &page.links);
    let translations = snapshot.versions().iter().map(|page| &page.links);
    let paths = snapshot.paths().iter().map(|path| &path.links);
    let links = pages.chain(translations).chain(paths).flatten();
    links.filter_map(|link| link.heading.as_deref()).collect()
}

/// Writes an event's id among the attributes that its heading has, else behind its words; and before it the anchor that
/// it had, if links lead there.
fn event_id(page: &Page, heading: &ParsedHeading, id: &str, former: Option<&str>) -> Edit {
    let anchor = former.map_or_else(String::new, |former| format!(" <a id=\"{former}\"></a>"));
    match &heading.attributes {
        Some(braces) if anchor.is_empty() => {
            insert(&page.file, braces.start + 1, format!("#{id} "))
        }
        Some(braces) => {
            let inner = &page.text[braces.start + 1..braces.end];
            let text = format!("{} {{#{id} {inner}", anchor.trim_start());
            Edit {
                text,
                ..edit_at(&page.file, braces.clone())
            }
        }
        None => {
            let words = end_of_words(&page.text[heading.span.clone()]);
            let at = heading.span.start + words;
            insert(&page.file, at, format!("{anchor} {{#{id}}}"))
        }
    }
}

/// Where the words of a heading without attributes end: before what underlines or closes it.
fn end_of_words(heading: &str) -> usize {
    let heading = heading.trim_end();
    // Only a heading that is underlined has a second line.
    if let Some((words, _underline)) = heading.rsplit_once(['\n', '\r']) {
        return words.trim_end().len();
    }
    let closed = heading.trim_end_matches('#').strip_suffix([' ', '\t']);
    closed.unwrap_or(heading).trim_end().len()
}

/// How many questions have an id.
fn question_counts(snapshot: &Snapshot) -> HashMap<&ContentId, usize> {
    let mut counts = HashMap::new();
    for question in snapshot.pages().iter().flat_map(|page| &page.questions) {
        *counts.entry(&question.id).or_default() += 1;
    }
    counts
}

/// Writes down the id that each question of a page has by its place.
pub(crate) fn question_ids_in_place(page: &Page, document: &Document) -> Vec<Edit> {
    question_ids(page, document, &HashMap::new(), &mut HashSet::new())
}

/// A question's id is its place, as long as it has none: that is written down, unless another has it.
fn question_ids(
    page: &Page,
    document: &Document,
    counts: &HashMap<&ContentId, usize>,
    taken: &mut HashSet<String>,
) -> Vec<Edit> {
    let blocks = document.blocks.iter();
    let blocks: HashMap<usize, &Span> = blocks
        .map(|(block, span)| (span.start, &block.content))
        .collect();
    let mut edits = Vec::new();
    for question in &page.questions {
        let Some(content) = blocks.get(&question.span.start).copied() else {
            continue;
        };
        let (node, _) = yaml::parse(&page.text, content.clone());
        if has_id(&node) {
            continue;
        }
        let id = match counts.get(&question.id) {
            Some(2..) => fresh_id(taken, &format!("{} {}", page.slug, question.ask)),
            _ => question.id.clone(),
        };
        let file = (&page.file, &*page.text);
        edits.push(id_field(file, &node, content.start, &id));
    }
    edits
}

//! Mends what can be mended without a person.

use std::collections::{BTreeMap, HashMap, HashSet};

use almanac_model::{ContentId, Edit, Event, FilePath, Page, Snapshot};
use almanac_syntax::{Document, Fault, yaml};

use crate::compiled::Compiled;
use crate::output::ReadSource;

/// The new texts of the files that fixes change: those of diagnostics, and
/// permanent ids where there are none yet. Edits that overlap others wait for the next round.
pub fn fixed_files(compiled: &Compiled, read_source: ReadSource<'_>) -> BTreeMap<FilePath, String> {
    let from_diagnostics = compiled
        .report
        .diagnostics
        .iter()
        .filter_map(|d| d.fix.as_ref())
        .map(|fix| fix.edits.clone());
    let ids = missing_ids(&compiled.snapshot)
        .into_iter()
        .map(|edit| vec![edit]);
    let mut accepted: BTreeMap<FilePath, Vec<Edit>> = BTreeMap::new();
    for edits in from_diagnostics.chain(ids) {
        let is_free = |edit: &Edit| {
            accepted
                .get(&edit.file)
                .is_none_or(|taken| !taken.iter().any(|t| overlap(t, edit)))
        };
        if edits.iter().all(is_free) {
            for edit in edits {
                accepted.entry(edit.file.clone()).or_default().push(edit);
            }
        }
    }
    accepted
        .into_iter()
        .filter_map(|(file, edits)| Some((file.clone(), apply(read_source(&file)?, edits))))
        .collect()
}

fn overlap(one: &Edit, other: &Edit) -> bool {
    one.span.start < other.span.end && other.span.start < one.span.end
        || one.span.start == other.span.start
}

fn apply(mut text: String, mut edits: Vec<Edit>) -> String {
    edits.sort_by_key(|edit| std::cmp::Reverse(edit.span.start));
    for edit in &edits {
        if text.get(edit.span.clone()).is_some() {
            text.replace_range(edit.span.clone(), &edit.text);
        }
    }
    text
}

/// A permanent id that nothing in the almanac has yet. The same `seed` gives the same id.
pub fn new_id(snapshot: &Snapshot, seed: &str) -> ContentId {
    let mut taken = taken_ids(snapshot);
    fresh_id(&mut taken, seed)
}

/// Six letters and digits that can't be mistaken for one another: a thousand million of them.
fn fresh_id(taken: &mut HashSet<String>, seed: &str) -> ContentId {
    const ALPHABET: &[u8; 32] = b"abcdefghjkmnpqrstuvwxyz023456789";
    for attempt in 0_u32.. {
        let hash = blake3::hash(format!("{seed}\0{attempt}").as_bytes());
        let digits = hash.as_bytes()[..6]
            .iter()
            .map(|byte| char::from(ALPHABET[usize::from(byte & 31)]));
        let id: String = digits.collect();
        // One that is all digits would be read as a number.
        if id.starts_with(|c: char| c.is_ascii_alphabetic()) && taken.insert(id.clone()) {
            return ContentId::from(id);
        }
    }
    unreachable!("there are more ids than attempts could take")
}

fn taken_ids(snapshot: &Snapshot) -> HashSet<String> {
    let pages = snapshot.pages().iter().map(|page| page.id.to_string());
    let paths = snapshot.paths().iter().map(|path| path.id.to_string());
    pages.chain(paths).collect()
}

/// Edits that write a permanent id wherever there is none: in front matter, on events, in questions.
fn missing_ids(snapshot: &Snapshot) -> Vec<Edit> {
    let mut taken = taken_ids(snapshot);
    let questions = question_counts(snapshot);
    let mut edits = Vec::new();
    for page in snapshot.pages() {
        let document = almanac_syntax::parse(&page.text);
        let seed = format!("{} {}", page.slug, page.content_hash);
        edits.extend(front_matter_id(
            (&page.file, &page.text),
            &document,
            &seed,
            &mut taken,
        ));
        edits.extend(event_ids(page, &document));
        edits.extend(question_ids(page, &document, &questions, &mut taken));
    }
    for path in snapshot.paths() {
        let document = almanac_syntax::parse(&path.text);
        let seed = format!("path {} {}", path.slug, path.content_hash);
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
    let is_given = front_matter.get("id").is_some() || front_matter.get("article_id").is_some();
    // What can't be read may have an id further on, and lines fit into a mapping of lines only.
    let start = document.front_matter_span.as_ref()?.start;
    let is_read = |fault: &Fault| fault.span.start >= document.body.start;
    let is_block = !text[front_matter.span.start..].starts_with('{');
    if is_given || !is_block || !document.faults.iter().all(is_read) {
        return None;
    }
    front_matter.as_mapping()?;
    let id = fresh_id(taken, seed);
    Some(insert(
        file,
        start,
        format!("id: {id}{}", newline(text, start)),
    ))
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

/// An event's id is its heading's anchor: what it has without one is written down, so that rewording can't change it.
fn event_ids(page: &Page, document: &Document) -> Vec<Edit> {
    let needs_one = |event: &&Event| {
        let mut headings = document.headings.iter();
        headings.any(|heading| heading.span == event.heading && !heading.explicit)
    };
    let write = |event: &Event| {
        let place = end_of_words(&page.text[event.heading.clone()])?;
        let at = event.heading.start + place;
        Some(insert(&page.file, at, format!(" {{#{}}}", event.id)))
    };
    page.events()
        .iter()
        .filter(needs_one)
        .filter_map(write)
        .collect()
}

/// Where the words of a heading end: before what underlines or closes it. One that has
/// attributes of another sort already is left to its author.
fn end_of_words(heading: &str) -> Option<usize> {
    let heading = heading.trim_end();
    let mut words = heading;
    if !heading.trim_start().starts_with('#') {
        words = heading.rsplit_once('\n')?.0.trim_end();
    } else if let Some(open) = heading.trim_end_matches('#').strip_suffix([' ', '\t']) {
        words = open.trim_end();
    }
    (!words.ends_with('}')).then_some(words.len())
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
    let mut edits = Vec::new();
    for question in &page.questions {
        let mut blocks = document.blocks.iter();
        let Some((block, _)) = blocks.find(|(_, span)| *span == question.span) else {
            continue;
        };
        let (node, _) = yaml::parse(&page.text, block.content.clone());
        let start = block.content.start;
        if node.get("id").is_some() || page.text[node.span.start..].starts_with('{') {
            continue;
        }
        let id = match counts.get(&question.id) {
            Some(2..) => fresh_id(taken, &format!("{} {}", page.slug, question.ask)),
            _ => question.id.clone(),
        };
        let line = &page.text[start..];
        let indent = &line[..line.len() - line.trim_start_matches(' ').len()];
        let text = format!("{indent}id: {id}{}", newline(&page.text, start));
        edits.push(insert(&page.file, start, text));
    }
    edits
}

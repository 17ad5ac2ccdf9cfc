//! Mends what can be mended without a person.

use std::collections::{BTreeMap, HashSet};

use almanac_model::{ContentId, Edit, FilePath, Form, Page, Snapshot};
use almanac_syntax::{BlockKind, Document, yaml};

use crate::Compiled;
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
    let mut edits = Vec::new();
    for page in snapshot.pages() {
        let document = almanac_syntax::parse(&page.text);
        let seed = format!("{} {}", page.slug, page.content_hash);
        edits.extend(front_matter_id(&page.file, &document, &seed, &mut taken));
        if matches!(page.form, Form::Thread { .. }) {
            edits.extend(event_ids(page, &document));
        }
        edits.extend(question_ids(page, &document));
    }
    for path in snapshot.paths() {
        let document = almanac_syntax::parse(&path.text);
        let seed = format!("path {} {}", path.slug, path.content_hash);
        edits.extend(front_matter_id(&path.file, &document, &seed, &mut taken));
    }
    edits
}

fn front_matter_id(
    file: &FilePath,
    document: &Document,
    seed: &str,
    taken: &mut HashSet<String>,
) -> Option<Edit> {
    let front_matter = &document.front_matter;
    if front_matter.get("id").is_some() || front_matter.get("article_id").is_some() {
        return None;
    }
    // Without front matter there is no place for it, which has been reported.
    let start = document.front_matter_span.as_ref()?.start;
    let id = fresh_id(taken, seed);
    Some(Edit {
        file: file.clone(),
        span: start..start,
        text: format!("id: {id}\n"),
    })
}

/// An event's id is its heading's anchor: what it has without one is written down, so that rewording can't change it.
fn event_ids(page: &Page, document: &Document) -> Vec<Edit> {
    let needs_one = |event: &&almanac_model::Event| {
        document
            .headings
            .iter()
            .any(|heading| heading.span == event.heading && !heading.explicit)
    };
    let write = |event: &almanac_model::Event| {
        let heading = page.text[event.heading.clone()].trim_end().len();
        let end = event.heading.start + heading;
        Edit {
            file: page.file.clone(),
            span: end..end,
            text: format!(" {{#{}}}", event.id),
        }
    };
    page.events().iter().filter(needs_one).map(write).collect()
}

fn question_ids(page: &Page, document: &Document) -> Vec<Edit> {
    let questions = document
        .blocks
        .iter()
        .filter(|(block, _)| block.kind == BlockKind::Question);
    let write = |(block, span): &(almanac_syntax::Block, almanac_syntax::Span)| {
        let (node, _) = yaml::parse(&page.text, block.content.clone());
        if node.as_mapping().is_none() || node.get("id").is_some() {
            return None;
        }
        let question = page
            .questions
            .iter()
            .find(|question| question.span == *span)?;
        let start = block.content.start;
        let indent: String = page.text[start..]
            .chars()
            .take_while(|c| *c == ' ')
            .collect();
        Some(Edit {
            file: page.file.clone(),
            span: start..start,
            text: format!("{indent}id: {}\n", question.id),
        })
    };
    questions.filter_map(write).collect()
}

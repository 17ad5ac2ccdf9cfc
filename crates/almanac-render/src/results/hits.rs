//! A page that was found: what it is, where it is, and its best passages.

use almanac_locale::{Locale, Punctuation};
use almanac_model::{Address, Level};
use almanac_search::{Field, Hit, HitPassage, MarkedText, SearchSubject};
use serde::Serialize;

use crate::view::View;

/// A page that was found.
#[derive(Debug, Serialize)]
pub struct WordedHit {
    /// Where it leads: to its best passage.
    pub href: String,
    /// What sort of page it is: `entry`, `thread`, `path`, `topic` or `source`.
    #[serde(rename = "type")]
    pub sort: &'static str,
    /// The kind of an entry, as `almanac.toml` names it.
    pub kind: Option<String>,
    /// What it is, in a word of the interface or of the almanac.
    pub label: String,
    /// How much it asks of its reader.
    pub level: Option<&'static str>,
    /// Its other depths, in the language of the text that was found.
    pub depths: Vec<WordedDepth>,
    /// Its title.
    pub title: String,
    /// The same in pieces, of which every second one matched.
    pub marked_title: Vec<String>,
    /// The language of the title and of the passages.
    pub language: String,
    /// The other languages in which it was found too.
    pub languages: Vec<String>,
    /// The best passage.
    pub words: String,
    /// The best passages, the best first.
    pub passages: Vec<WordedPassage>,
}

/// Another depth of a page that was found.
#[derive(Debug, Serialize)]
pub struct WordedDepth {
    /// Its level; that of an original may be none.
    pub level: Option<&'static str>,
    /// Where it is.
    pub href: String,
}

/// A passage of a page that was found.
#[derive(Debug, Serialize)]
pub struct WordedPassage {
    /// Where it stands.
    pub href: String,
    /// Which part of the page it is.
    pub field: &'static str,
    /// The heading above it.
    pub heading: Option<String>,
    /// Its words, with `…` where something is left out.
    pub words: String,
    /// The same in pieces, of which every second one matched.
    pub marked: Vec<String>,
}

impl WordedHit {
    pub(super) fn new(site: &View<'_>, hit: &Hit) -> Self {
        let page = site.url(&address(hit, hit.depth));
        let marked_title = pieces(site, &hit.title, Field::Title, &hit.language);
        let passages: Vec<WordedPassage> = hit
            .passages
            .iter()
            .map(|passage| WordedPassage::new(site, hit, passage, &page))
            .collect();
        let best = passages.first();
        Self {
            href: best.map_or_else(|| page.clone(), |passage| passage.href.clone()),
            sort: hit.subject.sort(),
            kind: hit.kind.clone(),
            label: label(site, hit),
            level: hit.level.map(Level::name),
            depths: { hit.other_depths.iter() }
                .map(|other| WordedDepth {
                    level: other.level.map(Level::name),
                    href: site.url(&address(hit, other.depth)),
                })
                .collect(),
            title: marked_title.concat(),
            marked_title,
            language: hit.language.clone(),
            languages: hit.other_languages.clone(),
            words: best.map_or_else(String::new, |passage| passage.words.clone()),
            passages,
        }
    }
}

impl WordedPassage {
    fn new(site: &View<'_>, hit: &Hit, passage: &HitPassage, page: &str) -> Self {
        let mut marked = pieces(site, &passage.text, passage.field, &hit.language);
        if passage.text.is_cut_before
            && let Some(first) = marked.first_mut()
        {
            first.insert_str(0, "… ");
        }
        if passage.text.is_cut_behind {
            // What is not marked has the even places.
            match marked.len() % 2 {
                1 => marked
                    .last_mut()
                    .into_iter()
                    .for_each(|last| last.push_str(" …")),
                _ => marked.push(" …".to_owned()),
            }
        }
        Self {
            href: match &passage.anchor {
                Some(anchor) => match anchor.strip_prefix('/') {
                    // An event has a page of its own, below that of its thread.
                    Some(event) if site.is_files() => {
                        format!("{}/{event}/", page.trim_end_matches('/'))
                    }
                    Some(event) => format!("{page}/{event}"),
                    None => format!("{page}#{anchor}"),
                },
                None => page.to_owned(),
            },
            field: field_name(passage.field),
            heading: passage.heading.clone(),
            words: marked.concat(),
            marked,
        }
    }
}

/// The address of a page that was found at a depth, in the language that was.
fn address(hit: &Hit, depth: Option<Level>) -> Address {
    let translated = hit.is_translation.then_some(&*hit.language);
    hit.subject.address_of_text(depth, translated)
}

/// What a hit is, in a word.
fn label(site: &View<'_>, hit: &Hit) -> String {
    let locale = site.locale();
    let text = |id| locale.text(id).to_owned();
    match &hit.subject {
        SearchSubject::Entry(_) => hit.kind.as_ref().map_or_else(String::new, |kind| {
            let config = site.snapshot().config();
            locale.kind_of_entry(config, kind).into_owned()
        }),
        SearchSubject::Thread(_) => text("thread"),
        SearchSubject::Path(_) => text("learning-path"),
        SearchSubject::Topic(_) => text("topic"),
        SearchSubject::Source(_) => text("source"),
    }
}

fn field_name(field: Field) -> &'static str {
    match field {
        Field::Title => "title",
        Field::Alias => "alias",
        Field::Heading => "heading",
        Field::Summary => "summary",
        Field::Fact => "fact",
        Field::Text => "text",
        Field::Question => "question",
        Field::Source => "source",
    }
}

/// A text in pieces: every second one, from the second on, is what matched. Its punctuation is set as on its page.
fn pieces(site: &View<'_>, marked: &MarkedText, field: Field, language: &str) -> Vec<String> {
    let is_set = site.snapshot().config().smart_punctuation && field.is_as_typed();
    let text = &*marked.text;
    let mut punctuation = Punctuation::new(Locale::of(language));
    let mut pieces = Vec::with_capacity(2 * marked.marks.len() + 1);
    let mut written = 0;
    // Piece by piece, as a mark is a place in the text as it stood, and a sign may become more or fewer.
    let mut take = |end: usize| {
        let piece = text.get(written..end).unwrap_or_default();
        let behind = text.get(end..).unwrap_or_default();
        written = end;
        match is_set {
            true => punctuation.set(piece, || behind).into_owned(),
            false => piece.to_owned(),
        }
    };
    let mut end_before = 0;
    for mark in &marked.marks {
        let is_sound = mark.start >= end_before && text.get(mark.clone()).is_some();
        if !is_sound || mark.is_empty() {
            continue;
        }
        pieces.push(take(mark.start));
        pieces.push(take(mark.end));
        end_before = mark.end;
    }
    let last = take(text.len());
    if !last.is_empty() || pieces.is_empty() {
        pieces.push(last);
    }
    pieces
}

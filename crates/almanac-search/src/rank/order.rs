//! The order of what was found.

use std::cmp::{Ordering, Reverse};

use rustc_hash::FxHashMap;

use super::found::FoundDocument;
use super::names::{NameMatch, named};
use super::slot::{MatchClass, Slot};
use crate::index::{DocumentNumber, Index};

/// A page that was found, with what decides about its rank.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranked {
    /// The document that answers best, of those of the page.
    pub document: DocumentNumber,
    /// The other documents of the page: at other depths, and in other languages.
    pub others: Vec<DocumentNumber>,
    place: RankKey,
    score: f32,
    linked_from: u32,
}

/// What decides before the score does. A smaller one is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
struct RankKey {
    worth: Worth,
    name: NameMatch,
    is_near: bool,
    class: MatchClass,
}

/// What sort of page it is, as far as that counts. Whoever asks for a source by its title or address finds it as any page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Worth {
    Page,
    Source,
    Stub,
}

/// The best pages of what was found.
#[derive(Debug, Default)]
pub struct Best {
    /// How many pages were found in all.
    pub total: usize,
    /// The best of them, in order.
    pub pages: Vec<Ranked>,
}

/// The pages of what was found, the best `count` of them in order. A page at several depths or in several languages is one.
pub fn best(
    index: &Index,
    query: &str,
    slots: &[Slot],
    found: Vec<FoundDocument>,
    preferred_language: Option<&str>,
    count: usize,
) -> Best {
    let named = named(index, query, slots);
    // The page of a thing comes before the source that has its name.
    let of_pages = named.iter().filter(|(document, _)| {
        let row = index.documents().rank_rows().row(**document);
        !row.is_source
    });
    let best_of_pages = of_pages.map(|(_, name)| *name).min();
    let best_of_pages = best_of_pages.unwrap_or(NameMatch::None);
    let has_address = slots.iter().any(|slot| !slot.documents.is_empty());
    let ranked = found
        .iter()
        .map(|found| rank(index, found, &named, has_address, best_of_pages));
    let mut pages = by_page(index, ranked, preferred_language);
    let total = pages.len();
    if pages.len() > count {
        pages.select_nth_unstable_by(count, |one, other| order(index, one, other));
        pages.truncate(count);
    }
    pages.sort_unstable_by(|one, other| order(index, one, other));
    Best { total, pages }
}

fn rank(
    index: &Index,
    found: &FoundDocument,
    named: &FxHashMap<DocumentNumber, NameMatch>,
    has_address: bool,
    best_of_pages: NameMatch,
) -> Ranked {
    let row = index.documents().rank_rows().row(found.document);
    let name = named
        .get(&found.document)
        .copied()
        .unwrap_or(NameMatch::None);
    let is_title = matches!(
        name,
        NameMatch::Title | NameMatch::LooseTitle | NameMatch::OtherSigns
    );
    let is_asked_for = has_address || (is_title && best_of_pages > name.max(NameMatch::LooseAlias));
    Ranked {
        document: found.document,
        others: Vec::new(),
        place: RankKey {
            worth: match () {
                () if row.is_stub => Worth::Stub,
                () if row.is_source && !is_asked_for => Worth::Source,
                () => Worth::Page,
            },
            name,
            is_near: found.is_near,
            class: found.class,
        },
        score: found.score,
        linked_from: row.linked_from,
    }
}

fn order(index: &Index, one: &Ranked, other: &Ranked) -> Ordering {
    let title = |ranked: &Ranked| &index.documents().row(ranked.document).title;
    one.place
        .cmp(&other.place)
        .then_with(|| other.score.total_cmp(&one.score))
        .then_with(|| Reverse(one.linked_from).cmp(&Reverse(other.linked_from)))
        .then_with(|| title(one).cmp(title(other)))
        .then_with(|| {
            let subject = |ranked: &Ranked| index.documents().subject_of(ranked.document);
            subject(one).cmp(subject(other))
        })
}

/// One for each page: the document that answers best, or that of the preferred language where it answers as well. Where a page
/// is named, its own text is as good an answer as any other depth of it.
fn by_page(
    index: &Index,
    all: impl Iterator<Item = Ranked>,
    preferred: Option<&str>,
) -> Vec<Ranked> {
    if !index.documents().has_versions() {
        return all.collect();
    }
    let documents = index.documents();
    let mut places: FxHashMap<u32, usize> = FxHashMap::default();
    let mut pages: Vec<Ranked> = Vec::new();
    let is_preferred = |ranked: &Ranked| {
        let language = documents.rank_rows().row(ranked.document).language;
        preferred == Some(&documents.languages()[usize::from(language)])
    };
    let depth = |ranked: &Ranked| documents.rank_rows().row(ranked.document).depth;
    let is_even =
        |one: &Ranked, other: &Ranked| one.place.name < NameMatch::None || one.score == other.score;
    for ranked in all {
        let subject = documents.rank_rows().row(ranked.document).subject;
        let Some(place) = places.get(&subject).copied() else {
            places.insert(subject, pages.len());
            pages.push(ranked);
            continue;
        };
        let known = &mut pages[place];
        let is_better = match ranked.place.cmp(&known.place) {
            Ordering::Less => true,
            Ordering::Greater => false,
            Ordering::Equal if is_preferred(&ranked) != is_preferred(known) => {
                is_preferred(&ranked)
            }
            Ordering::Equal if depth(&ranked) != depth(known) && is_even(&ranked, known) => {
                depth(&ranked) == 0
            }
            Ordering::Equal => ranked.score > known.score,
        };
        let mut other = ranked;
        if is_better {
            std::mem::swap(known, &mut other);
        }
        known.others.push(other.document);
        known.others.append(&mut other.others);
        // A page is as good as its best document, whichever it leads to.
        known.score = known.score.max(other.score);
    }
    pages
}

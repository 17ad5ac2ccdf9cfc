//! The passages of a page that show why it was found, and where a hit leads.

use crate::cut::cut;
use crate::document::{Field, Passage, SearchDocument};
use crate::excerpt::{excerpt, marks_of, side_by_side};
use crate::rank::{MatchClass, Matcher, TokenMatch};
use crate::results::{HitPassage, MarkedText};
use crate::rules::WritingRules;

/// How many passages a hit shows at most.
const MOST: usize = 3;

/// The best passages of a document, the best first. The hit leads to where the first stands: to the top of the page if
/// its title or another name of it has all words of the query.
pub(crate) fn best_passages(document: &SearchDocument, matcher: &Matcher<'_>) -> Vec<HitPassage> {
    let candidates = candidates(document, matcher);
    let mut best: Vec<&Candidate<'_>> = candidates.iter().filter(|one| one.is_shown()).collect();
    // A stable sort: of passages that are as good, the first on the page is the best.
    best.sort_by_key(|candidate| candidate.worth());
    let words = words_of(candidates.iter());
    let is_name = |one: &&Candidate<'_>| matches!(one.passage.field, Field::Title | Field::Alias);
    let is_named = candidates
        .iter()
        .filter(is_name)
        .any(|one| one.own == words);
    if is_named || best.is_empty() {
        bring_to_front(&mut best, &candidates);
    }
    let mut shown: Vec<&Candidate<'_>> = Vec::with_capacity(MOST);
    for candidate in best {
        // The value of a fact in digits says what the value says, and the passages of a block much the same.
        if shown.len() < MOST && !shown.iter().any(|other| other.is_like(candidate)) {
            shown.push(candidate);
        }
    }
    shown.into_iter().map(Candidate::hit).collect()
}

/// The title of a document with what matched.
pub(crate) fn marked_title(document: &SearchDocument, matcher: &Matcher<'_>) -> MarkedText {
    let rules = WritingRules::of(&document.language);
    let title = document.title();
    MarkedText {
        text: title.to_owned(),
        marks: marks_of(&matcher.matches(&cut(title, &rules))),
        ..MarkedText::default()
    }
}

/// A passage with what matched in it.
struct Candidate<'d> {
    passage: &'d Passage,
    /// The heading above it.
    heading: Option<&'d Passage>,
    matches: Vec<TokenMatch>,
    /// The words of the query that it has, a bit each.
    own: u64,
    /// Those that the heading above it has, or the heading that it is.
    above: u64,
}

/// The passages of a document in order.
fn candidates<'d>(document: &'d SearchDocument, matcher: &Matcher<'_>) -> Vec<Candidate<'d>> {
    let rules = WritingRules::of(&document.language);
    let mut heading: Option<(&Passage, u64)> = None;
    let candidates = document.passages.iter().map(|passage| {
        let matches = matcher.matches(&cut(&passage.text, &rules));
        let own = bits(&matches);
        if passage.field == Field::Heading {
            heading = Some((passage, own));
        }
        // What stands elsewhere than under it, as notes do, has another fragment.
        let above = heading.filter(|(heading, _)| heading.anchor == passage.anchor);
        let is_heading = passage.field == Field::Heading;
        Candidate {
            passage,
            heading: above.map(|(heading, _)| heading).filter(|_| !is_heading),
            matches,
            own,
            above: above.map_or(0, |(_, words)| words),
        }
    });
    candidates.collect()
}

fn bits(matches: &[TokenMatch]) -> u64 {
    let bit = |found: &TokenMatch| 1_u64 << found.slot.min(63);
    matches.iter().map(bit).fold(0, |all, bit| all | bit)
}

/// All words of the query that stand in some passages.
fn words_of<'c>(candidates: impl Iterator<Item = &'c Candidate<'c>>) -> u64 {
    candidates.fold(0, |words, candidate| words | candidate.own)
}

/// Brings the best passage at the top of the page to the front: its summary, where nothing there has matched.
fn bring_to_front<'c, 'd>(best: &mut Vec<&'c Candidate<'d>>, all: &'c [Candidate<'d>]) {
    let is_top = |one: &&Candidate<'_>| one.passage.anchor.is_none();
    let has_text = |one: &&Candidate<'_>| matches!(one.passage.field, Field::Summary | Field::Text);
    let summary = || all.iter().filter(is_top).find(has_text);
    let found = best
        .iter()
        .filter(|one| has_text(one))
        .find(|one| is_top(one));
    if let Some(first) = found.copied().or_else(summary) {
        best.retain(|one| !std::ptr::eq(*one, first));
        best.insert(0, first);
    }
}

impl<'d> Candidate<'d> {
    /// Whether it may be shown: the title stands above the passages anyway.
    fn is_shown(&self) -> bool {
        self.passage.field != Field::Title && self.own != 0
    }

    /// What it is sorted by, the least first: it has most of the words, with its heading or without; then side by side;
    /// then as they were typed.
    fn worth(&self) -> impl Ord + use<> {
        let most = |words: u64| std::cmp::Reverse(words.count_ones());
        let of_field = match self.passage.field {
            Field::Fact => 0,
            Field::Text => 1,
            Field::Summary => 2,
            Field::Heading => 3,
            Field::Alias | Field::Title => 4,
            Field::Question | Field::Source => 5,
        };
        let is_last = of_field == 5;
        (
            most(self.own | self.above),
            is_last,
            most(self.above),
            most(self.own),
            std::cmp::Reverse(side_by_side(&self.matches)),
            self.worst_class(),
            of_field,
        )
    }

    /// How the word answers that answers worst, each by its best match.
    fn worst_class(&self) -> Option<MatchClass> {
        let mut of_slots: Vec<(usize, MatchClass)> = { self.matches.iter() }
            .map(|found| (found.slot, found.class))
            .collect();
        of_slots.sort_unstable();
        of_slots.dedup_by_key(|(slot, _)| *slot);
        of_slots.into_iter().map(|(_, class)| class).max()
    }

    fn is_like(&self, other: &Self) -> bool {
        let is_same_fact = self.passage.field == Field::Fact && other.passage.field == Field::Fact;
        is_same_fact && self.passage.anchor == other.passage.anchor
            || self.passage.text == other.passage.text
    }

    fn hit(&self) -> HitPassage {
        HitPassage {
            field: self.passage.field,
            anchor: self.passage.anchor.clone(),
            heading: self.heading.map(|heading| heading.text.clone()),
            text: excerpt(&self.passage.text, &self.matches),
        }
    }
}

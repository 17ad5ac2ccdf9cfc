//! Which terms have one stem: so the browser needs no stemmer.

use std::collections::BTreeMap;

use rustc_hash::{FxHashMap, FxHashSet};

use super::endings::endings_of;
use crate::index::{Index, LanguageNumber, TermNumber};
use crate::stem::stems;

/// How many rules of a language are written at most that its terms show.
const MOST_RULES: usize = 48;

/// How many stems of a language an ending is tried with.
const TRIED_STEMS: usize = 200;

/// A stem in a language.
pub(super) type StemKey = (LanguageNumber, String);

/// A stem of a term.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct TermStem {
    pub language: LanguageNumber,
    pub stem: String,
    /// Whether the term stands in a text of the language, so that it is found by the stem.
    pub is_member: bool,
}

/// The stems of all terms.
pub(super) struct StemGroups {
    of_term: FxHashMap<TermNumber, Vec<TermStem>>,
    members: FxHashMap<StemKey, Vec<TermNumber>>,
}

impl StemGroups {
    /// The stems of terms. A term has the stems of each language in which others have them, be it that the term itself
    /// stands in no text of the language.
    pub fn of(index: &Index, terms: impl Iterator<Item = TermNumber>) -> Self {
        let mut all = Self {
            of_term: FxHashMap::default(),
            members: FxHashMap::default(),
        };
        for number in terms {
            let term = index.terms().get(number);
            for (language, tag) in (0..).zip(index.documents().languages()) {
                for stem in stems(&term.typed, term.folded(), tag) {
                    let members = index.terms().with_stem(language, &stem);
                    if members.is_empty() {
                        continue;
                    }
                    let is_member = members.contains(&number);
                    let key = (language, stem);
                    if !all.members.contains_key(&key) {
                        all.members.insert(key.clone(), members.to_vec());
                    }
                    let (language, stem) = key;
                    let of_term = all.of_term.entry(number).or_default();
                    of_term.push(TermStem {
                        language,
                        stem,
                        is_member,
                    });
                }
            }
        }
        all
    }

    /// The stems of a term.
    pub fn of_term(&self, term: TermNumber) -> &[TermStem] {
        self.of_term.get(&term).map_or(&[], Vec::as_slice)
    }

    /// The terms that are found by a stem.
    pub fn members(&self, key: &StemKey) -> &[TermNumber] {
        self.members.get(key).map_or(&[], Vec::as_slice)
    }

    /// The terms of each stem, in no order.
    pub fn all_members(&self) -> impl Iterator<Item = &[TermNumber]> {
        self.members.values().map(Vec::as_slice)
    }

    /// For each of so many places, whether terms with one stem stand on both sides of the gap before it.
    pub fn covered(&self, places: &FxHashMap<TermNumber, u32>, count: usize) -> Vec<bool> {
        let mut changes = vec![0_i32; count + 1];
        for (first, last) in self.spans(places) {
            changes[first as usize + 1] += 1;
            changes[last as usize + 1] -= 1;
        }
        let mut open = 0;
        let gaps = changes.iter().map(|change| {
            open += change;
            open > 0
        });
        gaps.collect()
    }

    /// Of each stem, the places of the first and of the last term that has it.
    fn spans(&self, places: &FxHashMap<TermNumber, u32>) -> Vec<(u32, u32)> {
        let mut spans: FxHashMap<StemKey, (u32, u32)> = FxHashMap::default();
        for (term, stems) in &self.of_term {
            let Some(place) = places.get(term).copied() else {
                continue;
            };
            for stem in stems {
                let key = (stem.language, stem.stem.clone());
                let span = spans.entry(key).or_insert((place, place));
                *span = (span.0.min(place), span.1.max(place));
            }
        }
        let spans = spans.into_values();
        spans.filter(|(first, last)| first < last).collect()
    }

    /// How the words of a language become stems: an ending, and what takes its place. First what its terms show, the most
    /// frequent first; then the usual endings of the language that its stemmer takes off. A form of a word that stands on no
    /// page is looked for by them.
    pub fn rules(&self, index: &Index, language: LanguageNumber) -> Vec<(String, String)> {
        let mut counts: BTreeMap<(String, String), usize> = BTreeMap::new();
        let mut seen: FxHashSet<&str> = FxHashSet::default();
        for (term, stems) in &self.of_term {
            let folded = index.terms().get(*term).folded();
            let own = stems
                .iter()
                .filter(|stem| stem.is_member && stem.language == language);
            for stem in own {
                if seen.insert(folded) {
                    let same = super::bytes::shared(folded, &stem.stem);
                    let rule = (folded[same..].to_owned(), stem.stem[same..].to_owned());
                    *counts.entry(rule).or_default() += 1;
                }
            }
        }
        let mut rules: Vec<((String, String), usize)> = counts.into_iter().collect();
        rules.retain(|((ending, _), _)| !ending.is_empty());
        rules.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
        rules.truncate(MOST_RULES);
        let mut rules: Vec<(String, String)> = rules.into_iter().map(|(rule, _)| rule).collect();
        for ending in self.usual_endings(
            &index.documents().languages()[usize::from(language)],
            language,
        ) {
            let rule = (ending.to_owned(), String::new());
            if !rules.contains(&rule) {
                rules.push(rule);
            }
        }
        rules
    }

    /// The usual endings of a language that its stemmer takes off one of the stems that pages have.
    fn usual_endings(&self, tag: &str, language: LanguageNumber) -> Vec<&'static str> {
        let known = self.members.keys().filter(|(of, _)| *of == language);
        let mut known: Vec<&str> = known.map(|(_, stem)| &**stem).collect();
        // The same almanac gives the same files.
        known.sort_unstable();
        known.truncate(TRIED_STEMS);
        let is_taken_off = |ending: &&str| {
            known.iter().any(|stem| {
                let form = format!("{stem}{ending}");
                stems(&form, &form, tag).iter().any(|found| found == stem)
            })
        };
        endings_of(tag).filter(is_taken_off).collect()
    }
}

//! The dictionary: all terms of an index, by their spelling, in order, and by their stems.

use std::collections::BTreeMap;
use std::ops::Bound;

use rustc_hash::FxHashMap;

use super::postings::Postings;
use crate::cut::TokenForm;

/// A term of the dictionary.
pub type TermNumber = u32;

/// A language of an index.
pub type LanguageNumber = u8;

/// A word as it stands in documents, with where it stands.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct Term {
    /// The spelling.
    pub typed: Box<str>,
    /// The form in which words are compared, where it differs from the spelling.
    folded: Option<Box<str>>,
    /// Whether it is two letters side by side of a script that does not part words.
    pub is_pair: bool,
    /// Whether it is a word that other forms of it are found by, and no whole of several parts or name with signs.
    pub has_stems: bool,
    /// The languages in which it stands, a bit each.
    languages: u64,
    /// Where it stands.
    pub postings: Postings,
}

impl Term {
    /// The form in which words are compared.
    pub fn folded(&self) -> &str {
        self.folded.as_deref().unwrap_or(&self.typed)
    }

    /// The same term with other postings.
    pub fn with(&self, postings: Postings) -> Self {
        Self {
            typed: self.typed.clone(),
            folded: self.folded.clone(),
            postings,
            ..*self
        }
    }

    /// Whether it stands in a text of a language.
    pub fn is_in(&self, language: LanguageNumber) -> bool {
        self.languages & bit(language) != 0
    }
}

/// All terms of an index.
#[derive(Debug, Clone, Default)]
pub struct Terms {
    all: Vec<Term>,
    /// The terms of each folded form, in the order of their numbers.
    groups: Vec<Vec<TermNumber>>,
    /// The groups by their folded forms: for a word as it stands, which is asked for most.
    by_folded: FxHashMap<Box<str>, GroupNumber>,
    /// The same in order, for the beginnings of words and for near words.
    in_order: BTreeMap<Box<str>, GroupNumber>,
    /// The terms of each stem, language by language.
    by_stem: Vec<FxHashMap<Box<str>, Vec<TermNumber>>>,
}

/// The terms of one folded form, among all groups.
type GroupNumber = u32;

impl Terms {
    /// The dictionary of terms that were kept; `stems` gives the stems of a term in a language.
    pub fn of(all: Vec<Term>, stems: impl Fn(&Term, LanguageNumber) -> Vec<String>) -> Self {
        let mut terms = Self::default();
        for (number, term) in all.iter().enumerate() {
            let number = number as TermNumber;
            terms.put_in_group(term.folded(), number);
            for language in (0..64).filter(|language| term.is_in(*language)) {
                for stem in stems(term, language) {
                    terms.add_stem(language, &stem, number);
                }
            }
        }
        terms.all = all;
        terms
    }

    /// All terms, by their numbers.
    pub fn all(&self) -> &[Term] {
        &self.all
    }

    /// A term.
    #[inline]
    pub fn get(&self, number: TermNumber) -> &Term {
        &self.all[number as usize]
    }

    /// The term with a spelling, made if there was none; and whether it is new as a word of that language, so that its
    /// stems are to be added.
    pub fn number_of(
        &mut self,
        typed: &str,
        folded: &str,
        form: TokenForm,
        language: LanguageNumber,
    ) -> (TermNumber, bool) {
        let number = match self.find(typed, folded) {
            Some(number) => number,
            None => {
                let number = self.all.len() as TermNumber;
                self.all.push(Term {
                    typed: typed.into(),
                    folded: (typed != folded).then(|| folded.into()),
                    is_pair: form == TokenForm::Pair,
                    has_stems: false,
                    languages: 0,
                    postings: Postings::default(),
                });
                self.put_in_group(folded, number);
                number
            }
        };
        let term = &mut self.all[number as usize];
        let is_word = form == TokenForm::Word;
        let is_new = is_word && !(term.is_in(language) && term.has_stems);
        term.languages |= bit(language);
        term.has_stems |= is_word;
        (number, is_new)
    }

    /// The term with a spelling, if there is one.
    pub fn find(&self, typed: &str, folded: &str) -> Option<TermNumber> {
        let group = self.with_folded(folded).iter();
        { group }
            .find(|number| *self.get(**number).typed == *typed)
            .copied()
    }

    /// Adds a stem of a term.
    pub fn add_stem(&mut self, language: LanguageNumber, stem: &str, term: TermNumber) {
        let place = usize::from(language);
        if self.by_stem.len() <= place {
            self.by_stem.resize_with(place + 1, FxHashMap::default);
        }
        let terms = self.by_stem[place].entry(stem.into()).or_default();
        if !terms.contains(&term) {
            terms.push(term);
        }
    }

    fn put_in_group(&mut self, folded: &str, number: TermNumber) {
        if let Some(group) = self.by_folded.get(folded) {
            return self.groups[*group as usize].push(number);
        }
        let group = self.groups.len() as GroupNumber;
        self.groups.push(vec![number]);
        self.by_folded.insert(folded.into(), group);
        self.in_order.insert(folded.into(), group);
    }

    /// The postings of a term, to add to.
    pub fn postings_mut(&mut self, number: TermNumber) -> &mut Postings {
        &mut self.all[number as usize].postings
    }

    /// The terms of a folded form.
    pub fn with_folded(&self, folded: &str) -> &[TermNumber] {
        let group = self.by_folded.get(folded);
        group.map_or(&[], |group| &self.groups[*group as usize])
    }

    /// The terms whose folded forms begin with a text.
    pub fn beginning_with<'t>(&'t self, start: &'t str) -> impl Iterator<Item = TermNumber> + 't {
        self.from(start)
            .take_while(move |(text, _)| text.starts_with(start))
            .map(|(_, number)| number)
    }

    /// The terms from a folded form on, with their folded forms, in order.
    pub fn from<'t>(&'t self, start: &str) -> impl Iterator<Item = (&'t str, TermNumber)> + 't {
        let range = self
            .in_order
            .range::<str, _>((Bound::Included(start), Bound::Unbounded));
        range.flat_map(|(text, group)| {
            let terms = self.groups[*group as usize].iter();
            terms.map(|number| (&**text, *number))
        })
    }

    /// The terms that have a stem in a language.
    pub fn with_stem(&self, language: LanguageNumber, stem: &str) -> &[TermNumber] {
        let of_language = self.by_stem.get(usize::from(language));
        let terms = of_language.and_then(|stems| stems.get(stem));
        terms.map_or(&[], Vec::as_slice)
    }

    /// All stems with their terms, in no order.
    pub fn stems(&self) -> impl Iterator<Item = (LanguageNumber, &str, &[TermNumber])> {
        let languages = self.by_stem.iter().zip(0..);
        languages.flat_map(|(stems, language)| {
            let stems = stems.iter();
            stems.map(move |(stem, terms)| (language, &**stem, terms.as_slice()))
        })
    }
}

fn bit(language: LanguageNumber) -> u64 {
    1 << (language % 64)
}

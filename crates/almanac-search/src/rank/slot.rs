//! A word of a query, with all that answers to it.

use crate::index::{NameWords, TermNumber};

/// How a term answers to a word of a query. The order is that of worth.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MatchClass {
    /// It is spelled as it was typed.
    Typed,
    /// It is the same word in another spelling: without accents, in other case or width.
    Folded,
    /// It begins with what was typed.
    Beginning,
    /// It has the same stem, or is a part of what was typed.
    Stem,
    /// It differs by a letter or two.
    Near,
}

impl MatchClass {
    /// What a match of this class counts beside one of the word as typed.
    pub fn weight(self) -> f32 {
        match self {
            Self::Typed => 1.0,
            Self::Folded => 0.95,
            Self::Beginning => 0.6,
            Self::Stem => 0.85,
            Self::Near => 0.5,
        }
    }
}

/// All languages, as a set of bits.
pub const ANY_LANGUAGE: u64 = u64::MAX;

/// A term that answers to a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Answering {
    /// The term.
    pub term: TermNumber,
    /// How it answers.
    pub class: MatchClass,
    /// In texts of which languages it does, a bit each: a stem is one of a language.
    pub languages: u64,
}

impl Answering {
    /// A term that answers in texts of all languages.
    pub fn of(term: TermNumber, class: MatchClass) -> Self {
        Self {
            term,
            class,
            languages: ANY_LANGUAGE,
        }
    }
}

/// A word of a query, or what is looked for as one: a phrase, a name of several parts, a pasted address.
#[derive(Debug, Clone, Default)]
pub struct Slot {
    /// It, as it was typed.
    pub typed: String,
    /// Its words as names are compared.
    pub name: NameWords,
    /// Its folded form, where it is one word for which near ones may be taken.
    pub near_to: Option<String>,
    /// The terms that answer to it.
    pub terms: Vec<Answering>,
    /// What answers to it side by side.
    pub sequences: Vec<Sequence>,
    /// Documents that answer to it whatever their words.
    pub documents: Vec<u32>,
    /// Whether it is a word that only makes a question or holds it together, which pages need not have.
    pub is_small: bool,
    /// Whether no page has it as a word or as the beginning of one.
    pub is_unknown: bool,
    /// Whether it is signs and nothing else.
    pub is_signs: bool,
    /// Whether it is one word, so that its neighbours in the query are looked for beside it.
    pub is_word: bool,
    /// The pairs of a long run of letters of a script without spaces, which are looked for where no page has the run.
    pub pairs: Vec<Slot>,
    /// How many bytes of it the pair before it ends with.
    pub overlap: usize,
}

/// Terms side by side.
#[derive(Debug, Clone)]
pub struct Sequence {
    /// What may stand at each place.
    pub places: Vec<Vec<Answering>>,
    /// How it answers where they stand side by side: not better than this, and not better than its terms.
    pub class: MatchClass,
    /// Whether it also answers, as a stem does, where they stand apart.
    pub may_be_apart: bool,
}

impl Slot {
    /// Lets a slot be answered by whatever answers to another one.
    pub fn answer_as(&mut self, other: &Slot) {
        self.terms.extend(other.terms.iter().cloned());
        self.sequences.extend(other.sequences.iter().cloned());
    }

    /// Lets a slot be answered by whatever answers to others side by side.
    pub fn answer_side_by_side(&mut self, others: Vec<&Slot>) {
        let are_found = others.iter().all(|other| !other.terms.is_empty());
        match &others[..] {
            [] => {}
            [one] => self.answer_as(one),
            others if are_found => self.sequences.push(Sequence {
                places: others.iter().map(|other| other.terms.clone()).collect(),
                class: MatchClass::Folded,
                may_be_apart: false,
            }),
            _ => {}
        }
    }

    /// A sequence of one place is a word.
    pub fn single_places_to_terms(&mut self) {
        self.sequences.retain_mut(|sequence| {
            if let [place] = &mut sequence.places[..] {
                self.terms.append(place);
                return false;
            }
            !sequence.places.is_empty()
        });
        self.tidy();
    }

    /// Leaves each term once.
    pub fn tidy(&mut self) {
        tidy(&mut self.terms);
    }
}

/// Leaves each term once, with its best class.
pub fn tidy(terms: &mut Vec<Answering>) {
    terms.sort_by_key(|answering| (answering.term, answering.class));
    terms.dedup_by(|next, first| {
        let is_same = next.term == first.term;
        if is_same && next.class == first.class {
            first.languages |= next.languages;
        }
        is_same
    });
}

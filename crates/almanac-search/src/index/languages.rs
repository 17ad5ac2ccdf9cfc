//! What a query needs to know of the languages of an index, made once for all queries.

use rustc_hash::FxHashSet;

use crate::rules::WritingRules;
use crate::small_words::{is_capitals, small_words};

/// What the languages of an index write differently, and their small words.
#[derive(Debug, Clone, Default)]
pub struct LanguageTables {
    rules: Vec<WritingRules>,
    small_words: FxHashSet<&'static str>,
}

impl LanguageTables {
    /// The tables of some languages, by their BCP 47 tags.
    pub fn of(languages: &[String]) -> Self {
        let mut rules: Vec<WritingRules> = Vec::new();
        for language in languages {
            let own = WritingRules::of(language);
            if !rules.contains(&own) {
                rules.push(own);
            }
        }
        let words = languages.iter().flat_map(|language| small_words(language));
        Self {
            rules,
            small_words: words.collect(),
        }
    }

    /// The ways in which the languages write, each once.
    pub fn rules(&self) -> &[WritingRules] {
        &self.rules
    }

    /// Whether a word is one of those that pages need not have. In capitals it is a name: `WHO`.
    pub fn is_small_word(&self, typed: &str, folded: &str) -> bool {
        !is_capitals(typed) && self.small_words.contains(folded)
    }
}

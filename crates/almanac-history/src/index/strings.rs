//! Texts by numbers: paths and ids, which come again and again.

use std::sync::Arc;

use rustc_hash::FxHashMap;

/// Texts, each with a number that it keeps.
#[derive(Debug, Default, Clone)]
pub(super) struct Strings {
    texts: Vec<Arc<str>>,
    numbers: FxHashMap<Arc<str>, u32>,
}

impl Strings {
    /// The number of a text, which it is given if it has none.
    pub fn number_of(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let number = u32::try_from(self.texts.len()).unwrap_or(u32::MAX);
        let text: Arc<str> = text.into();
        self.texts.push(text.clone());
        self.numbers.insert(text, number);
        number
    }

    /// The number of a text, if it has one.
    pub fn find(&self, text: &str) -> Option<u32> {
        self.numbers.get(text).copied()
    }

    pub fn get(&self, number: u32) -> &Arc<str> {
        &self.texts[number as usize]
    }

    pub fn len(&self) -> usize {
        self.texts.len()
    }

    /// The texts from a number on.
    pub fn from(&self, number: usize) -> impl Iterator<Item = &str> {
        self.texts[number..].iter().map(|text| &**text)
    }
}

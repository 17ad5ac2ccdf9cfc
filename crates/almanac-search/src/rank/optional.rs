//! Words that pages need not have: those that only make a question or hold it together, and those that many pages have.

/// Which share of the pages has a word that may be missing.
pub(super) const FREQUENT_SHARE: f32 = 0.3;

/// How many documents there are at least before a word counts as frequent: in a few, any word is.
pub(super) const FEWEST_DOCUMENTS: usize = 20;

/// What such a word counts beside others.
pub(super) const OPTIONAL_WEIGHT: f32 = 0.25;

//! Which words differ. Blocks are compared first, whole; those that were exchanged are paired where they are alike, and
//! compared word by word.
//!
//! The work is bounded by the sizes of the texts and by nothing else, so that the same two versions always differ in the same.

use icu_segmenter::options::{SentenceBreakInvariantOptions, WordBreakInvariantOptions};
use icu_segmenter::{
    SentenceSegmenter, SentenceSegmenterBorrowed, WordSegmenter, WordSegmenterBorrowed,
};
use similar::{Algorithm, DiffOp, capture_diff_slices};
use std::sync::LazyLock;

use crate::reader::{WHOLE_END, WHOLE_START};
use crate::{Field, Passage};

/// More blocks than these on a side are not compared one by one.
const MOST_BLOCKS: usize = 4_000;

/// Blocks of more words than these are not compared word by word.
const MOST_WORDS: usize = 3_000;

/// So many words are compared one by one in all.
const MOST_WORDS_IN_ALL: usize = 60_000;

/// How much two blocks have in common that are compared word by word.
const LEAST_LIKENESS: f64 = 0.35;

/// How many exchanged blocks on a side are paired with one another.
const MOST_PAIRED: usize = 60;

static SENTENCES: LazyLock<SentenceSegmenterBorrowed<'static>> =
    LazyLock::new(|| SentenceSegmenter::new(SentenceBreakInvariantOptions::default()));

static SEGMENTER: LazyLock<WordSegmenterBorrowed<'static>> =
    LazyLock::new(|| WordSegmenter::new_dictionary(WordBreakInvariantOptions::default()));

/// What became of the words of a page.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct TextChange {
    /// Its blocks in the order in which they are read.
    pub blocks: Vec<BlockChange>,
    /// Whether there were more than were compared, so that some blocks are shown whole.
    pub is_bounded: bool,
}

/// What became of a block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum BlockChange {
    /// So many blocks stayed as they were.
    Same(usize),
    /// One came.
    Added(Field, String),
    /// One is gone.
    Removed(Field, String),
    /// Some words of one are others.
    Changed(Field, Vec<WordChange>),
}

/// What became of some words, with the signs and spaces between them.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum WordChange {
    /// They stayed.
    Same(String),
    /// They came.
    Added(String),
    /// They are gone.
    Removed(String),
}

impl WordChange {
    fn is_empty(&self) -> bool {
        let (WordChange::Same(text) | WordChange::Added(text) | WordChange::Removed(text)) = self;
        text.is_empty()
    }
}

impl TextChange {
    /// What became of the words of one list of blocks in another.
    pub fn of(before: &[Passage], after: &[Passage]) -> Self {
        let mut change = Self::default();
        let start = before
            .iter()
            .zip(after)
            .take_while(|(one, other)| is_same(one, other))
            .count();
        let (old, new) = (&before[start..], &after[start..]);
        let end = old.iter().rev().zip(new.iter().rev());
        let end = end.take_while(|(one, other)| is_same(one, other)).count();
        let (old, new) = (&old[..old.len() - end], &new[..new.len() - end]);
        change.stay(start);
        if old.len().max(new.len()) > MOST_BLOCKS {
            change.is_bounded = true;
            change.exchange(old, new, &mut 0);
        } else {
            let texts = |all: &[Passage]| -> Vec<(Field, String)> {
                all.iter()
                    .map(|block| (block.field, block.text.clone()))
                    .collect()
            };
            let (olds, news) = (texts(old), texts(new));
            let mut words = MOST_WORDS_IN_ALL;
            for op in capture_diff_slices(Algorithm::Myers, &olds, &news) {
                match op {
                    DiffOp::Equal { len, .. } => change.stay(len),
                    op => change.exchange(&old[op.old_range()], &new[op.new_range()], &mut words),
                }
            }
        }
        change.stay(end);
        change
    }

    /// Whether nothing is another.
    pub fn is_empty(&self) -> bool {
        self.blocks
            .iter()
            .all(|block| matches!(block, BlockChange::Same(_)))
    }

    fn stay(&mut self, blocks: usize) {
        match self.blocks.last_mut() {
            _ if blocks == 0 => {}
            Some(BlockChange::Same(before)) => *before += blocks,
            _ => self.blocks.push(BlockChange::Same(blocks)),
        }
    }

    /// Some blocks stand where others stood. `words` is how many words may still be compared one by one.
    fn exchange(&mut self, old: &[Passage], new: &[Passage], words: &mut usize) {
        let pairs = match *words {
            0 => Vec::new(),
            _ => pairs(old, new),
        };
        let mut rest = old.iter().enumerate().peekable();
        for (place, block) in new.iter().enumerate() {
            let pair = pairs
                .iter()
                .find(|(_, to)| *to == place)
                .map(|(from, _)| *from);
            let Some(pair) = pair else {
                self.blocks
                    .push(BlockChange::Added(block.field, plain(&block.text)));
                continue;
            };
            while let Some((_, gone)) = rest.next_if(|(place, _)| *place < pair) {
                self.blocks
                    .push(BlockChange::Removed(gone.field, plain(&gone.text)));
            }
            rest.next();
            let change = self.word_changes(&old[pair].text, &block.text, words);
            self.blocks.push(BlockChange::Changed(block.field, change));
        }
        for (_, gone) in rest {
            self.blocks
                .push(BlockChange::Removed(gone.field, plain(&gone.text)));
        }
    }

    /// Which words of a block are others: sentence by sentence, so that no word is said to have stayed that another sentence
    /// has.
    fn word_changes(&mut self, before: &str, after: &str, words: &mut usize) -> Vec<WordChange> {
        let (old, new) = (sentences(before), sentences(after));
        let mut changes = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let (gone, come) = (old[op.old_range()].concat(), new[op.new_range()].concat());
            match op {
                DiffOp::Equal { .. } => changes.push(WordChange::Same(plain(&come))),
                _ => changes.extend(self.changes_within(&gone, &come, words)),
            }
        }
        joined(changes)
    }

    /// Which words of some sentences are others.
    fn changes_within(&mut self, before: &str, after: &str, words: &mut usize) -> Vec<WordChange> {
        let (old, new) = (pieces(before), pieces(after));
        let all = old.len() + new.len();
        if old.len().max(new.len()) > MOST_WORDS || all > *words {
            self.is_bounded = true;
            let both = [
                WordChange::Removed(plain(before)),
                WordChange::Added(plain(after)),
            ];
            return both
                .into_iter()
                .filter(|change| !change.is_empty())
                .collect();
        }
        *words -= all;
        let mut changes = Vec::new();
        for op in capture_diff_slices(Algorithm::Myers, &old, &new) {
            let gone = plain(&old[op.old_range()].concat());
            let come = plain(&new[op.new_range()].concat());
            match op {
                DiffOp::Equal { .. } => changes.push(WordChange::Same(come)),
                _ => {
                    if !gone.is_empty() {
                        changes.push(WordChange::Removed(gone));
                    }
                    if !come.is_empty() {
                        changes.push(WordChange::Added(come));
                    }
                }
            }
        }
        without_islands(changes)
    }
}

fn is_same(one: &Passage, other: &Passage) -> bool {
    one.field == other.field && one.text == other.text
}

/// Which blocks are told as others that were changed: in their order, each once.
fn pairs(old: &[Passage], new: &[Passage]) -> Vec<(usize, usize)> {
    if old.len().max(new.len()) > MOST_PAIRED {
        return Vec::new();
    }
    let words = |all: &[Passage]| -> Vec<Vec<String>> {
        all.iter().map(|block| sorted_words(&block.text)).collect()
    };
    let (olds, news) = (words(old), words(new));
    // The pairs that have most in common altogether, as of two sequences.
    let mut best = vec![vec![0.0_f64; news.len() + 1]; olds.len() + 1];
    for from in (0..olds.len()).rev() {
        for to in (0..news.len()).rev() {
            let mut most = best[from + 1][to].max(best[from][to + 1]);
            let likeness = match old[from].field == new[to].field {
                true => likeness(&olds[from], &news[to]),
                false => 0.0,
            };
            if likeness >= LEAST_LIKENESS {
                most = most.max(likeness + best[from + 1][to + 1]);
            }
            best[from][to] = most;
        }
    }
    let (mut from, mut to) = (0, 0);
    let mut pairs = Vec::new();
    while from < olds.len() && to < news.len() {
        let here = best[from][to];
        if here <= best[from + 1][to] {
            from += 1;
        } else if here <= best[from][to + 1] {
            to += 1;
        } else {
            pairs.push((from, to));
            (from, to) = (from + 1, to + 1);
        }
    }
    pairs
}

fn sorted_words(text: &str) -> Vec<String> {
    let pieces = pieces(text)
        .into_iter()
        .filter(|piece| !piece.trim().is_empty());
    let mut words: Vec<String> = pieces.take(MOST_WORDS).map(str::to_lowercase).collect();
    words.sort_unstable();
    words
}

/// How much two texts have in common, from 0 to 1, by their sorted words.
#[expect(clippy::cast_precision_loss, reason = "a share of some thousand words")]
fn likeness(one: &[String], other: &[String]) -> f64 {
    let (mut left, mut right) = (one.iter().peekable(), other.iter().peekable());
    let mut common = 0_usize;
    while let (Some(a), Some(b)) = (left.peek(), right.peek()) {
        match a.cmp(b) {
            std::cmp::Ordering::Less => drop(left.next()),
            std::cmp::Ordering::Greater => drop(right.next()),
            std::cmp::Ordering::Equal => {
                common += 1;
                left.next();
                right.next();
            }
        }
    }
    match one.len() + other.len() {
        0 => 1.0,
        all => 2.0 * common as f64 / all as f64,
    }
}

/// The words of a text by the rules of its script, and what stands between them. What is compared as a whole is one.
fn pieces(text: &str) -> Vec<&str> {
    split(text, SEGMENTER.segment_str(text))
}

/// The sentences of a text by the same rules, with the space behind them.
fn sentences(text: &str) -> Vec<&str> {
    split(text, SENTENCES.segment_str(text))
}

/// A text in pieces that end in some places, but in none within what is compared as a whole. That is a piece by itself, or within
/// a longer one.
fn split(text: &str, ends: impl Iterator<Item = usize>) -> Vec<&str> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut is_within = false;
    let mut looked_at = 0;
    for end in ends {
        for letter in text[looked_at..end].chars() {
            is_within = match letter {
                letter if WHOLE_START.starts_with(letter) => true,
                letter if WHOLE_END.starts_with(letter) => false,
                _ => is_within,
            };
        }
        looked_at = end;
        if !is_within && end > start {
            pieces.push(&text[start..end]);
            start = end;
        }
    }
    if start < text.len() {
        pieces.push(&text[start..]);
    }
    pieces
}

/// A text without the marks of what is compared as a whole.
fn plain(text: &str) -> String {
    text.replace(WHOLE_START, "").replace(WHOLE_END, "")
}

/// The same with neighbours of one sort made one.
fn joined(changes: Vec<WordChange>) -> Vec<WordChange> {
    let mut all: Vec<WordChange> = Vec::with_capacity(changes.len());
    for change in changes {
        match (all.last_mut(), &change) {
            (Some(WordChange::Same(before)), WordChange::Same(text))
            | (Some(WordChange::Added(before)), WordChange::Added(text))
            | (Some(WordChange::Removed(before)), WordChange::Removed(text)) => {
                before.push_str(text);
            }
            _ => all.push(change),
        }
    }
    all
}

/// The same without spaces alone that stayed between words that did not: `one two` that became `three four` is one change.
fn without_islands(changes: Vec<WordChange>) -> Vec<WordChange> {
    let mut joined: Vec<WordChange> = Vec::with_capacity(changes.len());
    let (mut gone, mut come) = (String::new(), String::new());
    let mut all = changes.into_iter().peekable();
    while let Some(change) = all.next() {
        match change {
            WordChange::Removed(words) => gone.push_str(&words),
            WordChange::Added(words) => come.push_str(&words),
            WordChange::Same(words) => {
                let is_island = words.trim().is_empty()
                    && !(gone.is_empty() && come.is_empty())
                    && all.peek().is_some();
                if is_island {
                    gone.push_str(&words);
                    come.push_str(&words);
                    continue;
                }
                settle(&mut joined, &mut gone, &mut come);
                joined.push(WordChange::Same(words));
            }
        }
    }
    settle(&mut joined, &mut gone, &mut come);
    joined
}

fn settle(joined: &mut Vec<WordChange>, gone: &mut String, come: &mut String) {
    // A space that was taken for an island, and nothing behind it, belongs to both sides.
    if !gone.trim().is_empty() || !come.trim().is_empty() || gone != come {
        let (gone, come) = (std::mem::take(gone), std::mem::take(come));
        let changed = [WordChange::Removed(gone), WordChange::Added(come)];
        joined.extend(changed.into_iter().filter(|change| match change {
            WordChange::Removed(words) | WordChange::Added(words) => !words.is_empty(),
            WordChange::Same(_) => false,
        }));
    } else if !gone.is_empty() {
        joined.push(WordChange::Same(std::mem::take(gone)));
        come.clear();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn blocks(texts: &[&str]) -> Vec<Passage> {
        let block = |text: &&str| Passage {
            field: Field::Text,
            anchor: None,
            text: (*text).to_owned(),
        };
        texts.iter().map(block).collect()
    }

    /// The change as text: `[-gone-]`, `{+come+}`, and `=n` for blocks that stayed.
    fn written(before: &[&str], after: &[&str]) -> Vec<String> {
        let change = TextChange::of(&blocks(before), &blocks(after));
        let block = |block: &BlockChange| match block {
            BlockChange::Same(blocks) => format!("={blocks}"),
            BlockChange::Added(_, text) => format!("+{text}"),
            BlockChange::Removed(_, text) => format!("-{text}"),
            BlockChange::Changed(_, words) => { words.iter() }
                .map(|word| match word {
                    WordChange::Same(words) => words.clone(),
                    WordChange::Added(words) => format!("{{+{words}+}}"),
                    WordChange::Removed(words) => format!("[-{words}-]"),
                })
                .collect(),
        };
        change.blocks.iter().map(block).collect()
    }

    #[test]
    fn words_that_changed_are_told_from_those_that_stayed() {
        let before = [
            "One.",
            "The hive has many thousand bees in summer.",
            "Last.",
        ];
        let after = [
            "One.",
            "The hive has some ten thousand bees in summer.",
            "Last.",
        ];
        let expected = [
            "=1",
            "The hive has [-many-]{+some ten+} thousand bees in summer.",
            "=1",
        ];
        assert_eq!(written(&before, &after), expected);
    }

    #[test]
    fn blocks_that_came_and_went_are_whole() {
        let before = ["One.", "Bees live in hives.", "Last."];
        let after = ["One.", "Glass is molten sand.", "More of that.", "Last."];
        let expected = [
            "=1",
            "+Glass is molten sand.",
            "+More of that.",
            "-Bees live in hives.",
            "=1",
        ];
        assert_eq!(written(&before, &after), expected);
        assert_eq!(written(&[], &["One."]), ["+One."]);
        assert_eq!(written(&["One."], &[]), ["-One."]);
        assert_eq!(written(&["One."], &["One."]), ["=1"]);
    }

    #[test]
    fn code_and_formulas_are_compared_whole_and_sentences_by_themselves() {
        let code = |text: &str| format!("{WHOLE_START}{text}{WHOLE_END}");
        let before = format!("So is {}. It has few words.", code("a^2 + b. C"));
        let after = format!("So is {}. It has many words.", code("a^2 + d. C"));
        assert_eq!(
            written(&[&before], &[&after]),
            ["So is [-a^2 + b. C-]{+a^2 + d. C+}. It has [-few-]{+many+} words."]
        );
        let moved = written(
            &["One stays here. Two goes. Three stays too."],
            &["Zero came. One stays here. Three stays too."],
        );
        assert_eq!(
            moved,
            ["{+Zero came. +}One stays here. [-Two goes. -]Three stays too."]
        );
    }

    #[test]
    fn words_are_those_of_the_script() {
        let found = written(&["昔は浜で火を焚いた。"], &["今は浜で火を焚いた。"]);
        assert_eq!(found, ["[-昔-]{+今+}は浜で火を焚いた。"]);
    }

    #[test]
    fn a_text_without_end_is_compared_whole() {
        let (old, new) = ("a ".repeat(1 << 20), "b ".repeat(1 << 20));
        let change = TextChange::of(&blocks(&[&old]), &blocks(&[&new]));
        assert_eq!(change.blocks.len(), 2);
        let words: Vec<String> = (0..MOST_WORDS).map(|word| format!("w{word} ")).collect();
        let (old, new) = (words.concat(), words.concat().replace("w1 ", "x "));
        let change = TextChange::of(&blocks(&[&old]), &blocks(&[&new]));
        assert!(change.is_bounded);
        let many: Vec<String> = (0..=MOST_BLOCKS).map(|block| format!("{block}")).collect();
        let many: Vec<&str> = many.iter().map(String::as_str).collect();
        let change = TextChange::of(&blocks(&many), &blocks(&["x"]));
        assert!(change.is_bounded);
    }
}

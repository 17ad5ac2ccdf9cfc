//! The ids that generators of sites give to headings: one rule each.

use std::borrow::Cow;
use std::collections::{HashMap, HashSet};

use icu_normalizer::DecomposingNormalizerBorrowed;
use icu_properties::CodePointMapData;
use icu_properties::props::{GeneralCategory, GeneralCategoryGroup};

use crate::{decode, nfc};

/// How a generator makes the id of a heading of its words.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum AnchorRule {
    /// mdBook's.
    MdBook,
    /// That of Python-Markdown, which knows ASCII alone.
    PythonMarkdown {
        /// What stands between words.
        separator: String,
    },
    /// `pymdownx.slugs`, which keeps all letters.
    Pymdown {
        /// What stands between words.
        separator: String,
        /// Whether letters are made small.
        is_lower: bool,
    },
    /// That of github-slugger: Docusaurus, Starlight, and MyST with anchors for headings.
    GitHub,
    /// That of VitePress and VuePress 2.
    MditVue,
    /// VuePress 1 counts from 2.
    VuePress1,
    /// Hugo's default.
    Hugo,
    /// Hugo's `github-ascii`.
    HugoAscii,
    /// Hugo's `blackfriday`.
    Blackfriday,
    /// That of kramdown for GitHub's Markdown, which Jekyll uses.
    KramdownGfm,
    /// That of kramdown for its own.
    Kramdown,
    /// That of docutils: Sphinx without anchors for headings.
    Docutils,
    /// Pandoc's: Quarto and bookdown.
    Pandoc,
    /// GitBook's.
    GitBook,
}

/// The ids of one page, each of them once.
#[derive(Debug, Clone)]
pub struct Anchors<'r> {
    rule: &'r AnchorRule,
    taken: HashSet<String>,
    counts: HashMap<String, usize>,
}

impl<'r> Anchors<'r> {
    /// Those of a page, by a rule.
    pub fn new(rule: &'r AnchorRule) -> Self {
        Self {
            rule,
            taken: HashSet::new(),
            counts: HashMap::new(),
        }
    }

    /// Takes note of an id that is written by hand.
    pub fn take(&mut self, id: &str) {
        self.taken.insert(id.to_owned());
    }

    /// The id of the next heading.
    pub fn of(&mut self, words: &str) -> String {
        self.behind("", words)
    }

    /// The id of the next heading, behind what a part above it gives to it.
    pub fn behind(&mut self, start: &str, words: &str) -> String {
        let id = format!("{start}{}", self.rule.id_of(words));
        let id = match self.rule {
            AnchorRule::PythonMarkdown { .. } | AnchorRule::Pymdown { .. } => self.underscored(id),
            AnchorRule::Docutils => self.numbered_by_document(id),
            _ => self.numbered(id),
        };
        self.taken.insert(id.clone());
        id
    }

    /// `a`, `a-1`, `a-2`.
    fn numbered(&mut self, id: String) -> String {
        if !self.taken.contains(&id) {
            return id;
        }
        let first = match self.rule {
            AnchorRule::VuePress1 => 2,
            _ => 1,
        };
        let count = self.counts.entry(id.clone()).or_insert(first);
        loop {
            let next = format!("{id}-{count}");
            *count += 1;
            if !self.taken.contains(&next) {
                return next;
            }
        }
    }

    /// `a`, `a_1`, `a_2`; a heading without letters is `_1`.
    fn underscored(&self, mut id: String) -> String {
        while id.is_empty() || self.taken.contains(&id) {
            let counted = id.rsplit_once('_').and_then(|(start, number)| {
                let is_number = number.bytes().all(|byte| byte.is_ascii_digit());
                let number: u64 = is_number.then(|| number.parse().ok())??;
                Some(format!("{start}_{}", number.checked_add(1)?))
            });
            id = counted.unwrap_or_else(|| format!("{id}_1"));
        }
        id
    }

    /// `a`, `id1`, `id2`.
    fn numbered_by_document(&mut self, id: String) -> String {
        if !id.is_empty() && !self.taken.contains(&id) {
            return id;
        }
        let count = self.counts.entry(String::new()).or_insert(1);
        loop {
            let next = format!("id{count}");
            *count += 1;
            if !self.taken.contains(&next) {
                return next;
            }
        }
    }
}

impl AnchorRule {
    /// The id that words make, which another heading may have too.
    pub(crate) fn id_of(&self, words: &str) -> String {
        match self {
            Self::MdBook => or(md_book(&without_dashes(words)), "section"),
            Self::PythonMarkdown { separator } => python_markdown(words, separator),
            Self::Pymdown {
                separator,
                is_lower,
            } => pymdown(words, separator, *is_lower),
            Self::GitHub => github(words),
            Self::MditVue | Self::VuePress1 => mdit_vue(words),
            Self::Hugo => or(hugo(&without_dashes(words.trim())), "heading"),
            Self::HugoAscii => {
                let plain = ascii(&without_accents(&without_dashes(words.trim())));
                or(hugo(&plain), "heading")
            }
            Self::Blackfriday => blackfriday(words),
            Self::KramdownGfm => or(github(&words.replace('\t', " ")), "section"),
            Self::Kramdown => or(kramdown(words), "section"),
            Self::Docutils => docutils(words),
            Self::Pandoc => or(pandoc(words), "section"),
            Self::GitBook => git_book(words),
        }
    }
}

fn or(id: String, nameless: &str) -> String {
    match id.is_empty() {
        true => nameless.to_owned(),
        false => id,
    }
}

/// What is left where two or three hyphens are a dash, which is no part of an id: ids are made of words that were set already.
fn without_dashes(words: &str) -> Cow<'_, str> {
    match words.contains("--") {
        true => Cow::Owned(words.replace("---", "").replace("--", "")),
        false => Cow::Borrowed(words),
    }
}

fn md_book(words: &str) -> String {
    let kept = words.chars().filter_map(|c| match c {
        '_' | '-' => Some(c),
        c if c.is_alphanumeric() => Some(c),
        c if c.is_whitespace() => Some('-'),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

fn python_markdown(words: &str, separator: &str) -> String {
    let plain = ascii(&decomposed(words));
    let kept = plain
        .chars()
        .filter(|c| is_ascii_word(*c) || c.is_whitespace() || *c == '-');
    let kept: String = kept.collect();
    let mut id = String::new();
    let mut is_between = false;
    for c in kept.trim().to_lowercase().chars() {
        match c.is_whitespace() || c == '-' {
            true if is_between => {}
            true => id.push_str(separator),
            false => id.push(c),
        }
        is_between = c.is_whitespace() || c == '-';
    }
    id
}

fn pymdown(words: &str, separator: &str, is_lower: bool) -> String {
    let composed = nfc(words);
    let kept = { composed.chars() }.filter(|c| is_word(*c) || matches!(c, '-' | ' '));
    let kept: String = kept.collect();
    let kept = match is_lower {
        true => kept.to_lowercase(),
        false => kept,
    };
    kept.trim().replace(' ', separator)
}

fn github(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' => Some('-'),
        c if is_word(c) => Some(c),
        _ => None,
    });
    kept.collect()
}

fn mdit_vue(words: &str) -> String {
    let is_special = |c: char| c.is_whitespace() || c.is_ascii_punctuation() || "“”‘’".contains(c);
    let plain = without_accents(words);
    let plain = plain
        .chars()
        .filter(|c| !matches!(c, '\0'..='\u{1f}') || c.is_whitespace());
    let mut id = String::new();
    for c in plain {
        match is_special(c) {
            true if id.ends_with('-') => {}
            true => id.push('-'),
            false => id.push(c),
        }
    }
    let id = id.trim_matches('-').to_lowercase();
    match id.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("_{id}"),
        false => id,
    }
}

fn hugo(words: &str) -> String {
    let kept = words.chars().filter_map(|c| match c {
        '_' => Some(c),
        c if is_letter_or_digit(c) => Some(c),
        c if c == '-' || c.is_whitespace() => Some('-'),
        _ => None,
    });
    kept.flat_map(char::to_lowercase).collect()
}

fn blackfriday(words: &str) -> String {
    let mut id = String::new();
    let mut is_between = false;
    for c in words.chars() {
        if !c.is_alphanumeric() {
            is_between = true;
            continue;
        }
        if is_between && !id.is_empty() {
            id.push('-');
        }
        is_between = false;
        id.extend(c.to_lowercase());
    }
    id
}

fn kramdown(words: &str) -> String {
    let start = words.find(|c: char| c.is_ascii_alphabetic());
    let words = start.map_or("", |start| &words[start..]);
    let kept = words.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        c if c.is_ascii_alphanumeric() || c == '-' => Some(c.to_ascii_lowercase()),
        _ => None,
    });
    kept.collect()
}

/// Letters that docutils spells in ASCII, and that NFKD leaves as they are.
const SPELT: [(char, &str); 9] = [
    ('ß', "sz"),
    ('æ', "ae"),
    ('œ', "oe"),
    ('ø', "o"),
    ('đ', "d"),
    ('ħ', "h"),
    ('ı', "i"),
    ('ł', "l"),
    ('ŧ', "t"),
];

fn docutils(words: &str) -> String {
    let lower = words.to_lowercase();
    let mut spelt = String::with_capacity(lower.len());
    for c in lower.chars() {
        match SPELT.iter().find(|(letter, _)| *letter == c) {
            Some((_, letters)) => spelt.push_str(letters),
            None => spelt.push(c),
        }
    }
    let plain = ascii(&decomposed(&spelt));
    let mut id = String::new();
    for c in plain.chars() {
        match c.is_ascii_alphanumeric() {
            true => id.push(c),
            false if id.ends_with('-') => {}
            false => id.push('-'),
        }
    }
    let id = id.trim_start_matches(|c: char| c == '-' || c.is_ascii_digit());
    id.trim_end_matches('-').to_owned()
}

fn pandoc(words: &str) -> String {
    let kept = words
        .chars()
        .filter(|c| is_letter_or_number(*c) || matches!(c, '_' | '-' | '.') || c.is_whitespace());
    let kept: String = kept.collect::<String>().to_lowercase();
    let words: Vec<&str> = kept.split_whitespace().collect();
    let id = words.join("-");
    let start = id.find(char::is_alphabetic);
    start.map_or(String::new(), |start| id[start..].to_owned())
}

fn git_book(words: &str) -> String {
    let lower = words.to_lowercase();
    let kept = lower.chars().filter_map(|c| match c {
        ' ' => Some('-'),
        '-' | '.' => Some(c),
        c if is_word(c) => Some(c),
        _ => None,
    });
    let id: String = kept.collect();
    match id.starts_with(|c: char| c.is_ascii_digit()) {
        true => format!("id-{id}"),
        false => id,
    }
}

fn decomposed(text: &str) -> String {
    const NFKD: DecomposingNormalizerBorrowed<'static> = DecomposingNormalizerBorrowed::new_nfkd();
    NFKD.normalize(text).into_owned()
}

/// In NFKD, without the accents that then stand by themselves.
fn without_accents(text: &str) -> String {
    let decomposed = decomposed(text);
    let kept = decomposed
        .chars()
        .filter(|c| !matches!(c, '\u{300}'..='\u{36f}'));
    kept.collect()
}

fn ascii(text: &str) -> String {
    text.chars().filter(char::is_ascii).collect()
}

fn is_ascii_word(c: char) -> bool {
    c.is_ascii_alphanumeric() || c == '_'
}

/// Letters, marks, digits and what joins words.
fn is_word(c: char) -> bool {
    if c.is_ascii() {
        return is_ascii_word(c);
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    c.is_alphabetic()
        || GeneralCategoryGroup::Mark.contains(category)
        || matches!(
            category,
            GeneralCategory::DecimalNumber | GeneralCategory::ConnectorPunctuation
        )
}

/// Letters and decimal digits alone, as Go has them.
fn is_letter_or_digit(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Letter.contains(category) || category == GeneralCategory::DecimalNumber
}

/// Letters and all numbers, without the marks that stand on them, as Haskell has them.
fn is_letter_or_number(c: char) -> bool {
    let category = CodePointMapData::<GeneralCategory>::new().get(c);
    GeneralCategoryGroup::Letter.contains(category)
        || GeneralCategoryGroup::Number.contains(category)
}

/// A fragment as fragments are compared: generators and browsers write one id in several ways.
pub fn fragment_key(fragment: &str) -> String {
    nfc(&decode(fragment)).to_string()
}

#[cfg(test)]
mod tests;

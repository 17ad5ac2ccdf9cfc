//! Pages of which the query, or a part of it, is a name.

use std::cmp::Reverse;

use rustc_hash::FxHashMap;
use strsim::osa_distance;

use super::slot::Slot;
use crate::index::{DocumentNumber, Index, NameKey, NameWords};

/// How a query names a page. A smaller one is better.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum NameMatch {
    /// It is the title as it is written.
    Title,
    /// It has the words of the title.
    LooseTitle,
    /// It is another name of the page as it is written.
    Alias,
    /// It has the words of another name.
    LooseAlias,
    /// It has the words of the title or of another name, and only one of both has signs: `C` and `C++`.
    OtherSigns,
    /// It is the title but for small words: `what is a token`.
    TitleInQuestion,
    /// It is another name but for small words.
    AliasInQuestion,
    /// It is the title or another name but for small words and signs.
    OtherSignsInQuestion,
    /// It differs from a name by a letter or two, and no page has all its words.
    Near,
    /// It is no name of the page.
    None,
}

/// A part of a query that is a name of a page.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) struct NamedPart {
    /// The words of the query that it is made of, a bit each.
    pub words: u32,
    /// Which name: the words of the title, those of another one, or those of one that has other signs.
    pub name: NameMatch,
}

/// The pages that a query names, each in the best way.
pub(super) fn named(
    index: &Index,
    query: &str,
    slots: &[Slot],
) -> FxHashMap<DocumentNumber, NameMatch> {
    let mut named = FxHashMap::default();
    let mut add = |key: Option<NameKey>, title: NameMatch, alias: NameMatch| {
        let names = key.map_or(&[][..], |key| index.documents().named(&key));
        for name in names {
            let way = if name.is_title { title } else { alias };
            let best = named.entry(name.document).or_insert(way);
            *best = (*best).min(way);
        }
    };
    let mut add_words = |words: &NameWords, title, alias, other: NameMatch| {
        add(NameKey::loose(words), title, alias);
        add(NameKey::other_signs(words), other, other);
    };
    let all = words_of(slots.iter());
    add_words(
        &all,
        NameMatch::LooseTitle,
        NameMatch::LooseAlias,
        NameMatch::OtherSigns,
    );
    let large = words_of(slots.iter().filter(|slot| !slot.is_small));
    if large != all {
        add_words(
            &large,
            NameMatch::TitleInQuestion,
            NameMatch::AliasInQuestion,
            NameMatch::OtherSignsInQuestion,
        );
    }
    add(NameKey::exact(query), NameMatch::Title, NameMatch::Alias);
    if slots.iter().any(|slot| slot.is_unknown) {
        for document in near_names(index, &large.plain) {
            named.entry(document).or_insert(NameMatch::Near);
        }
    }
    named
}

/// The words of slots as those of one name.
fn words_of<'s>(slots: impl Iterator<Item = &'s Slot>) -> NameWords {
    let mut words = NameWords::default();
    slots.for_each(|slot| words.push(&slot.name));
    words
}

/// The parts of a query, of words side by side, that are names of pages; of each page the longest.
pub(super) fn named_parts(index: &Index, slots: &[Slot]) -> FxHashMap<DocumentNumber, NamedPart> {
    let mut parts: FxHashMap<DocumentNumber, NamedPart> = FxHashMap::default();
    for start in 0..slots.len() {
        let mut words = NameWords::default();
        let mut bits = 0;
        for (number, slot) in slots.iter().enumerate().skip(start) {
            if slot.name.is_empty() {
                break;
            }
            words.push(&slot.name);
            bits |= 1 << number;
            for (document, name) in names_with(index, &words) {
                let part = NamedPart { words: bits, name };
                let best = parts.entry(document).or_insert(part);
                let worth = |part: &NamedPart| (part.words.count_ones(), Reverse(part.name));
                if worth(&part) > worth(best) {
                    *best = part;
                }
            }
        }
    }
    parts
}

/// The documents of which some words are a name, with or without its signs.
fn names_with<'i>(
    index: &'i Index,
    words: &NameWords,
) -> impl Iterator<Item = (DocumentNumber, NameMatch)> + use<'i> {
    let names = |key: Option<NameKey>| {
        let names = key.map_or(&[][..], |key| index.documents().named(&key));
        names.iter()
    };
    let loose = names(NameKey::loose(words)).map(|name| match name.is_title {
        true => (name.document, NameMatch::LooseTitle),
        false => (name.document, NameMatch::LooseAlias),
    });
    let other = names(NameKey::other_signs(words));
    loose.chain(other.map(|name| (name.document, NameMatch::OtherSigns)))
}

/// The documents with a name that differs from some words by a letter, or by two where it is long. Digits are the same.
fn near_names(index: &Index, words: &str) -> Vec<DocumentNumber> {
    const SHORTEST: usize = 4;
    const LONG: usize = 8;
    let letters = words.chars().count();
    let Some(first) = words.chars().next().filter(|_| letters >= SHORTEST) else {
        return Vec::new();
    };
    let most = if letters >= LONG { 2 } else { 1 };
    let digits = |text: &str| {
        text.chars()
            .filter(char::is_ascii_digit)
            .collect::<String>()
    };
    let wanted = digits(words);
    let names = NameKey::beginnings(first).into_iter().flat_map(|start| {
        let names = index.documents().names_from(&start);
        names.take_while(move |(key, _)| key.starts_with(&start))
    });
    let near = names.filter(|(key, _)| {
        let (_, name) = NameKey::parts(key);
        name.len().abs_diff(words.len()) <= most * 4
            && osa_distance(name, words) <= most
            && digits(name) == wanted
    });
    near.flat_map(|(_, names)| names.iter().map(|name| name.document))
        .collect()
}

//! The dictionary of a site's files: all terms in the order of their folded forms, with where they stand, in pieces.
//!
//! A piece is found by the word alone: the list of the files says with which word each begins. So the postings of all words
//! of a query are there after one round trip. What belongs together by its stem is kept in one piece where that
//! can be, as the browser learns from the term that was typed which others have its stem.

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use rustc_hash::FxHashMap;

use super::SMALL_SITE;
use super::beginnings::{WideBeginning, wide_beginnings};
use super::bytes::{ByteWriter, PieceHash};
use super::positions::BlockPositions;
use super::stem_groups::{StemGroups, StemKey, TermStem};
use crate::index::{Index, NameKey, Term, TermNumber};

/// How many bytes a piece has, before it is compressed to about two thirds.
pub(super) const PIECE_BYTES: usize = 5 * 1024;

/// The longest list of postings whose positions are in the piece. Of longer ones, which are those of the most
/// frequent words, they are a file of their own, which only phrases need.
const MOST_BYTES_WITH_POSITIONS: usize = 16 * 1024;

/// What follows a beginning where it stands for all its terms.
const BEHIND_TERM: char = '\0';

/// What stands in the dictionary.
pub(super) struct Item<'i> {
    /// What it is found by.
    key: Cow<'i, str>,
    content: Content<'i>,
    bytes: usize,
}

enum Content<'i> {
    Term(TermNumber),
    /// All terms that begin with the key before its last character, as one.
    Beginning(WideBeginning),
    /// A name of pages, with the documents that bear it.
    Name(SpelledName),
    /// The identity of a work, with the documents that cite it.
    Address(&'i [u32]),
}

/// A name of pages, in one or more of the forms in which names are compared.
struct SpelledName {
    /// The forms, a bit each.
    forms: u8,
    /// The documents, and whether it is their title.
    documents: Vec<(u32, bool)>,
}

/// A piece of the dictionary.
pub(super) struct DictionaryPiece {
    /// A text that is at or before its first key, and behind the last one of the piece before.
    pub start: String,
    items: Range<usize>,
}

/// The positions of a frequent term.
pub(super) struct LongPositions {
    pub term: TermNumber,
    pub bytes: Vec<u8>,
}

/// The dictionary, cut into pieces.
pub(super) struct Dictionary<'i> {
    index: &'i Index,
    positions: &'i BlockPositions,
    items: Vec<Item<'i>>,
    groups: StemGroups,
    piece_of_item: Vec<u32>,
    item_of_term: FxHashMap<TermNumber, u32>,
    pub pieces: Vec<DictionaryPiece>,
}

impl<'i> Dictionary<'i> {
    pub fn of(index: &'i Index, positions: &'i BlockPositions) -> Self {
        let items = items(index);
        let item_of_term: FxHashMap<TermNumber, u32> = items
            .iter()
            .zip(0..)
            .filter_map(|(item, number)| match item.content {
                Content::Term(term) => Some((term, number)),
                _ => None,
            })
            .collect();
        let terms = items.iter().filter_map(|item| match item.content {
            Content::Term(term) => Some(term),
            _ => None,
        });
        let groups = StemGroups::of(index, terms);
        let covered = groups.covered(&item_of_term, items.len());
        let pieces = cut_into_pieces(&items, &covered);
        let mut piece_of_item = Vec::with_capacity(items.len());
        for (number, piece) in pieces.iter().enumerate() {
            piece_of_item.extend(piece.items.clone().map(|_| number as u32));
        }
        Self {
            index,
            positions,
            items,
            groups,
            piece_of_item,
            item_of_term,
            pieces,
        }
    }

    /// How words become stems in each language of the index.
    pub fn stem_rules(&self) -> Vec<Vec<(String, String)>> {
        let languages = (0..).zip(self.index.documents().languages());
        let rules = languages.map(|(language, _)| self.groups.rules(self.index, language));
        rules.collect()
    }

    /// The words that have one stem and stand in different pieces. Who looks for one of them loads the pieces of the others at
    /// once, and not when its own says that there are others.
    pub fn parted_stems(&self) -> BTreeSet<BTreeSet<&str>> {
        let place =
            |term: &TermNumber| Some(self.piece_of_item[*self.item_of_term.get(term)? as usize]);
        let parted = self.groups.all_members().filter(|members| {
            let pieces: BTreeSet<u32> = members.iter().filter_map(place).collect();
            pieces.len() > 1
        });
        let folded = |term: &TermNumber| self.index.terms().get(*term).folded();
        parted
            .map(|members| members.iter().map(folded).collect())
            .collect()
    }

    /// The positions that are files of their own.
    pub fn long_positions(&self) -> Vec<LongPositions> {
        let terms = self.items.iter().filter_map(|item| match item.content {
            Content::Term(term) if is_long(self.index.terms().get(term)) => Some(term),
            _ => None,
        });
        let positions = terms.map(|term| {
            let mut writer = ByteWriter::default();
            self.write_positions(&mut writer, term);
            LongPositions {
                term,
                bytes: writer.into_bytes(),
            }
        });
        positions.collect()
    }

    /// The bytes of a piece. `long` names the files of positions.
    pub fn bytes_of(&self, piece: usize, long: &FxHashMap<TermNumber, PieceHash>) -> Vec<u8> {
        let items = &self.items[self.pieces[piece].items.clone()];
        let terms: Vec<TermNumber> = items
            .iter()
            .filter_map(|item| match item.content {
                Content::Term(term) => Some(term),
                _ => None,
            })
            .collect();
        let mut writer = ByteWriter::default();
        self.write_words(&mut writer, &terms);
        self.write_stems(&mut writer, piece as u32, &terms);
        self.write_postings(&mut writer, &terms, long);
        write_beginnings(&mut writer, items);
        write_names(&mut writer, items);
        write_addresses(&mut writer, items);
        writer.into_bytes()
    }

    fn write_words(&self, writer: &mut ByteWriter, terms: &[TermNumber]) {
        let all = self.index.terms();
        writer.count(terms.len());
        let mut before = "";
        for term in terms {
            let folded = all.get(*term).folded();
            writer.text_after(folded, before);
            before = folded;
        }
        for term in terms {
            let term = all.get(*term);
            let is_same = *term.typed == *term.folded();
            writer.text(if is_same { "" } else { &term.typed });
        }
        for term in terms {
            let term = all.get(*term);
            writer.byte(u8::from(term.is_pair) | u8::from(is_long(term)) << 1);
        }
    }

    /// Which stems the terms have, and in which other pieces others have the same.
    fn write_stems(&self, writer: &mut ByteWriter, piece: u32, terms: &[TermNumber]) {
        let mut elsewhere: BTreeMap<StemKey, Vec<u32>> = BTreeMap::new();
        for term in terms {
            let folded = self.index.terms().get(*term).folded();
            let stems = self.groups.of_term(*term);
            writer.count(stems.len());
            for TermStem {
                language,
                stem,
                is_member,
            } in stems
            {
                writer.byte(language << 1 | u8::from(*is_member));
                writer.text_after(stem, folded);
                let key = (*language, stem.clone());
                let members = self.groups.members(&key).iter();
                let pieces =
                    members.map(|term| self.piece_of_item[self.item_of_term[term] as usize]);
                let others: BTreeSet<u32> = pieces.filter(|other| *other != piece).collect();
                if !others.is_empty() {
                    elsewhere.insert(key, others.into_iter().collect());
                }
            }
        }
        writer.count(elsewhere.len());
        for ((language, stem), pieces) in elsewhere {
            writer.byte(language);
            writer.text(&stem);
            writer.count(pieces.len());
            for piece in pieces {
                writer.number(piece);
            }
        }
    }

    /// Where the terms stand: each sort of number by itself, as like follows like then.
    fn write_postings(
        &self,
        writer: &mut ByteWriter,
        terms: &[TermNumber],
        long: &FxHashMap<TermNumber, PieceHash>,
    ) {
        let all = self.index.terms();
        for term in terms {
            writer.count(all.get(*term).postings.len());
        }
        for term in terms {
            let mut before = 0;
            for posting in all.get(*term).postings.iter() {
                writer.number(posting.document - before);
                before = posting.document;
            }
        }
        for term in terms {
            let term = all.get(*term);
            for posting in term.postings.iter() {
                writer.byte(match is_long(term) {
                    // A word that is everywhere says little about any page: a sixteenth of it can't be told apart.
                    true => posting.impact & 0xf0 | 0x08,
                    false => posting.impact,
                });
            }
        }
        for term in terms {
            match long.get(term) {
                Some(hash) => writer.raw(hash),
                None => self.write_positions(writer, *term),
            }
        }
    }

    fn write_positions(&self, writer: &mut ByteWriter, term: TermNumber) {
        let postings = &self.index.terms().get(term).postings;
        for posting in postings.iter() {
            writer.count(posting.positions().count());
        }
        for posting in postings.iter() {
            let mut before = 0;
            for position in self.positions.in_blocks(posting) {
                writer.number(position - before);
                before = position;
            }
        }
    }
}

/// Whether the positions of a term are a file of their own.
fn is_long(term: &Term) -> bool {
    term.postings.bytes() > MOST_BYTES_WITH_POSITIONS
}

/// All that stands in the dictionary, in order.
fn items(index: &Index) -> Vec<Item<'_>> {
    let all = index.terms();
    let terms = all
        .from("")
        .filter(|(_, term)| all.get(*term).postings.len() > 0);
    let sized: Vec<(&str, TermNumber, usize)> = terms
        .map(|(key, number)| {
            let term = all.get(number);
            let long = if is_long(term) {
                term.postings.len() * 5 / 2
            } else {
                term.postings.bytes()
            };
            (key, number, long + 8)
        })
        .collect();
    let sizes = sized.iter().map(|(key, _, bytes)| (*key, *bytes));
    let is_small = index.documents().rows().len() <= SMALL_SITE;
    let most_pieces = if is_small { 8 } else { 2 };
    let wide = wide_beginnings(index, sizes, most_pieces * PIECE_BYTES);
    let items = sized.into_iter().map(|(key, number, bytes)| Item {
        key: key.into(),
        content: Content::Term(number),
        bytes,
    });
    let mut items: Vec<Item<'_>> = items.collect();
    items.extend(wide.into_iter().map(|(start, beginning)| Item {
        bytes: beginning.documents.len() * 5 / 2,
        // Behind the term that is spelled so, which may be looked for alone.
        key: format!("{start}{BEHIND_TERM}").into(),
        content: Content::Beginning(beginning),
    }));
    items.extend(names(index));
    items.extend(
        index
            .documents()
            .addresses()
            .map(|(address, documents)| Item {
                key: address.into(),
                bytes: 12 + documents.len() * 2,
                content: Content::Address(documents),
            }),
    );
    items.sort_by(|one, other| {
        (&*one.key, one.content.place()).cmp(&(&*other.key, other.content.place()))
    });
    items
}

/// The names of pages. They stand behind the term that is their first word. Most are the same in two forms.
fn names(index: &Index) -> impl Iterator<Item = Item<'_>> {
    let mut names: BTreeMap<&str, Vec<SpelledName>> = BTreeMap::new();
    for (key, bearers) in index.documents().names() {
        let (form, text) = NameKey::parts(key);
        let mut documents: Vec<(u32, bool)> = bearers
            .iter()
            .map(|name| (name.document, name.is_title))
            .collect();
        documents.sort_unstable();
        documents.dedup();
        let spelled = names.entry(text).or_default();
        match spelled.iter_mut().find(|name| name.documents == documents) {
            Some(name) => name.forms |= form,
            None => spelled.push(SpelledName {
                forms: form,
                documents,
            }),
        }
    }
    names.into_iter().flat_map(|(text, spelled)| {
        spelled.into_iter().map(move |name| Item {
            key: format!("{text} ").into(),
            bytes: 6 + text.len() / 2,
            content: Content::Name(name),
        })
    })
}

impl Content<'_> {
    fn place(&self) -> u8 {
        match self {
            Self::Term(_) => 0,
            Self::Beginning(_) => 1,
            Self::Name(_) => 2,
            Self::Address(_) => 3,
        }
    }
}

/// Cuts where a piece has its size, if possible not between terms of one stem. What is large by itself is alone, so that
/// nobody who looks for its neighbours must load it.
fn cut_into_pieces(items: &[Item<'_>], is_within_group: &[bool]) -> Vec<DictionaryPiece> {
    let mut pieces = Vec::new();
    let mut start = 0;
    let mut bytes = 0;
    for (number, item) in items.iter().enumerate() {
        let is_large = item.bytes > PIECE_BYTES / 2 && bytes > PIECE_BYTES / 3;
        let wants_cut =
            bytes >= PIECE_BYTES || is_large || bytes + item.bytes > PIECE_BYTES * 3 / 2;
        let may_cut = number > start && items[number - 1].key != item.key;
        let must_cut = bytes + item.bytes >= 2 * PIECE_BYTES;
        if may_cut && wants_cut && (must_cut || !is_within_group[number]) {
            pieces.push(piece(items, start..number));
            (start, bytes) = (number, 0);
        }
        bytes += item.bytes;
    }
    if start < items.len() {
        pieces.push(piece(items, start..items.len()));
    }
    pieces
}

/// A piece with the shortest text that is behind all keys before it.
fn piece(items: &[Item<'_>], range: Range<usize>) -> DictionaryPiece {
    let first = &*items[range.start].key;
    let before = range
        .start
        .checked_sub(1)
        .map_or("", |before| &*items[before].key);
    let mut ends = first
        .char_indices()
        .map(|(at, character)| at + character.len_utf8());
    let end = ends.find(|end| &first[..*end] > before);
    DictionaryPiece {
        start: first[..end.unwrap_or(first.len())].to_owned(),
        items: range,
    }
}

fn write_beginnings(writer: &mut ByteWriter, items: &[Item<'_>]) {
    let wide: Vec<(&str, &WideBeginning)> = items
        .iter()
        .filter_map(|item| match &item.content {
            Content::Beginning(wide) => Some((&*item.key, wide)),
            _ => None,
        })
        .collect();
    writer.count(wide.len());
    for (key, wide) in wide {
        writer.text(key.trim_end_matches(BEHIND_TERM));
        writer.count(wide.documents.len());
        let mut before = 0;
        for (document, _) in &wide.documents {
            writer.number(document - before);
            before = *document;
        }
        for (_, strength) in &wide.documents {
            writer.byte(*strength);
        }
    }
}

fn write_names(writer: &mut ByteWriter, items: &[Item<'_>]) {
    let names: Vec<(&str, &SpelledName)> = items
        .iter()
        .filter_map(|item| match &item.content {
            Content::Name(name) => Some((&*item.key, name)),
            _ => None,
        })
        .collect();
    writer.count(names.len());
    let mut before = "";
    for (key, _) in &names {
        writer.text_after(key, before);
        before = key;
    }
    for (_, name) in names {
        writer.byte(name.forms);
        writer.count(name.documents.len());
        for (document, is_title) in &name.documents {
            writer.number(document << 1 | u32::from(*is_title));
        }
    }
}

fn write_addresses(writer: &mut ByteWriter, items: &[Item<'_>]) {
    let addresses: Vec<(&str, &[u32])> = items
        .iter()
        .filter_map(|item| match &item.content {
            Content::Address(documents) => Some((&*item.key, *documents)),
            _ => None,
        })
        .collect();
    writer.count(addresses.len());
    let mut before = "";
    for (key, _) in &addresses {
        writer.text_after(key, before);
        before = key;
    }
    for (_, documents) in addresses {
        writer.count(documents.len());
        let mut last = 0;
        for document in documents {
            writer.number(document - last);
            last = *document;
        }
    }
}

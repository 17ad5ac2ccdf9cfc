//! The texts of pages, of which results show passages: a file for each page, several where its text is long.
//!
//! Each file has the page's title and address too, and those of its other depths, so that a hit needs one file, that of its best
//! passage.

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::ops::Range;

use almanac_locale::{Locale, Punctuation};
use rayon::prelude::*;
use rustc_hash::{FxHashMap, FxHashSet};
use serde_json::Value;

use super::bytes::{ByteWriter, deflated};
use super::folders::{Folder, shared_out};
use super::positions::BlockPositions;
use crate::cut::cut;
use crate::document::{Field, Passage, SearchDocument, SearchSubject};
use crate::index::{PASSAGE_GAP, number_of_level};
use crate::rules::WritingRules;

/// How many bytes of text a file has, about.
const BLOCK_BYTES: usize = 2 * 1024;

/// How many pages share a folder, about and at most.
const PAGES_IN_FOLDER: u8 = 32;
const MOST_PAGES_IN_FOLDER: usize = 128;

/// A part of the text of a document: its passages from one to before another.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Block {
    from: usize,
    to: usize,
}

/// The texts of all documents, cut into blocks and shared out to folders.
pub(super) struct Pages<'d> {
    documents: &'d [SearchDocument],
    sets_punctuation: bool,
    /// The texts of one page in one language at its depths, the easiest first, where there are several.
    depths: FxHashMap<(&'d SearchSubject, &'d str), Vec<&'d SearchDocument>>,
    blocks: Vec<Vec<Block>>,
    folders: Vec<Range<usize>>,
}

impl<'d> Pages<'d> {
    pub fn of(documents: &'d [SearchDocument], sets_punctuation: bool) -> Self {
        let blocks = documents
            .par_iter()
            .map(|document| blocks_of(&document.passages));
        Self {
            documents,
            sets_punctuation,
            depths: by_depth(documents),
            blocks: blocks.collect(),
            folders: shared_out(
                documents.iter().map(SearchDocument::title),
                PAGES_IN_FOLDER,
                MOST_PAGES_IN_FOLDER,
            ),
        }
    }

    /// Where the blocks begin in the positions of the index.
    pub fn positions(&self) -> BlockPositions {
        let pairs = self.documents.par_iter().zip(&self.blocks);
        let (starts, longest): (Vec<Box<[u32]>>, Vec<u32>) = pairs
            .map(|(document, blocks)| starts_of(document, blocks))
            .unzip();
        BlockPositions::new(starts, longest.into_iter().max().unwrap_or(0))
    }

    /// Writes all files, and gives the folders in order. `href` tells the address of a page from the site's root, `facts` what
    /// it states.
    pub fn write<E: Send>(
        &self,
        href: &(impl Fn(&SearchDocument) -> String + Sync),
        facts: &(impl Fn(&SearchDocument) -> Option<Value> + Sync),
        write: &(impl Fn(&str, &[u8]) -> Result<(), E> + Sync),
    ) -> Result<Vec<Folder>, E> {
        let folders = self.folders.par_iter().map(|folder| {
            let mut files = self.texts_of(folder.clone(), href);
            files.push(("facts".to_owned(), self.facts_of(folder.clone(), facts)));
            Folder::write_files(super::PAGES, files, folder.len(), write)
        });
        folders.collect()
    }

    /// The files of the texts of a folder, with their names.
    fn texts_of(
        &self,
        folder: Range<usize>,
        href: &impl Fn(&SearchDocument) -> String,
    ) -> Vec<(String, Vec<u8>)> {
        let mut files = Vec::new();
        for (place, number) in folder.enumerate() {
            let document = &self.documents[number];
            let depths = self.other_depths(document, href);
            let href = href(document);
            for (block_number, block) in self.blocks[number].iter().enumerate() {
                let set = |field: Field, text: &'d str| -> Cow<'d, str> {
                    let locale = Locale::of(&document.language);
                    Punctuation::line(locale, text, self.sets_punctuation && field.is_as_typed())
                };
                let bytes = deflated(&block_bytes(document, *block, &href, &depths, &set));
                let name = match block_number {
                    0 => place.to_string(),
                    _ => format!("{place}-{block_number}"),
                };
                files.push((name, bytes));
            }
        }
        files
    }

    /// The other depths of the page of a document, in its language: the level of each, and its address.
    fn other_depths(
        &self,
        document: &SearchDocument,
        href: &impl Fn(&SearchDocument) -> String,
    ) -> Vec<(u8, String)> {
        let key = (&document.subject, &*document.language);
        let depths = self.depths.get(&key).map_or(&[][..], Vec::as_slice).iter();
        let others = depths.filter(|other| other.depth != document.depth);
        others
            .map(|other| (other.level.map_or(0, number_of_level), href(other)))
            .collect()
    }

    /// What the pages of a folder state, by their places in it. Only who asks for a fact loads it.
    fn facts_of(
        &self,
        folder: Range<usize>,
        facts: &impl Fn(&SearchDocument) -> Option<Value>,
    ) -> Vec<u8> {
        let stated = folder
            .enumerate()
            .filter_map(|(place, number)| Some((place, facts(&self.documents[number])?)));
        let stated: BTreeMap<usize, Value> = stated.collect();
        deflated(&serde_json::to_vec(&stated).expect("facts are texts"))
    }
}

/// The texts of pages that are told at several depths.
fn by_depth(
    documents: &[SearchDocument],
) -> FxHashMap<(&SearchSubject, &str), Vec<&SearchDocument>> {
    let with_depths = documents.iter().filter(|document| document.depth.is_some());
    let with_depths: FxHashSet<&SearchSubject> =
        with_depths.map(|document| &document.subject).collect();
    let mut texts: FxHashMap<_, Vec<&SearchDocument>> = FxHashMap::default();
    for document in documents {
        if with_depths.contains(&document.subject) {
            let key = (&document.subject, &*document.language);
            texts.entry(key).or_default().push(document);
        }
    }
    for texts in texts.values_mut() {
        texts.sort_by_key(|document| (document.level.is_none(), document.level));
    }
    texts
}

/// Parts of about the same size, none without a passage.
fn blocks_of(passages: &[Passage]) -> Vec<Block> {
    let total: usize = passages.iter().map(|passage| passage.text.len()).sum();
    let wanted = total.div_ceil(BLOCK_BYTES).max(1);
    let size = total.div_ceil(wanted);
    let mut blocks = Vec::with_capacity(wanted);
    let (mut from, mut bytes) = (0, 0);
    for (number, passage) in passages.iter().enumerate() {
        let length = passage.text.len();
        if number > from && bytes + length / 2 > size {
            blocks.push(Block { from, to: number });
            (from, bytes) = (number, 0);
        }
        bytes += length;
    }
    blocks.push(Block {
        from,
        to: passages.len(),
    });
    blocks
}

/// The positions at which the blocks after the first begin, and how many positions the longest block has at most.
fn starts_of(document: &SearchDocument, blocks: &[Block]) -> (Box<[u32]>, u32) {
    if blocks.len() < 2 {
        // No word is shorter than a byte.
        let bytes = document
            .passages
            .iter()
            .map(|passage| passage.text.len() as u32);
        let most = bytes.map(|bytes| bytes + PASSAGE_GAP).sum();
        return (Box::default(), most);
    }
    let rules = WritingRules::of(&document.language);
    let mut position = 0;
    let mut starts = Vec::with_capacity(blocks.len());
    for (number, passage) in document.passages.iter().enumerate() {
        if blocks.iter().any(|block| block.from == number) {
            starts.push(position);
        }
        let tokens = cut(&passage.text, &rules);
        position += tokens.last().map_or(0, |token| token.position + 1) + PASSAGE_GAP;
    }
    let ends = starts.iter().skip(1).copied().chain([position]);
    let longest = starts
        .iter()
        .zip(ends)
        .map(|(start, end)| end - start)
        .max();
    (starts[1..].into(), longest.unwrap_or(0))
}

/// The file of a block. `set` gives a text as it is shown.
fn block_bytes<'d>(
    document: &'d SearchDocument,
    block: Block,
    href: &str,
    depths: &[(u8, String)],
    set: &impl Fn(Field, &'d str) -> Cow<'d, str>,
) -> Vec<u8> {
    let mut writer = ByteWriter::default();
    writer.text(&set(Field::Title, document.title()));
    writer.text(href);
    writer.text(document.kind.as_deref().unwrap_or_default());
    writer.byte(document.level.map_or(0, number_of_level));
    writer.count(depths.len());
    for (level, href) in depths {
        writer.byte(*level);
        writer.text(href);
    }
    let before = document.passages[..block.from].iter();
    let heading = before.rev().find(|passage| passage.field == Field::Heading);
    writer.text(heading.map_or("", |heading| &heading.text));
    let above = heading.and_then(|heading| heading.anchor.as_deref());
    writer.text(above.unwrap_or_default());
    let passages = &document.passages[block.from..block.to];
    writer.count(passages.len());
    let mut before = "";
    for passage in passages {
        let anchor = passage.anchor.as_deref().unwrap_or_default();
        writer.text_after(anchor, before);
        before = anchor;
    }
    for passage in passages {
        writer.byte(passage.field as u8);
        writer.text(&set(passage.field, &passage.text));
    }
    writer.into_bytes()
}

//! The files by which a site without a server is searched, and the browser's half of search reads them
//! (`assets/scripts/engine.js` of `almanac-render`).
//!
//! A query costs three round trips. The first brings the script and the list (`list.rs`), which names all other files; the
//! second the pieces of the dictionary in which the words of the query are, with the documents in which they stand; the
//! third the texts of the twenty pages that are shown. All files but the list are named by the hash of what is in them, so
//! they may be kept for good, and a new deploy never mixes with an old one.

mod beginnings;
mod bytes;
mod dictionary;
mod documents;
mod endings;
mod folders;
mod list;
mod near_words;
mod pages;
mod positions;
mod stem_groups;

use std::collections::BTreeMap;

use rayon::prelude::*;
use rustc_hash::FxHashMap;
use serde_json::Value;

use self::bytes::{PieceHash, deflated, hex, piece_hash};
use self::dictionary::Dictionary;
use self::documents::DocumentRows;
use self::folders::{Folder, shared_out};
use self::list::{FileList, PieceList};
use self::near_words::NearWords;
use self::pages::Pages;
use crate::answer::QuestionWords;
use crate::document::{SearchDocument, SearchSubject};
use crate::index::{Index, NameKey, TermNumber};

/// The folder of the pieces.
const PIECES: &str = "search/pieces/";
/// The list of the files, the only one whose name stays the same.
pub const LIST_FILE: &str = "search/index.bin";
/// How many pieces of the dictionary share a folder, about and at most.
const PIECES_IN_FOLDER: u8 = 8;
const MOST_PIECES_IN_FOLDER: usize = 32;
/// How many documents a site has at most of which the files say exactly what they say about of a larger one, as that is little.
const SMALL_SITE: usize = 2000;
/// The folder of the texts of pages.
const PAGES: &str = "search/pages/";

/// Whether a file of a site is one of search that is named by the hash of what is in it, and so never changes.
pub fn is_search_piece(name: &str) -> bool {
    name.starts_with(PIECES) || name.starts_with(PAGES)
}

/// What a site says in a language of the interface: what kinds, topics and what pages are in are called, by their names in
/// documents, and what is requested.
#[derive(Debug, Clone, Default, serde::Serialize)]
pub struct SearchLabels {
    /// The language of the interface, a BCP 47 tag.
    #[serde(skip)]
    pub language: String,
    /// Kinds of entries, and the other sorts of pages.
    pub kind: BTreeMap<String, String>,
    /// Levels.
    pub level: BTreeMap<String, String>,
    /// Languages.
    #[serde(rename = "language")]
    pub languages: BTreeMap<String, String>,
    /// Topics.
    pub topic: BTreeMap<String, String>,
    /// Threads, entries and paths.
    #[serde(rename = "in")]
    pub within: BTreeMap<String, String>,
    /// What makes a query a question for a fact, if pages state any.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub question: Option<QuestionWords>,
    /// What is linked to and not written.
    #[serde(skip)]
    pub requested: Vec<RequestedPage>,
}

/// A page that is linked to and not written.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct RequestedPage {
    /// What it is called.
    pub title: String,
    /// Where it leads, from the site's root.
    pub href: String,
}

/// What a site's files say of a page beside its text.
pub trait SitePages: Sync {
    /// Its address from the site's root.
    fn href(&self, document: &SearchDocument) -> String;

    /// What it states, as `answers.js` of `almanac-render` reads it; `None` if that is nothing.
    fn facts(&self, document: &SearchDocument) -> Option<Value>;

    /// Whether pages show quotation marks and apostrophes as their language has them.
    fn sets_punctuation(&self) -> bool;
}

/// Writes the files by which documents are found in a browser. The same documents give the same files.
///
/// `write` gets the name of a file from the site's root, and its bytes; it may be called by several threads.
///
/// # Errors
/// Whatever `write` fails with.
pub fn write_search_files<E: Send>(
    mut documents: Vec<SearchDocument>,
    labels: &[SearchLabels],
    site: &impl SitePages,
    write: impl Fn(&str, &[u8]) -> Result<(), E> + Sync,
) -> Result<(), E> {
    // In this order what is equally good is shown: documents need not say it then.
    documents
        .sort_by(|one, other| (one.title(), &one.subject).cmp(&(other.title(), &other.subject)));
    let mut index = Index::default();
    for document in &documents {
        index.add(document);
    }
    let pages = Pages::of(&documents, site.sets_punctuation());
    let positions = pages.positions();
    let href = |document: &SearchDocument| site.href(document);
    let facts = |document: &SearchDocument| site.facts(document);
    let folders = pages.write(&href, &facts, &write)?;
    let pieces = Pieces { write: &write };
    let dictionary = Dictionary::of(&index, &positions);
    let long = dictionary.long_positions().into_par_iter();
    let long = long.map(|long| Ok((long.term, pieces.put(&long.bytes)?)));
    let long: FxHashMap<TermNumber, PieceHash> = long.collect::<Result<_, E>>()?;
    let words: Vec<&str> = dictionary
        .pieces
        .iter()
        .map(|piece| &*piece.start)
        .collect();
    let words = pieces.put_all(words, |piece| dictionary.bytes_of(piece, &long))?;
    let near = NearWords::of(&index);
    let near_words: Vec<&str> = near.pieces.iter().map(|piece| &*piece.start).collect();
    let near_words = pieces.put_all(near_words, |piece| near.bytes_of(piece))?;
    let rows = DocumentRows::of(&index);
    let put_labels = |labels: &'_ SearchLabels| {
        Ok([
            pieces.put_json(labels)?,
            pieces.put_json(&labels.requested)?,
        ])
    };
    let label_files: Vec<[PieceHash; 2]> =
        labels.iter().map(put_labels).collect::<Result<_, E>>()?;
    let list = FileList {
        languages: index.documents().languages(),
        stem_rules: dictionary.stem_rules(),
        documents: documents.len(),
        bits_of_positions: positions.bits,
        rows: pieces.put(&rows.bytes())?,
        places: pieces.put(&rows.places())?,
        labels: labels
            .iter()
            .map(|labels| &*labels.language)
            .zip(label_files)
            .collect(),
        names: pieces.put_json(&names_of(&index))?,
        slugs: pieces.put_json(&slugs_of(&index))?,
        folders: &folders,
        words,
        parted_stems: dictionary.parted_stems(),
        near: near_words,
    };
    write(LIST_FILE, &deflated(&list.bytes()))
}

/// Writes pieces, each named by its hash.
struct Pieces<'w, W> {
    write: &'w W,
}

impl<W> Pieces<'_, W> {
    /// Writes a piece and gives the hash that names it.
    fn put<E>(&self, bytes: &[u8]) -> Result<PieceHash, E>
    where
        W: Fn(&str, &[u8]) -> Result<(), E>,
    {
        let bytes = deflated(bytes);
        let hash = piece_hash(&bytes);
        (self.write)(&format!("{PIECES}{}.bin", hex(hash)), &bytes)?;
        Ok(hash)
    }

    fn put_json<E>(&self, said: &impl serde::Serialize) -> Result<PieceHash, E>
    where
        W: Fn(&str, &[u8]) -> Result<(), E>,
    {
        self.put(&serde_json::to_vec(said).expect("it is texts and numbers"))
    }

    /// Writes pieces that are in order, given by where each begins.
    fn put_all<'l, E: Send>(
        &self,
        starts: Vec<&'l str>,
        bytes: impl Fn(usize) -> Vec<u8> + Sync,
    ) -> Result<PieceList<'l>, E>
    where
        W: Fn(&str, &[u8]) -> Result<(), E> + Sync,
    {
        let folders = shared_out(
            starts.iter().copied(),
            PIECES_IN_FOLDER,
            MOST_PIECES_IN_FOLDER,
        );
        let folders = folders.into_par_iter().map(|folder| {
            let count = folder.len();
            let files = folder.enumerate();
            let files = files.map(|(place, piece)| (place.to_string(), deflated(&bytes(piece))));
            Folder::write_files(PIECES, files.collect(), count, self.write)
        });
        Ok(PieceList {
            folders: folders.collect::<Result<_, E>>()?,
            starts,
        })
    }
}

/// The slugs of entries and threads, each with the first document of its page.
fn slugs_of(index: &Index) -> BTreeMap<&str, u32> {
    let mut slugs = BTreeMap::new();
    for number in 0..index.documents().rows().len() as u32 {
        if let SearchSubject::Entry(slug) | SearchSubject::Thread(slug) =
            index.documents().subject_of(number)
        {
            slugs.entry(slug.as_str()).or_insert(number);
        }
    }
    slugs
}

/// The names of pages as they are compared, each with the documents that bear it.
fn names_of(index: &Index) -> BTreeMap<&str, Vec<u32>> {
    let names = index.documents().names();
    let loose = names.filter_map(|(key, names)| match NameKey::parts(key) {
        (NameKey::LOOSE, name) => Some((name, names)),
        _ => None,
    });
    loose
        .map(|(name, names)| (name, names.iter().map(|name| name.document).collect()))
        .collect()
}

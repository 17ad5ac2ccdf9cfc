//! The documents of an index: what is known of each without its text.

use std::collections::BTreeMap;
use std::ops::Bound;

use almanac_model::Level;
use rustc_hash::FxHashMap;

use super::languages::LanguageTables;
use super::names::NameKey;
use super::postings::DocumentNumber;
use super::rank_rows::RankRows;
use super::terms::LanguageNumber;
use crate::document::{SearchDocument, SearchSubject};

/// A page that documents are about, at whatever depth and in whatever language.
pub type SubjectNumber = u32;

/// A kind, topic or the like, by which results are narrowed.
pub type ValueNumber = u32;

/// What is known of a document.
#[derive(Debug, Clone, serde::Serialize, serde::Deserialize)]
pub struct DocumentRow {
    /// The page.
    pub subject: SubjectNumber,
    /// Its depth, numbered as levels are; 0 for the original.
    pub depth: u8,
    /// The language of its text.
    pub language: LanguageNumber,
    /// Whether it is a translation.
    pub is_translation: bool,
    /// Whether it is yet to be written.
    pub is_stub: bool,
    /// Whether it is no longer part of the index.
    pub is_removed: bool,
    /// The kind of an entry, or the sort of another page.
    pub kind: ValueNumber,
    /// Its level, from 1; 0 where it has none.
    pub level: u8,
    /// Its topics.
    pub topics: Box<[ValueNumber]>,
    /// What it is in.
    pub within: Box<[ValueNumber]>,
    /// How many pages link to it.
    pub linked_from: u32,
    /// Its title.
    pub title: Box<str>,
}

impl DocumentRow {
    /// Its level, if it has one.
    pub fn level_named(&self) -> Option<Level> {
        level_of_number(self.level)
    }

    /// Its depth, if it is not that of the original.
    pub fn depth_named(&self) -> Option<Level> {
        level_of_number(self.depth)
    }
}

/// A name of a page: its title or another one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Name {
    /// The document.
    pub document: DocumentNumber,
    /// Whether it is the title.
    pub is_title: bool,
}

/// The documents, and the tables of what they have in common.
#[derive(Debug, Clone, Default, serde::Serialize, serde::Deserialize)]
pub struct Documents {
    rows: Vec<DocumentRow>,
    subjects: Vec<SearchSubject>,
    languages: Vec<String>,
    values: Vec<String>,
    /// The pages that bear each name, by the text of its [`NameKey`].
    names: BTreeMap<Box<str>, Vec<Name>>,
    /// Documents by the works that they cite.
    by_address: BTreeMap<Box<str>, Vec<DocumentNumber>>,
    live: u32,
    /// Whether one of them is or was at another depth than its original.
    #[serde(skip)]
    has_depths: bool,
    #[serde(skip)]
    numbers: Numbers,
    /// The language of each document, or [`REMOVED`]: what is asked of each posting lies close together.
    #[serde(skip)]
    marks: Vec<u8>,
    #[serde(skip)]
    rank_rows: RankRows,
    #[serde(skip)]
    tables: LanguageTables,
}

/// The mark of a document that is no longer part of the index. No language has this number.
const REMOVED: u8 = u8::MAX;

/// Tells the texts of all pages apart: the page, the depth and the language.
type TextKey = (SubjectNumber, u8, LanguageNumber);

/// The numbers that were given, to find them by what they stand for.
#[derive(Debug, Clone, Default)]
struct Numbers {
    subjects: FxHashMap<SearchSubject, SubjectNumber>,
    values: FxHashMap<String, ValueNumber>,
    documents: FxHashMap<TextKey, DocumentNumber>,
}

impl Documents {
    /// Makes the tables that are not kept in the file.
    pub fn number_again(&mut self) {
        let subjects = self.subjects.iter().cloned().zip(0..).collect();
        let values = self.values.iter().cloned().zip(0..).collect();
        let rows = self.rows.iter().zip(0..).filter(|(row, _)| !row.is_removed);
        let documents = rows.map(|(row, number)| ((row.subject, row.depth, row.language), number));
        self.numbers = Numbers {
            documents: documents.collect(),
            subjects,
            values,
        };
        self.has_depths = self.rows.iter().any(|row| row.depth != 0);
        let mark = |row: &DocumentRow| {
            if row.is_removed {
                REMOVED
            } else {
                row.language
            }
        };
        self.marks = self.rows.iter().map(mark).collect();
        self.rank_rows = RankRows::default();
        for row in &self.rows {
            self.rank_rows.push(row, is_source(&self.subjects, row));
        }
        self.tables = LanguageTables::of(&self.languages);
    }

    /// Adds a document's row; one of the same page at the same depth and in the same language is removed.
    pub fn push(&mut self, document: &SearchDocument) -> DocumentNumber {
        let subject = self.subject(&document.subject);
        let language = self.language(&document.language);
        let number = self.rows.len() as DocumentNumber;
        let kind = document.kind.as_deref();
        let kind = self.value(kind.unwrap_or(document.subject.sort()));
        let topics = document
            .topics
            .iter()
            .map(|topic| self.value(topic.as_str()));
        let topics = topics.collect();
        let within = document
            .within
            .iter()
            .map(|name| self.value(name))
            .collect();
        let depth = document.depth.map_or(0, number_of_level);
        let row = DocumentRow {
            subject,
            depth,
            language,
            is_translation: document.is_translation,
            is_stub: document.is_stub,
            is_removed: false,
            kind,
            level: document.level.map_or(0, number_of_level),
            topics,
            within,
            linked_from: document.linked_from,
            title: document.title().into(),
        };
        self.rank_rows.push(&row, is_source(&self.subjects, &row));
        self.rows.push(row);
        self.marks.push(language);
        self.live += 1;
        self.has_depths |= depth != 0;
        let key = (subject, depth, language);
        if let Some(before) = self.numbers.documents.insert(key, number) {
            self.remove_row(before);
        }
        for address in &document.addresses {
            let documents = self.by_address.entry(address.as_str().into()).or_default();
            documents.push(number);
        }
        number
    }

    /// Removes a page at all its depths, in all its languages or in one.
    pub fn remove(&mut self, subject: &SearchSubject, language: Option<&str>) {
        let Some(subject) = self.numbers.subjects.get(subject).copied() else {
            return;
        };
        for (number, tag) in self.languages.clone().iter().enumerate() {
            if language.is_some_and(|language| language != tag) {
                continue;
            }
            for depth in DEPTHS {
                let key = (subject, depth, number as LanguageNumber);
                if let Some(document) = self.numbers.documents.remove(&key) {
                    self.remove_row(document);
                }
            }
        }
    }

    fn remove_row(&mut self, document: DocumentNumber) {
        self.rows[document as usize].is_removed = true;
        self.marks[document as usize] = REMOVED;
        self.live -= 1;
    }

    /// The same without the documents that were removed; `numbers` gives the others their new numbers.
    pub fn compacted(&self, numbers: &[Option<DocumentNumber>]) -> Self {
        let number = |document: &DocumentNumber| numbers[*document as usize];
        let names = self.names.iter().map(|(key, names)| {
            let names = names.iter().filter_map(|name| {
                let document = number(&name.document)?;
                Some(Name { document, ..*name })
            });
            (key.clone(), names.collect::<Vec<_>>())
        });
        let addresses = self.by_address.iter().map(|(address, documents)| {
            let documents = documents.iter().filter_map(number);
            (address.clone(), documents.collect::<Vec<_>>())
        });
        let rows = self.rows.iter().filter(|row| !row.is_removed);
        let mut compacted = Self {
            rows: rows.cloned().collect(),
            subjects: self.subjects.clone(),
            languages: self.languages.clone(),
            values: self.values.clone(),
            names: names.filter(|(_, names)| !names.is_empty()).collect(),
            by_address: addresses
                .filter(|(_, documents)| !documents.is_empty())
                .collect(),
            live: self.live,
            ..Self::default()
        };
        compacted.number_again();
        compacted
    }

    /// Sets how many pages link to a page.
    pub fn set_linked_from(&mut self, subject: &SearchSubject, linked_from: u32) {
        let Some(subject) = self.numbers.subjects.get(subject).copied() else {
            return;
        };
        for language in 0..self.languages.len() {
            for depth in DEPTHS {
                let key = (subject, depth, language as LanguageNumber);
                if let Some(document) = self.numbers.documents.get(&key) {
                    self.rows[*document as usize].linked_from = linked_from;
                    self.rank_rows.set_linked_from(*document, linked_from);
                }
            }
        }
    }

    /// Adds a name of a document.
    pub fn add_name(&mut self, key: &NameKey, name: Name) {
        let names = self.names.entry(key.as_str().into()).or_default();
        names.push(name);
    }

    /// All rows, those of removed documents among them.
    pub fn rows(&self) -> &[DocumentRow] {
        &self.rows
    }

    /// The row of a document.
    #[inline]
    pub fn row(&self, document: DocumentNumber) -> &DocumentRow {
        &self.rows[document as usize]
    }

    /// The other documents of the page of a document in its language: at other depths.
    pub fn other_depths(
        &self,
        document: DocumentNumber,
    ) -> impl Iterator<Item = DocumentNumber> + '_ {
        let row = self.row(document);
        let depths = DEPTHS.into_iter().filter(|depth| *depth != row.depth);
        depths.filter_map(|depth| {
            let key = (row.subject, depth, row.language);
            self.numbers.documents.get(&key).copied()
        })
    }

    /// Whether a page may have several documents: in several languages, or at several depths.
    pub fn has_versions(&self) -> bool {
        self.languages.len() > 1 || self.has_depths
    }

    /// Whether a document is there, and in one of some languages, given as a bit each.
    #[inline]
    pub fn is_there_in(&self, document: DocumentNumber, languages: u64) -> bool {
        let mark = self.marks[document as usize];
        mark != REMOVED && languages >> (mark % 64) & 1 == 1
    }

    /// What is asked of every document that was found.
    #[inline]
    pub fn rank_rows(&self) -> &RankRows {
        &self.rank_rows
    }

    /// What the languages write differently, and their small words.
    pub fn tables(&self) -> &LanguageTables {
        &self.tables
    }

    /// How many documents there are.
    pub fn live(&self) -> usize {
        self.live as usize
    }

    /// How many documents were removed, and still take room.
    pub fn removed(&self) -> usize {
        self.rows.len() - self.live as usize
    }

    /// The page of a document.
    pub fn subject_of(&self, document: DocumentNumber) -> &SearchSubject {
        &self.subjects[self.row(document).subject as usize]
    }

    /// All languages, by their numbers.
    pub fn languages(&self) -> &[String] {
        &self.languages
    }

    /// The words of a value.
    pub fn value_name(&self, value: ValueNumber) -> &str {
        &self.values[value as usize]
    }

    /// How many values there are: their numbers are below that.
    pub fn values(&self) -> usize {
        self.values.len()
    }

    /// The number of a value, if any document has it or had it.
    pub fn find_value(&self, name: &str) -> Option<ValueNumber> {
        self.numbers.values.get(name).copied()
    }

    /// The documents that bear a name.
    pub fn named(&self, key: &NameKey) -> &[Name] {
        self.names.get(key.as_str()).map_or(&[], Vec::as_slice)
    }

    /// All names.
    pub fn names(&self) -> impl Iterator<Item = (&str, &[Name])> {
        self.names
            .iter()
            .map(|(key, names)| (&**key, names.as_slice()))
    }

    /// The names from one on, in order.
    pub fn names_from<'d>(
        &'d self,
        start: &str,
    ) -> impl Iterator<Item = (&'d str, &'d [Name])> + use<'d> {
        let names = self
            .names
            .range::<str, _>((Bound::Included(start), Bound::Unbounded));
        names.map(|(key, names)| (&**key, names.as_slice()))
    }

    /// The documents that cite a work, by its address.
    pub fn citing(&self, address: &str) -> &[DocumentNumber] {
        self.by_address.get(address).map_or(&[], Vec::as_slice)
    }

    /// All addresses of works with the documents that cite them.
    pub fn addresses(&self) -> impl Iterator<Item = (&str, &[DocumentNumber])> {
        let rows = self.by_address.iter();
        rows.map(|(address, documents)| (&**address, documents.as_slice()))
    }

    /// The number of a language, given if it has none. An index tells 64 languages apart; all further ones count as the last.
    pub fn language(&mut self, tag: &str) -> LanguageNumber {
        let known = self.languages.iter().position(|known| known == tag);
        let number = known.unwrap_or_else(|| {
            if self.languages.len() < 64 {
                self.languages.push(tag.to_owned());
                self.tables = LanguageTables::of(&self.languages);
            }
            self.languages.len() - 1
        });
        number as LanguageNumber
    }

    fn subject(&mut self, subject: &SearchSubject) -> SubjectNumber {
        if let Some(number) = self.numbers.subjects.get(subject) {
            return *number;
        }
        let number = self.subjects.len() as SubjectNumber;
        self.subjects.push(subject.clone());
        self.numbers.subjects.insert(subject.clone(), number);
        number
    }

    fn value(&mut self, name: &str) -> ValueNumber {
        if let Some(number) = self.numbers.values.get(name) {
            return *number;
        }
        let number = self.values.len() as ValueNumber;
        self.values.push(name.to_owned());
        self.numbers.values.insert(name.to_owned(), number);
        number
    }
}

fn is_source(subjects: &[SearchSubject], row: &DocumentRow) -> bool {
    matches!(subjects[row.subject as usize], SearchSubject::Source(_))
}

/// The numbers of depths in rows.
const DEPTHS: [u8; 1 + Level::ALL.len()] = [0, 1, 2, 3];

fn level_of_number(number: u8) -> Option<Level> {
    let place = usize::from(number).checked_sub(1)?;
    Level::ALL.get(place).copied()
}

/// The number of a level in rows: 0 is none.
pub fn number_of_level(level: Level) -> u8 {
    1 + Level::ALL
        .iter()
        .position(|known| *known == level)
        .unwrap_or(0) as u8
}

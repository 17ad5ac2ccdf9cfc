//! What ranking and narrowing ask of every document that was found, close together: for frequent words they ask of nearly
//! all of them.

use super::documents::{DocumentRow, SubjectNumber, ValueNumber};
use super::postings::DocumentNumber;
use super::terms::LanguageNumber;

/// What is asked of every document that was found.
#[derive(Debug, Clone, Copy)]
pub struct RankRow {
    /// The page.
    pub subject: SubjectNumber,
    /// The kind of an entry, or the sort of another page.
    pub kind: ValueNumber,
    /// How many pages link to it.
    pub linked_from: u32,
    /// The language of its text.
    pub language: LanguageNumber,
    /// Its depth, numbered as levels are; 0 for the original.
    pub depth: u8,
    /// Its level, from 1; 0 where it has none.
    pub level: u8,
    /// Whether it is yet to be written.
    pub is_stub: bool,
    /// Whether it is a source.
    pub is_source: bool,
    /// Where its topics begin among all values, and what it is in, and where that ends.
    topics: u32,
    within: u32,
    end: u32,
}

/// The rows of all documents, by their numbers.
#[derive(Debug, Clone, Default)]
pub struct RankRows {
    rows: Vec<RankRow>,
    values: Vec<ValueNumber>,
}

impl RankRows {
    /// Adds the row of the next document.
    pub fn push(&mut self, row: &DocumentRow, is_source: bool) {
        let topics = self.values.len() as u32;
        self.values.extend_from_slice(&row.topics);
        let within = self.values.len() as u32;
        self.values.extend_from_slice(&row.within);
        self.rows.push(RankRow {
            subject: row.subject,
            kind: row.kind,
            linked_from: row.linked_from,
            language: row.language,
            depth: row.depth,
            level: row.level,
            is_stub: row.is_stub,
            is_source,
            topics,
            within,
            end: self.values.len() as u32,
        });
    }

    /// Sets how many pages link to the page of a document.
    pub fn set_linked_from(&mut self, document: DocumentNumber, linked_from: u32) {
        self.rows[document as usize].linked_from = linked_from;
    }

    /// The row of a document.
    #[inline]
    pub fn row(&self, document: DocumentNumber) -> &RankRow {
        &self.rows[document as usize]
    }

    /// The topics of a row.
    #[inline]
    pub fn topics(&self, row: &RankRow) -> &[ValueNumber] {
        &self.values[row.topics as usize..row.within as usize]
    }

    /// What the document of a row is in, itself first.
    #[inline]
    pub fn within(&self, row: &RankRow) -> &[ValueNumber] {
        &self.values[row.within as usize..row.end as usize]
    }
}

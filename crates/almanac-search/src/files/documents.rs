//! What is known of each document without its text: by this results are put in order, counted and narrowed.

use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::bytes::ByteWriter;
use crate::document::SearchSubject;
use crate::index::{DocumentRow, Index, ValueNumber};

/// The rows of all documents, and the names of what they have in common.
pub(super) struct DocumentRows<'i> {
    index: &'i Index,
    /// The numbers of names in the files, by the numbers of the index.
    values: BTreeMap<ValueNumber, u32>,
}

impl<'i> DocumentRows<'i> {
    /// The names of pages themselves are left out of what pages are in: each would narrow the results to that page alone.
    pub fn of(index: &'i Index) -> Self {
        let rows = index.documents().rows();
        let mut kept: BTreeSet<ValueNumber> = BTreeSet::new();
        let mut first_within: FxHashMap<ValueNumber, u32> = FxHashMap::default();
        for row in rows {
            kept.insert(row.kind);
            kept.extend(&row.topics);
            for value in &row.within {
                let subject = *first_within.entry(*value).or_insert(row.subject);
                if subject != row.subject
                    || index.documents().value_name(*value).starts_with("path:")
                {
                    kept.insert(*value);
                }
            }
        }
        let values = kept.into_iter().zip(0..).collect();
        Self { index, values }
    }

    /// What every query needs: which documents are of one page, their languages and depths, about how much they are linked to.
    pub fn bytes(&self) -> Vec<u8> {
        let documents = self.index.documents();
        let rows = documents.rows();
        let mut writer = ByteWriter::default();
        writer.count(rows.len());
        for number in 0..rows.len() as u32 {
            let sort = sort_number(documents.subject_of(number));
            let row = documents.row(number);
            writer.number(u32::from(row.is_stub) | u32::from(row.is_translation) << 1 | sort << 2);
        }
        column(&mut writer, rows, |row| u32::from(row.language));
        column(&mut writer, rows, |row| u32::from(row.depth));
        // Links decide only between documents that are equally good otherwise. About how many there are is a quarter of the
        // bytes.
        column(&mut writer, rows, |row| {
            u32::BITS - row.linked_from.leading_zeros()
        });
        write_subjects(&mut writer, rows);
        writer.into_bytes()
    }

    /// Kinds, levels, topics, and what pages are in: needed to count what results can be narrowed to.
    pub fn places(&self) -> Vec<u8> {
        let rows = self.index.documents().rows();
        let mut writer = ByteWriter::default();
        writer.count(self.values.len());
        for value in self.values.keys() {
            writer.text(self.index.documents().value_name(*value));
        }
        column(&mut writer, rows, |row| {
            self.values.get(&row.kind).copied().unwrap_or(0)
        });
        column(&mut writer, rows, |row| u32::from(row.level));
        self.write_lists(&mut writer, rows, |row| &row.topics);
        self.write_lists(&mut writer, rows, |row| &row.within);
        writer.into_bytes()
    }

    fn write_lists(
        &self,
        writer: &mut ByteWriter,
        rows: &[DocumentRow],
        list: impl Fn(&DocumentRow) -> &[ValueNumber],
    ) {
        let kept = |row| list(row).iter().filter_map(|value| self.values.get(value));
        for row in rows {
            writer.count(kept(row).count());
        }
        for row in rows {
            kept(row).for_each(|value| writer.number(*value));
        }
    }
}

fn column(writer: &mut ByteWriter, rows: &[DocumentRow], value: impl Fn(&DocumentRow) -> u32) {
    for row in rows {
        writer.number(value(row));
    }
}

/// Of each document how far before it the first one of the same page stands, 0 for the first.
fn write_subjects(writer: &mut ByteWriter, rows: &[DocumentRow]) {
    let mut first: FxHashMap<u32, u32> = FxHashMap::default();
    for (row, number) in rows.iter().zip(0..) {
        let first = *first.entry(row.subject).or_insert(number);
        writer.number(number - first);
    }
}

/// The number of a sort of page, by which the browser knows it (`document-rows.js`).
fn sort_number(subject: &SearchSubject) -> u32 {
    match subject {
        SearchSubject::Entry(_) => 0,
        SearchSubject::Thread(_) => 1,
        SearchSubject::Path(_) => 2,
        SearchSubject::Topic(_) => 3,
        SearchSubject::Source(_) => 4,
    }
}

//! What is known of each document without its text: by this results are put in order, counted and narrowed.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use rustc_hash::FxHashMap;

use super::SMALL_SITE;
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
        let about_each = rows.iter().zip(0..).map(|(row, number)| {
            let sort = sort_number(documents.subject_of(number));
            let flags = u32::from(row.is_stub) | u32::from(row.is_translation) << 1 | sort << 2;
            vec![flags, u32::from(row.language), u32::from(row.depth)]
        });
        write_groups(&mut writer, about_each);
        // Links decide only between documents that are equally good otherwise. About how many there are is a quarter of the
        // bytes.
        let is_small = rows.len() <= SMALL_SITE;
        column(&mut writer, rows, |row| match is_small {
            true => row.linked_from,
            false => u32::BITS - row.linked_from.leading_zeros(),
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
        let kinds = rows.iter().map(|row| {
            let kind = self.values.get(&row.kind).copied().unwrap_or(0);
            vec![kind, u32::from(row.level)]
        });
        write_groups(&mut writer, kinds);
        write_groups(&mut writer, rows.iter().map(|row| self.kept(&row.topics)));
        write_groups(&mut writer, rows.iter().map(|row| self.kept(&row.within)));
        writer.into_bytes()
    }

    fn kept(&self, values: &[ValueNumber]) -> Vec<u32> {
        let kept = values.iter().filter_map(|value| self.values.get(value));
        kept.copied().collect()
    }
}

/// Numbers of each row, of which most have the same as others: those that there are, and then which each row has.
/// That is a sixth smaller than the numbers themselves.
fn write_groups(writer: &mut ByteWriter, of_rows: impl Iterator<Item = Vec<u32>>) {
    let of_rows: Vec<Vec<u32>> = of_rows.collect();
    let mut often: BTreeMap<&[u32], usize> = BTreeMap::new();
    for group in &of_rows {
        *often.entry(group).or_default() += 1;
    }
    let mut groups: Vec<(&[u32], usize)> = often.into_iter().collect();
    // What is frequent has a number of one byte.
    groups.sort_by_key(|(_, count)| Reverse(*count));
    writer.count(groups.len());
    for (group, _) in &groups {
        writer.count(group.len());
        group.iter().for_each(|number| writer.number(*number));
    }
    let places: FxHashMap<&[u32], u32> = { groups.iter().zip(0..) }
        .map(|((group, _), place)| (*group, place))
        .collect();
    for group in &of_rows {
        writer.number(places[&**group]);
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

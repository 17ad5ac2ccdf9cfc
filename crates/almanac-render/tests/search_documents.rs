//! What is searched of an almanac that is edited step by step is at each step what is searched of it made anew.

#![expect(clippy::unwrap_used, reason = "a test that can't go on fails")]

mod edits;

use std::collections::BTreeMap;
use std::sync::Arc;

use almanac_compile::{Compiler, Touched};
use almanac_model::Snapshot;
use almanac_search::{
    ChangedSubjects, SearchDocument, SearchSubject, documents_of_subject, fingerprints_of,
    link_counts_of, subjects_of,
};

use edits::{Edit, Edited, with_sequences};

/// What is searched, as somebody keeps it who is only told what has changed.
struct Kept {
    changed: ChangedSubjects,
    documents: BTreeMap<SearchSubject, (u64, Vec<SearchDocument>)>,
}

impl Kept {
    fn begin(snapshot: &Arc<Snapshot>) -> Self {
        Self {
            changed: ChangedSubjects::of(snapshot.clone()),
            documents: documents(snapshot),
        }
    }

    fn follow(&mut self, snapshot: &Arc<Snapshot>) {
        let changes = self.changed.after(snapshot.clone());
        for subject in &changes.removed {
            assert!(self.documents.remove(subject).is_some(), "{subject:?}");
        }
        for (subject, fingerprint) in changes.subjects {
            let made = documents_of_subject(snapshot, &subject);
            self.documents.insert(subject, (fingerprint, made));
        }
        for (subject, count) in changes.link_counts {
            for document in &mut self
                .documents
                .get_mut(&subject)
                .unwrap_or_else(|| panic!("{subject:?} is not searched"))
                .1
            {
                document.linked_from = count;
            }
        }
    }
}

/// The documents of a snapshot, made anew.
fn documents(snapshot: &Snapshot) -> BTreeMap<SearchSubject, (u64, Vec<SearchDocument>)> {
    let fingerprints = fingerprints_of(snapshot);
    let subjects = subjects_of(snapshot).into_iter();
    let documents = subjects.map(|subject| {
        let made = documents_of_subject(snapshot, &subject);
        (subject.clone(), (fingerprints[&subject], made))
    });
    let documents: BTreeMap<_, _> = documents.collect();
    assert_eq!(documents.len(), fingerprints.len());
    for (subject, count) in link_counts_of(snapshot) {
        let made = &documents[&subject].1;
        assert!(
            made.iter().all(|made| made.linked_from == count),
            "{subject:?}"
        );
    }
    documents
}

/// Compares what is kept with what is made anew, after each edit.
fn follow(sequence: &[Edit]) {
    let mut edited = Edited::begin();
    let mut compiler = Compiler::default();
    let mut compile = |edited: &Edited, touched: &Touched| {
        let compiled = compiler.compile(&edited.tree(), &edited.options, touched);
        compiled.unwrap().snapshot
    };
    let mut kept = Kept::begin(&compile(&edited, &Touched::Anything));
    for edit in sequence {
        let touched = edited.make(edit);
        let snapshot = compile(&edited, &Touched::Files(touched));
        kept.follow(&snapshot);
        assert_eq!(kept.documents, documents(&snapshot), "after {edit:?}");
    }
}

#[test]
fn documents_follow_edits() {
    with_sequences(60, follow);
}

#[test]
fn documents_follow_a_title_that_was_a_heading() {
    follow(&[
        Edit::Write(0, vec![], vec![0, 28]),
        Edit::Rename(1, 2),
        Edit::Reword(0, 1, 0),
        Edit::Write(3, vec![], vec![]),
    ]);
}

#[test]
fn documents_follow_a_depth_whose_original_is_named_otherwise() {
    follow(&[Edit::Write(4, vec![29], vec![]), Edit::Reword(9, 0, 11)]);
}

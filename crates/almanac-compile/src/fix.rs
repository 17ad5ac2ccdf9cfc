//! Mends what can be mended without a person.

use std::collections::BTreeMap;

use almanac_model::{Edit, FilePath};

use crate::compiled::Compiled;
use crate::output::ReadSource;
use crate::permanent_ids::missing_ids;

/// The new texts of the files that fixes change: those of diagnostics, and
/// permanent ids where there are none yet. Edits that overlap others wait for the next round.
pub fn fixed_files(compiled: &Compiled, read_source: ReadSource<'_>) -> BTreeMap<FilePath, String> {
    let from_diagnostics = compiled
        .report
        .diagnostics
        .iter()
        .filter_map(|d| d.fix.as_ref())
        .map(|fix| fix.edits.clone());
    // A folder that is read as it is keeps the fields that its own program writes.
    let is_plain = compiled.snapshot.config().content.layout.is_plain();
    let ids = (!is_plain).then(|| missing_ids(&compiled.snapshot));
    let ids = ids.into_iter().flatten().map(|edit| vec![edit]);
    let mut accepted: BTreeMap<FilePath, FileEdits> = BTreeMap::new();
    for edits in from_diagnostics.chain(ids) {
        let is_free = |edit: &Edit| {
            let others = accepted.get(&edit.file);
            others.is_none_or(|others| others.leave_room_for(edit))
        };
        if edits.iter().all(is_free) {
            for edit in edits {
                accepted.entry(edit.file.clone()).or_default().add(edit);
            }
        }
    }
    accepted
        .into_iter()
        .filter_map(|(file, edits)| Some((file.clone(), edits.apply(&read_source(&file)?))))
        .collect()
}

/// Edits of one file, none of which overlaps another: by where they start.
#[derive(Default)]
struct FileEdits(BTreeMap<usize, Edit>);

impl FileEdits {
    /// Whether an edit changes no byte that one of these changes. Two that start at one place are in each other's
    /// way too: nothing would say which of two insertions comes first.
    fn leave_room_for(&self, edit: &Edit) -> bool {
        // As these don't overlap, one that starts earlier also ends earlier: only the neighbours can be in the way.
        let before = self.0.range(..=edit.span.start).next_back();
        let after = self.0.range(edit.span.start..).next();
        before.is_none_or(|(start, other)| {
            *start != edit.span.start && other.span.end <= edit.span.start
        }) && after.is_none_or(|(start, _)| edit.span.end <= *start)
    }

    fn add(&mut self, edit: Edit) {
        self.0.insert(edit.span.start, edit);
    }

    fn apply(&self, text: &str) -> String {
        let mut changed = String::with_capacity(text.len());
        let mut unchanged = 0;
        for edit in self.0.values() {
            // A span that isn't one of this text was made for another: its file has changed since it was compiled.
            let Some(before) = text.get(unchanged..edit.span.start) else {
                continue;
            };
            if text.get(edit.span.clone()).is_some() {
                changed.push_str(before);
                changed.push_str(&edit.text);
                unchanged = edit.span.end;
            }
        }
        changed.push_str(&text[unchanged..]);
        changed
    }
}

//! Which of the files that a commit added are files that it removed under another name.
//!
//! A rename needs that the former file is gone: a copy begins a page of its own. Ids decide where both texts have one. Then
//! come equal texts, then what the program's own renaming leaves behind and equal slugs, and likeness last.

use std::collections::{HashMap, HashSet};

use almanac_model::EditJudge;
use gix::ObjectId;

use crate::Repository;
use crate::edits::FileEdit;

use super::likeness::{WordPairs, likest};

/// The texts of more files than these are not looked at in one commit, beside such as are just the same.
const MOST_READ: usize = 1_000;

/// A file that was added or removed, with its text.
struct MovedFile<'e> {
    place: usize,
    file: &'e str,
    text: String,
    id: Option<String>,
}

/// For edits that added a file, by their places: the place of the edit that removed the file it was.
pub(super) fn renames(
    repository: &Repository,
    judge: &dyn EditJudge,
    edits: &[FileEdit],
) -> HashMap<usize, usize> {
    let mut pairing = Pairing {
        repository,
        judge,
        edits,
        removed: places(edits, |edit| edit.after.is_none() && edit.before.is_some()),
        added: places(edits, |edit| edit.before.is_none() && edit.after.is_some()),
        found: HashMap::new(),
    };
    if pairing.is_done() {
        return pairing.found;
    }
    let is_few = pairing.removed.len() <= MOST_READ && pairing.added.len() <= MOST_READ;
    if is_few {
        pairing.by_ids();
    }
    pairing.by_equal_texts();
    if !pairing.is_done() && pairing.removed.len().max(pairing.added.len()) <= MOST_READ {
        let (removed, added) = (
            pairing.texts(&pairing.removed),
            pairing.texts(&pairing.added),
        );
        pairing.by_names(&removed, &added);
        pairing.by_likeness(&removed, &added);
    }
    pairing.found
}

fn places(edits: &[FileEdit], is_wanted: impl Fn(&FileEdit) -> bool) -> Vec<usize> {
    let wanted = edits.iter().enumerate().filter(|(_, edit)| is_wanted(edit));
    wanted.map(|(place, _)| place).collect()
}

struct Pairing<'e> {
    repository: &'e Repository,
    judge: &'e dyn EditJudge,
    edits: &'e [FileEdit],
    /// The edits that removed files, and are not paired yet.
    removed: Vec<usize>,
    /// Those that added files.
    added: Vec<usize>,
    found: HashMap<usize, usize>,
}

impl<'e> Pairing<'e> {
    fn is_done(&self) -> bool {
        self.removed.is_empty() || self.added.is_empty()
    }

    fn pair(&mut self, from: usize, to: usize) {
        self.removed.retain(|place| *place != from);
        self.added.retain(|place| *place != to);
        self.found.insert(to, from);
    }

    fn by_ids(&mut self) {
        let (removed, added) = (self.texts(&self.removed), self.texts(&self.added));
        for new in added.iter().filter(|new| new.id.is_some()) {
            let mut with_id = removed.iter().filter(|old| old.id == new.id);
            if let (Some(old), None) = (with_id.next(), with_id.next()) {
                self.pair(old.place, new.place);
            }
        }
    }

    /// Pairs files of the same bytes: of several the one of the same name, else the first.
    fn by_equal_texts(&mut self) {
        let mut by_blob: HashMap<ObjectId, Vec<usize>> = HashMap::new();
        for place in &self.removed {
            if let Some(blob) = self.edits[*place].before {
                by_blob.entry(blob).or_default().push(*place);
            }
        }
        let name = |place: usize| self.edits[place].file.rsplit('/').next();
        let mut found = HashMap::new();
        for is_by_name in [true, false] {
            for to in &self.added {
                let blob = self.edits[*to].after.filter(|_| !found.contains_key(to));
                let Some(same) = blob.and_then(|blob| by_blob.get_mut(&blob)) else {
                    continue;
                };
                let mut from = same.iter();
                if let Some(place) = from.position(|from| !is_by_name || name(*from) == name(*to)) {
                    found.insert(*to, same.remove(place));
                }
            }
        }
        let from: HashSet<usize> = found.values().copied().collect();
        self.removed.retain(|place| !from.contains(place));
        self.added.retain(|place| !found.contains_key(place));
        self.found.extend(found);
    }

    /// Pairs what the program's own renaming moved, and files of one slug.
    fn by_names(&mut self, removed: &[MovedFile<'_>], added: &[MovedFile<'_>]) {
        let names: Vec<&str> = removed.iter().map(|old| old.file).collect();
        let texts: Vec<(&str, &str)> = added.iter().map(|new| (new.file, &*new.text)).collect();
        let moves = self.judge.moves(&names, &texts);
        for new in added {
            let from = moves.files.get(new.file);
            let old = from.and_then(|from| removed.iter().find(|old| old.file == from));
            let is_other = |old: &&MovedFile<'_>| match (&old.id, &new.id) {
                (Some(old), Some(new)) => old != new,
                _ => false,
            };
            if let Some(old) = old.filter(|old| self.removed.contains(&old.place) && !is_other(old))
            {
                self.pair(old.place, new.place);
            }
        }
    }

    /// Pairs texts that are alike. Two that have ids are not: these have decided already.
    fn by_likeness(&mut self, removed: &[MovedFile<'_>], added: &[MovedFile<'_>]) {
        for has_id in [false, true] {
            let old = removed
                .iter()
                .filter(|old| old.id.is_some() == has_id && self.removed.contains(&old.place));
            let old: Vec<&MovedFile<'_>> = old.collect();
            let new = added
                .iter()
                .filter(|new| (!has_id || new.id.is_none()) && self.added.contains(&new.place));
            let new: Vec<&MovedFile<'_>> = new.collect();
            let words = |files: &[&MovedFile<'_>]| -> Vec<WordPairs> {
                files.iter().map(|file| WordPairs::of(&file.text)).collect()
            };
            for (from, to) in likest(&words(&old), &words(&new)) {
                self.pair(old[from].place, new[to].place);
            }
        }
    }

    /// The texts of some edits' files. What can't be read, as in a partial clone, is left out.
    fn texts(&self, places: &[usize]) -> Vec<MovedFile<'e>> {
        let read = |place: &usize| {
            let edit = &self.edits[*place];
            let text = self.repository.text(edit.after.or(edit.before)?)?;
            Some(MovedFile {
                place: *place,
                file: &edit.file,
                id: self.judge.head(&text).id,
                text,
            })
        };
        places.iter().filter_map(read).collect()
    }
}

//! What a revision did to files, and which of it says something new.

use std::cell::OnceCell;
use std::collections::HashMap;

use almanac_model::{EditJudge, Moves};
use gix::ObjectId;

use crate::Repository;

/// More files than these are not looked through for such as were renamed.
const MOST_ADDED: usize = 1_000;

/// What a revision did to a file.
pub(crate) struct FileEdit {
    pub file: String,
    /// Its blob before; `None` of a file that the revision added.
    pub before: Option<ObjectId>,
    /// Its blob since; `None` of one that it removed.
    pub after: Option<ObjectId>,
}

/// What a revision did to all files.
pub(crate) struct RevisionEdits<'r> {
    repository: &'r Repository,
    judge: &'r dyn EditJudge,
    edits: &'r [FileEdit],
    /// What it moved, once somebody has asked for that.
    moves: OnceCell<Moves>,
    /// The blobs of the files that it removed.
    removed: HashMap<&'r str, ObjectId>,
    /// The same the other way about.
    removed_files: HashMap<ObjectId, Vec<&'r str>>,
}

impl<'r> RevisionEdits<'r> {
    pub fn new(
        repository: &'r Repository,
        judge: &'r dyn EditJudge,
        edits: &'r [FileEdit],
    ) -> Self {
        let mut removed = HashMap::new();
        let mut removed_files: HashMap<ObjectId, Vec<&str>> = HashMap::new();
        for edit in edits.iter().filter(|edit| edit.after.is_none()) {
            if let Some(blob) = edit.before {
                removed.insert(edit.file.as_str(), blob);
                removed_files.entry(blob).or_default().push(&edit.file);
            }
        }
        Self {
            repository,
            judge,
            edits,
            moves: OnceCell::new(),
            removed,
            removed_files,
        }
    }

    /// What a file was called before an edit that says nothing new; `None` of one that does, as far as can be told.
    ///
    /// What can't be read, as in a partial clone, counts as something new: that its date can't be known is found
    /// elsewhere.
    pub fn that_says_the_same(&self, edit: &'r FileEdit) -> Option<&str> {
        let after = edit.after.filter(|_| self.judge.is_judged(&edit.file))?;
        let (file, before) = match edit.before {
            Some(before) => (edit.file.as_str(), before),
            None => match self.removed_as(&edit.file, after) {
                Some(from) => (from, after),
                None => {
                    let from = self.moves().files.get(&edit.file)?.as_str();
                    (from, *self.removed.get(from)?)
                }
            },
        };
        if before == after {
            return Some(file);
        }
        let (before, after) = (self.text(before)?, self.text(after)?);
        let renamings = &self.moves().renamings;
        self.judge
            .says_the_same(&before, &after, renamings)
            .then_some(file)
    }

    /// The file with just these bytes that was removed: of several the one of the same name, else the first.
    fn removed_as(&self, file: &str, blob: ObjectId) -> Option<&'r str> {
        let files = self.removed_files.get(&blob)?;
        let same = files
            .iter()
            .find(|from| from.rsplit('/').next() == file.rsplit('/').next());
        same.or(files.first()).copied()
    }

    /// What the revision moved: nothing, if it did not both add and remove files.
    fn moves(&self) -> &Moves {
        self.moves.get_or_init(|| {
            let added = self.edits.iter().filter(|edit| edit.before.is_none());
            let added: Vec<&FileEdit> = added.take(MOST_ADDED + 1).collect();
            if self.removed.is_empty() || added.is_empty() || added.len() > MOST_ADDED {
                return Moves::default();
            }
            let texts = added.into_iter().filter_map(|edit| {
                let text = self
                    .judge
                    .is_judged(&edit.file)
                    .then(|| self.text(edit.after?));
                Some((edit.file.as_str(), text??))
            });
            let texts: Vec<(&str, String)> = texts.collect();
            let added = texts.iter().map(|(file, text)| (*file, text.as_str()));
            let mut removed: Vec<&str> = self.removed.keys().copied().collect();
            removed.sort_unstable();
            self.judge.moves(&removed, &added.collect::<Vec<_>>())
        })
    }

    fn text(&self, blob: ObjectId) -> Option<String> {
        self.repository.text(blob)
    }
}

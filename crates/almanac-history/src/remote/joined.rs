//! Commits that join what two sides have recorded, and what they make of files.

use std::collections::{BTreeMap, HashSet};

use almanac_model::{FileChange, FilePath};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::Kind;

use super::unpushed::{Changes, WriteGroup};
use crate::new_tree::{TreeChanges, TreeEntry};
use crate::recording::{NewCommit, Recording};
use crate::{HistoryError, Repository};

/// What becomes of a file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FileState {
    /// The name of the bytes that it had; `None` where there was no file.
    pub was: Option<String>,
    /// The name of the bytes that it has; `None` where it is gone.
    pub now: Option<String>,
    /// Its mode, as git writes it, if it stands.
    pub mode: Option<String>,
}

/// What becomes of files, by their paths in the repository.
pub type FileStates = BTreeMap<String, FileState>;

impl Recording<'_> {
    /// Makes a commit that is there already the newest of those on their way.
    pub fn adopt(&mut self, commit: &str) -> Result<(), HistoryError> {
        let id = self.repository().id_of(commit)?;
        let tree = self.repository().tree_of(id)?;
        self.set_tip(id, tree);
        Ok(())
    }

    /// Adds a commit of which a remote's newest commit and ours are the parents, with what some groups of our commits make of
    /// files.
    pub fn merge(
        &mut self,
        theirs: &str,
        groups: &[&WriteGroup],
        words: &NewCommit<'_>,
    ) -> Result<String, HistoryError> {
        let theirs = self.repository().id_of(theirs)?;
        let tree = self.repository().tree_of(theirs)?;
        let files = groups.iter().flat_map(|group| &group.files);
        let changes: TreeChanges<'_> = files
            .map(|(file, entry)| (file.split('/').collect(), *entry))
            .collect();
        let tree = match changes.is_empty() {
            true => Some(tree),
            false => self.changed_tree(Some(tree), &changes)?,
        };
        let tree = match tree {
            Some(tree) => tree,
            None => self.add_object(Kind::Tree, Vec::new())?,
        };
        let parents: Vec<ObjectId> = [Some(theirs), self.tip_id()]
            .into_iter()
            .flatten()
            .collect();
        self.commit(tree, &parents, words)
    }

    fn changes_since_branch(&self) -> Result<Changes, HistoryError> {
        let before = self.branch_tip();
        let before = before.map(|tip| self.repository().tree_of(tip));
        self.changes_from(before.transpose()?)
    }

    /// What the commits on their way make of files.
    pub fn states_since_branch(&self) -> Result<FileStates, HistoryError> {
        let changes = self.changes_since_branch()?.into_iter();
        let name = |entry: Option<TreeEntry>| entry.map(|entry| entry.id.to_string());
        let states = changes.map(|(file, (was, now))| {
            let state = FileState {
                was: name(was),
                now: name(now),
                mode: now.map(|now| format!("{:06o}", now.mode.value())),
            };
            (file, state)
        });
        Ok(states.collect())
    }

    /// The same as changes of the files below a folder of the repository, as they are checked. Links and what else is no file
    /// are left out.
    pub fn file_changes(&self, folder: &str) -> Result<Vec<FileChange>, HistoryError> {
        let mut made = Vec::new();
        for (file, (_, now)) in self.changes_since_branch()? {
            let Some(file) = file.strip_prefix(folder).map(FilePath::from) else {
                continue;
            };
            match now {
                Some(now) if now.mode.is_blob() => made.push(FileChange::Write {
                    file,
                    base: None,
                    bytes: self.read(&now.id.to_string())?.into(),
                }),
                _ => made.push(FileChange::Remove {
                    file,
                    // Bases are not compared where changes are only checked.
                    base: almanac_model::ContentHash::from(""),
                }),
            }
        }
        Ok(made)
    }
}

impl Repository {
    /// How many pages one commit has no more of those that another had, and how many that were. A page that was moved is
    /// still there.
    pub fn removed(
        &self,
        older: &str,
        newer: &str,
        is_page: &dyn Fn(&str) -> bool,
    ) -> Result<(usize, usize), HistoryError> {
        let tree = |commit: &str| self.tree_of(self.id_of(commit)?);
        let (older, newer) = (tree(older)?, tree(newer)?);
        let changes = self.changes(Some(older), Some(newer))?;
        let added = changes.values().filter(|(was, _)| was.is_none());
        let added: HashSet<ObjectId> = added
            .filter_map(|(_, now)| Some(now.as_ref()?.id))
            .collect();
        let is_gone = |was: &Option<TreeEntry>, now: &Option<TreeEntry>| {
            now.is_none() && was.is_some_and(|was| !added.contains(&was.id))
        };
        let removed = changes.iter();
        let removed = removed.filter(|(file, (was, now))| is_page(file) && is_gone(was, now));
        match removed.count() {
            0 => Ok((0, 0)),
            removed => {
                let all = self.changes(None, Some(older))?;
                Ok((removed, all.keys().filter(|file| is_page(file)).count()))
            }
        }
    }

    /// The same change on top of another commit, where that has the files as they were before it; else the commit itself.
    pub fn on_top(&self, newest: &str, commit: &str) -> Result<String, HistoryError> {
        let (newest, id) = (self.id_of(newest)?, self.id_of(commit)?);
        let found = self.inner.find_commit(id);
        let found = found.map_err(HistoryError::unreadable)?;
        let parent = found.parent_ids().next();
        let before = parent.map(|parent| self.tree_of(parent.detach()));
        let changes = self.changes(before.transpose()?, Some(self.tree_of(id)?))?;
        let stands = self.tree_of(newest)?;
        for (file, (was, _)) in &changes {
            let is = self.entry_at(stands, file)?;
            if is != *was {
                return Ok(commit.to_owned());
            }
        }
        let mut recording = self.begin()?;
        let made: TreeChanges<'_> = changes
            .iter()
            .map(|(file, (_, now))| (file.split('/').collect(), *now))
            .collect();
        let tree = recording.changed_tree(Some(stands), &made)?;
        let Some(tree) = tree else {
            return Ok(commit.to_owned());
        };
        let bytes = moved(&found.data, tree, newest);
        let moved = recording.add_object(Kind::Commit, bytes)?;
        recording.store()?;
        Ok(moved.to_string())
    }

    fn entry_at(&self, tree: ObjectId, file: &str) -> Result<Option<TreeEntry>, HistoryError> {
        let tree = self.tree(tree)?;
        let found = tree.lookup_entry_by_path(file);
        let found = found.map_err(HistoryError::unreadable)?;
        Ok(found.map(|entry| TreeEntry {
            mode: entry.mode(),
            id: entry.object_id(),
        }))
    }
}

/// The bytes of a commit with another tree and one other parent. A signature would not hold any more.
fn moved(commit: &[u8], tree: ObjectId, parent: ObjectId) -> Vec<u8> {
    let mut bytes = format!("tree {tree}\nparent {parent}\n").into_bytes();
    let end = commit.find(b"\n\n").unwrap_or(commit.len());
    for line in commit[..end].lines() {
        let is_kept = [&b"author "[..], b"committer ", b"encoding "];
        if is_kept.iter().any(|name| line.starts_with(name)) {
            bytes.extend_from_slice(line);
            bytes.push(b'\n');
        }
    }
    bytes.extend_from_slice(commit.get(end + 1..).unwrap_or(b"\n"));
    bytes
}

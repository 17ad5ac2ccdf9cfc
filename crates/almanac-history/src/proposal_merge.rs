//! What a proposal would make of the branch as it is now: merged three ways by git, from the commit that it was made on.
//!
//! Nothing is guessed: where both sides changed one place, all three texts are given, and somebody decides. Git follows no
//! renames of folders here, which would put a file where nobody has asked for it.

use gix::ObjectId;

use crate::{HistoryError, Repository};

/// A proposal as its commit has it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ProposedCommit {
    /// The full name of the commit.
    pub revision: String,
    /// Who made it, by name and address.
    pub author: (String, String),
    /// What they say of it.
    pub message: String,
    /// The newest commit of the branch that it was merged with.
    pub tip: String,
    /// What it would make of that.
    pub merged: Merged,
}

/// What a merge comes to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Merged {
    /// Each file that would change, by its path from the almanac's folder.
    Clean(Vec<MergedFile>),
    /// It can't be decided.
    Conflicts {
        /// The files of which somebody has to decide.
        files: Vec<ConflictingFile>,
        /// The other files that would change.
        others: Vec<MergedFile>,
    },
}

/// A file before and after a merge; `None` where there is none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MergedFile {
    /// Its path from the almanac's folder.
    pub path: String,
    /// Its bytes on the branch.
    pub before: Option<Vec<u8>>,
    /// Its bytes after the merge.
    pub after: Option<Vec<u8>>,
}

/// A file that both sides have changed otherwise; `None` where a side has none.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ConflictingFile {
    /// Its path from the almanac's folder.
    pub path: String,
    /// Its bytes in the commit that the proposal was made on.
    pub base: Option<Vec<u8>>,
    /// Its bytes on the branch now.
    pub ours: Option<Vec<u8>>,
    /// Its bytes in the proposal.
    pub theirs: Option<Vec<u8>>,
}

impl Repository {
    /// A proposal by its number, merged with the branch as it is now; `Ok(None)` where there is none.
    ///
    /// # Errors
    /// Fails where the repository can't be read, or git can't merge at all.
    pub fn proposed(&self, number: u32) -> Result<Option<ProposedCommit>, HistoryError> {
        let Some(id) = self.proposal_ids()?.remove(&number) else {
            return Ok(None);
        };
        let Some(tip) = self.head() else {
            return Ok(None);
        };
        let revision = id.to_string();
        let found = self.inner.find_commit(id);
        let found = found.map_err(HistoryError::unreadable)?;
        let author = found.author().map_err(HistoryError::unreadable)?;
        let message = found.message_raw_sloppy().to_string();
        Ok(Some(ProposedCommit {
            author: (author.name.to_string(), author.email.to_string()),
            message: without_trailers(&message),
            merged: self.merged(&tip, &revision)?,
            revision,
            tip,
        }))
    }

    fn merged(&self, tip: &str, revision: &str) -> Result<Merged, HistoryError> {
        let arguments = [
            "-c",
            "merge.directoryRenames=false",
            "merge-tree",
            "--write-tree",
            "-z",
            "--no-messages",
            tip,
            revision,
        ];
        match self.git(&arguments).run() {
            Ok(printed) => {
                let name = printed.split(|byte| *byte == 0).next().unwrap_or_default();
                Ok(Merged::Clean(self.merged_files(tip, name)?))
            }
            Err(HistoryError::Refused { printed, .. }) if printed.contains('\0') => {
                self.conflicts(tip, &printed)
            }
            Err(error) => Err(error),
        }
    }

    /// The files in which a tree, by its name, differs from a commit.
    fn merged_files(&self, tip: &str, tree: &[u8]) -> Result<Vec<MergedFile>, HistoryError> {
        let tree = ObjectId::from_hex(tree.trim_ascii()).map_err(HistoryError::unreadable)?;
        let before = self.tree_of(self.id_of(tip)?)?;
        let folder = self.folder_in_repository();
        let bytes = |entry: Option<crate::new_tree::TreeEntry>| match entry {
            Some(entry) => self.bytes_of(entry.id).map(Some),
            None => Ok(None),
        };
        let mut files = Vec::new();
        for (path, (was, now)) in self.changes(Some(before), Some(tree))? {
            // What a proposal changes is content, which lies below the folder.
            if let Some(path) = path.strip_prefix(&folder) {
                // Its bytes would be the words of a page: the place that a link leads to.
                if now.as_ref().is_some_and(|now| !now.mode.is_blob()) {
                    return Err(HistoryError::NoPlainFile(path.to_owned()));
                }
                files.push(MergedFile {
                    path: path.to_owned(),
                    before: bytes(was)?,
                    after: bytes(now)?,
                });
            }
        }
        Ok(files)
    }

    /// Reads what git prints of conflicts: the tree, then `MODE OBJECT STAGE\tPATH` of each side of each file.
    fn conflicts(&self, tip: &str, printed: &str) -> Result<Merged, HistoryError> {
        let folder = self.folder_in_repository();
        let mut files: Vec<ConflictingFile> = Vec::new();
        for line in printed.split('\0').skip(1) {
            let Some((state, path)) = line.split_once('\t') else {
                break;
            };
            let mut words = state.split(' ').skip(1);
            let (Some(object), Some(stage)) = (words.next(), words.next()) else {
                break;
            };
            let path = path.strip_prefix(&folder).unwrap_or(path);
            if files.last().is_none_or(|file| file.path != path) {
                files.push(ConflictingFile {
                    path: path.to_owned(),
                    base: None,
                    ours: None,
                    theirs: None,
                });
            }
            let id = ObjectId::from_hex(object.as_bytes()).map_err(HistoryError::unreadable)?;
            let bytes = Some(self.bytes_of(id)?);
            if let Some(file) = files.last_mut() {
                match stage {
                    "1" => file.base = bytes,
                    "2" => file.ours = bytes,
                    _ => file.theirs = bytes,
                }
            }
        }
        let tree = printed.split('\0').next().unwrap_or_default();
        let mut others = self.merged_files(tip, tree.as_bytes())?;
        // In the tree these hold marks of both sides.
        others.retain(|other| files.iter().all(|file| file.path != other.path));
        Ok(Merged::Conflicts { files, others })
    }
}

/// A message without the last paragraph, if that is ours.
fn without_trailers(message: &str) -> String {
    let message = message.trim_end();
    match crate::Trailers::of(message).write {
        Some(_) => message
            .rsplit_once("\n\n")
            .map_or(message, |(words, _)| words),
        None => message,
    }
    .trim()
    .to_owned()
}

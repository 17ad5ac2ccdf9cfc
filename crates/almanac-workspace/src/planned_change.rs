//! What a change set comes to beside the branch, as far as it can be known before it is compiled.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use almanac_compile::content_hash;
use almanac_history::{FileFilter, HistoryError, NewFile, Recording, Standing};
use almanac_model::{ApplyError, ChangeSet, ContentHash, FileChange, FilePath, WhyNotWritten};

use crate::permitted::bad_file;
use crate::work_tree::{OnDisk, WorkTree};

/// What one file is to become.
#[derive(Debug, Clone)]
pub(crate) struct PlannedFile {
    /// The name of the bytes that it has; `None` where there is no file.
    pub was: Option<String>,
    /// The name of the bytes that it is to have; `None` where it goes.
    pub now: Option<String>,
    /// Those bytes, as they were given.
    pub bytes: Option<Arc<[u8]>>,
    /// What git makes of them.
    pub passage: Passage,
    /// The mode that it is to have, as git writes it; `None` for the one that it has.
    pub mode: Option<String>,
}

/// What git makes of a file's bytes between the disk and a commit.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Passage {
    /// Nothing.
    Plain,
    /// Other bytes; those that were given are the ones on the disk.
    FromDisk,
    /// Other bytes; those that were given are the ones in the commit.
    FromCommit,
}

/// The files of a change set.
pub(crate) type PlannedFiles = BTreeMap<FilePath, PlannedFile>;

/// What change sets are planned against: the branch with the commits on their way, and the work tree, if there is one.
pub(crate) struct Ground<'g> {
    pub recording: &'g Recording<'g>,
    pub tree: Option<&'g WorkTree<'g>>,
    /// What git makes of the files of change sets.
    pub filters: &'g BTreeMap<FilePath, FileFilter>,
    /// The files that commits on their way have changed, whose work tree is compared already.
    pub on_their_way: &'g BTreeSet<FilePath>,
}

/// What stands at the path of a file.
struct Found {
    blob: Option<String>,
    bytes: Option<Arc<[u8]>>,
    /// The hash of its bytes on the disk, where git makes others of them.
    on_disk: Option<ContentHash>,
}

impl Ground<'_> {
    /// Compares a change set with what stands, and says what it comes to.
    pub fn plan(&self, set: &ChangeSet) -> Result<PlannedFiles, ApplyError> {
        let mut files = PlannedFiles::new();
        let removed: BTreeSet<&FilePath> = set.changes.iter().filter_map(removed_file).collect();
        for change in &set.changes {
            match change {
                FileChange::Write { file, base, bytes } => {
                    let found = match self.expect(file, base.as_ref()) {
                        // Whoever wants what stands has no quarrel with it, whatever they began from.
                        Err(ApplyError::Stale {
                            current: Some(current),
                            ..
                        }) if current == *bytes => self.find(file)?,
                        found => found?,
                    };
                    if base.is_none() && found.blob.is_none() {
                        self.require_free(file, &removed)?;
                    }
                    let in_git_form = base.is_some() && found.is_base_of_git(base.as_ref());
                    let planned = self.file(file, found, bytes.clone(), in_git_form)?;
                    files.insert(file.clone(), planned);
                }
                FileChange::Remove { file, base } => {
                    let found = self.expect(file, Some(base))?;
                    files.insert(file.clone(), gone(found));
                }
                FileChange::Move {
                    from,
                    to,
                    base,
                    bytes,
                } => {
                    let found = self.expect(from, Some(base))?;
                    let free = self.expect(to, None)?;
                    self.require_free(to, &removed)?;
                    let in_git_form = bytes.is_none() || found.is_base_of_git(Some(base));
                    let moved = bytes.clone().or_else(|| found.bytes.clone());
                    files.insert(from.clone(), gone(found));
                    let moved = moved.unwrap_or_default();
                    files.insert(to.clone(), self.file(to, free, moved, in_git_form)?);
                }
            }
        }
        Ok(files)
    }

    /// What stands, which must be what a change was made from.
    fn expect(&self, file: &FilePath, base: Option<&ContentHash>) -> Result<Found, ApplyError> {
        let found = self.find(file)?;
        let hash = found.bytes.as_ref().map(|bytes| content_hash(bytes));
        let is_base =
            hash.as_ref() == base || base.is_some_and(|base| found.on_disk.as_ref() == Some(base));
        match is_base {
            true => Ok(found),
            false => Err(ApplyError::Stale {
                file: file.clone(),
                current: found.bytes,
            }),
        }
    }

    fn find(&self, file: &FilePath) -> Result<Found, ApplyError> {
        let standing = self.recording.standing(file).map_err(failed)?;
        let blob = match standing {
            Standing::Missing => None,
            Standing::File(blob) => Some(blob),
            Standing::Link(_) | Standing::NoFile => {
                return Err(bad_file(file, WhyNotWritten::NoFile));
            }
        };
        let on_disk = match self.tree {
            Some(tree) if !self.on_their_way.contains(file) => {
                clean_on_disk(tree, file, blob.as_ref())?
            }
            _ => None,
        };
        let bytes = blob.as_ref().map(|blob| self.recording.read(blob));
        let bytes = bytes.transpose().map_err(failed)?;
        Ok(Found {
            blob,
            bytes: bytes.map(Into::into),
            on_disk,
        })
    }

    /// Refuses a new file that some systems take for another one.
    fn require_free(
        &self,
        file: &FilePath,
        removed: &BTreeSet<&FilePath>,
    ) -> Result<(), ApplyError> {
        let same = self.recording.same_elsewhere(file).map_err(failed)?;
        let same = same.map(FilePath::from);
        match same.filter(|same| !removed.contains(same)) {
            None => Ok(()),
            Some(other) => Err(ApplyError::NameTaken {
                file: file.clone(),
                other,
            }),
        }
    }

    fn file(
        &self,
        file: &FilePath,
        found: Found,
        bytes: Arc<[u8]>,
        in_git_form: bool,
    ) -> Result<PlannedFile, ApplyError> {
        let repository = self.recording.repository();
        let filter = self.filters.get(file);
        let (now, bytes) = match filter {
            Some(FileFilter::Lfs) => return Err(bad_file(file, WhyNotWritten::Lfs)),
            Some(_) if !in_git_form => (repository.cleaned(file, &bytes), bytes),
            // What a program is to make of a file is never recorded without it, and nothing is where that fails.
            Some(FileFilter::Program) => {
                let now = repository.cleaned(file, &bytes).map_err(failed)?;
                let made = self.recording.read(&now).map_err(failed)?;
                (Ok(now), made.into())
            }
            _ => (repository.name_of(&bytes), bytes),
        };
        Ok(PlannedFile {
            was: found.blob,
            now: Some(now.map_err(failed)?),
            bytes: Some(bytes),
            passage: match filter {
                None => Passage::Plain,
                Some(_) if in_git_form => Passage::FromCommit,
                Some(_) => Passage::FromDisk,
            },
            mode: None,
        })
    }
}

impl Found {
    /// Whether a base is of the bytes in git, and not of what they are on the disk.
    fn is_base_of_git(&self, base: Option<&ContentHash>) -> bool {
        self.on_disk.is_none() || self.on_disk.as_ref() != base
    }
}

impl PlannedFile {
    /// What a commit gives the file.
    pub fn in_commit(&self) -> Option<NewFile<'_>> {
        match (&self.now, &self.bytes) {
            (Some(now), _) if self.passage == Passage::FromDisk => {
                Some(NewFile::Object(now.clone()))
            }
            (Some(_), Some(bytes)) => Some(NewFile::Bytes(bytes)),
            _ => None,
        }
    }
}

fn removed_file(change: &FileChange) -> Option<&FilePath> {
    match change {
        FileChange::Remove { file, .. } => Some(file),
        FileChange::Move { from, .. } => Some(from),
        FileChange::Write { .. } => None,
    }
}

fn gone(found: Found) -> PlannedFile {
    PlannedFile {
        was: found.blob,
        now: None,
        bytes: None,
        passage: Passage::Plain,
        mode: None,
    }
}

/// Makes sure that a file on the disk is what its branch has. Returns the hash of its bytes where git makes others of them.
fn clean_on_disk(
    tree: &WorkTree<'_>,
    file: &FilePath,
    blob: Option<&String>,
) -> Result<Option<ContentHash>, ApplyError> {
    let by_hand = || ApplyError::EditedByHand { file: file.clone() };
    let there =
        OnDisk::at(tree.folder, file).map_err(|error| failed(HistoryError::Unwritable(error)))?;
    let bytes = match (there, blob) {
        (OnDisk::NoFile | OnDisk::Link(_), _) => return Err(bad_file(file, WhyNotWritten::NoFile)),
        (OnDisk::Missing, None) => return Ok(None),
        (OnDisk::Missing, Some(_)) => return Err(by_hand()),
        (OnDisk::File(bytes), _) => bytes,
    };
    let plain = tree.repository.name_of(&bytes).map_err(failed)?;
    if Some(&plain) == blob {
        return Ok(None);
    }
    let filtered = tree.filters.contains_key(file);
    match filtered
        && tree.name_of(file, &bytes).map_err(failed)?.as_str() == blob.map_or("", String::as_str)
    {
        true => Ok(Some(content_hash(&bytes))),
        false => Err(by_hand()),
    }
}

/// How an error of git is told to those who write.
pub(crate) fn failed(error: HistoryError) -> ApplyError {
    match error {
        HistoryError::RefusedByHook(words) => ApplyError::RefusedByHook(words),
        HistoryError::NoPlainFile(file) => bad_file(&file.as_str().into(), WhyNotWritten::NoFile),
        HistoryError::Detached
        | HistoryError::ElsewhereCheckedOut { .. }
        | HistoryError::OtherOwner { .. } => ApplyError::NotRecordable(error.to_string()),
        error => ApplyError::Failed(error.to_string()),
    }
}

//! Applies a change set to a folder that no repository keeps: compared, checked, written whole.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use almanac_compile::{FolderTree, Tree, content_hash};
use almanac_model::{
    Applied, ApplyError, ChangeSet, ContentHash, FileChange, FilePath, Layout, Report,
    WhyNotWritten,
};

use crate::file_write::{WriteError, remove_file, write_file};
use crate::permitted::{MAX_BYTES, bad_file, require_permitted};

/// The bytes of a file; `None` where there is none.
type Bytes = Option<Arc<[u8]>>;

/// What a change set comes to: what each file has now, and what it is to have.
struct PlannedWrites(BTreeMap<FilePath, (Bytes, Bytes)>);

/// Applies a change set. Either all of it is done, or nothing and the reason is returned.
///
/// Nobody else may apply one to the same folder meanwhile.
pub fn apply(
    folder: &Path,
    layout: &Layout,
    set: &ChangeSet,
    check: &dyn Fn(&[FileChange]) -> Result<Report, ApplyError>,
) -> Result<Applied, ApplyError> {
    require_permitted(set, layout)?;
    let plan = PlannedWrites::of(folder, &set.changes)?;
    let report = check(&set.changes)?;
    if report.errors() > 0 {
        return Err(ApplyError::Invalid(report));
    }
    plan.write(folder)?;
    let hashes = plan.0.into_iter().map(|(file, (_, new))| {
        let hash = new.as_ref().map(|bytes| content_hash(bytes));
        (file, hash)
    });
    Ok(Applied {
        files: hashes.collect(),
        revision: None,
    })
}

impl PlannedWrites {
    /// Reads what stands, and compares it with what the changes were made from.
    fn of(folder: &Path, changes: &[FileChange]) -> Result<Self, ApplyError> {
        let tree = FolderTree::new(folder);
        let mut plan = Self(BTreeMap::new());
        for change in changes {
            match change {
                FileChange::Write { file, base, bytes } => {
                    let now = match standing(&tree, file, base.as_ref()) {
                        // Whoever wants what stands has no quarrel with it, whatever they began from.
                        Err(ApplyError::Stale {
                            current: Some(current),
                            ..
                        }) if current == *bytes => Some(current),
                        now => now?,
                    };
                    plan.add(file, now, Some(bytes.clone()))?;
                }
                FileChange::Remove { file, base } => {
                    let now = standing(&tree, file, Some(base))?;
                    plan.add(file, now, None)?;
                }
                FileChange::Move {
                    from,
                    to,
                    base,
                    bytes,
                } => {
                    let now = standing(&tree, from, Some(base))?;
                    let taken = standing(&tree, to, None)?;
                    let new = bytes.clone().or_else(|| now.clone());
                    plan.add(from, now, None)?;
                    plan.add(to, taken, new)?;
                }
            }
        }
        Ok(plan)
    }

    fn add(&mut self, file: &FilePath, now: Bytes, new: Bytes) -> Result<(), ApplyError> {
        match self.0.insert(file.clone(), (now, new)) {
            None => Ok(()),
            Some(_) => Err(bad_file(file, WhyNotWritten::NamedTwice)),
        }
    }

    /// Writes all files, each compared again right before. What was written of a plan that can't be
    /// carried out is taken back.
    fn write(&self, folder: &Path) -> Result<(), ApplyError> {
        let mut written = Vec::new();
        for (file, (now, new)) in &self.0 {
            if let Err(error) = replace(folder, file, now.as_deref(), new.as_deref()) {
                for file in written {
                    let (now, new): &(Bytes, Bytes) = &self.0[file];
                    let _ = replace(folder, file, new.as_deref(), now.as_deref());
                }
                return Err(error);
            }
            written.push(file);
        }
        Ok(())
    }
}

/// The present bytes of a file, which must be those that a change was made from.
fn standing(
    tree: &FolderTree,
    file: &FilePath,
    base: Option<&ContentHash>,
) -> Result<Bytes, ApplyError> {
    let bytes = tree.read(file, MAX_BYTES).map_err(|error| failed(&error))?;
    let current: Bytes = bytes.map(Into::into);
    let hash = current.as_ref().map(|bytes| content_hash(bytes));
    match hash.as_ref() == base {
        true => Ok(current),
        false => Err(ApplyError::Stale {
            file: file.clone(),
            current,
        }),
    }
}

/// Puts bytes in the place of others.
fn replace(
    folder: &Path,
    file: &FilePath,
    was: Option<&[u8]>,
    new: Option<&[u8]>,
) -> Result<(), ApplyError> {
    let written = match (was, new) {
        (was, new) if was == new => Ok(()),
        (_, Some(bytes)) => write_file(folder, file.as_str(), was, bytes),
        (Some(was), None) => remove_file(folder, file.as_str(), was),
        (None, None) => Ok(()),
    };
    written.map_err(|error| match error {
        WriteError::Changed => ApplyError::Stale {
            file: file.clone(),
            current: current(folder, file),
        },
        WriteError::LeadsOut => bad_file(file, WhyNotWritten::NoFile),
        WriteError::Io(error) => failed(&error),
    })
}

fn current(folder: &Path, file: &FilePath) -> Bytes {
    let read = FolderTree::new(folder).read(file, MAX_BYTES).ok()?;
    read.map(Into::into)
}

fn failed(error: &dyn std::fmt::Display) -> ApplyError {
    ApplyError::Failed(error.to_string())
}

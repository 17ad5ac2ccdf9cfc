//! Applies a change set to a folder: compared, checked, written whole, recorded.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use almanac_compile::{FolderTree, Tree, content_hash};
use almanac_history::Repository;
use almanac_model::{
    Applied, ApplyError, Area, ChangeSet, FileChange, FilePath, Layout, Report, SharedFile,
    media_type,
};

use crate::file_write::{WriteError, remove_file, write_file};

/// The most bytes of a file that is changed.
const MAX_BYTES: u64 = 64_000_000;

/// How the message of a commit says that a program made it.
const MADE_BY_PROGRAM: &str = "Made-by: program";

/// The bytes of a file; `None` where there is none.
type Bytes = Option<Arc<[u8]>>;

/// What a change set comes to: what each file has now, and what it is to have.
struct PlannedWrites(BTreeMap<FilePath, (Bytes, Bytes)>);

/// Applies a change set. Either all of it is done, or nothing and the reason is returned.
///
/// Nobody else may apply one to the same folder meanwhile. Git is waited for, but not for ever.
pub fn apply(
    folder: &Path,
    layout: &Layout,
    set: &ChangeSet,
    check: &dyn Fn(&[FileChange]) -> Result<Report, ApplyError>,
) -> Result<Applied, ApplyError> {
    let plan = PlannedWrites::of(folder, layout, &set.changes)?;
    let repository = Repository::discover(folder).map_err(|error| failed(&error))?;
    let files: Vec<&FilePath> = plan.0.keys().collect();
    if let Some(repository) = &repository
        && let Some(file) = repository.edited(&files).map_err(|error| failed(&error))?
    {
        return Err(ApplyError::EditedByHand { file: file.clone() });
    }
    let report = check(&set.changes)?;
    if report.errors() > 0 {
        return Err(ApplyError::Invalid(report));
    }
    let hashes = plan.0.iter().map(|(file, (_, new))| {
        let hash = new.as_ref().map(|bytes| content_hash(bytes));
        (file.clone(), hash)
    });
    let mut applied = Applied {
        files: hashes.collect(),
        revision: None,
    };
    if plan.changes_nothing() {
        // There is nothing to record.
        return Ok(applied);
    }
    plan.write(folder)?;
    if let Some(repository) = repository {
        let message = match set.by_program {
            true => format!("{}\n\n{MADE_BY_PROGRAM}", set.message),
            false => set.message.clone(),
        };
        match repository.commit(&files, &set.author, &message) {
            Ok(revision) => applied.revision = Some(revision),
            Err(error) => {
                // What can't be recorded must not stand either.
                plan.take_back(folder)?;
                return Err(failed(&error));
            }
        }
    }
    Ok(applied)
}

impl PlannedWrites {
    /// Reads what stands, and compares it with what the changes were made from.
    fn of(folder: &Path, layout: &Layout, changes: &[FileChange]) -> Result<Self, ApplyError> {
        // Before anything is read: what may not be touched is not shown either.
        let mut files = changes.iter().flat_map(FileChange::files);
        if let Some(file) = files.find(|file| !may_be_changed(file, layout)) {
            return Err(ApplyError::BadFile { file: file.clone() });
        }
        let tree = FolderTree::new(folder);
        let mut plan = Self(BTreeMap::new());
        for change in changes {
            match change {
                FileChange::Write { file, base, bytes } => {
                    let now = standing(&tree, file, base.as_ref())?;
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
            Some(_) => Err(ApplyError::BadFile { file: file.clone() }),
        }
    }

    fn changes_nothing(&self) -> bool {
        self.0.values().all(|(now, new)| now == new)
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

    /// Has all files be as they were. A file that was edited meanwhile is left to its editor.
    fn take_back(&self, folder: &Path) -> Result<(), ApplyError> {
        let mut result = Ok(());
        for (file, (now, new)) in &self.0 {
            let back = replace(folder, file, new.as_deref(), now.as_deref());
            result = result.and(back);
        }
        result
    }
}

/// The present bytes of a file, which must be those that a change was made from.
fn standing(
    tree: &FolderTree,
    file: &FilePath,
    base: Option<&almanac_model::ContentHash>,
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
        WriteError::LeadsOut => ApplyError::BadFile { file: file.clone() },
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

/// Whether a change set may touch a file: a page, an image, a table of data, or a shared file but
/// for `almanac.toml`. What else there is, templates above all, is the business of whoever runs the
/// almanac.
fn may_be_changed(file: &FilePath, layout: &Layout) -> bool {
    let name = file.as_str();
    let is_plain = name.split('/').all(|part| {
        !part.is_empty() && !part.starts_with('.') && !part.contains(['\\', '\0', ':'])
    });
    let is_beside = matches!(layout.area_of(name), Some(Area::Media | Area::Data))
        || layout.is_beside_pages(name) && media_type(name).is_some();
    let is_shared = { layout.shared_file(name) }.is_some_and(|shared| shared != SharedFile::Config);
    is_plain && (layout.is_page_file(name) || is_beside || is_shared)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn changes_stay_among_the_content() {
        for file in [
            "entries/a.md",
            "threads/deep/b.md",
            "paths/c.md",
            "media/a.png",
            "data/a.csv",
            "sources.yaml",
        ] {
            assert!(may_be_changed(&file.into(), &Layout::default()), "{file}");
        }
        for file in [
            "almanac.toml",
            "entries/../x.md",
            "entries/.git/x.md",
            "/etc/x.md",
            "entries/a.html",
            "templates/base.html",
            "static/x.js",
            "x.md",
        ] {
            assert!(!may_be_changed(&file.into(), &Layout::default()), "{file}");
        }
    }
}

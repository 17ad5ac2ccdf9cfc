//! Applies a change to a folder: checked, written whole, recorded.

use std::fs;
use std::io;
use std::path::Path;

use almanac_compile::content_hash;
use almanac_history::Repository;
use almanac_model::{
    Applied, ApplyError, Change, Draft, FilePath, Report, SharedFile, is_page_file,
};

use crate::file_write::{WriteError, remove_file, write_file};

/// Applies a change. Either all of it is done, or nothing and the reason is returned.
pub fn apply(
    folder: &Path,
    repository: Option<&Repository>,
    change: &Change,
    check: &dyn Fn(&Draft) -> Report,
) -> Result<Applied, ApplyError> {
    let file = &change.draft.file;
    if !may_hold_content(file) {
        return Err(ApplyError::BadFile);
    }
    let path = folder.join(file.as_str());
    let failed = |error: &dyn std::fmt::Display| ApplyError::Failed(error.to_string());
    let current = read(&path).map_err(|error| failed(&error))?;
    if current.as_ref().map(|text| content_hash(text.as_bytes())) != change.base {
        return Err(ApplyError::Stale { current });
    }
    if let Some(repository) = repository
        && repository.is_edited(file).map_err(|error| failed(&error))?
    {
        return Err(ApplyError::EditedByHand);
    }
    let report = check(&change.draft);
    if report.errors() > 0 {
        return Err(ApplyError::Invalid(report));
    }
    let hash = change
        .draft
        .text
        .as_ref()
        .map(|text| content_hash(text.as_bytes()));
    if change.draft.text == current {
        // There is nothing to record.
        return Ok(Applied {
            hash,
            revision: None,
        });
    }
    replace(
        folder,
        file,
        current.as_deref(),
        change.draft.text.as_deref(),
    )?;
    let recorded = repository
        .map(|repository| repository.commit(file, &change.author, &change.message))
        .transpose();
    match recorded {
        Ok(revision) => Ok(Applied { hash, revision }),
        Err(error) => {
            // What can't be recorded must not stand either.
            replace(
                folder,
                file,
                change.draft.text.as_deref(),
                current.as_deref(),
            )?;
            Err(failed(&error))
        }
    }
}

/// The text of a file, if it is there.
fn read(path: &Path) -> io::Result<Option<String>> {
    match fs::read_to_string(path) {
        Ok(text) => Ok(Some(text)),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(None),
        Err(error) => Err(error),
    }
}

/// Whether a change may be made to a file: Markdown below the folders of content, or one of the shared tables.
fn may_hold_content(file: &FilePath) -> bool {
    let name = file.as_str();
    let is_plain = name
        .split('/')
        .all(|part| !part.is_empty() && !part.starts_with('.') && !part.contains('\\'));
    let is_table = matches!(
        SharedFile::of(name),
        Some(SharedFile::Sources | SharedFile::Topics)
    );
    is_plain && (is_page_file(name) || is_table)
}

/// Puts a text in the place of another; `None` is no file.
fn replace(
    folder: &Path,
    file: &FilePath,
    was: Option<&str>,
    text: Option<&str>,
) -> Result<(), ApplyError> {
    let was_bytes = was.map(str::as_bytes);
    let written = match (was_bytes, text) {
        (_, Some(text)) => write_file(folder, file.as_str(), was_bytes, text.as_bytes()),
        (Some(was), None) => remove_file(folder, file.as_str(), was),
        (None, None) => Ok(()),
    };
    written.map_err(|error| match error {
        WriteError::Changed => ApplyError::Stale {
            current: read(&folder.join(file.as_str())).unwrap_or_default(),
        },
        WriteError::LeadsOut => ApplyError::BadFile,
        WriteError::Io(error) => ApplyError::Failed(error.to_string()),
    })
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
            "sources.yaml",
        ] {
            assert!(may_hold_content(&file.into()), "{file}");
        }
        for file in [
            "almanac.toml",
            "entries/../x.md",
            "entries/.git/x.md",
            "/etc/x.md",
            "entries/a.html",
            "x.md",
        ] {
            assert!(!may_hold_content(&file.into()), "{file}");
        }
    }
}

//! Writes the files of an almanac into a folder of its own.

use std::fs;
use std::path::Path;

use anyhow::{Context, Result, bail};

/// Marks a folder as one that we wrote, and may write again.
const MARKER: &str = ".synthetic";

/// Empties a folder that we wrote, and marks it. One that has files of others in it is left alone.
pub(super) fn clear(out: &Path) -> Result<()> {
    let unreadable = || format!("`{}` can't be read", out.display());
    if !out.exists() {
        return put(&out.join(MARKER), b"");
    }
    let is_empty = fs::read_dir(out).with_context(unreadable)?.next().is_none();
    if !is_empty && !out.join(MARKER).exists() {
        bail!(
            "`{}` has files in it that are not ours. Choose an empty folder",
            out.display()
        );
    }
    fs::remove_dir_all(out).with_context(|| format!("`{}` can't be emptied", out.display()))?;
    put(&out.join(MARKER), b"")
}

/// Writes a file, with the folders above it.
pub(super) fn put(file: &Path, content: &[u8]) -> Result<()> {
    let folder = file.parent().context("a file has a folder")?;
    fs::create_dir_all(folder)
        .and_then(|()| fs::write(file, content))
        .with_context(|| format!("`{}` can't be written", file.display()))
}

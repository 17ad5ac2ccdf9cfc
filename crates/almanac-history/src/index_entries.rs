//! Entries of git's index: what `git status` compares a work tree with.
//!
//! Nothing is recorded by way of the index. But a commit that it does not know shows in `git status` as its own reverse, and
//! the next `git commit -a` would undo it.

use std::collections::BTreeMap;
use std::path::Path;

use almanac_model::FilePath;

use crate::git_program::GitCommand;
use crate::{HistoryError, Repository};

/// How many files a command is given to name.
const AT_A_TIME: usize = 500;

/// An entry of the index.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct IndexEntry {
    /// Its mode, as git writes it.
    pub mode: String,
    /// The name of its bytes; `None` while a merge has several for it.
    pub blob: Option<String>,
}

/// The entries of some files of the almanac in a folder, of those that have one.
pub fn index_entries(
    folder: &Path,
    files: &[&FilePath],
) -> Result<BTreeMap<FilePath, IndexEntry>, HistoryError> {
    let mut entries = BTreeMap::new();
    for files in files.chunks(AT_A_TIME) {
        let names = files.iter().map(|file| file.as_str());
        let arguments: Vec<&str> = ["ls-files", "--stage", "-z", "--"]
            .into_iter()
            .chain(names)
            .collect();
        let listed = GitCommand::new(folder, &arguments).run()?;
        let listed = String::from_utf8_lossy(&listed);
        for line in listed.split('\0').filter(|line| !line.is_empty()) {
            let Some((entry, name)) = line.split_once('\t') else {
                continue;
            };
            let mut parts = entry.split(' ');
            let (mode, blob) = (parts.next().unwrap_or_default(), parts.next());
            let is_merged = parts.next() == Some("0");
            let entry = IndexEntry {
                mode: mode.to_owned(),
                blob: blob.filter(|_| is_merged).map(str::to_owned),
            };
            entries.insert(FilePath::from(name), entry);
        }
    }
    Ok(entries)
}

impl Repository {
    /// The entries of some files, of those that have one.
    pub fn index_entries(
        &self,
        files: &[&FilePath],
    ) -> Result<BTreeMap<FilePath, IndexEntry>, HistoryError> {
        index_entries(&self.folder, files)
    }

    /// Sets the entries of some files, all or none; `None` takes one away.
    pub fn set_index_entries(
        &self,
        entries: &BTreeMap<&FilePath, Option<IndexEntry>>,
    ) -> Result<(), HistoryError> {
        if entries.is_empty() {
            return Ok(());
        }
        let none = gix::ObjectId::null(self.inner.object_hash()).to_string();
        let mut input = String::new();
        for (file, entry) in entries {
            let path = self.parts(file).join("/");
            let entry = entry.as_ref();
            let mode = entry.map_or("0", |entry| &entry.mode);
            let blob = entry.and_then(|entry| entry.blob.as_ref()).unwrap_or(&none);
            input.push_str(&format!("{mode} {blob}\t{path}\0"));
        }
        let command = self.git(&["update-index", "-z", "--index-info"]);
        command.reading(input.into_bytes()).run().map(drop)
    }
}

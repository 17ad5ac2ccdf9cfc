//! A page as it was, with as much of its almanac as it needs to be read.

use std::collections::BTreeSet;
use std::sync::Arc;

use almanac_compile::{CONFIG_FILE, MemoryTree, Options, compile};
use almanac_history::{HistoryIndex, Repository, RevisionNumber};
use almanac_model::{FilePath, NoHistory, PastPage, SharedFile, slugify};

/// How many pages are read whose facts a text inserts.
const MOST_NAMED: usize = 50;

/// Reads pages of revisions.
pub(super) struct PastReader<'r> {
    repository: &'r Repository,
    index: &'r HistoryIndex,
    options: Options,
}

impl<'r> PastReader<'r> {
    pub fn new(repository: &'r Repository, index: &'r HistoryIndex, options: Options) -> Self {
        Self {
            repository,
            index,
            options,
        }
    }

    /// The page in a file of a revision, whose bytes have a name. It is read by the settings of that revision. Beside its
    /// file there are those of its other versions, the shared ones, and the pages whose facts it inserts.
    pub fn page(
        &self,
        revision: RevisionNumber,
        file: &str,
        blob: &str,
    ) -> Result<Option<PastPage>, NoHistory> {
        let bytes = self.repository.blob(blob).ok_or(NoHistory::NotHere)?;
        let text = String::from_utf8_lossy(&bytes).into_owned();
        let folder = self.folder(revision, file);
        let Some(own) = file.strip_prefix(&*folder) else {
            return Ok(None);
        };
        let mut tree = MemoryTree::default();
        let mut add = |path: &str| {
            if let Some(bytes) = self.read(revision, &format!("{folder}{path}")) {
                tree.insert(FilePath::from(path), bytes);
            }
        };
        SharedFile::ALL.iter().for_each(|shared| add(shared.name()));
        let settings = format!("{folder}{CONFIG_FILE}");
        let has_settings = self
            .repository
            .file_at(&self.index.name(revision), &settings);
        let has_settings = matches!(has_settings, Ok(Some(_)));
        self.versions(&folder, own)
            .iter()
            .for_each(|path| add(path));
        self.inserted(&folder, &text)
            .iter()
            .for_each(|path| add(path));
        tree.insert(FilePath::from(own), bytes);
        if !has_settings && let Some(settings) = self.present_settings() {
            tree.insert(FilePath::from(CONFIG_FILE), settings);
        }
        let compiled = compile(&tree, &self.options);
        let compiled = compiled.map_err(|error| NoHistory::Unreadable(error.to_string()))?;
        Ok(Some(PastPage {
            revision: self.index.name(revision),
            file: FilePath::from(own),
            text: text.into(),
            snapshot: compiled.snapshot,
        }))
    }

    /// The settings of today, by which a revision is read that had none yet.
    fn present_settings(&self) -> Option<Vec<u8>> {
        let settings = format!("{}{CONFIG_FILE}", self.index.folder());
        let found = self.repository.file_at(&self.index.tip()?, &settings);
        self.repository.blob(&found.ok()??)
    }

    fn read(&self, revision: RevisionNumber, path: &str) -> Option<Vec<u8>> {
        let found = self.repository.file_at(&self.index.name(revision), path);
        self.repository.blob(&found.ok()??)
    }

    /// The folder of the almanac in a revision, empty or ending with `/`: where it is now, or the nearest one above the file
    /// that has settings.
    fn folder(&self, revision: RevisionNumber, file: &str) -> Arc<str> {
        let now = self.index.folder();
        if file.starts_with(now) {
            return now.into();
        }
        let above = file.match_indices('/').map(|(place, _)| &file[..=place]);
        let mut above: Vec<&str> = above.collect();
        above.reverse();
        above.push("");
        let has_settings = |folder: &&&str| {
            let name = self.index.name(revision);
            let found = self
                .repository
                .file_at(&name, &format!("{folder}{CONFIG_FILE}"));
            matches!(found, Ok(Some(_)))
        };
        let found = above.iter().find(has_settings).copied();
        found.unwrap_or_default().into()
    }

    /// The files of the original and of all versions of what is in a file.
    fn versions(&self, folder: &str, file: &str) -> BTreeSet<String> {
        let name_start = file.rfind('/').map_or(0, |slash| slash + 1);
        let stem_end = file[name_start..].find('.');
        let stem = &file[..stem_end.map_or(file.len(), |end| name_start + end)];
        let start = format!("{folder}{stem}.");
        let paths = self.index.paths().map(|(path, _)| path);
        let versions = paths.filter(|path| path.starts_with(&start));
        versions
            .filter_map(|path| path.strip_prefix(folder))
            .map(str::to_owned)
            .collect()
    }

    /// The files of the pages whose facts a text inserts: `{{slug/property}}`.
    fn inserted(&self, folder: &str, text: &str) -> BTreeSet<String> {
        let named = text.split("{{").skip(1);
        let named = named.filter_map(|rest| rest.split_once("}}")?.0.split_once('/'));
        let slugs: BTreeSet<String> = named
            .map(|(slug, _)| slugify(slug))
            .take(MOST_NAMED)
            .collect();
        if slugs.is_empty() {
            return BTreeSet::new();
        }
        let paths = self
            .index
            .paths()
            .filter_map(|(path, _)| path.strip_prefix(folder));
        let is_named = |path: &&str| {
            let name = path.rsplit('/').next().unwrap_or(path);
            let stem = name.split('.').next().unwrap_or(name);
            slugs.contains(&slugify(stem))
        };
        paths
            .filter(is_named)
            .take(4 * MOST_NAMED)
            .map(str::to_owned)
            .collect()
    }
}

//! The files of one revision, read from git's objects.

use std::collections::BTreeMap;
use std::sync::OnceLock;

use almanac_model::{Date, Day, FilePath};
use gix::objs::tree::EntryKind;
use gix::{ObjectId, ThreadSafeRepository};

use crate::horizon::Horizon;
use crate::message::{CommitText, moment_of};
use crate::{HistoryError, Repository};

/// How deep folders are followed, as deep as those of a folder on disk.
const MAX_DEPTH: usize = 33;

/// How many digits of a revision's name must be given at least.
const MIN_DIGITS: usize = 7;

/// The files of an almanac at one revision. They are listed only where somebody asks for all of them: whoever wants one file
/// of 100,000 reads the trees on its way.
pub struct RevisionFiles {
    repository: ThreadSafeRepository,
    revision: String,
    /// The tree of the almanac's folder, if the revision has it.
    root: Option<ObjectId>,
    found: OnceLock<Result<FoundFiles, String>>,
}

/// What the trees of a revision hold.
#[derive(Default)]
struct FoundFiles {
    files: BTreeMap<String, RevisionFile>,
    unreadable_names: Vec<String>,
}

/// A file of a revision.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RevisionFile {
    /// The name of its bytes, in hexadecimal digits.
    pub blob: String,
    /// Whether it is a link, whose bytes are where it leads.
    pub is_link: bool,
}

impl Repository {
    /// The files of the almanac at a revision, which is given by its name or at least the first
    /// seven digits of it; `None` if there is no such revision, or more than one.
    pub fn revision(&self, name: &str) -> Result<Option<RevisionFiles>, HistoryError> {
        let Some(id) = self.commit_id(name)? else {
            return Ok(None);
        };
        let Ok(commit) = self.inner.find_commit(id) else {
            return Ok(None);
        };
        Ok(Some(RevisionFiles {
            repository: self.inner.clone().into_sync(),
            revision: id.to_string(),
            root: self.folder_tree(&commit)?,
            found: OnceLock::new(),
        }))
    }

    /// The files of the almanac that one of two revisions has not, or has otherwise. What they have alike is passed over, so
    /// that it costs what the difference is; `None` where a revision is not there.
    pub fn files_between(
        &self,
        older: &str,
        newer: &str,
    ) -> Result<Option<Vec<FilePath>>, HistoryError> {
        let (Some(older), Some(newer)) = (self.revision(older)?, self.revision(newer)?) else {
            return Ok(None);
        };
        let mut files = Vec::new();
        self.differing(older.root, newer.root, String::new(), &mut |edit| {
            files.push(FilePath::from(edit.file));
        })?;
        Ok(Some(files))
    }

    /// All files below a folder of the repository, which is empty or ends with `/`, in the commit of a full name: by their
    /// paths from there. `None` where there is no such commit or folder.
    pub fn files_below(
        &self,
        name: &str,
        folder: &str,
    ) -> Result<Option<RevisionFiles>, HistoryError> {
        let id = ObjectId::from_hex(name.as_bytes()).map_err(HistoryError::unreadable)?;
        let commit = self
            .inner
            .find_commit(id)
            .map_err(HistoryError::unreadable)?;
        let mut tree = commit.tree_id().map_err(HistoryError::unreadable)?.detach();
        for part in folder.split('/').filter(|part| !part.is_empty()) {
            let found = self.tree(tree)?;
            let found = found
                .find_entry(part)
                .filter(|entry| entry.mode().is_tree());
            match found.map(|entry| entry.object_id()) {
                Some(below) => tree = below,
                None => return Ok(None),
            }
        }
        Ok(Some(RevisionFiles {
            repository: self.inner.clone().into_sync(),
            revision: name.to_owned(),
            root: Some(tree),
            found: OnceLock::new(),
        }))
    }

    /// The full name of the revision that somebody names who runs the program: by a day, of which it is what the present branch
    /// held at its end in UTC, by the first digits of its name, or by a branch or a tag. `None` where there is none.
    ///
    /// # Errors
    /// Fails where the repository can't be read.
    pub fn revision_named(&self, text: &str) -> Result<Option<String>, HistoryError> {
        if let Ok(date) = Date::parse(text) {
            return self.as_of_day(date.latest());
        }
        if let Some(id) = self.commit_id(text)? {
            return Ok(self.inner.find_commit(id).ok().map(|_| id.to_string()));
        }
        let found = self.inner.try_find_reference(text);
        let Some(mut reference) = found.ok().flatten() else {
            return Ok(None);
        };
        let id = reference.peel_to_id().map_err(HistoryError::unreadable)?;
        Ok(self
            .inner
            .find_commit(id)
            .ok()
            .map(|commit| commit.id.to_string()))
    }

    /// The newest of the first parents that had been recorded at the end of a day in UTC.
    fn as_of_day(&self, day: Day) -> Result<Option<String>, HistoryError> {
        let days = (day - Day::constant(1970, 1, 1)).get_days();
        let end = (i64::from(days) + 1) * 86_400;
        let mut next = self
            .newest_commit()
            .map_err(|gap| HistoryError::unreadable(gap.to_string()))?;
        let horizon = Horizon::of(&self.inner);
        while let Some(commit) = next {
            let recorded = moment_of(CommitText::of(&commit.data).committer);
            if recorded.is_none_or(|recorded| recorded.seconds < end) {
                return Ok(Some(commit.id.to_string()));
            }
            let parents = horizon.parents(&commit).unwrap_or_default();
            next = parents
                .first()
                .and_then(|id| self.inner.find_commit(*id).ok());
        }
        Ok(None)
    }

    fn commit_id(&self, name: &str) -> Result<Option<ObjectId>, HistoryError> {
        if name.len() < MIN_DIGITS {
            return Ok(None);
        }
        let Ok(prefix) = gix::hash::Prefix::from_hex(name) else {
            return Ok(None);
        };
        let found = self.inner.objects.lookup_prefix(prefix, None);
        Ok(found
            .map_err(HistoryError::unreadable)?
            .and_then(Result::ok))
    }
}

/// Lists the files below a tree.
fn gather(
    repository: &gix::Repository,
    tree: ObjectId,
    prefix: &str,
    depth: usize,
    found: &mut FoundFiles,
) -> Result<(), HistoryError> {
    let tree = repository
        .find_tree(tree)
        .map_err(HistoryError::unreadable)?;
    for entry in tree.iter() {
        let entry = entry.map_err(HistoryError::unreadable)?.inner;
        // Names that are no text can’t be addresses.
        let Ok(name) = std::str::from_utf8(entry.filename) else {
            let name = String::from_utf8_lossy(entry.filename);
            found.unreadable_names.push(format!("{prefix}{name}"));
            continue;
        };
        let path = format!("{prefix}{name}");
        let id = entry.oid.to_owned();
        match file_of(entry.mode.kind(), id) {
            Some(file) => drop(found.files.insert(path, file)),
            None if entry.mode.is_tree() && depth < MAX_DEPTH => {
                gather(repository, id, &format!("{path}/"), depth + 1, found)?;
            }
            None => {}
        }
    }
    Ok(())
}

/// The file that an entry of a tree stands for, if it stands for one.
fn file_of(kind: EntryKind, id: ObjectId) -> Option<RevisionFile> {
    let is_link = kind == EntryKind::Link;
    let is_file = is_link || matches!(kind, EntryKind::Blob | EntryKind::BlobExecutable);
    is_file.then(|| RevisionFile {
        blob: id.to_string(),
        is_link,
    })
}

impl RevisionFiles {
    /// The full name of the revision.
    pub fn revision(&self) -> &str {
        &self.revision
    }

    fn found(&self) -> Result<&FoundFiles, HistoryError> {
        let found = self.found.get_or_init(|| {
            let mut found = FoundFiles::default();
            let repository = self.repository.to_thread_local();
            match self
                .root
                .map(|root| gather(&repository, root, "", 0, &mut found))
            {
                Some(Err(error)) => Err(error.to_string()),
                _ => Ok(found),
            }
        });
        found.as_ref().map_err(HistoryError::unreadable)
    }

    /// All files below the almanac's folder, by their paths from it.
    pub fn files(&self) -> Result<&BTreeMap<String, RevisionFile>, HistoryError> {
        Ok(&self.found()?.files)
    }

    /// The file at a path from the almanac's folder.
    pub fn file(&self, path: &str) -> Result<Option<RevisionFile>, HistoryError> {
        if let Some(Ok(found)) = self.found.get() {
            return Ok(found.files.get(path).cloned());
        }
        let repository = self.repository.to_thread_local();
        let mut tree = self.root;
        let mut parts = path.split('/').peekable();
        while let (Some(id), Some(part)) = (tree, parts.next()) {
            let read = repository.find_tree(id).map_err(HistoryError::unreadable)?;
            let Some(entry) = read.find_entry(part) else {
                return Ok(None);
            };
            if parts.peek().is_none() {
                return Ok(file_of(entry.mode().kind(), entry.object_id()));
            }
            tree = entry.mode().is_tree().then(|| entry.object_id());
        }
        Ok(None)
    }

    /// Files and folders whose names are no UTF-8, with `\u{fffd}` in the place of what can't be read.
    pub fn unreadable_names(&self) -> Result<&[String], HistoryError> {
        Ok(&self.found()?.unreadable_names)
    }

    /// How many bytes a blob has. Git knows it without unpacking them.
    pub fn size(&self, blob: &str) -> Result<u64, HistoryError> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(HistoryError::unreadable)?;
        let repository = self.repository.to_thread_local();
        let header = repository
            .find_header(id)
            .map_err(HistoryError::unreadable)?;
        Ok(header.size())
    }

    /// The bytes of a blob.
    pub fn read(&self, blob: &str) -> Result<Vec<u8>, HistoryError> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(HistoryError::unreadable)?;
        let repository = self.repository.to_thread_local();
        let mut object = repository
            .find_object(id)
            .map_err(HistoryError::unreadable)?;
        Ok(std::mem::take(&mut object.data))
    }
}

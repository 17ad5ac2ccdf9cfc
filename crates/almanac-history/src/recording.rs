//! Commits that are made beside the branch, and then become its newest ones together.
//!
//! A tree is the branch's newest tree and the change, and nothing else: neither the index nor a work tree has a part in it.
//! Several commits can follow each other before anybody sees them. Then all their objects are written at once, and the
//! branch is moved once, by the git program, if it is still where it was.

use std::cell::RefCell;
use std::collections::HashMap;
use std::fs::File;
use std::rc::Rc;

use almanac_model::{Author, FilePath, same_file_name};
use gix::ObjectId;
use gix::bstr::ByteSlice;
use gix::objs::Kind;
use gix::objs::tree::{EntryKind, EntryMode};

use crate::branch::Branch;
use crate::new_objects::NewObjects;
use crate::new_tree::{TreeChanges, TreeEntry, entries_of, entry_of};
use crate::trailers::Trailers;
use crate::{HistoryError, Repository};

/// What stands at a path of a tree.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Standing {
    /// Nothing.
    Missing,
    /// A file with bytes of this name.
    File(String),
    /// A link, whose target has this name.
    Link(String),
    /// A folder, another repository: nothing that can be written as a file. Or a part of the path is a link or a file.
    NoFile,
}

/// What a commit is to say beside what it changes.
#[derive(Debug)]
pub struct NewCommit<'w> {
    /// Who made the change.
    pub author: &'w Author,
    /// Who records it, if the repository doesn't say.
    pub committer: &'w Author,
    /// What it does.
    pub message: &'w str,
    /// What it says about itself.
    pub trailers: Trailers,
    /// The time by our clock, in seconds since 1970.
    pub now: i64,
}

/// What became of commits that were to be the newest ones.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Publication {
    /// They are, and will be after a power cut.
    Done,
    /// The branch has moved on, so that they are not. Nothing was changed.
    BranchMoved,
}

/// The bytes that a file gets, by name or as they are.
#[derive(Debug, Clone)]
pub enum NewFile<'b> {
    /// These.
    Bytes(&'b [u8]),
    /// Those of an object that is there.
    Object(String),
}

/// Commits on their way.
pub struct Recording<'r> {
    pub(crate) repository: &'r Repository,
    branch: Branch,
    /// The newest commit with those on their way.
    tip: Option<ObjectId>,
    tree: Option<ObjectId>,
    /// When the newest commit was made, in seconds since 1970.
    time: i64,
    objects: NewObjects,
    trees: RefCell<HashMap<ObjectId, Rc<[u8]>>>,
}

impl Repository {
    /// Begins commits that follow the newest one.
    ///
    /// # Errors
    /// Fails where nothing can be recorded: no branch is checked out, another work tree has it, git does not trust the
    /// repository, or it can't be read.
    pub fn begin(&self) -> Result<Recording<'_>, HistoryError> {
        let branch = self.branch()?;
        let mut recording = Recording {
            repository: self,
            tip: branch.tip,
            branch,
            tree: None,
            time: 0,
            objects: NewObjects::default(),
            trees: RefCell::default(),
        };
        if let Some(tip) = recording.tip {
            let commit = self.inner.find_commit(tip);
            let commit = commit.map_err(HistoryError::unreadable)?;
            let tree = commit.tree_id().map_err(HistoryError::unreadable)?;
            recording.tree = Some(tree.detach());
            // A broken date is no reason to record nothing.
            let time = commit.time().map_or(0, |time| time.seconds);
            recording.time = time;
        }
        Ok(recording)
    }
}

/// Objects that are to be compressed.
pub struct Packing<'p>(&'p NewObjects);

impl Packing<'_> {
    /// Compresses them.
    pub fn run(&self) {
        self.0.pack();
    }
}

impl<'r> Recording<'r> {
    /// The repository that they are for.
    pub fn repository(&self) -> &'r Repository {
        self.repository
    }

    /// The newest commit with those on their way.
    pub fn tip(&self) -> Option<String> {
        self.tip.map(|tip| tip.to_string())
    }

    pub(crate) fn tip_id(&self) -> Option<ObjectId> {
        self.tip
    }

    /// The newest commit without those on their way.
    pub(crate) fn branch_tip(&self) -> Option<ObjectId> {
        self.branch.tip
    }

    pub(crate) fn tree(&self) -> Option<ObjectId> {
        self.tree
    }

    /// Makes a commit the newest of those on their way.
    pub(crate) fn set_tip(&mut self, tip: ObjectId, tree: ObjectId) {
        (self.tip, self.tree) = (Some(tip), Some(tree));
    }

    /// How many bytes are on their way.
    pub fn bytes(&self) -> usize {
        self.objects.bytes()
    }

    /// How many objects are on their way.
    pub fn objects(&self) -> usize {
        self.objects.count()
    }

    /// What stands at the path of a file, with the commits on their way.
    pub fn standing(&self, file: &FilePath) -> Result<Standing, HistoryError> {
        Ok(match self.entry(file)? {
            Found::Missing => Standing::Missing,
            Found::Entry(entry) if entry.mode.is_blob() => Standing::File(entry.id.to_string()),
            Found::Entry(entry) if entry.mode.is_link() => Standing::Link(entry.id.to_string()),
            Found::Entry(_) | Found::BelowFile => Standing::NoFile,
        })
    }

    /// The bytes of a file that [`Recording::standing`] found.
    pub fn read(&self, blob: &str) -> Result<Vec<u8>, HistoryError> {
        let id = ObjectId::from_hex(blob.as_bytes()).map_err(HistoryError::unreadable)?;
        if let Some(bytes) = self.objects.get(&id) {
            return Ok(bytes.to_vec());
        }
        self.repository.bytes_of(id)
    }

    /// Another file or folder that systems which don't tell cases and Unicode's forms apart take for a file that is not
    /// there yet, or for a folder on its way.
    pub fn same_elsewhere(&self, file: &FilePath) -> Result<Option<String>, HistoryError> {
        let mut tree = self.tree;
        let mut above = String::new();
        for part in self.repository.parts(file) {
            let Some(id) = tree else { return Ok(None) };
            let bytes = self.tree_bytes(id)?;
            let entries = entries_of(&bytes, self.repository.inner.object_hash())?;
            let exact = entries.iter().find(|entry| entry.filename == part);
            let Some(exact) = exact else {
                let wanted = same_file_name(part);
                // Names of the same letters are of the same length, unless they have letters beyond ASCII.
                let may_be =
                    |name: &str| !part.is_ascii() || !name.is_ascii() || name.len() == part.len();
                let names = entries
                    .iter()
                    .filter_map(|entry| entry.filename.to_str().ok());
                let mut same = names.filter(|name| may_be(name) && same_file_name(name) == wanted);
                return Ok(same.next().map(|name| format!("{above}{name}")));
            };
            above.push_str(part);
            above.push('/');
            tree = exact.mode.is_tree().then(|| exact.oid.to_owned());
        }
        Ok(None)
    }

    /// Adds a commit that gives files their bytes, or takes them away. Returns its name.
    pub fn add(
        &mut self,
        files: &[(&FilePath, Option<NewFile<'_>>)],
        words: &NewCommit<'_>,
    ) -> Result<String, HistoryError> {
        let mut entries = Vec::new();
        for (file, new) in files {
            let entry = match new {
                Some(new) => Some(self.new_entry(file, new)?),
                None => None,
            };
            entries.push((self.repository.parts(file), entry));
        }
        let changes: TreeChanges<'_> = entries
            .iter()
            .map(|(parts, entry)| (parts.clone(), *entry))
            .collect();
        let tree = match self.changed_tree(self.tree, &changes)? {
            Some(tree) => tree,
            None => self.add_object(Kind::Tree, Vec::new())?,
        };
        self.commit(tree, &self.tip.into_iter().collect::<Vec<_>>(), words)
    }

    /// Adds a commit of a tree.
    pub(crate) fn commit(
        &mut self,
        tree: ObjectId,
        parents: &[ObjectId],
        words: &NewCommit<'_>,
    ) -> Result<String, HistoryError> {
        // A clock that was set back must not make history run backwards.
        self.time = self.time.max(words.now);
        let committer = self.repository.committer(words.committer);
        let mut commit = format!("tree {tree}\n");
        for parent in parents {
            commit.push_str(&format!("parent {parent}\n"));
        }
        commit.push_str(&format!("author {} {} +0000\n", words.author, words.now));
        commit.push_str(&format!("committer {committer} {} +0000\n\n", self.time));
        commit.push_str(&words.trailers.add_to(words.message));
        let id = self.add_object(Kind::Commit, commit.into_bytes())?;
        (self.tip, self.tree) = (Some(id), Some(tree));
        Ok(id.to_string())
    }

    fn new_entry(&mut self, file: &FilePath, new: &NewFile<'_>) -> Result<TreeEntry, HistoryError> {
        let mode: EntryMode = match self.entry(file)? {
            // A file keeps its mode.
            Found::Entry(entry) if entry.mode.is_blob() => entry.mode,
            _ => EntryKind::Blob.into(),
        };
        let id = match new {
            NewFile::Bytes(bytes) => self.add_object(Kind::Blob, bytes.to_vec())?,
            NewFile::Object(id) => {
                ObjectId::from_hex(id.as_bytes()).map_err(HistoryError::unreadable)?
            }
        };
        Ok(TreeEntry { mode, id })
    }

    /// Compresses what is on its way, which [`Recording::store`] does else: another thread can do it beforehand.
    pub fn packing(&self) -> Packing<'_> {
        Packing(&self.objects)
    }

    /// Writes everything that is on its way to the disk. Nobody sees it yet.
    pub fn store(&self) -> Result<(), HistoryError> {
        self.objects.store(self.repository)
    }

    /// Makes what was stored the newest of the branch, if the branch is still what it was. Of hooks, git runs
    /// `reference-transaction`.
    ///
    /// # Errors
    /// Fails, with nothing changed, where git refuses.
    ///
    /// `lock` is held for as long as git runs, also where we are killed meanwhile: whoever comes next sees the branch
    /// where it stays.
    pub fn publish(&self, lock: Option<&File>) -> Result<Publication, HistoryError> {
        let Some(tip) = self.tip.filter(|_| self.tip != self.branch.tip) else {
            return Ok(Publication::Done);
        };
        let before = self.branch.tip;
        let none = ObjectId::null(self.repository.inner.object_hash());
        let moved = self.repository.move_branch(
            &self.branch.name,
            &tip.to_string(),
            &before.unwrap_or(none).to_string(),
            lock,
        );
        let Err(refused) = moved else {
            return Ok(Publication::Done);
        };
        // Git says in words what went wrong. The branch itself tells better whether we were too late, or whether git was
        // stopped when all was done.
        match self.repository.tip_of(&self.branch.name)? {
            now if now == Some(tip) => Ok(Publication::Done),
            now if now != before => Ok(Publication::BranchMoved),
            _ => Err(refused),
        }
    }

    pub(crate) fn add_object(
        &mut self,
        kind: Kind,
        bytes: Vec<u8>,
    ) -> Result<ObjectId, HistoryError> {
        self.objects.add(self.repository, kind, bytes)
    }

    /// The bytes of a tree. They are kept, as every change goes through the trees of its path several times.
    pub(crate) fn tree_bytes(&self, id: ObjectId) -> Result<Rc<[u8]>, HistoryError> {
        if let Some(bytes) = self.objects.get(&id) {
            return Ok(bytes.into());
        }
        if let Some(bytes) = self.trees.borrow().get(&id) {
            return Ok(bytes.clone());
        }
        let bytes: Rc<[u8]> = self.repository.tree(id)?.data.as_slice().into();
        self.trees.borrow_mut().insert(id, bytes.clone());
        Ok(bytes)
    }

    fn entry(&self, file: &FilePath) -> Result<Found, HistoryError> {
        let parts = self.repository.parts(file);
        let mut tree = self.tree;
        for (at, part) in parts.iter().enumerate() {
            let Some(id) = tree else {
                return Ok(Found::Missing);
            };
            let bytes = self.tree_bytes(id)?;
            let Some(entry) = entry_of(&bytes, part, self.repository.inner.object_hash())? else {
                return Ok(Found::Missing);
            };
            if at + 1 == parts.len() {
                return Ok(Found::Entry(TreeEntry {
                    mode: entry.mode,
                    id: entry.oid.to_owned(),
                }));
            }
            if !entry.mode.is_tree() {
                return Ok(Found::BelowFile);
            }
            tree = Some(entry.oid.to_owned());
        }
        Ok(Found::Missing)
    }
}

/// What stands at a path.
enum Found {
    Missing,
    Entry(TreeEntry),
    /// A part of the path is a file.
    BelowFile,
}

impl Repository {
    /// The parts of a file's path in the repository.
    pub(crate) fn parts<'p>(&'p self, file: &'p FilePath) -> Vec<&'p str> {
        let prefix = self.prefix.iter().map(String::as_str);
        prefix.chain(file.as_str().split('/')).collect()
    }

    pub(crate) fn bytes_of(&self, id: ObjectId) -> Result<Vec<u8>, HistoryError> {
        let object = self.inner.find_object(id);
        let mut object = object.map_err(HistoryError::unreadable)?;
        Ok(std::mem::take(&mut object.data))
    }

    /// Who records changes: as the repository's settings say, else the server.
    fn committer(&self, otherwise: &Author) -> String {
        let set = self.inner.committer().and_then(Result::ok);
        let set = set.and_then(|who| {
            let name = who.name.to_str().ok()?;
            Author::new(name, who.email.to_str().ok()?).ok()
        });
        set.as_ref().unwrap_or(otherwise).to_string()
    }

    /// Moves a branch from one commit to another, durably.
    pub(crate) fn move_branch(
        &self,
        name: &str,
        to: &str,
        from: &str,
        lock: Option<&File>,
    ) -> Result<(), HistoryError> {
        let arguments = [
            "-c",
            "core.fsync=all",
            "-c",
            "core.fsyncMethod=fsync",
            // Others who write may hold the lock for as long as their hooks take.
            "-c",
            "core.filesRefLockTimeout=5000",
            "update-ref",
            "-m",
            "almanac: record a change",
            name,
            to,
            from,
        ];
        match self.git(&arguments).holding(lock).run() {
            Ok(_) => Ok(()),
            Err(HistoryError::Refused { message, .. }) if message.contains("aborted by hook") => {
                Err(HistoryError::RefusedByHook(hook_words(&message)))
            }
            Err(error) => Err(error),
        }
    }
}

/// What a hook said, without git's own last line about it.
fn hook_words(message: &str) -> String {
    let lines = message
        .lines()
        .filter(|line| !line.contains("aborted by hook"));
    lines.collect::<Vec<_>>().join("\n").trim().to_owned()
}

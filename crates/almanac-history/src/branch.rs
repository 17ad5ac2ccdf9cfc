//! The branch that is served, and whether commits may be added to it.

use std::fs;
use std::path::{Path, PathBuf};

use gix::ObjectId;

use crate::{HistoryError, Repository};

/// The branch that `HEAD` names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Branch {
    /// Its full name, like `refs/heads/main`.
    pub name: String,
    /// Its newest commit, if it has one yet.
    pub tip: Option<ObjectId>,
}

impl Repository {
    /// The branch that commits are added to.
    ///
    /// # Errors
    /// Fails where there is none, where its files would fall behind in another work tree, and where git would refuse
    /// to touch the repository.
    pub(crate) fn branch(&self) -> Result<Branch, HistoryError> {
        self.require_trust()?;
        let newest = self.newest_commit();
        let tip = newest.map_err(HistoryError::unreadable)?.map(|tip| tip.id);
        let head = self.inner.head_name().map_err(HistoryError::unreadable)?;
        let name = head.ok_or(HistoryError::Detached)?.to_string();
        if let Some(folder) = self.other_work_tree_of(&name)? {
            return Err(HistoryError::ElsewhereCheckedOut {
                branch: name.trim_start_matches("refs/heads/").to_owned(),
                folder: folder.display().to_string(),
            });
        }
        Ok(Branch { name, tip })
    }

    /// The newest commit of a branch as it is on the disk now.
    pub(crate) fn tip_of(&self, branch: &str) -> Result<Option<ObjectId>, HistoryError> {
        let found = self.inner.try_find_reference(branch);
        let found = found.map_err(HistoryError::unreadable)?;
        Ok(found.and_then(|reference| reference.try_id().map(|id| id.detach())))
    }

    /// Git works in the repository of another user only if it was told to. We ask before we write, as our objects would
    /// be there before git refuses to name them.
    fn require_trust(&self) -> Result<(), HistoryError> {
        if self.inner.git_dir_trust() == gix::sec::Trust::Full {
            return Ok(());
        }
        match self.git(&["rev-parse", "--git-dir"]).run() {
            Ok(_) => Ok(()),
            Err(HistoryError::Refused { message, .. }) if message.contains("safe.directory") => {
                let folder = self.inner.workdir().unwrap_or(self.inner.git_dir());
                Err(HistoryError::OtherOwner {
                    folder: folder.display().to_string(),
                })
            }
            Err(error) => Err(error),
        }
    }

    /// Where else a branch is checked out.
    fn other_work_tree_of(&self, branch: &str) -> Result<Option<PathBuf>, HistoryError> {
        let common = self.inner.common_dir();
        // Asking git costs a process, and most repositories have one work tree.
        let linked = fs::read_dir(common.join("worktrees"));
        if linked.is_ok_and(|mut linked| linked.next().is_some()) {
            return self.listed_work_tree_of(branch);
        }
        Ok(None)
    }

    /// The same, of all that git lists.
    fn listed_work_tree_of(&self, branch: &str) -> Result<Option<PathBuf>, HistoryError> {
        let common = self.inner.common_dir();
        let listed = self.git(&["worktree", "list", "--porcelain", "-z"]).run()?;
        let is_main = is_same(self.inner.git_dir(), common);
        let branch = format!("branch {branch}");
        for (number, one) in ListedWorkTree::all(&listed).into_iter().enumerate() {
            let is_own = match (number, self.inner.workdir()) {
                // The main one stands first. Git names the folder of a submodule's in another way than gix does.
                (0, _) => is_main,
                (_, Some(own)) => !is_main && is_same(one.folder, own),
                (_, None) => false,
            };
            // One whose folder is gone waits for being pruned, and has no files.
            if one.has(&branch) && !is_own && !one.is_prunable() {
                let main = self.main_work_tree().filter(|_| number == 0);
                return Ok(Some(main.unwrap_or_else(|| one.folder.to_owned())));
            }
        }
        Ok(None)
    }

    /// The folder of the main work tree where the settings name it, as those of a submodule do.
    fn main_work_tree(&self) -> Option<PathBuf> {
        let settings = self.inner.config_snapshot();
        let named = settings.string("core.worktree")?;
        let named = gix::path::from_bstr(named).ok()?;
        let folder = self.inner.common_dir().join(named);
        Some(folder.canonicalize().unwrap_or(folder))
    }
}

/// A work tree as git lists it: a line for each thing that is said of it.
struct ListedWorkTree<'l> {
    folder: &'l Path,
    lines: Vec<&'l [u8]>,
}

impl<'l> ListedWorkTree<'l> {
    fn all(listed: &'l [u8]) -> Vec<Self> {
        let mut all: Vec<Self> = Vec::new();
        for line in listed.split(|byte| *byte == 0) {
            if let Some(folder) = line.strip_prefix(b"worktree ") {
                let folder = gix::path::from_byte_slice(folder);
                all.extend(folder.map(|folder| Self {
                    folder,
                    lines: Vec::new(),
                }));
            } else if let Some(one) = all.last_mut() {
                one.lines.push(line);
            }
        }
        all
    }

    fn has(&self, line: &str) -> bool {
        self.lines.contains(&line.as_bytes())
    }

    fn is_prunable(&self) -> bool {
        self.lines.iter().any(|line| line.starts_with(b"prunable"))
    }
}

fn is_same(one: &Path, other: &Path) -> bool {
    match (one.canonicalize(), other.canonicalize()) {
        (Ok(one), Ok(other)) => one == other,
        _ => false,
    }
}

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
        if let Some(folder) = self.other_work_tree_of(&name) {
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
    fn other_work_tree_of(&self, branch: &str) -> Option<PathBuf> {
        let common = self.inner.common_dir();
        let common = common.canonicalize().unwrap_or_else(|_| common.to_owned());
        let own = self.git_folder();
        let has_it = |git: &Path| {
            let head = fs::read_to_string(git.join("HEAD")).unwrap_or_default();
            head.strip_prefix("ref:").map(str::trim) == Some(branch)
        };
        let linked = fs::read_dir(common.join("worktrees"));
        let linked = linked.into_iter().flatten().flatten().map(|one| one.path());
        let mut others = linked.filter(|git| *git != own && has_it(git));
        // One whose folder is gone waits for being pruned, and has no files.
        let folder = others.find_map(|git| {
            let place = fs::read_to_string(git.join("gitdir")).ok()?;
            let folder = Path::new(place.trim()).parent()?.to_owned();
            folder.exists().then_some(folder)
        });
        // The main one, seen from another. A bare repository has no files of its own.
        let main = common.ends_with(".git") && common != own && has_it(&common);
        folder.or_else(|| main.then(|| common.parent().map(Path::to_owned))?)
    }
}

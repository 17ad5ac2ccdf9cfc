//! The remote that a branch is followed from and written to, by the git program: it knows about keys, proxies and the
//! owner's settings.
//!
//! Nothing of a remote is ever merged in a work tree, and nothing of it is ever overwritten: it is fetched to references of
//! ours, and the branch is pushed as git does without being forced.

mod fault;
mod joined;
mod proposals;
mod unpushed;

pub use fault::{RemoteFault, RemoteFaultKind};
pub use joined::{FileState, FileStates};
pub use unpushed::{MergePlan, WriteGroup};

use std::time::Duration;

use gix::ObjectId;

use crate::{HistoryError, Repository};

/// How long git may take to ask a remote, and to bring something there or from there. A first fetch may be large.
const LIMITS: (Duration, Duration) = (Duration::from_secs(30), Duration::from_secs(600));

/// Where what we know of remotes is kept.
const REFERENCES: &str = "refs/almanac/remote";

/// How many digits of its hash tell one remote's references from those of another.
const DIGITS: usize = 12;

/// A branch of a remote.
pub struct Remote<'r> {
    repository: &'r Repository,
    address: String,
    /// The full name of the branch, here and there.
    branch: String,
    /// Where its references are kept.
    place: String,
}

/// What a remote has.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum RemoteTip {
    /// The branch, at this commit, which is in our repository now.
    At(String),
    /// No branch of this name.
    Missing {
        /// Whether it has no other branch either, as a new repository.
        is_empty: bool,
    },
}

impl Repository {
    /// The branch of a remote that our branch follows: the one of the same name.
    ///
    /// # Errors
    /// Fails where no branch is checked out, and where the address is none that git may be given.
    pub fn remote(&self, address: &str) -> Result<Remote<'_>, RemoteFault> {
        let is_bad = |sign: char| sign.is_control() || sign == '\u{fffd}';
        // `ext::` and others of the kind are programs to run.
        let runs = address.split_once("::").is_some_and(|(start, _)| {
            start
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || byte == b'-')
        });
        if address.is_empty() || address.starts_with('-') || address.contains(is_bad) || runs {
            return Err(RemoteFault::bad_address());
        }
        let branch = self.branch().map_err(RemoteFault::ours)?.name;
        let key = blake3::hash(format!("{address}\0{branch}").as_bytes()).to_hex();
        Ok(Remote {
            repository: self,
            address: address.to_owned(),
            branch,
            place: format!("{REFERENCES}/{}", &key[..DIGITS]),
        })
    }
}

impl Remote<'_> {
    /// The branch's name, as people say it.
    pub fn branch(&self) -> &str {
        self.branch.trim_start_matches("refs/heads/")
    }

    fn reference(&self, name: &str) -> String {
        format!("{}/{name}", self.place)
    }

    /// What was fetched last.
    pub fn fetched(&self) -> Result<Option<String>, HistoryError> {
        self.known("fetched")
    }

    /// What the branch has followed to: all of it is in our branch, or was given up by whoever decides.
    pub fn followed(&self) -> Result<Option<String>, HistoryError> {
        self.known("followed")
    }

    /// The commit that somebody who decides wants to be followed, though the remote was rewritten.
    pub fn accepted(&self) -> Result<Option<String>, HistoryError> {
        self.known("accepted")
    }

    fn known(&self, name: &str) -> Result<Option<String>, HistoryError> {
        let tip = self.repository.tip_of(&self.reference(name))?;
        Ok(tip.map(|tip| tip.to_string()))
    }

    /// Keeps that the branch has followed to a commit.
    pub fn follow_to(&self, commit: &str) -> Result<(), HistoryError> {
        if self.followed()?.as_deref() == Some(commit) {
            return Ok(());
        }
        self.repository
            .set_reference(&self.reference("followed"), commit)
    }

    /// Keeps that somebody wants a commit to be followed.
    pub fn accept(&self, commit: &str) -> Result<(), HistoryError> {
        self.repository
            .set_reference(&self.reference("accepted"), commit)
    }

    /// Asks the remote where its branch is, and fetches it if that is new.
    pub fn fetch(&self) -> Result<RemoteTip, RemoteFault> {
        let listed = ["ls-remote", "--quiet", "--heads", "--", &self.address];
        let listed = self.run(&listed, LIMITS.0)?;
        let listed = String::from_utf8_lossy(&listed);
        let mut lines = listed.lines().filter_map(|line| line.split_once('\t'));
        let found = lines.find(|(_, name)| *name == self.branch);
        let Some((tip, _)) = found else {
            return Ok(RemoteTip::Missing {
                is_empty: listed.trim().is_empty(),
            });
        };
        let known = self.fetched().map_err(RemoteFault::ours)?;
        if known.as_deref() == Some(tip) {
            return Ok(RemoteTip::At(tip.to_owned()));
        }
        let reference = self.reference("fetched");
        let wanted = format!("+{}:{reference}", self.branch);
        let arguments = [
            "-c",
            "core.fsync=all",
            "fetch",
            "--quiet",
            "--no-tags",
            "--no-write-fetch-head",
            "--no-auto-maintenance",
            "--no-recurse-submodules",
            "--refmap=",
            "--",
            &self.address,
            &wanted,
        ];
        self.run(&arguments, LIMITS.1)?;
        // It may have moved once more in between.
        let fetched = self.fetched().map_err(RemoteFault::ours)?;
        Ok(RemoteTip::At(fetched.unwrap_or_else(|| tip.to_owned())))
    }

    /// Pushes a commit to the branch, which must follow what the remote has.
    pub fn push(&self, commit: &str) -> Result<(), RemoteFault> {
        let wanted = format!("{commit}:{}", self.branch);
        let arguments = [
            "push",
            "--porcelain",
            "--no-follow-tags",
            "--recurse-submodules=no",
            "--",
            &self.address,
            &wanted,
        ];
        self.run(&arguments, LIMITS.1)?;
        // The remote has it now. What fails here is found out by the next fetch.
        let _ = self
            .repository
            .set_reference(&self.reference("fetched"), commit);
        Ok(())
    }

    fn run(&self, arguments: &[&str], limit: Duration) -> Result<Vec<u8>, RemoteFault> {
        let command = self.repository.git(arguments).within(limit);
        let ran = command.without_questions(self.repository).run();
        ran.map_err(|error| RemoteFault::of(error, &self.address))
    }
}

impl Repository {
    pub(crate) fn set_reference(&self, name: &str, commit: &str) -> Result<(), HistoryError> {
        let arguments = [
            "-c",
            "core.fsync=all",
            "-c",
            "core.filesRefLockTimeout=5000",
            "update-ref",
            name,
            commit,
        ];
        self.git(&arguments).run().map(drop)
    }

    /// Whether one commit is another or one of its ancestors.
    pub fn is_ancestor(&self, older: &str, newer: &str) -> Result<bool, HistoryError> {
        let beyond = ["rev-list", "--max-count=1", older, "--not", newer, "--"];
        Ok(self.git(&beyond).run()?.is_empty())
    }

    /// How many commits one has in its history that another has not.
    pub fn count_beyond(&self, newer: &str, older: Option<&str>) -> Result<usize, HistoryError> {
        let mut arguments = vec!["rev-list", "--count", newer];
        arguments.extend(older.into_iter().flat_map(|older| ["--not", older]));
        arguments.push("--");
        let printed = self.git(&arguments).run()?;
        let printed = String::from_utf8_lossy(&printed);
        printed.trim().parse().map_err(HistoryError::unreadable)
    }

    /// The newest commit that two have in their histories, if there is one.
    pub fn merge_base(&self, one: &str, other: &str) -> Result<Option<String>, HistoryError> {
        match self.git(&["merge-base", one, other]).run() {
            Ok(printed) => Ok(String::from_utf8_lossy(&printed)
                .lines()
                .next()
                .map(str::to_owned)),
            Err(HistoryError::Refused { message, .. }) if message.is_empty() => Ok(None),
            Err(error) => Err(error),
        }
    }

    pub(crate) fn id_of(&self, commit: &str) -> Result<ObjectId, HistoryError> {
        ObjectId::from_hex(commit.as_bytes()).map_err(HistoryError::unreadable)
    }

    pub(crate) fn tree_of(&self, commit: ObjectId) -> Result<ObjectId, HistoryError> {
        let commit = self.inner.find_commit(commit);
        let commit = commit.map_err(HistoryError::unreadable)?;
        Ok(commit.tree_id().map_err(HistoryError::unreadable)?.detach())
    }
}

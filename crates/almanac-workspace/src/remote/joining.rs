//! Joins what a remote has with what we have recorded, beside the branch.
//!
//! Where only one side has gone on, the branch follows. Else both become the parents of one commit, so that no commit that
//! was acknowledged leaves the history. What can't be joined, because both sides have changed the same files or because the
//! almanac would have errors that the remote's has not, becomes a proposal, and all else goes on.

use std::collections::BTreeSet;

use almanac_history::{
    FileStates, MergePlan, NewCommit, Publication, Recording, Remote, RemoteFault, Repository,
    Trailers, WriteGroup,
};
use almanac_model::{Author, FilePath, Reading};

use super::errors::Errors;
use super::round::Held;
use crate::planned_change::{Passage, PlannedFile, PlannedFiles};
use crate::publishing::Publishing;
use crate::work_tree::WorkTree;
use crate::workspace::AlmanacWorkspace;

/// A fetch that removes more than one of so many pages waits for somebody to decide.
const MOST_REMOVED: usize = 10;

/// What is joined.
pub(super) struct Joining<'j> {
    pub workspace: &'j AlmanacWorkspace,
    pub repository: &'j Repository,
    pub remote: &'j Remote<'j>,
    /// The remote's newest commit.
    pub theirs: &'j str,
}

/// Why it waits, and the files that have changed, by their paths in the repository.
type Joined = (Option<Held>, BTreeSet<String>);

impl Joining<'_> {
    pub fn join(&self) -> Result<Joined, RemoteFault> {
        let nothing = (None, BTreeSet::new());
        let Some(ours) = self.repository.head() else {
            return self.move_to_theirs();
        };
        let followed = self.remote.followed()?;
        if ours == self.theirs || followed.as_deref() == Some(self.theirs) {
            return Ok(nothing);
        }
        let is_accepted = self.remote.accepted()?.as_deref() == Some(self.theirs);
        let base = match &followed {
            Some(followed) => Some(followed.clone()),
            None => self.repository.merge_base(&ours, self.theirs)?,
        };
        let Some(base) = base else {
            return Ok((Some(Held::Unrelated), BTreeSet::new()));
        };
        let is_rewritten = !self.repository.is_ancestor(&base, self.theirs)?;
        if !is_accepted && let Some(held) = self.held(is_rewritten, &base)? {
            return Ok((Some(held), BTreeSet::new()));
        }
        let joined = match is_rewritten {
            true => self.give_way(&ours, &base)?,
            false if self.repository.is_ancestor(self.theirs, &ours)? => nothing,
            false if self.repository.is_ancestor(&ours, self.theirs)? => self.move_to_theirs()?,
            false => self.merge(&ours)?,
        };
        self.remote.follow_to(self.theirs)?;
        Ok(joined)
    }

    /// Why the remote is not followed unless somebody decides so.
    fn held(&self, is_rewritten: bool, base: &str) -> Result<Option<Held>, RemoteFault> {
        if is_rewritten {
            return Ok(Some(Held::Rewritten));
        }
        let layout = &self
            .workspace
            .served()
            .snapshot
            .config()
            .content
            .layout
            .clone();
        let own = self.workspace.almanac.repository()?;
        let prefix = own.map_or_else(String::new, |own| own.folder_in_repository());
        let is_page = |file: &str| {
            let own = file.strip_prefix(&prefix);
            own.is_some_and(|own| layout.is_page_file(own))
        };
        let (removed, of) = self.repository.removed(base, self.theirs, &is_page)?;
        let is_much = removed * MOST_REMOVED > of;
        Ok(is_much.then_some(Held::Removed { removed, of }))
    }

    /// Where only the remote has gone on.
    fn move_to_theirs(&self) -> Result<Joined, RemoteFault> {
        let recording = self.begin()?;
        self.publish_theirs(recording)
    }

    fn publish_theirs(&self, mut recording: Recording<'_>) -> Result<Joined, RemoteFault> {
        recording.adopt(self.theirs)?;
        self.publish(&recording)
    }

    /// Where the remote was rewritten, and somebody wants that: what was not pushed yet becomes proposals on what it has now.
    fn give_way(&self, ours: &str, base: &str) -> Result<Joined, RemoteFault> {
        let plan = self.repository.plan(ours, self.theirs, Some(base))?;
        for commit in plan.groups.iter().flat_map(|group| &group.commits) {
            let commit = self.repository.on_top(self.theirs, commit)?;
            self.repository.propose(&commit)?;
        }
        self.move_to_theirs()
    }

    /// Where both have gone on.
    fn merge(&self, ours: &str) -> Result<Joined, RemoteFault> {
        let plan = self.repository.merge_plan(ours, self.theirs)?;
        let kept = self.without_errors(&plan)?;
        let left = plan.groups.iter().enumerate();
        let left = left.filter(|(at, _)| !kept.contains(at));
        let mut has_left = false;
        for commit in left.flat_map(|(_, group)| &group.commits) {
            // Before the branch moves: whoever is stopped in between proposes the same once more, which changes nothing.
            self.repository.propose(commit)?;
            has_left = true;
        }
        if plan.is_there || kept.is_empty() && has_left {
            return self.move_to_theirs();
        }
        let mut recording = self.begin()?;
        self.add_merge(&mut recording, &plan, &kept)?;
        self.publish(&recording)
    }

    /// Those groups of our changes with which the almanac has no errors that the remote's own has not.
    fn without_errors(&self, plan: &MergePlan) -> Result<BTreeSet<usize>, RemoteFault> {
        let groups = plan.groups.iter().enumerate();
        let all: BTreeSet<usize> = { groups.clone() }
            .filter(|(_, group)| !group.conflicts)
            .map(|(at, _)| at)
            .collect();
        let found = self.errors(plan, &all)?;
        if found.is_none() || all.is_empty() {
            return Ok(all);
        }
        let of_theirs = self.errors(plan, &BTreeSet::new())?;
        if found <= of_theirs {
            return Ok(all);
        }
        // One of them is to blame, or two together: each is added to those before it.
        let mut kept = BTreeSet::new();
        for at in all {
            let mut more = kept.clone();
            more.insert(at);
            if self.errors(plan, &more)? <= of_theirs {
                kept = more;
            }
        }
        Ok(kept)
    }

    /// The errors of the almanac as some groups would have it; `None` without any.
    fn errors(
        &self,
        plan: &MergePlan,
        groups: &BTreeSet<usize>,
    ) -> Result<Option<Errors>, RemoteFault> {
        let mut recording = self.begin()?;
        self.add_merge(&mut recording, plan, groups)?;
        let own = self.workspace.almanac.repository()?;
        let prefix = own.map_or_else(String::new, |own| own.folder_in_repository());
        let changes = recording.file_changes(&prefix)?;
        Ok(Errors::with(self.workspace, &changes))
    }

    fn add_merge(
        &self,
        recording: &mut Recording<'_>,
        plan: &MergePlan,
        groups: &BTreeSet<usize>,
    ) -> Result<(), RemoteFault> {
        let host = self.workspace.host();
        let server = Author::new(crate::writing::SERVER, "").expect("the server has a name");
        let server = server.addressed_at(&host);
        let words = NewCommit {
            author: &server,
            committer: &server,
            message: "Join what was recorded here with what was pushed",
            trailers: Trailers::default(),
            now: (self.workspace.moments)(),
        };
        let groups: Vec<&WriteGroup> = groups.iter().map(|at| &plan.groups[*at]).collect();
        recording.merge(&plan.theirs, &groups, &words)?;
        Ok(())
    }

    fn begin(&self) -> Result<Recording<'_>, RemoteFault> {
        Ok(self.repository.begin()?)
    }

    /// Moves the branch, and brings the files along that nobody has touched.
    fn publish(&self, recording: &Recording<'_>) -> Result<Joined, RemoteFault> {
        let lock = self.repository.lock_work_tree();
        let changed = recording.states_since_branch()?;
        let files: BTreeSet<String> = changed.keys().cloned().collect();
        let planned = planned(&changed);
        let root = self.repository.work_tree();
        if root.is_some()
            && let Some(hostile) = files.iter().find(|file| !is_writable(file))
        {
            return Err(RemoteFault::hostile(hostile));
        }
        let tree = match root {
            Some(folder) => Some(WorkTree {
                repository: self.repository,
                folder,
                filters: self
                    .repository
                    .filters(&planned.keys().collect::<Vec<_>>())?,
            }),
            None => None,
        };
        let publishing = Publishing {
            recording,
            repository: self.repository,
            files: planned.iter().collect(),
            tree: tree.as_ref(),
            lock: lock.as_ref(),
            now: (self.workspace.moments)(),
        };
        match publishing.publish()? {
            (Publication::Done, index) => {
                if let Some(index) = index {
                    index.finish();
                }
                Ok((None, files))
            }
            (Publication::BranchMoved, _) => Err(RemoteFault::moved()),
        }
    }
}

/// Whether a path of a repository can be written below its folder without leaving it, or reaching git's own.
fn is_writable(path: &str) -> bool {
    path.split('/').all(|part| {
        let is_dots = matches!(part, "" | "." | "..");
        !is_dots && !part.contains(['\\', '\0']) && !is_name_of_git(part)
    })
}

fn is_name_of_git(part: &str) -> bool {
    let seen: String = { part.chars() }
        .filter(|sign| !crate::permitted::is_without_width(*sign))
        .collect();
    let lower = seen.to_ascii_lowercase();
    let plain = lower.split(':').next().unwrap_or_default();
    let plain = plain.trim_end_matches(['.', ' ']);
    plain == ".git" || plain.starts_with("git~")
}

fn planned(changed: &FileStates) -> PlannedFiles {
    let files = changed.iter().map(|(file, state)| {
        let planned = PlannedFile {
            was: state.was.clone(),
            now: state.now.clone(),
            bytes: None,
            passage: Passage::Plain,
            mode: state.mode.clone(),
        };
        (FilePath::from(file.as_str()), planned)
    });
    files.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_written_out_of_the_folder_or_into_gits_own() {
        for path in ["a.md", "entries/a.md", ".github/x", "git/x", ".gitignore"] {
            assert!(is_writable(path), "{path}");
        }
        for path in [
            "../a.md",
            "a/../b",
            "/etc/x",
            "a//b",
            "./a",
            ".git/config",
            ".GIT/config",
            "a/.git/hooks/x",
            ".git./x",
            ".git /x",
            "git~1/x",
            ".g\u{200c}it/x",
            ".git::$INDEX_ALLOCATION/x",
            "a\\..\\b",
        ] {
            assert!(!is_writable(path), "{path:?}");
        }
    }
}

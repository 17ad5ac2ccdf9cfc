//! How a workspace applies change sets: in turn, many at once, and what has to be done beside.

use std::collections::BTreeSet;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use almanac_compile::Touched;
use almanac_history::{Behind, Repository};
use almanac_model::{Applied, ApplyError, Author, ChangeSet, Day, FilePath, Reading, Writing};

use crate::almanac::Almanac;
use crate::git_writer::{GitWriter, WriterState};
use crate::plain_writer;
use crate::publishing::IndexFollowing;
use crate::work_tree::settle;
use crate::workspace::{AlmanacWorkspace, lock};

/// The name by which the server records changes, if the repository's settings give none.
pub(crate) const SERVER: &str = "Almanac";

/// The host of addresses where nobody has said where the almanac is published.
const NO_HOST: &str = "localhost";

type Outcome = Result<Applied, ApplyError>;

/// What the writer of a workspace keeps.
#[derive(Default)]
pub(crate) struct WriterKept {
    state: WriterState,
    is_maintained: Arc<AtomicBool>,
}

impl WriterKept {
    /// What the writer of a repository knows.
    pub fn state(&mut self) -> &mut WriterState {
        &mut self.state
    }

    /// Notes that the branch has got commits that somebody else has made.
    pub fn note_joined(&mut self) {
        self.state.note_change();
    }
}

impl AlmanacWorkspace {
    /// Applies a change set when it is its turn. Whoever waits for one is taken along.
    pub(crate) fn apply_in_turn(&self, set: &ChangeSet) -> Outcome {
        if let Almanac::Embedded { .. } | Almanac::Revision(_) = &self.almanac {
            return Err(ApplyError::ReadOnly);
        }
        self.writes.apply(set, |kept, sets| {
            let (outcomes, index) = self.apply_all(kept, sets);
            let applied = outcomes.iter().flatten();
            let files: BTreeSet<FilePath> = applied
                .flat_map(|applied| applied.files.keys().cloned())
                .collect();
            std::thread::scope(|scope| {
                if let Some(index) = index {
                    scope.spawn(|| index.finish());
                }
                if !files.is_empty() {
                    // The changes stand. If the folder can't be compiled now, the watcher will say so.
                    let _ = self.refresh(&Touched::Files(files));
                    self.remote.note_recorded();
                }
            });
            self.note_lagging();
            outcomes
        })
    }

    /// Applies change sets. Also returns what git's index has still to learn of them.
    fn apply_all(
        &self,
        kept: &mut WriterKept,
        sets: &[&ChangeSet],
    ) -> (Vec<Outcome>, Option<IndexFollowing>) {
        let check = |changes: &[_]| self.check(changes);
        let check_at = |tip: Option<&str>, changes: &[_]| {
            self.catch_up(tip)?;
            self.check(changes)
        };
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        match (self.almanac.repository(), self.almanac.folder()) {
            (Ok(None), Some(folder)) => {
                let apply = |set: &&ChangeSet| plain_writer::apply(folder, layout, set, &check);
                return (sets.iter().map(apply).collect(), None);
            }
            (Ok(None), None) => {
                let outcomes = sets.iter().map(|_| Err(ApplyError::ReadOnly));
                return (outcomes.collect(), None);
            }
            (Ok(Some(_)), _) => {}
            (Err(error), _) => {
                let why = error.to_string();
                let outcomes = sets.iter().map(|_| Err(ApplyError::Failed(why.clone())));
                return (outcomes.collect(), None);
            }
        }
        let host = self.host();
        let committer = Author::new(SERVER, "").expect("the server has a name");
        let mut writer = GitWriter {
            almanac: &self.almanac,
            layout,
            state: &mut kept.state,
            committer: &committer.addressed_at(&host),
            host: &host,
            now: (self.moments)(),
            check: &check_at,
            index: None,
        };
        let outcomes = writer.apply(sets);
        let index = writer.index.take();
        if let Some(bytes) = kept.state.due_maintenance() {
            maintain(self.almanac.clone(), bytes, kept.is_maintained.clone());
        }
        (outcomes, index)
    }

    /// Makes sure that what is served of a bare repository is its newest revision: others may have pushed, and what is
    /// checked is laid over what is served.
    pub(crate) fn catch_up(&self, tip: Option<&str>) -> Result<(), ApplyError> {
        let is_behind = || self.served().revision.as_deref() != tip;
        if matches!(self.almanac, Almanac::Bare(..)) && is_behind() {
            let caught_up = self.refresh(&Touched::Files(BTreeSet::new()));
            caught_up.map_err(|error| ApplyError::Failed(error.to_string()))?;
        }
        Ok(())
    }

    /// The host of the almanac's addresses.
    pub(crate) fn host(&self) -> String {
        let served = self.served();
        let set = self.base_url.as_ref();
        let address = set.or(served.snapshot.config().base_url.as_ref());
        let host = address.and_then(|address| {
            let (_, rest) = address.split_once("://")?;
            let host = rest.split(['/', ':', '?', '#']).next()?;
            (!host.is_empty()).then(|| host.to_owned())
        });
        host.unwrap_or_else(|| NO_HOST.to_owned())
    }

    /// Tries again to bring along what of the work tree could not follow, if there is anything.
    pub fn settle(&self) {
        if lock(&self.lagging).is_empty() {
            return;
        }
        let Some(folder) = self.almanac.folder() else {
            return;
        };
        let _turn = self.writes.turn();
        if let Ok((behind, files)) = settle(folder) {
            *lock(&self.lagging) = sentences(&behind);
            let _ = self.refresh(&Touched::Files(files.into_iter().collect()));
        }
    }

    pub(crate) fn note_lagging(&self) {
        let repository = self.almanac.folder().map(Repository::discover);
        if let Some(Ok(Some(repository))) = repository {
            *lock(&self.lagging) = sentences(&repository.behind());
        }
    }
}

/// Brings along what whoever wrote last could not. Says what still could not follow.
pub(crate) fn settle_at_start(almanac: &Almanac) -> Vec<String> {
    let Some(folder) = almanac.folder() else {
        return Vec::new();
    };
    match settle(folder) {
        Ok((behind, _)) => sentences(&behind),
        // What keeps git from being read is said where it is read.
        Err(_) => match Repository::discover(folder) {
            Ok(Some(repository)) => sentences(&repository.behind()),
            _ => Vec::new(),
        },
    }
}

/// What is said of files that could not follow. It names none of them: everybody may read it.
fn sentences(behind: &Behind) -> Vec<String> {
    let files = match behind.files.len() {
        0 => return Vec::new(),
        1 => "1 file".to_owned(),
        count => format!("{count} files"),
    };
    let since = jiff::Timestamp::from_second(behind.since).unwrap_or_default();
    vec![format!(
        "since {since}, {files} of the work tree could not follow what was recorded: git has another lock, or somebody has edited them"
    )]
}

/// The first moment of a day, in seconds since 1970.
pub(crate) fn midnight(day: Day) -> i64 {
    let midnight = day.to_zoned(jiff::tz::TimeZone::UTC);
    midnight.map_or(0, |midnight| midnight.timestamp().as_second())
}

/// Has git tidy the repository, on a thread of its own: nobody waits for it. Only one does so at a time.
fn maintain(almanac: Almanac, bytes: usize, is_maintained: Arc<AtomicBool>) {
    if is_maintained.swap(true, Ordering::AcqRel) {
        return;
    }
    std::thread::spawn(move || {
        if let Ok(Some(repository)) = almanac.repository() {
            // Another git may be at it, which is just as well.
            let _ = repository.maintain(bytes);
        }
        is_maintained.store(false, Ordering::Release);
    });
}

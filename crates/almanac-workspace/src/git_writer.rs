//! Applies change sets to a repository: each becomes a commit, and several share one way to the disk.
//!
//! All of it is made beside the branch. Objects are written and synced, the branch is moved by git if it is still what it
//! was, and only then is the work tree brought along. So whoever is stopped anywhere leaves either nothing, or commits whose
//! files can be brought along later.

use std::collections::{BTreeMap, BTreeSet};
use std::time::{Duration, Instant};

use almanac_compile::content_hash;
use almanac_history::{
    FileFilter, HistoryError, NewCommit, Publication, Recording, Repository, Trailers, WriteIds,
};
use almanac_model::{
    Applied, ApplyError, Author, ChangeSet, ContentHash, FileChange, FilePath, Layout, Proposed,
    Report,
};

use crate::almanac::Almanac;
use crate::permitted::require_permitted;
use crate::planned_change::{Ground, PlannedFiles, failed};
use crate::publishing::{IndexFollowing, Publishing};
use crate::work_tree::WorkTree;

/// How many bytes of objects are made before they are written. Where one folder holds 100,000 pages, each commit makes
/// 4 MB.
const MOST_BYTES: usize = 64_000_000;

/// How long a branch that others keep moving is run after.
const MOST_PATIENCE: Duration = Duration::from_secs(30);

/// After how many bytes of new objects, and after how many changes, git is asked whether there is something to tidy.
const UNTIL_MAINTENANCE: (usize, usize) = (500_000_000, 200);

type Outcome = Result<Applied, ApplyError>;

/// Checks changes laid over a revision, which is served by then where there is no work tree.
pub(crate) type Check<'c> = &'c dyn Fn(Option<&str>, &[FileChange]) -> Result<Report, ApplyError>;

/// The one who writes to a repository. There is one at a time in a program; several programs keep each other's commits, as
/// git moves a branch only from where it was.
pub(crate) struct GitWriter<'w> {
    /// The almanac.
    pub almanac: &'w Almanac,
    /// Where content lies in it.
    pub layout: &'w Layout,
    pub state: &'w mut WriterState,
    /// Who records changes, if the repository's settings don't say.
    pub committer: &'w Author,
    /// The host of the addresses of those who give none.
    pub host: &'w str,
    /// The time, in seconds since 1970.
    pub now: i64,
    pub check: Check<'w>,
    /// What git's index has still to learn of what was applied.
    pub index: Option<IndexFollowing>,
}

/// What the writer keeps from one time to the next.
#[derive(Default)]
pub(crate) struct WriterState {
    ids: WriteIds,
    changes: usize,
    bytes: usize,
}

impl WriterState {
    /// Counts a change that was made beside the writer, for the sake of tidying.
    pub fn note_change(&mut self) {
        self.changes += 1;
    }

    /// How many bytes have been written since the last time that this was asked, if that is a reason to tidy.
    pub fn due_maintenance(&mut self) -> Option<usize> {
        let (bytes, changes) = UNTIL_MAINTENANCE;
        let is_due = self.bytes >= bytes || self.changes >= changes;
        let bytes = is_due.then_some(self.bytes)?;
        (self.bytes, self.changes) = (0, 0);
        Some(bytes)
    }
}

/// A change set that became a commit on its way.
struct OnItsWay {
    at: usize,
    files: PlannedFiles,
    revision: String,
}

impl GitWriter<'_> {
    /// Applies change sets, in their order. Each is applied or refused for itself.
    pub fn apply(&mut self, sets: &[&ChangeSet]) -> Vec<Outcome> {
        let mut outcomes: Vec<Option<Outcome>> = sets.iter().map(|_| None).collect();
        let begun = Instant::now();
        loop {
            let open: Vec<usize> = (0..sets.len())
                .filter(|at| outcomes[*at].is_none())
                .collect();
            if open.is_empty() {
                break;
            }
            let attempted = self.attempt(sets, &open, &mut outcomes);
            let gave_up = match attempted {
                Ok(()) if begun.elapsed() < MOST_PATIENCE => continue,
                Ok(()) => "the branch did not hold still for long enough".to_owned(),
                Err(error) => {
                    let error = failed(error);
                    if let ApplyError::NotRecordable(why) = error {
                        refuse_rest(&mut outcomes, &|| ApplyError::NotRecordable(why.clone()));
                        break;
                    }
                    error.to_string()
                }
            };
            refuse_rest(&mut outcomes, &|| ApplyError::Failed(gave_up.clone()));
        }
        let outcomes = outcomes.into_iter().flatten();
        outcomes.collect()
    }

    /// Makes commits of those that can be applied, as many as may share a way to the disk. Those that have no outcome
    /// afterwards are to be tried again.
    fn attempt(
        &mut self,
        sets: &[&ChangeSet],
        open: &[usize],
        outcomes: &mut [Option<Outcome>],
    ) -> Result<(), HistoryError> {
        let Some(repository) = self.almanac.repository()? else {
            return Err(HistoryError::Unreadable("it is gone".to_owned()));
        };
        // It has the lock of the work tree.
        if let Some(index) = self.index.take() {
            index.finish();
        }
        // Of several servers on one work tree, each waits for the others' files to have followed.
        let lock = repository.lock_work_tree();
        let mut recording = repository.begin()?;
        let tip = recording.tip();
        self.state.ids.follow(&repository, tip.as_deref())?;
        let touched = open.iter().flat_map(|at| &sets[*at].changes);
        let touched: BTreeSet<&FilePath> = touched.flat_map(FileChange::files).collect();
        let touched: Vec<&FilePath> = touched.into_iter().collect();
        let filters = repository.filters(&touched)?;
        let tree = self.work_tree(&repository, &filters);
        let ground = (tree.as_ref(), &filters);
        let made = self.commits(sets, open, outcomes, &mut recording, ground)?;
        if made.is_empty() {
            return Ok(());
        }
        // Those that were refused have said so. For the rest, all of them together must be without errors. Meanwhile their
        // objects are compressed: where a folder has 100,000 files, its tree takes as long as the compile.
        let packing = recording.packing();
        let checked = std::thread::scope(|scope| {
            scope.spawn(|| packing.run());
            (self.check)(tip.as_deref(), &changes_of(&made))
        });
        match checked {
            Ok(report) if report.errors() > 0 && made.len() > 1 => {
                drop(lock);
                return self.one_by_one(sets, &made, outcomes);
            }
            Ok(report) if report.errors() > 0 => {
                outcomes[made[0].at] = Some(Err(refusal(&made[0].files, report)));
                return Ok(());
            }
            Ok(_) => {}
            Err(error) => {
                let why = error.to_string();
                fail(&made, outcomes, &|| ApplyError::Failed(why.clone()));
                return Ok(());
            }
        }
        let publishing = Publishing {
            recording: &recording,
            repository: &repository,
            files: made.iter().flat_map(|one| &one.files).collect(),
            tree: tree.as_ref(),
            lock: lock.as_ref(),
            now: self.now,
        };
        match publishing.publish() {
            Ok((Publication::Done, index)) => {
                self.index = index;
                self.state.changes += made.len();
                self.state.bytes += recording.bytes();
                for one in made {
                    outcomes[one.at] = Some(Ok(applied(&one.files, Some(one.revision))));
                }
            }
            Ok((Publication::BranchMoved, _)) => {}
            Err(HistoryError::RefusedByHook(_)) if made.len() > 1 => {
                drop(lock);
                return self.one_by_one(sets, &made, outcomes);
            }
            Err(HistoryError::RefusedByHook(words)) => {
                fail(&made, outcomes, &|| {
                    ApplyError::RefusedByHook(words.clone())
                });
            }
            Err(error) => {
                let why = error.to_string();
                fail(&made, outcomes, &|| ApplyError::Failed(why.clone()));
            }
        }
        Ok(())
    }

    /// Keeps a change set as a proposal on the newest commit: nothing that the branch has changes.
    pub fn propose(&mut self, set: &ChangeSet) -> Result<Proposed, ApplyError> {
        self.proposed(set)
            .unwrap_or_else(|error| Err(failed(error)))
    }

    fn proposed(&mut self, set: &ChangeSet) -> Result<Result<Proposed, ApplyError>, HistoryError> {
        let Some(repository) = self.almanac.repository()? else {
            return Err(HistoryError::Unreadable("it is gone".to_owned()));
        };
        let mut recording = repository.begin()?;
        let tip = recording.tip();
        self.state.ids.follow(&repository, tip.as_deref())?;
        let touched: Vec<&FilePath> = set.changes.iter().flat_map(FileChange::files).collect();
        let filters = repository.filters(&touched)?;
        let tree = self.work_tree(&repository, &filters);
        let ground = (tree.as_ref(), &filters);
        let mut outcomes = [None];
        let made = self.commits(&[set], &[0], &mut outcomes, &mut recording, ground)?;
        let Some(made) = made.into_iter().next() else {
            let [outcome] = outcomes;
            let nothing = || ApplyError::NotRecordable("it changes nothing".to_owned());
            return Ok(match outcome {
                Some(Err(error)) => Err(error),
                _ => Err(nothing()),
            });
        };
        let report = match (self.check)(tip.as_deref(), &set.changes) {
            Ok(report) => report,
            Err(error) => return Ok(Err(error)),
        };
        if report.errors() > 0 {
            return Ok(Err(refusal(&made.files, report)));
        }
        recording.store()?;
        let number = repository.propose(&made.revision)?;
        Ok(Ok(Proposed {
            number,
            revision: made.revision,
        }))
    }

    /// Tries each for itself, as one of them would have the others refused too.
    fn one_by_one(
        &mut self,
        sets: &[&ChangeSet],
        made: &[OnItsWay],
        outcomes: &mut [Option<Outcome>],
    ) -> Result<(), HistoryError> {
        for one in made {
            let begun = Instant::now();
            while outcomes[one.at].is_none() && begun.elapsed() < MOST_PATIENCE {
                self.attempt(sets, &[one.at], outcomes)?;
            }
        }
        Ok(())
    }

    /// Commits on their way. Sets that can't be applied get their outcome; so do those that are in the history already.
    fn commits(
        &self,
        sets: &[&ChangeSet],
        open: &[usize],
        outcomes: &mut [Option<Outcome>],
        recording: &mut Recording<'_>,
        (tree, filters): (Option<&WorkTree<'_>>, &BTreeMap<FilePath, FileFilter>),
    ) -> Result<Vec<OnItsWay>, HistoryError> {
        let mut made = Vec::new();
        let (mut on_their_way, mut ids) = (BTreeSet::new(), BTreeSet::new());
        for at in open.iter().copied() {
            let set = sets[at];
            if recording.bytes() >= MOST_BYTES {
                break;
            }
            // The same one, sent twice: it is found in the history the next time.
            if !ids.insert(&set.id) {
                continue;
            }
            if let Some(known) = self.state.ids.commit_of(set.id.as_str()) {
                outcomes[at] = Some(Ok(applied_before(set, known)));
                continue;
            }
            let ground = Ground {
                recording,
                tree,
                filters,
                on_their_way: &on_their_way,
            };
            let planned = require_permitted(set, self.layout).and_then(|()| ground.plan(set));
            let files = match planned {
                Ok(files) => files,
                Err(error) => {
                    outcomes[at] = Some(Err(error));
                    continue;
                }
            };
            if files.values().all(|file| file.was == file.now) {
                outcomes[at] = Some(Ok(applied(&files, None)));
                continue;
            }
            let revision = recording.add(
                &files
                    .iter()
                    .filter(|(_, planned)| planned.was != planned.now)
                    .map(|(file, planned)| (file, planned.in_commit()))
                    .collect::<Vec<_>>(),
                &self.words(set, &set.author.addressed_at(self.host)),
            )?;
            on_their_way.extend(files.keys().cloned());
            made.push(OnItsWay {
                at,
                files,
                revision,
            });
        }
        Ok(made)
    }

    fn words<'s>(&'s self, set: &'s ChangeSet, author: &'s Author) -> NewCommit<'s> {
        NewCommit {
            author,
            committer: self.committer,
            message: &set.message,
            trailers: Trailers {
                write: Some(set.id.as_str().to_owned()),
                program: set.by_program.then(|| set.author.name().to_owned()),
                proposal: set.proposal.as_ref().map(|proposal| proposal.number),
                accepted_by: set.proposal.as_ref().map(|it| it.by.name().to_owned()),
            },
            now: self.now,
        }
    }

    fn work_tree<'t>(
        &'t self,
        repository: &'t Repository,
        filters: &BTreeMap<FilePath, FileFilter>,
    ) -> Option<WorkTree<'t>> {
        Some(WorkTree {
            repository,
            folder: self.almanac.folder()?,
            filters: filters.clone(),
        })
    }
}

/// The changes of commits on their way, as they are checked.
fn changes_of(made: &[OnItsWay]) -> Vec<FileChange> {
    let files = made.iter().flat_map(|one| &one.files);
    let newest: BTreeMap<&FilePath, _> = files.collect();
    let changes = newest.into_iter().map(|(file, planned)| {
        let (file, base) = (file.clone(), None::<ContentHash>);
        match &planned.bytes {
            Some(bytes) => FileChange::Write {
                file,
                base,
                bytes: bytes.clone(),
            },
            None => FileChange::Remove {
                file,
                // Bases are not compared where changes are only checked.
                base: content_hash(b""),
            },
        }
    });
    changes.collect()
}

/// How a change with errors is refused: a new page whose name is taken is told which page has it.
fn refusal(files: &PlannedFiles, report: Report) -> ApplyError {
    const OF_NAMES: [&str; 3] = ["duplicate-slug", "duplicate-id", "alias-clash"];
    let is_new = |file: &FilePath| files.get(file).is_some_and(|planned| planned.was.is_none());
    let errors = report.diagnostics.iter();
    let mut taken = errors.filter(|error| OF_NAMES.contains(&error.name));
    let found = taken.find_map(|error| {
        let labels = error.labels.iter().map(|label| &label.place.file);
        let mut places = labels.chain([&error.place.file]);
        let other = places.clone().find(|file| !files.contains_key(*file))?;
        let file = places.find(|file| is_new(file))?;
        Some((file.clone(), other.clone()))
    });
    match found {
        Some((file, other)) => ApplyError::NameTaken { file, other },
        None => ApplyError::Invalid(report),
    }
}

fn applied(files: &PlannedFiles, revision: Option<String>) -> Applied {
    let hashes = files.iter().map(|(file, planned)| {
        let hash = planned.bytes.as_ref().map(|bytes| content_hash(bytes));
        (file.clone(), hash)
    });
    Applied {
        files: hashes.collect(),
        revision,
    }
}

/// What became of a change set that was sent again.
fn applied_before(set: &ChangeSet, revision: &str) -> Applied {
    let mut files = BTreeMap::new();
    for change in &set.changes {
        match change {
            FileChange::Write { file, bytes, .. } => {
                files.insert(file.clone(), Some(content_hash(bytes)));
            }
            FileChange::Remove { file, .. } => drop(files.insert(file.clone(), None)),
            FileChange::Move {
                from,
                to,
                base,
                bytes,
            } => {
                let hash = bytes.as_ref().map(|bytes| content_hash(bytes));
                files.insert(from.clone(), None);
                files.insert(to.clone(), Some(hash.unwrap_or_else(|| base.clone())));
            }
        }
    }
    Applied {
        files,
        revision: Some(revision.to_owned()),
    }
}

fn fail(made: &[OnItsWay], outcomes: &mut [Option<Outcome>], error: &dyn Fn() -> ApplyError) {
    made.iter()
        .for_each(|one| outcomes[one.at] = Some(Err(error())));
}

fn refuse_rest(outcomes: &mut [Option<Outcome>], error: &dyn Fn() -> ApplyError) {
    let open = outcomes.iter_mut().filter(|outcome| outcome.is_none());
    open.for_each(|outcome| *outcome = Some(Err(error())));
}

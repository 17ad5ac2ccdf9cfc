//! The almanac that a server shows: its newest state that is fit to be served.

use std::collections::HashSet;
use std::io;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use almanac_compile::{
    CompileError, Compiled, ContentJudge, Impact, ImpactSubject, MAX_FILE_BYTES, Options,
    OverlayTree, Touched, Tree, impact_of_change, new_page,
};
use almanac_model::{
    Applied, ApplyError, AsOf, ChangeSet, CheckedDraft, Day, FileChange, FilePath, Follower,
    Following, NewPage, NewPageError, NewPageKind, NoHistory, OpenFile, Reading, RemoteState,
    Report, Served, StandingFile, UnreadableHistory, WithDrafts, Writing,
};

use crate::almanac::{Almanac, TemplateCheck, compile_again};
use crate::dates::Dates;
use crate::followers::Followers;
use crate::history::{FollowedHistory, PageHistory};
use crate::last_good::{Keeper, KeptCompile};
use crate::remote::RemoteKept;
use crate::revision_tree::RevisionTree;
use crate::write_queue::WriteQueue;
use crate::writing::{self, WriterKept};

/// Tells the day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// Tells the moment, in seconds since 1970, by which commits are dated.
pub type Moments = Arc<dyn Fn() -> i64 + Send + Sync>;

/// The compile with the drafts among the pages. It costs another compile at each edit, so it is made only where there is
/// a desk to show them, and only while there are any.
enum Drafts {
    NeverShown,
    /// Where there is a desk; with the compile, while there are drafts.
    Shown(Option<Box<Keeper>>),
}

/// An almanac on disk or in the binary, kept compiled.
///
/// Two threads use it in `serve`: the one that follows edits calls [`AlmanacWorkspace::refresh`], and those that
/// answer requests read what is served. Locks are taken in one order, `writing` before `keeper` before `served`, and
/// `served` is held only to copy or swap a pointer. So a reader never waits for a compile.
pub struct AlmanacWorkspace {
    pub(crate) almanac: Almanac,
    today: Clock,
    pub(crate) base_url: Option<String>,
    pub(crate) dates: Dates,
    served: RwLock<Arc<Served>>,
    followers: Arc<Followers>,
    template_check: TemplateCheck,
    /// Held while the almanac is compiled, and for nothing else: git is never waited for under it.
    keeper: Mutex<Keeper>,
    /// The compile with the drafts, for the desk. Taken only under `keeper`.
    drafts: Mutex<Drafts>,
    /// Why the last compile failed, if it did: what is served may be older than the files.
    trouble: Mutex<Option<String>>,
    /// Where pages of history are shown.
    pub(crate) history: Option<FollowedHistory>,
    /// Why something of the history could not be read when it was last asked for.
    pub(crate) history_trouble: Mutex<Option<NoHistory>>,
    /// Those who wait to write, and what the one writer keeps. Its turn is taken before `keeper`, never after it.
    pub(crate) writes: WriteQueue<WriterKept>,
    pub(crate) moments: Moments,
    /// What of the work tree could not follow what was recorded, in a sentence.
    pub(crate) lagging: Mutex<Vec<String>>,
    /// What is known of the remote that `almanac.toml` names.
    pub(crate) remote: RemoteKept,
}

impl AlmanacWorkspace {
    /// Compiles an almanac for the first time. One with errors is served as far
    /// as it can be read. `base_url` is where it is published, if not where its `almanac.toml` says.
    ///
    /// # Errors
    /// Fails where there is nothing to compile, as in a folder without `almanac.toml`.
    pub fn open(
        almanac: Almanac,
        today: Clock,
        template_check: TemplateCheck,
        base_url: Option<String>,
    ) -> Result<Self, CompileError> {
        // Whoever wrote last may have been stopped before the files had followed.
        let lagging = writing::settle_at_start(&almanac);
        let dates = Dates::default();
        let at = dates.of(&almanac);
        let clock = today.clone();
        let moments: Moments = Arc::new(move || writing::midnight(clock()));
        let options = Options {
            dates: at.dates,
            base_url: base_url.clone(),
            plain: almanac.plain().cloned(),
            ..Options::for_day(today())
        };
        let mut keeper = Keeper::new(options.clone(), template_check);
        let tree = almanac.tree_at(at.revision.as_deref());
        let outcome = keeper.first(&*tree, &options)?;
        let served = Served {
            snapshot: outcome.snapshot,
            report: Arc::new(outcome.report),
            revision: at.revision,
            number: 0,
            today: options.today,
            files: outcome.files,
            with_drafts: None,
        };
        Ok(Self {
            almanac,
            today,
            base_url,
            dates,
            served: RwLock::new(Arc::new(served)),
            followers: Arc::default(),
            template_check,
            keeper: Mutex::new(keeper),
            drafts: Mutex::new(Drafts::NeverShown),
            trouble: Mutex::default(),
            history: None,
            history_trouble: Mutex::default(),
            writes: WriteQueue::default(),
            moments,
            lagging: Mutex::new(lagging),
            remote: RemoteKept::default(),
        })
    }

    /// The same, with commits dated by a clock.
    pub fn with_moments(mut self, moments: Moments) -> Self {
        self.moments = moments;
        self
    }

    /// The same, with what the desk sees: the drafts among the pages.
    ///
    /// # Errors
    /// As [`AlmanacWorkspace::open`].
    pub fn with_desk(mut self) -> Result<Self, CompileError> {
        let drafts = Mutex::new(Drafts::Shown(None));
        self.drafts = drafts;
        let with_drafts = {
            let keeper = lock(&self.keeper);
            let tree = self.tree();
            self.drafts_after(&keeper, &tree, &keeper.options(), &Touched::Anything)?
        };
        let served = Served {
            with_drafts,
            ..(*self.served()).clone()
        };
        self.served = RwLock::new(Arc::new(served));
        Ok(self)
    }

    /// The same, with the history of its pages, which a thread of its own reads. What is kept of it is in a file of ours, if one
    /// is named; `begin` is called first on that thread.
    #[must_use]
    pub fn with_history(mut self, file: Option<PathBuf>, begin: fn()) -> Self {
        let served = self.served();
        self.history = self.almanac.place().is_some().then(|| {
            let almanac = self.almanac.clone();
            FollowedHistory::start(almanac, file, served.revision.clone(), served.today, begin)
        });
        self
    }

    /// The whole almanac as of a revision: see [`almanac_model::History::as_of`].
    pub(crate) fn whole_as_of(&self, revision: &str) -> Result<Option<AsOf>, UnreadableHistory> {
        let failed = |error: &dyn std::fmt::Display| UnreadableHistory(error.to_string());
        let found = self.almanac.repository();
        let found = found.map_err(|error| failed(&error))?;
        let Some(repository) = found else {
            return Ok(None);
        };
        let files = repository.revision(revision);
        let Some(files) = files.map_err(|error| failed(&error))? else {
            return Ok(None);
        };
        let revision = files.revision().to_owned();
        let options = Options {
            dates: Arc::new(repository.last_changed_at(&revision, &ContentJudge)),
            base_url: self.base_url.clone(),
            plain: self.almanac.plain().cloned(),
            ..Options::for_day((self.today)())
        };
        // A branch: what has the same text as now is taken from there, and not parsed again.
        let (mut branch, _) = lock(&self.keeper).branch();
        let tree = RevisionTree::new(files);
        let check = self.template_check;
        match compile_again(&mut branch, &tree, &options, &Touched::Anything, check) {
            Ok(compiled) => Ok(Some(AsOf {
                revision,
                snapshot: compiled.snapshot,
                report: Arc::new(compiled.report),
            })),
            Err(CompileError::NotAnAlmanac) => Ok(None),
            Err(error) => Err(failed(&error)),
        }
    }

    /// The day by the clock of the workspace.
    pub(crate) fn today(&self) -> Day {
        (self.today)()
    }

    /// The history as it was last read.
    pub(crate) fn page_history(&self) -> Result<PageHistory, NoHistory> {
        let followed = self.history.as_ref().ok_or(NoHistory::OutsideGit)?;
        Ok(followed.now()?.on((self.today)()))
    }

    /// What is served with the drafts among the pages, after a compile without them. While their compile has errors that
    /// leave nothing fit to serve, the snapshot before stays.
    fn drafts_after(
        &self,
        keeper: &Keeper,
        tree: &Arc<dyn Tree>,
        options: &Options,
        touched: &Touched,
    ) -> Result<Option<WithDrafts>, CompileError> {
        let mut drafts = lock(&self.drafts);
        let Drafts::Shown(kept) = &mut *drafts else {
            return Ok(None);
        };
        if !keeper.has_left_out_drafts() {
            *kept = None;
            return Ok(None);
        }
        let before = self.served();
        if let (Some(kept), Some(before)) = (kept.as_mut(), &before.with_drafts) {
            let options = options.clone().with_drafts();
            let now: KeptCompile = kept.next(tree, &options, touched, &before.snapshot)?;
            return Ok(Some(WithDrafts {
                snapshot: now.snapshot.unwrap_or_else(|| before.snapshot.clone()),
                report: Arc::new(now.report),
            }));
        }
        let (made, first) = keeper.with_drafts(&**tree)?;
        *kept = Some(Box::new(made));
        Ok(Some(WithDrafts {
            snapshot: first.snapshot,
            report: Arc::new(first.report),
        }))
    }

    /// Compiles the almanac again after some of its files were touched, a commit was made or a day began, and swaps
    /// what is served. A file that has errors now is served as it was before them. Returns whether anything changed.
    ///
    /// # Errors
    /// Fails where there is nothing to compile. What was served stays, [`Reading::trouble`] says why, and the next call
    /// looks at everything, as the files that were touched are not known any more.
    pub fn refresh(&self, touched: &Touched) -> Result<bool, CompileError> {
        let failed_before = lock(&self.trouble).is_some();
        let touched = match failed_before {
            true => &Touched::Anything,
            false => touched,
        };
        let refreshed = self.compile_again(touched);
        *lock(&self.trouble) = refreshed.as_ref().err().map(ToString::to_string);
        refreshed
    }

    fn compile_again(&self, touched: &Touched) -> Result<bool, CompileError> {
        // Held to the end, so that followers get the swaps in the order of the compiles.
        let mut keeper = lock(&self.keeper);
        // Read under the lock: a compile that began later must not serve older dates.
        let at = self.dates.of(&self.almanac);
        let options = Options {
            dates: at.dates,
            base_url: self.base_url.clone(),
            plain: self.almanac.plain_now(),
            ..Options::for_day((self.today)())
        };
        let before = self.served();
        let tree = self.almanac.tree_at(at.revision.as_deref());
        let moved = self.moved_since(&before, at.revision.as_deref());
        let touched = moved.as_ref().unwrap_or(touched);
        let outcome = keeper.next(&tree, &options, touched, &before.snapshot)?;
        let with_drafts = self.drafts_after(&keeper, &tree, &options, touched)?;
        let now = Served {
            snapshot: outcome.snapshot.unwrap_or_else(|| before.snapshot.clone()),
            report: Arc::new(outcome.report),
            revision: at.revision,
            number: before.number + 1,
            today: options.today,
            files: outcome.files,
            with_drafts,
        };
        // An editor that saves without a change, or a touched file that holds no content, must not reload every browser.
        if is_same(&before, &now) {
            return Ok(false);
        }
        let now = Arc::new(now);
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = now.clone();
        if let Some(history) = &self.history {
            history.show(now.revision.as_deref());
        }
        self.followers.tell(&now);
        Ok(true)
    }

    /// The files that are served.
    pub(crate) fn tree(&self) -> Arc<dyn Tree> {
        self.almanac.tree_at(self.served().revision.as_deref())
    }

    /// What differs in the branch of a bare repository from what was served before, whatever somebody says was touched:
    /// nothing else has its files. `None` of all else.
    fn moved_since(&self, before: &Served, revision: Option<&str>) -> Option<Touched> {
        if !matches!(self.almanac, Almanac::Bare(..)) {
            return None;
        }
        let files = before
            .revision
            .as_deref()
            .zip(revision)
            .and_then(|(old, new)| {
                let repository = self.almanac.repository().ok()??;
                repository.files_between(old, new).ok()?
            });
        Some(files.map_or(Touched::Anything, |files| {
            Touched::Files(files.into_iter().collect())
        }))
    }

    /// Compiles again if another day has begun since the last compile, so that pages and report are of the new day
    /// together. Returns whether that was so.
    ///
    /// # Errors
    /// As [`AlmanacWorkspace::refresh`].
    pub fn follow_the_day(&self) -> Result<bool, CompileError> {
        if self.served().today == (self.today)() {
            return Ok(false);
        }
        // No file was touched, but the day is part of the options, so that everything is checked again.
        self.refresh(&Touched::Files(Default::default()))
    }

    /// What a change would touch, as the almanac is served now.
    pub fn impact_of(&self, subject: &ImpactSubject) -> Impact {
        almanac_compile::impact(&self.served().snapshot, subject)
    }

    /// What the compiler says of the almanac with changes laid over it.
    pub(crate) fn report_with(&self, changes: &[FileChange]) -> Result<Report, ApplyError> {
        Ok(self.compile_with(changes)?.report)
    }

    /// The almanac with changes laid over it. They are compiled by a branch of the compiler that
    /// knows the folder, so that a draft costs what an edit costs. The lock is held only to branch, so that several
    /// drafts can be checked at once.
    fn compile_with(&self, changes: &[FileChange]) -> Result<Compiled, ApplyError> {
        let failed = |error: &dyn std::fmt::Display| ApplyError::Failed(error.to_string());
        let (mut branch, options) = lock(&self.keeper).branch();
        let tree = self.tree();
        let mut overlay = OverlayTree::new(tree.clone());
        for change in changes {
            overlay = match change {
                FileChange::Write { file, bytes, .. } => overlay.with(file.clone(), bytes.clone()),
                FileChange::Remove { file, .. } => overlay.without(file.clone()),
                FileChange::Move {
                    from, to, bytes, ..
                } => {
                    let bytes = match bytes {
                        Some(bytes) => Some(bytes.clone()),
                        None => {
                            let read = tree.read(from, MAX_FILE_BYTES);
                            read.map_err(|error| failed(&error))?.map(Into::into)
                        }
                    };
                    let overlay = overlay.without(from.clone());
                    match bytes {
                        Some(bytes) => overlay.with(to.clone(), bytes),
                        None => overlay,
                    }
                }
            };
        }
        let files = changes.iter().flat_map(FileChange::files).cloned();
        let touched = Touched::Files(files.collect());
        let compiled = compile_again(
            &mut branch,
            &overlay,
            &options,
            &touched,
            self.template_check,
        );
        compiled.map_err(|error| failed(&error))
    }
}

/// Whether two states differ in nothing that a reader or an editor sees.
fn is_same(one: &Served, other: &Served) -> bool {
    one.snapshot.hash() == other.snapshot.hash()
        && one.report == other.report
        && one.revision == other.revision
        && one.today == other.today
        && one.files == other.files
        && one.at_desk().0.hash() == other.at_desk().0.hash()
        && one.at_desk().1 == other.at_desk().1
        && one.with_drafts.is_some() == other.with_drafts.is_some()
}

pub(crate) fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Reading for AlmanacWorkspace {
    fn served(&self) -> Arc<Served> {
        self.served
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn follow(&self, follower: Follower) -> Following {
        self.followers.add(follower)
    }

    fn trouble(&self) -> Option<String> {
        lock(&self.trouble).clone()
    }

    fn lagging(&self) -> Vec<String> {
        lock(&self.lagging).clone()
    }

    fn remote(&self) -> Option<RemoteState> {
        self.remote.state()
    }

    fn open(&self, file: &FilePath) -> io::Result<Option<OpenFile>> {
        // What is not listed is not looked for: whatever an address says, it can't name another file.
        let served = self.served();
        let layout = &served.snapshot.config().content.layout;
        let is_served = layout.may_be_sent(file.as_str());
        match served.files.binary_search(file) {
            Ok(_) if is_served => self.almanac.open_at(served.revision.as_deref(), file),
            _ => Ok(None),
        }
    }
}

impl Writing for AlmanacWorkspace {
    fn read(&self, file: &FilePath) -> Result<Option<StandingFile>, ApplyError> {
        self.standing(file)
    }

    fn new_page(&self, kind: NewPageKind<'_>, title: &str) -> Result<NewPage, NewPageError> {
        // Also what is a draft has its name.
        let served = self.served();
        new_page(served.at_desk().0, kind, title, self.today())
    }

    fn draft(&self, changes: &[FileChange]) -> Result<CheckedDraft, ApplyError> {
        // Taken before the draft is compiled: a swap in between could otherwise make what it reports look new.
        let before = self.served();
        let Compiled {
            snapshot,
            mut report,
            ..
        } = self.compile_with(changes)?;
        // What was reported before is not the draft's doing.
        let reported: HashSet<_> = before
            .report
            .diagnostics
            .iter()
            .map(|known| (known.name, &known.place))
            .collect();
        let touched: HashSet<_> = changes.iter().flat_map(FileChange::files).collect();
        report.diagnostics.retain(|diagnostic| {
            touched.contains(&diagnostic.place.file)
                || !reported.contains(&(diagnostic.name, &diagnostic.place))
        });
        Ok(CheckedDraft { snapshot, report })
    }

    fn impact(&self, changes: &[FileChange]) -> Result<Impact, ApplyError> {
        // Taken before the changes are compiled, as in `check`.
        let before = self.served();
        let after = self.compile_with(changes)?;
        Ok(impact_of_change(&before.snapshot, &after.snapshot))
    }

    fn apply(&self, set: &ChangeSet) -> Result<Applied, ApplyError> {
        self.apply_in_turn(set)
    }

    fn save(&self, set: &ChangeSet) -> Result<Applied, ApplyError> {
        self.save_in_turn(set)
    }
}

#[cfg(test)]
mod tests;

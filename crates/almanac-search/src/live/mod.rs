//! An index kept true to an almanac that changes.
//!
//! One thread of its own makes and changes the index. Whoever serves an almanac shows it each new snapshot
//! ([`LiveIndex::show`], which returns at once). Searches wait for nobody but that thread, and for that only until the
//! index is first there, or while one page is exchanged.

mod home;
mod texts;

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::{
    Arc, Condvar, Mutex, MutexGuard, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard,
};
use std::thread::JoinHandle;
use std::time::{Duration, Instant};

use almanac_model::Snapshot;
use rayon::prelude::*;

pub use home::IndexHome;
use home::{Fingerprints, OwnFolder};
pub use texts::SnapshotTexts;

use crate::answer::direct_answer;
use crate::document::{SearchDocument, SearchSubject};
use crate::extract::{ChangedSubjects, documents_of_subject, fingerprints_of, link_counts_of};
use crate::index::Index;
use crate::request::SearchRequest;
use crate::results::SearchResults;
use crate::search::search;

/// How long the index may differ from the file in which it is kept. What is lost by a kill is made again at the next start.
const KEEP_AT_MOST_EVERY: Duration = Duration::from_secs(60);

/// How many pages are read at a time while an index is made: so many documents are held at once.
const BATCH: usize = 512;

/// Is called once, when the index has what it was asked for.
type Waiter = Box<dyn FnOnce() + Send>;

/// An index that follows an almanac.
pub struct LiveIndex {
    shared: Arc<Shared>,
    thread: Option<JoinHandle<()>>,
}

struct Shared {
    wanted: Mutex<Wanted>,
    wake: Condvar,
    current: RwLock<Current>,
}

/// What the thread is to do.
#[derive(Default)]
struct Wanted {
    newest: Option<(Arc<Snapshot>, u64)>,
    stops: bool,
    /// The number of the newest snapshot that the index has; `None` before the first.
    reached: Option<u64>,
    waiting: Vec<(u64, Waiter)>,
}

impl Wanted {
    /// Whether something is to be done for which a file that is being written has to wait, where a snapshot was seen.
    fn is_anything_new(&self, seen: Option<u64>) -> bool {
        let newest = self.newest.as_ref();
        self.stops || newest.is_some_and(|(_, number)| seen.is_none_or(|seen| seen < *number))
    }
}

/// The index with the snapshot that it is of.
#[derive(Default)]
struct Current {
    index: Index,
    snapshot: Option<Arc<Snapshot>>,
}

impl LiveIndex {
    /// An index of nothing as yet, kept in `home`. `begin` is called on the thread that makes it, before all else; `report`
    /// with a sentence where the index can't be kept.
    pub fn start(
        home: IndexHome,
        begin: impl FnOnce() + Send + 'static,
        report: impl Fn(&str) + Send + 'static,
    ) -> Self {
        let shared = Arc::new(Shared {
            wanted: Mutex::default(),
            wake: Condvar::new(),
            current: RwLock::default(),
        });
        let of_thread = shared.clone();
        let thread = std::thread::Builder::new()
            .name("search index".to_owned())
            .spawn(move || {
                begin();
                let work = || Indexer::new(of_thread.clone(), home.take(), &report).run();
                // Nobody is to wait for a thread that is no more. What was found until then is found from then on too.
                if catch_unwind(AssertUnwindSafe(work)).is_err() {
                    of_thread.reach(u64::MAX);
                    report(
                        "The search index failed, and is no longer brought up to date. Start the program anew, and tell us",
                    );
                }
            });
        if thread.is_err() {
            shared.reach(u64::MAX);
        }
        Self {
            shared,
            // Without the thread nothing is found.
            thread: thread.ok(),
        }
    }

    /// Shows the index a snapshot. A larger number is newer.
    pub fn show(&self, snapshot: Arc<Snapshot>, number: u64) {
        let mut wanted = self.shared.wanted();
        if wanted
            .newest
            .as_ref()
            .is_none_or(|(_, known)| *known < number)
        {
            wanted.newest = Some((snapshot, number));
            self.shared.wake.notify_all();
        }
    }

    /// Calls `ready` once the index has the snapshot of a number, or a newer one: at once if it has.
    pub fn when_ready(&self, number: u64, ready: impl FnOnce() + Send + 'static) {
        let mut wanted = self.shared.wanted();
        if wanted.reached.is_some_and(|reached| reached >= number) {
            drop(wanted);
            ready();
        } else {
            wanted.waiting.push((number, Box::new(ready)));
        }
    }

    /// Searches what the index has now: nothing before the first snapshot. The snapshot is that of which the results are;
    /// addresses and titles are to be made from it.
    pub fn search(&self, request: &SearchRequest) -> Option<(Arc<Snapshot>, SearchResults)> {
        let current = self.shared.current();
        let snapshot = current.snapshot.clone()?;
        let texts = SnapshotTexts::of(&snapshot);
        let mut results = search(&current.index, &texts, request);
        results.answer = direct_answer(&current.index, &snapshot, &texts, request, &results);
        Some((snapshot, results))
    }
}

impl Drop for LiveIndex {
    fn drop(&mut self) {
        self.shared.wanted().stops = true;
        self.shared.wake.notify_all();
        if let Some(thread) = self.thread.take() {
            // A thread that panicked has nothing to keep.
            let _ = thread.join();
        }
    }
}

impl Shared {
    fn wanted(&self) -> MutexGuard<'_, Wanted> {
        self.wanted.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn current(&self) -> RwLockReadGuard<'_, Current> {
        self.current.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn current_mut(&self) -> RwLockWriteGuard<'_, Current> {
        self.current.write().unwrap_or_else(PoisonError::into_inner)
    }

    /// Says that the index has a snapshot.
    fn reach(&self, number: u64) {
        let mut wanted = self.wanted();
        wanted.reached = Some(number);
        let waiting = std::mem::take(&mut wanted.waiting);
        let (ready, waiting): (Vec<_>, Vec<_>) = waiting
            .into_iter()
            .partition(|(awaited, _)| *awaited <= number);
        wanted.waiting = waiting;
        drop(wanted);
        for (_, waiter) in ready {
            waiter();
        }
    }
}

/// What makes the index, on a thread of its own.
struct Indexer<'r> {
    shared: Arc<Shared>,
    folder: Option<OwnFolder>,
    fingerprints: Fingerprints,
    changes: Option<ChangedSubjects>,
    /// Says a sentence to whoever runs the program.
    report: &'r dyn Fn(&str),
    /// Whether it was said that the index can't be kept: once is enough.
    has_reported: bool,
    /// Since when the file differs from the index.
    differs_since: Option<Instant>,
}

/// What the thread is woken for.
enum Call {
    Show(Arc<Snapshot>, u64),
    Keep,
    Stop,
}

impl<'r> Indexer<'r> {
    fn new(shared: Arc<Shared>, folder: Option<OwnFolder>, report: &'r dyn Fn(&str)) -> Self {
        Self {
            shared,
            folder,
            fingerprints: Fingerprints::default(),
            changes: None,
            report,
            has_reported: false,
            differs_since: None,
        }
    }

    fn run(&mut self) {
        let mut seen = None;
        loop {
            match self.next(seen) {
                Call::Show(snapshot, number) => {
                    match seen {
                        None => self.begin(snapshot, number),
                        Some(_) => self.go_on(snapshot, number),
                    }
                    seen = Some(number);
                    self.compact();
                }
                Call::Keep => {
                    let shared = self.shared.clone();
                    self.keep(&|| shared.wanted().is_anything_new(seen));
                }
                Call::Stop => return self.keep(&|| false),
            }
        }
    }

    /// Waits for what is to be done next.
    fn next(&self, seen: Option<u64>) -> Call {
        let mut wanted = self.shared.wanted();
        loop {
            if wanted.stops {
                return Call::Stop;
            }
            if let Some((snapshot, number)) = &wanted.newest
                && seen.is_none_or(|seen| seen < *number)
            {
                return Call::Show(snapshot.clone(), *number);
            }
            let wake = &self.shared.wake;
            wanted = match self.differs_since {
                None => wake.wait(wanted).unwrap_or_else(PoisonError::into_inner),
                Some(since) => {
                    let Some(rest) = KEEP_AT_MOST_EVERY.checked_sub(since.elapsed()) else {
                        return Call::Keep;
                    };
                    let waited = wake.wait_timeout(wanted, rest);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
            };
        }
    }

    /// Makes the index of the first snapshot. Who reads whom, which is asked after an edit, is found out meanwhile: neither a
    /// search nor the first edit has to wait for it.
    fn begin(&mut self, snapshot: Arc<Snapshot>, number: u64) {
        std::thread::scope(|scope| {
            let changes = scope.spawn(|| ChangedSubjects::of(snapshot.clone()));
            self.make(snapshot.clone(), number);
            let changes = changes.join();
            self.changes = Some(changes.unwrap_or_else(|panic| resume_unwind(panic)));
        });
    }

    /// Makes the index: from the file what is still true, the rest anew.
    fn make(&mut self, snapshot: Arc<Snapshot>, number: u64) {
        let fingerprints = fingerprints_of(&snapshot);
        let kept = self.folder.as_ref().and_then(OwnFolder::read);
        let (mut index, known) = kept.unwrap_or_default();
        for subject in known.keys() {
            if !fingerprints.contains_key(subject) {
                index.remove(subject, None);
            }
        }
        let is_true = |subject: &SearchSubject| known.get(subject) == fingerprints.get(subject);
        let subjects = fingerprints.keys().filter(|subject| !is_true(subject));
        let mut missing: Vec<&SearchSubject> = subjects.collect();
        missing.sort();
        if !missing.is_empty() || known.len() != fingerprints.len() {
            self.differs_since = Some(Instant::now());
        }
        for batch in missing.chunks(BATCH) {
            add_all(&mut index, &snapshot, batch);
        }
        for (subject, count) in link_counts_of(&snapshot) {
            index.set_linked_from(&subject, count);
        }
        self.fingerprints = fingerprints;
        let mut current = self.shared.current_mut();
        current.index = index;
        current.snapshot = Some(snapshot);
        drop(current);
        self.shared.reach(number);
    }

    /// Changes what a new snapshot changed.
    fn go_on(&mut self, snapshot: Arc<Snapshot>, number: u64) {
        let Some(changes) = self.changes.as_mut() else {
            return;
        };
        let changes = changes.after(snapshot.clone());
        // The texts are made before the lock is taken: those that search wait for nothing but the exchange.
        let subjects = changes.subjects.par_iter();
        let documents: Vec<_> = subjects
            .map(|(subject, _)| documents_of_subject(&snapshot, subject))
            .collect();
        let mut current = self.shared.current_mut();
        let changed = changes.subjects.iter().map(|(subject, _)| subject);
        for subject in changes.removed.iter().chain(changed) {
            current.index.remove(subject, None);
        }
        for document in documents.iter().flatten() {
            current.index.add(document);
        }
        for (subject, count) in &changes.link_counts {
            current.index.set_linked_from(subject, *count);
        }
        current.snapshot = Some(snapshot);
        drop(current);
        self.shared.reach(number);
        for subject in &changes.removed {
            self.fingerprints.remove(subject);
        }
        self.fingerprints.extend(changes.subjects);
        self.differs_since.get_or_insert_with(Instant::now);
    }

    /// Makes the index smaller where much of it was removed. Only this thread changes it, so nothing is lost between.
    fn compact(&self) {
        let current = self.shared.current();
        if current.index.wants_compaction() {
            let compacted = current.index.compacted();
            drop(current);
            self.shared.current_mut().index = compacted;
        }
    }

    /// Writes the index into its file, if it has one that differs. Where that fails, it is tried again when the next
    /// change is kept: a search needs no file. An edit does not wait until a large index is written: as soon as
    /// `is_called`, this is left off and tried again later.
    fn keep(&mut self, is_called: &dyn Fn() -> bool) {
        let (Some(_), Some(folder)) = (self.differs_since.take(), &self.folder) else {
            return;
        };
        let written = folder.write(&self.shared.current().index, &self.fingerprints, is_called);
        match written {
            Ok(true) => self.has_reported = false,
            Ok(false) => self.differs_since = Some(Instant::now()),
            Err(error) if !self.has_reported => {
                self.has_reported = true;
                let folder = folder.path().display();
                (self.report)(&format!(
                    "The search index can't be kept in {folder}: {error}. Search works, and is made again at the next start"
                ));
            }
            Err(_) => {}
        }
    }
}

/// Adds pages to an index, of which the texts are made in parallel.
fn add_all(index: &mut Index, snapshot: &Snapshot, subjects: &[&SearchSubject]) {
    let documents: Vec<Vec<SearchDocument>> = subjects
        .par_iter()
        .map(|subject| documents_of_subject(snapshot, subject))
        .collect();
    for document in documents.iter().flatten() {
        index.add(document);
    }
}

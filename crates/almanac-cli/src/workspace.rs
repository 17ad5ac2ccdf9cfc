//! The almanac that a server shows: the newest snapshot that is fit to.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use almanac_compile::{CompileError, Compiled, Options, OverlayTree, Tree, compile};
use almanac_history::Repository;
use almanac_model::{
    Applied, ApplyError, Change, Day, Draft, FilePath, Report, Severity, Snapshot,
    SnapshotListener, Workspace,
};

use crate::almanac::Almanac;
use crate::folder_writer;

/// Tells the day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// An almanac on disk or in the binary, kept compiled.
pub struct AlmanacWorkspace {
    almanac: Almanac,
    today: Clock,
    served: RwLock<Served>,
    listeners: Mutex<Vec<SnapshotListener>>,
    /// Held while a change is applied or the folder is compiled: there is one writer.
    writing: Mutex<()>,
}

/// What is served, and what the newest compile said.
#[derive(Clone)]
struct Served {
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    /// The texts of the files as they last were without errors.
    good_texts: Arc<BTreeMap<FilePath, Arc<str>>>,
}

impl AlmanacWorkspace {
    /// Compiles an almanac for the first time. One with errors is served as far
    /// as it can be read, as there is nothing better yet.
    pub fn open(almanac: Almanac, today: Clock) -> anyhow::Result<Self> {
        let compiled = almanac.compile(today())?;
        let good_texts = Arc::new(good_texts(&compiled));
        let served = Served {
            snapshot: Arc::new(compiled.snapshot),
            report: Arc::new(compiled.report),
            good_texts,
        };
        Ok(Self {
            almanac,
            today,
            served: RwLock::new(served),
            listeners: Mutex::default(),
            writing: Mutex::default(),
        })
    }

    fn served(&self) -> Served {
        self.served
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn options(&self) -> Options {
        Options {
            today: (self.today)(),
            changed: self.almanac.last_changed(),
        }
    }

    /// Compiles the almanac again and swaps what is served. A file that has
    /// errors now is served as it last was without; if that can't be compiled
    /// without errors either, the old snapshot stays. Returns whether anything changed.
    pub fn refresh(&self) -> Result<bool, CompileError> {
        let _writing = lock(&self.writing);
        let tree = self.almanac.tree();
        let options = self.options();
        let compiled = compile(&*tree, &options)?;
        let before = self.served();
        let report = Arc::new(compiled.report);
        let snapshot = if report.errors() == 0 {
            Some(compiled.snapshot)
        } else {
            self.last_good(&*tree, &options, &report, &before)
        };
        let good_texts = match &snapshot {
            Some(snapshot) if report.errors() == 0 => Arc::new(texts_of(snapshot)),
            _ => before.good_texts.clone(),
        };
        let snapshot = snapshot.map_or_else(|| before.snapshot.clone(), Arc::new);
        let changed = snapshot.hash() != before.snapshot.hash() || *report != *before.report;
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = Served {
            snapshot: snapshot.clone(),
            report,
            good_texts,
        };
        if changed {
            lock(&self.listeners)
                .iter()
                .for_each(|listener| listener(&snapshot));
        }
        Ok(changed)
    }

    /// The snapshot of the tree with the files that have errors as they last were without.
    fn last_good(
        &self,
        tree: &dyn Tree,
        options: &Options,
        report: &Report,
        before: &Served,
    ) -> Option<Snapshot> {
        let mut overlay = OverlayTree::new(tree);
        for diagnostic in report
            .diagnostics
            .iter()
            .filter(|d| d.severity == Severity::Error)
        {
            let file = diagnostic.place.file.clone();
            // A file that never was without errors can't be served.
            let text = before.good_texts.get(&file).map(ToString::to_string);
            overlay = overlay.with(Draft { file, text });
        }
        compile(&overlay, options)
            .ok()
            .filter(|compiled| compiled.report.errors() == 0)
            .map(|c| c.snapshot)
    }
}

/// The texts of the pages and paths of a compile that have no errors.
fn good_texts(compiled: &Compiled) -> BTreeMap<FilePath, Arc<str>> {
    let mut texts = texts_of(&compiled.snapshot);
    for diagnostic in compiled
        .report
        .diagnostics
        .iter()
        .filter(|d| d.severity == Severity::Error)
    {
        texts.remove(&diagnostic.place.file);
    }
    texts
}

fn texts_of(snapshot: &Snapshot) -> BTreeMap<FilePath, Arc<str>> {
    let pages = snapshot
        .pages()
        .iter()
        .map(|page| (page.file.clone(), page.text.clone()));
    let paths = snapshot
        .paths()
        .iter()
        .map(|path| (path.file.clone(), path.text.clone()));
    pages.chain(paths).collect()
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

impl Workspace for AlmanacWorkspace {
    fn snapshot(&self) -> Arc<Snapshot> {
        self.served().snapshot
    }

    fn report(&self) -> Arc<Report> {
        self.served().report
    }

    fn media(&self, file: &FilePath) -> Option<Vec<u8>> {
        let tree = self.almanac.tree();
        file.as_str()
            .starts_with("media/")
            .then(|| tree.read(file).ok())?
    }

    fn is_live(&self) -> bool {
        matches!(self.almanac, Almanac::Folder(_))
    }

    fn check(&self, draft: &Draft) -> Report {
        let tree = self.almanac.tree();
        let overlay = OverlayTree::new(&*tree).with(draft.clone());
        compile(&overlay, &self.options())
            .map(|compiled| compiled.report)
            .unwrap_or_default()
    }

    fn apply(&self, change: &Change) -> Result<Applied, ApplyError> {
        let Almanac::Folder(folder) = &self.almanac else {
            return Err(ApplyError::ReadOnly);
        };
        let applied = {
            let _writing = lock(&self.writing);
            let repository = Repository::discover(folder)
                .map_err(|error| ApplyError::Failed(error.to_string()))?;
            folder_writer::apply(folder, repository.as_ref(), change, &|draft| {
                self.check(draft)
            })?
        };
        // The change stands; if the folder can't be compiled now, the watcher will say so.
        let _ = self.refresh();
        Ok(applied)
    }

    fn subscribe(&self, listener: SnapshotListener) {
        lock(&self.listeners).push(listener);
    }
}

/// The folder of an almanac, if it is one that may change.
pub fn watched_folder(almanac: &Almanac) -> Option<PathBuf> {
    match almanac {
        Almanac::Folder(folder) => Some(folder.clone()),
        Almanac::Embedded => None,
    }
}

//! The almanac that a server shows: the newest snapshot that is fit to.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use almanac_compile::{CompileError, Options, OverlayTree, Touched, compile};
use almanac_history::Repository;
use almanac_model::{
    Applied, ApplyError, Area, Change, Day, Draft, FilePath, Report, Snapshot, SnapshotListener,
    Workspace,
};

use crate::almanac::Almanac;
use crate::dates::Dates;
use crate::folder_writer;
use crate::last_good::{Good, Keeper};

/// Tells the day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// An almanac on disk or in the binary, kept compiled.
pub struct AlmanacWorkspace {
    almanac: Almanac,
    today: Clock,
    dates: Dates,
    served: RwLock<Served>,
    listeners: Mutex<Vec<SnapshotListener>>,
    /// Held while a change is applied or the folder is compiled: there is one writer.
    writing: Mutex<Keeper>,
}

/// What is served, and what the newest compile said.
#[derive(Clone)]
struct Served {
    snapshot: Arc<Snapshot>,
    report: Arc<Report>,
    /// The texts of the files as they last were without errors.
    good: Arc<Good>,
}

impl AlmanacWorkspace {
    /// Compiles an almanac for the first time.
    pub fn open(almanac: Almanac, today: Clock) -> anyhow::Result<Self> {
        let dates = Dates::default();
        let options = Options {
            today: today(),
            changed: dates.of(&almanac),
        };
        let mut keeper = Keeper::default();
        let outcome = keeper.first(&*almanac.tree(), &options)?;
        let Some(snapshot) = outcome.snapshot else {
            anyhow::bail!("{almanac} can't be read")
        };
        let served = Served {
            snapshot,
            report: Arc::new(outcome.report),
            good: Arc::new(outcome.good),
        };
        Ok(Self {
            almanac,
            today,
            dates,
            served: RwLock::new(served),
            listeners: Mutex::default(),
            writing: Mutex::new(keeper),
        })
    }

    fn served(&self) -> Served {
        self.served
            .read()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    /// Compiles the almanac again after some of its files were touched, and swaps what is served.
    /// What has errors now is served as it last was without. Returns whether anything changed.
    pub fn refresh(&self, touched: &Touched) -> Result<bool, CompileError> {
        let mut keeper = lock(&self.writing);
        let options = Options {
            today: (self.today)(),
            changed: self.dates.of(&self.almanac),
        };
        let before = self.served();
        let outcome = keeper.next(
            &*self.almanac.tree(),
            &options,
            touched,
            &before.snapshot,
            &before.good,
        )?;
        let now = Served {
            snapshot: outcome.snapshot.unwrap_or_else(|| before.snapshot.clone()),
            report: Arc::new(outcome.report),
            good: Arc::new(outcome.good),
        };
        let changed = now.snapshot.hash() != before.snapshot.hash() || now.report != before.report;
        let snapshot = now.snapshot.clone();
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = now;
        if changed {
            lock(&self.listeners)
                .iter()
                .for_each(|listener| listener(&snapshot));
        }
        Ok(changed)
    }

    /// What would be said about the almanac with a draft laid over it.
    fn report_with(&self, draft: &Draft) -> Report {
        let tree = self.almanac.tree();
        let overlay = OverlayTree::new(&*tree).with(draft.clone());
        compile(&overlay, &Options::for_day((self.today)()))
            .map(|compiled| compiled.report)
            .unwrap_or_default()
    }
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
        let is_served = Area::of(file.as_str()).is_some_and(Area::is_served);
        is_served.then(|| tree.read(file).ok())?
    }

    fn is_live(&self) -> bool {
        matches!(self.almanac, Almanac::Folder(_))
    }

    fn check(&self, draft: &Draft) -> Report {
        let before = self.report();
        let mut report = self.report_with(draft);
        // What others have been told before is not the draft's doing.
        let told: HashSet<_> = before
            .diagnostics
            .iter()
            .map(|known| (known.name, &known.place))
            .collect();
        report.diagnostics.retain(|diagnostic| {
            diagnostic.place.file == draft.file
                || !told.contains(&(diagnostic.name, &diagnostic.place))
        });
        report
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
        let _ = self.refresh(&Touched::Files([change.draft.file.clone()].into()));
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

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use almanac_compile::content_hash;
    use tempfile::TempDir;

    const ONE: &str = "---\nid: one\ntitle: One\n---\nOne.\n";

    fn folder() -> TempDir {
        let folder = tempfile::tempdir().unwrap();
        for (file, text) in [
            ("almanac.toml", "title = \"T\"\n"),
            ("entries/one.md", ONE),
            (
                "paths/way.md",
                "---\nid: way\ntitle: Way\nsteps:\n  - { read: one, why: First. }\n---\n",
            ),
        ] {
            let path = folder.path().join(file);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
        folder
    }

    fn git(folder: &Path, arguments: &[&str]) -> String {
        let output = Command::new("git")
            .current_dir(folder)
            .args(arguments)
            .output()
            .unwrap();
        assert!(output.status.success(), "git {arguments:?}");
        String::from_utf8(output.stdout).unwrap()
    }

    fn repository() -> TempDir {
        let folder = folder();
        git(folder.path(), &["init", "--quiet"]);
        git(folder.path(), &["config", "user.name", "Server"]);
        git(
            folder.path(),
            &["config", "user.email", "server@example.org"],
        );
        git(folder.path(), &["add", "--all"]);
        git(folder.path(), &["commit", "--quiet", "--message", "Begin"]);
        folder
    }

    fn open(folder: &TempDir) -> AlmanacWorkspace {
        let almanac = Almanac::Folder(folder.path().to_owned());
        AlmanacWorkspace::open(almanac, Arc::new(|| Day::constant(2026, 11, 24))).unwrap()
    }

    fn change(file: &str, base: Option<&str>, text: Option<&str>) -> Change {
        Change {
            draft: Draft {
                file: file.into(),
                text: text.map(ToOwned::to_owned),
            },
            base: base.map(|text| content_hash(text.as_bytes())),
            author: "Ada <ada@example.org>".to_owned(),
            message: "Say more".to_owned(),
        }
    }

    const BETTER: &str = "---\nid: one\ntitle: One\n---\nMore.\n";

    #[test]
    fn a_change_is_written_recorded_and_served() {
        let folder = repository();
        let workspace = open(&folder);
        let told = Arc::new(AtomicUsize::new(0));
        let counter = told.clone();
        workspace.subscribe(Box::new(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        }));
        let applied = workspace
            .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
            .unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
            BETTER
        );
        assert_eq!(applied.hash, Some(content_hash(BETTER.as_bytes())));
        let log = git(folder.path(), &["log", "-1", "--format=%H %an <%ae> %s"]);
        assert_eq!(
            log.trim(),
            format!(
                "{} Ada <ada@example.org> Say more",
                applied.revision.unwrap()
            )
        );
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        let snapshot = workspace.snapshot();
        let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
        assert_eq!(&*page.text, BETTER);
        assert_eq!(told.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_change_of_what_has_changed_is_refused_with_the_text_as_it_is() {
        let folder = folder();
        let workspace = open(&folder);
        for (file, base) in [("entries/one.md", Some("older")), ("entries/one.md", None)] {
            match workspace.apply(&change(file, base, Some(BETTER))) {
                Err(ApplyError::Stale { current }) => assert_eq!(current.as_deref(), Some(ONE)),
                other => panic!("{other:?}"),
            }
        }
        let gone = workspace.apply(&change("entries/two.md", Some("it was"), Some(BETTER)));
        assert!(matches!(gone, Err(ApplyError::Stale { current: None })));
    }

    #[test]
    fn edits_by_hand_are_never_mixed_in() {
        let folder = repository();
        let workspace = open(&folder);
        let by_hand = ONE.replace("One.", "By hand.");
        fs::write(folder.path().join("entries/one.md"), &by_hand).unwrap();
        let refused = workspace.apply(&change("entries/one.md", Some(&by_hand), Some(BETTER)));
        assert!(
            matches!(refused, Err(ApplyError::EditedByHand)),
            "{refused:?}"
        );
        fs::remove_file(folder.path().join("entries/one.md")).unwrap();
        let refused = workspace.apply(&change("entries/one.md", None, Some(BETTER)));
        assert!(
            matches!(refused, Err(ApplyError::EditedByHand)),
            "{refused:?}"
        );
    }

    #[test]
    fn a_change_that_breaks_its_file_or_another_is_refused() {
        let folder = folder();
        let workspace = open(&folder);
        let broken = BETTER.replace("id:", "kind: no\nid:");
        for text in [Some(broken.as_str()), None] {
            match workspace.apply(&change("entries/one.md", Some(ONE), text)) {
                Err(ApplyError::Invalid(report)) => assert_eq!(report.errors(), 1),
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(
            fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
            ONE
        );
    }

    #[test]
    fn errors_elsewhere_are_not_held_against_a_change() {
        let folder = folder();
        fs::write(
            folder.path().join("entries/two.md"),
            "---\ntitle: Two\nkind: no\n---\n",
        )
        .unwrap();
        let workspace = open(&folder);
        let draft = change("entries/one.md", Some(ONE), Some(BETTER));
        assert_eq!(workspace.check(&draft.draft).errors(), 0);
        assert!(workspace.apply(&draft).is_ok());
    }

    #[test]
    fn a_change_that_git_refuses_leaves_no_trace() {
        let folder = repository();
        let workspace = open(&folder);
        let mut refused = change("entries/one.md", Some(ONE), Some(BETTER));
        refused.author = "nobody in particular".to_owned();
        assert!(matches!(
            workspace.apply(&refused),
            Err(ApplyError::Failed(_))
        ));
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        refused.author = "Ada <ada@example.org>".to_owned();
        assert!(workspace.apply(&refused).is_ok());
    }

    #[test]
    fn a_change_that_changes_nothing_is_no_revision() {
        let folder = repository();
        let before = git(folder.path(), &["rev-parse", "HEAD"]);
        let applied = open(&folder)
            .apply(&change("entries/one.md", Some(ONE), Some(ONE)))
            .unwrap();
        assert_eq!(applied.revision, None);
        assert_eq!(git(folder.path(), &["rev-parse", "HEAD"]), before);
    }

    #[test]
    fn pages_come_and_go_by_changes() {
        let folder = repository();
        let workspace = open(&folder);
        let text = "---\nid: two\ntitle: Two\n---\nTwo.\n";
        workspace
            .apply(&change("entries/new/two.md", None, Some(text)))
            .unwrap();
        assert!(workspace.snapshot().page_by_slug("two").is_some());
        let removed = workspace
            .apply(&change("entries/new/two.md", Some(text), None))
            .unwrap();
        assert_eq!(removed.hash, None);
        assert!(workspace.snapshot().page_by_slug("two").is_none());
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
    }

    #[test]
    fn changes_stay_among_the_content() {
        let folder = folder();
        let workspace = open(&folder);
        for file in [
            "almanac.toml",
            "../out.md",
            "entries/../../out.md",
            ".git/config",
        ] {
            let refused = workspace.apply(&change(file, None, Some(BETTER)));
            assert!(matches!(refused, Err(ApplyError::BadFile)), "{file}");
        }
    }

    #[test]
    fn the_almanac_inside_the_binary_is_read_only_and_can_be_checked_against() {
        let workspace =
            AlmanacWorkspace::open(Almanac::Embedded, Arc::new(|| Day::constant(2026, 11, 24)))
                .unwrap();
        let draft = change(
            "entries/two.md",
            None,
            Some("---\ntitle: Two\nkind: no\n---\n"),
        );
        assert_eq!(workspace.check(&draft.draft).errors(), 1);
        assert!(matches!(workspace.apply(&draft), Err(ApplyError::ReadOnly)));
        assert!(!workspace.is_live());
    }
}

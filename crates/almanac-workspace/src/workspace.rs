//! The almanac that a server shows: the newest state that is fit to.

use std::collections::{BTreeMap, HashSet};
use std::io;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError, RwLock};

use almanac_compile::{CompileError, MAX_FILE_BYTES, Options, OverlayTree, Touched};
use almanac_history::Repository;
use almanac_model::{
    Applied, ApplyError, Area, AsOf, ChangeSet, Day, FileChange, FilePath, Follower, Following,
    History, OpenFile, Reading, Report, Served, UnreadableHistory, Writing,
};

use crate::almanac::{Almanac, TemplateCheck, compile_again};
use crate::dates::Dates;
use crate::folder_writer;
use crate::last_good::Keeper;
use crate::revision_tree::RevisionTree;

/// Tells the day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// An almanac on disk or in the binary, kept compiled.
pub struct AlmanacWorkspace {
    almanac: Almanac,
    today: Clock,
    dates: Dates,
    served: RwLock<Arc<Served>>,
    followers: Arc<Followers>,
    template_check: TemplateCheck,
    /// Held while the almanac is compiled, and for nothing else: git is never waited for under it.
    keeper: Mutex<Keeper>,
    /// Held while a change set is applied: there is one writer. Taken before `keeper`, never after it.
    writing: Mutex<()>,
}

impl AlmanacWorkspace {
    /// Compiles an almanac for the first time. One with errors is served as far
    /// as it can be read.
    ///
    /// # Errors
    /// Fails where there is nothing to compile, as in a folder without `almanac.toml`.
    pub fn open(
        almanac: Almanac,
        today: Clock,
        template_check: TemplateCheck,
    ) -> Result<Self, CompileError> {
        let dates = Dates::default();
        let at = dates.of(&almanac);
        let options = Options {
            today: today(),
            changed: at.changed,
        };
        let mut keeper = Keeper::new(options.clone(), template_check);
        let outcome = keeper.first(&*almanac.tree(), &options)?;
        let served = Served {
            snapshot: outcome.snapshot,
            report: Arc::new(outcome.report),
            revision: at.revision,
            number: 0,
            today: options.today,
            files: outcome.files,
        };
        Ok(Self {
            almanac,
            today,
            dates,
            served: RwLock::new(Arc::new(served)),
            followers: Arc::default(),
            template_check,
            keeper: Mutex::new(keeper),
            writing: Mutex::default(),
        })
    }

    /// Compiles the almanac again after some of its files were touched, a commit was made or a day
    /// began, and swaps what is served. What has errors now is served as it last was without.
    /// Returns whether anything changed.
    ///
    /// # Errors
    /// Fails where there is nothing to compile; what was served stays.
    pub fn refresh(&self, touched: &Touched) -> Result<bool, CompileError> {
        // Held to the end: compiles come one after the other, and followers see swaps in their order.
        let mut keeper = lock(&self.keeper);
        let at = self.dates.of(&self.almanac);
        let options = Options {
            today: (self.today)(),
            changed: at.changed,
        };
        let before = self.served();
        let outcome = keeper.next(&self.almanac.tree(), &options, touched, &before.snapshot)?;
        let now = Served {
            snapshot: outcome.snapshot.unwrap_or_else(|| before.snapshot.clone()),
            report: Arc::new(outcome.report),
            revision: at.revision,
            number: before.number + 1,
            today: options.today,
            files: outcome.files,
        };
        if is_same(&before, &now) {
            return Ok(false);
        }
        let now = Arc::new(now);
        *self.served.write().unwrap_or_else(PoisonError::into_inner) = now.clone();
        self.followers.tell(&now);
        Ok(true)
    }

    /// Compiles again if another day has begun since the last compile: pages and report are then of
    /// the new day together. Returns whether one has.
    ///
    /// # Errors
    /// As [`AlmanacWorkspace::refresh`].
    pub fn follow_the_day(&self) -> Result<bool, CompileError> {
        if self.served().today == (self.today)() {
            return Ok(false);
        }
        self.refresh(&Touched::Files(Default::default()))
    }

    /// What is reported about the almanac with changes laid over it. They are tried on a branch of
    /// the compiler that knows the folder, which is all that the lock is held for: so a draft costs
    /// what an edit costs, and several can be checked at once.
    fn report_with(&self, changes: &[FileChange]) -> Result<Report, ApplyError> {
        let failed = |error: &dyn std::fmt::Display| ApplyError::Failed(error.to_string());
        let (mut branch, options) = lock(&self.keeper).branch();
        let tree = self.almanac.tree();
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
        compiled
            .map(|compiled| compiled.report)
            .map_err(|error| failed(&error))
    }
}

/// Whether nobody could tell two states apart.
fn is_same(one: &Served, other: &Served) -> bool {
    one.snapshot.hash() == other.snapshot.hash()
        && one.report == other.report
        && one.revision == other.revision
        && one.today == other.today
        && one.files == other.files
}

/// Those who follow, by the order in which they came.
#[derive(Default)]
struct Followers {
    all: Mutex<BTreeMap<u64, Arc<Follower>>>,
}

impl Followers {
    fn add(self: &Arc<Self>, follower: Follower) -> Following {
        let mut all = lock(&self.all);
        let place = all.last_key_value().map_or(0, |(last, _)| last + 1);
        all.insert(place, Arc::new(follower));
        let followers = self.clone();
        Following::until_dropped(move || drop(lock(&followers.all).remove(&place)))
    }

    fn tell(&self, now: &Arc<Served>) {
        // Not under the lock: a follower may leave, or bring another one.
        let all: Vec<Arc<Follower>> = lock(&self.all).values().cloned().collect();
        all.iter().for_each(|follower| follower(now));
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
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

    fn open(&self, file: &FilePath) -> io::Result<Option<OpenFile>> {
        // What is not listed is not looked for: whatever an address says, it can't name another file.
        let is_served = Area::of(file.as_str()).is_some_and(Area::is_served);
        match self.served().files.binary_search(file) {
            Ok(_) if is_served => self.almanac.open(file),
            _ => Ok(None),
        }
    }

    fn is_live(&self) -> bool {
        self.almanac.folder().is_some()
    }
}

impl Writing for AlmanacWorkspace {
    fn check(&self, changes: &[FileChange]) -> Result<Report, ApplyError> {
        let before = self.served();
        let mut report = self.report_with(changes)?;
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
        Ok(report)
    }

    fn apply(&self, set: &ChangeSet) -> Result<Applied, ApplyError> {
        let Almanac::Folder(folder) = &self.almanac else {
            return Err(ApplyError::ReadOnly);
        };
        let _writing = lock(&self.writing);
        let applied = folder_writer::apply(folder, set, &|changes| self.check(changes))?;
        // The change stands; if the folder can't be compiled now, the watcher will say so.
        let files = applied.files.keys().cloned().collect();
        let _ = self.refresh(&Touched::Files(files));
        Ok(applied)
    }
}

impl History for AlmanacWorkspace {
    fn as_of(&self, revision: &str) -> Result<Option<AsOf>, UnreadableHistory> {
        let failed = |error: &dyn std::fmt::Display| UnreadableHistory(error.to_string());
        let Some(folder) = self.almanac.folder() else {
            return Ok(None);
        };
        let found = Repository::discover(folder).map_err(|error| failed(&error))?;
        let Some(repository) = found else {
            return Ok(None);
        };
        let files = repository.revision(revision);
        let Some(files) = files.map_err(|error| failed(&error))? else {
            return Ok(None);
        };
        let revision = files.revision().to_owned();
        let changed = repository.last_changed_at(&revision);
        let options = Options {
            today: (self.today)(),
            changed: Arc::new(changed.map_err(|error| failed(&error))?),
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
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::fs;
    use std::path::Path;
    use std::process::Command;
    use std::sync::atomic::{AtomicUsize, Ordering};

    use almanac_compile::{EmbeddedTree, content_hash};
    use almanac_model::{Author, Snapshot, TemplateFault};
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

    fn clock() -> Clock {
        Arc::new(|| Day::constant(2026, 11, 24))
    }

    fn no_templates(_: &Snapshot, _: Day) -> Vec<TemplateFault> {
        Vec::new()
    }

    fn open(folder: &TempDir) -> AlmanacWorkspace {
        let almanac = Almanac::Folder(folder.path().to_owned());
        AlmanacWorkspace::open(almanac, clock(), no_templates).unwrap()
    }

    /// A change of one file; without a text it is removed.
    fn change(file: &str, base: Option<&str>, text: Option<&str>) -> ChangeSet {
        let base = base.map(|text| content_hash(text.as_bytes()));
        let change = match (text, base) {
            (Some(text), base) => FileChange::text(file, base, text),
            (None, Some(base)) => FileChange::Remove {
                file: file.into(),
                base,
            },
            (None, None) => panic!("nothing can be removed"),
        };
        set([change])
    }

    fn set<const N: usize>(changes: [FileChange; N]) -> ChangeSet {
        ChangeSet {
            changes: changes.into(),
            author: Author::new("Ada", "ada@example.org").unwrap(),
            message: "Say more".to_owned(),
            by_program: false,
        }
    }

    const BETTER: &str = "---\nid: one\ntitle: One\n---\nMore.\n";

    #[test]
    fn a_change_is_written_recorded_and_served() {
        let folder = repository();
        let workspace = open(&folder);
        let told = Arc::new(AtomicUsize::new(0));
        let counter = told.clone();
        let _following = workspace.follow(Box::new(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        }));
        let applied = workspace
            .apply(&change("entries/one.md", Some(ONE), Some(BETTER)))
            .unwrap();
        assert_eq!(
            fs::read_to_string(folder.path().join("entries/one.md")).unwrap(),
            BETTER
        );
        let hash = &applied.files[&FilePath::from("entries/one.md")];
        assert_eq!(*hash, Some(content_hash(BETTER.as_bytes())));
        let log = git(folder.path(), &["log", "-1", "--format=%H %an <%ae> %s"]);
        assert_eq!(
            log.trim(),
            format!(
                "{} Ada <ada@example.org> Say more",
                applied.revision.unwrap()
            )
        );
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        let snapshot = workspace.served().snapshot.clone();
        let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
        assert_eq!(&*page.text, BETTER);
        assert_eq!(told.load(Ordering::Relaxed), 1);
    }

    #[test]
    fn a_new_day_renews_pages_and_report_together() {
        let folder = folder();
        let stale = "---\nid: two\ntitle: Two\nfacts:\n  size: { value: 5, as_of: 2025-11-24, sources: [log] }\n\
            sources:\n  - { key: log, title: Log, url: \"https://example.org/log\" }\n---\nTwo.\n";
        let config = "title = \"T\"\n[properties.size]\ntype = \"quantity\"\nreview = \"1 year\"\n";
        fs::write(folder.path().join("almanac.toml"), config).unwrap();
        fs::write(folder.path().join("entries/two.md"), stale).unwrap();
        let day = Arc::new(Mutex::new(Day::constant(2026, 11, 24)));
        let clock = day.clone();
        let almanac = Almanac::Folder(folder.path().to_owned());
        let today: Clock = Arc::new(move || *lock(&clock));
        let workspace = AlmanacWorkspace::open(almanac, today, no_templates).unwrap();
        let is_stale = |served: &Served| {
            let mut diagnostics = served.report.diagnostics.iter();
            diagnostics.any(|diagnostic| diagnostic.name == "stale-fact")
        };
        assert!(!is_stale(&workspace.served()));
        assert!(!workspace.follow_the_day().unwrap());
        *lock(&day) = Day::constant(2026, 11, 25);
        assert!(workspace.follow_the_day().unwrap());
        let served = workspace.served();
        assert_eq!(served.today, Day::constant(2026, 11, 25));
        assert!(is_stale(&served));
    }

    #[test]
    fn a_follower_is_told_of_each_swap_until_it_leaves() {
        let folder = folder();
        let workspace = open(&folder);
        let seen = Arc::new(Mutex::new(Vec::new()));
        let numbers = seen.clone();
        let following = workspace.follow(Box::new(move |served| {
            lock(&numbers).push(served.number);
        }));
        let edit = |text: &str| {
            fs::write(folder.path().join("entries/one.md"), text).unwrap();
            workspace.refresh(&Touched::Anything).unwrap()
        };
        assert!(edit(BETTER));
        assert!(!edit(BETTER), "nothing has changed");
        assert!(edit(ONE));
        drop(following);
        assert!(edit(BETTER));
        assert_eq!(*lock(&seen), [1, 2]);
        assert_eq!(workspace.served().number, 3);
    }

    #[test]
    fn a_listed_file_is_read_from_any_place_on_and_no_other_is_opened() {
        use std::io::{Read, Seek, SeekFrom};
        let folder = folder();
        fs::create_dir(folder.path().join("media")).unwrap();
        fs::write(folder.path().join("media/a.png"), "0123456789").unwrap();
        let workspace = open(&folder);
        let mut opened = workspace.open(&"media/a.png".into()).unwrap().unwrap();
        assert_eq!(opened.length, 10);
        opened.content.seek(SeekFrom::Start(7)).unwrap();
        let mut rest = String::new();
        opened.content.read_to_string(&mut rest).unwrap();
        assert_eq!(rest, "789");
        fs::write(folder.path().join("media/later.png"), "x").unwrap();
        for other in ["media/later.png", "media/none.png", "../x", "media"] {
            assert!(workspace.open(&other.into()).unwrap().is_none(), "{other}");
        }
    }

    #[test]
    fn a_change_of_what_has_changed_is_refused_with_the_text_as_it_is() {
        let folder = folder();
        let workspace = open(&folder);
        for (file, base) in [("entries/one.md", Some("older")), ("entries/one.md", None)] {
            match workspace.apply(&change(file, base, Some(BETTER))) {
                Err(ApplyError::Stale { current, .. }) => {
                    assert_eq!(current.as_deref(), Some(ONE.as_bytes()));
                }
                other => panic!("{other:?}"),
            }
        }
        let gone = workspace.apply(&change("entries/two.md", Some("it was"), Some(BETTER)));
        assert!(matches!(gone, Err(ApplyError::Stale { current: None, .. })));
    }

    #[test]
    fn edits_by_hand_are_never_mixed_in() {
        let folder = repository();
        let workspace = open(&folder);
        let by_hand = ONE.replace("One.", "By hand.");
        fs::write(folder.path().join("entries/one.md"), &by_hand).unwrap();
        let refused = workspace.apply(&change("entries/one.md", Some(&by_hand), Some(BETTER)));
        assert!(
            matches!(refused, Err(ApplyError::EditedByHand { .. })),
            "{refused:?}"
        );
        fs::remove_file(folder.path().join("entries/one.md")).unwrap();
        let refused = workspace.apply(&change("entries/one.md", None, Some(BETTER)));
        assert!(
            matches!(refused, Err(ApplyError::EditedByHand { .. })),
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
        assert_eq!(workspace.check(&draft.changes).unwrap().errors(), 0);
        assert!(workspace.apply(&draft).is_ok());
    }

    #[test]
    fn a_change_that_git_refuses_leaves_no_trace() {
        let folder = repository();
        let workspace = open(&folder);
        let mut refused = change("entries/one.md", Some(ONE), Some(BETTER));
        refused.message = String::new();
        assert!(matches!(
            workspace.apply(&refused),
            Err(ApplyError::Failed(_))
        ));
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        refused.message = "Say more".to_owned();
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
        assert!(
            workspace
                .served()
                .snapshot
                .clone()
                .page_by_slug("two")
                .is_some()
        );
        let removed = workspace
            .apply(&change("entries/new/two.md", Some(text), None))
            .unwrap();
        assert_eq!(removed.files[&FilePath::from("entries/new/two.md")], None);
        assert!(
            workspace
                .served()
                .snapshot
                .clone()
                .page_by_slug("two")
                .is_none()
        );
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
            assert!(matches!(refused, Err(ApplyError::BadFile { .. })), "{file}");
        }
    }

    #[test]
    fn the_almanac_inside_the_binary_is_read_only_and_can_be_checked_against() {
        const FILES: &[(&str, &[u8])] = &[
            ("almanac.toml", b"title = \"T\"\n"),
            ("entries/one.md", ONE.as_bytes()),
        ];
        let almanac = Almanac::Embedded {
            tree: EmbeddedTree::new(FILES),
            changed: Arc::default(),
        };
        let workspace = AlmanacWorkspace::open(almanac, clock(), no_templates).unwrap();
        let draft = change(
            "entries/two.md",
            None,
            Some("---\ntitle: Two\nkind: no\n---\n"),
        );
        assert_eq!(workspace.check(&draft.changes).unwrap().errors(), 1);
        assert!(matches!(workspace.apply(&draft), Err(ApplyError::ReadOnly)));
        assert!(!workspace.is_live());
    }

    #[test]
    fn a_set_is_applied_as_one_revision_and_a_program_is_named() {
        let folder = repository();
        let workspace = open(&folder);
        let two = "---\nid: two\ntitle: Two\n---\nSee [[one]].\n";
        let mut set = set([
            FileChange::text("entries/two.md", None, two),
            FileChange::Move {
                from: "entries/one.md".into(),
                to: "entries/deep/one.md".into(),
                base: content_hash(ONE.as_bytes()),
                bytes: Some(BETTER.as_bytes().into()),
            },
            FileChange::Write {
                file: "media/a.png".into(),
                base: None,
                bytes: [0xff, 0x00][..].into(),
            },
        ]);
        set.by_program = true;
        workspace.apply(&set).unwrap();
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        assert_eq!(
            git(folder.path(), &["rev-list", "--count", "HEAD"]).trim(),
            "2"
        );
        let message = git(folder.path(), &["log", "-1", "--format=%B"]);
        assert_eq!(message.trim(), "Say more\n\nMade-by: program");
        let snapshot = workspace.served().snapshot.clone();
        let page = snapshot.page(snapshot.page_by_slug("one").unwrap());
        assert_eq!(
            (page.file.as_str(), &*page.text),
            ("entries/deep/one.md", BETTER)
        );
        assert!(snapshot.page_by_slug("two").is_some());
        let picture = fs::read(folder.path().join("media/a.png")).unwrap();
        assert_eq!(picture, [0xff, 0x00]);
    }

    #[test]
    fn of_a_set_that_is_stale_in_one_file_nothing_is_written() {
        let folder = repository();
        let workspace = open(&folder);
        let base = Some(content_hash(b"older"));
        let stale = set([
            FileChange::text("entries/a.md", None, "---\nid: a\ntitle: A\n---\nA.\n"),
            FileChange::text("entries/one.md", base, BETTER),
        ]);
        let refused = workspace.apply(&stale);
        assert!(
            matches!(refused, Err(ApplyError::Stale { .. })),
            "{refused:?}"
        );
        let twice = set([
            FileChange::text("entries/a.md", None, "one"),
            FileChange::text("entries/a.md", None, "two"),
        ]);
        let refused = workspace.apply(&twice);
        assert!(
            matches!(refused, Err(ApplyError::BadFile { .. })),
            "{refused:?}"
        );
        assert_eq!(git(folder.path(), &["status", "--porcelain"]), "");
        assert!(!folder.path().join("entries/a.md").exists());
    }

    #[cfg(unix)]
    #[test]
    fn nothing_is_written_through_a_link_out_of_the_folder() {
        let (folder, outside) = (folder(), tempfile::tempdir().unwrap());
        std::os::unix::fs::symlink(outside.path(), folder.path().join("entries/out")).unwrap();
        let workspace = open(&folder);
        let text = "---\nid: two\ntitle: Two\n---\nTwo.\n";
        let refused = workspace.apply(&change("entries/out/two.md", None, Some(text)));
        assert!(
            matches!(refused, Err(ApplyError::BadFile { .. })),
            "{refused:?}"
        );
        assert_eq!(fs::read_dir(outside.path()).unwrap().count(), 0);
    }

    #[test]
    fn a_draft_is_checked_by_the_short_way_and_disturbs_nothing() {
        let folder = folder();
        let workspace = open(&folder);
        let before = workspace.served();
        let broken = ONE.replace("One.", "See {{no-such-fact}}.");
        let draft = [FileChange::text("entries/one.md", None, &broken)];
        let report = workspace.check(&draft).unwrap();
        assert_eq!(report.errors(), 1, "{report:?}");
        let (mut branch, options) = lock(&workspace.keeper).branch();
        let overlay =
            OverlayTree::new(workspace.almanac.tree()).with("entries/one.md", broken.as_bytes());
        let touched = Touched::Files(["entries/one.md".into()].into());
        branch.compile(&overlay, &options, &touched).unwrap();
        assert_eq!((branch.ways().short, branch.ways().long), (1, 0));
        assert!(!workspace.refresh(&touched).unwrap());
        assert!(Arc::ptr_eq(&before, &workspace.served()));
        assert_eq!(workspace.check(&[]).unwrap().errors(), 0);
    }

    #[test]
    fn an_almanac_is_seen_as_of_a_revision_and_shares_what_is_the_same() {
        let folder = repository();
        let first = git(folder.path(), &["rev-parse", "HEAD"]).trim().to_owned();
        let workspace = open(&folder);
        let two = "---\nid: two\ntitle: Two\n---\nTwo.\n";
        let second = set([
            FileChange::text("entries/one.md", Some(content_hash(ONE.as_bytes())), BETTER),
            FileChange::text("entries/two.md", None, two),
        ]);
        workspace.apply(&second).unwrap();
        let then = workspace.as_of(&first[..10]).unwrap().unwrap();
        assert_eq!(then.revision, first);
        let page = then
            .snapshot
            .page(then.snapshot.page_by_slug("one").unwrap());
        assert_eq!(&*page.text, ONE);
        assert!(then.snapshot.page_by_slug("two").is_none());
        let now = workspace.served();
        let path = |snapshot: &Snapshot| snapshot.paths()[0].text.as_ptr();
        assert_eq!(path(&then.snapshot), path(&now.snapshot), "it is shared");
        for none in ["1234567", "HEAD", "", &"0".repeat(40), &first[..6]] {
            assert!(workspace.as_of(none).unwrap().is_none(), "{none}");
        }
        // It is what the folder was compiled to at that revision.
        git(folder.path(), &["checkout", "--quiet", &first]);
        let fresh = open(&folder).served();
        assert_eq!(then.snapshot.hash(), fresh.snapshot.hash());
        assert_eq!(*then.report, *fresh.report);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_of_a_revision_leads_only_to_content() {
        use std::os::unix::fs::symlink;
        let folder = folder();
        fs::create_dir(folder.path().join("static")).unwrap();
        fs::write(folder.path().join("secret.txt"), "secret").unwrap();
        for (target, link) in [
            ("../secret.txt", "static/a.txt"),
            ("../../../../etc/passwd", "static/b.txt"),
            ("c.txt", "static/c.txt"),
            ("../entries/one.md", "static/one.md"),
        ] {
            symlink(target, folder.path().join(link)).unwrap();
        }
        git(folder.path(), &["init", "--quiet"]);
        git(folder.path(), &["add", "--all"]);
        let commit = [
            "-c",
            "user.name=T",
            "-c",
            "user.email=t@example.org",
            "commit",
            "--quiet",
            "--message=x",
        ];
        git(folder.path(), &commit);
        let repository = Repository::discover(folder.path()).unwrap().unwrap();
        let files = repository
            .revision(&repository.head().unwrap())
            .unwrap()
            .unwrap();
        let tree = RevisionTree::new(files);
        let read = |file: &str| almanac_compile::Tree::read(&tree, &file.into(), 1000).unwrap();
        assert_eq!(read("static/one.md").unwrap(), ONE.as_bytes());
        for file in ["static/a.txt", "static/b.txt", "static/c.txt", "secret.txt"] {
            assert!(read(file).is_none(), "{file}");
        }
    }
}

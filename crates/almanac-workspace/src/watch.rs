//! Follows edits of a folder.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use almanac_compile::{FolderTree, Touched, Tree, TreeFile};
use almanac_model::FilePath;
use notify::{Config, ErrorKind, Event, EventKindMask, RecommendedWatcher, RecursiveMode, Watcher};

/// How long the folder must be quiet before it is read again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(10);

/// How long a folder that is never quiet is waited for.
const MAX_WAIT: Duration = Duration::from_millis(500);

/// How often the folder is looked at where the system gives no notice of edits.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Whether the system watches a folder with all that is below it. Where it does not, folders are
/// watched one by one, and none but those that matter: there may not be many.
const WATCHES_WHOLE_TREES: bool = cfg!(not(any(target_os = "linux", target_os = "android")));

/// The file that grows with each commit, after the folders that it is in.
const HISTORY: [&str; 3] = [".git", ".git/logs", ".git/logs/HEAD"];

/// What the system tells of. That files are read is no part of it, as we read them all.
const EDITS: EventKindMask = EventKindMask::CORE;

/// Edits of a folder from the moment that this was made on.
pub struct Watch {
    folder: PathBuf,
    edits: EditSource,
    /// Called with a line that the owner of the folder should read.
    warn: fn(&str),
}

/// A notice of the system.
enum Notice {
    /// Something was edited, and whether there may be folders that are not watched yet.
    Edit(Touched, bool),
    /// It can't watch more folders, so that edits in new ones would be missed.
    NoMore(notify::Error),
}

/// How edits are noticed.
enum EditSource {
    /// By notices of the system. The watcher is kept because it stops when it is dropped.
    System(Receiver<Notice>, RecommendedWatcher),
    /// By looking at the folder repeatedly; with its last state.
    Polling(Vec<Fingerprint>),
}

/// The name, length and time of a file, which differ after an edit.
type Fingerprint = (String, u64, Option<std::time::SystemTime>);

impl Watch {
    /// Begins to watch a folder. `warn` is called with a line where the system can't give notice of edits.
    pub fn begin(folder: &Path, warn: fn(&str)) -> Self {
        // Notices name files by their canonical paths.
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let edits = follow_notifications(&folder).unwrap_or_else(|error| {
            warn(&polling(&error));
            EditSource::Polling(fingerprints(&folder))
        });
        Self {
            folder,
            edits,
            warn,
        }
    }

    /// Calls `changed` with the touched files after each edit, and once for edits that come together. Never returns.
    pub fn follow(self, mut changed: impl FnMut(Touched)) {
        match self.edits {
            EditSource::System(receiver, mut watcher) => {
                let watch = || watch(&mut watcher, &self.folder);
                let Some(error) = wait(&receiver, watch, &mut changed) else {
                    return;
                };
                (self.warn)(&polling(&error));
                drop(watcher);
                let known = fingerprints(&self.folder);
                changed(Touched::Anything);
                poll(&self.folder, known, &mut changed);
            }
            EditSource::Polling(known) => poll(&self.folder, known, &mut changed),
        }
    }
}

/// The warning that the folder is looked at instead, with what to change so that the system gives notice.
fn polling(error: &notify::Error) -> String {
    // The error of Linux where a user has as many watchers as are allowed.
    const TOO_MANY_OPEN_FILES: i32 = 24;
    let is_out_of_instances = |error: &std::io::Error| {
        cfg!(target_os = "linux") && error.raw_os_error() == Some(TOO_MANY_OPEN_FILES)
    };
    let advice = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "; to notice edits sooner, raise the limit: `sysctl fs.inotify.max_user_watches=1048576`"
        }
        ErrorKind::Io(error) if is_out_of_instances(error) => {
            "; to notice edits sooner, raise the limit: `sysctl fs.inotify.max_user_instances=1024`"
        }
        _ => "",
    };
    format!(
        "warning: the system gives no notice of edits ({error}); the folder is looked at every second instead{advice}"
    )
}

fn follow_notifications(folder: &Path) -> notify::Result<EditSource> {
    let (sender, receiver) = channel();
    let root = folder.to_owned();
    let handler = move |event: notify::Result<Event>| {
        let notice = match event {
            Ok(event) => match touched(&root, &event) {
                Some(touched) => {
                    let is_folder = event.paths.iter().any(|path| path.is_dir());
                    let folders = is_folder || touched == Touched::Anything;
                    Notice::Edit(touched, folders)
                }
                None => return,
            },
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Notice::NoMore(error),
            Err(_) => Notice::Edit(Touched::Anything, true),
        };
        // The receiver is gone when the program ends, or looks by itself.
        let _ = sender.send(notice);
    };
    let config = Config::default().with_event_kinds(EDITS);
    let mut watcher = RecommendedWatcher::new(handler, config)?;
    watch(&mut watcher, folder)?;
    Ok(EditSource::System(receiver, watcher))
}

/// Watches each folder that content may come from, and where a commit shows.
fn watch(watcher: &mut impl Watcher, root: &Path) -> notify::Result<()> {
    if WATCHES_WHOLE_TREES {
        return watcher.watch(root, RecursiveMode::Recursive);
    }
    let mut watched = Ok(());
    let mut watch = |folder: &Path| {
        if watched.is_ok() {
            watched = match watcher.watch(folder, RecursiveMode::NonRecursive) {
                // It went while it was looked at.
                Err(error) if matches!(error.kind, ErrorKind::PathNotFound) => Ok(()),
                watched => watched,
            };
        }
    };
    let listed = FolderTree::new(root).folders(&mut watch);
    let history = HISTORY.map(|name| root.join(name));
    history
        .iter()
        .filter(|path| path.is_dir())
        .for_each(|folder| watch(folder));
    listed.map_err(|error| notify::Error::io(error.source))?;
    watched
}

/// The content that an event may have changed; `None` if it changed none. What happens in hidden
/// folders does not, except that a commit changes when pages were last changed.
/// The system may also say that it has lost count.
fn touched(folder: &Path, event: &Event) -> Option<Touched> {
    if event.need_rescan() {
        return Some(Touched::Anything);
    }
    let paths = event.paths.iter();
    let paths = paths.map(|path| path.strip_prefix(folder).unwrap_or(path));
    let mut paths = paths.filter(|path| may_hold_content(path)).peekable();
    paths.peek()?;
    let files = paths.filter(|path| !is_history(path)).map(file_path);
    let files: Option<BTreeSet<FilePath>> = files.collect();
    Some(files.map_or(Touched::Anything, Touched::Files))
}

fn may_hold_content(path: &Path) -> bool {
    let is_hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
    is_history(path) || !path.components().any(is_hidden)
}

fn is_history(path: &Path) -> bool {
    HISTORY.iter().any(|history| path == Path::new(history))
}

/// A path below the folder as content names it; `None` for the folder itself, and for what has no
/// such name.
fn file_path(path: &Path) -> Option<FilePath> {
    let parts: Option<Vec<&str>> = path.iter().map(|part| part.to_str()).collect();
    let parts = parts.filter(|parts| !parts.is_empty() && !path.has_root())?;
    Some(FilePath::from(parts.join("/")))
}

/// Adds what was touched since.
fn add(touched: &mut Touched, more: Touched) {
    match (&mut *touched, more) {
        (Touched::Files(files), Touched::Files(more)) => files.extend(more),
        _ => *touched = Touched::Anything,
    }
}

/// Waits for edits until the system can't tell of them any more; why. Where there may be new folders,
/// `watch` watches them, before anyone looks at what is in them.
fn wait(
    receiver: &Receiver<Notice>,
    mut watch: impl FnMut() -> notify::Result<()>,
    changed: &mut impl FnMut(Touched),
) -> Option<notify::Error> {
    while let Ok(notice) = receiver.recv() {
        let first = Instant::now();
        let (mut all, mut folders) = match notice {
            Notice::Edit(touched, folders) => (touched, folders),
            Notice::NoMore(error) => return Some(error),
        };
        while first.elapsed() < MAX_WAIT {
            match receiver.recv_timeout(QUIET) {
                Ok(Notice::Edit(touched, more)) => {
                    add(&mut all, touched);
                    folders |= more;
                }
                Ok(Notice::NoMore(error)) => return Some(error),
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
        }
        // An unreadable folder is reported by the compile.
        if folders
            && !WATCHES_WHOLE_TREES
            && let Err(error) = watch()
            && matches!(error.kind, ErrorKind::MaxFilesWatch)
        {
            return Some(error);
        }
        changed(all);
    }
    None
}

fn poll(folder: &Path, mut known: Vec<Fingerprint>, changed: &mut impl FnMut(Touched)) {
    loop {
        std::thread::sleep(POLL_INTERVAL);
        let now = fingerprints(folder);
        if now != known {
            known = now;
            changed(Touched::Anything);
        }
    }
}

fn fingerprints(folder: &Path) -> Vec<Fingerprint> {
    let mut files: Vec<Fingerprint> = FolderTree::new(folder)
        .list()
        .unwrap_or_default()
        .files
        .into_iter()
        .filter_map(|TreeFile { path: file, .. }| {
            let metadata = folder.join(file.as_str()).metadata().ok()?;
            Some((file.to_string(), metadata.len(), metadata.modified().ok()))
        })
        .collect();
    files.sort();
    files
}

#[cfg(test)]
mod tests {
    use super::*;
    use notify::event::{AccessKind, AccessMode, EventKind, Flag, ModifyKind};

    fn edit(path: &str) -> Event {
        Event::new(EventKind::Modify(ModifyKind::Any)).add_path(path.into())
    }

    fn files<const N: usize>(names: [&str; N]) -> Option<Touched> {
        Some(Touched::Files(names.map(FilePath::from).into()))
    }

    #[test]
    fn only_what_may_change_pages_matters() {
        let folder = Path::new("/home/.hidden/bees");
        for path in ["entries/a.md", "entries/deep", "almanac.toml"] {
            let event = edit(&format!("/home/.hidden/bees/{path}"));
            assert_eq!(touched(folder, &event), files([path]));
        }
        for path in [".git/index", ".almanac/store", "entries/.a.md.swp"] {
            let event = edit(&format!("/home/.hidden/bees/{path}"));
            assert_eq!(touched(folder, &event), None, "{path}");
        }
        for read in [AccessKind::Read, AccessKind::Open(AccessMode::Any)] {
            assert!(!EDITS.matches(&EventKind::Access(read)));
        }
    }

    #[test]
    fn a_commit_touches_no_file_and_a_rename_two() {
        let folder = Path::new("/bees");
        assert_eq!(touched(folder, &edit("/bees/.git/logs/HEAD")), files([]));
        let renamed = edit("/bees/entries/.a.md.tmp").add_path("/bees/entries/a.md".into());
        assert_eq!(touched(folder, &renamed), files(["entries/a.md"]));
        let renamed = edit("/bees/entries/b.md").add_path("/bees/entries/a.md".into());
        assert_eq!(
            touched(folder, &renamed),
            files(["entries/a.md", "entries/b.md"])
        );
    }

    #[test]
    fn where_the_system_has_lost_count_anything_may_have_changed() {
        let lost = Event::new(EventKind::Other).set_flag(Flag::Rescan);
        assert_eq!(touched(Path::new("/bees"), &lost), Some(Touched::Anything));
        assert_eq!(
            touched(Path::new("/bees"), &edit("/bees")),
            Some(Touched::Anything)
        );
        let mut all = Touched::Files([FilePath::from("entries/a.md")].into());
        add(
            &mut all,
            Touched::Files([FilePath::from("entries/b.md")].into()),
        );
        assert_eq!(Some(&all), files(["entries/a.md", "entries/b.md"]).as_ref());
        add(&mut all, Touched::Anything);
        assert_eq!(all, Touched::Anything);
    }
}

//! Follows edits of a folder.

use std::collections::BTreeSet;
use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use almanac_compile::{
    FolderTree, Touched, Tree, TreeFile, folders_of_settings, is_about_others, is_shown,
};
use almanac_history::Repository;
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

/// How often it is looked whether the folder is still the one that is watched. The system tells of no folder that takes
/// the place of one that is gone, nor of another end of a link.
const LOOK_INTERVAL: Duration = Duration::from_secs(1);

/// What the system tells of. That files are read is no part of it, as we read them all.
const EDITS: EventKindMask = EventKindMask::CORE;

/// Edits of a folder from the moment that this was made on.
pub struct Watch {
    /// As it was named: it may be a link, whose end may change.
    named: PathBuf,
    watched: WatchedFolder,
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
    /// The folder itself was removed or moved away.
    Gone,
}

/// Why nothing is waited for any more.
enum Ended {
    /// The system can't tell of edits any more.
    NoMore(notify::Error),
    /// The folder is not the one that is watched.
    Replaced,
    /// The watcher is gone.
    Stopped,
}

/// Which folder is watched.
#[derive(Debug, Clone, PartialEq, Eq)]
struct WatchedFolder {
    /// Its canonical path, as notices name files by it.
    path: PathBuf,
    /// What tells it from another folder at that path.
    identity: Option<(u64, u64)>,
}

impl WatchedFolder {
    /// The folder of a name, if there is one now.
    fn find(named: &Path) -> Option<Self> {
        let path = named.canonicalize().ok()?;
        let metadata = path.metadata().ok().filter(std::fs::Metadata::is_dir)?;
        Some(Self {
            path,
            identity: identity(&metadata),
        })
    }
}

#[cfg(unix)]
fn identity(metadata: &std::fs::Metadata) -> Option<(u64, u64)> {
    use std::os::unix::fs::MetadataExt;
    Some((metadata.dev(), metadata.ino()))
}

#[cfg(not(unix))]
fn identity(_: &std::fs::Metadata) -> Option<(u64, u64)> {
    None
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
        let watched = WatchedFolder::find(folder).unwrap_or_else(|| WatchedFolder {
            path: folder.to_owned(),
            identity: None,
        });
        let edits = follow_notifications(&watched.path).unwrap_or_else(|error| {
            warn(&polling(&error));
            EditSource::Polling(fingerprints(&watched.path))
        });
        Self {
            named: folder.to_owned(),
            watched,
            edits,
            warn,
        }
    }

    /// Calls `changed` with the touched files after each edit, and once for edits that come together. Where another
    /// folder takes the place of the folder, that one is followed. Never returns.
    pub fn follow(self, mut changed: impl FnMut(Touched)) {
        let Self {
            named,
            mut watched,
            mut edits,
            warn,
        } = self;
        loop {
            let (receiver, mut watcher) = match edits {
                EditSource::System(receiver, watcher) => (receiver, watcher),
                EditSource::Polling(known) => return poll(&named, known, &mut changed),
            };
            let watch = || watch(&mut watcher, &watched.path);
            let is_same = || WatchedFolder::find(&named).as_ref() == Some(&watched);
            match wait(&receiver, watch, is_same, &mut changed) {
                Ended::Stopped => return,
                Ended::NoMore(error) => {
                    warn(&polling(&error));
                    edits = EditSource::Polling(fingerprints(&named));
                }
                Ended::Replaced => {
                    drop(watcher);
                    // Said, as it can't be read; what was served stays.
                    changed(Touched::Anything);
                    watched = wait_for(&named);
                    edits = follow_notifications(&watched.path).unwrap_or_else(|error| {
                        warn(&polling(&error));
                        EditSource::Polling(fingerprints(&named))
                    });
                }
            }
            // What was edited before the new watcher began.
            changed(Touched::Anything);
        }
    }
}

/// Waits until there is a folder of a name.
fn wait_for(named: &Path) -> WatchedFolder {
    loop {
        if let Some(found) = WatchedFolder::find(named) {
            return found;
        }
        std::thread::sleep(LOOK_INTERVAL / 10);
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
    let commits = Commits::of(folder);
    let handler = move |event: notify::Result<Event>| {
        let notice = match event {
            Ok(event) if is_end_of(&root, &event) => Notice::Gone,
            Ok(event) => match touched(&root, &commits, &event) {
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
        let above = Commits::of(root).folders.into_iter();
        let outside = above.filter(|folder| !folder.starts_with(root) && folder.is_dir());
        outside
            .into_iter()
            .try_for_each(|folder| watcher.watch(&folder, RecursiveMode::NonRecursive))?;
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
    let history = Commits::of(root).folders;
    let settings: Vec<PathBuf> = folders_of_settings().map(|name| root.join(name)).collect();
    { history.iter().chain(&settings) }
        .filter(|path| path.is_dir())
        .for_each(|folder| watch(folder));
    listed.map_err(|error| notify::Error::io(error.source))?;
    watched
}

/// Where commits show: those of a repository that lies at the folder or above it, also of a worktree or a submodule,
/// whose `.git` is a file that names the place.
struct Commits {
    /// Where the files are.
    folders: Vec<PathBuf>,
    /// What grows or is written anew with a commit.
    files: Vec<PathBuf>,
}

impl Commits {
    fn of(root: &Path) -> Self {
        // A folder may become a repository at any time.
        let own = root.join(".git");
        let git = Repository::discover(root).ok().flatten();
        // Of a work tree beside the first one, branches are where that has them.
        let common = git.as_ref().map(Repository::common_folder);
        let git = git
            .as_ref()
            .map_or_else(|| own.clone(), Repository::git_folder);
        let common = common.unwrap_or_else(|| git.clone());
        let (logs, branches) = (git.join("logs"), common.join("refs/heads"));
        let mut folders = vec![git.clone(), logs.clone(), common.clone(), branches];
        folders.dedup();
        Self {
            files: vec![
                logs.join("HEAD"),
                git.join("HEAD"),
                common.join("packed-refs"),
            ],
            folders,
        }
    }

    /// Whether something at a path may be a commit.
    fn are_at(&self, path: &Path) -> bool {
        let is_branch = || {
            path.parent()
                .is_some_and(|folder| folder.ends_with("refs/heads"))
        };
        let is_lock = path
            .extension()
            .is_some_and(|extension| extension == "lock");
        let is_known = self
            .folders
            .iter()
            .chain(&self.files)
            .any(|known| known == path);
        !is_lock && (is_known || self.is_of_git(path) && is_branch())
    }

    fn is_of_git(&self, path: &Path) -> bool {
        self.folders.iter().any(|folder| path.starts_with(folder))
    }
}

/// Whether an event ends the watched folder itself.
fn is_end_of(folder: &Path, event: &Event) -> bool {
    use notify::event::{EventKind, ModifyKind};
    let is_end = matches!(
        event.kind,
        EventKind::Remove(_) | EventKind::Modify(ModifyKind::Name(_))
    );
    is_end && event.paths.iter().any(|path| path == folder)
}

/// The content that an event may have changed; `None` if it changed none. What happens in hidden
/// folders does not, except that a commit changes when pages were last changed.
/// The system may also say that it has lost count.
fn touched(folder: &Path, commits: &Commits, event: &Event) -> Option<Touched> {
    if event.need_rescan() {
        return Some(Touched::Anything);
    }
    let is_commit = |path: &&PathBuf| commits.are_at(path);
    let (made, paths): (Vec<&PathBuf>, Vec<&PathBuf>) = event.paths.iter().partition(is_commit);
    let paths = paths.into_iter();
    // All else that git keeps is its own, wherever it keeps it.
    let paths = paths.filter(|path| !commits.is_of_git(path));
    let paths: Vec<&Path> = paths
        .map(|path| path.strip_prefix(folder).unwrap_or(path))
        .collect();
    let is_about_others = |path: &&Path| path.to_str().is_some_and(is_about_others);
    if paths.iter().any(is_about_others) {
        return Some(Touched::Anything);
    }
    let paths = paths.into_iter();
    let mut paths = paths.filter(|path| may_hold_content(path)).peekable();
    if made.is_empty() {
        paths.peek()?;
    }
    let files: Option<BTreeSet<FilePath>> = paths.map(file_path).collect();
    Some(files.map_or(Touched::Anything, Touched::Files))
}

/// Whether a path below the folder, or one that a link leads to, may be content: it has no hidden part, but for those that
/// are published.
fn may_hold_content(path: &Path) -> bool {
    let is_hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
    !path.components().any(is_hidden) || path.to_str().is_some_and(is_shown)
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

/// Waits for edits until the system can't tell of them any more, or the folder is not the same; why. Where there may be
/// new folders, `watch` watches them, before anyone looks at what is in them.
fn wait(
    receiver: &Receiver<Notice>,
    mut watch: impl FnMut() -> notify::Result<()>,
    is_same: impl Fn() -> bool,
    changed: &mut impl FnMut(Touched),
) -> Ended {
    let mut looked = Instant::now();
    loop {
        // Also while there are edits: those of the old folder may go on.
        if looked.elapsed() >= LOOK_INTERVAL {
            looked = Instant::now();
            if !is_same() {
                return Ended::Replaced;
            }
        }
        let notice = match receiver.recv_timeout(LOOK_INTERVAL) {
            Ok(notice) => notice,
            Err(RecvTimeoutError::Timeout) => continue,
            Err(RecvTimeoutError::Disconnected) => return Ended::Stopped,
        };
        let first = Instant::now();
        let (mut all, mut folders) = match notice {
            Notice::Edit(touched, folders) => (touched, folders),
            Notice::NoMore(error) => return Ended::NoMore(error),
            Notice::Gone => return Ended::Replaced,
        };
        while first.elapsed() < MAX_WAIT {
            match receiver.recv_timeout(QUIET) {
                Ok(Notice::Edit(touched, more)) => {
                    add(&mut all, touched);
                    folders |= more;
                }
                Ok(Notice::NoMore(error)) => return Ended::NoMore(error),
                Ok(Notice::Gone) => return Ended::Replaced,
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return Ended::Stopped,
            }
        }
        // An unreadable folder is reported by the compile.
        if folders
            && !WATCHES_WHOLE_TREES
            && let Err(error) = watch()
            && matches!(error.kind, ErrorKind::MaxFilesWatch)
        {
            return Ended::NoMore(error);
        }
        changed(all);
    }
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
mod tests;

//! Follows edits of a folder.

use std::path::{Component, Path, PathBuf};
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::{Duration, Instant};

use almanac_compile::{FolderTree, Tree};
use notify::{
    ErrorKind, Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher, recommended_watcher,
};

use crate::failure::say;

/// How long the folder must be quiet before it is read again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(40);

/// How long a folder that is never quiet is waited for.
const MAX_WAIT: Duration = Duration::from_millis(500);

/// How often the folder is looked at where the system can't tell of edits.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Edits of a folder from the moment that this was made on.
pub struct Watch {
    folder: PathBuf,
    edits: Edits,
}

/// What the system tells us.
enum Told {
    /// Something was edited.
    Edit,
    /// It can't tell of edits of what is new.
    NoMore(notify::Error),
}

/// How we learn of edits.
enum Edits {
    /// The system tells us; the watcher is kept because it stops when it is dropped.
    Told(Receiver<Told>, RecommendedWatcher),
    /// We look ourselves; this is how the folder was.
    Looked(Vec<Fingerprint>),
}

/// What tells whether a file was edited: its name, its length and its time.
type Fingerprint = (String, u64, Option<std::time::SystemTime>);

impl Watch {
    /// Begins to watch a folder.
    pub fn begin(folder: &Path) -> Self {
        // Events name files by where they truly are.
        let folder = folder.canonicalize().unwrap_or_else(|_| folder.to_owned());
        let edits = told(&folder).unwrap_or_else(|error| {
            say(&polling(&error));
            Edits::Looked(fingerprints(&folder))
        });
        Self { folder, edits }
    }

    /// Calls `changed` after each edit, once for edits that come together. Never returns.
    pub fn follow(self, mut changed: impl FnMut()) {
        match self.edits {
            Edits::Told(receiver, watcher) => {
                let Some(error) = wait(&receiver, &mut changed) else {
                    return;
                };
                say(&polling(&error));
                drop(watcher);
                let known = fingerprints(&self.folder);
                changed();
                poll(&self.folder, known, &mut changed);
            }
            Edits::Looked(known) => poll(&self.folder, known, &mut changed),
        }
    }
}

/// Says that the folder is looked at instead, and how the system may be told to tell.
fn polling(error: &notify::Error) -> String {
    // What Linux says where a user has watched as many folders, or begun to watch as often, as may be.
    const TOO_MANY_OPEN_FILES: i32 = 24;
    let is_out_of_instances = |error: &std::io::Error| {
        cfg!(target_os = "linux") && error.raw_os_error() == Some(TOO_MANY_OPEN_FILES)
    };
    let advice = match &error.kind {
        ErrorKind::MaxFilesWatch => {
            "; to be told sooner, raise the limit: `sysctl fs.inotify.max_user_watches=1048576`"
        }
        ErrorKind::Io(error) if is_out_of_instances(error) => {
            "; to be told sooner, raise the limit: `sysctl fs.inotify.max_user_instances=1024`"
        }
        _ => "",
    };
    format!(
        "warning: the system can't tell of edits ({error}); the folder is looked at every second instead{advice}"
    )
}

fn told(folder: &Path) -> notify::Result<Edits> {
    let (sender, receiver) = channel();
    let root = folder.to_owned();
    let mut watcher = recommended_watcher(move |event: notify::Result<Event>| {
        let told = match event {
            Ok(event) if !matters(&root, &event) => return,
            Err(error) if matches!(error.kind, ErrorKind::MaxFilesWatch) => Told::NoMore(error),
            Ok(_) | Err(_) => Told::Edit,
        };
        // Who listens is gone when the program ends, or looks itself.
        let _ = sender.send(told);
    })?;
    watcher.watch(folder, RecursiveMode::Recursive)?;
    Ok(Edits::Told(receiver, watcher))
}

/// Whether an event may have changed content. Reading a file does not, nor what
/// happens in hidden folders, except that a commit changes when pages were last
/// changed. The system may also say that it has lost count.
fn matters(folder: &Path, event: &Event) -> bool {
    if matches!(event.kind, EventKind::Access(_)) {
        return false;
    }
    event.need_rescan()
        || event
            .paths
            .iter()
            .any(|path| may_hold_content(folder, path))
}

fn may_hold_content(folder: &Path, path: &Path) -> bool {
    let path = path.strip_prefix(folder).unwrap_or(path);
    let is_hidden = |part: Component<'_>| part.as_os_str().to_string_lossy().starts_with('.');
    path == Path::new(".git/logs/HEAD") || !path.components().any(is_hidden)
}

/// Waits for edits until the system can't tell of them any more; why.
fn wait(receiver: &Receiver<Told>, changed: &mut impl FnMut()) -> Option<notify::Error> {
    while let Ok(told) = receiver.recv() {
        let mut told = Ok(told);
        let first = Instant::now();
        loop {
            match told {
                Ok(Told::NoMore(error)) => return Some(error),
                Ok(Told::Edit) if first.elapsed() < MAX_WAIT => {}
                Ok(Told::Edit) | Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return None,
            }
            told = receiver.recv_timeout(QUIET);
        }
        changed();
    }
    None
}

fn poll(folder: &Path, mut known: Vec<Fingerprint>, changed: &mut impl FnMut()) {
    loop {
        std::thread::sleep(POLL_INTERVAL);
        let now = fingerprints(folder);
        if now != known {
            known = now;
            changed();
        }
    }
}

fn fingerprints(folder: &Path) -> Vec<Fingerprint> {
    let mut files: Vec<Fingerprint> = FolderTree::new(folder)
        .files()
        .unwrap_or_default()
        .into_iter()
        .filter_map(|file| {
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
    use notify::event::{AccessKind, Flag, ModifyKind};

    fn edit(path: &str) -> Event {
        Event::new(EventKind::Modify(ModifyKind::Any)).add_path(path.into())
    }

    #[test]
    fn only_what_may_change_pages_matters() {
        let folder = Path::new("/home/.hidden/bees");
        for path in ["entries/a.md", "almanac.toml", ".git/logs/HEAD"] {
            let path = format!("/home/.hidden/bees/{path}");
            assert!(matters(folder, &edit(&path)), "{path}");
        }
        for path in [".git/index", ".almanac/store", "entries/.a.md.swp"] {
            let path = format!("/home/.hidden/bees/{path}");
            assert!(!matters(folder, &edit(&path)), "{path}");
        }
        let read =
            Event::new(EventKind::Access(AccessKind::Read)).add_path(folder.join("entries/a.md"));
        assert!(!matters(folder, &read));
        assert!(matters(
            folder,
            &Event::new(EventKind::Other).set_flag(Flag::Rescan)
        ));
    }
}

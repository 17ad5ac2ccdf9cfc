//! Follows edits of a folder.

use std::path::Path;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use almanac_compile::{FolderTree, Tree};
use notify::{Event, EventKind, RecursiveMode, Watcher, recommended_watcher};

use crate::failure::say;

/// How long the folder must be quiet before it is read again: editors write in several steps.
const QUIET: Duration = Duration::from_millis(40);

/// How often the folder is looked at where the system can't tell of edits.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// Calls `changed` after each edit of a folder, once for edits that come together. Never returns.
pub fn follow(folder: &Path, mut changed: impl FnMut()) {
    let (sender, receiver) = channel();
    let watcher = recommended_watcher(move |event: notify::Result<Event>| {
        if event.as_ref().is_ok_and(|event| !matters(event)) {
            return;
        }
        // Who listens is gone only when the program ends.
        let _ = sender.send(());
    });
    let watching = watcher.and_then(|mut watcher| {
        watcher.watch(folder, RecursiveMode::Recursive)?;
        Ok(watcher)
    });
    match watching {
        Ok(_watcher) => wait(&receiver, &mut changed),
        Err(error) => {
            say(&format!(
                "warning: the system can't tell of edits ({error}); the folder is looked at every second instead"
            ));
            poll(folder, &mut changed);
        }
    }
}

/// Whether an event may have changed content: reading a file does not, nor what happens in hidden folders.
fn matters(event: &Event) -> bool {
    let hidden = |path: &Path| {
        path.components()
            .any(|part| part.as_os_str().to_string_lossy().starts_with(".almanac"))
    };
    !matches!(event.kind, EventKind::Access(_)) && !event.paths.iter().all(|path| hidden(path))
}

fn wait(receiver: &Receiver<()>, changed: &mut impl FnMut()) {
    while receiver.recv().is_ok() {
        loop {
            match receiver.recv_timeout(QUIET) {
                Ok(()) => {}
                Err(RecvTimeoutError::Timeout) => break,
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
        changed();
    }
}

fn poll(folder: &Path, changed: &mut impl FnMut()) {
    let mut known = fingerprint(folder);
    loop {
        std::thread::sleep(POLL_INTERVAL);
        let now = fingerprint(folder);
        if now != known {
            known = now;
            changed();
        }
    }
}

/// What tells whether any file was edited: names, lengths and times.
fn fingerprint(folder: &Path) -> Vec<(String, u64, Option<std::time::SystemTime>)> {
    let mut files: Vec<_> = FolderTree::new(folder)
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

//! Progress of long work, for those who wait at a terminal.

use std::io::{IsTerminal, Write};
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Work that is done sooner says nothing.
const PATIENCE: Duration = Duration::from_millis(700);

/// After how many steps the line is written again.
const STRIDE: usize = 64;

/// How far some work has come. Many threads may tell it of their steps.
pub struct Progress {
    what: &'static str,
    total: usize,
    done: AtomicUsize,
    shown: AtomicBool,
    started: Instant,
    is_seen: bool,
}

impl Progress {
    /// Work of `total` steps.
    pub fn of(what: &'static str, total: usize) -> Self {
        Self {
            what,
            total,
            done: AtomicUsize::new(0),
            shown: AtomicBool::new(false),
            started: Instant::now(),
            is_seen: std::io::stderr().is_terminal(),
        }
    }

    /// One more step is done.
    pub fn step(&self) {
        let done = self.done.fetch_add(1, Ordering::Relaxed) + 1;
        if self.is_seen && done.is_multiple_of(STRIDE) && self.started.elapsed() > PATIENCE {
            self.shown.store(true, Ordering::Relaxed);
            let _ = write!(
                anstream::stderr(),
                "\r{} {done} of {}",
                self.what,
                self.total
            );
        }
    }
}

impl Drop for Progress {
    /// Takes the line away again.
    fn drop(&mut self) {
        if self.shown.load(Ordering::Relaxed) {
            let _ = write!(anstream::stderr(), "\r\u{1b}[K");
        }
    }
}

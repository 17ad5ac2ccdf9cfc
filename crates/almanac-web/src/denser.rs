//! Pages that are asked for again and again are compressed once more, as hard as Brotli can.
//!
//! That makes a page about an eighth smaller, and takes thirty times as long as the quick way: tenths of a second, for
//! which nobody may wait. One thread does it, behind everything else that the machine has to do.

use std::sync::mpsc::{Receiver, SyncSender, sync_channel};
use std::sync::{Arc, OnceLock};
use std::thread::Builder;

use crate::cache::CachedPage;

/// How many pages may wait. Further ones stay as they are until they are made again.
const MOST_WAITING: usize = 256;

/// What has pages compressed as hard as Brotli can.
#[derive(Default)]
pub(crate) struct Denser {
    /// The way to the thread, which begins with the first page. `None` if it could not be started.
    waiting: OnceLock<Option<SyncSender<Arc<CachedPage>>>>,
}

impl Denser {
    /// Has a page compressed, if there is room for it in the queue.
    pub fn add(&self, page: &Arc<CachedPage>) {
        if let Some(waiting) = self.waiting.get_or_init(start) {
            // A full queue is no fault: the page is sent as it is.
            let _ = waiting.try_send(page.clone());
        }
    }
}

/// Starts the thread. It ends when the cache does.
fn start() -> Option<SyncSender<Arc<CachedPage>>> {
    let (sender, receiver) = sync_channel(MOST_WAITING);
    let thread = Builder::new().name("denser".to_owned());
    thread.spawn(move || run(&receiver)).ok().map(|_| sender)
}

fn run(waiting: &Receiver<Arc<CachedPage>>) {
    yield_to_others();
    for page in waiting {
        page.stored.make_denser();
    }
}

/// Gives this thread the lowest priority.
fn yield_to_others() {
    // Elsewhere the call would slow down the whole process, and not the thread alone.
    #[cfg(target_os = "linux")]
    let _ = rustix::process::setpriority_process(None, 19);
}

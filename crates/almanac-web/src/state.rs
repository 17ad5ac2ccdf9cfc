//! What all requests share.

use std::sync::{Arc, Mutex, PoisonError};

use almanac_model::{Day, Workspace};
use tokio::sync::watch;

use crate::cache::Generation;

/// Tells the day. Asked with every request, so that a server that runs over midnight shows the new day.
pub type Clock = Arc<dyn Fn() -> Day + Send + Sync>;

/// How to serve.
pub struct ServeOptions {
    /// Tells the day.
    pub today: Clock,
}

/// What all requests share.
pub(crate) struct State {
    workspace: Arc<dyn Workspace>,
    today: Clock,
    current: Mutex<Arc<Generation>>,
    /// What is served now, as browsers that are listening are told of it.
    pub version: watch::Sender<String>,
    /// Whether the server is about to stop.
    pub closing: watch::Sender<bool>,
}

impl State {
    /// Shares a workspace, and follows its snapshots.
    pub fn new(workspace: Arc<dyn Workspace>, options: ServeOptions) -> Arc<Self> {
        let first = Arc::new(Generation::of(&*workspace, (options.today)()));
        let state = Arc::new(Self {
            version: watch::Sender::new(first.version().to_owned()),
            closing: watch::Sender::new(false),
            current: Mutex::new(first),
            today: options.today,
            workspace: workspace.clone(),
        });
        let weak = Arc::downgrade(&state);
        workspace.subscribe(Box::new(move |_| {
            if let Some(state) = weak.upgrade() {
                state.renew();
            }
        }));
        state
    }

    /// The pages of the newest snapshot on this day.
    pub fn current(&self) -> Arc<Generation> {
        let current = self
            .current
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone();
        if current.day() == (self.today)() {
            current
        } else {
            self.renew()
        }
    }

    fn renew(&self) -> Arc<Generation> {
        // Under the lock from end to end, so that browsers are told of what is served, and of it last.
        let mut current = self.current.lock().unwrap_or_else(PoisonError::into_inner);
        let next = Arc::new(Generation::of(&*self.workspace, (self.today)()));
        *current = next.clone();
        self.version.send_replace(next.version().to_owned());
        next
    }

    pub fn workspace(&self) -> &dyn Workspace {
        &*self.workspace
    }
}

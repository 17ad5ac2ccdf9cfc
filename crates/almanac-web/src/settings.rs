//! How a server is run.

use std::path::PathBuf;
use std::sync::Arc;

use almanac_model::{Author, Date, History, Proposing, Undoing, Writing};
use almanac_search::IndexHome;
use almanac_store::Store;

use crate::access_log::AccessLog;
use crate::desk::Desk;
use crate::limits::Limits;
use crate::metrics::Metrics;
use crate::proxies::TrustedProxy;

/// How a server is run.
#[derive(Clone, Default)]
pub struct ServerSettings {
    /// How much it takes on at a time.
    pub limits: Limits,
    /// Who sees the desk. Without one everybody sees the public site.
    pub desk: Option<Desk>,
    /// Where each request is written down, if it is.
    pub log: Option<AccessLog>,
    /// Where requests are counted, if they are.
    pub metrics: Option<Arc<Metrics>>,
    /// The proxies that are trusted to say who asks.
    pub trusted_proxies: Vec<TrustedProxy>,
    /// How what is searched is kept.
    pub search: SearchSettings,
    /// Where the past of pages is asked for. Without it they have none.
    pub history: Option<Arc<dyn History>>,
    /// How the almanac is changed. Without it, it is only read here.
    pub contributing: Option<Contributing>,
    /// The revision as of which the whole is shown, if it is not as it is now.
    pub as_of: Option<FixedRevision>,
}

/// How an almanac is changed through a server.
#[derive(Clone)]
pub struct Contributing {
    /// What changes it; `None` where it can't be changed, which the pages say that would.
    pub writing: Option<Arc<dyn Writing>>,
    /// What keeps proposals.
    pub proposing: Option<Arc<dyn Proposing>>,
    /// What works out how something is taken back.
    pub undoing: Option<Arc<dyn Undoing>>,
    /// Who may change it. Without it only whoever is at the desk.
    pub store: Option<Store>,
    /// Who writes at the desk.
    pub owner: Author,
    /// Tells the moment, in seconds since 1970.
    pub now: fn() -> i64,
    /// Gives randomness; `None` where the system has none.
    pub random: fn() -> Option<[u8; 20]>,
    /// Says a sentence to whoever runs the server.
    pub report: fn(&str),
}

/// A revision as of which the whole is shown.
#[derive(Debug, Clone)]
pub struct FixedRevision {
    /// Its full name.
    pub name: String,
    /// The day in UTC when it was recorded, if that can be known.
    pub recorded: Option<Date>,
}

/// What the thread does that makes the index.
#[derive(Debug, Clone, Copy)]
pub struct SearchThread {
    /// Is called on the thread that makes the index, before all else.
    pub begin: fn(),
    /// Says a sentence to whoever runs the server.
    pub report: fn(&str),
}

/// How what is searched is kept.
#[derive(Debug, Clone, Default)]
pub struct SearchSettings {
    /// Where the index of what the public sees is kept. Without a place it is made again at each start.
    pub home: IndexHome,
    /// The program's own folder, where words that find nothing are kept if the almanac says so. Without one they are
    /// not kept.
    pub misses: Option<PathBuf>,
    /// What the thread does that makes the index.
    pub thread: SearchThread,
}

impl Default for SearchThread {
    fn default() -> Self {
        Self {
            begin: || {},
            report: |_| {},
        }
    }
}

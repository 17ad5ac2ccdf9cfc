//! How a server is run.

use std::sync::Arc;

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
}

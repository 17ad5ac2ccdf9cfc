//! How much a server takes on at a time.

use std::time::Duration;

/// How much a server takes on at a time, so that no client can use all of it up.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// How many connections are open at a time; more wait to be taken.
    pub connections: usize,
    /// How many of them may listen to `/_live`; more are refused with 503. Each holds its
    /// connection for as long as a page is open.
    pub live: usize,
    /// How long a client may take to send the head of a request.
    pub head_timeout: Duration,
    /// How long a client may take none of its answer before its connection is closed.
    pub write_timeout: Duration,
    /// After how long a listener to `/_live` is written to where nothing has changed, so that one
    /// that has gone is noticed.
    pub heartbeat: Duration,
    /// How many bytes of pages are kept in memory, compressed.
    pub kept_bytes: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            connections: 4096,
            live: 512,
            head_timeout: Duration::from_secs(15),
            write_timeout: Duration::from_secs(30),
            heartbeat: Duration::from_secs(20),
            kept_bytes: 256 << 20,
        }
    }
}

//! The HTTP server: pages, assets, live reload.
//!
//! This crate owns what happens between a request and a page. It sees an
//! almanac only through [`almanac_model::Reading`]: every request is answered
//! from the newest snapshot in memory, a page is made when it is first asked for,
//! and is kept compressed for as long as what it was made from stays the same.
//!
//! The threads that answer requests only look up and send. What can take more
//! than about a millisecond (to make a page, to compress it, to search, to read a
//! file) is work for [`workers`], of which there is a bounded number.

mod access_log;
mod askers;
mod authority;
mod cache;
mod coding;
mod connections;
mod contribution_limits;
mod days;
mod denser;
mod desk;
mod endpoints;
mod files;
mod flights;
mod forms;
mod forms_in_memory;
mod generation;
mod layers;
mod limits;
mod line_pairs;
mod metrics;
mod negotiation;
mod newest;
mod past_limits;
mod previewing;
mod protection;
mod proxies;
mod ranges;
mod response;
mod routes;
mod searching;
mod sent_fields;
mod settings;
mod stalls;
mod state;
mod stored;
mod submitting;
mod summaries;
mod three_texts;
mod tidying;
mod typed_text;
mod uploads;
mod workers;
mod write_names;

pub use access_log::{AccessLog, LogFormat};
pub use connections::{Listeners, serve};
pub use desk::Desk;
pub use limits::Limits;
pub use metrics::Metrics;
pub use proxies::TrustedProxy;
pub use routes::{Routes, routes};
pub use settings::{Contributing, FixedRevision, SearchSettings, SearchThread, ServerSettings};
pub use tidying::tidy;

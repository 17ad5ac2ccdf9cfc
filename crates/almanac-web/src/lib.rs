//! The HTTP server: pages, assets, live reload.
//!
//! This crate owns what happens between a request and a page. It sees an
//! almanac only through [`almanac_model::Reading`]: every request is answered
//! from the newest snapshot in memory, a page is made when it is first asked for
//! and kept compressed, and a new snapshot replaces all pages at once.

mod cache;
mod coding;
mod connections;
mod endpoints;
mod layers;
mod limits;
mod negotiation;
mod response;
mod routes;
mod stalls;
mod state;

pub use connections::serve;
pub use limits::Limits;

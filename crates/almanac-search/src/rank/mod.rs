//! Which documents answer a query, and in which order.
//!
//! Each word of a query is a [`Slot`]: all the terms of the index that answer to it, each with the class in which it does
//! (as typed, folded, as a beginning, by its stem, as a near word). Slots are collected one by one (`collect.rs`), then
//! put together: the documents that answer to all slots, or else to most of them (`found.rs`), in order (`order.rs`).

mod answering;
mod collect;
mod facets;
mod found;
mod hangul;
mod matcher;
mod names;
mod near;
mod optional;
mod order;
mod pairs;
mod positions;
mod runs;
mod slot;
mod slots;

pub use facets::Narrowing;
pub use found::find;
pub use matcher::{Matcher, TokenMatch};
pub use near::is_code;
pub use order::{Ranked, best};
pub use slot::MatchClass;

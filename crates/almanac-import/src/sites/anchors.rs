//! The ids that generators give to headings: one rule each. Read by all programs for sites, and by plain folders of theirs.

pub use almanac_model::{AnchorRule, Anchors, fragment_key};

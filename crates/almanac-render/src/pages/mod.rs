//! One file per page: what it shows, gathered from the view for its template.

pub(crate) mod changes;
pub(crate) mod closing;
mod content;
pub(crate) mod entry;
pub(crate) mod events;
mod fill;
mod frame;
mod head;
pub(crate) mod home;
mod infobox;
mod languages;
mod letters;
pub(crate) mod lists;
pub(crate) mod manifest;
pub(crate) mod moved;
pub(crate) mod not_found;
mod notes;
pub(crate) mod path;
pub(crate) mod progress;
pub(crate) mod reader;
pub(crate) mod requested;
pub(crate) mod search;
pub(crate) mod source;
pub(crate) mod source_lists;
mod theme;
pub(crate) mod topics;
mod views;

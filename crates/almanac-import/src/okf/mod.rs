//! The Open Knowledge Format 0.2 (`okf/SPEC.md` of GoogleCloudPlatform/knowledge-catalog), as an almanac is written in it.
//! How it is read is in `programs/okf.rs`.

mod export;
mod write;

pub use self::export::{Bundle, bundle};
pub(crate) use self::export::{CONCEPT_LABEL, LEARNING_PATH, LOG_TITLE, MADE_OF, THREAD};
pub use self::write::Exported;

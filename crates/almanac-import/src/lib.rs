//! Folders of other programs to an almanac, and back.
//!
//! This crate owns what becomes of somebody's notes when they come in: which program's folder it is
//! ([`Program`]), what goes where and what is written otherwise (one file a program, in `programs/`), the folder that is
//! written to and the list of what was written there, and the report. The source is only ever read. What another
//! program means and Almanac reads as well is copied byte for byte, so most files of most vaults stay as they are.
//!
//! [`Import::prepare`] looks at a folder and refuses what can't be done, before anything is written;
//! [`Import::write`] deals with each file by itself, in parallel.

mod above;
mod csv;
mod error;
mod front_matter;
mod import;
mod links;
mod names;
mod notes;
mod okf;
mod program;
mod programs;
mod prose;
mod remarks;
mod report;
mod requirements;
mod sites;
mod source;
mod survey;
mod target;
mod wiki;

pub use error::ImportError;
pub use import::{Import, ImportOptions};
pub use okf::{Bundle, Exported, bundle};
pub use program::{Program, Recognised};
pub use remarks::{Broken, Kind, Remark, Remarks, Topic};
pub use report::Report;
pub use target::{EXPORT_LIST, IMPORT_LIST};

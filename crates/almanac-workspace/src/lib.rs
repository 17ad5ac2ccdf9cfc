//! An almanac kept compiled: followed while its folder is edited, and written to.
//!
//! This crate owns what stands between files on disk and whoever reads or writes an almanac that
//! changes: the newest state that is fit to serve ([`AlmanacWorkspace`]), the texts as they last
//! were without errors, the watcher of a folder, the dates of its history, and the one function
//! that writes a user's file. It implements the traits of the model, and knows no terminal and
//! no network.

mod almanac;
mod branch_tree;
mod branch_watch;
mod dates;
mod file_write;
mod followers;
mod git_writer;
mod history;
mod last_good;
mod permitted;
mod plain_writer;
mod planned_change;
mod proposing;
mod publishing;
mod remote;
mod revision_tree;
mod standing;
mod undoing;
mod watch;
mod work_tree;
mod workspace;
mod write_queue;
mod writing;

pub use almanac::{Almanac, AlmanacRevision, TemplateCheck};
pub use almanac_history::IndexProgress;
pub use branch_watch::BranchWatch;
pub use file_write::{WriteError, remove_file, write_file};
pub use history::PageHistory;
pub use proposing::forget_proposals;
pub use remote::{AcceptError, accept};
pub use revision_tree::RevisionTree;
pub use watch::Watch;
pub use workspace::{AlmanacWorkspace, Clock, Moments};

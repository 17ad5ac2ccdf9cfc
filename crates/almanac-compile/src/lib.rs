//! A tree of files to a checked snapshot.
//!
//! This crate owns the way from files to meaning: it loads a [`Tree`], reads
//! each file alone and in parallel, links what names what, and checks the
//! whole. [`compile`] returns the [`Snapshot`] *and* everything that is to be
//! said about it; a broken almanac still compiles. It also owns the checks with
//! their pages, the forms in which a report is written, and the fixes that can
//! be made without a person.

mod catch_up;
mod check;
mod checks;
mod cited;
mod compiled;
mod compiler;
mod confirm;
mod content_judge;
mod context;
mod declare;
mod depths;
mod dialect;
mod drafts;
mod edn;
mod files_of_drafts;
mod fix;
mod folder_tree;
mod image_size;
mod impact;
mod left_out;
mod link;
mod listed;
mod load;
mod named_topics;
mod near_names;
mod new_page;
mod options;
mod other_page;
pub mod output;
mod page_context;
mod parts_in_time;
mod permanent_ids;
mod plain_folder;
mod read;
mod rename;
mod reporter;
mod role;
mod schemas;
mod site_signs;
mod slugs;
mod templates;

mod tree;
mod tree_hash;
mod unread;
mod versions;

use compiler::LastCompile;

pub use check::Check;
pub use checks::{checks, explain};
pub use compiled::Compiled;
pub use compiler::{Compiler, Ways};
pub use confirm::{ConfirmError, Confirmed, confirm_edit};
pub use content_judge::ContentJudge;
pub use declare::with_language;
pub use dialect::dialect;
pub use edn::{Edn, graph_settings};
pub use fix::fixed_files;
pub use folder_tree::FolderTree;
pub use impact::{Impact, ImpactSubject, TouchedContent, TouchedPart, impact, impact_of_change};
pub use left_out::{LeftOut, folders_of_settings, is_about_others};
pub use listed::{is_shown, may_be_listed};
pub use new_page::new_page;
pub use options::{CompileError, Options, Touched};
pub use permanent_ids::new_id;
pub use plain_folder::PlainFolder;
pub use read::content_config_of;
pub use read::{content_hash, read_base_url};
pub use rename::rename_edits;
pub use role::{CONFIG_FILE, MAX_FILE_BYTES};
pub use schemas::schemas;
pub use templates::template_report;
pub use tree::{
    BlobId, EmbeddedTree, Listing, MemoryTree, OverlayTree, Overlooked, OverlookedFolder,
    PassedOver, Tree, TreeError, TreeFile, WhyPassedOver,
};

/// Compiles an almanac: loads, links and checks it.
///
/// The same files, options and nothing else decide the result, whatever the
/// order in which the tree lists them.
pub fn compile(tree: &dyn Tree, options: &Options) -> Result<Compiled, CompileError> {
    Ok(LastCompile::compile(tree, options, &Touched::Anything, None)?.into_compiled())
}

//! A tree of files to a checked snapshot.
//!
//! This crate owns the way from files to meaning: it loads a [`Tree`], reads
//! each file alone and in parallel, links what names what, and checks the
//! whole. [`compile`] returns the [`Snapshot`] *and* everything that is to be
//! said about it; a broken almanac still compiles. It also owns the checks with
//! their pages, the forms in which a report is written, and the fixes that can
//! be made without a person.

mod catch_up;
mod checks;
mod compiler;
mod context;
mod fix;
mod folder_tree;
mod link;
mod load;
mod local;
mod near_names;
pub mod output;
mod read;
mod rename;
mod reporter;
mod role;
mod schemas;
mod templates;
mod translations;
mod tree;
mod tree_hash;

use std::collections::HashMap;
use std::sync::Arc;

use compiler::Known;

use almanac_model::{Changed, Day, FilePath, Report, Snapshot};

pub use checks::{CheckInfo, checks, explain};
pub use compiler::{Compiler, Touched, Ways};
pub use fix::{fixed_files, new_id};
pub use folder_tree::FolderTree;
pub use read::content_hash;
pub use rename::rename_edits;
pub use role::MAX_FILE_BYTES;
pub use schemas::schemas;
pub use templates::template_report;
pub use tree::{
    BlobId, CONFIG_FILE, EmbeddedTree, Listing, MemoryTree, OverlayTree, PassedOver, Tree,
    TreeError, TreeFile,
};

/// What a compile depends on besides the files.
#[derive(Debug, Clone, PartialEq)]
pub struct Options {
    /// The day on which facts are fresh or stale.
    pub today: Day,
    /// When files were last changed, as history knows it. What it doesn't
    /// know, a page's own `updated:` says.
    pub changed: Arc<HashMap<FilePath, Changed>>,
}

impl Options {
    /// Options for a day, with no history.
    pub fn for_day(today: Day) -> Self {
        Self {
            today,
            changed: Arc::default(),
        }
    }
}

/// The result of a compile.
#[derive(Debug)]
pub struct Compiled {
    /// The almanac, as far as it could be read.
    pub snapshot: Arc<Snapshot>,
    /// What is to be said about it.
    pub report: Report,
    /// How many files were read.
    pub files: usize,
    /// All files of the tree, sorted.
    pub listed: Arc<[FilePath]>,
    beside: compiler::Beside,
}

impl Compiled {
    /// The text of a file as it was compiled, which the places of diagnostics and fixes are in.
    /// Only [`compile`] keeps it; where a [`Compiler`] does, ask that.
    pub fn text(&self, file: &FilePath) -> Option<&Arc<str>> {
        self.beside.text(file)
    }
}

/// Says why there is nothing to compile.
#[derive(Debug, thiserror::Error)]
pub enum CompileError {
    /// The tree has no `almanac.toml`.
    #[error("there is no `{CONFIG_FILE}`")]
    NotAnAlmanac,
    /// The tree can't be listed.
    #[error(transparent)]
    Tree(#[from] TreeError),
}

/// Compiles an almanac: loads, links and checks it.
///
/// The same files, options and nothing else decide the result, whatever the
/// order in which the tree lists them.
pub fn compile(tree: &dyn Tree, options: &Options) -> Result<Compiled, CompileError> {
    Ok(Known::compile(tree, options, &Touched::Anything, None)?.into_compiled())
}

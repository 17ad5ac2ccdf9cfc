//! What may be measured.

use std::path::PathBuf;

use super::search::Half;

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    pub works: Vec<BenchWork>,
    /// How many entries the smaller almanac has; the larger has ten times as many.
    pub entries: usize,
    /// How often each side runs.
    pub runs: usize,
    /// The program to measure; it is built where none is named.
    pub almanac: Option<PathBuf>,
    /// A program with the search that came before: beside it ours is measured only where it is named.
    pub before: Option<PathBuf>,
    /// Which half of the judged queries is looked at.
    pub half: Half,
    /// Folders of collections of others, whose queries are asked too.
    pub collections: Vec<PathBuf>,
}

impl Default for BenchOptions {
    fn default() -> Self {
        Self {
            works: Vec::new(),
            entries: 10_000,
            runs: 5,
            almanac: None,
            before: None,
            half: Half::default(),
            collections: Vec::new(),
        }
    }
}

/// A piece of work that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BenchWork {
    Build,
    BuildAsAi,
    BuildDepths,
    Check,
    CheckVault,
    Diagnostics,
    Drafts,
    Edit,
    EditBesideError,
    FirstBuild,
    History,
    Instructions,
    Photograph,
    Search,
    SearchOutside,
    SearchSpeed,
    SearchIndex,
    SearchFirst,
    SearchLoad,
    SearchEdit,
    Serve,
    Start,
    UnderEdits,
    UnderWrites,
    Writes,
}

impl BenchWork {
    /// All, in the order in which they run.
    pub const ALL: [BenchWork; 25] = [
        BenchWork::Build,
        BenchWork::BuildAsAi,
        BenchWork::BuildDepths,
        BenchWork::Check,
        BenchWork::CheckVault,
        BenchWork::Diagnostics,
        BenchWork::Drafts,
        BenchWork::History,
        BenchWork::Edit,
        BenchWork::EditBesideError,
        BenchWork::Start,
        BenchWork::Serve,
        BenchWork::UnderEdits,
        BenchWork::UnderWrites,
        BenchWork::Writes,
        BenchWork::Photograph,
        BenchWork::Search,
        BenchWork::SearchOutside,
        BenchWork::SearchSpeed,
        BenchWork::SearchIndex,
        BenchWork::SearchFirst,
        BenchWork::SearchLoad,
        BenchWork::SearchEdit,
        BenchWork::Instructions,
        BenchWork::FirstBuild,
    ];

    /// What runs where nothing is named: all but what takes many minutes and says nothing of the program, and what
    /// needs texts of others.
    pub fn usual() -> Vec<BenchWork> {
        let all = Self::ALL.into_iter();
        let is_usual =
            |work: &BenchWork| !matches!(work, BenchWork::FirstBuild | BenchWork::SearchOutside);
        all.filter(is_usual).collect()
    }

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            BenchWork::Build => "build",
            BenchWork::BuildAsAi => "build-as-ai",
            BenchWork::BuildDepths => "build-depths",
            BenchWork::Check => "check",
            BenchWork::CheckVault => "check-vault",
            BenchWork::Diagnostics => "diagnostics",
            BenchWork::Drafts => "drafts",
            BenchWork::Edit => "edit",
            BenchWork::EditBesideError => "edit-beside-error",
            BenchWork::FirstBuild => "first-build",
            BenchWork::History => "history",
            BenchWork::Instructions => "instructions",
            BenchWork::Photograph => "photograph",
            BenchWork::Search => "search",
            BenchWork::SearchOutside => "search-outside",
            BenchWork::SearchSpeed => "search-speed",
            BenchWork::SearchIndex => "search-index",
            BenchWork::SearchFirst => "search-first",
            BenchWork::SearchLoad => "search-load",
            BenchWork::SearchEdit => "search-edit",
            BenchWork::Serve => "serve",
            BenchWork::Start => "start",
            BenchWork::UnderEdits => "under-edits",
            BenchWork::UnderWrites => "under-writes",
            BenchWork::Writes => "writes",
        }
    }
}

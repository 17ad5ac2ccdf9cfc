//! What may be measured.

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct BenchOptions {
    pub works: Vec<BenchWork>,
    /// How many entries the smaller almanac has; the larger has ten times as many.
    pub entries: usize,
    /// How often each side runs.
    pub runs: usize,
    /// The program to measure; it is built where none is named.
    pub almanac: Option<std::path::PathBuf>,
}

impl Default for BenchOptions {
    fn default() -> Self {
        Self {
            works: Vec::new(),
            entries: 10_000,
            runs: 5,
            almanac: None,
        }
    }
}

/// A piece of work that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum BenchWork {
    Build,
    BuildAsAi,
    Check,
    CheckVault,
    Drafts,
    Edit,
    EditBesideError,
    FirstBuild,
    Instructions,
    Photograph,
    Serve,
    Start,
    UnderEdits,
}

impl BenchWork {
    /// All, in the order in which they run.
    pub const ALL: [BenchWork; 13] = [
        BenchWork::Build,
        BenchWork::BuildAsAi,
        BenchWork::Check,
        BenchWork::CheckVault,
        BenchWork::Drafts,
        BenchWork::Edit,
        BenchWork::EditBesideError,
        BenchWork::Start,
        BenchWork::Serve,
        BenchWork::UnderEdits,
        BenchWork::Photograph,
        BenchWork::Instructions,
        BenchWork::FirstBuild,
    ];

    /// What runs where nothing is named: all but what takes many minutes and says nothing of the program.
    pub fn usual() -> Vec<BenchWork> {
        let all = Self::ALL.into_iter();
        all.filter(|work| *work != BenchWork::FirstBuild).collect()
    }

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            BenchWork::Build => "build",
            BenchWork::BuildAsAi => "build-as-ai",
            BenchWork::Check => "check",
            BenchWork::CheckVault => "check-vault",
            BenchWork::Drafts => "drafts",
            BenchWork::Edit => "edit",
            BenchWork::EditBesideError => "edit-beside-error",
            BenchWork::FirstBuild => "first-build",
            BenchWork::Instructions => "instructions",
            BenchWork::Photograph => "photograph",
            BenchWork::Serve => "serve",
            BenchWork::Start => "start",
            BenchWork::UnderEdits => "under-edits",
        }
    }
}

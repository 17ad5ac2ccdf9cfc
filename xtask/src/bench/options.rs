//! What may be measured.

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    pub works: Vec<Work>,
    /// How many entries the smaller almanac has; the larger has ten times as many.
    pub entries: usize,
    /// How often each side runs.
    pub runs: usize,
    /// The program to measure; it is built where none is named.
    pub almanac: Option<std::path::PathBuf>,
}

impl Default for Options {
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
pub(crate) enum Work {
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

impl Work {
    /// All, in the order in which they run.
    pub const ALL: [Work; 13] = [
        Work::Build,
        Work::BuildAsAi,
        Work::Check,
        Work::CheckVault,
        Work::Drafts,
        Work::Edit,
        Work::EditBesideError,
        Work::Start,
        Work::Serve,
        Work::UnderEdits,
        Work::Photograph,
        Work::Instructions,
        Work::FirstBuild,
    ];

    /// What runs where nothing is named: all but what takes many minutes and says nothing of the program.
    pub fn usual() -> Vec<Work> {
        let all = Self::ALL.into_iter();
        all.filter(|work| *work != Work::FirstBuild).collect()
    }

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Work::Build => "build",
            Work::BuildAsAi => "build-as-ai",
            Work::Check => "check",
            Work::CheckVault => "check-vault",
            Work::Drafts => "drafts",
            Work::Edit => "edit",
            Work::EditBesideError => "edit-beside-error",
            Work::FirstBuild => "first-build",
            Work::Instructions => "instructions",
            Work::Photograph => "photograph",
            Work::Serve => "serve",
            Work::Start => "start",
            Work::UnderEdits => "under-edits",
        }
    }
}

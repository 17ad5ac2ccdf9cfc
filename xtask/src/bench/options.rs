//! What may be measured.

/// What to measure, and how.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Options {
    pub works: Vec<Work>,
    /// How many entries the smaller almanac has; the larger has ten times as many.
    pub entries: usize,
    /// How often each side runs.
    pub runs: usize,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            works: Vec::new(),
            entries: 10_000,
            runs: 5,
        }
    }
}

/// A piece of work that is measured.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Work {
    Build,
    Check,
    Edit,
    Instructions,
    Serve,
    Start,
}

impl Work {
    /// All, in the order in which they run.
    pub const ALL: [Work; 6] = [
        Work::Build,
        Work::Check,
        Work::Edit,
        Work::Start,
        Work::Serve,
        Work::Instructions,
    ];

    /// The name by which it is asked for.
    pub fn name(self) -> &'static str {
        match self {
            Work::Build => "build",
            Work::Check => "check",
            Work::Edit => "edit",
            Work::Instructions => "instructions",
            Work::Serve => "serve",
            Work::Start => "start",
        }
    }
}

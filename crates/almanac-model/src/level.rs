//! How much a text asks of its reader.

/// How much a page asks of its reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Level {
    /// Assumes nothing.
    Introductory,
    /// Assumes what an introduction teaches.
    Intermediate,
    /// Assumes more.
    Advanced,
}

impl Level {
    /// All levels, the easiest first.
    pub const ALL: [Level; 3] = [Level::Introductory, Level::Intermediate, Level::Advanced];

    /// The name in lower case, as front matter gives it.
    pub fn name(self) -> &'static str {
        match self {
            Level::Introductory => "introductory",
            Level::Intermediate => "intermediate",
            Level::Advanced => "advanced",
        }
    }

    /// Finds the level of that name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|level| level.name() == name)
    }
}

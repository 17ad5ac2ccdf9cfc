//! What a change touches, beside the files that it changes.

use std::collections::BTreeSet;

use crate::FilePath;

/// What in a page a change would touch.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, serde::Serialize)]
#[serde(tag = "type", content = "name", rename_all = "kebab-case")]
pub enum TouchedPart {
    /// Its text.
    Text,
    /// Its box of facts.
    Facts,
    /// A value in its text, by what stands between the braces.
    InsertedFact(String),
    /// A figure, by its title.
    Figure(String),
    /// A question, by its id.
    Question(String),
    /// Its list of sources.
    Sources,
}

/// A page or path that a change would touch.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize)]
pub struct TouchedContent {
    /// Its slug; with `path:` in front of that of a path.
    pub slug: String,
    /// Its title.
    pub title: String,
    /// Its file.
    pub file: FilePath,
    /// What in it is touched.
    #[serde(skip_serializing_if = "BTreeSet::is_empty")]
    pub parts: BTreeSet<TouchedPart>,
    /// How many minutes it takes to read; before the change, where there is one.
    pub minutes: u32,
    /// How many it takes after the change, where there is one.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub minutes_after: Option<u32>,
    /// Whether the text that it was made from would be another, so that it lags behind.
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    pub lags: bool,
}

/// What a change would touch.
#[derive(Debug, Clone, PartialEq, Eq, Default, serde::Serialize)]
pub struct Impact {
    /// Pages, their translations and other versions, by file.
    pub pages: Vec<TouchedContent>,
    /// The paths that lead through them, and paths that cite or show the same, by file.
    pub paths: Vec<TouchedContent>,
}

//! What is asked of search.

/// How many hits a page of results has.
pub const HITS_PER_PAGE: usize = 20;

/// How many letters of a query are looked at. Longer ones are cut off, which is said.
pub const LONGEST_QUERY: usize = 400;

/// What is asked: words, what the results are narrowed to, and which page of them.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct SearchRequest {
    /// What was typed, operators included.
    pub query: String,
    /// What the results are narrowed to beside what the query says.
    pub filters: Filters,
    /// The language in which the reader reads, where it is known: a page that was found in several leads there.
    pub reader_language: Option<String>,
    /// Which page of the results, from 1; 0 is taken for 1.
    pub page: usize,
}

/// What results are narrowed to. Each is a value that the almanac has; any other finds nothing.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash)]
pub struct Filters {
    /// Only entries of this kind; `thread`, `path`, `topic` and `source` for the other sorts of pages.
    pub kind: Option<String>,
    /// Only pages of this level, by its name.
    pub level: Option<String>,
    /// Only pages of this topic, by its slug.
    pub topic: Option<String>,
    /// Only what is in this thread, entry or path: a slug, or `path:` and a slug.
    pub within: Option<String>,
    /// Only texts in this language, a BCP 47 tag.
    pub language: Option<String>,
}

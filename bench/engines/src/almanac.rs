//! What of an almanac is searched.

use std::path::Path;

use almanac_compile::{FolderTree, Options, compile};
use almanac_model::Day;
use almanac_search::{SearchDocument, SearchSubject, documents_of};
use anyhow::Result;

/// The documents of an almanac's folder.
pub fn documents(folder: &Path) -> Result<Vec<SearchDocument>> {
    let options = Options::for_day(Day::constant(2026, 11, 25));
    let compiled = compile(&FolderTree::new(folder), &options)?;
    Ok(documents_of(&compiled.snapshot))
}

/// The name by which a page is judged: its slug, with its sort before it where an entry may have the same.
pub fn name_of(subject: &SearchSubject) -> String {
    match subject {
        SearchSubject::Entry(slug) | SearchSubject::Thread(slug) => slug.to_string(),
        SearchSubject::Path(slug) => format!("path:{slug}"),
        SearchSubject::Topic(slug) => format!("topic:{slug}"),
        SearchSubject::Source(key) => format!("source:{key}"),
    }
}

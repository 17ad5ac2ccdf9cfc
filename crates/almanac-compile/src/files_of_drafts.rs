//! Which files of a snapshot are drafts.

use almanac_model::{FilePath, Snapshot};
use rustc_hash::FxHashSet as HashSet;

/// The files of the drafts of a snapshot in which they were left, with their translations.
pub(crate) fn files_of_drafts(snapshot: &Snapshot) -> HashSet<FilePath> {
    let drafts = snapshot.pages().iter().filter(|page| page.is_draft);
    let slugs: HashSet<&str> = drafts.map(|page| page.slug.as_str()).collect();
    let pages = snapshot.pages().iter().chain(snapshot.versions());
    let pages = pages.filter(|page| slugs.contains(page.slug.as_str()));
    let pages = pages.map(|page| page.file.clone());
    let paths = snapshot.paths().iter().filter(|path| path.is_draft);
    pages.chain(paths.map(|path| path.file.clone())).collect()
}

//! Which paths a tree lists, whatever it is made of.

use almanac_model::{Area, SharedFile};

/// The hidden files and folders that are published: hosts and browsers ask for them by name.
pub(crate) const PUBLISHED_HIDDEN: [&str; 2] = ["static/.nojekyll", "static/.well-known"];

/// How deep folders may nest.
pub(crate) const MAX_FOLDER_DEPTH: usize = 32;

/// Whether a tree may list a file at a path: a shared file, or one of an area with no hidden part
/// and not nested too deep. A path may come from anybody, and be of any length.
pub fn may_be_listed(path: &str) -> bool {
    let is_shown = |part: &str| !part.is_empty() && !part.starts_with('.');
    let shown = PUBLISHED_HIDDEN.iter().find_map(|hidden| {
        let rest = path.strip_prefix(hidden)?;
        match rest.is_empty() {
            true => Some(""),
            false => rest.strip_prefix('/'),
        }
    });
    let area = Area::of(path);
    let below = shown.or_else(|| area?.within(path));
    let is_deep = path.split('/').nth(MAX_FOLDER_DEPTH + 2).is_some();
    let is_plain =
        |below: &str| below.is_empty() && shown.is_some() || below.split('/').all(is_shown);
    SharedFile::of(path).is_some() || !is_deep && below.is_some_and(is_plain)
}

//! Files of content that could not be read, which has been reported.

use almanac_model::{FilePath, is_page_file, slugify};
use rustc_hash::FxHashSet as HashSet;

use crate::context::Context;

/// Whether a name that nothing bears may be that of a file that could not be read.
pub(super) fn may_bear(context: &Context<'_>, name: &str) -> bool {
    let slugs = context.tables.unread.get_or_init(|| gather(context));
    let name = name.strip_prefix("path:").unwrap_or(name);
    slugs.contains(&slugify(name))
}

fn gather(context: &Context<'_>) -> HashSet<String> {
    let read: HashSet<&FilePath> = context.whole().read_files().map(|(file, _)| file).collect();
    let unread = context.files.iter().filter(|file| !read.contains(file));
    unread.filter_map(|file| slug_of(file.as_str())).collect()
}

/// What the slug of a file of content would be.
fn slug_of(file: &str) -> Option<String> {
    let stem = file.strip_suffix(".md").filter(|_| is_page_file(file))?;
    stem.rsplit('/').next().map(slugify)
}

//! Files of content that could not be read, which has been reported.

use std::cell::OnceCell;
use std::collections::HashSet;

use almanac_model::{FilePath, is_page_file, slugify};

use crate::context::Context;

/// The names of the pages and paths that would be there if their files could be read.
#[derive(Default)]
pub(super) struct Unread {
    slugs: OnceCell<HashSet<String>>,
}

impl Unread {
    /// Whether a name that nothing bears may be that of a file that could not be read.
    pub fn may_bear(&self, context: &Context<'_>, name: &str) -> bool {
        let slugs = self.slugs.get_or_init(|| gather(context));
        let name = name.strip_prefix("path:").unwrap_or(name);
        slugs.contains(&slugify(name))
    }
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

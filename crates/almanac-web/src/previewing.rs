//! What a change would make of pages, as it is shown before it is made.

use std::sync::Arc;

use almanac_model::{FileChange, FilePath, PastPage, PastPages, Snapshot};

/// The pages that changes touch, before and after. The two revisions are what each is of.
pub(crate) fn changed_pages(
    before: &Arc<Snapshot>,
    after: &Arc<Snapshot>,
    changes: &[FileChange],
    (tip, revision): (&str, &str),
) -> Vec<PastPages> {
    let page = |snapshot: &Arc<Snapshot>, file: &FilePath, revision: &str| {
        let mut files = snapshot.content_files();
        let found = files.find(|content| content.file == *file)?;
        Some(PastPage {
            revision: revision.to_owned(),
            recorded: None,
            file: file.clone(),
            text: found.text.clone(),
            snapshot: snapshot.clone(),
            unread: None,
        })
    };
    let files = changes.iter().flat_map(FileChange::files);
    let pages = files.map(|file| PastPages {
        before: page(before, file, tip),
        after: page(after, file, revision),
    });
    pages
        .filter(|pages| pages.before.is_some() || pages.after.is_some())
        .collect()
}

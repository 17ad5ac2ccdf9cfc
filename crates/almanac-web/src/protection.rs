//! Which pages only editors change.
//!
//! A page is protected by its permanent id, with all its files: depths, translations, the images that it shows, and the data that its
//! figures draw. Whoever comes by another name, a new version, an image or a table meets the same answer, as all that is sent passes here.

use std::sync::Arc;

use almanac_model::{
    Address, ContentFile, FileChange, FilePath, FormerPage, History, LinkTarget, Snapshot, Writing,
};
use almanac_render::drawn_data;
use almanac_store::{Protection, Role};
use axum::response::Response;

use crate::askers::{Asker, Right, store_failed};
use crate::generation::Generation;
use crate::settings::Contributing;
use crate::state::State;

/// Says what somebody may do with changes: who else would write proposes where one of the pages is protected, which is returned
/// with it.
///
/// # Errors
/// Gives the answer where that can't be looked up.
pub(crate) async fn right_for(
    state: &State,
    current: &Arc<Generation>,
    contributing: &Contributing,
    (asker, right): (&Asker, Right),
    changes: &[FileChange],
) -> Result<(Right, Option<Protection>), Box<Response>> {
    if right < Right::Write || is_above(asker) {
        return Ok((right, None));
    }
    let found = protecting(state, current, contributing, changes).await?;
    Ok(match found {
        Some(protection) => (Right::Propose, Some(protection)),
        None => (right, None),
    })
}

/// Whether somebody changes pages also where they are protected.
pub(crate) fn is_above(asker: &Asker) -> bool {
    match asker {
        Asker::Nobody => false,
        Asker::Owner(_) => true,
        Asker::Contributor(known) => known.contributor.role >= Role::Editor,
    }
}

/// What protects one of the pages that changes touch.
pub(crate) async fn protecting(
    state: &State,
    current: &Arc<Generation>,
    contributing: &Contributing,
    changes: &[FileChange],
) -> Result<Option<Protection>, Box<Response>> {
    let Some(store) = &contributing.store else {
        return Ok(None);
    };
    let active = store.active_protections((contributing.now)()).await;
    let active = active.map_err(|error| Box::new(store_failed(contributing, &error)))?;
    if active.is_empty() {
        return Ok(None);
    }
    let (current, changes) = (current.clone(), changes.to_vec());
    let (history, writing) = (state.history.clone(), contributing.writing.clone());
    let look = move || {
        let before = current.snapshot_shared();
        let history = history.as_deref();
        let found = active
            .iter()
            .find(|one| touches(&before, history, one, &changes));
        let is_new = |change: &FileChange| matches!(change, FileChange::Write { base: None, .. });
        let found = found.cloned();
        // What is new may be another version of a protected page, or an image that it shows already.
        let draft = match (&writing, found.is_none() && changes.iter().any(is_new)) {
            (Some(writing), true) => draft(&**writing, &changes),
            _ => None,
        };
        found.or_else(|| {
            let after = draft?;
            let mut active = active.into_iter();
            active.find(|one| touches(&after, history, one, &changes))
        })
    };
    let found = state.workers.search(look).await;
    found.map_err(|refusal| Box::new(refusal.into()))
}

fn draft(writing: &dyn Writing, changes: &[FileChange]) -> Option<Arc<Snapshot>> {
    Some(writing.draft(changes).ok()?.snapshot)
}

/// Whether changes touch a file of a protected page, or one that it shows.
fn touches(
    snapshot: &Snapshot,
    history: Option<&dyn History>,
    protection: &Protection,
    changes: &[FileChange],
) -> bool {
    let Some(original) = original_of(snapshot, history, protection) else {
        return false;
    };
    let is_touched = |file: &FilePath| {
        changes
            .iter()
            .any(|change| change.files().any(|it| it == file))
    };
    let own = snapshot
        .content_files()
        .filter(|content| is_version_of(content, original));
    let mut own = own.peekable();
    own.any(|content| {
        let mut shown = snapshot.files_used_by(content);
        is_touched(&content.file)
            || shown.any(is_touched)
            || drawn_data(snapshot, content).iter().any(is_touched)
    })
}

/// Whether a file holds a page, or another version of it.
fn is_version_of(content: &ContentFile, original: &ContentFile) -> bool {
    content.file == original.file
        || content.id == original.id
        || content.version.is_some() && content.slug == original.slug
}

/// The protected page as it is now: by its id, else by what its address leads to, as a page may have no id of its own.
fn original_of<'s>(
    snapshot: &'s Snapshot,
    history: Option<&dyn History>,
    protection: &Protection,
) -> Option<&'s ContentFile> {
    let with_file = |file: &FilePath| {
        snapshot
            .content_files()
            .find(|content| content.file == *file)
    };
    let mut files = snapshot.content_files();
    let by_id =
        files.find(|content| content.id.as_str() == protection.page && content.version.is_none());
    if by_id.is_some() {
        return by_id;
    }
    let address = Address::parse(&protection.place)?;
    let by_name = match address.of_original() {
        Address::Entry(slug) | Address::Thread(slug) => match snapshot.resolve(slug.as_str()) {
            LinkTarget::Page(page) => Some(snapshot.page(page).file.clone()),
            _ => None,
        },
        Address::Path(slug) => snapshot
            .path_by_name(slug.as_str())
            .map(|path| snapshot.path(path).file.clone()),
        _ => None,
    };
    let former = || match history?.former(&address) {
        Ok(Some(FormerPage::Moved(file))) => Some(file),
        _ => None,
    };
    with_file(&by_name.or_else(former)?)
}

//! Tells depths from pages that are only called like one.
//!
//! `tide.introductory.md` is a depth of `tide.md` if that is there and is not introductory itself. Otherwise its text is a page
//! like any other, so that it can be read: a folder of notes may have a file `breathing.advanced.md` and no other.

use std::sync::Arc;

use almanac_model::{ContentFile, ContentId, FilePath, Layout, Level, Page, Slug};
use rustc_hash::FxHashMap as HashMap;

use crate::checks::UNMATCHED_DEPTH;
use crate::context::WithFile;
use crate::load::Loaded;
use crate::reporter::{Finding, Reporter};
use crate::versions::{names_of, renamed};

/// Makes pages of their own of what has the name of a depth and is none, and reports each. What its front matter says that
/// only an original may say is then its own.
pub(crate) fn settle(loaded: &mut Loaded, reporter: &mut Reporter) {
    if !loaded.versions.iter().any(|(page, _)| is_depth(page)) {
        return;
    }
    let originals: HashMap<&Slug, &Page> = { loaded.pages.iter() }
        .map(|(page, _)| (&page.slug, &**page))
        .collect();
    let layout = loaded.config.content.layout.clone();
    let area_of = |file: &FilePath| layout.area_of(file.as_str());
    let unread = names_of(&loaded.files, &layout);
    let is_read = |page: &Page| {
        originals.contains_key(&page.slug)
            || !unread.contains(&(area_of(&page.file), page.slug.to_string()))
    };
    let mut alone = Vec::new();
    for (place, (page, _)) in loaded.versions.iter().enumerate() {
        // Where the original is there and could not be read, that has been said.
        if !is_depth(page) || !is_read(page) {
            continue;
        }
        let original = originals.get(&page.slug).copied();
        if let Some(finding) = unmatched(&layout, page, original) {
            let pages = loaded.pages.iter().map(|(page, _)| &page.content);
            let help = renamed(&layout, page, pages).filter(|_| original.is_none());
            reporter.report(match help {
                Some(help) => finding.help(help),
                None => finding,
            });
            alone.push(place);
        }
    }
    for place in alone.into_iter().rev() {
        let own = on_its_own(loaded.versions.swap_remove(place));
        loaded.pages.extend(own);
    }
}

/// Whether it has the name of a depth in the almanac's own language.
fn is_depth(page: &ContentFile) -> bool {
    page.depth().is_some() && page.language().is_none()
}

/// Why what has the name of a depth is none.
fn unmatched(layout: &Layout, page: &Page, original: Option<&Page>) -> Option<Finding> {
    let area_of = |file: &FilePath| layout.area_of(file.as_str());
    let depth = page.depth()?;
    let slug = &page.slug;
    let (message, help) = match original {
        None => (
            format!("there is no `{slug}` that this could be a depth of"),
            format!(
                "write the original, `{slug}.md`, or give this file a name without `.{}`",
                depth.name()
            ),
        ),
        Some(original) if area_of(&original.file) != area_of(&page.file) => (
            format!("there is no `{slug}` beside this that it could be a depth of"),
            format!("its original is `{}`: move it beside that", original.file),
        ),
        Some(original) if original.level == Some(depth) => (
            format!("`{slug}` itself is told at the level `{}`", depth.name()),
            format!(
                "join the two files, or change `level` in `{}`",
                original.file
            ),
        ),
        Some(_) => return None,
    };
    Some(Finding::new(&UNMATCHED_DEPTH, &page.file, 0..0, message).help(help))
}

/// A page of its own, made of what has the name of a depth. `None` only if its name can't be a slug, which no name of a depth is.
fn on_its_own((mut page, read): WithFile<Page>) -> Option<WithFile<Page>> {
    let made = Arc::make_mut(&mut page);
    let depth: Level = made.version.take()?.depth?;
    let slug = Slug::new(&format!("{}-{}", made.slug, depth.name())).ok()?;
    // The slug stands in for the id of a page that gives none.
    if made.claim.id.is_none() {
        made.id = ContentId::from(slug.as_str());
    }
    made.level = made.level.or(Some(depth));
    made.claim.slug = slug.clone();
    made.slug = slug;
    Some((page, read))
}

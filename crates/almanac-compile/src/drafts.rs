//! Takes drafts out of what was read, so that nothing of them can be shown: no page, no link, no step, no count.
//!
//! What leads to a draft then looks like what leads to a page that isn't written. Their names are kept, so that this
//! is not reported: the draft is there, and `almanac check` has read it.

use std::ops::DerefMut;
use std::sync::Arc;

use almanac_model::{ContentFile, LearningPath, slugify};
use rustc_hash::FxHashSet as HashSet;

use crate::context::WithFile;
use crate::load::Loaded;

/// The drafts that were taken out.
#[derive(Default)]
pub(crate) struct TakenOut {
    /// The names of pages, as slugs.
    pub names: HashSet<String>,
    /// Whether there were any, of pages, paths or translations.
    pub are_any: bool,
}

/// Takes all drafts out. A draft's other versions are drafts too.
pub(crate) fn take_out(loaded: &mut Loaded) -> TakenOut {
    let before = files_in(loaded);
    let pages = drafts_of(&loaded.pages);
    let paths = drafts_of(&loaded.paths);
    let names: HashSet<String> = { loaded.pages.iter() }
        .filter(|(page, _)| page.is_draft)
        .flat_map(|(page, _)| names_of(page))
        .collect();
    keep_shown(&mut loaded.pages, &pages);
    keep_shown(&mut loaded.versions, &pages);
    keep_shown(&mut loaded.paths, &paths);
    keep_shown(&mut loaded.path_translations, &paths);
    if !names.is_empty() {
        let shown = loaded.pages.iter().flat_map(|(page, _)| names_of(page));
        let shown: HashSet<String> = shown.filter(|name| names.contains(name)).collect();
        let is_draft = |read: &str| {
            let name = slugify(read);
            names.contains(&name) && !shown.contains(&name)
        };
        let paths = loaded.paths.iter_mut().chain(&mut loaded.path_translations);
        paths.for_each(|(path, _)| without_steps(path, is_draft));
    }
    TakenOut {
        names,
        are_any: files_in(loaded) < before,
    }
}

/// How many files there are of pages and paths.
fn files_in(loaded: &Loaded) -> usize {
    let paths = loaded.paths.len() + loaded.path_translations.len();
    loaded.pages.len() + loaded.versions.len() + paths
}

/// The slugs of those that are drafts.
fn drafts_of<T: DerefMut<Target = ContentFile>>(items: &[WithFile<T>]) -> HashSet<String> {
    let drafts = items.iter().filter(|(item, _)| item.is_draft);
    drafts.map(|(item, _)| item.slug.to_string()).collect()
}

fn keep_shown<T: DerefMut<Target = ContentFile>>(
    items: &mut Vec<WithFile<T>>,
    drafts: &HashSet<String>,
) {
    items.retain(|(item, _)| !item.is_draft && !drafts.contains(item.slug.as_str()));
}

fn names_of(content: &ContentFile) -> impl Iterator<Item = String> {
    let names = content
        .aliases
        .iter()
        .chain([&content.title])
        .map(|name| slugify(name));
    names.chain([content.slug.to_string()])
}

fn without_steps(path: &mut Arc<LearningPath>, is_draft: impl Fn(&str) -> bool) {
    if path.steps.iter().any(|step| is_draft(&step.read)) {
        Arc::make_mut(path)
            .steps
            .retain(|step| !is_draft(&step.read));
    }
}

//! What bears dates of its own: values, sources, pages and paths.

use almanac_model::{ContentFile, Fact, Page, Source};

use crate::context::{Context, ReadFile};
use crate::page_context::PageContext;

/// Something that bears dates.
pub(super) enum DatedThing<'c> {
    /// A value of a fact.
    Value(&'c Page, &'c Fact),
    /// A source that a page lists.
    Source(&'c Source),
    /// A page or a path, or a version of one.
    Content(&'c ContentFile, &'c ReadFile),
}

/// All that bears dates on some pages and paths.
pub(super) fn dated_things<'c>(
    context: &PageContext<'c>,
) -> impl Iterator<Item = DatedThing<'c>> + use<'c> {
    let of_page = |(page, read): (&'c Page, &'c ReadFile)| {
        let facts = page.facts.iter();
        let sources = read.sources.iter();
        facts
            .map(move |fact| DatedThing::Value(page, fact))
            .chain(sources.map(|source| DatedThing::Source(source)))
    };
    let pages = context.every_page();
    let pages = pages.map(|(page, read)| DatedThing::Content(&page.content, read));
    let paths = context.every_path();
    let paths = paths.map(|(path, read)| DatedThing::Content(&path.content, read));
    context
        .originals()
        .flat_map(of_page)
        .chain(pages)
        .chain(paths)
}

/// The sources that all pages share.
pub(super) fn shared_sources<'c>(
    context: &Context<'c>,
) -> impl Iterator<Item = &'c Source> + use<'c> {
    let sources = context.snapshot.sources().descriptions();
    let sources = sources.map(|source| &**source);
    sources.filter(|source| source.is_shared())
}

//! The list of all sources, and the page of a source.

use std::cmp::Reverse;

use almanac_model::{Address, Source, SourceKey};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::notes::SourceView;
use super::views::PageLine;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_documents::Output;

#[derive(Debug, Template, Serialize)]
#[template(path = "sources.html")]
struct SourcesPage<'s> {
    frame: Frame,
    sources: Vec<SourceLine<'s>>,
    /// How many there are in all.
    number: usize,
}

impl PageTemplate for SourcesPage<'_> {
    const NAME: &'static str = "sources.html";
}

/// A source as an item of the list.
#[derive(Debug, Serialize)]
struct SourceLine<'s> {
    source: SourceView<'s>,
    /// How many pages cite it.
    cited_by: usize,
}

/// How many sources are listed at most; more would make a page that no browser opens gladly.
const MOST_LISTED: usize = 1000;

pub(crate) fn sources(site: &View<'_>) -> Output {
    let sources = site.snapshot().sources().iter();
    let mut sources: Vec<&Source> = sources
        .filter(|source| !source.key.as_str().is_empty())
        .collect();
    let number = sources.len();
    let citing = |source: &Source| site.snapshot().citing(&source.key).len();
    if number > MOST_LISTED {
        sources.sort_by_cached_key(|source| (Reverse(citing(source)), source.key.clone()));
        sources.truncate(MOST_LISTED);
    }
    sources.sort_by_cached_key(|source| (source.title.to_lowercase(), source.key.clone()));
    let line = |source| SourceLine {
        source: SourceView::new(site, source),
        cited_by: citing(source),
    };
    let description = site.locale().text("sources-description");
    site.fill(&SourcesPage {
        sources: sources.into_iter().map(line).collect(),
        number,
        frame: Frame::new(
            site,
            "sources",
            site.locale().text("sources"),
            Some(description),
            Some(&Address::Sources),
            None,
        ),
    })
}

#[derive(Debug, Template, Serialize)]
#[template(path = "source.html")]
struct SourcePage<'s> {
    frame: Frame,
    key: &'s str,
    source: SourceView<'s>,
    cited_by: Vec<PageLine<'s>>,
}

impl PageTemplate for SourcePage<'_> {
    const NAME: &'static str = "source.html";
}

pub(crate) fn source(site: &View<'_>, key: &SourceKey) -> Option<Output> {
    let source = site.snapshot().source(key)?;
    let address = Address::Source(key.clone());
    let note = source.note.as_deref();
    Some(site.fill(&SourcePage {
        frame: Frame::new(
            site,
            "source",
            &source.title,
            note,
            Some(&address),
            Some(&source.file),
        ),
        key: key.as_str(),
        source: SourceView::new(site, source),
        cited_by: PageLine::all(site, site.snapshot().citing(key)),
    }))
}

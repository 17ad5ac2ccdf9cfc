//! The page of a source that several pages cite.

use almanac_model::{
    Address, NamedWorks, Output, Page, PageIndex, SourceIdentity, SourceKey, Work, WorkIndex,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::notes::SourceView;
use super::source_lists::sources_of_key;
use super::uses::uses;
use super::views::{PageLine, PathLine};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "source.html")]
struct SourcePage<'s> {
    frame: Frame,
    /// The key by which any page can cite it, if there is one.
    key: Option<&'s str>,
    source: SourceView<'s>,
    /// What those who list it say that it supports.
    supports: Vec<&'s str>,
    cited_by: Vec<CitingPage<'s>>,
    /// The paths that cite it.
    paths: Vec<PathLine>,
}

/// A page that cites the work, with what of it the work supports.
#[derive(Debug, Serialize)]
struct CitingPage<'s> {
    line: PageLine<'s>,
    /// Sentences, cells, items and values, as they read.
    sentences: Vec<String>,
    /// How many more there are.
    more: usize,
}

/// Of how many pages the sentences are shown. Of the others only the titles are.
const MOST_READ: usize = 50;

impl PageTemplate for SourcePage<'_> {
    const NAME: &'static str = "source.html";
}

/// How many notes of what it supports are shown at most.
const MOST_NOTES: usize = 20;

/// The page of a name: of the work that bears it and has a page, or the list of those that share it.
pub(crate) fn source(site: &View<'_>, name: &SourceKey) -> Option<Output> {
    let snapshot = site.snapshot();
    match snapshot.source_named(name.as_str())? {
        NamedWorks::Work(work) => {
            let is_here = snapshot.work_name(work) == name && snapshot.has_own_page(work);
            is_here.then(|| of_work(site, name, work))
        }
        NamedWorks::List(list, works) => (list == name).then(|| sources_of_key(site, list, works)),
    }
}

fn of_work(site: &View<'_>, name: &SourceKey, index: WorkIndex) -> Output {
    let snapshot = site.snapshot();
    let work = snapshot.work(index);
    let source = work.source();
    let address = Address::Source(name.clone());
    let named = snapshot.source(None, source.key.as_str());
    let citing = site.by_title(snapshot.citing(index).iter().copied());
    let paths = site.paths_by_title(snapshot.paths_citing(index).iter().copied());
    let is_for_all = named.is_some_and(|named| named.identity == source.identity);
    site.fill(&SourcePage {
        frame: Frame::new(
            site,
            "source",
            &source.title,
            source.note.as_deref(),
            Some(&address),
            Some(&source.file),
        ),
        key: is_for_all.then_some(source.key.as_str()),
        source: SourceView::new(site, source),
        supports: notes(work),
        cited_by: citing_pages(site, &citing, &source.identity),
        paths: PathLine::all(site, &paths),
    })
}

fn citing_pages<'s>(
    site: &View<'s>,
    citing: &[PageIndex],
    work: &SourceIdentity,
) -> Vec<CitingPage<'s>> {
    let pages = citing.iter().enumerate();
    pages
        .map(|(place, index)| {
            let page = citing_text(site, *index, work);
            let (sentences, more) = match place < MOST_READ {
                true => uses(site, page, work),
                false => Default::default(),
            };
            CitingPage {
                line: PageLine::new(site, page),
                sentences,
                more,
            }
        })
        .collect()
}

/// The text of a page that cites a work: that of a depth, if only that does.
fn citing_text<'s>(site: &View<'s>, index: PageIndex, work: &SourceIdentity) -> &'s Page {
    let page = site.own_text(index);
    let cites = |page: &&Page| page.cited.number_of(work).is_some();
    if cites(&page) {
        return page;
    }
    let depths = site.snapshot().depths(index);
    let mut depths = depths.filter_map(|depth| site.page_at(index, depth.depth()));
    depths.find(cites).unwrap_or(page)
}

/// What the descriptions of a work say that it supports, each once.
fn notes(work: &Work) -> Vec<&str> {
    let mut notes: Vec<&str> = Vec::new();
    for note in work
        .descriptions()
        .iter()
        .filter_map(|source| source.note.as_deref())
    {
        if notes.len() < MOST_NOTES && !notes.contains(&note) {
            notes.push(note);
        }
    }
    notes
}

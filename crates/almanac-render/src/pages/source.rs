//! The page of a source that several pages cite.

use almanac_model::{Address, NamedWorks, Output, SourceKey, Work, WorkIndex};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::notes::SourceView;
use super::source_lists::sources_of_key;
use super::views::PageLine;
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
    cited_by: Vec<PageLine<'s>>,
}

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
        cited_by: PageLine::all(site, &citing),
    })
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

//! What is linked to but not written yet, the most wanted first.

use std::cmp::Reverse;
use std::collections::HashSet;

use almanac_model::{Address, Output, Requested, slugify};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::{PageLink, page_links};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;
use almanac_locale::words_of;

#[derive(Debug, Template, Serialize)]
#[template(path = "requested.html")]
struct RequestedPage<'s> {
    frame: Frame,
    requests: Vec<RequestLine<'s>>,
}

impl PageTemplate for RequestedPage<'_> {
    const NAME: &'static str = "requested.html";
}

/// A page that is wanted.
#[derive(Debug, Serialize)]
struct RequestLine<'s> {
    /// The fragment of links that ask for it; `None` if it would stand twice, or nothing of the name can be one.
    anchor: Option<String>,
    title: String,
    /// Where the stub is, if there is one.
    stub: Option<String>,
    wanted_by: Vec<PageLink<'s>>,
}

pub(crate) fn requested(site: &View<'_>) -> Output {
    let mut anchors = HashSet::new();
    let requests = by_wish_and_name(site).into_iter();
    let requests = requests.map(|request| line(site, request, &mut anchors));
    let description = site.locale().text("requested-description");
    site.fill(&RequestedPage {
        requests: requests.collect(),
        frame: Frame::new(
            site,
            "requested",
            site.locale().text("requested"),
            Some(description),
            Some(&Address::Requested),
            None,
        ),
    })
}

/// What is requested, the most wanted first, then by name.
fn by_wish_and_name<'s>(site: &View<'s>) -> Vec<&'s Requested> {
    let collation = site.locale().collation();
    let mut requests: Vec<&Requested> = site.snapshot().requested().iter().collect();
    requests.sort_by_cached_key(|request| {
        let name = collation.sort_key(&title(site, request));
        (Reverse(request.wanted_by.len()), name)
    });
    requests
}

fn title(site: &View<'_>, request: &Requested) -> String {
    match request.stub {
        Some(stub) => site.snapshot().page(stub).title.clone(),
        None => words_of(&request.name),
    }
}

fn line<'s>(
    site: &View<'s>,
    request: &Requested,
    anchors: &mut HashSet<String>,
) -> RequestLine<'s> {
    let stub = request.stub.map(|index| site.snapshot().page(index));
    let anchor = slugify(&request.name);
    RequestLine {
        title: title(site, request),
        anchor: (!anchor.is_empty() && anchors.insert(anchor.clone())).then_some(anchor),
        stub: stub.map(|page| site.page_url(page)),
        wanted_by: page_links(site, &site.by_title(request.wanted_by.iter().copied())),
    }
}

//! The first page.

use std::cmp::Reverse;

use almanac_model::Page;
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::lists::{ThreadLine, thread_lines};
use super::output;
use super::views::{Linked, PageLine, PathLine};
use crate::Address;
use crate::site::{Output, Site};

#[derive(Debug, Template, Serialize)]
#[template(path = "home.html")]
struct HomePage {
    frame: Frame,
    title: String,
    description: Option<String>,
    paths: Vec<PathLine>,
    threads: Vec<ThreadLine>,
    changed: Vec<PageLine>,
    topics: Vec<Linked>,
}

/// How many paths are shown.
const PATHS: usize = 12;
/// How many threads are shown.
const THREADS: usize = 5;
/// How many entries that changed lately are shown.
const CHANGED: usize = 8;

pub(super) fn home(site: &Site<'_>) -> Output {
    let config = site.snapshot().config();
    let mut threads = thread_lines(site);
    threads.truncate(THREADS);
    let topics = site.snapshot().topics().iter();
    output(&HomePage {
        frame: Frame::new(
            site,
            "home",
            &config.title,
            config.description.as_deref(),
            Some(&Address::Home),
            None,
        ),
        title: config.title.clone(),
        description: config.description.clone(),
        paths: site
            .snapshot()
            .paths()
            .iter()
            .take(PATHS)
            .map(|path| PathLine::new(site, path))
            .collect(),
        threads,
        changed: lately_changed(site),
        topics: topics
            .map(|topic| Linked {
                title: topic.title.clone(),
                href: site.url(&Address::Topic(topic.slug.clone())),
            })
            .collect(),
    })
}

/// The entries that changed last; those of which no date is known come last, by title.
fn lately_changed(site: &Site<'_>) -> Vec<PageLine> {
    let pages = site.snapshot().pages().iter();
    let mut entries: Vec<&Page> = pages
        .filter(|page| !page.is_thread() && !page.stub)
        .collect();
    let changed = |page: &Page| page.changed.as_ref().map(|changed| changed.date.sort_key());
    entries.sort_by_cached_key(|page| {
        (
            Reverse(changed(page)),
            page.title.to_lowercase(),
            page.slug.clone(),
        )
    });
    entries.truncate(CHANGED);
    entries
        .into_iter()
        .map(|page| PageLine::new(site, page))
        .collect()
}

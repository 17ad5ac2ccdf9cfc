//! What the reader has read. The record is kept in the browser alone, so the page is filled there;
//! it finds the titles of what was read in a file beside it.

use almanac_model::{Address, Output};
use std::collections::BTreeMap;

use askama::Template;
use serde::Serialize;

use super::fill::JSON;
use super::frame::Frame;
use super::languages::{hashes_of_the_same, shown_hash};
use super::views::{LinkView, PathLine};
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "progress.html")]
struct ProgressPage {
    frame: Frame,
    titles: String,
    /// All that are listed: the browser shows those that its reader has begun.
    paths: Vec<PathLine>,
}

impl PageTemplate for ProgressPage {
    const NAME: &'static str = "progress.html";
}

pub(crate) fn progress(site: &View<'_>) -> Output {
    let description = site.locale().text("progress-description");
    site.fill(&ProgressPage {
        frame: Frame::new(
            site,
            "progress",
            site.locale().text("your-progress"),
            Some(description),
            Some(&Address::Progress),
            None,
        ),
        titles: site.url(&Address::Titles),
        paths: PathLine::every(site),
    })
}

/// Titles and addresses by permanent id.
#[derive(Debug, Serialize)]
struct Titles<'s> {
    pages: BTreeMap<&'s str, TitledPage>,
    paths: BTreeMap<&'s str, LinkView>,
}

/// A page by its title, with the hash of its text, by which a browser knows whether it has changed since it was read.
#[derive(Debug, Serialize)]
struct TitledPage {
    #[serde(flatten)]
    link: LinkView,
    content: String,
    /// Those of texts in other languages that say the same.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    same: Vec<String>,
}

pub(crate) fn titles(site: &View<'_>) -> Output {
    let pages = site
        .snapshot()
        .pages()
        .iter()
        .filter(|page| !page.is_unlisted);
    let paths = site
        .snapshot()
        .paths()
        .iter()
        .filter(|path| !path.is_unlisted);
    let titles = Titles {
        pages: pages
            .map(|page| {
                let titled = TitledPage {
                    link: LinkView {
                        title: site.set_line(&page.title).into_owned(),
                        href: site.page_url(page),
                    },
                    content: shown_hash(site, page),
                    same: hashes_of_the_same(site, page),
                };
                (page.id.as_str(), titled)
            })
            .collect(),
        paths: paths
            .map(|path| {
                let href = site.url(&Address::Path(path.slug.clone()));
                (
                    path.id.as_str(),
                    LinkView {
                        title: site.set_line(&path.title).into_owned(),
                        href,
                    },
                )
            })
            .collect(),
    };
    let bytes = serde_json::to_vec(&titles).expect("texts can be written as JSON");
    Output {
        content_type: JSON,
        bytes,
    }
}

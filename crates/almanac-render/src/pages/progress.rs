//! What the reader has read. The record is kept in the browser alone, so the page is filled there;
//! it finds the titles of what was read in a file beside it.

use almanac_model::{Address, Output};
use std::collections::BTreeMap;

use askama::Template;
use serde::Serialize;

use super::fill::JSON;
use super::frame::Frame;
use super::views::LinkView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "progress.html")]
struct ProgressPage {
    frame: Frame,
    titles: String,
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
    })
}

/// Titles and addresses by permanent id.
#[derive(Debug, Serialize)]
struct Titles<'s> {
    pages: BTreeMap<&'s str, LinkView>,
    paths: BTreeMap<&'s str, LinkView>,
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
                (
                    page.id.as_str(),
                    LinkView {
                        title: page.title.clone(),
                        href: site.page_url(page),
                    },
                )
            })
            .collect(),
        paths: paths
            .map(|path| {
                let href = site.url(&Address::Path(path.slug.clone()));
                (
                    path.id.as_str(),
                    LinkView {
                        title: path.title.clone(),
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

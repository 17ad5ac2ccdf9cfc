//! The words of searches that found nothing, for editors.

use almanac_model::Output;
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::messages::{with_code, with_link};
use crate::query_words::in_query;
use crate::view::View;

/// What is known of searches that found nothing.
#[derive(Debug, Clone, Copy)]
pub enum MissedSearches<'p> {
    /// Whoever asks is no editor.
    Closed,
    /// The almanac does not count them.
    NotCounted,
    /// These words, which find nothing still.
    Words(&'p [String]),
}

#[derive(Debug, Template, Serialize)]
#[template(path = "missed.html")]
struct MissedTemplate {
    frame: Frame,
    notice: Option<Html>,
    words: Vec<MissedView>,
}

impl PageTemplate for MissedTemplate {
    const NAME: &'static str = "missed.html";
}

#[derive(Debug, Serialize)]
struct MissedView {
    words: String,
    /// Where a page of this name is begun.
    begin: String,
}

pub(crate) fn missed(site: &View<'_>, shown: MissedSearches<'_>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let sign_in = format!("{base}sign-in?next={base}reports/searches");
    let (notice, words) = match shown {
        MissedSearches::Closed => (
            Some(with_link(locale.text("missed-closed"), &sign_in)),
            &[][..],
        ),
        MissedSearches::NotCounted => (Some(with_code(locale.text("missed-not-counted"))), &[][..]),
        MissedSearches::Words([]) => (Some(with_code(locale.text("missed-none"))), &[][..]),
        MissedSearches::Words(words) => (None, words),
    };
    let view = |words: &String| {
        let title = in_query(words);
        MissedView {
            words: words.clone(),
            begin: format!("{base}new?title={title}"),
        }
    };
    let title = locale.text("missed-searches");
    site.fill(&MissedTemplate {
        frame: Frame::new(site, "report", title, None, None, None),
        notice,
        words: words.iter().map(view).collect(),
    })
}

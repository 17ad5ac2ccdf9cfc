//! The page on which a new page is begun: what it is called, and what it is. Its text is then edited as that of any other.

use almanac_model::{Address, Output};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::LinkView;
use crate::filters;
use crate::look::PageTemplate;
use crate::site::Site;
use crate::view::View;

/// A page that is to be begun.
#[derive(Debug)]
pub struct NewPageForm<'p> {
    /// What it is to be called.
    pub title: &'p str,
    /// What it is: the name of a kind, `thread` or `path`.
    pub kind: &'p str,
    /// Why it can't be begun so.
    pub notice: Option<NewPageNotice<'p>>,
}

/// Why a page can't be begun.
#[derive(Debug, Clone, Copy)]
pub enum NewPageNotice<'p> {
    /// This page has its name.
    Taken(&'p Address),
    /// No address can be made of its title.
    NoName,
    /// There is no such kind of page here.
    NoKind,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "new.html")]
struct NewTemplate {
    frame: Frame,
    title: String,
    notice: Option<&'static str>,
    taken: Option<LinkView>,
    kinds: Vec<KindView>,
}

impl PageTemplate for NewTemplate {
    const NAME: &'static str = "new.html";
}

#[derive(Debug, Serialize)]
struct KindView {
    name: String,
    label: String,
    is_chosen: bool,
}

pub(crate) fn new_page(whole: &Site<'_>, site: &View<'_>, shown: &NewPageForm<'_>) -> Output {
    let locale = site.locale();
    let config = site.snapshot().config();
    let kinds = config.kinds.iter();
    let kinds = kinds.map(|(name, label)| (name.to_string(), label.clone()));
    let others = [("thread", "thread"), ("path", "learning-path")]
        .map(|(name, label)| (name.to_owned(), locale.text(label).to_owned()));
    let chosen = if shown.kind.is_empty() {
        "concept"
    } else {
        shown.kind
    };
    let kinds = kinds.chain(others).map(|(name, label)| KindView {
        is_chosen: name == chosen,
        name,
        label,
    });
    site.fill(&NewTemplate {
        frame: Frame::new(site, "new", locale.text("new-page"), None, None, None),
        title: shown.title.to_owned(),
        kinds: kinds.collect(),
        taken: match shown.notice {
            Some(NewPageNotice::Taken(address)) => Some(whole.past_link(address)),
            _ => None,
        },
        notice: shown.notice.map(|notice| {
            locale.text(match notice {
                NewPageNotice::Taken(_) => "new-taken",
                NewPageNotice::NoName => "new-no-name",
                NewPageNotice::NoKind => "new-no-kind",
            })
        }),
    })
}

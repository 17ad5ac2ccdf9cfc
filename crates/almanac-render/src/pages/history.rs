//! The history of a page: which revisions changed it, and how.

use almanac_model::{
    ContentFile, Deed, HistoryGap, NoHistory, Output, PageRevisions, PastAddress, PastView,
    Revision, RevisionName,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::{LinkView, ListPart};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

#[derive(Debug, Template, Serialize)]
#[template(path = "history.html")]
struct HistoryPage {
    frame: Frame,
    /// The page as it is now.
    page: LinkView,
    /// How many revisions there are.
    number: usize,
    revisions: Vec<RevisionView>,
    /// Why there are none, or why there may be more.
    notice: Option<&'static str>,
    turn: ListPart,
}

impl PageTemplate for HistoryPage {
    const NAME: &'static str = "history.html";
}

/// A revision, as a line of the history shows it.
#[derive(Debug, Serialize)]
pub(super) struct RevisionView {
    /// Where what it changed is shown.
    pub href: String,
    /// The day when it was recorded; none where that is not known.
    pub recorded: Option<DateView>,
    /// The day when it was written, where that is another one.
    pub written: Option<DateView>,
    pub people: Vec<String>,
    pub program: Option<String>,
    /// The first paragraph of its message; empty where it has none.
    pub summary: String,
    /// The rest of it, paragraph by paragraph.
    pub message: Vec<String>,
    /// What it did to the page, and what it changed, in a few words each.
    pub changes: Vec<String>,
    /// How many other files it changed.
    pub others: usize,
}

impl RevisionView {
    pub fn new(
        site: &View<'_>,
        address: &PastAddress,
        revision: &Revision,
        changes: &[String],
    ) -> Self {
        let locale = site.locale();
        let deed = match &revision.deed {
            Deed::Began => Some(locale.text("deed-began").to_owned()),
            Deed::Removed => Some(locale.text("deed-removed").to_owned()),
            Deed::Moved { from } => Some(locale.named("deed-moved", from)),
            Deed::Changed => None,
        };
        let paragraphs = revision.message.split("\n\n").map(str::trim);
        Self {
            href: match RevisionName::new(&revision.revision) {
                Some(name) => past_url(site, address, PastView::Change(name)),
                None => past_url(site, address, PastView::Revisions),
            },
            recorded: revision.recorded.map(|date| DateView::new(locale, &date)),
            written: revision
                .written
                .filter(|written| {
                    revision
                        .recorded
                        .is_some_and(|recorded| recorded != *written)
                })
                .map(|date| DateView::new(locale, &date)),
            people: revision
                .authors
                .iter()
                .map(|person| person.name.clone())
                .collect(),
            program: revision.program.clone(),
            summary: revision.summary.clone(),
            message: paragraphs
                .filter(|text| !text.is_empty())
                .map(str::to_owned)
                .collect(),
            changes: deed.into_iter().chain(changes.iter().cloned()).collect(),
            others: revision.others,
        }
    }
}

/// The address of something about the past of the same page.
pub(super) fn past_url(site: &View<'_>, address: &PastAddress, view: PastView) -> String {
    let page = address.page.clone();
    let base = site.snapshot().config().base_path();
    format!("{base}{}", PastAddress { page, view })
}

/// What is at the address of a page's past now, as links to it show it.
pub(super) fn present(site: &View<'_>, address: &PastAddress, content: &ContentFile) -> LinkView {
    LinkView {
        title: content.title.clone(),
        href: site.url(&address.page),
    }
}

/// The revisions of a page, with what each changed in a few words: a part of them, from 1.
pub(crate) fn revisions(
    site: &View<'_>,
    address: &PastAddress,
    content: &ContentFile,
    found: &PageRevisions,
    changes: &[Vec<String>],
    (part, parts): (usize, usize),
) -> Output {
    let lines = found.revisions.iter().zip(changes);
    let lines =
        lines.map(|(revision, changes)| RevisionView::new(site, address, revision, changes));
    let notice = match (&found.gap, found.total) {
        (Some(HistoryGap::Shallow | HistoryGap::Unreadable(_)), _) => Some("history-gap"),
        (None, 0) => Some("history-none"),
        (None, _) => None,
    };
    let to = |part: usize| {
        let url = past_url(site, address, PastView::Revisions);
        match part {
            1 => url,
            part => format!("{url}?page={part}"),
        }
    };
    page(
        site,
        address,
        content,
        HistoryParts {
            number: found.total,
            revisions: lines.collect(),
            notice: notice.map(|id| site.locale().text(id)),
            turn: ListPart::new(part, parts, to),
        },
    )
}

/// What a page of history says beside its frame.
struct HistoryParts {
    number: usize,
    revisions: Vec<RevisionView>,
    notice: Option<&'static str>,
    turn: ListPart,
}

/// The page that says why there is no history to show.
pub(crate) fn no_history(
    site: &View<'_>,
    address: &PastAddress,
    content: &ContentFile,
    why: Option<&NoHistory>,
) -> Output {
    let id = match why {
        None => "revision-gone",
        Some(NoHistory::OutsideGit) => "history-outside-git",
        Some(NoHistory::NoCommit) => "history-no-commit",
        Some(NoHistory::BeingRead(..)) => "history-being-read",
        Some(NoHistory::Unreadable(_)) => "history-unreadable",
        Some(NoHistory::NotHere) => "history-not-here",
    };
    page(
        site,
        address,
        content,
        HistoryParts {
            number: 0,
            revisions: Vec::new(),
            notice: Some(site.locale().text(id)),
            turn: ListPart::WHOLE,
        },
    )
}

fn page(
    site: &View<'_>,
    address: &PastAddress,
    content: &ContentFile,
    parts: HistoryParts,
) -> Output {
    let title = site.locale().named("history-of", &content.title);
    site.fill(&HistoryPage {
        frame: Frame::new(site, "history", &title, None, None, None),
        page: present(site, address, content),
        number: parts.number,
        revisions: parts.revisions,
        notice: parts.notice,
        turn: parts.turn,
    })
}

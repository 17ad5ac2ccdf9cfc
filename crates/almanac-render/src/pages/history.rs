//! The history of a page: which revisions changed it, and how.

use almanac_locale::Locale;
use almanac_model::{
    Address, Deed, HistoryGap, Level, NoHistory, Output, PageRevisions, PastAddress, PastTime,
    PastView, Revision, RevisionName,
};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::undo::undo_links;
use super::views::{LinkView, ListPart};
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::past_band::PastBand;
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
    notice: Option<String>,
    /// The text of a file that can't be read as a page.
    text: Option<String>,
    /// The first digits of the newest revision.
    tip: Option<String>,
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
    /// The page as it was since; none where it removed it.
    pub as_of: Option<String>,
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
    /// Where it is taken back; none where nothing is changed.
    pub undo: Option<String>,
    /// Where the page gets the text that it had; none where it was removed.
    pub restore: Option<String>,
}

impl RevisionView {
    /// The day of which it is.
    pub fn day(&self) -> Option<&DateView> {
        self.written.as_ref().or(self.recorded.as_ref())
    }

    /// The day when it was recorded, where it was written on another.
    pub fn recorded_later(&self) -> Option<&DateView> {
        self.recorded.as_ref().filter(|_| self.written.is_some())
    }

    pub fn new(site: &View<'_>, page: &Address, revision: &Revision, changes: &[String]) -> Self {
        let locale = site.locale();
        let deed = deed_words(locale, &revision.deed);
        let version = revision.version.as_deref();
        let version = version.map(|version| version_words(locale, version));
        let paragraphs = revision.message.split("\n\n").map(str::trim);
        Self {
            href: match RevisionName::new(&revision.revision) {
                Some(name) => past_url(site, page, PastView::Change(name)),
                None => past_url(site, page, PastView::Revisions),
            },
            as_of: { RevisionName::new(&revision.revision) }
                .filter(|_| revision.deed != Deed::Removed)
                .map(|name| past_url(site, page, PastView::At(PastTime::Revision(name)))),
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
            changes: (version.into_iter().chain(deed))
                .chain(changes.iter().cloned())
                .collect(),
            others: revision.others,
            restore: { undo_links(site, page, &revision.revision) }
                .filter(|_| revision.deed != Deed::Removed)
                .map(|(_, restore)| restore),
            undo: undo_links(site, page, &revision.revision).map(|(undo, _)| undo),
        }
    }
}

/// Which depth or translation of a page a revision is of, in words.
fn version_words(locale: &Locale, version: &str) -> String {
    let words = version.split(' ').map(|part| match Level::from_name(part) {
        Some(level) => locale.level(level).to_owned(),
        None => part.to_owned(),
    });
    let words: Vec<String> = words.collect();
    locale.clauses(&words.iter().map(String::as_str).collect::<Vec<_>>())
}

/// What was done to a page, in words, if it was more than to change it.
pub(crate) fn deed_words(locale: &Locale, deed: &Deed) -> Option<String> {
    match deed {
        Deed::Began => Some(locale.text("deed-began").to_owned()),
        Deed::Removed => Some(locale.text("deed-removed").to_owned()),
        Deed::Moved { from } => Some(locale.named("deed-moved", from)),
        Deed::Changed => None,
    }
}

/// The address of something about the past of a page.
pub(super) fn past_url(site: &View<'_>, page: &Address, view: PastView) -> String {
    let page = page.clone();
    let base = site.snapshot().config().base_path();
    format!("{base}{}", PastAddress { page, view })
}

/// The revisions of a page, with what each changed in a few words: a part of them, from 1.
pub(crate) fn revisions(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    found: &PageRevisions,
    changes: &[Vec<String>],
    (part, parts): (usize, usize),
) -> Output {
    let lines = found.revisions.iter().zip(changes);
    let lines =
        lines.map(|(revision, changes)| RevisionView::new(site, &address.page, revision, changes));
    let notice = match (&found.gap, found.total) {
        (Some(HistoryGap::Shallow | HistoryGap::Unreadable(_)), _) => Some("history-gap"),
        (None, 0) => Some("history-none"),
        (None, _) => None,
    };
    let to = |part: usize| {
        let url = past_url(site, &address.page, PastView::Revisions);
        match part {
            1 => url,
            part => format!("{url}?page={part}"),
        }
    };
    let title = site.locale().named("history-of", &page.title);
    site.fill(&HistoryPage {
        frame: Frame::new(site, "history", &title, None, None, None),
        page: page.clone(),
        number: found.total,
        revisions: lines.collect(),
        notice: notice.map(|id| site.locale().text(id).to_owned()),
        text: None,
        tip: Some(found.tip.chars().take(12).collect()),
        turn: ListPart::new(part, parts, to),
    })
}

/// Why there is no history to show: the id of the words.
pub(super) fn words_of(why: Option<&NoHistory>) -> &'static str {
    match why {
        None => "revision-gone",
        Some(NoHistory::OutsideGit) => "history-outside-git",
        Some(NoHistory::NoCommit) => "history-no-commit",
        Some(NoHistory::BeingRead(..)) => "history-being-read",
        Some(NoHistory::Unreadable(_)) => "history-unreadable",
        Some(NoHistory::NotHere) => "history-not-here",
    }
}

/// The page that says why there is no history to show.
pub(crate) fn no_history(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    why: Option<&NoHistory>,
) -> Output {
    let notice = PastNotice {
        notice: site.locale().text(words_of(why)).to_owned(),
        text: None,
        band: None,
    };
    without_history(site, address, page, notice)
}

/// What a page about a page's past says that lists no revisions.
pub(super) struct PastNotice {
    pub notice: String,
    /// The text of a file that can't be read as a page.
    pub text: Option<String>,
    /// As of when that is.
    pub band: Option<PastBand>,
}

/// A page about a page's past without a list of revisions.
pub(super) fn without_history(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    notice: PastNotice,
) -> Output {
    let title = match address.view {
        PastView::Revisions => site.locale().named("history-of", &page.title),
        _ => page.title.clone(),
    };
    let frame = Frame::new(site, "history", &title, None, None, None);
    site.fill(&HistoryPage {
        frame: match &notice.band {
            Some(band) => frame.of_past(band),
            None => frame,
        },
        page: page.clone(),
        number: 0,
        revisions: Vec::new(),
        notice: Some(notice.notice),
        text: notice.text,
        tip: None,
        turn: ListPart::WHOLE,
    })
}

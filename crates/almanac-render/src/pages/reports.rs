//! The form by which a reader says what is wrong, and the list of that for editors.

use almanac_model::{Date, Output};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::LinkView;
use crate::dates::DateView;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::messages::with_link;
use crate::view::View;

/// The form by which a reader says what is wrong.
#[derive(Debug)]
pub struct ReportPage<'p> {
    /// The page that it is about, by its address below the site's root, and its title.
    pub page: (&'p str, &'p str),
    /// The words that it is about.
    pub passage: &'p str,
    /// What they wrote.
    pub words: &'p str,
    /// Where they can be reached.
    pub address: &'p str,
    /// What became of it.
    pub notice: Option<ReportNotice>,
}

/// What became of what a reader sent.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ReportNotice {
    /// Editors will see it.
    Kept,
    /// There is nothing in it.
    Empty,
    /// There is too much of it today.
    Full,
}

/// A report in the list.
#[derive(Debug)]
pub struct ListedReport<'p> {
    /// Its number.
    pub id: i64,
    /// The page, by its address below the site's root.
    pub page: &'p str,
    /// What the page is called; empty where it is not there any more.
    pub title: String,
    /// The words that it is about.
    pub passage: &'p str,
    /// What is wrong with them.
    pub words: &'p str,
    /// Where whoever said so can be reached.
    pub address: &'p str,
    /// How often it was said.
    pub times: usize,
    /// The day in UTC when it was said first.
    pub made: Option<Date>,
    /// Whether the page can be edited.
    pub is_edited: bool,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "report.html")]
struct ReportTemplate<'p> {
    frame: Frame,
    page: LinkView,
    /// Its address below the site's root.
    place: &'p str,
    passage: &'p str,
    words: &'p str,
    address: &'p str,
    is_done: bool,
    notice: Option<&'static str>,
}

impl PageTemplate for ReportTemplate<'_> {
    const NAME: &'static str = "report.html";
}

#[derive(Debug, Template, Serialize)]
#[template(path = "reports.html")]
struct ReportsTemplate {
    frame: Frame,
    /// Why nothing is shown, if nothing is.
    closed: Option<Html>,
    reports: Vec<ReportView>,
}

impl PageTemplate for ReportsTemplate {
    const NAME: &'static str = "reports.html";
}

#[derive(Debug, Serialize)]
struct ReportView {
    id: i64,
    href: String,
    page: String,
    edit: Option<String>,
    passage: String,
    words: String,
    address: String,
    times: usize,
    made: Option<DateView>,
}

pub(crate) fn report(site: &View<'_>, shown: &ReportPage<'_>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let (place, title) = shown.page;
    let heading = locale.text("report-mistake");
    site.fill(&ReportTemplate {
        frame: Frame::new(site, "report", heading, None, None, None),
        page: LinkView {
            title: title.to_owned(),
            href: format!("{base}{place}"),
        },
        place,
        passage: shown.passage,
        words: shown.words,
        address: shown.address,
        is_done: shown.notice == Some(ReportNotice::Kept),
        notice: shown.notice.map(|notice| {
            locale.text(match notice {
                ReportNotice::Kept => "report-kept",
                ReportNotice::Empty => "report-empty",
                ReportNotice::Full => "report-full",
            })
        }),
    })
}

pub(crate) fn reports(site: &View<'_>, reports: Option<&[ListedReport<'_>]>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let sign_in = format!("{base}sign-in?next={base}reports/");
    let view = |report: &ListedReport<'_>| ReportView {
        id: report.id,
        href: format!("{base}{}", report.page),
        page: match report.title.as_str() {
            "" => report.page.to_owned(),
            title => title.to_owned(),
        },
        edit: report
            .is_edited
            .then(|| format!("{base}{}/edit?report={}", report.page, report.id)),
        passage: report.passage.to_owned(),
        words: report.words.to_owned(),
        address: report.address.to_owned(),
        times: report.times,
        made: report.made.map(|date| DateView::new(locale, &date)),
    };
    let title = locale.text("reports");
    let closed = reports.is_none();
    site.fill(&ReportsTemplate {
        frame: Frame::new(site, "report", title, None, None, None),
        closed: closed.then(|| with_link(locale.text("reports-closed"), &sign_in)),
        reports: reports.unwrap_or_default().iter().map(view).collect(),
    })
}

//! A page as it was: the page itself, with a band that says as of when.

use almanac_locale::HeadProperty;
use almanac_model::{
    Address, NoHistory, Output, PageAsOf, PastAddress, PastPage, PastTime, PastView, RevisionName,
};

use super::frame::Frame;
use super::history::{PastNotice, past_url, without_history};
use super::views::LinkView;
use super::{entry, event, path};
use crate::assets::asset_name;
use crate::dates::DateView;
use crate::past_band::PastBand;
use crate::view::View;

/// How many digits of a revision's name are shown.
const SHOWN_DIGITS: usize = 12;

impl PastBand {
    /// What the present site says of a page of then. `tip` is the newest revision.
    pub(crate) fn new(
        site: &View<'_>,
        address: &PastAddress,
        past: &PastPage,
        (is_gone, tip): (bool, Option<&str>),
    ) -> Self {
        let locale = site.locale();
        let day = match &address.view {
            PastView::At(PastTime::Date(date)) => Some(*date),
            _ => None,
        };
        let name = |text: &str| RevisionName::new(text.get(..SHOWN_DIGITS).unwrap_or(text));
        let own = name(&past.revision);
        let lasting = own.clone().map(|own| PastView::At(PastTime::Revision(own)));
        let lasting = past_url(site, &address.page, lasting.unwrap_or(PastView::Revisions));
        let is_event = matches!(address.page.original(), Address::Event(..));
        let since = own.zip(tip.and_then(name));
        let since = since.filter(|(own, tip)| !is_gone && !is_event && own != tip);
        Self {
            date: day
                .or(past.recorded)
                .map(|date| DateView::new(locale, &date)),
            is_of_day: day.is_some(),
            revision: past.revision.chars().take(SHOWN_DIGITS).collect(),
            files: format!("{lasting}/"),
            lasting,
            present: site.url(&address.page),
            is_gone,
            history: past_url(site, &address.page, PastView::Revisions),
            since: since
                .map(|(own, tip)| past_url(site, &address.page, PastView::Between(own, tip))),
            unread: past.unread.clone(),
            is_of_period: day.is_some_and(|day| day.day().is_none()),
            canonical: site.whole_url(&address.page),
            site: site.set_line(&site.snapshot().config().title).into_owned(),
        }
    }
}

impl Frame {
    /// Makes it that of a page as it was: nobody is led to it but by who cites it, and it has no forms, feeds and versions of
    /// its own.
    pub(super) fn of_past(mut self, band: &PastBand) -> Self {
        let name = |title: &str| format!("{title} · {}", band.site);
        self.title = match self.title.strip_suffix(&format!(" · {}", self.site)) {
            Some(title) => name(title),
            None => name(&self.title),
        };
        self.site.clone_from(&band.site);
        self.canonical.clone_from(&band.canonical);
        self.description = None;
        self.versions = Vec::new();
        self.history = None;
        self.edit = None;
        self.report = None;
        self.head.links = Vec::new();
        self.head.structured_data = None;
        self.head.properties = vec![HeadProperty {
            attribute: "name",
            name: "robots",
            content: "noindex, nofollow".to_owned(),
        }];
        let sheet = asset_name("history", ".css").to_owned();
        if !self.stylesheets.contains(&sheet) {
            self.stylesheets.push(sheet);
        }
        self.is_past = true;
        self.past = Some(band.clone());
        self
    }
}

/// A page of then, made of its own snapshot.
pub(crate) fn past_page(view: &View<'_>, address: &PastAddress, past: &PastPage) -> Option<Output> {
    if let Some(page) = past.page() {
        let view = view.in_language(page.language());
        if let Address::Event(_, name) = address.page.original() {
            return event::event(&view, &page.slug, name);
        }
        return match page.is_thread() {
            true => entry::thread(&view, &page.slug, page.depth()),
            false => entry::entry(&view, &page.slug, page.depth()),
        };
    }
    let path = past.path()?;
    path::path(&view.in_language(path.language()), &path.slug)
}

/// The page that shows the text of a file which can't be read as a page any more.
pub(crate) fn past_text(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    past: &PastPage,
    band: &PastBand,
) -> Output {
    let notice = PastNotice {
        notice: site.locale().text("past-not-read").to_owned(),
        text: Some(past.text.to_string()),
        band: Some(band.clone()),
    };
    without_history(site, address, page, notice)
}

/// The page that says why there is nothing as of a time.
pub(crate) fn not_there(
    site: &View<'_>,
    address: &PastAddress,
    page: &LinkView,
    why: &Result<PageAsOf, NoHistory>,
) -> Output {
    let locale = site.locale();
    let words = match why {
        Err(why) => locale.text(super::history::words_of(Some(why))).to_owned(),
        Ok(PageAsOf::NoRevision) => locale.text("revision-gone").to_owned(),
        Ok(PageAsOf::ToCome) => locale.text("past-to-come").to_owned(),
        Ok(PageAsOf::Removed(removal)) => match removal.recorded {
            Some(date) => locale.dated("past-removed", &date),
            None => locale.text("past-removed-some-day").to_owned(),
        },
        Ok(PageAsOf::NotYet | PageAsOf::There(_)) => locale.text("past-not-yet").to_owned(),
    };
    let notice = PastNotice {
        notice: words,
        text: None,
        band: None,
    };
    without_history(site, address, page, notice)
}

//! The page on which a page is protected, with all times when it was.

use almanac_model::{Date, EditAddress, Output};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::views::LinkView;
use crate::dates::DateView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

/// The protection of a page, as somebody sees it.
#[derive(Debug)]
pub struct ProtectPage<'p> {
    /// Where the page is edited.
    pub address: &'p EditAddress,
    /// All times when it was protected, the newest first.
    pub protections: Vec<ListedProtection<'p>>,
    /// Whether whoever asks may protect it, and end that.
    pub may_protect: bool,
    /// Why, and until when, as it was sent.
    pub sent: (&'p str, &'p str),
    /// What became of what was sent.
    pub notice: Option<ProtectNotice>,
}

/// A time when a page was protected.
#[derive(Debug)]
pub struct ListedProtection<'p> {
    /// By whom.
    pub by: &'p str,
    /// Why.
    pub why: &'p str,
    /// The day in UTC when it began.
    pub since: Option<Date>,
    /// The last day of it, if one was named.
    pub until: Option<Date>,
    /// Whether it is protected so now.
    pub is_active: bool,
    /// Who ended it before its time, if somebody did.
    pub ended_by: Option<&'p str>,
}

/// What became of what somebody sent about a protection.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ProtectNotice {
    /// It is not said why.
    NoReason,
    /// The day is none that is still to come.
    BadDay,
    /// They may not do that.
    NotPermitted,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "protect.html")]
struct ProtectTemplate<'p> {
    frame: Frame,
    page: LinkView,
    action: String,
    notice: Option<&'static str>,
    is_protected: bool,
    may_protect: bool,
    why: &'p str,
    until: &'p str,
    protections: Vec<ProtectionView>,
}

impl PageTemplate for ProtectTemplate<'_> {
    const NAME: &'static str = "protect.html";
}

#[derive(Debug, Serialize)]
struct ProtectionView {
    by: String,
    why: String,
    since: Option<DateView>,
    until: Option<DateView>,
    is_active: bool,
    ended_by: Option<String>,
}

pub(crate) fn protect(site: &View<'_>, shown: &ProtectPage<'_>, page: LinkView) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let title = locale.named("protect-of", &page.title);
    let day = |date: Option<Date>| date.map(|date| DateView::new(locale, &date));
    let view = |one: &ListedProtection<'_>| ProtectionView {
        by: one.by.to_owned(),
        why: one.why.to_owned(),
        since: day(one.since),
        until: day(one.until),
        is_active: one.is_active,
        ended_by: one.ended_by.map(str::to_owned),
    };
    site.fill(&ProtectTemplate {
        frame: Frame::new(site, "protect", &title, None, None, None),
        page,
        action: format!("{base}{}", shown.address),
        notice: shown.notice.map(|notice| {
            locale.text(match notice {
                ProtectNotice::NoReason => "protect-no-reason",
                ProtectNotice::BadDay => "protect-bad-day",
                ProtectNotice::NotPermitted => "protect-not-permitted",
            })
        }),
        is_protected: shown.protections.iter().any(|one| one.is_active),
        may_protect: shown.may_protect,
        why: shown.sent.0,
        until: shown.sent.1,
        protections: shown.protections.iter().map(view).collect(),
    })
}

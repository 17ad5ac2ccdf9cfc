//! What changed in the almanac, revision by revision, with what each changed in its pages.

use almanac_locale::Locale;
use almanac_model::{Address, Output, PastView, RecordedChange, RevisionName};
use askama::Template;
use serde::Serialize;

use super::frame::Frame;
use super::history::{RevisionView, past_url};
use super::views::LinkView;
use crate::filters;
use crate::look::PageTemplate;
use crate::view::View;

/// A revision of the almanac as it is listed.
#[derive(Debug, Clone)]
pub struct LoggedChange {
    /// The revision.
    pub change: RecordedChange,
    /// The pages of which it is told what it changed.
    pub pages: Vec<LoggedPage>,
    /// The titles and addresses of others that it changed.
    pub folded: Vec<(String, Address)>,
    /// How many more it changed.
    pub more: usize,
}

/// A page that a revision changed.
#[derive(Debug, Clone)]
pub struct LoggedPage {
    /// What it is called now, or was last.
    pub title: String,
    /// Where it is now, or was last.
    pub address: Address,
    /// What the revision did to it, in a few words each.
    pub words: Vec<String>,
}

/// What of the changes is shown.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct LogFilter {
    /// Only those that changed this.
    pub change: Option<ChangeKind>,
    /// Only those of pages of this sort.
    pub sort: Option<PageSort>,
    /// Only those of somebody with this name, or of a program.
    pub who: Option<String>,
    /// Whether those that only gave lines other ends are shown too.
    pub has_line_ends: bool,
}

/// What a change is of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChangeKind {
    /// Facts.
    Facts,
    /// Events.
    Events,
    /// Sections of the text.
    Sections,
    /// Sources.
    Sources,
    /// Pages that came.
    Began,
    /// Pages that went.
    Removed,
    /// Pages that moved.
    Moved,
}

impl ChangeKind {
    /// All of them, as a form offers them.
    pub const ALL: [ChangeKind; 7] = [
        ChangeKind::Facts,
        ChangeKind::Events,
        ChangeKind::Sections,
        ChangeKind::Sources,
        ChangeKind::Began,
        ChangeKind::Removed,
        ChangeKind::Moved,
    ];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            ChangeKind::Facts => "facts",
            ChangeKind::Events => "events",
            ChangeKind::Sections => "sections",
            ChangeKind::Sources => "sources",
            ChangeKind::Began => "new",
            ChangeKind::Removed => "removed",
            ChangeKind::Moved => "moved",
        }
    }

    fn words(self, locale: &Locale) -> &str {
        locale.text(match self {
            ChangeKind::Facts => "log-facts",
            ChangeKind::Events => "log-events",
            ChangeKind::Sections => "log-sections",
            ChangeKind::Sources => "log-sources",
            ChangeKind::Began => "log-new",
            ChangeKind::Removed => "log-removed",
            ChangeKind::Moved => "log-moved",
        })
    }
}

/// A sort of pages.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum PageSort {
    /// Entries.
    Entry,
    /// Threads.
    Thread,
    /// Paths.
    Path,
}

impl PageSort {
    /// All of them, as a form offers them.
    pub const ALL: [PageSort; 3] = [PageSort::Entry, PageSort::Thread, PageSort::Path];

    /// Its name in addresses.
    pub fn name(self) -> &'static str {
        match self {
            PageSort::Entry => "entry",
            PageSort::Thread => "thread",
            PageSort::Path => "path",
        }
    }

    fn words(self, locale: &Locale) -> &str {
        locale.text(match self {
            PageSort::Entry => "entries",
            PageSort::Thread => "threads",
            PageSort::Path => "paths",
        })
    }
}

impl LogFilter {
    /// As addresses have it: `change=facts&who=Ada`, with what stands behind a revision.
    pub fn query(&self, behind: Option<&str>) -> String {
        let mut query = form_urlencoded::Serializer::new(String::new());
        let parts = [
            ("change", self.change.map(ChangeKind::name)),
            ("type", self.sort.map(PageSort::name)),
            ("who", self.who.as_deref()),
            ("lines", self.has_line_ends.then_some("all")),
            ("behind", behind),
        ];
        for (name, value) in parts {
            if let Some(value) = value {
                query.append_pair(name, value);
            }
        }
        query.finish()
    }
}

/// Some of the changes, and where the next are.
#[derive(Debug, Clone)]
pub struct Log {
    /// The newest revision.
    pub tip: String,
    /// The changes, the one recorded last first.
    pub changes: Vec<LoggedChange>,
    /// What is shown of them.
    pub filter: LogFilter,
    /// The revision behind which these begin, if they are not the newest.
    pub behind: Option<String>,
    /// The revision behind which the next begin, if there are more.
    pub next: Option<String>,
    /// Whether what is older is not in this copy.
    pub has_gap: bool,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "log.html")]
struct LogPage {
    frame: Frame,
    /// Whether it is one revision, and no list.
    is_alone: bool,
    heading: String,
    changes: Vec<ChangeView>,
    /// What a form offers; none where one revision is shown.
    kinds: Vec<Choice>,
    sorts: Vec<Choice>,
    who: String,
    has_line_ends: bool,
    action: String,
    feed: Option<String>,
    newest: Option<String>,
    older: Option<String>,
    notice: Option<&'static str>,
    tip: String,
}

impl PageTemplate for LogPage {
    const NAME: &'static str = "log.html";
}

/// What may be chosen in a form.
#[derive(Debug, Serialize)]
struct Choice {
    value: &'static str,
    words: String,
    is_chosen: bool,
}

#[derive(Debug, Serialize)]
struct ChangeView {
    revision: RevisionView,
    pages: Vec<ChangedView>,
    folded: Vec<LinkView>,
    /// How many are folded, with those that are not even named.
    number_folded: usize,
    more: usize,
}

#[derive(Debug, Serialize)]
struct ChangedView {
    page: LinkView,
    /// What the revision changed in it.
    href: String,
    words: Vec<String>,
}

impl ChangeView {
    fn new(site: &View<'_>, logged: &LoggedChange) -> Self {
        let base = site.snapshot().config().base_path();
        let revision = &logged.change.revision;
        let name = RevisionName::new(&revision.revision);
        let change = |address: &Address| {
            let view = name.clone().map_or(PastView::Revisions, PastView::Change);
            past_url(site, address, view)
        };
        let page = |page: &LoggedPage| ChangedView {
            page: LinkView {
                title: page.title.clone(),
                href: site.url(&page.address),
            },
            href: change(&page.address),
            words: page.words.clone(),
        };
        let folded = logged.folded.iter().map(|(title, address)| LinkView {
            title: title.clone(),
            href: change(address),
        });
        let folded: Vec<LinkView> = folded.collect();
        Self {
            revision: RevisionView {
                href: format!("{base}changes/{}", revision.revision),
                as_of: None,
                changes: Vec::new(),
                others: 0,
                ..RevisionView::new(site, &Address::Home, revision, &[])
            },
            pages: logged.pages.iter().map(page).collect(),
            number_folded: folded.len() + logged.more,
            more: logged.more,
            folded,
        }
    }
}

/// The page of what changed.
pub(crate) fn log(site: &View<'_>, log: &Log) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let address = |name: &str, behind: Option<&str>| {
        let query = log.filter.query(behind);
        match query.is_empty() {
            true => format!("{base}{name}"),
            false => format!("{base}{name}?{query}"),
        }
    };
    let kinds = ChangeKind::ALL.map(|kind| Choice {
        value: kind.name(),
        words: kind.words(locale).to_owned(),
        is_chosen: log.filter.change == Some(kind),
    });
    let sorts = PageSort::ALL.map(|sort| Choice {
        value: sort.name(),
        words: sort.words(locale).to_owned(),
        is_chosen: log.filter.sort == Some(sort),
    });
    let notice = match (log.changes.is_empty(), log.next.is_some(), log.has_gap) {
        (true, true, _) => Some("log-none-yet"),
        (true, false, _) => Some("log-none"),
        (false, false, true) => Some("history-gap"),
        (false, ..) => None,
    };
    let title = locale.text("changes");
    let whole = Some(&Address::Changes).filter(|_| log.filter == LogFilter::default());
    let whole = whole.filter(|_| log.behind.is_none());
    site.fill(&LogPage {
        frame: Frame::new(site, "changes", title, None, whole, None),
        is_alone: false,
        heading: title.to_owned(),
        changes: { log.changes.iter() }
            .map(|change| ChangeView::new(site, change))
            .collect(),
        kinds: kinds.into(),
        sorts: sorts.into(),
        who: log.filter.who.clone().unwrap_or_default(),
        has_line_ends: log.filter.has_line_ends,
        action: format!("{base}changes"),
        feed: Some(address("changes/feed.xml", None)),
        newest: log.behind.as_ref().map(|_| address("changes", None)),
        older: log
            .next
            .as_deref()
            .map(|next| address("changes", Some(next))),
        notice: notice.map(|id| locale.text(id)),
        tip: log.tip.chars().take(12).collect(),
    })
}

/// The page of one revision of the almanac, with all pages that it changed.
pub(crate) fn recorded(site: &View<'_>, change: &LoggedChange, tip: &str) -> Output {
    let revision = &change.change.revision;
    let short: String = revision.revision.chars().take(12).collect();
    let heading = match revision.summary.is_empty() {
        true => short,
        false => revision.summary.clone(),
    };
    let base = site.snapshot().config().base_path();
    site.fill(&LogPage {
        frame: Frame::new(site, "changes", &heading, None, None, None),
        is_alone: true,
        heading,
        changes: vec![ChangeView::new(site, change)],
        kinds: Vec::new(),
        sorts: Vec::new(),
        who: String::new(),
        has_line_ends: false,
        action: format!("{base}changes"),
        feed: None,
        newest: None,
        older: None,
        notice: None,
        tip: tip.chars().take(12).collect(),
    })
}

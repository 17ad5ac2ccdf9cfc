//! The pages on which something is taken back: a change, all that somebody changed, or a page's text for one of before. Each shows
//! what would become of the pages, what stays as it is and why, and asks.

use almanac_model::{
    Address, Diagnostic, Impact, KeptEdit, Output, PastAddress, PastPages, PastView, Report,
    RevisionName, Severity, Undo, WhyKept,
};
use askama::Template;
use serde::Serialize;

use super::change::{DifferenceView, difference};
use super::edit::{EditorStanding, standing_words, touched_words};
use super::frame::{Frame, ShownFinding, finding_view};
use super::history::past_url;
use super::views::LinkView;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::site::Site;
use crate::view::View;

/// How many findings, revisions and edits that stay are shown at most.
const MOST_SHOWN: usize = 50;

/// Something that is to be taken back, by somebody.
#[derive(Debug)]
pub struct UndoPage<'p> {
    /// What.
    pub subject: UndoSubject<'p>,
    /// What whoever asks may do.
    pub standing: EditorStanding<'p>,
    /// What it would make of what stands; `None` where whoever asks may not do it, or it can't be told.
    pub undo: Option<&'p Undo>,
    /// The pages before and after, with what is reported of them and what that would touch.
    pub preview: Option<(Vec<PastPages>, &'p Report, &'p Impact)>,
    /// For each edit that stays, the places that were changed since; none of what is no text.
    pub places: Vec<Vec<KeptPlace>>,
    /// What all of it is based on.
    pub base: &'p str,
    /// What is said of it.
    pub summary: &'p str,
    /// The name of the change set, by which one that is sent twice is made once.
    pub id: &'p str,
    /// What became of what was sent.
    pub notice: Option<UndoNotice<'p>>,
}

/// A place that was changed since an edit of it.
#[derive(Debug, Clone, Serialize)]
pub struct KeptPlace {
    /// What stands.
    pub standing: String,
    /// What the edit made.
    pub changed: String,
    /// What was before it.
    pub before: String,
}

/// What is to be taken back.
#[derive(Debug, Clone, Copy)]
pub enum UndoSubject<'p> {
    /// What the address of a page's past names: a change of it, all of that or only of this page; or its text.
    Page(&'p PastAddress, bool),
    /// All that somebody changed, by their name and their name in addresses.
    Contributor(&'p str, &'p str),
}

/// What became of what somebody sent.
#[derive(Debug, Clone, Copy)]
pub enum UndoNotice<'p> {
    /// They have to sign in first.
    SignedOut,
    /// They may not do that.
    NotPermitted,
    /// It is not what they looked at any more.
    Stale,
    /// The almanac would have errors.
    Invalid,
    /// It was refused, in these words.
    Refused(&'p str),
}

#[derive(Debug, Template, Serialize)]
#[template(path = "undo.html")]
struct UndoTemplate {
    frame: Frame,
    /// What leads to what it is about.
    above: LinkView,
    /// Where the history of the page is.
    history: Option<String>,
    heading: String,
    note: &'static str,
    standing: Html,
    action: String,
    notice: Option<String>,
    /// What is said where nothing would be changed.
    nothing: Option<&'static str>,
    /// What else the change touched, in a sentence.
    others: Option<String>,
    /// Where only this page is taken back.
    page_only: Option<String>,
    revisions: Vec<String>,
    count: usize,
    has_more: bool,
    differences: Vec<NamedDifference>,
    /// Files that are changed and are no pages.
    files: Vec<String>,
    kept: Vec<KeptView>,
    findings: Vec<ShownFinding>,
    touches: Option<String>,
    may_send: bool,
    proposes: bool,
    restores: bool,
    base: String,
    tip: String,
    summary: String,
    id: String,
}

impl PageTemplate for UndoTemplate {
    const NAME: &'static str = "undo.html";
}

#[derive(Debug, Serialize)]
struct NamedDifference {
    title: String,
    difference: DifferenceView,
}

#[derive(Debug, Serialize)]
struct KeptView {
    file: String,
    summary: String,
    why: &'static str,
    places: Vec<KeptPlace>,
}

impl UndoSubject<'_> {
    /// Its address below the site's root.
    fn address(self) -> String {
        match self {
            UndoSubject::Page(address, false) => address.to_string(),
            UndoSubject::Page(address, true) => format!("{address}?of=page"),
            UndoSubject::Contributor(_, slug) => format!("contributors/{slug}/undo"),
        }
    }
}

pub(crate) fn undo(whole: &Site<'_>, site: &View<'_>, shown: &UndoPage<'_>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let action = format!("{base}{}", shown.subject.address());
    let sign_in = format!("{base}sign-in?next={action}");
    let first = shown.undo.and_then(|undo| undo.revisions.first());
    let called = match (first, shown.subject) {
        (Some(first), _) if !first.summary.is_empty() => first.summary.clone(),
        (_, UndoSubject::Page(address, _)) => revision_of(address).unwrap_or_default(),
        _ => String::new(),
    };
    let restores = matches!(shown.subject, UndoSubject::Page(address, _) if matches!(address.view, PastView::Restore(_)));
    let (above, history, heading, note) = match shown.subject {
        UndoSubject::Page(address, _) => {
            let (id, note) = match restores {
                true => ("restore-of", "restore-note"),
                false => ("undo-of", "undo-note"),
            };
            let history = past_url(site, &address.page, PastView::Revisions);
            let heading = locale.named(id, &called);
            (whole.past_link(&address.page), Some(history), heading, note)
        }
        UndoSubject::Contributor(name, slug) => {
            let above = LinkView {
                title: name.to_owned(),
                href: format!("{base}contributors/{slug}"),
            };
            let heading = locale.named("undo-all-of", name);
            (above, None, heading, "undo-all-note")
        }
    };
    let (pages, report, touches) = match &shown.preview {
        Some((pages, report, impact)) => (
            &pages[..],
            Some(*report),
            Some(touched_words(locale, impact)),
        ),
        None => (&[][..], None, None),
    };
    let findings = report.iter().flat_map(|report| &report.diagnostics);
    let findings = findings.filter(|finding| finding.severity != Severity::Remark);
    let finding = |finding: &Diagnostic| finding_view(locale, finding);
    let has_errors = report.is_some_and(|report| report.errors() > 0);
    let changes = shown.undo.map_or(&[][..], |undo| &undo.changes);
    let kept = shown.undo.map_or(&[][..], |undo| &undo.kept);
    let is_page = |file: &str| {
        let mut sides = pages.iter().flat_map(|pages| [&pages.before, &pages.after]);
        sides.any(|side| side.as_ref().is_some_and(|side| side.file.as_str() == file))
    };
    let files = changes.iter().flat_map(|change| change.files());
    let files = files.map(|file| file.as_str().to_owned());
    let others = shown.undo.filter(|undo| undo.others > 0);
    let is_whole = matches!(shown.subject, UndoSubject::Page(_, false));
    let may = matches!(
        shown.standing,
        EditorStanding::Owner | EditorStanding::Writes(_) | EditorStanding::Proposes(_)
    );
    site.fill(&UndoTemplate {
        frame: Frame::new(site, "undo", &heading, None, None, None),
        above,
        history,
        note: locale.text(note),
        standing: standing_words(site, shown.standing, &sign_in),
        notice: shown.notice.map(|notice| match notice {
            UndoNotice::SignedOut => locale.text("undo-signed-out").to_owned(),
            UndoNotice::NotPermitted => locale.text("undo-not-permitted").to_owned(),
            UndoNotice::Stale => locale.text("undo-stale").to_owned(),
            UndoNotice::Invalid => locale.text("undo-invalid").to_owned(),
            UndoNotice::Refused(words) => locale.named("proposal-refused", words),
        }),
        nothing: (shown.undo.is_some() && changes.is_empty()).then(|| {
            locale.text(match restores {
                true => "restore-nothing",
                false => "undo-nothing",
            })
        }),
        others: others.map(|undo| {
            let id = match undo.has_more {
                true => "undo-others-left",
                false => "undo-others",
            };
            locale.count(id, undo.others)
        }),
        page_only: match (shown.subject, others) {
            (UndoSubject::Page(address, false), Some(undo)) if is_whole && !undo.has_more => {
                Some(format!("{base}{address}?of=page"))
            }
            _ => None,
        },
        revisions: { shown.undo.iter() }
            .filter(|_| matches!(shown.subject, UndoSubject::Contributor(..)))
            .flat_map(|undo| undo.revisions.iter().take(MOST_SHOWN))
            .map(|revision| match revision.summary.is_empty() {
                true => revision.revision.chars().take(10).collect(),
                false => revision.summary.clone(),
            })
            .collect(),
        count: shown.undo.map_or(0, |undo| undo.revisions.len()),
        has_more: shown.undo.is_some_and(|undo| undo.has_more)
            && matches!(shown.subject, UndoSubject::Contributor(..)),
        differences: pages.iter().map(|pages| named(site, pages)).collect(),
        files: files
            .filter(|file| !is_page(file))
            .take(MOST_SHOWN)
            .collect(),
        kept: (kept.iter().take(MOST_SHOWN).enumerate())
            .map(|(number, kept)| {
                let places = shown.places.get(number).map_or(&[][..], Vec::as_slice);
                kept_view(site, kept, places)
            })
            .collect(),
        findings: findings.take(MOST_SHOWN).map(finding).collect(),
        touches: touches.filter(|_| !changes.is_empty()),
        may_send: may && !changes.is_empty() && !has_errors,
        proposes: matches!(shown.standing, EditorStanding::Proposes(_)),
        restores,
        base: shown.base.to_owned(),
        tip: shown.undo.map(|undo| undo.tip.clone()).unwrap_or_default(),
        summary: shown.summary.to_owned(),
        id: shown.id.to_owned(),
        heading,
        action,
    })
}

/// The first digits of the revision that an address names.
fn revision_of(address: &PastAddress) -> Option<String> {
    match &address.view {
        PastView::Undo(revision) | PastView::Restore(revision) => {
            Some(revision.as_str().chars().take(10).collect())
        }
        _ => None,
    }
}

fn named(site: &View<'_>, pages: &PastPages) -> NamedDifference {
    let side = pages.after.as_ref().or(pages.before.as_ref());
    let title = side.and_then(|side| match (side.page(), side.path()) {
        (Some(page), _) => Some(page.title.clone()),
        (None, path) => path.map(|path| path.title.clone()),
    });
    let file = side.map(|side| side.file.as_str().to_owned());
    NamedDifference {
        title: title.or(file).unwrap_or_default(),
        difference: difference(site, pages),
    }
}

fn kept_view(site: &View<'_>, kept: &KeptEdit, places: &[KeptPlace]) -> KeptView {
    KeptView {
        file: kept.file.as_str().to_owned(),
        summary: kept.revision.summary.clone(),
        why: site.locale().text(match kept.why {
            WhyKept::Rewritten => "kept-rewritten",
            WhyKept::BuiltOn => "kept-built-on",
            WhyKept::Removed => "kept-removed",
            WhyKept::Moved => "kept-moved",
            WhyKept::NameTaken => "kept-name-taken",
            WhyKept::NoContent => "kept-no-content",
        }),
        places: places.to_vec(),
    }
}

/// Where a revision of a page is taken back, and where the page gets its text; `None` where nothing is changed.
pub(super) fn undo_links(
    site: &View<'_>,
    page: &Address,
    revision: &str,
) -> Option<(String, String)> {
    let edited = almanac_model::EditAddress::of(page).filter(|_| site.is_edited())?;
    let name = RevisionName::new(revision)?;
    let undo = past_url(site, &edited.page, PastView::Undo(name.clone()));
    Some((undo, past_url(site, &edited.page, PastView::Restore(name))))
}

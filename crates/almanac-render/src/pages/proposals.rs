//! The pages of proposals: those that wait, and one with what it changes and what was said of it.

use almanac_locale::Locale;
use almanac_model::{Date, Diagnostic, FilePath, Impact, Output, PastPages, Report, Severity};
use askama::Template;
use serde::Serialize;

use super::change::{DifferenceView, difference};
use super::conflicts::{ConflictingPlace, PlaceView, place_views};
use super::edit::touched_words;
use super::frame::{Frame, ShownFinding, finding_view};
use crate::dates::DateView;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::messages::with_link;
use crate::view::View;

/// How many findings are shown at most.
const MOST_SHOWN: usize = 50;

/// A proposal in a list.
#[derive(Debug)]
pub struct ListedProposal<'p> {
    /// Its number.
    pub number: u32,
    /// Who made it.
    pub who: &'p str,
    /// What the page is called.
    pub title: &'p str,
    /// What they say of it.
    pub summary: &'p str,
    /// The day in UTC when it was made.
    pub made: Option<Date>,
    /// How it stands: `open`, `accepted`, `declined` or `withdrawn`.
    pub state: &'p str,
    /// Why, if somebody said so.
    pub reason: Option<&'p str>,
}

/// The page of all proposals.
#[derive(Debug)]
pub struct ProposalsPage<'p> {
    /// Whether whoever asks may see them.
    pub is_open: bool,
    /// What became of those of whoever asks, since they were last told.
    pub told: Vec<ListedProposal<'p>>,
    /// Those that wait, the oldest first.
    pub waiting: Vec<ListedProposal<'p>>,
    /// Those that were decided last.
    pub decided: Vec<ListedProposal<'p>>,
}

/// The page of a proposal.
#[derive(Debug)]
pub struct ProposalPage<'p> {
    /// The proposal.
    pub listed: ListedProposal<'p>,
    /// Where the page is, below the site's root.
    pub page: Option<String>,
    /// Who decided, if somebody has.
    pub decided_by: Option<&'p str>,
    /// What is shown of the change.
    pub shown: ProposedChange<'p>,
    /// The revision of the proposal that is shown, and the newest one of the branch.
    pub revisions: (&'p str, &'p str),
    /// What was said of it: who, what, and when.
    pub comments: Vec<(&'p str, &'p str, Option<Date>)>,
    /// Whether whoever asks may decide.
    pub may_decide: bool,
    /// Whether it is theirs.
    pub is_own: bool,
    /// What they say of it, where that comes back to them.
    pub words: &'p str,
    /// What became of what they sent.
    pub notice: Option<ProposalNotice<'p>>,
}

/// What a proposal comes to now.
#[derive(Debug)]
pub enum ProposedChange<'p> {
    /// It changes pages: before and after, with what is reported of it and what it would touch.
    Pages(Vec<PastPages>, &'p Report, &'p Impact),
    /// Both sides have changed something in one place.
    Conflicts {
        /// The files of which somebody has to decide.
        files: Vec<ConflictingFile<'p>>,
        /// Where their texts are made one in an editor.
        edited_at: Option<String>,
    },
    /// It changes nothing any more.
    Nothing,
    /// It can't be shown.
    Unread,
}

/// A file that a proposal changes where it was changed meanwhile.
#[derive(Debug)]
pub struct ConflictingFile<'p> {
    /// The file.
    pub file: &'p FilePath,
    /// The places of which somebody has to decide.
    pub places: Vec<ConflictingPlace>,
}

/// What became of what somebody sent about a proposal.
#[derive(Debug, Clone, Copy)]
pub enum ProposalNotice<'p> {
    /// It is not what they looked at any more.
    Stale,
    /// It would break the almanac.
    Invalid,
    /// They may not do that.
    NotPermitted,
    /// It was refused, in these words.
    Refused(&'p str),
}

#[derive(Debug, Template, Serialize)]
#[template(path = "proposals.html")]
struct ProposalsTemplate {
    frame: Frame,
    /// Why nothing is shown, if nothing is.
    closed: Option<Html>,
    told: Vec<ProposalView>,
    waiting: Vec<ProposalView>,
    decided: Vec<ProposalView>,
}

impl PageTemplate for ProposalsTemplate {
    const NAME: &'static str = "proposals.html";
}

#[derive(Debug, Template, Serialize)]
#[template(path = "proposal.html")]
struct ProposalTemplate {
    frame: Frame,
    list: String,
    proposal: ProposalView,
    page: Option<String>,
    decided_by: Option<String>,
    notice: Option<String>,
    differences: Vec<DifferenceView>,
    conflicts: Vec<ConflictView>,
    /// Where its texts are made one in an editor.
    edited_at: Option<String>,
    /// What is said where no difference is shown.
    nothing: Option<&'static str>,
    findings: Vec<ShownFinding>,
    touches: Option<String>,
    comments: Vec<CommentView>,
    revision: String,
    tip: String,
    may_accept: bool,
    /// Whether errors keep it from being accepted.
    has_errors: bool,
    may_decide: bool,
    may_withdraw: bool,
    may_comment: bool,
    words: String,
}

impl PageTemplate for ProposalTemplate {
    const NAME: &'static str = "proposal.html";
}

/// A proposal, as a line of a list shows it.
#[derive(Debug, Serialize)]
struct ProposalView {
    number: u32,
    href: String,
    who: String,
    title: String,
    summary: String,
    made: Option<DateView>,
    state: &'static str,
    is_open: bool,
    /// How long it has waited, if it waits.
    age: Option<String>,
    reason: Option<String>,
}

/// The texts of a file that both sides have changed.
#[derive(Debug, Serialize)]
struct ConflictView {
    file: String,
    places: Vec<PlaceView>,
}

#[derive(Debug, Serialize)]
struct CommentView {
    who: String,
    paragraphs: Vec<String>,
    made: Option<DateView>,
}

impl ProposalView {
    fn new(site: &View<'_>, listed: &ListedProposal<'_>) -> Self {
        let locale = site.locale();
        let base = site.snapshot().config().base_path();
        Self {
            number: listed.number,
            href: format!("{base}proposals/{}", listed.number),
            who: listed.who.to_owned(),
            title: listed.title.to_owned(),
            summary: listed.summary.to_owned(),
            made: listed.made.map(|date| DateView::new(locale, &date)),
            state: locale.text(match listed.state {
                "open" => "proposal-open",
                "accepted" => "proposal-accepted",
                "withdrawn" => "proposal-withdrawn",
                _ => "proposal-declined",
            }),
            is_open: listed.state == "open",
            age: age(site, listed),
            reason: listed
                .reason
                .filter(|reason| !reason.is_empty())
                .map(str::to_owned),
        }
    }
}

/// How many days a proposal has waited, in words.
fn age(site: &View<'_>, listed: &ListedProposal<'_>) -> Option<String> {
    let made = listed.made.filter(|_| listed.state == "open")?;
    let days = (site.today() - made.earliest()).get_days();
    Some(match usize::try_from(days) {
        Ok(days @ 1..) => site.locale().count("proposal-waits", days),
        _ => site.locale().text("proposal-waits-since-today").to_owned(),
    })
}

pub(crate) fn proposals(site: &View<'_>, shown: &ProposalsPage<'_>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let sign_in = format!("{base}sign-in?next={base}proposals/");
    let views = |listed: &[ListedProposal<'_>]| {
        listed
            .iter()
            .map(|one| ProposalView::new(site, one))
            .collect()
    };
    let title = locale.text("proposals");
    site.fill(&ProposalsTemplate {
        frame: Frame::new(site, "proposals", title, None, None, None),
        closed: (!shown.is_open).then(|| with_link(locale.text("proposals-closed"), &sign_in)),
        told: views(&shown.told),
        waiting: views(&shown.waiting),
        decided: views(&shown.decided),
    })
}

pub(crate) fn proposal(site: &View<'_>, shown: &ProposalPage<'_>) -> Output {
    let locale = site.locale();
    let base = site.snapshot().config().base_path();
    let title = locale.named("proposal-of", shown.listed.title);
    let is_open = shown.listed.state == "open";
    let (differences, report, touches) = match &shown.shown {
        ProposedChange::Pages(pages, report, impact) => (
            pages.iter().map(|pages| difference(site, pages)).collect(),
            Some(*report),
            Some(touched_words(locale, impact)),
        ),
        _ => (Vec::new(), None, None),
    };
    let (conflicts, edited_at) = match &shown.shown {
        ProposedChange::Conflicts { files, edited_at } => {
            let files = files.iter().enumerate();
            let views = files.map(|(number, file)| conflict(locale, number, file));
            (views.collect(), edited_at.clone())
        }
        _ => (Vec::new(), None),
    };
    let may_decide = shown.may_decide && is_open;
    let has_errors = report.is_some_and(|report| report.errors() > 0);
    let findings = report.iter().flat_map(|report| &report.diagnostics);
    let findings = findings.filter(|finding| finding.severity != Severity::Remark);
    let finding = |finding: &Diagnostic| finding_view(locale, finding);
    let comment = |(who, words, made): &(&str, &str, Option<Date>)| CommentView {
        who: (*who).to_owned(),
        paragraphs: words.split("\n\n").map(str::to_owned).collect(),
        made: made.map(|date| DateView::new(locale, &date)),
    };
    site.fill(&ProposalTemplate {
        frame: Frame::new(site, "proposals", &title, None, None, None),
        list: format!("{base}proposals/"),
        page: shown.page.as_ref().map(|page| format!("{base}{page}")),
        decided_by: shown.decided_by.map(str::to_owned),
        notice: shown.notice.map(|notice| match notice {
            ProposalNotice::Stale => locale.text("proposal-stale").to_owned(),
            ProposalNotice::Invalid => locale.text("proposal-invalid").to_owned(),
            ProposalNotice::NotPermitted => locale.text("proposal-not-permitted").to_owned(),
            ProposalNotice::Refused(words) => locale.named("proposal-refused", words),
        }),
        nothing: match shown.shown {
            ProposedChange::Nothing => Some(locale.text("proposal-nothing")),
            ProposedChange::Unread => Some(locale.text("proposal-unread")),
            _ => None,
        },
        may_accept: shown.may_decide
            && is_open
            && !has_errors
            && matches!(
                shown.shown,
                ProposedChange::Pages(..)
                    | ProposedChange::Nothing
                    | ProposedChange::Conflicts { .. }
            ),
        has_errors: has_errors && may_decide,
        may_decide,
        edited_at: edited_at.filter(|_| may_decide),
        words: shown.words.to_owned(),
        may_withdraw: shown.is_own && is_open,
        may_comment: shown.may_decide || shown.is_own,
        proposal: ProposalView::new(site, &shown.listed),
        findings: findings.take(MOST_SHOWN).map(finding).collect(),
        comments: shown.comments.iter().map(comment).collect(),
        revision: shown.revisions.0.to_owned(),
        tip: shown.revisions.1.to_owned(),
        differences,
        conflicts,
        touches,
    })
}

fn conflict(locale: &Locale, file: usize, shown: &ConflictingFile<'_>) -> ConflictView {
    ConflictView {
        file: shown.file.to_string(),
        places: place_views(locale, file, &shown.places),
    }
}

//! The form by which a page's text is changed, with what the compiler said of it and how the page would look.

use almanac_locale::{Argument, Locale};
use almanac_model::{
    Area, CheckedDraft, Diagnostic, EditAddress, EditView, FilePath, Impact, Output, Report,
    Review, Severity,
};
use askama::Template;
use serde::Serialize;

use super::conflicts::{ConflictingPlace, PlaceView, place_views};
use super::frame::{Frame, ShownFinding, finding_view, report_of};
use super::views::LinkView;
use crate::assets::editing_assets;
use crate::filters;
use crate::html::Html;
use crate::look::PageTemplate;
use crate::messages::{with_code, with_link};
use crate::preview::preview;
use crate::query_words::in_query;
use crate::render::render;
use crate::view::View;

/// How many findings are shown at most.
const MOST_SHOWN: usize = 50;

/// A page that is edited, by somebody.
#[derive(Debug)]
pub struct EditPage<'p> {
    /// Where it is edited.
    pub address: &'p EditAddress,
    /// Its file.
    pub file: &'p FilePath,
    /// What whoever asks may do.
    pub standing: EditorStanding<'p>,
    /// The text that stands in the form.
    pub text: &'p str,
    /// The hash of the text that it is based on.
    pub base: &'p str,
    /// What is said of the change.
    pub summary: &'p str,
    /// The name of the change set, by which one that is sent twice is made once.
    pub id: &'p str,
    /// How many proposals wait for the page.
    pub waiting: usize,
    /// What the page is to be called, if it is not there yet.
    pub new_title: Option<&'p str>,
    /// Why the page is protected, if it is.
    pub protected: Option<&'p str>,
    /// The report that it answers, if it does.
    pub report: Option<i64>,
    /// The proposal that is joined with the page, if one is.
    pub proposal: Option<u32>,
    /// What is said of an image that goes with it.
    pub image: EditedImage<'p>,
    /// What became of what was sent.
    pub notice: Option<EditNotice<'p>>,
}

/// What is said of an image in a form that works without scripts.
#[derive(Debug, Clone, Copy, Default, Serialize)]
pub struct EditedImage<'p> {
    /// What it shows.
    pub alternative: &'p str,
    /// Its licence.
    pub licence: &'p str,
    /// Whose it is.
    pub attribution: &'p str,
    /// Where it is from.
    pub origin: &'p str,
    /// What its file is to be called.
    pub name: &'p str,
    /// Whether it is to take the place of another of its name.
    pub replaces: bool,
}

/// What whoever asks may do with a page.
#[derive(Debug, Clone, Copy)]
pub enum EditorStanding<'p> {
    /// They run the server.
    Owner,
    /// They write, by this name.
    Writes(&'p str),
    /// They propose, by this name.
    Proposes(&'p str),
    /// They may only read, by this name.
    Reads(&'p str),
    /// They have not said who they are.
    SignedOut(Review),
    /// Nobody can change this almanac.
    ReadOnly,
}

/// What became of an edit that was sent.
#[derive(Debug)]
pub enum EditNotice<'p> {
    /// Who sent it has to sign in first.
    SignedOut,
    /// Who sent it may not write here.
    NotPermitted,
    /// Another text stands now, this one, and nobody knows any more what theirs was made of.
    Stale(&'p str),
    /// Others have changed other places of the text: these. The form has both.
    Joined(&'p [ReplacedLines]),
    /// Others have changed the same places.
    Disputed {
        /// The places of which somebody has to decide.
        places: &'p [ConflictingPlace],
        /// The hash of what both began from.
        began: &'p str,
        /// What the others have changed.
        changed: &'p [ReplacedLines],
    },
    /// The page is gone.
    Gone,
    /// It has errors.
    Invalid(&'p Report),
    /// It was refused, in these words.
    Refused(&'p str),
    /// It was only looked at.
    Checked(&'p CheckedDraft, &'p Impact),
}

/// Lines of a text, and those that stand in their place now.
#[derive(Debug, Serialize)]
pub struct ReplacedLines {
    /// The number of the first of them as they stand now.
    pub line: usize,
    /// What stood there.
    pub removed: String,
    /// What stands there.
    pub added: String,
}

#[derive(Debug, Template, Serialize)]
#[template(path = "edit.html")]
struct EditTemplate<'p> {
    frame: Frame,
    page: LinkView,
    /// The modules that make an editor of the form.
    editor: [&'static str; 2],
    /// The language of the text.
    language: String,
    /// The folder of images, as texts name it; `None` where there is none.
    media: Option<String>,
    /// How many bytes an image has at most, and the same in words.
    max_upload: u64,
    image_bound: String,
    image: EditedImage<'p>,
    action: String,
    file: &'p str,
    /// Who edits, as drafts in a browser are kept apart by.
    contributor: Option<&'p str>,
    /// Whether there is a form: nobody is shown one that can't be sent.
    is_open: bool,
    sign_in: Option<String>,
    /// Who edits, or why nobody does.
    standing: Html,
    notice: Option<Html>,
    current: Option<&'p str>,
    is_checked: bool,
    /// Whether what is sent waits for an editor.
    proposes: bool,
    /// Where a reader says what is wrong in the page.
    mistake: Option<String>,
    /// How many proposals wait for the page.
    waiting: usize,
    /// Whether the page is not there yet.
    is_new: bool,
    /// Why the page is protected, if it is.
    protected: Option<String>,
    /// Where it is protected.
    protect: String,
    /// The report that it answers, if it does.
    report: Option<i64>,
    /// The proposal that is joined with the page, if one is.
    resolves: Option<ResolvedProposal>,
    /// What others have changed meanwhile.
    changed: &'p [ReplacedLines],
    /// The hash of what both began from, where somebody has to decide.
    began: Option<&'p str>,
    /// The places of which they have to.
    places: Vec<PlaceView>,
    findings: Vec<ShownFinding>,
    touches: Option<String>,
    preview: Option<Html>,
    text: &'p str,
    base: &'p str,
    summary: &'p str,
    id: &'p str,
}

/// A proposal that is joined with a page.
#[derive(Debug, Serialize)]
struct ResolvedProposal {
    number: u32,
    href: String,
    /// What is done here.
    words: Html,
    /// Where it can be done without scripts.
    without_scripts: Html,
}

impl ResolvedProposal {
    fn new(site: &View<'_>, number: u32) -> Self {
        let locale = site.locale();
        let href = format!("{}proposals/{number}", site.snapshot().config().base_path());
        Self {
            words: with_link(&locale.named("edit-resolves", &number.to_string()), &href),
            without_scripts: with_link(locale.text("edit-resolves-plain"), &href),
            number,
            href,
        }
    }
}

impl PageTemplate for EditTemplate<'_> {
    const NAME: &'static str = "edit.html";
}

pub(crate) fn edit(site: &View<'_>, shown: &EditPage<'_>, page: LinkView) -> Output {
    let locale = site.locale();
    let max_upload = site.snapshot().config().contributions.max_upload;
    let base = site.snapshot().config().base_path();
    let action = format!("{base}{}", shown.address);
    let sign_in = match shown.new_title {
        Some(title) => {
            let begin = format!("{base}new?title={}", in_query(title));
            format!("{base}sign-in?next={}", in_query(&begin))
        }
        None => format!("{base}sign-in?next={action}"),
    };
    let is_signed_out = matches!(shown.standing, EditorStanding::SignedOut(_));
    let (report, draft) = match &shown.notice {
        Some(EditNotice::Invalid(report)) => (Some(*report), None),
        Some(EditNotice::Checked(draft, impact)) => (Some(&draft.report), Some((draft, impact))),
        _ => (None, None),
    };
    let findings = report.iter().flat_map(|report| &report.diagnostics);
    let findings = findings.filter(|finding| finding.severity != Severity::Remark);
    let finding = |finding: &Diagnostic| finding_view(locale, finding);
    let page = LinkView {
        title: shown.new_title.map_or(page.title, str::to_owned),
        ..page
    };
    let title = match shown.new_title {
        Some(_) => locale.text("new-page").to_owned(),
        None => locale.named("edit-of", &page.title),
    };
    site.fill(&EditTemplate {
        frame: Frame::new(site, "edit", &title, None, None, None),
        page,
        editor: editing_assets(locale, "editor"),
        language: site.language_of_address(&shown.address.page).to_owned(),
        media: media_folder(site),
        max_upload,
        image_bound: locale.named("edit-image-bound", &size_words(max_upload)),
        image: shown.image,
        file: shown.file.as_str(),
        contributor: match shown.standing {
            EditorStanding::Owner => Some("desk"),
            EditorStanding::Writes(name)
            | EditorStanding::Proposes(name)
            | EditorStanding::Reads(name) => Some(name),
            EditorStanding::SignedOut(_) | EditorStanding::ReadOnly => None,
        },
        is_open: match shown.standing {
            EditorStanding::Owner | EditorStanding::Writes(_) | EditorStanding::Proposes(_) => true,
            // What somebody typed is kept for them.
            _ => !shown.text.is_empty() && shown.notice.is_some(),
        },
        standing: standing_words(site, shown.standing, &sign_in),
        sign_in: is_signed_out.then_some(sign_in),
        notice: shown
            .notice
            .as_ref()
            .and_then(|notice| notice_words(site, notice)),
        current: match shown.notice {
            Some(EditNotice::Stale(current)) => Some(current),
            _ => None,
        },
        changed: match shown.notice {
            Some(EditNotice::Joined(changed) | EditNotice::Disputed { changed, .. }) => changed,
            _ => &[],
        },
        began: match shown.notice {
            Some(EditNotice::Disputed { began, .. }) => Some(began),
            _ => None,
        },
        places: match shown.notice {
            Some(EditNotice::Disputed { places, .. }) => place_views(locale, 0, places),
            _ => Vec::new(),
        },
        is_checked: draft.is_some(),
        proposes: matches!(shown.standing, EditorStanding::Proposes(_)),
        mistake: match shown.new_title {
            Some(_) => None,
            None => report_of(site, &shown.address.page),
        },
        waiting: shown.waiting,
        is_new: shown.new_title.is_some(),
        protected: shown
            .protected
            .map(|why| locale.named("edit-protected", why)),
        protect: format!(
            "{base}{}",
            EditAddress {
                page: shown.address.page.clone(),
                view: EditView::Protect,
            }
        ),
        report: shown.report,
        resolves: shown
            .proposal
            .map(|number| ResolvedProposal::new(site, number)),
        findings: findings.take(MOST_SHOWN).map(finding).collect(),
        touches: draft.map(|(_, impact)| touched_words(locale, impact)),
        preview: draft.and_then(|(draft, _)| {
            let mut of_draft = View::new(&draft.snapshot, site.today(), site.for_programs());
            of_draft.set_look(site.look().clone());
            let page = render(&of_draft, &shown.address.page)?;
            preview(locale, std::str::from_utf8(&page.bytes).ok()?)
        }),
        action,
        text: shown.text,
        base: shown.base,
        summary: shown.summary,
        id: shown.id,
    })
}

/// A number of bytes in the unit that people say.
pub(crate) fn size_words(bytes: u64) -> String {
    let tenths = |unit: u64| format!("{}.{}", bytes / unit, bytes % unit * 10 / unit);
    let short = |words: String, unit: &str| format!("{}\u{a0}{unit}", words.trim_end_matches(".0"));
    match bytes {
        1_000_000.. => short(tenths(1_000_000), "MB"),
        1_000.. => short(tenths(1_000), "kB"),
        _ => format!("{bytes}\u{a0}B"),
    }
}

/// What the addresses of images begin with in texts.
fn media_folder(site: &View<'_>) -> Option<String> {
    let layout = &site.snapshot().config().content.layout;
    layout.folder(Area::Media).map(str::to_owned)
}

pub(super) fn standing_words(site: &View<'_>, standing: EditorStanding<'_>, sign_in: &str) -> Html {
    let locale = site.locale();
    match standing {
        EditorStanding::Owner => Html::text(locale.text("edit-at-desk")),
        EditorStanding::Writes(name) => Html::text(&locale.named("signed-in-as", name)),
        EditorStanding::Proposes(name) => Html::text(&locale.named("edit-proposes", name)),
        EditorStanding::Reads(name) => Html::text(&locale.named("edit-reads", name)),
        EditorStanding::SignedOut(Review::Closed) => {
            with_link(locale.text("edit-signed-out-closed"), sign_in)
        }
        EditorStanding::SignedOut(_) => with_link(locale.text("edit-signed-out"), sign_in),
        EditorStanding::ReadOnly => with_code(locale.text("edit-read-only")),
    }
}

fn notice_words(site: &View<'_>, notice: &EditNotice<'_>) -> Option<Html> {
    let locale = site.locale();
    let id = match notice {
        EditNotice::SignedOut => "edit-sign-in-first",
        EditNotice::NotPermitted => "edit-not-permitted",
        EditNotice::Stale(_) => "edit-stale",
        EditNotice::Joined(_) => "edit-joined",
        EditNotice::Disputed { .. } => "edit-disputed",
        EditNotice::Gone => "edit-gone",
        EditNotice::Invalid(_) => "edit-invalid",
        EditNotice::Refused(words) => return Some(with_code(&locale.named("edit-refused", words))),
        EditNotice::Checked(..) => return None,
    };
    Some(Html::text(locale.text(id)))
}

/// What a change would touch besides its page, in a sentence.
pub(crate) fn touched_words(locale: &Locale, impact: &Impact) -> String {
    let some = |name: &'static str, count: usize| (count > 0).then(|| locale.count(name, count));
    let pages = some("edit-pages", impact.pages.len());
    let paths = some("edit-paths", impact.paths.len());
    match (&pages, &paths) {
        (None, None) => locale.text("edit-touches-nothing").to_owned(),
        (Some(pages), Some(paths)) => {
            let words = [
                ("pages", Argument::Words(pages)),
                ("paths", Argument::Words(paths)),
            ];
            locale.say("edit-touches", &words)
        }
        (Some(what), None) | (None, Some(what)) => {
            locale.say("edit-touches-only", &[("what", Argument::Words(what))])
        }
    }
}

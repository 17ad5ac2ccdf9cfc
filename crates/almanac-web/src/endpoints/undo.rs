//! What was recorded is taken back: a change, all that somebody changed, or a page's text for one of before.
//!
//! What would become of the almanac is shown first, with what stays because others have built on it. What is sent names all of that,
//! so that nothing else is done than what was looked at.

mod shown;

use std::sync::Arc;

use almanac_model::{
    ApplyError, ChangeSet, CheckedDraft, FilePath, FormerPage, Impact, NoHistory, PastAddress,
    PastView, Undo, Undoing, WriteId, Writing,
};
use almanac_render::UndoNotice;
use axum::body::Body;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;

use self::shown::page;
use crate::askers::{Asker, Right, asker, renew};
use crate::endpoints::edit::{
    LONGEST_SUMMARY, admit, in_json, refused_of, too_many, wants_json, write_id,
};
use crate::endpoints::edit_check::impact_in_json;
use crate::endpoints::history::{former_file, thread_of};
use crate::endpoints::not_found;
use crate::endpoints::sign_in::see_other;
use crate::forms::{Form, refusal};
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::protection::right_for;
use crate::response::{moved, moved_for_now};
use crate::settings::Contributing;
use crate::state::State as Shared;
use crate::submitting::{Submission, Submitted, submit};
use crate::write_names::{base_of, named_by};

type Answer = Result<Response, Box<Response>>;

/// What is to be taken back.
#[derive(Debug, Clone)]
pub(crate) enum Subject {
    /// What the address of a page's past names, in the file that the page is in or was in last; only in this page, perhaps.
    Page(PastAddress, FilePath, bool),
    /// All that somebody changed, by their name and their name in addresses.
    Contributor(String, String),
}

/// What is asked, by whom.
struct Asked<'a> {
    contributing: &'a Contributing,
    subject: Subject,
    asker: Asker,
    right: Right,
    /// What they say of it.
    summary: String,
}

/// What it comes to.
struct Looked {
    undo: Undo,
    draft: Option<(CheckedDraft, Impact)>,
}

/// Why it can't be told what it comes to.
enum NotLooked {
    History(NoHistory),
    Writing(ApplyError),
}

/// Answers with what would become of a page.
pub(crate) async fn show(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    address: PastAddress,
    below: &str,
) -> Response {
    let exact = address.to_string();
    if exact != below {
        return moved(&format!("{}{exact}", current.base()));
    }
    let subject = match subject_of(state, current, request, address).await {
        Ok(Some(subject)) => subject,
        Ok(None) => return not_found::answer(state, current, request).await,
        Err(answer) => return *answer,
    };
    answered(state, current, request, subject, None).await
}

/// Takes something of a page back.
pub(crate) async fn receive(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: Body,
    address: PastAddress,
) -> Response {
    let subject = match subject_of(state, current, request, address).await {
        Ok(Some(subject)) => subject,
        Ok(None) => return not_found::answer(state, current, request).await,
        Err(answer) => return *answer,
    };
    answered(state, current, request, subject, Some(body)).await
}

/// Answers for a subject: shows what it comes to, or does it where something was sent.
pub(crate) async fn answered(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    subject: Subject,
    body: Option<Body>,
) -> Response {
    let done = done(state, current, request, subject, body).await;
    not_found::unless_answered(done, state, current, request).await
}

/// What the address of a page's past is about.
async fn subject_of(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    address: PastAddress,
) -> Result<Option<Subject>, Box<Response>> {
    // An event is changed with its thread.
    if let Some(thread) = thread_of(&address) {
        return Err(Box::new(moved_for_now(&format!(
            "{}{thread}",
            current.base()
        ))));
    }
    let query = Form::of_query(request.uri.query().unwrap_or_default());
    let is_page_only = query.field("of") == "page";
    if let Some(file) = current.site().past_file(&address) {
        return Ok(Some(Subject::Page(address, file, is_page_only)));
    }
    let Some(history) = state.history.clone() else {
        return Ok(None);
    };
    let (generation, page) = (current.clone(), address.page.clone());
    let find = move || former_file(&*history, &generation, &page);
    let found = state.workers.search(find).await;
    let found = found.map_err(|refusal| Box::new(refusal.into()))?;
    match found {
        Ok(Some(FormerPage::Removed(file, _))) => {
            Ok(Some(Subject::Page(address, file, is_page_only)))
        }
        Ok(Some(FormerPage::Moved(file))) => {
            let now = current.site().address_of_file(&file);
            let now = now.and_then(|page| PastAddress::of(page, address.view));
            Err(Box::new(match now {
                Some(now) => moved_for_now(&format!("{}{now}", current.base())),
                None => return Ok(None),
            }))
        }
        Ok(None) => Ok(None),
        Err(why) => Err(Box::new(later(&why))),
    }
}

async fn done(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    subject: Subject,
    body: Option<Body>,
) -> Result<Option<Response>, Box<Response>> {
    let Some(contributing) = &state.contributing else {
        return Ok(None);
    };
    let asker = asker(state, current, request).await?;
    let review = current.snapshot().config().contributions.review;
    let right = match &subject {
        Subject::Contributor(..) if !asker.may_decide() => Right::Read,
        _ => asker.right(review),
    };
    let mut asked = Asked {
        contributing,
        subject,
        asker,
        right,
        summary: String::new(),
    };
    let form = match body {
        Some(body) => {
            admit(state, request, &asked.asker)?;
            Some(Form::read(state, request, body, Room::SHORT).await?)
        }
        None => None,
    };
    if let Some(form) = &form {
        form.within(&[("summary", LONGEST_SUMMARY)])?;
        asked.summary = form.line("summary");
    }
    let looked = match asked.right >= Right::Propose {
        true => look(state, &asked).await?,
        false => None,
    };
    if asked.right >= Right::Propose && looked.is_none() {
        return Ok(None);
    }
    if let Some(looked) = &looked {
        let who = (&asked.asker, asked.right);
        let changes = &looked.undo.changes;
        (asked.right, _) = right_for(state, current, contributing, who, changes).await?;
    }
    let mut response = match form {
        Some(form) => taken_back(state, current, request, &asked, looked, &form).await?,
        None => page(current, request, &asked, looked.as_ref(), None),
    };
    renew(state, current, request, &asked.asker, &mut response);
    Ok(Some(response))
}

/// Works out what it comes to; `None` where there is no such change.
async fn look(state: &Shared, asked: &Asked<'_>) -> Result<Option<Looked>, Box<Response>> {
    let (Some(undoing), Some(writing)) = (
        asked.contributing.undoing.clone(),
        asked.contributing.writing.clone(),
    ) else {
        return Ok(None);
    };
    let subject = asked.subject.clone();
    let look = move || looked(&*undoing, &*writing, &subject);
    let looked = state.workers.search(look).await;
    match looked.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(looked) => Ok(looked),
        Err(NotLooked::History(why)) => Err(Box::new(later(&why))),
        Err(NotLooked::Writing(error)) => {
            (asked.contributing.report)(&error.to_string());
            let said = "What that would come to can't be told now.\n";
            Err(Box::new(refusal(StatusCode::SERVICE_UNAVAILABLE, said)))
        }
    }
}

fn looked(
    undoing: &dyn Undoing,
    writing: &dyn Writing,
    subject: &Subject,
) -> Result<Option<Looked>, NotLooked> {
    let undo = match subject {
        Subject::Page(address, file, is_page_only) => match &address.view {
            PastView::Undo(revision) => undoing.undo(file, revision.as_str(), *is_page_only),
            PastView::Restore(revision) => undoing.restore(file, revision.as_str()),
            _ => Ok(None),
        },
        Subject::Contributor(name, _) => undoing.undo_all(name).map(Some),
    };
    let Some(undo) = undo.map_err(NotLooked::History)? else {
        return Ok(None);
    };
    let draft = match undo.changes.is_empty() {
        true => None,
        false => Some((
            writing.draft(&undo.changes).map_err(NotLooked::Writing)?,
            writing.impact(&undo.changes).map_err(NotLooked::Writing)?,
        )),
    };
    Ok(Some(Looked { undo, draft }))
}

fn later(why: &NoHistory) -> Response {
    let code = match why {
        NoHistory::OutsideGit | NoHistory::NoCommit => StatusCode::NOT_FOUND,
        _ => StatusCode::SERVICE_UNAVAILABLE,
    };
    refusal(code, &format!("Nothing can be taken back now: {why}.\n"))
}

/// Does what was looked at, if it still comes to that.
async fn taken_back(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    asked: &Asked<'_>,
    looked: Option<Looked>,
    form: &Form,
) -> Answer {
    let again = |looked: Option<&Looked>, code, notice| {
        Ok(page(current, request, asked, looked, Some((code, notice))))
    };
    let Some(found) = &looked else {
        return match asked.asker {
            Asker::Nobody => again(None, StatusCode::UNAUTHORIZED, UndoNotice::SignedOut),
            _ => again(None, StatusCode::FORBIDDEN, UndoNotice::NotPermitted),
        };
    };
    if let Asker::Contributor(known) = &asked.asker
        && !state
            .contribution_limits
            .admits_change(known.contributor.id)
    {
        return Err(Box::new(too_many()));
    }
    if form.line("tip") != found.undo.tip || form.line("base") != base_of(&found.undo.changes) {
        return again(
            Some(found),
            StatusCode::PRECONDITION_FAILED,
            UndoNotice::Stale,
        );
    }
    if found.undo.changes.is_empty() {
        let why = "there is nothing that can be taken back";
        return again(Some(found), StatusCode::CONFLICT, UndoNotice::Refused(why));
    }
    let Some(set) = change_set(asked, &found.undo, form) else {
        return again(None, StatusCode::FORBIDDEN, UndoNotice::NotPermitted);
    };
    let submission = Submission {
        contributing: asked.contributing,
        asker: &asked.asker,
        right: asked.right,
        page: asked.page(current),
    };
    let touched = { found.draft.as_ref() }.map(|(_, impact)| impact_in_json(current, impact));
    match submit(state, current, &submission, set).await? {
        Ok(Submitted::Applied(applied)) => {
            let place = format!("{}{}", current.base(), asked.place());
            let revision = applied.revision;
            let said = json!({ "address": place, "revision": revision, "changed": true, "impact": touched });
            Ok(answer(request, &place, &said))
        }
        Ok(Submitted::Proposed(proposed, _)) => {
            let place = format!("{}proposals/{}", current.base(), proposed.number);
            let said = json!({ "address": place, "proposal": proposed.number, "changed": true, "impact": touched });
            Ok(answer(request, &place, &said))
        }
        Err(ApplyError::Stale { .. }) => again(
            Some(found),
            StatusCode::PRECONDITION_FAILED,
            UndoNotice::Stale,
        ),
        Err(ApplyError::Invalid(_)) => again(
            Some(found),
            StatusCode::UNPROCESSABLE_ENTITY,
            UndoNotice::Invalid,
        ),
        Err(error) => {
            let (code, why) = refused_of(&error);
            again(Some(found), code, UndoNotice::Refused(&why))
        }
    }
}

fn answer(request: &Parts, place: &str, said: &serde_json::Value) -> Response {
    match wants_json(&request.headers) {
        true => in_json(StatusCode::OK, said),
        false => see_other(place),
    }
}

fn change_set(asked: &Asked<'_>, undo: &Undo, form: &Form) -> Option<ChangeSet> {
    let first = undo.revisions.first()?;
    let (said, more) = match &asked.subject {
        Subject::Page(address, ..) => match address.view {
            PastView::Restore(_) => (
                format!("Restore the text of: {}", first.summary),
                format!("Restores the text of {}.", first.revision),
            ),
            _ => (
                format!("Undo: {}", first.summary),
                format!("This reverts commit {}.", first.revision),
            ),
        },
        Subject::Contributor(name, _) => {
            let lines = undo.revisions.iter();
            let lines: Vec<&str> = lines.map(|one| one.revision.as_str()).collect();
            (
                format!("Undo all changes of {name}"),
                format!("This reverts:\n{}", lines.join("\n")),
            )
        }
    };
    let summary = match asked.summary.is_empty() {
        true => &said,
        false => &asked.summary,
    };
    let author = asked.asker.author()?;
    let named = named_by(&form.line("id"), &author, &undo.changes);
    let id = named.or_else(|| WriteId::new(&write_id(asked.contributing)));
    Some(ChangeSet {
        changes: undo.changes.clone(),
        id: id?,
        author,
        message: format!("{summary}\n\n{more}"),
        by_program: asked.asker.is_program(),
        proposal: None,
    })
}

impl Asked<'_> {
    /// Where it is shown what became of it, below the site's root.
    fn place(&self) -> String {
        match &self.subject {
            Subject::Page(address, ..) => address.page.to_string(),
            Subject::Contributor(_, slug) => format!("contributors/{slug}"),
        }
    }

    /// The permanent id and the title of the page, as a proposal of it is listed.
    fn page(&self, current: &Generation) -> (String, String) {
        match &self.subject {
            Subject::Page(_, file, _) => current.site().id_and_title(file).unwrap_or_default(),
            Subject::Contributor(name, _) => (String::new(), name.clone()),
        }
    }
}

//! A page's text, to be changed: the form, and what is done with what it sends.
//!
//! A script sends the same fields to the same address as JSON, `{"text", "base", "summary", "id"}` (the `id` names the change
//! set, so that one which is sent twice is made once; with `"exact": "true"` the text is the file's, byte for byte; `media` is a text
//! that holds a list of images as JSON, `[{"name", "base64", "licence", "attribution", "origin", "replace"}]`), and is answered with JSON; so is whoever says
//! `Accept: application/json`. What was saved is answered with 200 and `{"base", "address", "words", "changed", "revision"}`: the base
//! for the next edit, the page, and what is to be said. Else there is `{"error", "message"}` with the status: 401 and 403
//! `not-permitted`, 409 `edited-by-hand` or `name-taken`, 412 `stale` with `base` and `text` as they stand, 413, 422 `invalid` with
//! `diagnostics` as `edit/check` has them, or `refused`, 429, and 503 `later`.

mod form;
mod refusals;
mod sent;

use std::sync::Arc;

use almanac_model::{
    Applied, ApplyError, Author, ChangeSet, ContentHash, EditAddress, EditView, FileChange,
    FilePath, StandingFile, WriteId, Writing,
};
use almanac_store::{Proposal, ProposalState};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::askers::{Asker, Right, asker, renew, store_failed};
use crate::endpoints::sign_in::{address_of, private, see_other};
use crate::endpoints::{edit_check, not_found};
use crate::forms::Form;
use crate::generation::Generation;
use crate::response::{moved, words};
use crate::settings::Contributing;
use crate::state::State as Shared;
use crate::typed_text::typed;
pub(super) use form::html;
use form::{form, saved};
use refusals::{Refused, answer, only_sent, too_many};
pub(super) use sent::Sent;
use sent::{images, read_form, with_images};

/// A page that is edited, by somebody.
pub(super) struct Editing {
    pub contributing: Contributing,
    pub address: EditAddress,
    pub file: FilePath,
    pub asker: Asker,
    pub right: Right,
    /// How many proposals wait for the page.
    pub waiting: usize,
}

/// The text of a file as it stands.
pub(super) struct StandingText {
    pub text: String,
    pub base: ContentHash,
}

type Answer = Result<Response, Box<Response>>;

/// Answers with the form, or with what programs ask beside it.
pub(crate) async fn show(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    address: EditAddress,
    below: &str,
) -> Response {
    let exact = address.to_string();
    if exact != below {
        return moved(&format!("{}{exact}", current.base()));
    }
    let editing = match begin(state, current, request, address).await {
        Ok(Some(editing)) => editing,
        Ok(None) => return not_found::answer(state, current, request).await,
        Err(refusal) => return *refusal,
    };
    let shown = match editing.address.view {
        EditView::Form => {
            let query = Form::of_query(request.uri.query().unwrap_or_default());
            form(state, current, &editing, &query).await
        }
        EditView::Text => edit_check::text(state, &editing, request).await,
        EditView::Complete => edit_check::complete(state, current, &editing, request).await,
        EditView::Media => edit_check::media(state, current, &editing, request).await,
        _ => Err(Box::new(only_sent())),
    };
    let mut response = shown.unwrap_or_else(|refusal| *refusal);
    renew(state, current, request, &editing.asker, &mut response);
    response
}

/// Does with a form what it asks for.
pub(crate) async fn receive(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: Body,
    address: EditAddress,
) -> Response {
    let editing = match begin(state, current, request, address).await {
        Ok(Some(editing)) => editing,
        Ok(None) => return not_found::answer(state, current, request).await,
        Err(refusal) => return *refusal,
    };
    let done = done(state, current, request, body, &editing).await;
    let mut response = done.unwrap_or_else(|refusal| *refusal);
    renew(state, current, request, &editing.asker, &mut response);
    response
}

/// What is edited, and by whom; `Ok(None)` where there is no such page.
async fn begin(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    address: EditAddress,
) -> Result<Option<Editing>, Box<Response>> {
    let Some(contributing) = state.contributing.clone() else {
        return Ok(None);
    };
    let Some(file) = current.site().edited_file(&address) else {
        return Ok(None);
    };
    let asker = asker(state, current, request).await?;
    let right = asker.right(current.snapshot().config().contributions.review);
    let waiting = match (&asker, &contributing.store) {
        (Asker::Nobody, _) | (_, None) => 0,
        (_, Some(store)) => {
            let page = current.site().id_and_title(&file);
            let (id, _) = page.unwrap_or_default();
            store.waiting_for(&id).await.unwrap_or_default()
        }
    };
    Ok(Some(Editing {
        waiting,
        right,
        contributing,
        address,
        file,
        asker,
    }))
}

async fn done(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: Body,
    editing: &Editing,
) -> Answer {
    if let Asker::Nobody = editing.asker
        && let Some(address) = address_of(state, request)
        && !state.contribution_limits.admits_form(address)
    {
        return Err(Box::new(too_many()));
    }
    let form = read_form(state, current, request, body).await?;
    match editing.address.view {
        EditView::Form => {}
        EditView::Check => {
            return edit_check::check(state, current, editing, &form).await;
        }
        EditView::Impact => {
            return edit_check::impact(state, current, editing, &form).await;
        }
        EditView::Text | EditView::Complete | EditView::Media => return Err(Box::new(only_sent())),
    }
    let sent = Sent::new(&form, &request.headers);
    let Some(writing) = editing.contributing.writing.clone() else {
        return Ok(answer(
            current,
            editing,
            &sent,
            Refused::of(&ApplyError::ReadOnly),
        ));
    };
    if editing.right < Right::Propose {
        return Ok(answer(current, editing, &sent, Refused::NotPermitted));
    }
    if let Asker::Contributor(known) = &editing.asker
        && !state
            .contribution_limits
            .admits_change(known.contributor.id)
    {
        return Err(Box::new(too_many()));
    }
    let standing = match read(state, &writing, &editing.file).await? {
        Ok(standing) => standing,
        Err(error) => return Ok(answer(current, editing, &sent, Refused::of(&error))),
    };
    let (written, images) = match images(current, &form, &sent) {
        Ok(given) => given,
        Err(why) => {
            let refused = Refused::Other(StatusCode::UNPROCESSABLE_ENTITY, "refused", why);
            return Ok(answer(current, editing, &sent, refused));
        }
    };
    let text = match sent.is_exact {
        true => written,
        false => typed(&standing.text, &written),
    };
    if sent.is_check {
        return edit_check::page(state, current, editing, &sent, (&text, images)).await;
    }
    if text == standing.text && images.is_empty() {
        return Ok(saved(current, editing, &sent, standing.base.as_str(), None));
    }
    if sent.base != standing.base.to_string() {
        let refused = Refused::Stale(standing);
        return Ok(answer(current, editing, &sent, refused));
    }
    let mut set = change_set(editing, &sent, &text, standing.base);
    if text == standing.text {
        set.changes.clear();
    }
    let set = match with_images(state, current, &writing, set, images).await? {
        Ok(set) => set,
        Err(error) => return Ok(answer(current, editing, &sent, Refused::of(&error))),
    };
    if editing.right == Right::Propose {
        return propose(state, current, editing, &sent, set).await;
    }
    let is_owner = matches!(editing.asker, Asker::Owner(_));
    let writer = writing.clone();
    let apply = move || apply(&*writer, &set, is_owner);
    let applied = state.workers.search(apply).await;
    match applied.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(applied) => {
            let base = applied.files.get(&editing.file).cloned().flatten();
            let base = base.map_or_else(|| sent.base.clone(), |hash| hash.to_string());
            note_answer(editing, &sent, applied.revision.as_deref()).await;
            Ok(saved(
                current,
                editing,
                &sent,
                &base,
                applied.revision.as_deref(),
            ))
        }
        Err(error) => Ok(answer(
            current,
            editing,
            &sent,
            now(state, &writing, editing, error).await?,
        )),
    }
}

/// Writes down that a change answers a report.
async fn note_answer(editing: &Editing, sent: &Sent, revision: Option<&str>) {
    let (Some(report), Some(store)) = (sent.report, &editing.contributing.store) else {
        return;
    };
    if !editing.asker.may_decide() {
        return;
    }
    let author = editing.asker.author();
    let by = author.as_ref().map_or("", Author::name);
    let now = (editing.contributing.now)();
    if let Err(error) = store.answer_report(report, by, revision, now).await {
        // The change stands. The report stays in the list, where somebody sees that it is answered.
        (editing.contributing.report)(&error.to_string());
    }
}

/// Keeps a change set as a proposal, and writes down what is known of it.
async fn propose(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    sent: &Sent,
    set: ChangeSet,
) -> Answer {
    let (Some(proposing), Some(writing), Some(store), Asker::Contributor(known)) = (
        editing.contributing.proposing.clone(),
        editing.contributing.writing.clone(),
        &editing.contributing.store,
        &editing.asker,
    ) else {
        return Ok(answer(current, editing, sent, Refused::NotPermitted));
    };
    let summary = set.message.clone();
    let proposed = state.workers.search(move || proposing.propose(&set)).await;
    let proposed = match proposed.map_err(|refusal| Box::new(refusal.into()))? {
        Ok(proposed) => proposed,
        Err(error) => {
            let refused = now(state, &writing, editing, error).await?;
            return Ok(answer(current, editing, sent, refused));
        }
    };
    let (page, title) = current
        .site()
        .id_and_title(&editing.file)
        .unwrap_or_default();
    let proposal = Proposal {
        number: proposed.number,
        contributor: known.contributor.id,
        who: known.contributor.name.clone(),
        page,
        title,
        summary,
        revision: proposed.revision.clone(),
        state: ProposalState::Open,
        created: (editing.contributing.now)(),
        decided: None,
        decided_by: None,
        reason: None,
    };
    let added = store.add_proposal(&proposal).await;
    added.map_err(|error| Box::new(store_failed(&editing.contributing, &error)))?;
    let place = format!("{}proposals/{}", current.base(), proposed.number);
    Ok(match sent.wants_json {
        true => in_json(
            StatusCode::OK,
            &json!({
                "base": sent.base,
                "address": place,
                "words": current.site().proposed_words(proposed.number),
                "changed": true,
                "proposal": proposed.number,
                "revision": proposed.revision,
            }),
        ),
        false => see_other(&place),
    })
}

/// Why an edit was not made, with the text that stands now where that is the reason.
async fn now(
    state: &Shared,
    writing: &Arc<dyn Writing>,
    editing: &Editing,
    error: ApplyError,
) -> Result<Refused, Box<Response>> {
    if let ApplyError::Stale { .. } = error {
        let standing = read(state, writing, &editing.file).await?;
        return Ok(match standing {
            Ok(standing) => Refused::Stale(standing),
            Err(error) => Refused::of(&error),
        });
    }
    Ok(Refused::of(&error))
}

/// Applies a change set. What whoever runs the server edits is saved to the disk where it can't be recorded, as the file has
/// edits by hand, or nothing keeps a history.
fn apply(writing: &dyn Writing, set: &ChangeSet, is_owner: bool) -> Result<Applied, ApplyError> {
    match writing.apply(set) {
        Err(ApplyError::EditedByHand { .. }) if is_owner => writing.save(set),
        applied => applied,
    }
}

fn change_set(editing: &Editing, sent: &Sent, text: &str, base: ContentHash) -> ChangeSet {
    let nobody = || Author::new("Somebody", "").expect("a word is a name");
    let id = WriteId::new(&sent.write).or_else(|| WriteId::new(&editing.write_id()));
    let mut message = match sent.summary.is_empty() {
        true => format!("Edit {}", editing.file),
        false => sent.summary.clone(),
    };
    if let Some(report) = sent.report.filter(|_| editing.asker.may_decide()) {
        message.push_str(&format!("\n\nAnswers report {report}."));
    }
    ChangeSet {
        changes: vec![FileChange::text(editing.file.clone(), Some(base), text)],
        id: id.expect("what is made of randomness is a name"),
        author: editing.asker.author().unwrap_or_else(nobody),
        message,
        by_program: editing.asker.is_program(),
        proposal: None,
    }
}

/// Whether an answer is for a program.
pub(crate) fn wants_json(headers: &HeaderMap) -> bool {
    let accept = headers.get_all(header::ACCEPT).iter();
    let mut accept = accept.filter_map(|value| value.to_str().ok());
    let kind = headers.get(header::CONTENT_TYPE);
    let is_json = kind.is_some_and(|kind| kind.as_bytes().starts_with(b"application/json"));
    is_json || accept.any(|value| value.contains("application/json"))
}

/// Reads the text of a file as it stands.
pub(super) async fn read(
    state: &Shared,
    writing: &Arc<dyn Writing>,
    file: &FilePath,
) -> Result<Result<StandingText, ApplyError>, Box<Response>> {
    let (writing, file) = (writing.clone(), file.clone());
    let read = move || {
        let standing = writing.read(&file)?;
        let Some(StandingFile { bytes, base }) = standing else {
            return Err(ApplyError::Stale {
                file,
                current: None,
            });
        };
        let text = std::str::from_utf8(&bytes).map(str::to_owned);
        let why = || ApplyError::NotRecordable(format!("`{file}` is no text in UTF-8"));
        Ok(StandingText {
            text: text.map_err(|_| why())?,
            base,
        })
    };
    let read = state.workers.read(read).await;
    read.map_err(|refusal| Box::new(refusal.into()))
}

/// An answer for programs.
pub(crate) fn in_json(code: StatusCode, value: &serde_json::Value) -> Response {
    private(words(
        code,
        "application/json",
        value.to_string().into_bytes(),
    ))
}

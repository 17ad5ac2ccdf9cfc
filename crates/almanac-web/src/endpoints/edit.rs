//! A page's text, to be changed: the form, and what is done with what it sends.
//!
//! A script sends the same fields to the same address as JSON, `{"text", "base", "summary", "id"}` (the `id` names the change
//! set, so that one which is sent twice is made once; with `"exact": "true"` the text is the file's, byte for byte; `media` is a text
//! that holds a list of images as JSON, `[{"name", "base64", "licence", "attribution", "origin", "replace"}]`), and is answered with JSON; so is whoever says
//! `Accept: application/json`. What was saved is answered with 200 and `{"base", "address", "words", "changed", "revision", "impact"}`: the
//! base for the next edit, the page, what is to be said, and, for a program that sends a key, what the change touches, as `edit/impact`
//! says it. Else there is `{"error", "message"}` with the status: 401 and 403
//! `not-permitted`, 409 `edited-by-hand` or `name-taken`, 412 `stale` with `base` and `text` as they stand, 413, 422 `invalid` with
//! `diagnostics` as `edit/check` has them, or `refused`, 429, and 503 `later`.

mod form;
mod joining;
mod refusals;
mod sent;

use std::sync::Arc;

use almanac_model::{
    ApplyError, Author, ContentHash, EditAddress, EditView, FileChange, FilePath, NewPage,
    Proposed, StandingFile, Writing,
};
use axum::body::Body;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, header};
use axum::response::Response;
use serde_json::json;

use crate::askers::{Asker, Right, asker, renew};
use crate::endpoints::sign_in::{address_of, private, see_other};
use crate::endpoints::{edit_check, not_found, protecting};
use crate::forms::Form;
use crate::generation::Generation;
use crate::protection::{is_above, protecting as protecting_now};
use crate::response::{moved, words};
use crate::settings::Contributing;
use crate::state::State as Shared;
use crate::submitting::{Submission, Submitted, place_of_new, submit, touched_by};
use crate::typed_text::typed;
pub(super) use form::html;
use form::{form, saved};
pub(crate) use form::{standing_of, write_id};
pub(super) use joining::former_text;
use joining::{joining, stale};
use refusals::{Refused, answer, only_sent};
pub(super) use refusals::{refused_of, too_many};
pub(super) use sent::{LONGEST_SUMMARY, Sent};
use sent::{change_set, images, read_form, with_images};

/// A page that is edited, by somebody.
pub(super) struct Editing {
    pub contributing: Contributing,
    pub address: EditAddress,
    pub file: FilePath,
    pub asker: Asker,
    pub right: Right,
    /// How many proposals wait for the page.
    pub waiting: usize,
    /// Why the page is protected, if it is.
    pub protected: Option<String>,
    /// What the page is to be called, if it is not there yet.
    pub new_title: Option<String>,
}

/// The text of a file as it stands.
pub(super) struct StandingText {
    pub text: String,
    /// The hash of its bytes; `None` of a file that is not there yet.
    pub base: Option<ContentHash>,
}

impl StandingText {
    /// The base as forms have it.
    pub fn base_text(&self) -> String {
        let base = self.base.as_ref();
        base.map_or_else(String::new, ContentHash::to_string)
    }
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
    // A page that is not there yet is begun where all are.
    if editing.new_title.is_some()
        && matches!(editing.address.view, EditView::Form | EditView::Protect)
    {
        return not_found::answer(state, current, request).await;
    }
    let shown = match editing.address.view {
        EditView::Form => {
            let query = Form::of_query(request.uri.query().unwrap_or_default());
            form(state, current, &editing, &query).await
        }
        EditView::Text => edit_check::text(state, &editing, request).await,
        EditView::Complete => edit_check::complete(state, current, &editing, request).await,
        EditView::Media => edit_check::media(state, current, &editing, request).await,
        EditView::Protect => protecting::page(current, &editing, StatusCode::OK, None, None).await,
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

/// A page that is begun: the form with the text of its template; or, where a form was sent, what is done with that.
pub(super) async fn begin_page(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    address: EditAddress,
    (new, title): (&NewPage, &str),
    form: Option<&Form>,
) -> Answer {
    let Some(mut editing) = begin(state, current, request, address).await? else {
        return Ok(not_found::answer(state, current, request).await);
    };
    editing.new_title = Some(title.to_owned());
    let mut sent = match form {
        Some(form) => Sent::new(form, &request.headers),
        None => Sent::default(),
    };
    if sent.text.is_empty() {
        sent.text.clone_from(&new.text);
    }
    let mut response = match form {
        Some(form) => send(state, current, &editing, form, sent).await?,
        None => {
            sent.write = editing.write_id();
            html(current, &editing, &sent, (StatusCode::OK, ""), None)
        }
    };
    renew(state, current, request, &editing.asker, &mut response);
    Ok(response)
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
    let there = current.site().edited_file(&address);
    let new = match there {
        Some(_) => None,
        None => current.site().new_file(&address),
    };
    let (file, new_title) = match (there, new) {
        (Some(file), _) => (file, None),
        (None, Some((file, title))) => (file, Some(title)),
        (None, None) => return Ok(None),
    };
    let asker = asker(state, current, request).await?;
    let right = asker.right(current.snapshot().config().contributions.review);
    // What is asked while somebody types is answered without these, and must not wait for the store.
    let is_shown = matches!(address.view, EditView::Form | EditView::Protect);
    let protection = match is_shown {
        true => {
            // What stands is asked about, and nothing new.
            let touched = [FileChange::Remove {
                file: file.clone(),
                base: ContentHash::from(""),
            }];
            protecting_now(state, current, &contributing, &touched).await?
        }
        false => None,
    };
    let right = match protection.is_some() && !is_above(&asker) {
        true => right.min(Right::Propose),
        false => right,
    };
    let waiting = match (&asker, &contributing.store) {
        (Asker::Nobody, _) | (_, None) => 0,
        _ if !is_shown => 0,
        (_, Some(store)) => {
            // Those that were sent before it was there have its place.
            let place = place_of_new(&address.page);
            let begun = store.waiting_for(&place).await.unwrap_or_default();
            match current.site().id_and_title(&file) {
                Some((id, _)) => begun + store.waiting_for(&id).await.unwrap_or_default(),
                None => begun,
            }
        }
    };
    Ok(Some(Editing {
        protected: protection.map(|protection| protection.why),
        new_title,
        waiting,
        right,
        contributing,
        address,
        file,
        asker,
    }))
}

/// Refuses a form of somebody who has not said who they are, where too many came from their address.
pub(super) fn admit(state: &Shared, request: &Parts, asker: &Asker) -> Result<(), Box<Response>> {
    let address = match asker {
        Asker::Nobody => address_of(state, request),
        _ => None,
    };
    match address.is_none_or(|address| state.contribution_limits.admits_form(address)) {
        true => Ok(()),
        false => Err(Box::new(too_many())),
    }
}

async fn done(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: Body,
    editing: &Editing,
) -> Answer {
    admit(state, request, &editing.asker)?;
    let form = read_form(state, current, request, body, editing).await?;
    match editing.address.view {
        EditView::Form => {}
        EditView::Check => {
            return edit_check::check(state, current, editing, &form).await;
        }
        EditView::Impact => {
            return edit_check::impact(state, current, editing, &form).await;
        }
        EditView::Protect => return protecting::receive(current, editing, &form).await,
        EditView::Text | EditView::Complete | EditView::Media => return Err(Box::new(only_sent())),
    }
    let sent = Sent::new(&form, &request.headers);
    send(state, current, editing, &form, sent).await
}

/// Saves, proposes or checks a text.
async fn send(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    editing: &Editing,
    form: &Form,
    mut sent: Sent,
) -> Answer {
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
    if let Some(why) = form.too_long(&[("summary", LONGEST_SUMMARY)]) {
        let refused = Refused::Other(StatusCode::PAYLOAD_TOO_LARGE, "too-long", why);
        return Ok(answer(current, editing, &sent, refused));
    }
    if let Asker::Contributor(known) = &editing.asker
        && !state
            .contribution_limits
            .admits_change(known.contributor.id)
    {
        return Err(Box::new(too_many()));
    }
    let standing = match read(state, &writing, &editing.file).await? {
        // What others may not see has the name.
        Ok(_) if editing.new_title.is_some() => {
            let file = editing.file.clone();
            let other = file.clone();
            let refused = Refused::of(&ApplyError::NameTaken { file, other });
            return Ok(answer(current, editing, &sent, refused));
        }
        Err(ApplyError::Stale { .. }) if editing.new_title.is_some() && sent.base.is_empty() => {
            StandingText {
                text: String::new(),
                base: None,
            }
        }
        Ok(standing) => standing,
        Err(error) => return Ok(answer(current, editing, &sent, Refused::of(&error))),
    };
    if !sent.began.is_empty() {
        let joining = joining(state, editing, &sent, &standing).await?;
        let text = joining.as_ref().and_then(|joining| joining.chosen(form));
        match text.filter(|_| sent.base == standing.base_text()) {
            Some(text) => (sent.text, sent.is_exact) = (text, true),
            None => return Ok(stale(current, editing, form, sent, (standing, joining))),
        }
    }
    let (written, images) = match images(current, form, &sent) {
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
        let none = (None, None);
        return Ok(saved(current, editing, &sent, &standing.base_text(), none));
    }
    if sent.base != standing.base_text() {
        let joining = joining(state, editing, &sent, &standing).await?;
        return Ok(stale(current, editing, form, sent, (standing, joining)));
    }
    let mut set = change_set(editing, &sent, &text, standing.base);
    if text == standing.text {
        set.changes.clear();
    }
    let set = match with_images(state, current, &writing, set, images).await? {
        Ok(set) => set,
        Err(error) => return Ok(answer(current, editing, &sent, Refused::of(&error))),
    };
    let submission = Submission {
        contributing: &editing.contributing,
        asker: &editing.asker,
        right: editing.right,
        page: editing.page(current),
    };
    let touched = touched_by(state, &submission, &set).await?;
    let touched = touched.map(|impact| edit_check::impact_in_json(current, &impact));
    match submit(state, current, &submission, set).await? {
        Ok(Submitted::Applied(applied)) => {
            let base = applied.files.get(&editing.file).cloned().flatten();
            let base = base.map_or_else(|| sent.base.clone(), |hash| hash.to_string());
            note_answer(editing, &sent, applied.revision.as_deref()).await;
            let revision = applied.revision.as_deref();
            Ok(saved(current, editing, &sent, &base, (revision, touched)))
        }
        Ok(Submitted::Proposed(proposed, protection)) => {
            let why = protection.map(|protection| protection.why);
            let why = why.or_else(|| editing.protected.clone());
            let because = (why.as_deref(), touched);
            Ok(kept_as_proposal(current, &sent, &proposed, because))
        }
        Err(error) => {
            let refused = now(state, &writing, editing, error).await?;
            let Refused::Stale(standing, _) = refused else {
                return Ok(answer(current, editing, &sent, refused));
            };
            let joining = joining(state, editing, &sent, &standing).await?;
            Ok(stale(current, editing, form, sent, (standing, joining)))
        }
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

/// The answer to a change that waits for an editor, with the reason where that is because its page is protected.
fn kept_as_proposal(
    current: &Generation,
    sent: &Sent,
    proposed: &Proposed,
    (protected, touched): (Option<&str>, Option<serde_json::Value>),
) -> Response {
    let site = current.site();
    let place = format!("{}proposals/{}", current.base(), proposed.number);
    let mut words = site.proposed_words(proposed.number);
    if let Some(why) = protected {
        words = format!("{words}. {}", site.protected_words(why));
    }
    match sent.wants_json {
        true => in_json(
            StatusCode::OK,
            &json!({
                "base": sent.base,
                "address": place,
                "words": words,
                "changed": true,
                "proposal": proposed.number,
                "revision": proposed.revision,
                "impact": touched,
            }),
        ),
        false => see_other(&place),
    }
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
            Ok(standing) => Refused::Stale(standing, None),
            Err(error) => Refused::of(&error),
        });
    }
    Ok(Refused::of(&error))
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
            base: Some(base),
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

//! A new page: what it is called and what it is, and then the form of its text as that of any other.

use std::sync::Arc;

use almanac_model::{Address, EditAddress, EditView, NewPage, NewPageError, NewPageKind};
use almanac_render::{NewPageForm, NewPageNotice};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use serde_json::json;

use crate::askers::asker;
use crate::endpoints::edit::{self, in_json, wants_json};
use crate::endpoints::not_found;
use crate::endpoints::sign_in::private;
use crate::forms::Form;
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::response::words;
use crate::state::State as Shared;

/// How many signs a title has at most.
const LONGEST_TITLE: usize = 200;

/// Answers with the question what is begun, and then with the form of its text.
pub(crate) async fn show(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let form = Form::of_query(request.uri.query().unwrap_or_default());
    let shown = begun(&state, &current, &request, &form, false).await;
    not_found::unless_answered(shown, &state, &current, &request).await
}

/// Takes a new page whose text was sent with its title, or which is to have that of the template.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let asker = match asker(&state, &current, &request).await {
        Ok(asker) => asker,
        Err(refusal) => return *refusal,
    };
    if let Err(refusal) = edit::admit(&state, &request, &asker) {
        return *refusal;
    }
    let room = Room::for_text(&asker);
    let form = match Form::read(&state, &request, body, room).await {
        Ok(form) => form,
        Err(refusal) => return *refusal,
    };
    let sent = begun(&state, &current, &request, &form, true).await;
    not_found::unless_answered(sent, &state, &current, &request).await
}

async fn begun(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    form: &Form,
    is_sent: bool,
) -> Result<Option<Response>, Box<Response>> {
    let Some(contributing) = &state.contributing else {
        return Ok(None);
    };
    let title: String = form.line("title").chars().take(LONGEST_TITLE).collect();
    let kind = form.line("kind");
    let Some(writing) = contributing.writing.clone().filter(|_| !title.is_empty()) else {
        let code = if is_sent {
            StatusCode::UNPROCESSABLE_ENTITY
        } else {
            StatusCode::OK
        };
        return Ok(Some(question(
            current,
            request,
            (&title, &kind),
            code,
            None,
        )));
    };
    let made = {
        let (title, kind) = (title.clone(), kind.clone());
        let make = move || writing.new_page(NewPageKind::named(&kind), &title);
        let made = state.workers.work(make).await;
        made.map_err(|refusal| Box::new(refusal.into()))?
    };
    let refused = |code, error: &NewPageError| {
        let taken = match error {
            NewPageError::Taken { file, .. } => current.site().address_of_file(file),
            _ => None,
        };
        let notice = match (error, &taken) {
            (NewPageError::Taken { .. }, Some(taken)) => NewPageNotice::Taken(taken),
            (NewPageError::NoKind { .. } | NewPageError::NoFolder(_), _) => NewPageNotice::NoKind,
            _ => NewPageNotice::NoName,
        };
        question(current, request, (&title, &kind), code, Some(notice))
    };
    match made {
        Ok(new) => {
            let address = address_of(NewPageKind::named(&kind), &new);
            edit::begin_page(
                state,
                current,
                request,
                address,
                (&new, &title),
                is_sent.then_some(form),
            )
            .await
            .map(Some)
        }
        Err(error @ NewPageError::Taken { .. }) => Ok(Some(refused(StatusCode::CONFLICT, &error))),
        Err(error) => Ok(Some(refused(StatusCode::UNPROCESSABLE_ENTITY, &error))),
    }
}

fn address_of(kind: NewPageKind<'_>, new: &NewPage) -> EditAddress {
    let slug = new.slug.clone();
    EditAddress {
        page: match kind {
            NewPageKind::Entry(_) => Address::Entry(slug),
            NewPageKind::Thread => Address::Thread(slug),
            NewPageKind::Path => Address::Path(slug),
        },
        view: EditView::Form,
    }
}

/// The page that asks what is begun.
fn question(
    current: &Generation,
    request: &Parts,
    (title, kind): (&str, &str),
    code: StatusCode,
    notice: Option<NewPageNotice<'_>>,
) -> Response {
    if wants_json(&request.headers) {
        let (error, address) = match notice {
            Some(NewPageNotice::Taken(taken)) => {
                ("name-taken", Some(format!("{}{taken}", current.base())))
            }
            _ => ("refused", None),
        };
        return in_json(code, &json!({ "error": error, "address": address }));
    }
    let page = current.site().new_page(&NewPageForm {
        title,
        kind,
        notice,
    });
    private(words(code, page.content_type, page.bytes))
}

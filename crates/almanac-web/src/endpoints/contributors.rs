//! Those who may change the almanac: their names are in its history anyway. Admins block them here.

use std::sync::Arc;

use almanac_render::{ContributorPage, ListedContributor};
use almanac_store::{Contributor, Deed, Role};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;
use percent_encoding::percent_decode_str;

use crate::askers::{Asker, asker, challenge, renew, store_failed};
use crate::endpoints::sign_in::{private, see_other};
use crate::endpoints::undo::Subject;
use crate::endpoints::{not_found, path_below, undo as taking_back};
use crate::forms::{Form, refusal};
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::response::words;
use crate::state::State as Shared;

/// What stands before the name of one.
const BELOW: &str = "contributors/";

/// Answers with the list, or with one.
pub(crate) async fn show(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let shown = shown(&state, &current, &request).await;
    not_found::unless_answered(shown, &state, &current, &request).await
}

async fn shown(
    state: &Shared,
    current: &Generation,
    request: &Parts,
) -> Result<Option<Response>, Box<Response>> {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return Ok(None);
    };
    let failed = |error| Box::new(store_failed(contributing, &error));
    let asker = asker(state, current, request).await?;
    let page = match name_of(request).as_str() {
        "" => {
            let all = store.contributors().await.map_err(failed)?;
            let listed: Vec<_> = all.iter().map(listed).collect();
            current.site().contributors(&listed)
        }
        slug => match store.contributor(slug).await.map_err(failed)? {
            Some(found) => current.site().contributor(&ContributorPage {
                listed: listed(&found),
                why: found
                    .blocked
                    .as_ref()
                    .map(|(_, why)| why.as_str())
                    .filter(|_| asker.is_admin()),
                may_block: asker.is_admin() && !is_same(&asker, &found),
                may_undo: asker.may_decide(),
            }),
            None => return Ok(None),
        },
    };
    let mut response = private(words(StatusCode::OK, page.content_type, page.bytes));
    renew(state, current, request, &asker, &mut response);
    Ok(Some(response))
}

/// Blocks one, or lets them in again.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let done = blocked(&state, &current, &request, body).await;
    not_found::unless_answered(done, &state, &current, &request).await
}

async fn blocked(
    state: &Shared,
    current: &Generation,
    request: &Parts,
    body: Body,
) -> Result<Option<Response>, Box<Response>> {
    let Some((contributing, store)) = state.contributing_with_store() else {
        return Ok(None);
    };
    let failed = |error| Box::new(store_failed(contributing, &error));
    let asker = asker(state, current, request).await?;
    let slug = name_of(request);
    let Some(found) = store.contributor(&slug).await.map_err(failed)? else {
        return Ok(None);
    };
    if !asker.is_admin() || is_same(&asker, &found) {
        return Err(Box::new(not_permitted(&asker)));
    }
    let form = Form::read(state, request, body, Room::SHORT).await?;
    let why = form.line("why");
    let (did, why) = match form.field("do") {
        "block" if why.is_empty() => {
            let said = "Say why: it stays in the log.\n";
            return Err(Box::new(refusal(StatusCode::UNPROCESSABLE_ENTITY, said)));
        }
        "block" => ("blocked", Some(why.as_str())),
        "let-in" => ("let in", None),
        _ => {
            return Err(Box::new(refusal(
                StatusCode::BAD_REQUEST,
                "Say what to do.\n",
            )));
        }
    };
    let now = (contributing.now)();
    store.block(found.id, why, now).await.map_err(failed)?;
    let author = asker.author();
    let deed = Deed {
        moment: now,
        who: author
            .as_ref()
            .map_or("", |author| author.name())
            .to_owned(),
        did: did.to_owned(),
        about: found.name.clone(),
        note: why.unwrap_or_default().to_owned(),
    };
    store.note(&deed).await.map_err(failed)?;
    Ok(Some(see_other(&format!(
        "{}{BELOW}{}",
        current.base(),
        found.slug
    ))))
}

/// Answers with what taking back all that one changed would come to.
pub(crate) async fn show_undo(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    undone(&state, &current, &request, None).await
}

/// Takes back all that one changed.
pub(crate) async fn undo(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    undone(&state, &current, &request, Some(body)).await
}

async fn undone(
    state: &Arc<Shared>,
    current: &Arc<Generation>,
    request: &Parts,
    body: Option<Body>,
) -> Response {
    let name = name_of(request);
    let slug = name.strip_suffix("/undo").unwrap_or(&name);
    let found = match state.contributing_with_store() {
        Some((contributing, store)) => match store.contributor(slug).await {
            Ok(found) => found,
            Err(error) => return store_failed(contributing, &error),
        },
        None => None,
    };
    let Some(found) = found else {
        return not_found::answer(state, current, request).await;
    };
    let subject = Subject::Contributor(found.name, found.slug);
    taking_back::answered(state, current, request, subject, body).await
}

/// The name in an address; empty for the list.
fn name_of(request: &Parts) -> String {
    let below = percent_decode_str(path_below(request)).decode_utf8_lossy();
    below.strip_prefix(BELOW).unwrap_or_default().to_owned()
}

fn listed(contributor: &Contributor) -> ListedContributor<'_> {
    ListedContributor {
        name: &contributor.name,
        slug: &contributor.slug,
        role: contributor.role.name(),
        is_blocked: contributor.blocked.is_some(),
    }
}

/// Whether somebody is who asks: nobody locks themselves out.
fn is_same(asker: &Asker, contributor: &Contributor) -> bool {
    matches!(asker, Asker::Contributor(known) if known.contributor.id == contributor.id)
}

fn not_permitted(asker: &Asker) -> Response {
    let code = match asker {
        Asker::Nobody => StatusCode::UNAUTHORIZED,
        _ => StatusCode::FORBIDDEN,
    };
    let role = Role::Admin;
    let mut response = refusal(
        code,
        &format!("Only an {role} with a key for reviewing may do this.\n"),
    );
    if code == StatusCode::UNAUTHORIZED {
        challenge(&mut response);
    }
    response
}

//! Signing in with a key, and signing out: here, or in all browsers.

use std::net::IpAddr;
use std::sync::Arc;

use almanac_render::{SignInNotice, SignInPage};
use almanac_store::{Role, Secret};
use axum::Extension;
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::askers::{Asker, KnownContributor, asker, renew, set_session, store_failed};
use crate::endpoints::edit::{in_json, standing_of, wants_json};
use crate::endpoints::not_found;
use crate::forms::{Form, refusal};
use crate::forms_in_memory::Room;
use crate::generation::Generation;
use crate::layers::observe::Peer;
use crate::proxies::client;
use crate::response::{set, status, words};
use crate::settings::Contributing;
use crate::state::State as Shared;

/// Answers with the form, or says who is signed in.
pub(crate) async fn show(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    let Some(contributing) = &state.contributing else {
        return not_found::answer(&state, &current, &request).await;
    };
    match asker(&state, &current, &request).await {
        Ok(asker) => {
            let query = request.uri.query().unwrap_or_default();
            let mut fields = form_urlencoded::parse(query.as_bytes());
            let next = fields.find(|(name, _)| name == "next");
            let next = next.and_then(|(_, next)| next_of(&next));
            let mut response = page(contributing, &current, &asker, next, StatusCode::OK, None);
            renew(&state, &current, &request, &asker, &mut response);
            response
        }
        Err(refusal) => *refusal,
    }
}

/// Signs somebody in or out.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    let (request, body) = request.into_parts();
    let Some(contributing) = state.contributing.clone() else {
        return not_found::answer(&state, &current, &request).await;
    };
    let done = signed(&state, &current, &request, body, &contributing).await;
    done.unwrap_or_else(|refusal| *refusal)
}

async fn signed(
    state: &Shared,
    current: &Generation,
    request: &Parts,
    body: Body,
    contributing: &Contributing,
) -> Result<Response, Box<Response>> {
    let known = asker(state, current, request).await?;
    let Some(store) = &contributing.store else {
        let said = "Nobody can sign in here: there is no place where keys are kept.\n";
        return Err(Box::new(refusal(StatusCode::SERVICE_UNAVAILABLE, said)));
    };
    let failed = |error| Box::new(store_failed(contributing, &error));
    let form = Form::read(state, request, body, Room::SHORT).await?;
    if let Asker::Contributor(known) = &known
        && matches!(form.field("do"), "out" | "everywhere")
    {
        match (&known.session, form.field("do")) {
            (_, "everywhere") => {
                let ended = store.end_sessions(known.contributor.id).await;
                ended.map(drop).map_err(failed)?;
            }
            (Some(session), _) => store.end_session(session).await.map_err(failed)?,
            (None, _) => {}
        }
        let mut response = see_other(&format!("{}sign-in", current.base()));
        set_session(state, current, request, None, &mut response);
        return Ok(response);
    }
    if let Some(address) = address_of(state, request)
        && !state.contribution_limits.admits_key(address)
    {
        let said = "Too many keys were tried from this address. Try again in a minute.\n";
        let mut response = refusal(StatusCode::TOO_MANY_REQUESTS, said);
        set(&mut response, header::RETRY_AFTER, "60");
        return Err(Box::new(response));
    }
    let now = (contributing.now)();
    let found = match Secret::given(form.field("key")) {
        Some(key) => store.by_key(&key, now).await.map_err(failed)?,
        None => None,
    };
    let next = next_of(form.field("next"));
    let refused = |next, notice| match wants_json(&request.headers) {
        true => in_json(
            StatusCode::UNAUTHORIZED,
            &serde_json::json!({ "error": "not-permitted", "message": "this key is not good here" }),
        ),
        false => page(
            contributing,
            current,
            &known,
            next,
            StatusCode::FORBIDDEN,
            Some(notice),
        ),
    };
    let Some(found) = found else {
        return Ok(refused(next, SignInNotice::Wrong));
    };
    if let Some((_, why)) = &found.contributor.blocked {
        return Ok(refused(next, SignInNotice::Blocked(why)));
    }
    let random = (contributing.random)().ok_or_else(|| {
        let said = "This machine gives no randomness.\n";
        Box::new(refusal(StatusCode::SERVICE_UNAVAILABLE, said))
    })?;
    let session = store.begin_session(&found, random, now).await;
    let session = session.map_err(failed)?;
    let next = next.unwrap_or_else(|| format!("{}sign-in", current.base()));
    let mut response = match wants_json(&request.headers) {
        true => private(status(StatusCode::NO_CONTENT, Body::empty())),
        false => see_other(&next),
    };
    set_session(state, current, request, Some(&session), &mut response);
    Ok(response)
}

/// The address that asks, or the network of it.
pub(crate) fn address_of(state: &Shared, request: &Parts) -> Option<IpAddr> {
    let peer = request.extensions.get::<Peer>()?;
    Some(client(
        &state.trusted_proxies,
        peer.0.ip(),
        &request.headers,
    ))
}

/// Where to go on: an address of this site, and of no other.
fn next_of(text: &str) -> Option<String> {
    let is_plain = text
        .bytes()
        .all(|byte| byte.is_ascii_graphic() && byte != b'\\');
    let is_own = text.starts_with('/') && !text.starts_with("//");
    (is_plain && is_own).then(|| text.to_owned())
}

/// Sends a browser on after a form.
pub(crate) fn see_other(place: &str) -> Response {
    let mut response = status(StatusCode::SEE_OTHER, Body::empty());
    let place = percent_encoding::utf8_percent_encode(place, percent_encoding::CONTROLS);
    if let Ok(place) = HeaderValue::from_str(&place.to_string()) {
        response.headers_mut().insert(header::LOCATION, place);
    }
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

fn page(
    contributing: &Contributing,
    current: &Generation,
    asker: &Asker,
    next: Option<String>,
    code: StatusCode,
    notice: Option<SignInNotice<'_>>,
) -> Response {
    let review = current.snapshot().config().contributions.review;
    let is_editor = |known: &KnownContributor| known.contributor.role >= Role::Editor;
    let shown = SignInPage {
        standing: standing_of(current, contributing, asker, asker.right(review)),
        decides: match asker {
            Asker::Contributor(known) if is_editor(known) => Some(asker.may_decide()),
            _ => None,
        },
        next: next.as_deref(),
        notice,
    };
    let page = current.site().sign_in(&shown);
    private(words(code, page.content_type, page.bytes))
}

/// Keeps what is answered to one from all caches and search engines.
pub(crate) fn private(mut response: Response) -> Response {
    set(&mut response, header::CACHE_CONTROL, "private, no-store");
    let robots = axum::http::HeaderName::from_static("x-robots-tag");
    set(&mut response, robots, "noindex, nofollow");
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nobody_is_sent_to_another_site() {
        for own in ["/", "/entries/x/edit", "/a?b=c#d"] {
            assert_eq!(next_of(own).as_deref(), Some(own));
        }
        for other in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "javascript:alert(1)",
            "/a\r\nset-cookie: x",
            "evil",
        ] {
            assert_eq!(next_of(other), None, "{other:?}");
        }
    }
}

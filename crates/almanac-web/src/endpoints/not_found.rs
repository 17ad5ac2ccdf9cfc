//! The page that says that there is nothing, and what is nearest to what was asked for.

use std::sync::Arc;

use almanac_model::{Address, Output};
use almanac_render::SiteNames;
use axum::http::request::Parts;
use axum::http::{HeaderValue, StatusCode, header};
use axum::response::Response;

use percent_encoding::percent_decode_str;

use crate::generation::Generation;
use crate::response::words;
use crate::state::State;
use crate::stored::hash_of;
use crate::submitting::place_of_new;
use crate::workers::Refusal;

/// Answers that there is nothing at an address.
pub(crate) async fn answer(state: &State, current: &Arc<Generation>, request: &Parts) -> Response {
    at(state, current, request.uri.path()).await
}

/// The answer that was found, a refusal, or that there is nothing at the address.
pub(crate) async fn unless_answered(
    found: Result<Option<Response>, Box<Response>>,
    state: &State,
    current: &Arc<Generation>,
    request: &Parts,
) -> Response {
    match found {
        Ok(Some(response)) => response,
        Ok(None) => answer(state, current, request).await,
        Err(refusal) => *refusal,
    }
}

/// Answers that there is nothing at a path.
pub(crate) async fn at(state: &State, current: &Arc<Generation>, path: &str) -> Response {
    let page = match page(state, current, path).await {
        Ok(page) => page,
        Err(refusal) => return refusal.into(),
    };
    let tag = current.is_at_desk().then(|| hash_of(&page.bytes));
    let mut response = words(StatusCode::NOT_FOUND, page.content_type, page.bytes);
    // By it an open page sees whether an edit changes it.
    if let Some(tag) = tag.and_then(|tag| HeaderValue::from_str(&format!("\"{tag}\"")).ok()) {
        response.headers_mut().insert(header::ETAG, tag);
    }
    response
}

/// How many proposals would make a page at a path. Where that can't be told, the page says nothing of it.
async fn waiting(state: &State, path: &str) -> usize {
    let Some((_, store)) = state.contributing_with_store() else {
        return 0;
    };
    let below = percent_decode_str(path.trim_start_matches('/')).decode_utf8_lossy();
    match Address::parse(&below) {
        Some(address @ (Address::Entry(_) | Address::Thread(_) | Address::Path(_))) => {
            let waiting = store.waiting_for(&place_of_new(&address)).await;
            waiting.unwrap_or_default()
        }
        _ => 0,
    }
}

async fn page(state: &State, current: &Arc<Generation>, path: &str) -> Result<Output, Refusal> {
    let names = state
        .lists_for(current)
        .names
        .of(current, &state.workers, SiteNames::after)
        .await?;
    let waiting = waiting(state, path).await;
    let path = percent_decode_str(path).decode_utf8_lossy().into_owned();
    let current = current.clone();
    let make = move || current.site().not_found_among(&names, &path, waiting);
    state.workers.work(make).await
}

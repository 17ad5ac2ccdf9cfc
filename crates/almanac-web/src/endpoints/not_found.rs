//! The page that says that there is nothing, and what is nearest to what was asked for.

use std::sync::Arc;

use almanac_model::Output;
use almanac_render::SiteNames;
use axum::http::StatusCode;
use axum::http::request::Parts;
use axum::response::Response;

use crate::generation::Generation;
use crate::response::words;
use crate::state::State;
use crate::workers::Refusal;

/// Answers that there is nothing at an address.
pub(crate) async fn answer(state: &State, current: &Arc<Generation>, request: &Parts) -> Response {
    at(state, current, request.uri.path()).await
}

/// Answers that there is nothing at a path.
pub(crate) async fn at(state: &State, current: &Arc<Generation>, path: &str) -> Response {
    match page(state, current, path).await {
        Ok(page) => words(StatusCode::NOT_FOUND, page.content_type, page.bytes),
        Err(refusal) => refusal.into(),
    }
}

async fn page(state: &State, current: &Arc<Generation>, path: &str) -> Result<Output, Refusal> {
    let names = state
        .lists_for(current)
        .names
        .of(current, &state.workers, SiteNames::after)
        .await?;
    let (current, path) = (current.clone(), path.to_owned());
    let make = move || current.site().not_found_among(&names, &path);
    state.workers.work(make).await
}

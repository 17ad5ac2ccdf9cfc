//! `/metrics`, on a listener of its own.

use std::sync::Arc;

use axum::Router;
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use axum::routing::get;

use crate::response::words;
use crate::state::State as Shared;

/// All that is answered to those who watch the server.
pub(crate) fn routes(state: Arc<Shared>) -> Router {
    Router::new()
        .route("/metrics", get(answer))
        .with_state(state)
}

async fn answer(State(state): State<Arc<Shared>>) -> Response {
    let text = { &state.metrics }.as_ref().map(|metrics| {
        // What the desk sees is all that the compiler found.
        metrics.text(&state.at_desk(), &state.all_pages())
    });
    let content_type = "text/plain; version=0.0.4; charset=utf-8";
    words(
        StatusCode::OK,
        content_type,
        text.unwrap_or_default().into_bytes(),
    )
}

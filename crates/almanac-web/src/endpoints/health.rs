//! `/healthz`: whether the server is well, for those who watch it.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::json;

use crate::response::words;
use crate::state::State as Shared;

/// Says what is served: the snapshot, how much there is of what, and what the compiler says.
pub(crate) async fn answer(State(state): State<Arc<Shared>>) -> Response {
    let current = state.public();
    let (snapshot, report) = (current.snapshot(), current.report());
    let threads = snapshot
        .pages()
        .iter()
        .filter(|page| page.is_thread())
        .count();
    let health = json!({
        "status": "ok",
        "snapshot": snapshot.hash(),
        "entries": snapshot.pages().len() - threads,
        "threads": threads,
        "paths": snapshot.paths().len(),
        "errors": report.errors(),
        "warnings": report.warnings(),
    });
    words(
        StatusCode::OK,
        "application/json",
        health.to_string().into_bytes(),
    )
}

//! `/healthz`: whether the server is well, for who watches it.

use axum::body::Body;
use axum::http::{Response, StatusCode};
use serde_json::json;

use crate::response::words;
use crate::state::State;

/// Says what is served: the snapshot, how much there is of what, and what the compiler says.
pub(crate) fn answer(state: &State) -> Response<Body> {
    let current = state.current();
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

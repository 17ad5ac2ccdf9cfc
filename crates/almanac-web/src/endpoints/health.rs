//! `/healthz`: whether the server is well, for those who watch it.

use std::sync::Arc;

use almanac_model::{NoHistory, RemoteState};
use axum::extract::State;
use axum::http::StatusCode;
use axum::response::Response;
use serde_json::{Value, json};

use crate::response::words;
use crate::state::State as Shared;

/// How the almanac and its remote stand. What git says of it is printed where the server runs: it may name machines.
fn remote_in_words(remote: &RemoteState) -> Value {
    let since = jiff::Timestamp::from_second(remote.since).ok();
    json!({
        "state": remote.status.name(),
        "since": since.map(|since| since.to_string()),
        "error": remote.error,
        "pushed": remote.pushed,
        "waiting": remote.waiting,
        "proposals": remote.proposals,
    })
}

/// Says what is served: the snapshot, how much there is of what, and what the compiler says.
pub(crate) async fn answer(State(state): State<Arc<Shared>>) -> Response {
    let current = state.public();
    let (snapshot, report) = (current.snapshot(), current.report());
    let threads = snapshot
        .pages()
        .iter()
        .filter(|page| page.is_thread())
        .count();
    // Why is printed where the server runs: it may name files, which is nothing for everybody.
    let trouble = state
        .reading()
        .trouble()
        .map(|_| "the files can't be read now, so what is served may be older than they are");
    let history = state.history.as_ref().and_then(|history| history.trouble());
    let history = history.map(|why| match why {
        NoHistory::OutsideGit => "there is none outside of git",
        NoHistory::NoCommit => "nothing was recorded yet",
        NoHistory::BeingRead(..) => "it is being read",
        NoHistory::Unreadable(_) => "it can't be read now",
        NoHistory::NotHere => "some of it is not in this copy of the repository",
    });
    let health = json!({
        "status": if trouble.is_some() { "stale" } else { "ok" },
        "trouble": trouble,
        "history": history,
        "lagging": state.reading().lagging(),
        "remote": state.reading().remote().map(|remote| remote_in_words(&remote)),
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

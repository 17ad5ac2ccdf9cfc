//! Tells open pages when the almanac has changed, by server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::body::Body;
use axum::http::{Response, StatusCode, header};
use tokio::sync::watch;
use tokio_stream::{Stream, StreamExt, wrappers::WatchStream};

use crate::response::{set, status};
use crate::state::State;

/// A stream of the versions that are served: the present one, then each as it comes.
pub(crate) fn answer(state: &Arc<State>) -> Response<Body> {
    let mut response = status(StatusCode::OK, Body::from_stream(versions(state)));
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

fn versions(state: &Arc<State>) -> impl Stream<Item = Result<String, Infallible>> + use<> {
    let versions = WatchStream::new(state.version.subscribe()).map(Some);
    // The stream ends when the server is about to stop: else it would wait for the page to be closed.
    let ends = WatchStream::new(closing(state))
        .filter(|closing| *closing)
        .map(|_| None);
    versions
        .merge(ends)
        .map_while(|version| version)
        .map(|version| Ok(format!("event: snapshot\ndata: {version}\n\n")))
}

fn closing(state: &State) -> watch::Receiver<bool> {
    state.closing.subscribe()
}

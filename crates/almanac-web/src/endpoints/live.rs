//! Tells open pages when the almanac has changed, by server-sent events.

use std::convert::Infallible;
use std::sync::Arc;

use axum::Extension;
use axum::body::Body;
use axum::extract::State;
use axum::http::request::Parts;
use axum::http::{StatusCode, header};
use axum::response::Response;
use tokio::sync::OwnedSemaphorePermit;
use tokio::time::{Instant, interval_at};
use tokio_stream::wrappers::{IntervalStream, WatchStream};
use tokio_stream::{Stream, StreamExt};

use crate::endpoints::pages;
use crate::generation::Generation;
use crate::response::{later, set, status};
use crate::state::State as Shared;

/// At the desk: a stream of the versions that are served: the present one, then each as it comes.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Parts,
) -> Response {
    if !current.is_at_desk() {
        return pages::answer(State(state), Extension(current), request).await;
    }
    let Ok(place) = state.listeners.clone().try_acquire_owned() else {
        // Its page is as good, but for that it doesn't reload by itself.
        return later("Too many pages are open that reload by themselves.\n", "60");
    };
    let mut response = status(StatusCode::OK, Body::from_stream(versions(&state, place)));
    set(&mut response, header::CONTENT_TYPE, "text/event-stream");
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

fn versions(
    state: &Arc<Shared>,
    place: OwnedSemaphorePermit,
) -> impl Stream<Item = Result<String, Infallible>> + use<> {
    let versions = WatchStream::new(state.version.subscribe())
        .map(|version| Some(format!("event: snapshot\ndata: {version}\n\n")));
    // A line that says nothing: to write it shows whether anybody is still there.
    let heartbeats = IntervalStream::new(interval_at(
        Instant::now() + state.limits.heartbeat,
        state.limits.heartbeat,
    ));
    let heartbeats = heartbeats.map(|_| Some(": still here\n\n".to_owned()));
    // The stream ends when the server is about to stop: else it would wait for the page to be closed.
    let ends = WatchStream::new(state.closing.subscribe())
        .filter(|closing| *closing)
        .map(|_| None);
    versions
        .merge(heartbeats)
        .merge(ends)
        .map_while(|event| event)
        .map(move |event| {
            // It is given back when the stream is dropped.
            let _held = &place;
            Ok(event)
        })
}

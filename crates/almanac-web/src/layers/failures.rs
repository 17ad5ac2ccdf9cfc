//! Faults of ours.

use std::future::poll_fn;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::pin::pin;
use std::task::Poll;

use axum::extract::Request;
use axum::http::StatusCode;
use axum::middleware::Next;
use axum::response::Response;

use crate::response::words;

/// Answers for a request that makes us fail: it must not take its connection with it, as more
/// requests may wait there.
pub(crate) async fn answer_for(request: Request, next: Next) -> Response {
    let mut answer = pin!(next.run(request));
    poll_fn(|context| {
        let polled = catch_unwind(AssertUnwindSafe(|| answer.as_mut().poll(context)));
        polled.unwrap_or_else(|_| Poll::Ready(failed()))
    })
    .await
}

/// The answer that something of ours is broken.
pub(crate) fn failed() -> Response {
    words(
        StatusCode::INTERNAL_SERVER_ERROR,
        "text/plain; charset=utf-8",
        b"This page could not be made. The others still work; please tell those who run this almanac.\n".to_vec(),
    )
}

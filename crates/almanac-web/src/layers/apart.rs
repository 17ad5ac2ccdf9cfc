//! Forms, and what is sent: all that is done for them is done apart from the threads that answer requests.
//!
//! A page is made once and kept, by workers. A form is read, cleaned, joined, checked and shown for one request, in whichever
//! function of an endpoint it comes to pass. So the endpoint as a whole is run by the workers, step by step.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Method;
use axum::middleware::Next;
use axum::response::Response;

use crate::state::State as Shared;

/// Has workers take what is sent to any address.
pub(crate) async fn receive(
    State(state): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => next.run(request).await,
        _ => answered(&state, next.run(request)).await,
    }
}

/// Has workers show what is at an address of those who take part. What is sent there is with them already.
pub(crate) async fn show(
    State(state): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    match *request.method() {
        Method::GET | Method::HEAD => answered(&state, next.run(request)).await,
        _ => next.run(request).await,
    }
}

/// What workers answer.
pub(crate) async fn answered(
    state: &Shared,
    answer: impl Future<Output = Response> + Send + 'static,
) -> Response {
    let answered = state.workers.steps(answer).await;
    answered.unwrap_or_else(Response::from)
}

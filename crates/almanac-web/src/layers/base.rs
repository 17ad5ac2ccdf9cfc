//! Where on its host the almanac lives.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::Response;

use crate::desk::Audience;
use crate::endpoints::not_found;
use crate::generation::Generation;
use crate::layers::desk;
use crate::response::moved;
use crate::state::State as Shared;

/// Gives a request what is served when it arrives to who asks, so that it sees nothing of an edit that comes
/// meanwhile, and takes the path that the almanac lives below from its address.
pub(crate) async fn enter(
    State(state): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    let mut current = state.public();
    let audience = match desk::audience(&state, &current, &request) {
        Ok(audience) => audience,
        Err(answer) => return *answer,
    };
    if audience == Audience::Desk {
        current = state.at_desk();
    }
    let mut response = below(state, current, request, next).await;
    if audience == Audience::Desk {
        desk::keep_private(&mut response);
    }
    response
}

/// Answers by what is below the almanac's path.
async fn below(
    state: Arc<Shared>,
    current: Arc<Generation>,
    mut request: Request,
    next: Next,
) -> Response {
    let base = current.snapshot().config().base_path();
    if base != "/" {
        let path = request.uri().path();
        let Some(below) = path.strip_prefix(base) else {
            // The bare host, and the path without its slash, lead there.
            return if path == "/" || base.strip_suffix('/') == Some(path) {
                moved(base)
            } else {
                not_found::at(&state, &current, path).await
            };
        };
        let query = request.uri().query();
        let query = query.map_or_else(String::new, |query| format!("?{query}"));
        let Ok(below) = PathAndQuery::try_from(format!("/{below}{query}")) else {
            return not_found::at(&state, &current, path).await;
        };
        *request.uri_mut() = Uri::from(below);
    }
    request.extensions_mut().insert(current);
    next.run(request).await
}

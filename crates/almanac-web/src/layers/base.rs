//! Where on its host the almanac lives.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::Response;

use crate::endpoints::not_found;
use crate::response::moved;
use crate::state::State as Shared;

/// Gives a request what is served when it arrives, so that it sees nothing of an edit that comes
/// meanwhile, and takes the path that the almanac lives below from its address.
pub(crate) async fn enter(
    State(state): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    let current = state.current();
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

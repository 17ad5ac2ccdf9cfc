//! What stands behind the `?` of an address that leads elsewhere.

use axum::extract::Request;
use axum::http::{HeaderValue, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

/// Lets an answer that sends the client elsewhere keep the query of the request: it is no part of the
/// name that has changed.
pub(crate) async fn keep(request: Request, next: Next) -> Response {
    let query = request.uri().query().map(str::to_owned);
    let mut response = next.run(request).await;
    // Where the query decides what comes next, the answer says what becomes of it.
    if response.status() == StatusCode::SEE_OTHER {
        return response;
    }
    let location = response.headers_mut().get_mut(header::LOCATION);
    if let (Some(query), Some(location)) = (query, location)
        && let Some(with_query) = with_query(location, &query)
    {
        *location = with_query;
    }
    response
}

/// The address with a query before its fragment, if it has no query of its own.
fn with_query(location: &HeaderValue, query: &str) -> Option<HeaderValue> {
    let location = location.to_str().ok().filter(|it| !it.contains('?'))?;
    let (page, fragment) = match location.split_once('#') {
        Some((page, fragment)) => (page, format!("#{fragment}")),
        None => (location, String::new()),
    };
    HeaderValue::from_str(&format!("{page}?{query}{fragment}")).ok()
}

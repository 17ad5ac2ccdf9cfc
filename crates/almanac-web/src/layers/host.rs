//! Which server a request is meant for (RFC 9112, 3.2).

use axum::extract::Request;
use axum::http::request::Parts;
use axum::http::{HeaderMap, StatusCode, Uri, Version, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::authority::Authority;
use crate::response::words;

/// Refuses a request whose `Host` is missing, malformed, or there twice.
pub(crate) async fn check(request: Request, next: Next) -> Response {
    let mut hosts = request.headers().get_all(header::HOST).iter();
    let is_right = match (hosts.next(), hosts.next()) {
        // HTTP/1.0 had none.
        (None, _) => request.version() < Version::HTTP_11,
        (Some(_), Some(_)) => false,
        (Some(_), None) => host_of(&request).is_some(),
    };
    if !is_right {
        let plain = "text/plain; charset=utf-8";
        let said = b"This request does not say for which host it is, or not clearly.\n";
        return words(StatusCode::BAD_REQUEST, plain, said.to_vec());
    }
    next.run(request).await
}

/// The host that a request names: that of its address if it is a whole one (RFC 9112, 3.2.2), else of its header.
pub(crate) fn host_of(request: &Request) -> Option<Authority> {
    named_host(request.uri(), request.headers())
}

/// The same of the head of a request.
pub(crate) fn host_of_parts(request: &Parts) -> Option<Authority> {
    named_host(&request.uri, &request.headers)
}

fn named_host(address: &Uri, headers: &HeaderMap) -> Option<Authority> {
    let header = headers.get(header::HOST);
    match address.authority() {
        Some(authority) => Authority::parse(authority.as_str()),
        None => Authority::parse(header?.to_str().ok()?),
    }
}

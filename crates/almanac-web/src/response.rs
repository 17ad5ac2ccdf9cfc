//! Answers, and what is often set on them.

use axum::body::Body;
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use percent_encoding::{CONTROLS, utf8_percent_encode};

use crate::layers::failures::failed;
use crate::workers::Refusal;

/// Whether the client has what the tag names. Weak tags compare equal here (RFC 9110, 13.1.2).
pub(crate) fn has_tag(request: &HeaderMap, tag: &str) -> bool {
    let values = request
        .get_all(header::IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok());
    let mut tags = values.flat_map(|value| value.split(',')).map(str::trim);
    tags.any(|known| known == "*" || known.strip_prefix("W/").unwrap_or(known) == tag)
}

/// A response with a status and a body.
pub(crate) fn status(status: StatusCode, body: Body) -> Response {
    let mut response = Response::new(body);
    *response.status_mut() = status;
    response
}

/// A response that sends the client elsewhere for good.
pub(crate) fn moved(location: &str) -> Response {
    elsewhere(StatusCode::PERMANENT_REDIRECT, location)
}

/// A response that sends the client elsewhere this time.
pub(crate) fn moved_for_now(location: &str) -> Response {
    elsewhere(StatusCode::FOUND, location)
}

fn elsewhere(code: StatusCode, location: &str) -> Response {
    let mut response = status(code, Body::empty());
    // Headers are ASCII, and some addresses are not.
    let location = utf8_percent_encode(location, CONTROLS).to_string();
    if let Ok(location) = HeaderValue::from_str(&location) {
        response.headers_mut().insert(header::LOCATION, location);
    }
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// A response of words.
pub(crate) fn words(code: StatusCode, content_type: &'static str, bytes: Vec<u8>) -> Response {
    let mut response = status(code, Body::from(bytes));
    set(&mut response, header::CONTENT_TYPE, content_type);
    set(&mut response, header::CACHE_CONTROL, "no-cache");
    response
}

/// Sets a header to a value of ours.
pub(crate) fn set(response: &mut Response, name: HeaderName, value: &'static str) {
    response
        .headers_mut()
        .insert(name, HeaderValue::from_static(value));
}

impl From<Refusal> for Response {
    fn from(refusal: Refusal) -> Self {
        match refusal {
            Refusal::Busy => later("Too much is asked for at this moment.\n", "2"),
            Refusal::Failed => failed(),
        }
    }
}

/// A response that asks the client to come again, after as many seconds.
pub(crate) fn later(said: &str, seconds: &'static str) -> Response {
    let plain = "text/plain; charset=utf-8";
    let code = StatusCode::SERVICE_UNAVAILABLE;
    let mut response = words(code, plain, said.as_bytes().to_vec());
    set(&mut response, header::RETRY_AFTER, seconds);
    response
}

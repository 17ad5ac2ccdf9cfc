//! What is refused before anything looks at it.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{Method, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::forms_in_memory::LARGEST_FORM;
use crate::response::{set, status, words};

/// How long an address may be, query included, in bytes. The longest of an almanac's own is far
/// shorter, and this is what every browser and proxy can send.
const LONGEST_ADDRESS: usize = 2048;

/// How long the body of a request may be that nobody asked for, in bytes. Nothing reads it: if it
/// has arrived by the time of the answer it is passed over, else the connection is closed.
const LONGEST_BODY: u64 = 64 << 10;

/// Refuses a request that is too long, whoever would have answered it.
pub(crate) async fn refuse(request: Request, next: Next) -> Response {
    let address = request.uri().path_and_query();
    if address.is_some_and(|address| address.as_str().len() > LONGEST_ADDRESS) {
        let words = "This address is longer than any here.\n";
        return refusal(StatusCode::URI_TOO_LONG, words);
    }
    let length = request.headers().get(header::CONTENT_LENGTH);
    let length = length.and_then(|length| length.to_str().ok()?.parse::<u64>().ok());
    let longest = match *request.method() {
        // How much of it is read, whoever reads it says.
        Method::POST => LARGEST_FORM as u64,
        _ => LONGEST_BODY,
    };
    if length.is_some_and(|length| length > longest) {
        let words = "This request says more than can be taken here.\n";
        let mut response = refusal(StatusCode::PAYLOAD_TOO_LARGE, words);
        set(&mut response, header::CONNECTION, "close");
        return response;
    }
    next.run(request).await
}

fn refusal(code: StatusCode, said: &str) -> Response {
    let plain = "text/plain; charset=utf-8";
    words(code, plain, said.as_bytes().to_vec())
}

/// Answers a request that is no reading, at an address that can only be read.
pub(crate) async fn only_reading() -> Response {
    let mut response = status(StatusCode::METHOD_NOT_ALLOWED, Body::empty());
    set(&mut response, header::ALLOW, "GET, HEAD");
    response
}

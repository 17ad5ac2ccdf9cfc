//! The id of a request, by which its answer, a line of a log and a proxy's line are found to be of one.

use std::hash::{BuildHasher, RandomState};
use std::sync::LazyLock;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;

/// The header that has it.
pub(crate) const NAME: HeaderName = HeaderName::from_static("x-request-id");

/// The longest id that is taken from a client, in bytes.
const LONGEST: usize = 64;

/// What tells the ids of this process from those of others. It is in no page.
static PROCESS: LazyLock<u32> = LazyLock::new(|| RandomState::new().hash_one(0) as u32);
static NEXT: AtomicU64 = AtomicU64::new(1);

/// Gives a request its id, unless a proxy has given it one, and its answer the same.
pub(crate) async fn mark(mut request: Request, next: Next) -> Response {
    let given = request.headers().get(&NAME).filter(|id| is_id(id)).cloned();
    let id = given.unwrap_or_else(new_id);
    request.headers_mut().insert(NAME, id.clone());
    let mut response = next.run(request).await;
    // What a browser keeps for good is a part of pages: there are many, and nobody looks for one of them.
    if !is_kept_for_good(&response) {
        response.headers_mut().insert(NAME, id);
    }
    response
}

fn is_kept_for_good(response: &Response) -> bool {
    let caching = response.headers().get(header::CACHE_CONTROL);
    caching.is_some_and(|caching| caching.as_bytes().ends_with(b"immutable"))
}

/// Whether a log can hold it as it is.
fn is_id(id: &HeaderValue) -> bool {
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_');
    (1..=LONGEST).contains(&id.len()) && id.as_bytes().iter().all(is_plain)
}

fn new_id() -> HeaderValue {
    let number = NEXT.fetch_add(1, Ordering::Relaxed);
    let id = format!("{:08x}-{number:x}", *PROCESS);
    HeaderValue::from_str(&id).expect("digits and a hyphen make a header")
}

//! What keeps pages from harm.

use almanac_render::{
    CONTENT_SECURITY_POLICY, HEADERS_OF_ALL, HEADERS_OF_DOCUMENTS, HEADERS_OF_PAGES,
};
use axum::extract::Request;
use axum::http::{HeaderName, StatusCode, header};
use axum::middleware::Next;
use axum::response::Response;

use crate::response::set;

/// Sets the headers that every answer has. Fonts, modules and style sheets are no documents; on them
/// a policy would only take room.
pub(crate) async fn protect(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if response.status() == StatusCode::NOT_MODIFIED {
        // The router writes that of the empty body; it would be that of what is not sent (RFC 9110, 8.6).
        response.headers_mut().remove(header::CONTENT_LENGTH);
    }
    set_all(&mut response, &HEADERS_OF_ALL);
    if is_part(&response) {
        return response;
    }
    let policy = CONTENT_SECURITY_POLICY;
    set(&mut response, header::CONTENT_SECURITY_POLICY, policy);
    set_all(&mut response, &HEADERS_OF_DOCUMENTS);
    if is_page(&response) {
        set_all(&mut response, &HEADERS_OF_PAGES);
    }
    response
}

fn set_all(response: &mut Response, headers: &[(&'static str, &'static str)]) {
    for (name, value) in headers {
        set(response, HeaderName::from_static(name), value);
    }
}

/// Whether an answer is a page.
pub(crate) fn is_page(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    content_type.is_some_and(|name| name.as_bytes().starts_with(b"text/html"))
}

/// Whether an answer is a part of pages that can't be opened as a document of its own.
fn is_part(response: &Response) -> bool {
    let content_type = response.headers().get(header::CONTENT_TYPE);
    let content_type = content_type.and_then(|value| value.to_str().ok());
    content_type.is_some_and(|name| {
        ["text/css", "text/javascript", "font/"]
            .iter()
            .any(|part| name.starts_with(part))
    })
}

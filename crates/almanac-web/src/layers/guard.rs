//! What keeps pages from harm.

use almanac_render::CONTENT_SECURITY_POLICY;
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
    set(&mut response, header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    if is_part(&response) {
        return response;
    }
    let policy = CONTENT_SECURITY_POLICY;
    set(&mut response, header::CONTENT_SECURITY_POLICY, policy);
    let referrer = "strict-origin-when-cross-origin";
    set(&mut response, header::REFERRER_POLICY, referrer);
    let opener = HeaderName::from_static("cross-origin-opener-policy");
    set(&mut response, opener, "same-origin");
    if is_page(&response) {
        let permissions = HeaderName::from_static("permissions-policy");
        set(&mut response, permissions, UNUSED_ABILITIES);
        let resource = HeaderName::from_static("cross-origin-resource-policy");
        set(&mut response, resource, "same-origin");
    }
    response
}

/// What no page of ours asks a browser for, so that nothing that gets into one can.
const UNUSED_ABILITIES: &str = "camera=(), geolocation=(), microphone=()";

/// Whether an answer is a page. What is none may be shown by other sites: figures, images, feeds.
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

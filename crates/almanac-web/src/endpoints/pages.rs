//! The pages of the almanac, and whatever else has an address of the site's table.

use std::sync::Arc;

use almanac_model::{Address, Format};
use axum::Extension;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode, header};
use axum::response::Response;

use crate::cache::{Found, Generation};
use crate::endpoints::{path_below, static_files};
use crate::negotiation::prefers_markdown;
use crate::response::{moved, set, words};
use crate::state::State as Shared;

/// Answers with a file of `static/`, else with a page.
pub(crate) async fn answer(
    State(state): State<Arc<Shared>>,
    Extension(current): Extension<Arc<Generation>>,
    request: Request,
) -> Response {
    if let Some(response) = static_files::answer(&state, &current, &request) {
        return response;
    }
    let response = page(&current, path_below(&request), request.headers());
    with_version(response, &state, &current)
}

/// Tells a page that reloads by itself which version it is of. In a header, because a page that
/// is the same in the next version keeps its tag.
pub(crate) fn with_version(
    mut response: Response,
    state: &Shared,
    current: &Generation,
) -> Response {
    if !state.reading().is_live() {
        return response;
    }
    let timing = format!("snapshot;desc=\"{}\"", current.version());
    if let Ok(timing) = HeaderValue::from_str(&timing) {
        let name = HeaderName::from_static("server-timing");
        response.headers_mut().insert(name, timing);
    }
    response
}

fn page(current: &Generation, below: &str, headers: &HeaderMap) -> Response {
    let base = current.snapshot().config().base_path();
    let Some(address) = Address::parse(below) else {
        return not_found(current, below);
    };
    // Each page has one address: with a slash at the end or without.
    let exact = address.to_string();
    if exact != below {
        return moved(&format!("{base}{exact}"));
    }
    let markdown = address.form(Format::Markdown);
    let has_forms = markdown.is_some();
    let wanted = markdown
        .filter(|_| prefers_markdown(headers))
        .unwrap_or(address);
    let mut response = match current.find(&wanted) {
        Found::Page(page) => page.answer(headers),
        Found::Moved(elsewhere) => moved(&format!("{base}{elsewhere}")),
        Found::Nothing => not_found(current, below),
    };
    if has_forms {
        set(&mut response, header::VARY, "accept, accept-encoding");
    }
    response
}

/// Answers that there is nothing at a path, with what is nearest to it.
pub(crate) fn not_found(current: &Generation, path: &str) -> Response {
    let page = current.not_found(path);
    words(StatusCode::NOT_FOUND, page.content_type, page.bytes)
}

//! From a request to an answer.

use almanac_model::{Address, Format, own};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::Arc;

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderMap, HeaderName, HeaderValue, Method, Response, StatusCode, header};

use crate::cache::{Found, Generation};
use crate::negotiation::prefers_markdown;
use crate::response::{Keep, Stored, moved, protect, set, status, words};
use crate::state::State;
use crate::{files, health, live};

/// Answers a request.
pub(crate) fn answer(state: &Arc<State>, request: &Request) -> Response<Body> {
    let response = match *request.method() {
        Method::GET => route_or_failure(state, request),
        Method::HEAD => without_body(route_or_failure(state, request)),
        _ => {
            let mut response = status(StatusCode::METHOD_NOT_ALLOWED, Body::empty());
            set(&mut response, header::ALLOW, "GET, HEAD");
            response
        }
    };
    protect(response)
}

fn without_body(response: Response<Body>) -> Response<Body> {
    let (parts, _) = response.into_parts();
    Response::from_parts(parts, Body::empty())
}

/// A request that makes us fail must not take the connection with it, nor the other requests.
fn route_or_failure(state: &Arc<State>, request: &Request) -> Response<Body> {
    let answered = catch_unwind(AssertUnwindSafe(|| route(state, request)));
    answered.unwrap_or_else(|_| {
        words(
            StatusCode::INTERNAL_SERVER_ERROR,
            "text/plain; charset=utf-8",
            b"This page could not be made. The others still work; please tell who runs this almanac.\n".to_vec(),
        )
    })
}

fn route(state: &Arc<State>, request: &Request) -> Response<Body> {
    let (path, headers) = (request.uri().path(), request.headers());
    if path.strip_prefix('/') == Some(own::HEALTH) {
        return health::answer(state);
    }
    let current = state.current();
    let base = current.snapshot().config().base_path();
    let Some(below) = path.strip_prefix(base) else {
        // The almanac lives below a path: its bare host, and that path without its slash, lead there.
        return if path == "/" || base.strip_suffix('/') == Some(path) {
            moved(base)
        } else {
            not_found(&current, path)
        };
    };
    if below == own::LIVE && state.reading().is_live() {
        return live::answer(state);
    }
    let file = match below.strip_prefix(own::ASSETS) {
        Some(name) => files::asset(&current, name, headers),
        None if below.starts_with("media/") => files::media(state, below, headers),
        None => files::static_file(state, &current, below, headers),
    };
    file.unwrap_or_else(|| {
        let query = request.uri().query();
        let mut response = match search(&current, below, query, headers) {
            Some(found) => found,
            None => page(&current, path, below, headers),
        };
        if state.reading().is_live() {
            tell_version(&mut response, current.version());
        }
        response
    })
}

/// Answers a search; `None` if nothing is searched for.
fn search(
    current: &Generation,
    below: &str,
    query: Option<&str>,
    headers: &HeaderMap,
) -> Option<Response<Body>> {
    let address = Address::parse(below).filter(|address| address.to_string() == below)?;
    if !matches!(address, Address::Search | Address::SearchData) {
        return None;
    }
    let mut fields = form_urlencoded::parse(query?.as_bytes());
    let (_, wanted) = fields.find(|(name, _)| name == "q")?;
    let wanted: String = wanted.chars().take(LONGEST_QUERY).collect();
    let page = current.search(&address, &wanted);
    let stored = Stored::compress(page.content_type, &page.bytes, Keep::Revalidate);
    Some(stored.answer(headers))
}

/// How many letters of a query count.
const LONGEST_QUERY: usize = 400;

/// Tells a page that reloads by itself which version it is of. In a header, because a page that
/// is the same in the next version keeps its tag.
fn tell_version(response: &mut Response<Body>, version: &str) {
    let timing = format!("snapshot;desc=\"{version}\"");
    if let Ok(timing) = HeaderValue::from_str(&timing) {
        let name = HeaderName::from_static("server-timing");
        response.headers_mut().insert(name, timing);
    }
}

fn page(current: &Generation, path: &str, below: &str, headers: &HeaderMap) -> Response<Body> {
    let base = current.snapshot().config().base_path();
    let Some(address) = Address::parse(below) else {
        return not_found(current, path);
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
        Found::Nothing => not_found(current, path),
    };
    if has_forms {
        set(&mut response, header::VARY, "accept, accept-encoding");
    }
    response
}

fn not_found(current: &Generation, path: &str) -> Response<Body> {
    let page = current.not_found(path);
    words(StatusCode::NOT_FOUND, page.content_type, page.bytes)
}

//! Where on its host the almanac lives.

use std::sync::Arc;

use axum::extract::{Request, State};
use axum::http::Uri;
use axum::http::uri::PathAndQuery;
use axum::middleware::Next;
use axum::response::Response;

use crate::desk::Audience;
use crate::endpoints::not_found;
use crate::generation::Generation;
use crate::layers::desk;
use crate::response::moved;
use crate::state::State as Shared;

/// Gives a request what is served to its sender when it arrives, so that it sees nothing of an edit that comes
/// meanwhile, and takes the path that the almanac lives below from its address.
pub(crate) async fn enter(
    State(state): State<Arc<Shared>>,
    mut request: Request,
    next: Next,
) -> Response {
    if let Some(plain) = without_needless_escapes(request.uri()) {
        *request.uri_mut() = plain;
    }
    let mut current = state.public();
    let audience = match desk::audience(&state, &current, &request) {
        Ok(audience) => audience,
        Err(answer) => return *answer,
    };
    if audience == Audience::Desk {
        current = state.at_desk();
    }
    let mut response = below(state, current, request, next).await;
    if audience == Audience::Desk {
        desk::keep_private(&mut response);
    }
    response
}

/// Answers by what is below the almanac's path.
async fn below(
    state: Arc<Shared>,
    current: Arc<Generation>,
    mut request: Request,
    next: Next,
) -> Response {
    let base = current.snapshot().config().base_path();
    if base != "/" {
        let path = request.uri().path();
        if base.strip_suffix('/') == Some(path) {
            return moved(base);
        }
        // Many proxies take the path away before they pass a request on: what does not begin with it came by one of these.
        if let Some(below) = path.strip_prefix(base) {
            let query = query_of(request.uri());
            let Ok(below) = PathAndQuery::try_from(format!("/{below}{query}")) else {
                return not_found::at(&state, &current, path).await;
            };
            *request.uri_mut() = Uri::from(below);
        }
    }
    request.extensions_mut().insert(current);
    next.run(request).await
}

/// The address with every escape of its path that says nothing taken out, and the others in upper case: `%61` is `a`
/// (RFC 3986, 6.2.2). So each place of the site is found however a client writes its address. `None` if it is written so.
fn without_needless_escapes(uri: &Uri) -> Option<Uri> {
    // The paths of most requests have no escape.
    let (first, rest) = uri.path().split_once('%')?;
    let mut path = first.to_owned();
    for escaped in rest.split('%') {
        let byte = escaped
            .get(..2)
            .and_then(|digits| u8::from_str_radix(digits, 16).ok());
        match byte {
            Some(byte) if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) => {
                path.push(char::from(byte));
            }
            Some(byte) => path.push_str(&format!("%{byte:02X}")),
            None => path.push('%'),
        }
        path.push_str(byte.map_or(escaped, |_| &escaped[2..]));
    }
    if path == uri.path() {
        return None;
    }
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(PathAndQuery::try_from(path + &query_of(uri)).ok()?);
    Uri::from_parts(parts).ok()
}

/// The query of an address with its `?`; nothing where it has none.
fn query_of(uri: &Uri) -> String {
    let query = uri.query();
    query.map_or_else(String::new, |query| format!("?{query}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_escape_that_says_nothing_is_taken_out() {
        for (written, plain) in [
            ("/entries/%68ive", Some("/entries/hive")),
            ("/%65ntries/a%2Db?q=%61", Some("/entries/a-b?q=%61")),
            ("/a%c3%bc%2f", Some("/a%C3%BC%2F")),
            ("/a%C3%BC", None),
            ("/100%", None),
            ("/a%zz%6", None),
            ("/a%é", None),
            ("/plain", None),
        ] {
            let Ok(uri) = written.parse() else { continue };
            let found = without_needless_escapes(&uri).map(|uri| uri.to_string());
            assert_eq!(found.as_deref(), plain, "{written}");
        }
    }
}

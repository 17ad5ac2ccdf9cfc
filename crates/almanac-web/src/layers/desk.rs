//! Who is at the desk.

use axum::body::Body;
use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue, Method, StatusCode, header};
use axum::response::Response;

use crate::authority::Authority;
use crate::desk::Audience;
use crate::generation::Generation;
use crate::layers::host::host_of;
use crate::layers::observe::Peer;
use crate::proxies::is_by_https;
use crate::response::{set, status, words};
use crate::state::State;

/// The field of an address that holds the token.
const TOKEN: &str = "token";

/// Tells who asks: whoever has the desk's cookie is at the desk.
///
/// # Errors
/// Gives the answer where no page is to be answered: the token becomes a cookie, and the desk is not shown at
/// a strange name of the server, nor to pages of other sites.
pub(crate) fn audience(
    state: &State,
    current: &Generation,
    request: &Request,
) -> Result<Audience, Box<Response>> {
    let Some(desk) = &state.desk else {
        return Ok(Audience::Public);
    };
    let token = request.uri().query().and_then(token_of);
    if let Some(token) = &token
        && !desk.opens_with(token.as_bytes())
    {
        let said = "This token does not open the desk of this almanac. `almanac serve` prints the address that does.\n";
        return Err(Box::new(refusal(StatusCode::FORBIDDEN, said)));
    }
    if token.is_none() && !desk.is_shown_to(request.headers()) {
        return Ok(Audience::Public);
    }
    let site = current.site_authority();
    let host = host_of(request);
    if !host.as_ref().is_some_and(|host| desk.is_at(host, site)) {
        let said = "The desk of this almanac is at `localhost` and at the host of its `base_url`, and not at this name.\n";
        return Err(Box::new(refusal(StatusCode::MISDIRECTED_REQUEST, said)));
    }
    if !is_own_origin(request, host.as_ref(), site) {
        let said = "The desk of this almanac answers only its own pages.\n";
        return Err(Box::new(refusal(StatusCode::FORBIDDEN, said)));
    }
    match token.filter(|_| matches!(*request.method(), Method::GET | Method::HEAD)) {
        Some(token) => {
            let is_site = host.as_ref().map(|it| &it.host) == site.map(|it| &it.host);
            let is_secure = is_site && current.is_secure() || came_by_https(state, request);
            let cookie = desk.set_cookie(&token, current.base(), is_secure);
            Err(Box::new(entered(request, &cookie)))
        }
        None => Ok(Audience::Desk),
    }
}

/// Whether a trusted proxy says that the browser came by HTTPS.
fn came_by_https(state: &State, request: &Request) -> bool {
    let peer = request.extensions().get::<Peer>();
    let trusted = &state.trusted_proxies;
    peer.is_some_and(|peer| is_by_https(trusted, peer.0.ip(), request.headers()))
}

/// The token in a query.
fn token_of(query: &str) -> Option<String> {
    // Most requests have none, and nothing of theirs is decoded.
    let mut fields = query
        .contains(TOKEN)
        .then(|| form_urlencoded::parse(query.as_bytes()))?;
    let (_, token) = fields.find(|(name, _)| name == TOKEN)?;
    Some(token.into_owned())
}

/// Whether a request that says which page it is from is from one of ours.
fn is_own_origin(request: &Request, host: Option<&Authority>, site: Option<&Authority>) -> bool {
    let mut origins = request.headers().get_all(header::ORIGIN).iter();
    origins.all(|origin| {
        let origin = origin.to_str().ok().and_then(Authority::of_url);
        origin.is_some_and(|origin| {
            site == Some(&origin) || host.is_some_and(|host| host.is_named_by(&origin))
        })
    })
}

/// Leads to the same address without the token, which is then in the browser's keeping and not in its history.
fn entered(request: &Request, cookie: &str) -> Response {
    let query = request.uri().query().unwrap_or_default();
    let others: Vec<&str> = query
        .split('&')
        .filter(|field| token_of(field).is_none())
        .collect();
    let query = match others.is_empty() {
        true => String::new(),
        false => format!("?{}", others.join("&")),
    };
    // Two slashes at its beginning would make it the name of a host.
    let path = request.uri().path().trim_start_matches('/');
    let location = HeaderValue::from_str(&format!("/{path}{query}"));
    let mut response = status(StatusCode::SEE_OTHER, Body::empty());
    let headers = response.headers_mut();
    if let (Ok(location), Ok(cookie)) = (location, HeaderValue::from_str(cookie)) {
        headers.insert(header::LOCATION, location);
        headers.insert(header::SET_COOKIE, cookie);
    }
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

/// Keeps what is answered at the desk from all caches but the browser's.
pub(crate) fn keep_private(response: &mut Response) {
    let caching = response.headers().get(header::CACHE_CONTROL);
    if caching.is_none_or(|caching| caching == "no-cache") {
        set(response, header::CACHE_CONTROL, "private, no-cache");
    }
    // The desk must not be in a search engine, wherever it is read.
    let robots = HeaderName::from_static("x-robots-tag");
    set(response, robots, "noindex");
}

fn refusal(code: StatusCode, said: &str) -> Response {
    let mut response = words(code, "text/plain; charset=utf-8", said.as_bytes().to_vec());
    set(&mut response, header::CACHE_CONTROL, "no-store");
    response
}

//! What is noted of every request: a line of the access log, and the metrics.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;

use crate::access_log::AnsweredRequest;
use crate::layers::{guard::is_page, request_id};
use crate::proxies::client;
use crate::state::State as Shared;

/// Who is at the other end of a connection.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Peer(pub SocketAddr);

/// Notes a request and its answer, where that is wanted.
pub(crate) async fn note(
    State(state): State<Arc<Shared>>,
    request: Request,
    next: Next,
) -> Response {
    if state.log.is_none() && state.metrics.is_none() {
        return next.run(request).await;
    }
    let started = Instant::now();
    let line = state.log.as_ref().map(|log| (log, asked(&state, &request)));
    let counted = state.metrics.as_ref();
    let counted = counted.map(|metrics| (metrics, request.uri().path().to_owned()));
    let response = next.run(request).await;
    let took = started.elapsed();
    if let Some((log, mut line)) = line {
        line.status = response.status().as_u16();
        line.bytes = response.body().size_hint().exact();
        line.took = took;
        log.add(line);
    }
    if let Some((metrics, path)) = counted {
        let current = state.public();
        let below = path.strip_prefix(current.base()).unwrap_or(&path);
        metrics.add_request(below, is_page(&response), response.status(), took);
    }
    response
}

/// What is written down of a request before it is answered.
fn asked(state: &Shared, request: &Request) -> AnsweredRequest {
    let (uri, headers) = (request.uri(), request.headers());
    let peer = request.extensions().get::<Peer>();
    AnsweredRequest {
        time: Timestamp::now(),
        id: text_of(headers, &request_id::NAME).unwrap_or_default(),
        client: peer.map(|peer| client(&state.trusted_proxies, peer.0.ip(), headers)),
        method: request.method().to_string(),
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        version: match request.version() {
            Version::HTTP_10 => "HTTP/1.0",
            _ => "HTTP/1.1",
        },
        status: 0,
        bytes: None,
        took: Duration::ZERO,
        user_agent: text_of(headers, &header::USER_AGENT),
    }
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

//! What is noted of every request: a line of the access log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Instant;

use axum::body::HttpBody;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, HeaderName, Version, header};
use axum::middleware::Next;
use axum::response::Response;
use jiff::Timestamp;

use crate::access_log::AnsweredRequest;
use crate::layers::request_id;
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
    let Some(log) = &state.log else {
        return next.run(request).await;
    };
    let started = Instant::now();
    let peer = request.extensions().get::<Peer>();
    let peer = peer.map(|peer| client(&state.trusted_proxies, peer.0.ip(), request.headers()));
    let (uri, headers) = (request.uri(), request.headers());
    let mut line = AnsweredRequest {
        time: Timestamp::now(),
        id: text_of(headers, &request_id::NAME).unwrap_or_default(),
        client: peer,
        method: request.method().to_string(),
        path: uri.path().to_owned(),
        query: uri.query().map(str::to_owned),
        version: match request.version() {
            Version::HTTP_10 => "HTTP/1.0",
            _ => "HTTP/1.1",
        },
        status: 0,
        bytes: None,
        took: started.elapsed(),
        user_agent: text_of(headers, &header::USER_AGENT),
    };
    let response = next.run(request).await;
    line.status = response.status().as_u16();
    line.bytes = response.body().size_hint().exact();
    line.took = started.elapsed();
    log.add(line);
    response
}

fn text_of(headers: &HeaderMap, name: &HeaderName) -> Option<String> {
    let value = headers.get(name)?;
    Some(String::from_utf8_lossy(value.as_bytes()).into_owned())
}

//! Connections: taken, limited, and closed in good order.
//!
//! Whatever a client can do before its request is whole, or after its answer has begun, is limited
//! here and not by layers, which see neither.

use std::future::{Future, poll_fn};
use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::task::Poll;
use std::time::Duration;

use almanac_model::Reading;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::Service;

use crate::endpoints::{assets, metrics};
use crate::layers::observe::Peer;
use crate::routes::routes_of;
use crate::settings::ServerSettings;
use crate::stalls::Unstalled;
use crate::state::State;

/// How long the head of a request may be, in bytes. An address that is too long is told so
/// (`layers/limits.rs`) only if it fits in here: what doesn't is refused by hyper, which then closes.
const LONGEST_HEAD: usize = 96 << 10;

/// How many headers a request may have.
const MOST_HEADERS: usize = 100;

/// How long a stopping server waits for answers that are under way.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait after a connection could not be taken, as when all file handles are in use.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// How many connections may ask for metrics at a time.
const MOST_OBSERVERS: usize = 16;

/// Where a server listens.
#[derive(Debug)]
pub struct Listeners {
    /// For those who read: one address, or several that lead to the same site.
    pub site: Vec<TcpListener>,
    /// For those who watch the server.
    pub metrics: Option<TcpListener>,
}

/// Serves an almanac until `shutdown` is ready, then lets answers that are under way finish.
///
/// # Errors
/// Fails only where the system can't serve at all: a connection that fails is no error.
pub async fn serve(
    reading: Arc<dyn Reading>,
    listeners: Listeners,
    settings: ServerSettings,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let limits = settings.limits;
    let state = State::new(reading, settings);
    assets::prepare();
    let routes = routes_of(&state);
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(limits.connections));
    if let Some(listener) = listeners.metrics {
        tokio::spawn(answer_observers(listener, state.clone()));
    }
    tokio::pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let stream = tokio::select! {
            accepted = accept(&listeners.site) => accepted,
            () = &mut shutdown => break,
        };
        match stream {
            Ok((stream, peer)) => {
                // Answers are written whole, so waiting to fill packets only delays them.
                let _ = stream.set_nodelay(true);
                let routes = routes.clone();
                let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                    let mut request = request.map(Body::new);
                    request.extensions_mut().insert(Peer(peer));
                    routes.clone().call(request)
                });
                let stream = Unstalled::new(stream, limits.write_timeout);
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(limits.head_timeout)
                    .max_buf_size(LONGEST_HEAD)
                    .max_headers(MOST_HEADERS)
                    .serve_connection(TokioIo::new(stream), service);
                let connection = graceful.watch(connection);
                tokio::spawn(async move {
                    // A client that went away is none of our concern.
                    let _ = connection.await;
                    drop(place);
                });
            }
            Err(_) => tokio::time::sleep(ACCEPT_PAUSE).await,
        }
    }
    drop(listeners.site);
    state.closing.send_replace(true);
    let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await;
    if let Some(log) = &state.log {
        log.finish();
    }
    Ok(())
}

/// The next connection of any listener.
async fn accept(listeners: &[TcpListener]) -> io::Result<(TcpStream, SocketAddr)> {
    poll_fn(|context| {
        let mut accepted = listeners
            .iter()
            .map(|listener| listener.poll_accept(context));
        accepted.find(Poll::is_ready).unwrap_or(Poll::Pending)
    })
    .await
}

/// Answers those who ask for metrics, until the server ends.
async fn answer_observers(listener: TcpListener, state: Arc<State>) {
    let timeout = state.limits.head_timeout;
    let routes = metrics::routes(state);
    let places = Arc::new(Semaphore::new(MOST_OBSERVERS));
    loop {
        let place = places.clone().acquire_owned().await;
        let Ok((stream, _)) = listener.accept().await else {
            tokio::time::sleep(ACCEPT_PAUSE).await;
            continue;
        };
        let routes = routes.clone();
        let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
            routes.clone().call(request.map(Body::new))
        });
        tokio::spawn(async move {
            let connection = http1::Builder::new()
                .timer(TokioTimer::new())
                .header_read_timeout(timeout)
                .serve_connection(TokioIo::new(Unstalled::new(stream, timeout)), service);
            let _ = connection.await;
            drop(place);
        });
    }
}

//! Connections: taken, limited, and closed in good order.

use std::convert::Infallible;
use std::future::Future;
use std::io;
use std::sync::Arc;
use std::time::Duration;

use almanac_model::Reading;
use axum::body::Body;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::TcpListener;
use tokio::sync::Semaphore;

use crate::state::State;
use crate::{files, handler};

/// How many connections are open at a time; more wait to be taken.
const MAX_CONNECTIONS: usize = 4096;

/// How long a client may take to send the head of a request.
const HEADER_TIMEOUT: Duration = Duration::from_secs(15);

/// How long a stopping server waits for answers that are under way.
const SHUTDOWN_TIMEOUT: Duration = Duration::from_secs(5);

/// How long to wait after a connection could not be taken, as when all file handles are in use.
const ACCEPT_PAUSE: Duration = Duration::from_millis(50);

/// Serves an almanac until `shutdown` is ready, then lets answers that are under way finish.
pub async fn serve(
    reading: Arc<dyn Reading>,
    listener: TcpListener,
    shutdown: impl Future<Output = ()>,
) -> io::Result<()> {
    let state = State::new(reading);
    files::prepare_assets();
    let graceful = GracefulShutdown::new();
    let places = Arc::new(Semaphore::new(MAX_CONNECTIONS));
    tokio::pin!(shutdown);
    loop {
        let place = tokio::select! {
            place = places.clone().acquire_owned() => place,
            () = &mut shutdown => break,
        };
        let stream = tokio::select! {
            accepted = listener.accept() => accepted,
            () = &mut shutdown => break,
        };
        match stream {
            Ok((stream, _)) => {
                // Answers are written whole, so waiting to fill packets only delays them.
                let _ = stream.set_nodelay(true);
                let state = state.clone();
                let service = service_fn(move |request: hyper::Request<hyper::body::Incoming>| {
                    let answer = handler::answer(&state, &request.map(Body::new));
                    async move { Ok::<_, Infallible>(answer) }
                });
                let connection = http1::Builder::new()
                    .timer(TokioTimer::new())
                    .header_read_timeout(HEADER_TIMEOUT)
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
    drop(listener);
    state.closing.send_replace(true);
    let _ = tokio::time::timeout(SHUTDOWN_TIMEOUT, graceful.shutdown()).await;
    Ok(())
}

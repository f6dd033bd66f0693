//! Connections: accepted, limited, timed, and ended in peace.

use std::convert::Infallible;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use hyper_util::server::graceful::GracefulShutdown;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

use super::router::router;
use super::state::{App, Opener};
use super::watch;
use crate::engine::Engine;
use crate::generation::Store;
use crate::settings::Settings;

/// Who has not sent the head of a request by then is cut off; also a connection at rest.
const HEAD: Duration = Duration::from_secs(10);

/// Bytes of the head of a request, far above what a browser sends.
const HEAD_BYTES: usize = 32 * 1024;

/// Header lines of a request.
const HEADERS: usize = 64;

/// Requests at work get so long to end after the server was asked to stop.
const FAREWELL: Duration = Duration::from_secs(10);

/// A breath after the system refused a connection, for instance for want of file handles.
const BREATH: Duration = Duration::from_millis(50);

/// Why nothing can be served.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be taken. Choose another `server.listen`, or stop who has it.
    #[error("cannot listen on {address}: {source}\nset another address with [server] listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// What the system says.
        source: std::io::Error,
    },
    /// The threads of the server cannot be started.
    #[error("cannot start the threads of the server: {0}")]
    Threads(std::io::Error),
}

/// Serves API and pages from `engine`, and from each newer generation of `store` as soon as it is published,
/// until `stop` is done; then requests at work are ended and nothing new is taken on.
///
/// `ready` is told the address once it is listened on. Blocks. Cost at rest: one small file read a second.
///
/// # Errors
/// 1. [`ServeError::Listen`]; 2. [`ServeError::Threads`].
pub fn serve(
    mut settings: Settings,
    store: Store,
    open: Opener,
    engine: Engine,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.threads)
        .enable_all()
        .build()
        .map_err(ServeError::Threads)?;
    runtime.block_on(async {
        let address = settings.server.listen;
        let refused = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(refused)?;
        tokio::pin!(stop);
        // Asked once before anybody is told that we serve, so that whoever stops us at once is heard.
        tokio::select! {
            biased;
            () = &mut stop => return Ok(()),
            () = std::future::ready(()) => {}
        }
        let address = listener.local_addr().map_err(refused)?;
        ready(address);
        let connections = settings.server.connections;
        settings.server.listen = address;
        let app = Arc::new(App::new(settings, store, open, engine));
        let follower = tokio::spawn(watch::follow(Arc::clone(&app)));
        accept(&listener, &router(app), connections, stop).await;
        follower.abort();
        Ok(())
    })
}

async fn accept(
    listener: &TcpListener,
    router: &Router,
    connections: usize,
    stop: impl Future<Output = ()>,
) {
    let room = Arc::new(Semaphore::new(connections));
    let graceful = GracefulShutdown::new();
    tokio::pin!(stop);
    loop {
        let free = Arc::clone(&room).acquire_owned();
        let accepted = async {
            let place = free.await.expect("the semaphore is never closed");
            (listener.accept().await, place)
        };
        let (accepted, place) = tokio::select! {
            accepted = accepted => accepted,
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, address)) => {
                let connection = graceful.watch(connection(stream, address, router.clone()));
                tokio::spawn(async move {
                    if let Err(error) = connection.await {
                        tracing::debug!(%error, "a connection broke off");
                    }
                    drop(place);
                });
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                tokio::time::sleep(BREATH).await;
            }
        }
    }
    tracing::info!(connections = graceful.count(), "stopping");
    if tokio::time::timeout(FAREWELL, graceful.shutdown())
        .await
        .is_err()
    {
        tracing::warn!("requests that did not end in time are broken off");
    }
}

fn connection(
    stream: TcpStream,
    address: SocketAddr,
    router: Router,
) -> impl hyper_util::server::graceful::GracefulConnection<Error = hyper::Error> {
    // Answers are written whole: waiting to fill a packet only makes them late.
    _ = stream.set_nodelay(true);
    let service = service_fn(move |mut request: Request<Incoming>| {
        request.extensions_mut().insert(ConnectInfo(address));
        let answer = router.clone().oneshot(request);
        async move { Ok::<_, Infallible>(answer.await.unwrap_or_else(|never| match never {})) }
    });
    http1::Builder::new()
        .timer(TokioTimer::new())
        .header_read_timeout(HEAD)
        .max_buf_size(HEAD_BYTES)
        .max_headers(HEADERS)
        .serve_connection(TokioIo::new(stream), service)
}

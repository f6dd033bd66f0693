//! The server: listening, accepting connections within limits, and shutting down gracefully. Which connections there
//! are, and which of them makes room for another, is in `connections`.

use std::convert::Infallible;
use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;
use std::time::Duration;

use axum::Router;
use axum::extract::ConnectInfo;
use hyper::Request;
use hyper::body::Incoming;
use hyper::server::conn::http1;
use hyper::service::service_fn;
use hyper_util::rt::{TokioIo, TokioTimer};
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::watch;
use tower::ServiceExt;

use super::base_path::{self, BasePath};
use super::connections::{Connections, ObservedStream, Registered};
use super::openapi;
use super::reload;
use super::router::router;
use super::state::{AppState, Opener};
use crate::engine::Engine;
use crate::generation::Store;
use crate::settings::{ServerParams, Settings};

/// A connection is closed if the head of a request is not complete by then. It bounds idle connections too.
const HEAD_TIMEOUT: Duration = Duration::from_secs(10);

/// Bytes of the head of a request, far above what a browser sends.
const MAX_HEAD_BYTES: usize = 32 * 1024;

/// Field lines of a request.
const MAX_HEADER_FIELDS: usize = 64;

/// Requests in flight have this long to end after the server was asked to stop.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(3);

/// A connection is closed after the response during which it becomes so old. A client opens another.
const MAX_CONNECTION_AGE: Duration = Duration::from_secs(60);

/// A connection is broken off if its client took no byte of a response for so long.
const WRITE_TIMEOUT: Duration = Duration::from_secs(10);

/// How often the progress of a connection is looked at.
const WRITE_CHECK_INTERVAL: Duration = Duration::from_secs(1);

/// The pause after the system refused a connection, for instance because no file handles were left.
const ACCEPT_BACKOFF: Duration = Duration::from_millis(50);

/// Why the server cannot start.
#[derive(Debug, thiserror::Error)]
pub enum ServeError {
    /// The address cannot be listened on. Set another `server.listen`, or stop the program that uses it.
    #[error("cannot listen on {address}: {source}\nset another address with [server] listen")]
    Listen {
        /// The address.
        address: SocketAddr,
        /// The error of the system.
        source: std::io::Error,
    },
    /// The threads of the server cannot be started.
    #[error("cannot start the threads of the server: {0}")]
    Threads(std::io::Error),
}

/// Serves the API and the pages from `engine`, and from each newer generation of `store`.
///
/// A newer generation is served as soon as it is published. When `stop` completes, no connection is
/// accepted any more and the requests in flight get three seconds to end.
///
/// Calls `ready` with the address once it is listened on. Blocks until the server has stopped. Cost when idle:
/// one read of a small file a second.
///
/// # Errors
/// 1. [`ServeError::Threads`]; 2. [`ServeError::Listen`].
pub fn serve(
    mut settings: Settings,
    store: Store,
    opener: Opener,
    engine: Engine,
    ready: impl FnOnce(SocketAddr),
    stop: impl Future<Output = ()>,
) -> Result<(), ServeError> {
    // The runtime panics where it cannot start its threads, so one is tried first; it ends at once.
    std::thread::Builder::new()
        .spawn(|| {})
        .map_err(ServeError::Threads)?;
    let runtime = tokio::runtime::Builder::new_multi_thread()
        .worker_threads(settings.threads)
        .enable_all()
        .build()
        .map_err(ServeError::Threads)?;
    let served = runtime.block_on(async {
        let address = settings.server.listen;
        let cannot_listen = |source| ServeError::Listen { address, source };
        let listener = TcpListener::bind(address).await.map_err(cannot_listen)?;
        tokio::pin!(stop);
        // Polled once before `ready` is called: from then on a signal handler is installed, so whoever stops the
        // server as soon as it reports its address is heard.
        tokio::select! {
            biased;
            () = &mut stop => return Ok(()),
            () = std::future::ready(()) => {}
        }
        // With port 0 in the settings the system chose one.
        let address = listener.local_addr().map_err(cannot_listen)?;
        // Installed before the address is reported as well, so that no early SIGHUP ends the server.
        let hangups = reload::Hangups::watch();
        ready(address);
        // The description and the log name the real port.
        settings.server.listen = address;
        let server = settings.server.clone();
        // Real names, so that an example that is tried has an answer.
        let with_text = engine.register().iter().filter(|place| {
            let coverage = engine.coverage(&place.code);
            coverage.is_ok_and(|coverage| coverage.passages > 0)
        });
        let named: Vec<String> = with_text.take(3).map(|place| place.name.clone()).collect();
        let description = openapi::document(&settings.server, &named);
        let app = Arc::new(AppState::new(settings, store, opener, engine, description));
        // Beside the requests: opening a generation must not delay an answer.
        let reloading = tokio::spawn(reload::follow_pointer(Arc::clone(&app), hangups));
        accept(&listener, &router(app), &server, stop).await;
        reloading.abort();
        Ok(())
    });
    // What still computes was asked to stop; nobody waits for it.
    runtime.shutdown_background();
    served
}

/// Accepts connections until `stop` completes; then lets the requests in flight end.
async fn accept(
    listener: &TcpListener,
    router: &Router,
    server: &ServerParams,
    stop: impl Future<Output = ()>,
) {
    // Proxies are listed, because many clients share their address.
    let connections = Connections::new(server.connections, server.proxies.clone());
    let (stopping, stopped) = watch::channel(false);
    // Checked with the settings; one that is no path is none.
    let base = BasePath::parse(&server.base_path).unwrap_or_default();
    let proxies: Arc<[IpAddr]> = server.proxies.clone().into();
    // A response may take its time, and then has to be written.
    let linger = server.timeout + WRITE_TIMEOUT;
    tokio::pin!(stop);
    loop {
        // Without room nothing is accepted: further connections wait in the backlog of the system.
        let accepted = async {
            // The permit first: a connection that is accepted must be served.
            let permit = connections.room().await;
            // Both or neither, so that a stop does not lose a permit.
            (listener.accept().await, permit)
        };
        let (accepted, permit) = tokio::select! {
            accepted = accepted => accepted,
            // No connection is accepted from here on; dropping the future gives back its permit.
            () = &mut stop => break,
        };
        match accepted {
            Ok((stream, peer)) => {
                // Dropping the stream closes it, without a word: an answer would cost more than it is worth.
                if let Some(registered) = connections.register(peer.ip(), permit) {
                    let service = Service {
                        router: router.clone(),
                        base: base.clone(),
                        proxies: Arc::clone(&proxies),
                    };
                    tokio::spawn(connection(
                        stream,
                        peer,
                        service,
                        registered,
                        stopped.clone(),
                        linger,
                    ));
                }
            }
            Err(error) => {
                tracing::warn!(%error, "a connection was not accepted");
                // The cause, such as a lack of file handles, is likely still there.
                tokio::time::sleep(ACCEPT_BACKOFF).await;
            }
        }
    }
    tracing::info!(connections = connections.count(), "stopping");
    // Nobody may be listening any more.
    _ = stopping.send(true);
    // Browsers keep connections open, so waiting for all without a limit would never end.
    if tokio::time::timeout(SHUTDOWN_GRACE, connections.all_closed())
        .await
        .is_err()
    {
        tracing::warn!("requests that did not end in time are broken off");
    }
}

/// What answers, and below which path.
struct Service {
    router: Router,
    base: BasePath,
    proxies: Arc<[IpAddr]>,
}

/// Serves HTTP/1.1 on one connection. Each request carries the address of its peer as [`ConnectInfo`].
async fn connection(
    stream: TcpStream,
    peer: SocketAddr,
    service: Service,
    registered: Registered,
    mut stopped: watch::Receiver<bool>,
    linger: Duration,
) {
    // Responses are written whole: waiting to fill a packet only delays them.
    _ = stream.set_nodelay(true);
    let state = &registered.state;
    let observed = ObservedStream {
        stream,
        state: Arc::clone(state),
    };
    let Service {
        router,
        base,
        proxies,
    } = service;
    let service = service_fn(|mut request: Request<Incoming>| {
        // Before the router, which looks for a route once.
        base_path::locate(&mut request, peer, &base, &proxies);
        // The rate limit needs the address, which axum reads from here.
        request.extensions_mut().insert(ConnectInfo(peer));
        // Marked before the handler runs, since it may be silent for long.
        let answering = state.answering();
        let response = router.clone().oneshot(request);
        async move {
            let response = response.await.unwrap_or_else(|never| match never {});
            // Kept until the response is there; writing it is progress of its own.
            drop(answering);
            Ok::<_, Infallible>(response)
        }
    });
    let served = http1::Builder::new()
        // hyper needs a timer for the timeout below.
        .timer(TokioTimer::new())
        // A client that sends its head byte by byte is cut off.
        .header_read_timeout(HEAD_TIMEOUT)
        .max_buf_size(MAX_HEAD_BYTES)
        .max_headers(MAX_HEADER_FIELDS)
        .serve_connection(TokioIo::new(observed), service);
    tokio::pin!(served);
    // Age and shutdown end a connection alike: after the response in flight.
    let over = async {
        tokio::select! {
            () = tokio::time::sleep(MAX_CONNECTION_AGE) => {}
            _ = stopped.changed() => {}
        }
    };
    let unread = async {
        // Polled once a second rather than at each write, which would cost every response.
        while state.unread_for() < WRITE_TIMEOUT {
            tokio::time::sleep(WRITE_CHECK_INTERVAL).await;
        }
    };
    tokio::pin!(unread);
    let ended = tokio::select! {
        ended = served.as_mut() => Some(ended),
        () = over => None,
        // Broken off at once: another client waits for the place.
        () = state.closing.notified() => return,
        () = &mut unread => return,
    };
    let ended = match ended {
        Some(ended) => ended,
        // The response in flight is the last one.
        None => {
            served.as_mut().graceful_shutdown();
            tokio::select! {
                ended = served => ended,
                // Longer than any response takes, so only a client that stalls gets here.
                () = tokio::time::sleep(linger) => return,
                () = state.closing.notified() => return,
                () = &mut unread => return,
            }
        }
    };
    // Common, as clients go away; not worth more than a debug line.
    if let Err(error) = ended {
        tracing::debug!(%error, "a connection broke off");
    }
}

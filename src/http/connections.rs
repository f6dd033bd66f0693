//! The open connections of the server: how many there may be, and which of them makes room for another.
//!
//! A connection that reads and writes nothing is not broken off for that alone. It goes when its time is over, when
//! its client takes no more of a response, or when all connections are in use and another client waits.

use std::collections::BTreeMap;
use std::io;
use std::net::IpAddr;
use std::pin::Pin;
use std::sync::atomic::{AtomicBool, AtomicU64, AtomicUsize, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::task::{Context, Poll, ready};
use std::time::{Duration, Instant};

use tokio::io::{AsyncRead, AsyncWrite, ReadBuf};
use tokio::net::TcpStream;
use tokio::sync::{Notify, OwnedSemaphorePermit, Semaphore};

/// A connection without progress for so long makes room for another when all are in use.
const STALLED: Duration = Duration::from_secs(1);

/// The pause between two looks for a connection that makes room.
const ROOM_INTERVAL: Duration = Duration::from_millis(50);

/// One address may have this share of the connections, one in so many.
const ADDRESS_SHARE: usize = 4;

/// Connections that one address may have in any case: a browser opens six.
const MIN_PER_ADDRESS: usize = 16;

/// The open connections.
pub(super) struct Connections {
    permits: Arc<Semaphore>,
    max: usize,
    /// Addresses that stand for many clients, and so have no bound of their own.
    shared: Vec<IpAddr>,
    open: Mutex<BTreeMap<u64, Arc<ConnectionState>>>,
    next: AtomicU64,
}

/// What is known of one connection.
pub(super) struct ConnectionState {
    address: IpAddr,
    opened: Instant,
    /// Milliseconds after `opened` at which bytes came or went the last time.
    progress: AtomicU64,
    /// Requests of which the response is being made.
    answering: AtomicUsize,
    /// Whether bytes wait to be taken by the client.
    writing: AtomicBool,
    /// Told when the connection has to go.
    pub(super) closing: Notify,
}

/// A connection in the list of open ones; leaves it when it is dropped.
pub(super) struct Registered {
    connections: Arc<Connections>,
    number: u64,
    pub(super) state: Arc<ConnectionState>,
    _permit: OwnedSemaphorePermit,
}

impl Connections {
    /// At most `max` connections, at least 1. The addresses in `shared` are those of proxies.
    pub(super) fn new(max: usize, shared: Vec<IpAddr>) -> Arc<Self> {
        Arc::new(Self {
            permits: Arc::new(Semaphore::new(max)),
            max,
            shared,
            open: Mutex::default(),
            next: AtomicU64::default(),
        })
    }

    /// Waits until there is room for a connection. While there is none, the one that made no progress for the
    /// longest time has to go.
    pub(super) async fn room(&self) -> OwnedSemaphorePermit {
        loop {
            // Waited for in short rounds, so that stalled connections are looked for in between.
            let permit = Arc::clone(&self.permits).acquire_owned();
            if let Ok(permit) = tokio::time::timeout(ROOM_INTERVAL, permit).await {
                return permit.expect("the semaphore is never closed");
            }
            // Only while somebody waits: an idle connection does no harm otherwise.
            self.close_stalled(|_| true);
        }
    }

    /// Lists a connection. Returns `None` if its address has too many that are all in use.
    pub(super) fn register(
        self: &Arc<Self>,
        address: IpAddr,
        permit: OwnedSemaphorePermit,
    ) -> Option<Registered> {
        let same = |one: &ConnectionState| one.address == address;
        // Everybody behind a proxy has its address, and so has the operator on this machine.
        let is_shared = address.is_loopback() || self.shared.contains(&address.to_canonical());
        // A share, so that one client cannot keep out the others whatever the maximum is.
        let most = (self.max / ADDRESS_SHARE).max(MIN_PER_ADDRESS);
        let has = || self.open().values().filter(|one| same(one)).count();
        // One of its own stalled connections goes before the newcomer is refused.
        if !is_shared && has() >= most && !self.close_stalled(same) {
            return None;
        }
        let state = Arc::new(ConnectionState::new(address));
        // Numbers are unique for the life of the server; two connections may have the same address.
        let number = self.next.fetch_add(1, Ordering::Relaxed);
        // Listed only after the check, which must not count the newcomer.
        self.open().insert(number, Arc::clone(&state));
        Some(Registered {
            connections: Arc::clone(self),
            number,
            state,
            _permit: permit,
        })
    }

    /// How many there are.
    pub(super) fn count(&self) -> usize {
        self.open().len()
    }

    /// Completes when all connections are closed.
    pub(super) async fn all_closed(&self) {
        let all = u32::try_from(self.max).unwrap_or(u32::MAX);
        // Every permit back means that every connection has ended.
        _ = self.permits.acquire_many(all).await;
    }

    /// Closes the connection that made no progress for the longest time, among those that `may_go`. Returns whether
    /// there is one.
    fn close_stalled(&self, may_go: impl Fn(&ConnectionState) -> bool) -> bool {
        let open = self.open();
        let stalled = open
            .values()
            .filter(|one| may_go(one) && one.stalled_for() >= STALLED);
        let Some(longest) = stalled.max_by_key(|one| one.stalled_for()) else {
            return false;
        };
        // `notify_one` keeps the notice if the connection is not waiting for it at this moment.
        longest.closing.notify_one();
        true
    }

    fn open(&self) -> std::sync::MutexGuard<'_, BTreeMap<u64, Arc<ConnectionState>>> {
        // A panic in another task leaves the list whole: entries come and go as units.
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl ConnectionState {
    fn new(address: IpAddr) -> Self {
        Self {
            address,
            opened: Instant::now(),
            progress: AtomicU64::default(),
            answering: AtomicUsize::default(),
            writing: AtomicBool::default(),
            closing: Notify::new(),
        }
    }

    /// For how long the client sent nothing and took nothing; zero while a response is being made for it.
    fn stalled_for(&self) -> Duration {
        // The client waits for us, not the other way round.
        if self.answering.load(Ordering::Relaxed) > 0 {
            return Duration::ZERO;
        }
        let last = Duration::from_millis(self.progress.load(Ordering::Relaxed));
        // The clock of one connection is its own start, which fits an atomic number.
        self.opened.elapsed().saturating_sub(last)
    }

    /// For how long the client took nothing of a response that is there; zero when none is.
    pub(super) fn unread_for(&self) -> Duration {
        // Only while bytes wait to be taken: a client that reads nothing because there is nothing is idle.
        if self.writing.load(Ordering::Relaxed) {
            self.stalled_for()
        } else {
            Duration::ZERO
        }
    }

    /// Marks that a response is being made, until what is returned is dropped.
    pub(super) fn answering(self: &Arc<Self>) -> Answering {
        self.answering.fetch_add(1, Ordering::Relaxed);
        Answering(Arc::clone(self))
    }

    fn advance(&self) {
        let now = self.opened.elapsed().as_millis();
        self.progress
            // Relaxed order suffices: the numbers are independent, and a late one costs a round.
            .store(u64::try_from(now).unwrap_or(u64::MAX), Ordering::Relaxed);
    }
}

/// A response that is being made.
pub(super) struct Answering(Arc<ConnectionState>);

impl Drop for Answering {
    fn drop(&mut self) {
        // Progress first: between the two the connection would look stalled for the whole computation.
        self.0.advance();
        self.0.answering.fetch_sub(1, Ordering::Relaxed);
    }
}

impl Drop for Registered {
    fn drop(&mut self) {
        self.connections.open().remove(&self.number);
    }
}

/// A stream that notes its progress.
pub(super) struct ObservedStream {
    pub(super) stream: TcpStream,
    pub(super) state: Arc<ConnectionState>,
}

impl ObservedStream {
    fn note_written(&self, written: &Poll<io::Result<usize>>) {
        match written {
            // The socket is full: the client does not take what was sent.
            Poll::Pending => self.state.writing.store(true, Ordering::Relaxed),
            Poll::Ready(_) => {
                self.state.writing.store(false, Ordering::Relaxed);
                self.state.advance();
            }
        }
    }
}

impl AsyncRead for ObservedStream {
    fn poll_read(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        buffer: &mut ReadBuf<'_>,
    ) -> Poll<io::Result<()>> {
        let before = buffer.filled().len();
        // Nothing read yet is no progress.
        ready!(Pin::new(&mut self.stream).poll_read(context, buffer))?;
        if buffer.filled().len() > before {
            self.state.advance();
        }
        Poll::Ready(Ok(()))
    }
}

impl AsyncWrite for ObservedStream {
    fn poll_write(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[u8],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write(context, bytes);
        self.note_written(&written);
        written
    }

    // Hyper writes head and body together, which only this method does without copying.
    fn poll_write_vectored(
        mut self: Pin<&mut Self>,
        context: &mut Context<'_>,
        bytes: &[io::IoSlice<'_>],
    ) -> Poll<io::Result<usize>> {
        let written = Pin::new(&mut self.stream).poll_write_vectored(context, bytes);
        self.note_written(&written);
        written
    }

    fn is_write_vectored(&self) -> bool {
        self.stream.is_write_vectored()
    }

    fn poll_flush(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_flush(context)
    }

    fn poll_shutdown(mut self: Pin<&mut Self>, context: &mut Context<'_>) -> Poll<io::Result<()>> {
        Pin::new(&mut self.stream).poll_shutdown(context)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn address(text: &str) -> IpAddr {
        text.parse().expect("an address")
    }

    fn permit(connections: &Connections) -> OwnedSemaphorePermit {
        let permits = Arc::clone(&connections.permits);
        permits.try_acquire_owned().expect("there is room")
    }

    #[test]
    fn one_address_cannot_take_all_connections() {
        let proxy = address("192.0.2.9");
        let connections = Connections::new(100, vec![proxy]);
        let mut held = Vec::new();
        let mut open = |from: &str| {
            let registered = connections.register(address(from), permit(&connections));
            let is_there = registered.is_some();
            held.extend(registered);
            is_there
        };
        assert!((0..25).all(|_| open("203.0.113.1")));
        assert!(!open("203.0.113.1"));
        assert!(open("203.0.113.2"));
        assert!((0..30).all(|_| open("192.0.2.9")));
        assert!((0..30).all(|_| open("127.0.0.1")));
        assert_eq!(connections.count(), 86);
        held.clear();
        assert_eq!(connections.count(), 0);
    }

    #[test]
    fn only_a_connection_without_progress_makes_room() {
        let connections = Connections::new(4, Vec::new());
        let register = || {
            let registered = connections.register(address("127.0.0.1"), permit(&connections));
            registered.expect("there is room")
        };
        let (idle, answered) = (register(), register());
        assert!(!connections.close_stalled(|_| true), "none is stalled yet");
        let _answering = answered.state.answering();
        std::thread::sleep(STALLED + Duration::from_millis(50));
        assert!(connections.close_stalled(|_| true));
        assert!(!connections.close_stalled(|one| std::ptr::eq(one, &*answered.state)));
        assert!(idle.state.stalled_for() >= STALLED);
        assert_eq!(idle.state.unread_for(), Duration::ZERO);
    }
}

//! How often each host is asked: one request at a time, with a pause between two, and none to a host that is down.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Arc, Mutex, MutexGuard, OnceLock, PoisonError};
use std::time::{Duration, Instant};

use super::robots::Robots;
use crate::harvest::Reason;

/// So many requests in a row that failed for a reason of the host, each with its retries, and it is asked no more.
const MAX_FAILURES: u32 = 3;

/// How often a wait looks whether it must stop.
const POLL_INTERVAL: Duration = Duration::from_millis(50);

/// All hosts that were asked in this run.
#[derive(Debug)]
pub(super) struct Hosts {
    interval: Duration,
    known: Mutex<BTreeMap<String, Arc<Host>>>,
}

/// One host.
#[derive(Debug)]
pub(super) struct Host {
    /// Its rules, read with the first request that obeys them.
    pub(super) robots: OnceLock<Robots>,
    turn: Mutex<Turn>,
}

/// Whose turn it is: who holds this may ask.
#[derive(Debug)]
pub(super) struct Turn {
    /// The least time between two requests.
    interval: Duration,
    /// When the next request may be sent; `None` before the first.
    next: Option<Instant>,
    failures: u32,
    requests: u64,
}

impl Hosts {
    pub(super) fn new(interval: Duration) -> Self {
        Self {
            interval,
            known: Mutex::default(),
        }
    }

    /// The host with this name and port.
    pub(super) fn get(&self, name: &str) -> Arc<Host> {
        let mut known = lock(&self.known);
        let host = known.entry(name.to_owned()).or_insert_with(|| {
            Arc::new(Host {
                robots: OnceLock::new(),
                turn: Mutex::new(Turn {
                    interval: self.interval,
                    next: None,
                    failures: 0,
                    requests: 0,
                }),
            })
        });
        Arc::clone(host)
    }

    /// How many requests each host got, by name.
    pub(super) fn requests(&self) -> Vec<(String, u64)> {
        let known = lock(&self.known);
        let counted = known
            .iter()
            .map(|(name, host)| (name.clone(), lock(&host.turn).requests));
        counted.collect()
    }
}

impl Host {
    /// Waits for a turn and for the pause after the last request. Two requests to one host never run at once.
    ///
    /// # Errors
    /// [`Reason::HostDown`] when it failed too often, [`Reason::Stopped`] when `stop` is set.
    pub(super) fn turn(
        &self,
        name: &str,
        stop: &AtomicBool,
    ) -> Result<MutexGuard<'_, Turn>, Reason> {
        let turn = lock(&self.turn);
        if turn.failures >= MAX_FAILURES {
            return Err(Reason::HostDown {
                host: name.to_owned(),
            });
        }
        if let Some(next) = turn.next {
            wait(next, stop)?;
        }
        if stop.load(Ordering::Relaxed) {
            return Err(Reason::Stopped);
        }
        Ok(turn)
    }

    /// Asks less often from now on, when the host wants that.
    pub(super) fn slow_down(&self, interval: Duration) {
        let mut turn = lock(&self.turn);
        turn.interval = turn.interval.max(interval);
    }
}

impl Turn {
    /// Counts a request that is sent.
    pub(super) fn begin(&mut self) {
        self.requests += 1;
    }

    /// Notes that the answer has come: the pause begins.
    pub(super) fn end(&mut self) {
        self.next = Some(Instant::now() + self.interval);
    }

    /// Waits longer before the next request, as the host asks or because it failed.
    pub(super) fn back_off(&mut self, pause: Duration) {
        self.next = Some(Instant::now() + pause.max(self.interval));
    }

    /// Notes whether the host could be used at all.
    pub(super) fn note(&mut self, is_down: bool) {
        self.failures = if is_down { self.failures + 1 } else { 0 };
    }
}

/// Waits until a moment.
///
/// # Errors
/// [`Reason::Stopped`] when `stop` is set before.
fn wait(until: Instant, stop: &AtomicBool) -> Result<(), Reason> {
    loop {
        if stop.load(Ordering::Relaxed) {
            return Err(Reason::Stopped);
        }
        let left = until.saturating_duration_since(Instant::now());
        if left.is_zero() {
            return Ok(());
        }
        std::thread::sleep(left.min(POLL_INTERVAL));
    }
}

/// A lock whose holder cannot leave half a change.
fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_that_keeps_failing_is_left_alone() {
        let (hosts, stop) = (Hosts::new(Duration::from_millis(1)), AtomicBool::new(false));
        let host = hosts.get("a.nl");
        for _ in 0..MAX_FAILURES {
            let mut turn = host.turn("a.nl", &stop).expect("it is still asked");
            turn.begin();
            turn.note(true);
            turn.end();
        }
        let refused = host.turn("a.nl", &stop).map(|_| ()).expect_err("down");
        assert_eq!(
            refused,
            Reason::HostDown {
                host: "a.nl".into()
            }
        );
        assert_eq!(hosts.requests(), [("a.nl".to_owned(), 3)]);
    }

    #[test]
    fn two_requests_are_an_interval_apart_and_a_stop_ends_the_wait() {
        let (hosts, stop) = (
            Hosts::new(Duration::from_millis(80)),
            AtomicBool::new(false),
        );
        let host = hosts.get("a.nl");
        let begun = Instant::now();
        host.turn("a.nl", &stop).expect("the first").end();
        host.turn("a.nl", &stop).expect("the second").end();
        assert!(begun.elapsed() >= Duration::from_millis(80));
        stop.store(true, Ordering::Relaxed);
        assert_eq!(
            host.turn("a.nl", &stop).map(|_| ()).expect_err("stopped"),
            Reason::Stopped
        );
    }
}

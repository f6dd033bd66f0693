//! Ctrl-C and the stop signal of a service manager.
//!
//! During a build the first asks it to stop at the next document, the second ends the program at once. A service ends
//! within a few seconds of its first signal, wherever it is. A server finishes its requests and stops.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Watches for Ctrl-C (and, on Unix, SIGTERM) while it lives. After that, the next Ctrl-C ends the program as it would
/// without a watch.
pub(super) struct SignalWatch {
    stop: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
}

impl SignalWatch {
    /// Watches during a build; `message` is shown at the first Ctrl-C. Where signals cannot be watched, Ctrl-C keeps
    /// ending the program at once, which harms nothing: what is staged is never current.
    pub(super) fn for_build(message: &'static str) -> Self {
        Self::start(message, None)
    }

    /// Watches a service: when it still runs after `grace`, it ends at once with exit code 0. What is staged is never
    /// current, and the next build clears it.
    pub(super) fn for_service(message: &'static str, grace: Duration) -> Self {
        Self::start(message, Some(grace))
    }

    fn start(message: &'static str, grace: Option<Duration>) -> Self {
        let watch = Self {
            stop: Arc::default(),
            over: Arc::default(),
        };
        let (stop, over) = (Arc::clone(&watch.stop), Arc::clone(&watch.over));
        // A runtime of its own: signals must be heard while all threads compute.
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        let started = runtime.and_then(|runtime| {
            let watching = move || runtime.block_on(follow(message, grace, &stop, &over));
            thread::Builder::new().spawn(watching)
        });
        // Not fatal: Ctrl-C then ends the program as it does without a watch.
        if let Err(error) = started {
            tracing::warn!(%error, "signals cannot be watched");
        }
        watch
    }

    /// The flag that is set when the build should stop.
    pub(super) fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

/// Whether a server listens for the same signals; watches then ignore them.
static SERVING: AtomicBool = AtomicBool::new(false);

/// Completes at Ctrl-C or SIGTERM; the program then ends in its own time. Where signals cannot be watched it never
/// completes, and Ctrl-C ends the program at once.
pub(super) async fn stop() {
    // From here on the server's own handling counts.
    SERVING.store(true, Ordering::Relaxed);
    if let Err(error) = asked_to_end().await {
        tracing::warn!(%error, "signals cannot be watched");
        // Never completing leaves the server running, rather than stopping it at once.
        std::future::pending::<()>().await;
    }
}

impl Drop for SignalWatch {
    fn drop(&mut self) {
        // Not joined: the thread waits for a signal that may never come.
        self.over.store(true, Ordering::Relaxed);
    }
}

/// The exit code of a build that was ended by a second signal.
const INTERRUPTED: i32 = 1;

async fn follow(message: &str, grace: Option<Duration>, stop: &AtomicBool, over: &AtomicBool) {
    if grace.is_some() {
        // Only a service: a build should end with its terminal.
        tokio::spawn(outlive_hangups());
    }
    while asked_to_end().await.is_ok() {
        // The server finishes its requests itself.
        if SERVING.load(Ordering::Relaxed) {
            return;
        }
        // The second signal, or the first after the build: nothing is worth waiting for.
        if over.load(Ordering::Relaxed) || stop.swap(true, Ordering::Relaxed) {
            end_at_once(INTERRUPTED);
        }
        if let Some(grace) = grace {
            // A thread, because a build may keep every other one busy.
            let timer = thread::Builder::new().spawn(move || {
                thread::sleep(grace);
                end_at_once(0)
            });
            // Without a clock it cannot wait.
            if timer.is_err() {
                end_at_once(0);
            }
        }
        // On a line of its own, as the terminal shows ^C.
        _ = writeln!(io::stderr(), "\n{message}");
    }
}

/// Keeps SIGHUP from ending a service: it has no file to open again.
#[cfg(unix)]
async fn outlive_hangups() {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut hangup) = signal(SignalKind::hangup()) else {
        return;
    };
    while hangup.recv().await.is_some() {
        tracing::info!("SIGHUP changes nothing; settings are read at the next start");
    }
}

#[cfg(not(unix))]
async fn outlive_hangups() {}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
    // Both are installed before either is awaited, so that none is missed.
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    // Whichever comes first.
    std::future::poll_fn(|context| {
        let came =
            interrupt.poll_recv(context).is_ready() || terminate.poll_recv(context).is_ready();
        if came {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
    Ok(())
}

#[cfg(not(unix))]
async fn asked_to_end() -> io::Result<()> {
    tokio::signal::ctrl_c().await
}

#[allow(
    clippy::exit,
    reason = "the second Ctrl-C ends at once, wherever the build is"
)]
fn end_at_once(code: i32) -> ! {
    std::process::exit(code)
}

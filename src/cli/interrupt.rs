//! Ctrl-C: during a build the first asks it to stop at the next document, the second ends at once. A service
//! that is told to stop ends by itself within a few seconds, wherever it is; a server ends what it is doing and
//! stops.

use std::io::{self, Write};
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

/// Watches for Ctrl-C (and, on Unix, the request of a service manager to end) while it lives. After that,
/// the next Ctrl-C ends the program as it would without a watch.
pub(super) struct Watch {
    stop: Arc<AtomicBool>,
    over: Arc<AtomicBool>,
}

impl Watch {
    /// Begins to watch; `message` is said at the first Ctrl-C. Where signals cannot be watched, Ctrl-C
    /// keeps ending the program at once, which harms nothing: what is staged is never current.
    pub(super) fn begin(message: &'static str) -> Self {
        Self::start(message, None)
    }

    /// The same for a service: when it still runs so long after it was asked to stop, it ends at once, as having
    /// done what it was told. What is staged is never current, and the next builder clears it.
    pub(super) fn of_service(message: &'static str, grace: Duration) -> Self {
        Self::start(message, Some(grace))
    }

    fn start(message: &'static str, grace: Option<Duration>) -> Self {
        let watch = Self {
            stop: Arc::default(),
            over: Arc::default(),
        };
        let (stop, over) = (Arc::clone(&watch.stop), Arc::clone(&watch.over));
        let runtime = tokio::runtime::Builder::new_current_thread()
            .enable_all()
            .build();
        match runtime {
            Ok(runtime) => {
                thread::spawn(move || runtime.block_on(follow(message, grace, &stop, &over)));
            }
            Err(error) => tracing::warn!(%error, "signals cannot be watched"),
        }
        watch
    }

    /// What is set when the build should stop.
    pub(super) fn stop(&self) -> Arc<AtomicBool> {
        Arc::clone(&self.stop)
    }
}

/// Set once a server listens for the same signals, after which watches leave them alone.
static SERVING: AtomicBool = AtomicBool::new(false);

/// Done when Ctrl-C or a service manager asks to end; the program then ends in its own time. Where signals
/// cannot be watched it is never done, and Ctrl-C ends the program at once.
pub(super) async fn stop() {
    SERVING.store(true, Ordering::Relaxed);
    if let Err(error) = asked_to_end().await {
        tracing::warn!(%error, "signals cannot be watched");
        std::future::pending::<()>().await;
    }
}

impl Drop for Watch {
    fn drop(&mut self) {
        self.over.store(true, Ordering::Relaxed);
    }
}

/// The exit code of a build that was cut off.
const INTERRUPTED: i32 = 1;

async fn follow(message: &str, grace: Option<Duration>, stop: &AtomicBool, over: &AtomicBool) {
    while asked_to_end().await.is_ok() {
        if SERVING.load(Ordering::Relaxed) {
            return;
        }
        if over.load(Ordering::Relaxed) || stop.swap(true, Ordering::Relaxed) {
            end_at_once(INTERRUPTED);
        }
        if let Some(grace) = grace {
            thread::spawn(move || {
                thread::sleep(grace);
                end_at_once(0)
            });
        }
        _ = writeln!(io::stderr(), "\n{message}");
    }
}

#[cfg(unix)]
async fn asked_to_end() -> io::Result<()> {
    use tokio::signal::unix::{SignalKind, signal};
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

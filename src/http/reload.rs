//! Serving a newer generation as soon as it is published.
//!
//! A background task polls the pointer file of the store. It opens what the pointer names beside the generation
//! that serves, and only then replaces it; if the newer one cannot be opened, the older one stays.

use std::sync::Arc;
use std::time::Duration;

use jiff::Timestamp;
use tokio::time::MissedTickBehavior;

use super::state::{AppState, OpenedFor};
use crate::engine::Engine;
use crate::generation::GenerationId;
use crate::nightly::BuildStatus;

/// Time between two reads of the pointer, a file of some thirty bytes.
const POLL_INTERVAL: Duration = Duration::from_secs(1);

/// What earlier polls found.
#[derive(Clone, Copy)]
struct PollState {
    /// The generation that serves, or a newer one that is not to be served: neither is opened again.
    settled: GenerationId,
    /// The generation that could not be opened last. It is tried again at each poll, and logged once.
    failed: Option<GenerationId>,
}

/// Follows the pointer for as long as the task lives. Never returns.
pub(super) async fn follow_pointer(app: Arc<AppState>, mut hangups: Hangups) {
    let mut ticks = tokio::time::interval(POLL_INTERVAL);
    // Opening may take longer than an interval; missed polls are not made up for.
    ticks.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut state = PollState {
        // What serves now is settled, so the first poll does not open it again.
        settled: app.serving().engine.generation(),
        failed: None,
    };
    loop {
        tokio::select! {
            _ = ticks.tick() => {}
            // A signal brings the next poll forward, and needs no other handling.
            () = hangups.next() => {
                tracing::info!("SIGHUP: the current generation is looked up; settings are read at the next start");
            }
        }
        let app = Arc::clone(&app);
        // Reading the pointer and opening a generation block on the disk.
        let polled = tokio::task::spawn_blocking(move || poll(&app, state)).await;
        // A panic while opening leaves the server as it was, and the next poll tries again.
        state = polled.unwrap_or(state);
    }
}

/// SIGHUP, by which service managers traditionally ask a server to read its files again. Without a watch it would end
/// the server.
pub(super) struct Hangups {
    #[cfg(unix)]
    signal: Option<tokio::signal::unix::Signal>,
}

impl Hangups {
    pub(super) fn watch() -> Self {
        Self {
            #[cfg(unix)]
            signal: tokio::signal::unix::signal(tokio::signal::unix::SignalKind::hangup()).ok(),
        }
    }

    /// Completes at the next signal; never where signals cannot be watched.
    async fn next(&mut self) {
        #[cfg(unix)]
        if let Some(signal) = &mut self.signal
            && signal.recv().await.is_some()
        {
            return;
        }
        // Without signals it must wait forever: returning would poll without a pause.
        std::future::pending().await
    }
}

/// Replaces the serving generation if the pointer names another that can be served. Returns the state for the
/// next poll.
fn poll(app: &AppState, state: PollState) -> PollState {
    let pointer = app.store.current_id();
    // Also when nothing changed: the folder may have gone, or a build found everything up to date.
    app.readiness.observe(
        matches!(pointer, Ok(Some(_))),
        confirmed(app),
        Timestamp::now(),
    );
    let published = match pointer {
        // Compared with what is settled, so a generation that is not to be served is opened only once.
        Ok(Some(published)) if published != state.settled => published,
        // Nothing new, or no pointer at all: the data folder was emptied, and what is open still answers.
        Ok(_) => return state,
        Err(error) => {
            // The pointer is replaced atomically, so this is a passing error of the disk.
            tracing::debug!(%error, "the pointer to the current generation cannot be read");
            return state;
        }
    };
    match open_current(app) {
        Ok(Some(engine)) => {
            // The pointer may have moved since it was read: what was opened counts.
            let settled = engine.generation();
            // Opened completely before it replaces the other, so no request sees half of it.
            app.replace(engine);
            tracing::info!(generation = %settled, "a newer generation answers");
            PollState {
                settled,
                failed: None,
            }
        }
        // Such as one of the demonstration: settled, or each poll would open it.
        Ok(None) => {
            tracing::warn!(generation = %published, "this generation is not one to answer from");
            PollState {
                settled: published,
                failed: None,
            }
        }
        Err(error) => {
            // Logged once for each generation, although it is tried again each second.
            if state.failed != Some(published) {
                tracing::warn!(generation = %published, %error, "this generation cannot be opened; the one before still answers");
            }
            PollState {
                // Not settled: a disk that is full or slow may recover.
                failed: Some(published),
                ..state
            }
        }
    }
}

/// When the serving generation was made, or the last build found it up to date.
fn confirmed(app: &AppState) -> Timestamp {
    let serving = app.serving();
    let created = serving.engine.manifest().created;
    // Without a limit of age nobody asks, and the file need not be read.
    if app.settings.server.max_age.is_none() {
        return created;
    }
    let status = app.store.build_status().ok().flatten();
    let status = status.and_then(|json| BuildStatus::from_json(&json));
    status
        // Of another generation it says nothing about this one, which perhaps could not be replaced.
        .filter(|status| status.generation.as_deref() == Some(&serving.generation))
        .and_then(|status| status.last_good)
        .map_or(created, |good| good.max(created))
}

fn open_current(app: &AppState) -> anyhow::Result<Option<Engine>> {
    match app.store.current()? {
        Some(generation) => (app.opener)(generation, OpenedFor::Serving),
        None => Ok(None),
    }
}

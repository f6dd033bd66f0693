//! The swap to a newer generation as soon as it is published.

use std::sync::Arc;
use std::time::Duration;

use tokio::time::MissedTickBehavior;

use super::state::App;
use crate::engine::Engine;
use crate::generation::GenerationId;

/// How often the pointer is read: a file of some thirty bytes.
const EVERY: Duration = Duration::from_secs(1);

/// What was seen so far.
#[derive(Clone, Copy)]
struct Seen {
    /// The generation that answers, or that is not one to answer from.
    settled: GenerationId,
    /// The one that did not open; it is tried again, and told once.
    failed: Option<GenerationId>,
}

/// Follows the pointer for as long as the server lives. Where the newer generation does not open, the one
/// that answers stays.
pub(super) async fn follow(app: Arc<App>) {
    let mut clock = tokio::time::interval(EVERY);
    clock.set_missed_tick_behavior(MissedTickBehavior::Delay);
    let mut seen = Seen {
        settled: app.answering().engine.generation(),
        failed: None,
    };
    loop {
        clock.tick().await;
        let app = Arc::clone(&app);
        // Reading the pointer and opening a generation wait for the disk.
        let looked = tokio::task::spawn_blocking(move || look(&app, seen)).await;
        seen = looked.unwrap_or(seen);
    }
}

/// Swaps when the pointer names another generation.
fn look(app: &App, seen: Seen) -> Seen {
    let now = match app.store.current_id() {
        Ok(Some(now)) if now != seen.settled => now,
        Ok(_) => return seen,
        Err(error) => {
            tracing::debug!(%error, "the pointer to the current generation cannot be read");
            return seen;
        }
    };
    let failed = match open(app) {
        Ok(Some(engine)) => {
            let settled = engine.generation();
            app.swap(engine);
            tracing::info!(generation = %settled, "a newer generation answers");
            return Seen {
                settled,
                failed: None,
            };
        }
        Ok(None) => {
            tracing::warn!(generation = %now, "this generation is not one to answer from");
            return Seen {
                settled: now,
                failed: None,
            };
        }
        Err(error) => error,
    };
    if seen.failed != Some(now) {
        tracing::warn!(generation = %now, error = %failed, "this generation cannot be opened; the one before still answers");
    }
    Seen {
        failed: Some(now),
        ..seen
    }
}

fn open(app: &App) -> anyhow::Result<Option<Engine>> {
    match app.store.current()? {
        Some(generation) => (app.open)(generation),
        None => Ok(None),
    }
}

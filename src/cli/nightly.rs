//! `wiel nightly`: a build every night, with retries, and its status as metrics and as a message to a web address.

use std::fs;
use std::path::Path;
use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};
use std::thread;
use std::time::Duration;

use jiff::{SignedDuration, Timestamp};

use super::args::{BuildArgs, NightlyArgs};
use super::build;
use super::exit::{self, Outcome};
use super::interrupt::SignalWatch;
use super::output;
use super::session::{Session, host};
use crate::generation::{GenerationState, Keep};
use crate::ingest::BuildOutcome;
use crate::nightly::{metrics, tell};

/// How long a build may go on after a service manager asked to stop. Five seconds are promised; a busy machine may
/// need two of them to end the process.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(3);

/// How often the clock and the request to stop are looked at while waiting: a clock may be set, a machine may wake up.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

pub(super) fn run(session: &Session, args: NightlyArgs) -> anyhow::Result<Outcome> {
    let watch = SignalWatch::for_service(session.language.stopping(), SHUTDOWN_GRACE);
    let stop = watch.stop();
    if args.once {
        return night(session, &stop);
    }
    loop {
        let now = Timestamp::now();
        let nightly = &session.settings.nightly;
        let Some(begins) = nightly.begins(now, last_began(session), &machine(session)) else {
            // The schedule was checked to have a next time, so the calendar is at its end.
            return Ok(Outcome::Done);
        };
        tracing::info!(%begins, missed = begins == now, "the next build");
        wait(begins, &stop);
        if stop.load(Ordering::Relaxed) {
            return Ok(Outcome::Done);
        }
        if let Err(error) = night(session, &stop) {
            tracing::error!(
                reason = exit::message(&error),
                "this night gave nothing; what was there still answers"
            );
            // When even the status could not be kept, the same night would be due again at once.
            wait(later(SignedDuration::from_mins(1)), &stop);
        }
    }
}

/// One night: a build, until it succeeds or the tries are used up; then old generations are removed and the status is
/// reported.
fn night(session: &Session, stop: &Arc<AtomicBool>) -> anyhow::Result<Outcome> {
    let mut failed = 0;
    let ended = loop {
        match build::publish_until(session, &BuildArgs::default(), Arc::clone(stop)) {
            Ok(outcome) => break Ok(outcome),
            Err(_) if stop.load(Ordering::Relaxed) => return Ok(Outcome::Done),
            Err(error) => {
                failed += 1;
                let Some(pause) = session.settings.nightly.retry.after(failed) else {
                    break Err(error);
                };
                tracing::warn!(
                    reason = exit::message(&error),
                    failed,
                    pause_s = pause.as_secs(),
                    "the build failed and is tried again"
                );
                wait(later(pause), stop);
                if stop.load(Ordering::Relaxed) {
                    return Ok(Outcome::Done);
                }
            }
        }
    };
    if ended.is_ok()
        && let Err(error) = prune(session)
    {
        tracing::warn!(%error, "old generations could not be removed");
    }
    report_status(session);
    let id = match ended? {
        BuildOutcome::Published(report) => report.generation.id(),
        BuildOutcome::Unchanged(id) => {
            session.notice(session.language.unchanged());
            id
        }
    };
    output::write(format!("{id}\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// Removes old generations as the settings say.
fn prune(session: &Session) -> Result<(), crate::generation::Error> {
    let nightly = &session.settings.nightly;
    let keep = Keep {
        count: nightly.keep,
        days: nightly.keep_days,
        now: Timestamp::now(),
    };
    let pruned = session.lock()?.prune(&keep)?;
    if !pruned.removed.is_empty() {
        tracing::info!(
            removed = pruned.removed.len(),
            kept = pruned.kept.len(),
            "old generations are removed"
        );
    }
    Ok(())
}

/// Reports how the night ended, in a file of metrics and to a web address. A failure to do so undoes nothing.
fn report_status(session: &Session) {
    if let Some(path) = &session.settings.metrics
        && let Err(error) = write_metrics(session, path)
    {
        tracing::warn!(path = %path.display(), %error, "the metrics could not be written");
    }
    if let Some(url) = &session.settings.nightly.webhook
        && let Some(last) = session.last_build()
        && let Err(error) = tell(url, &last.to_json())
    {
        tracing::warn!(%error, "nobody was told");
    }
}

/// Writes the metrics aside and renames them, since a collector may read at any moment.
fn write_metrics(session: &Session, path: &Path) -> anyhow::Result<()> {
    let list = session.store.list()?;
    let sound: Vec<_> = list
        .iter()
        .filter_map(|summary| match &summary.state {
            GenerationState::Sound(manifest) => Some((summary.current, manifest)),
            GenerationState::Damaged(_) => None,
        })
        .collect();
    let current = sound.iter().find(|(current, _)| *current);
    let text = metrics(
        session.last_build().as_ref(),
        current.map(|(_, manifest)| (manifest.created, &manifest.counts)),
        list.len(),
        sound.iter().map(|(_, manifest)| manifest.bytes()).sum(),
    );
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // Not `.prom`, which a collector would read.
    let aside = path.with_extension("tmp");
    fs::write(&aside, text)?;
    fs::rename(&aside, path)?;
    Ok(())
}

/// When the last build began: by its status, or else by the generation in use. Returns `None` when there is neither.
fn last_began(session: &Session) -> Option<Timestamp> {
    let by_status = session.last_build().map(|last| last.began);
    by_status.or_else(|| {
        let current = session.store.current().ok().flatten()?;
        Some(current.manifest().created)
    })
}

/// A name of this machine and data folder, by which nights are spread over machines.
fn machine(session: &Session) -> String {
    format!("{} {}", host(), session.store.path().display())
}

/// So long from now.
fn later(pause: SignedDuration) -> Timestamp {
    Timestamp::now()
        .checked_add(pause)
        .unwrap_or(Timestamp::MAX)
}

/// Waits until a moment by the clock of the machine, or until `stop` is set.
fn wait(until: Timestamp, stop: &AtomicBool) {
    while Timestamp::now() < until && !stop.load(Ordering::Relaxed) {
        thread::sleep(POLL_INTERVAL);
    }
}

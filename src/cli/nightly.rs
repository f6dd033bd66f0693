//! `wiel nightly`: a build every night, with retries, and its account to who wants to know.

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
use super::interrupt::Watch;
use super::output;
use super::session::{Session, host};
use crate::generation::{GenerationState, Keep};
use crate::ingest::BuildOutcome;
use crate::nightly::{metrics, tell};

/// A service manager gives a service some time to stop; five seconds are promised, so three are taken: a busy
/// machine may need the rest to end the process.
const GRACE: Duration = Duration::from_secs(3);

/// How soon a wish to stop, a clock that was set or a machine that woke up is noticed while waiting.
const GLANCE: Duration = Duration::from_millis(200);

pub(super) fn run(session: &Session, args: NightlyArgs) -> anyhow::Result<Outcome> {
    let watch = Watch::of_service(session.language.stopping(), GRACE);
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
            // Where even the account could not be kept, the night must not come again at once.
            wait(later(SignedDuration::from_mins(1)), &stop);
        }
    }
}

/// One night: what fetches documents would come first; then a build, until it succeeds or the tries are used up;
/// then old generations go and who wants to know is told.
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
    account(session);
    let id = match ended? {
        BuildOutcome::Published(report) => report.generation.id(),
        BuildOutcome::Unchanged(id) => {
            session.say(session.language.unchanged());
            id
        }
    };
    output::write(format!("{id}\n").as_bytes())?;
    Ok(Outcome::Done)
}

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

/// Tells how the night ended, by file and by message. Nothing that goes wrong here undoes a night.
fn account(session: &Session) {
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

/// Writes aside and renames, since a collector may read at any moment.
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

/// When the last build began: by its account, or else by the generation in use.
fn last_began(session: &Session) -> Option<Timestamp> {
    let account = session.last_build().map(|last| last.began);
    account.or_else(|| {
        let current = session.store.current().ok().flatten()?;
        Some(current.manifest().created)
    })
}

/// Which of many machines, or of many data folders on one, this is.
fn machine(session: &Session) -> String {
    format!("{} {}", host(), session.store.path().display())
}

fn later(pause: SignedDuration) -> Timestamp {
    Timestamp::now()
        .checked_add(pause)
        .unwrap_or(Timestamp::MAX)
}

/// Waits until a moment by the clock of the machine, or until the wish to stop.
fn wait(until: Timestamp, stop: &AtomicBool) {
    while Timestamp::now() < until && !stop.load(Ordering::Relaxed) {
        thread::sleep(GLANCE);
    }
}

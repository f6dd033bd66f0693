//! `wiel nightly`: a build every night, after a harvest where the settings ask for one, with retries, and its status as metrics and as a message to a web address.

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
use super::harvest;
use super::interrupt::SignalWatch;
use super::session::{Session, host};
use crate::generation::{GenerationState, Keep, replace_file};
use crate::nightly::{BuildStatus, metrics, tell};

/// How long a build may go on after a service manager asked to stop. Five seconds are promised; a busy machine may
/// need two of them to end the process.
const SHUTDOWN_GRACE: Duration = Duration::from_secs(3);

/// How often the clock and the request to stop are looked at while waiting: a clock may be set, a machine may wake up.
const POLL_INTERVAL: Duration = Duration::from_millis(200);

pub(super) fn run(session: &Session, args: NightlyArgs) -> anyhow::Result<Outcome> {
    let watch = SignalWatch::for_service(session.language.stopping(), SHUTDOWN_GRACE);
    let stop = watch.stop();
    // Kept here as well: a data folder that cannot be written must not repeat a night for ever.
    let mut last = session.last_build_status();
    // One night for a timer of the system, which decides about the next.
    if args.once {
        return night(session, &stop, &mut last);
    }
    loop {
        let now = Timestamp::now();
        let nightly = &session.settings.nightly;
        let counted = last_counted(session, last.as_ref());
        let Some(begins) = nightly.begins(now, counted, &machine(session)) else {
            // The schedule was checked to have a next time, so the calendar is at its end.
            return Ok(Outcome::Done);
        };
        tracing::info!(%begins, missed = begins == now, "the next build");
        wait(begins, &stop);
        if stop.load(Ordering::Relaxed) {
            return Ok(Outcome::Done);
        }
        // Someone may have built by hand meanwhile.
        last = newer(last, session.last_build_status());
        if let Err(error) = night(session, &stop, &mut last) {
            tracing::error!(
                reason = exit::message(&error),
                "this night gave nothing; what was there still answers"
            );
            // A short pause, so that an error that is there at once does not fill the log.
            wait(later(SignedDuration::from_mins(1)), &stop);
        }
    }
}

/// One night: a harvest when the settings ask for one, and a build, until it succeeds or the tries are used up; then old generations are removed and the status is
/// reported. `last` becomes the status of this build.
fn night(
    session: &Session,
    stop: &Arc<AtomicBool>,
    last: &mut Option<BuildStatus>,
) -> anyhow::Result<Outcome> {
    let started = Timestamp::now();
    write_status(session, started, last.as_ref());
    // Once a night, since it tries again itself; the build goes on with what there is.
    let nightly = session.settings.harvest.params.nightly;
    let harvested = nightly.then(|| harvest::before_build(session, stop));
    let mut failed = 0;
    let args = BuildArgs {
        // Nothing of a damaged generation may be used again.
        full: is_damaged(session),
        ..BuildArgs::default()
    };
    let ended = loop {
        // The build status of this process goes along, in case the data folder cannot be read.
        let attempt = build::publish_until(
            session,
            &args,
            Arc::clone(stop),
            last.as_ref(),
            harvested.as_ref(),
        );
        *last = Some(attempt.status);
        let error = match attempt.ended {
            Ok(outcome) => break Ok(outcome),
            Err(error) => error,
        };
        failed += 1;
        let pause = session.settings.nightly.retry.after(failed);
        let is_over = || stop.load(Ordering::Relaxed);
        // No pause left means no try left; a request to stop ends the night as well.
        let Some(pause) = pause.filter(|_| !is_over()) else {
            break Err(error);
        };
        tracing::warn!(
            reason = exit::message(&error),
            failed,
            pause_s = pause.as_secs(),
            "the build failed and is tried again"
        );
        // Cut short by a request to stop, which is why it is asked again below.
        wait(later(pause), stop);
        if is_over() {
            break Err(error);
        }
    };
    // A night that was stopped counts as not done, and is caught up.
    if stop.load(Ordering::Relaxed) {
        write_status(session, started, last.as_ref());
        tracing::info!("this night was stopped; it is caught up at the next start");
        return Ok(Outcome::Done);
    }
    // Only after a success: while builds fail, every old generation may be needed.
    if ended.is_ok()
        && let Err(error) = prune(session)
    {
        tracing::warn!(%error, "old generations could not be removed");
    }
    write_status(session, started, last.as_ref());
    // Last, so that what is reported is final.
    report_status(session, last.as_ref());
    build::show_outcome(session, &ended?)
}

/// Whether the generation in use has a file with another checksum than it was published with. Then everything is made
/// anew, also when nothing changed.
fn is_damaged(session: &Session) -> bool {
    // What cannot even be opened is made anew in any case.
    let Ok(Some(current)) = session.store.current() else {
        return false;
    };
    match current.verify() {
        Ok(_) => false,
        Err(error) => {
            tracing::error!(generation = %current.id(), %error, "the generation in use is damaged; this night replaces it");
            true
        }
    }
}

/// The build status that is later of two.
fn newer(a: Option<BuildStatus>, b: Option<BuildStatus>) -> Option<BuildStatus> {
    // By the clock: a build by hand writes the same kind of status.
    [a, b].into_iter().flatten().max_by_key(|one| one.ended)
}

/// Removes old generations as the settings say.
fn prune(session: &Session) -> Result<(), crate::generation::Error> {
    let nightly = &session.settings.nightly;
    let keep = Keep {
        count: nightly.keep,
        days: nightly.keep_days,
        now: Timestamp::now(),
    };
    // The lock is taken anew, since the build has given it back.
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

/// Tells the log and a web address how the night ended. A failure to do so undoes nothing.
fn report_status(session: &Session, last: Option<&BuildStatus>) {
    let Some(last) = last else { return };
    tracing::info!(
        outcome = last.outcome.label(),
        generation = last.generation.as_deref().unwrap_or_default(),
        last_good = last.last_good.map(|at| at.to_string()).unwrap_or_default(),
        "the night is over"
    );
    // A monitor that cannot be reached must not fail the night.
    if let Some(url) = &session.settings.nightly.webhook
        && let Err(error) = tell(url, &last.to_json())
    {
        tracing::warn!(%error, "nobody was told");
    }
}

/// Writes the metrics, where a file for them is set. A failure to do so undoes nothing.
fn write_status(session: &Session, started: Timestamp, last: Option<&BuildStatus>) {
    if let Some(path) = &session.settings.metrics
        && let Err(error) = write_metrics(session, path, started, last)
    {
        tracing::warn!(path = %path.display(), %error, "the metrics could not be written");
    }
}

/// Writes the metrics aside and renames them, since a collector may read at any moment.
fn write_metrics(
    session: &Session,
    path: &Path,
    started: Timestamp,
    last: Option<&BuildStatus>,
) -> anyhow::Result<()> {
    let list = session.store.list()?;
    let sound: Vec<_> = list
        .iter()
        .filter_map(|summary| match &summary.state {
            GenerationState::Sound(manifest) => Some((summary.current, manifest)),
            // Damaged ones have no manifest to count.
            GenerationState::Damaged(_) => None,
        })
        .collect();
    let current = sound.iter().find(|(current, _)| *current);
    let text = metrics(
        Some(started),
        last,
        current.map(|(_, manifest)| (manifest.created, &manifest.counts)),
        list.len(),
        sound.iter().map(|(_, manifest)| manifest.bytes()).sum(),
    );
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    // What it writes aside does not end in `.prom`, which a collector would read.
    Ok(replace_file(path, text.as_bytes())?)
}

/// When the last night began that counts: by its status, or else by the generation in use. Returns `None` when there is
/// neither.
fn last_counted(session: &Session, last: Option<&BuildStatus>) -> Option<Timestamp> {
    match last {
        Some(last) => last.counted(),
        None => {
            // Without a build status the generation itself tells when it was built.
            let current = session.store.current().ok().flatten()?;
            Some(current.manifest().created)
        }
    }
}

/// A name of this machine and data folder, by which nights are spread over machines.
fn machine(session: &Session) -> String {
    format!("{} {}", host(), session.store.path().display())
}

/// So long from now.
fn later(pause: SignedDuration) -> Timestamp {
    Timestamp::now()
        .checked_add(pause)
        // Beyond the calendar there is no later moment.
        .unwrap_or(Timestamp::MAX)
}

/// Waits until a moment by the clock of the machine, or until `stop` is set.
fn wait(until: Timestamp, stop: &AtomicBool) {
    // By the clock rather than one long sleep: a machine may sleep, and its clock may be set.
    while Timestamp::now() < until && !stop.load(Ordering::Relaxed) {
        thread::sleep(POLL_INTERVAL);
    }
}

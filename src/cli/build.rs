//! `wiel build`: from the corpus to a new published generation.
//!
//! Also the build of `wiel nightly` and of a first question; how it ended is kept beside the generations.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::args::BuildArgs;
use super::exit::{self, InputError, Outcome};
use super::interrupt::SignalWatch;
use super::output;
use super::progress::BuildProgress;
use super::session::Session;
use crate::generation::BuilderLock;
use crate::ingest::{self, BuildError, BuildOutcome, BuildReport};
use crate::nightly::{BuildEnd, BuildStatus, HarvestStatus};
use crate::settings::Source;

/// So many documents that were left out are named; `wiel corpus check` has them all.
const MAX_SHOWN: usize = 20;

pub(super) fn run(session: &Session, args: &BuildArgs) -> anyhow::Result<Outcome> {
    let ended = publish(session, args)?;
    show_outcome(session, &ended)
}

/// Writes the id of the generation that answers since, and says how well it went.
pub(super) fn show_outcome(session: &Session, ended: &BuildOutcome) -> anyhow::Result<Outcome> {
    let generation = match ended {
        BuildOutcome::Published(report) => report.generation.clone(),
        // Its id is written all the same, as scripts wait for it.
        BuildOutcome::Unchanged(id) => {
            session.notice(session.language.unchanged());
            session.store.get(*id)?
        }
    };
    output::write(format!("{}\n", generation.id()).as_bytes())?;
    // Told from a complete build by the exit code, so that a timer can try again.
    match ingest::missing(generation.manifest()) {
        0 => Ok(Outcome::Done),
        missing => {
            tracing::warn!(
                missing,
                "documents could not be read for a reason that may pass; the next build reads them again"
            );
            Ok(Outcome::Incomplete)
        }
    }
}

/// Builds and publishes, with progress, Ctrl-C and a word about what was left out.
pub(super) fn publish(session: &Session, args: &BuildArgs) -> anyhow::Result<BuildOutcome> {
    // Watched from here on, so that the first Ctrl-C ends the build between two documents.
    let watch = SignalWatch::for_build(session.language.stopping());
    publish_until(session, args, watch.stop(), None, None).ended
}

/// A build that ended, and its status.
pub(super) struct Attempt {
    pub(super) ended: anyhow::Result<BuildOutcome>,
    pub(super) status: BuildStatus,
}

/// Builds and publishes until `stop` is set. How it ends is kept beside the generations, where that can be written, and
/// returned. `earlier` is the status of an earlier build of this process; without it that in the data folder counts.
/// `harvest` is how the harvest before it ended, for the status.
pub(super) fn publish_until(
    session: &Session,
    args: &BuildArgs,
    stop: Arc<AtomicBool>,
    earlier: Option<&BuildStatus>,
    harvest: Option<&HarvestStatus>,
) -> Attempt {
    // Before the lock, so that an attempt that gets none has a beginning too.
    let began = Timestamp::now();
    let (lock, ended) = match session.lock() {
        Ok(lock) => {
            let ended = attempt(session, args, &lock, stop);
            (Some(lock), ended)
        }
        // A build that got no lock is an attempt too, and is told as one.
        Err(error) => (None, Err(error.into())),
    };
    // Read after the build: the lock holder may have written it meanwhile.
    let kept = session.last_build_status();
    let status = BuildStatus {
        harvest: harvest.cloned(),
        ..build_status(session, began, &ended).after(earlier.or(kept.as_ref()))
    };
    // A status that cannot be kept must not undo a generation that was published.
    if let Some(Err(error)) = lock.map(|lock| lock.write_build_status(&status.to_json())) {
        tracing::warn!(%error, "how the build ended could not be kept");
    }
    // After the status, since the hint is for people only.
    if let Err(error) = &ended {
        hint(session, error);
    }
    let ended = ended.map_err(|error| match error.downcast_ref::<BuildError>() {
        // A stopped build is no failure of the program.
        Some(BuildError::Stopped) => InputError(session.language.stopped().to_owned()).into(),
        _ => error,
    });
    Attempt { ended, status }
}

/// Builds under the lock, without a word about how it ended.
fn attempt(
    session: &Session,
    args: &BuildArgs,
    lock: &BuilderLock,
    stop: Arc<AtomicBool>,
) -> anyhow::Result<BuildOutcome> {
    let register = session.settings.read_register()?;
    let taxonomy = session.settings.read_taxonomy()?;
    let corpus = session.settings.corpus_folder()?;
    let request = session.build_request(&corpus, &register, &taxonomy, args);
    let progress = BuildProgress::new(session, stop);
    let outcome = ingest::build(&request, &session.store, lock, &progress)?;
    // The bar goes before messages come, which it would overwrite.
    drop(progress);
    if let BuildOutcome::Published(report) = &outcome {
        show_report(session, report);
    }
    Ok(outcome)
}

/// How a build ended, as it is kept for the next night and for monitoring.
fn build_status(
    session: &Session,
    began: Timestamp,
    ended: &anyhow::Result<BuildOutcome>,
) -> BuildStatus {
    let outcome = match ended {
        Ok(BuildOutcome::Published(_)) => BuildEnd::Published,
        Ok(BuildOutcome::Unchanged(_)) => BuildEnd::Unchanged,
        Err(error) => match error.downcast_ref::<BuildError>() {
            Some(BuildError::Guarded { .. }) => BuildEnd::Guarded,
            Some(BuildError::Stopped) => BuildEnd::Stopped,
            Some(_) | None => BuildEnd::Failed,
        },
    };
    // Whatever happened, this one answers now.
    let current = session.store.current_id().ok().flatten();
    BuildStatus {
        began,
        ended: Timestamp::now(),
        outcome,
        generation: current.map(|id| id.to_string()),
        reason: ended.as_ref().err().map(exit::message),
        last_good: None,
        last_complete: None,
        harvest: None,
    }
}

/// Says that real documents were looked up among invented municipalities: the likeliest mistake of a first set-up.
fn hint(session: &Session, error: &anyhow::Error) {
    let invented = session.settings.register == Source::Demonstration;
    let own = session.settings.corpus != Source::Demonstration;
    // Only when nothing was readable: a wrong register leaves every document without an owner.
    let nothing = matches!(
        error.downcast_ref(),
        Some(BuildError::NothingReadable { .. })
    );
    if invented && own && nothing {
        session.notice("hint: the register is the invented one; set [register] folder to that of your municipalities");
    }
}

/// Says what was published, and which documents were left out.
fn show_report(session: &Session, report: &BuildReport) {
    let counts = report.counts;
    let language = session.language;
    session.notice(&language.build_summary(
        counts.documents,
        counts.left_out,
        counts.passages,
        counts.municipalities,
    ));
    let skipped = report.skipped.iter().map(|document| {
        let reason = language.reason_and_remedy(&document.reason, &document.remedy);
        format!("  {}: {reason}", document.path)
    });
    let unreadable = report
        .documents
        .iter()
        .filter(|document| document.is_unreadable())
        .map(|document| {
            let reason = document.warnings.last();
            let reason = reason.map(|warning| language.warning_text(warning));
            format!("  {}: {}", document.path, reason.unwrap_or_default())
        });
    let lines: Vec<String> = skipped.chain(unreadable).collect();
    if lines.is_empty() {
        return;
    }
    session.notice(language.left_out());
    for line in lines.iter().take(MAX_SHOWN) {
        session.notice(line);
    }
    if lines.len() > MAX_SHOWN {
        session.notice(&language.and_more(lines.len() - MAX_SHOWN));
    }
}

//! `wiel build`: from the corpus to a new published generation.

use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use jiff::Timestamp;

use super::args::BuildArgs;
use super::exit::{self, Outcome, Refused};
use super::interrupt::Watch;
use super::output;
use super::progress::Follower;
use super::session::Session;
use crate::generation::BuilderLock;
use crate::ingest::{self, BuildError, BuildOutcome, BuildReport};
use crate::nightly::{BuildEnd, LastBuild};
use crate::settings::Source;

/// So many documents that were left out are named; `wiel corpus check` has them all.
const SHOWN: usize = 20;

pub(super) fn run(session: &Session, args: &BuildArgs) -> anyhow::Result<Outcome> {
    let id = match publish(session, args)? {
        BuildOutcome::Published(report) => report.generation.id(),
        BuildOutcome::Unchanged(id) => {
            session.say(session.language.unchanged());
            id
        }
    };
    output::write(format!("{id}\n").as_bytes())?;
    Ok(Outcome::Done)
}

/// Builds and publishes, with progress, Ctrl-C and a word about what was left out.
pub(super) fn publish(session: &Session, args: &BuildArgs) -> anyhow::Result<BuildOutcome> {
    let watch = Watch::begin(session.language.stopping());
    publish_until(session, args, watch.stop())
}

/// The same, until `stop` is set. How it ends is kept beside the generations.
pub(super) fn publish_until(
    session: &Session,
    args: &BuildArgs,
    stop: Arc<AtomicBool>,
) -> anyhow::Result<BuildOutcome> {
    let lock = session.lock()?;
    let began = Timestamp::now();
    let ended = attempt(session, args, &lock, stop);
    let account = account(session, began, &ended);
    if let Err(error) = lock.account(&account.to_json()) {
        tracing::warn!(%error, "how the build ended could not be kept");
    }
    if let Err(error) = &ended {
        hint(session, error);
    }
    ended.map_err(|error| match error.downcast_ref::<BuildError>() {
        Some(BuildError::Stopped) => Refused(session.language.stopped().to_owned()).into(),
        _ => error,
    })
}

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
    let follower = Follower::new(session, stop);
    let outcome = ingest::build(&request, &session.store, lock, &follower)?;
    drop(follower);
    if let BuildOutcome::Published(report) = &outcome {
        tell(session, report);
    }
    Ok(outcome)
}

fn account(session: &Session, began: Timestamp, ended: &anyhow::Result<BuildOutcome>) -> LastBuild {
    let outcome = match ended {
        Ok(BuildOutcome::Published(_)) => BuildEnd::Published,
        Ok(BuildOutcome::Unchanged(_)) => BuildEnd::Unchanged,
        Err(error) => match error.downcast_ref::<BuildError>() {
            Some(BuildError::Guarded { .. }) => BuildEnd::Guarded,
            Some(BuildError::Stopped) => BuildEnd::Stopped,
            Some(_) | None => BuildEnd::Failed,
        },
    };
    let current = session.store.current_id().ok().flatten();
    LastBuild {
        began,
        ended: Timestamp::now(),
        outcome,
        generation: current.map(|id| id.to_string()),
        reason: ended.as_ref().err().map(exit::message),
    }
}

/// Documents of one's own, looked up among invented municipalities: the likeliest slip of a first set-up.
fn hint(session: &Session, error: &anyhow::Error) {
    let invented = session.settings.register == Source::Demonstration;
    let own = session.settings.corpus != Source::Demonstration;
    let nothing = matches!(
        error.downcast_ref(),
        Some(BuildError::NothingReadable { .. })
    );
    if invented && own && nothing {
        session.say("hint: the register is the invented one; set [register] folder to that of your municipalities");
    }
}

fn tell(session: &Session, report: &BuildReport) {
    let counts = report.counts;
    let language = session.language;
    session.say(&language.built(
        counts.documents,
        counts.left_out,
        counts.passages,
        counts.municipalities,
    ));
    let refused = report
        .skipped
        .iter()
        .map(|refusal| format!("  {}: {}; {}", refusal.path, refusal.reason, refusal.remedy));
    let unread = report
        .documents
        .iter()
        .filter(|document| document.is_unreadable())
        .map(|document| {
            let why = document
                .warnings
                .last()
                .map(ToString::to_string)
                .unwrap_or_default();
            format!("  {}: {why}", document.path)
        });
    let lines: Vec<String> = refused.chain(unread).collect();
    if lines.is_empty() {
        return;
    }
    session.say(language.left_out());
    lines.iter().take(SHOWN).for_each(|line| session.say(line));
    if lines.len() > SHOWN {
        session.say(&language.and_more(lines.len() - SHOWN));
    }
}

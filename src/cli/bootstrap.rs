//! An engine to ask: on the generation in use, which is built first when there is none.

use jiff::civil::Date;
use jiff::tz::TimeZone;

use super::args::BuildArgs;
use super::build;
use super::session::Session;
use crate::engine::Engine;
use crate::generation::Generation;
use crate::ingest::BuildOutcome;
use crate::settings::Settings;

/// The engine on the generation in use; when there is none yet, one is built first.
///
/// A generation of the invented documents does not count when another corpus is configured.
pub(super) fn engine(session: &Session) -> anyhow::Result<Engine> {
    open(&session.settings, generation(session)?)
}

/// The generation in use; when there is none yet, one is built first.
pub(super) fn generation(session: &Session) -> anyhow::Result<Generation> {
    // Read once: the current generation may change while this command runs.
    let current = session.store.current()?;
    let usable = current.filter(|found| session.settings.answers_from(found.manifest()));
    match usable {
        Some(generation) => Ok(generation),
        None => first_build(session),
    }
}

fn first_build(session: &Session) -> anyhow::Result<Generation> {
    let corpus = session.settings.corpus_folder()?;
    session.notice(&session.language.first_build(&corpus.display()));
    // Another process may have built meanwhile; its generation will do.
    match build::publish(session, &BuildArgs::default())? {
        BuildOutcome::Published(report) => Ok(report.generation),
        BuildOutcome::Unchanged(id) => Ok(session.store.get(id)?),
    }
}

/// Opens an engine on a generation, for a few questions.
pub(super) fn open(settings: &Settings, generation: Generation) -> anyhow::Result<Engine> {
    let today = day_of(&generation);
    Ok(Engine::open(generation, settings.rank.clone(), today)?)
}

/// Does the same after its files are checked: a flipped bit would be a wrong answer.
pub(super) fn open_verified(settings: &Settings, generation: Generation) -> anyhow::Result<Engine> {
    generation.verify()?;
    open(settings, generation)
}

/// Opens an engine on a generation, for a process that runs for long: the files are checked, and not needed afterwards.
pub(super) fn load(settings: &Settings, generation: Generation) -> anyhow::Result<Engine> {
    generation.verify()?;
    let today = day_of(&generation);
    Ok(Engine::load(generation, settings.rank.clone(), today)?)
}

/// Ages are counted from the day of the build, so that one generation always gives one answer.
fn day_of(generation: &Generation) -> Date {
    TimeZone::UTC
        .to_datetime(generation.manifest().created)
        .date()
}

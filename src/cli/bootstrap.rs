//! An engine to ask: on the generation in use, which is built first when there is none.

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
    // Read once: the current generation may change while this command runs.
    let current = session.store.current()?;
    let usable = current.filter(|found| session.settings.answers_from(found.manifest()));
    let generation = match usable {
        Some(generation) => generation,
        None => first_build(session)?,
    };
    open(&session.settings, generation)
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

/// Opens an engine on a generation.
pub(super) fn open(settings: &Settings, generation: Generation) -> anyhow::Result<Engine> {
    // Ages are counted from the day of the build, so that one generation always gives one answer.
    let today = TimeZone::UTC
        .to_datetime(generation.manifest().created)
        .date();
    Ok(Engine::open(generation, settings.rank.clone(), today)?)
}

//! `wiel generations`: what is on disk, whether it is sound, and which of it answers.

use jiff::Timestamp;

use super::args::{FormatArg, GenerationsVerb};
use super::exit::Outcome;
use super::output;
use super::session::Session;
use crate::generation::{self, GenerationId, Keep};
use crate::report::view::{Generations, Pruned, Verified};
use crate::report::{csv, table};

pub(super) fn run(session: &Session, verb: GenerationsVerb) -> anyhow::Result<Outcome> {
    match verb {
        GenerationsVerb::List(format) => list(session, &format)?,
        GenerationsVerb::Verify { id, format } => verify(session, id, &format)?,
        GenerationsVerb::Rollback { id } => {
            let generation = session.lock()?.rollback(id)?;
            output::write(format!("{}\n", generation.id()).as_bytes())?;
        }
        GenerationsVerb::Prune { keep, days, format } => {
            let keep = Keep {
                count: keep,
                days,
                now: Timestamp::now(),
            };
            let pruned = session.lock()?.prune(&keep)?;
            for folder in &pruned.leftovers {
                tracing::warn!(folder = %folder.display(), "could not be deleted yet; the next build tries again");
            }
            let view = Pruned::from(&pruned);
            let as_table = || table::pruned(session.style, &view);
            output::answer(session, format.format, false, &view, as_table, |to| {
                csv::pruned(to, &view)
            })?;
        }
    }
    Ok(Outcome::Done)
}

fn list(session: &Session, format: &FormatArg) -> anyhow::Result<()> {
    let view = Generations::of(session.store.path(), &session.store.list()?);
    let as_table = || table::generations(session.style, &view);
    output::answer(session, format.format, false, &view, as_table, |to| {
        csv::generations(to, &view)
    })
}

fn verify(session: &Session, id: Option<GenerationId>, format: &FormatArg) -> anyhow::Result<()> {
    let generation = match id {
        Some(id) => session.store.get(id)?,
        None => session
            .store
            .current()?
            .ok_or_else(|| generation::Error::NoGeneration {
                data: session.store.path().to_owned(),
            })?,
    };
    let view = Verified::of(generation.id(), &generation.verify()?);
    let as_table = || table::verified(session.style, &view);
    output::answer(session, format.format, false, &view, as_table, |to| {
        csv::verified(to, &view)
    })
}

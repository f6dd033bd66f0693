//! `wiel generations`: what is on disk, whether it is sound, and which of it answers.

use jiff::Timestamp;

use super::args::{DiffArgs, DiffFormat, Format, FormatArg, GenerationsVerb};
use super::bootstrap;
use super::exit::{InputError, Outcome};
use super::output;
use super::session::Session;
use crate::engine::Changes;
use crate::generation::{self, Generation, GenerationId, GenerationState, Keep};
use crate::report::render::{changes as morning_report, csv, table};
use crate::report::view::{GenerationDiff, Generations, Pruned, Verified};

pub(super) fn run(session: &Session, verb: GenerationsVerb) -> anyhow::Result<Outcome> {
    match verb {
        GenerationsVerb::List(format) => list(session, &format)?,
        GenerationsVerb::Verify { id, format } => verify(session, id, &format)?,
        GenerationsVerb::Diff(args) => diff(session, &args)?,
        GenerationsVerb::Rollback { id } => {
            // Under the lock: a build that publishes meanwhile would undo it.
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
            // A folder that another process still reads may not be removable.
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
    let view = Generations::new(
        session.store.path(),
        &session.store.list()?,
        session.last_build_status(),
    );
    let as_table = || table::generations(session.style, &view);
    output::answer(session, format.format, false, &view, as_table, |to| {
        csv::generations(to, &view)
    })
}

fn verify(session: &Session, id: Option<GenerationId>, format: &FormatArg) -> anyhow::Result<()> {
    let generation = named_or_current(session, id)?;
    let view = Verified::new(generation.id(), &generation.verify()?);
    let as_table = || table::verified(session.style, &view);
    output::answer(session, format.format, false, &view, as_table, |to| {
        csv::verified(to, &view)
    })
}

fn diff(session: &Session, args: &DiffArgs) -> anyhow::Result<()> {
    // The newer one first, since the default of the older depends on it.
    let new = named_or_current(session, args.new)?;
    let old = match args.old {
        Some(id) => session.store.get(id)?,
        None => before(session, new.id())?,
    };
    let view = changes(session, old, new, args.top)?;
    // The report is a text of its own; the other formats are written like any answer.
    let format = match args.format {
        DiffFormat::Markdown => {
            let text = morning_report::markdown(session.language, &view);
            return Ok(output::write(format!("{text}\n").as_bytes())?);
        }
        DiffFormat::Table => Format::Table,
        DiffFormat::Json => Format::Json,
        DiffFormat::Csv => Format::Csv,
    };
    let as_table = || table::changes(session.style, &view);
    output::answer(session, format, view.demonstration, &view, as_table, |to| {
        csv::changes(to, &view)
    })
}

/// What changed between two generations within the scope of the settings.
pub(super) fn changes(
    session: &Session,
    old: Generation,
    new: Generation,
    top: u32,
) -> anyhow::Result<GenerationDiff> {
    let old = bootstrap::open(&session.settings, old)?;
    let new = bootstrap::open(&session.settings, new)?;
    let scope = &session.settings.scope;
    // With the scope of the settings or of the flag, for both generations.
    let changes = Changes::between(&old, &new, scope, top)?;
    // One of them is enough: a comparison with invented documents says nothing real.
    let demonstration =
        session.presentation(&old).demonstration || session.presentation(&new).demonstration;
    let scope = scope.to_string();
    Ok(GenerationDiff::new(
        (&old.catalog(), &new.catalog()),
        &changes,
        scope,
        top,
        demonstration,
    ))
}

fn named_or_current(
    session: &Session,
    id: Option<GenerationId>,
) -> Result<Generation, generation::Error> {
    match id {
        Some(id) => session.store.get(id),
        None => session
            .store
            .current()?
            .ok_or_else(|| generation::Error::NoGeneration {
                data: session.store.path().to_owned(),
            }),
    }
}

/// The newest generation before `id` that opens.
fn before(session: &Session, id: GenerationId) -> anyhow::Result<Generation> {
    let earlier = session
        .store
        .list()?
        .into_iter()
        // Damaged ones are skipped, as they cannot be compared.
        .find(|summary| summary.id < id && matches!(summary.state, GenerationState::Sound(_)));
    match earlier {
        Some(summary) => Ok(session.store.get(summary.id)?),
        None => Err(InputError(session.language.no_earlier_generation(&id)).into()),
    }
}

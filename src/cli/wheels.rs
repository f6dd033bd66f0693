//! `wiel wheels`: what several municipalities plan, build or have.

use super::args::WheelsArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::SharedInitiativeQuery;
use crate::report::render::{csv, table};
use crate::report::view::SharedInitiatives;

pub(super) fn run(session: &Session, args: &WheelsArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    // Without a name the answer is about the whole register.
    let focus = match &args.name {
        Some(name) => Some(resolve(session, &engine, name)?),
        None => None,
    };
    let in_language = |error| localised(session.language, error);
    let theme = args.theme.as_deref().map(|name| engine.theme(name));
    let query = SharedInitiativeQuery::new(focus.as_ref().map(|found| found.code.clone()))
        .scope(session.settings.scope.clone())
        .theme(theme.transpose().map_err(in_language)?);
    let found = engine.shared_initiatives(&query).map_err(in_language)?;
    let presentation = session.presentation(&engine);
    let view = SharedInitiatives::new(
        &engine.catalog(),
        focus.as_ref(),
        &query,
        &found,
        args.top.map(|top| top as usize),
        &presentation,
    );
    let as_table = || table::wheels(session.style, &view, &query.scope);
    output::answer(
        session,
        args.format.format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::wheels(to, &view),
    )?;
    Ok(Outcome::Done)
}

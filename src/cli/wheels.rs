//! `wiel wheels`: what several municipalities plan, build or have.

use super::args::WheelsArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::WheelQuery;
use crate::report::Presentation;
use crate::report::render::{csv, table};
use crate::report::view::Wheels;

pub(super) fn run(session: &Session, args: &WheelsArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    let focus = match &args.name {
        Some(name) => Some(resolve(session, &engine, name)?),
        None => None,
    };
    let query = WheelQuery {
        focus: focus.as_ref().map(|found| found.code.clone()),
        scope: session.settings.scope.clone(),
        theme: args
            .theme
            .as_deref()
            .map(|name| engine.theme(name))
            .transpose()?,
    };
    let found = engine
        .wheels(&query)
        .map_err(|error| localised(session.language, error))?;
    let Presentation {
        language,
        demonstration,
        ..
    } = session.presentation(&engine);
    let view = Wheels::of(
        &engine,
        focus.as_ref(),
        &query,
        &found,
        args.top.map(|top| top as usize),
        demonstration,
        language,
    );
    let as_table = || table::wheels(session.style, &view, &query.scope);
    output::answer(
        session,
        args.format.format,
        demonstration,
        &view,
        as_table,
        |to| csv::wheels(to, &view),
    )?;
    Ok(Outcome::Done)
}

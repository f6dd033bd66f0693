//! `wiel wheels`: what several municipalities plan, build or have.

use super::args::WheelsArgs;
use super::exit::Outcome;
use super::names::{resolve, told};
use super::output;
use super::session::Session;
use crate::engine::WheelQuery;
use crate::report::view::Wheels;
use crate::report::{csv, table};

pub(super) fn run(session: &Session, args: &WheelsArgs) -> anyhow::Result<Outcome> {
    let engine = session.engine()?;
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
        .map_err(|error| told(session, error))?;
    let demonstration = session.is_demonstration(&engine);
    let view = Wheels::of(
        &engine,
        focus.as_ref(),
        &query,
        &found,
        args.top.map(|top| top as usize),
        demonstration,
        session.language,
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

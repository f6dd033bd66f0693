//! `wiel groups`: groups in which every pair is aligned.

use super::args::GroupsArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::GroupQuery;
use crate::report::render::{csv, table};
use crate::report::view::Groups;

pub(super) fn run(session: &Session, args: &GroupsArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    let focus = resolve(session, &engine, &args.name)?;
    let query = GroupQuery::new(focus.code.clone())
        .scope(session.settings.scope.clone())
        .sizes(args.size.clone())
        .top(args.top as usize);
    let found = engine
        .groups(&query)
        .map_err(|error| localised(session.language, error))?;
    let presentation = session.presentation(&engine);
    let view = Groups::new(&engine.catalog(), &focus, &query, &found, &presentation);
    let as_table = || table::groups(session.style, &view, &query.scope);
    output::answer(
        session,
        args.format.format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::groups(to, &view),
    )?;
    Ok(Outcome::Done)
}

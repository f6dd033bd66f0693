//! `wiel compare`: two municipalities side by side.

use super::args::CompareArgs;
use super::exit::Outcome;
use super::names::{resolve, told};
use super::output;
use super::session::Session;
use crate::report::view::Comparison;
use crate::report::{csv, table};

pub(super) fn run(session: &Session, args: &CompareArgs) -> anyhow::Result<Outcome> {
    let engine = session.engine()?;
    let ours = resolve(session, &engine, &args.a)?;
    let theirs = resolve(session, &engine, &args.b)?;
    let comparison = engine
        .compare(&ours.code, &theirs.code)
        .map_err(|error| told(session, error))?;
    let demonstration = session.is_demonstration(&engine);
    let view = Comparison::of(
        &engine,
        &ours,
        &theirs,
        &comparison,
        demonstration,
        session.language,
    );
    let as_table = || table::comparison(session.style, &view);
    output::answer(
        session,
        args.format.format,
        demonstration,
        &view,
        as_table,
        |to| csv::comparison(to, &view),
    )?;
    Ok(Outcome::Done)
}

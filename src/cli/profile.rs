//! `wiel profile`: what is known of one municipality.

use super::args::ProfileArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::report::render::{csv, table};
use crate::report::view::Profile;

pub(super) fn run(session: &Session, args: &ProfileArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    let found = resolve(session, &engine, &args.name)?;
    let profile = engine
        .profile(&found.code)
        .map_err(|error| localised(session.language, error))?;
    let presentation = session.presentation(&engine);
    let view = Profile::new(&engine.catalog(), &found, &profile, &presentation);
    let as_table = || table::profile(session.style, &view);
    output::answer(
        session,
        args.format.format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::profile(to, &view),
    )?;
    Ok(Outcome::Done)
}

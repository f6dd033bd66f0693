//! `wiel profile`: what is known of one municipality.

use super::args::ProfileArgs;
use super::exit::Outcome;
use super::names::{resolve, told};
use super::output;
use super::session::Session;
use crate::report::view::Profile;
use crate::report::{csv, table};

pub(super) fn run(session: &Session, args: &ProfileArgs) -> anyhow::Result<Outcome> {
    let engine = session.engine()?;
    let found = resolve(session, &engine, &args.name)?;
    let profile = engine
        .profile(&found.code)
        .map_err(|error| told(session, error))?;
    let demonstration = session.is_demonstration(&engine);
    let view = Profile::of(&engine, &found, &profile, demonstration, session.language);
    let as_table = || table::profile(session.style, &view);
    output::answer(
        session,
        args.format.format,
        demonstration,
        &view,
        as_table,
        |to| csv::profile(to, &view),
    )?;
    Ok(Outcome::Done)
}

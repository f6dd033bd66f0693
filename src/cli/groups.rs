//! `wiel groups`: groups in which every pair is aligned, around a municipality or within a region.

use super::args::GroupsArgs;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use super::{bootstrap, region_members};
use crate::engine::{Engine, GroupQuery, RegionGroupQuery};
use crate::report::render::{csv, table};
use crate::report::view::{Groups, RegionGroups};

/// What stands for the whole register where a region is asked for.
const WHOLE_REGISTER: &str = "all";

pub(super) fn run(session: &Session, args: &GroupsArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    match (&args.name, &args.region) {
        (Some(name), _) => around(session, &engine, args, name)?,
        (None, region) => {
            // One of the two is there, or the arguments are refused.
            let region = region.as_deref().unwrap_or(WHOLE_REGISTER);
            within(session, &engine, args, region)?;
        }
    }
    Ok(Outcome::Done)
}

/// The groups with one municipality.
fn around(session: &Session, engine: &Engine, args: &GroupsArgs, name: &str) -> anyhow::Result<()> {
    let focus = resolve(session, engine, name)?;
    let query = GroupQuery::new(focus.code.clone())
        .scope(session.settings.scope.clone())
        .sizes(args.size.clone())
        .top(args.top as usize);
    let found = engine
        .groups(&query)
        .map_err(|error| localised(session.language, error))?;
    let presentation = session.presentation(engine);
    let view = Groups::new(&engine.catalog(), &focus, &query, &found, &presentation);
    let as_table = || table::groups(session.style, &view, &query.scope);
    let as_csv = |to: &mut Vec<u8>| csv::groups(to, &view);
    let (format, invented) = (args.format.format, presentation.demonstration);
    output::answer(session, format, invented, &view, as_table, as_csv)
}

/// The groups within a region, and the region divided into groups.
fn within(
    session: &Session,
    engine: &Engine,
    args: &GroupsArgs,
    region: &str,
) -> anyhow::Result<()> {
    let (register, language) = (engine.register(), session.language);
    let is_whole = region == WHOLE_REGISTER;
    let members = if is_whole {
        register.iter().map(|one| one.code.clone()).collect()
    } else {
        region_members::parse(language, register, region)?
            .into_iter()
            .collect()
    };
    let query = RegionGroupQuery::new(members)
        .scope(session.settings.scope.clone())
        .sizes(args.size.clone())
        .top(args.top as usize);
    let found = engine
        .region_groups(&query)
        .map_err(|error| localised(language, error))?;
    let presentation = session.presentation(engine);
    let view = RegionGroups::new(&engine.catalog(), region, &query, &found, &presentation);
    let name = if is_whole {
        language.whole_register()
    } else {
        // A title needs the name of the region alone.
        region
            .split_once(':')
            .map_or(region, |(_, name)| name.trim())
    };
    let as_table = || table::region_groups(session.style, &view, name);
    let as_csv = |to: &mut Vec<u8>| csv::region_groups(to, &view);
    let (format, invented) = (args.format.format, presentation.demonstration);
    output::answer(session, format, invented, &view, as_table, as_csv)
}

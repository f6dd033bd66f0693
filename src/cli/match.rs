//! `wiel match`: ranked partners of one municipality.

use super::args::{Format, MatchArgs};
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::PartnerQuery;
use crate::report::render::{csv, table};
use crate::report::view::Match;

pub(super) fn run(session: &Session, args: &MatchArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    let focus = resolve(session, &engine, &args.name)?;
    let format = args.format.format;
    let in_language = |error| localised(session.language, error);
    let theme = |name: &Option<String>| {
        // An unknown theme is an error, not a ranking without one.
        let found = name.as_deref().map(|name| engine.theme(name));
        found.transpose().map_err(in_language)
    };
    let what_if = args.what_if.as_deref();
    let what_if = what_if.map(|text| engine.parse_what_if(text)).transpose();
    // A CSV has no column for quotes.
    let evidence_for = if format == Format::Csv { 0 } else { usize::MAX };
    let query = PartnerQuery::new(focus.code.clone())
        .scope(session.settings.scope.clone())
        .top(session.settings.top)
        .theme(theme(&args.theme)?)
        .ahead_on(theme(&args.ahead_on)?)
        .what_if(what_if.map_err(in_language)?)
        .evidence_for(evidence_for);
    let ranking = engine.partners(&query).map_err(in_language)?;
    let presentation = session.presentation(&engine);
    let view = Match::new(&engine.catalog(), &focus, &ranking, &presentation);
    let as_table = || table::partners(session.style, &view, &query.scope, args.explain);
    output::answer(
        session,
        format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::partners(to, &view),
    )?;
    Ok(Outcome::Done)
}

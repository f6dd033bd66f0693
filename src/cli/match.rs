//! `wiel match`: ranked partners of one municipality.

use super::args::{Format, MatchArgs};
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::PartnerQuery;
use crate::report::Presentation;
use crate::report::render::{csv, table};
use crate::report::view::Match;

pub(super) fn run(session: &Session, args: &MatchArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    let focus = resolve(session, &engine, &args.name)?;
    let format = args.format.format;
    let query = PartnerQuery {
        focus: focus.code.clone(),
        scope: session.settings.scope.clone(),
        weights: None,
        top: Some(session.settings.top),
        theme: args
            .theme
            .as_deref()
            .map(|name| engine.theme(name))
            .transpose()?,
        ahead_on: args
            .ahead_on
            .as_deref()
            .map(|name| engine.theme(name))
            .transpose()?,
        what_if: args
            .what_if
            .as_deref()
            .map(|text| engine.supposition(text))
            .transpose()?,
        evidence: format != Format::Csv,
    };
    let ranking = engine
        .partners(&query)
        .map_err(|error| localised(session.language, error))?;
    let Presentation {
        language,
        demonstration,
        ..
    } = session.presentation(&engine);
    let view = Match::of(&engine, &focus, &ranking, demonstration, language);
    let as_table = || table::partners(session.style, &view, &query.scope, args.explain);
    output::answer(session, format, demonstration, &view, as_table, |to| {
        csv::partners(to, &view)
    })?;
    Ok(Outcome::Done)
}

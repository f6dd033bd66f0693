//! `wiel match`: ranked partners of one municipality.

use std::io::{self, IsTerminal};

use super::args::{Format, MatchArgs, MatchFormat};
use super::bootstrap;
use super::exit::{InputError, Outcome};
use super::features::Feature;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::engine::PartnerQuery;
use crate::report::Language;
use crate::report::render::{csv, table};
use crate::report::view::Match;

pub(super) fn run(session: &Session, args: &MatchArgs) -> anyhow::Result<Outcome> {
    // Checked before a generation may have to be built.
    let format = format(session.language, args.format)?;
    let engine = bootstrap::engine(session)?;
    let focus = resolve(session, &engine, &args.name)?;
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
    #[cfg(feature = "pdf")]
    if args.format == MatchFormat::Pdf {
        output::write(&pdf(session, &engine, &view, &query.scope)?)?;
        return Ok(Outcome::Done);
    }
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

/// The format of an answer; of a report for paper that of people.
///
/// # Errors
/// When this program cannot make a PDF, or there is no file to write it to.
fn format(language: Language, asked: MatchFormat) -> Result<Format, InputError> {
    let is_pdf = asked == MatchFormat::Pdf;
    Feature::Pdf.require(language, is_pdf)?;
    if is_pdf && io::stdout().is_terminal() {
        return Err(InputError(language.pdf_is_no_text().to_owned()));
    }
    Ok(match asked {
        MatchFormat::Table | MatchFormat::Pdf => Format::Table,
        MatchFormat::Json => Format::Json,
        MatchFormat::Csv => Format::Csv,
    })
}

/// The report for paper.
#[cfg(feature = "pdf")]
fn pdf(
    session: &Session,
    engine: &crate::engine::Engine,
    view: &Match,
    scope: &crate::rank::Scope,
) -> anyhow::Result<Vec<u8>> {
    use crate::geography::Areas;
    use crate::report::render::batch_report;
    use crate::report::view::PrintMap;

    let areas = Areas::of_register(engine.register())?;
    let language = session.language;
    let map = PrintMap::of_partners(&engine.catalog(), Some(&areas), view, language);
    let ranked = view.partners.len();
    Ok(batch_report::partners_pdf(
        language, view, scope, ranked, &map,
    )?)
}

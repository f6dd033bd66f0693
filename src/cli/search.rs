//! `wiel search`: passages that hold given words.

use super::args::SearchArgs;
use super::bootstrap;
use super::exit::Outcome;
use super::names::{localised, resolve};
use super::output;
use super::session::Session;
use crate::document::DocumentKind;
use crate::engine::PassageQuery;
use crate::index::SearchFilter;
use crate::report::render::{csv, table};
use crate::report::view::Search;

/// Long enough to see a word in its sentence, short enough for ten on a screen.
const SNIPPET: usize = 240;

pub(super) fn run(session: &Session, args: &SearchArgs) -> anyhow::Result<Outcome> {
    let engine = bootstrap::engine(session)?;
    // Resolved before the search, so that a mistyped name is told and not an empty result.
    let municipality = match &args.municipality {
        Some(name) => Some(resolve(session, &engine, name)?.code),
        None => None,
    };
    let kind = args.kind.as_deref().map(|label| {
        // Every label is a kind, so parsing cannot fail.
        let Ok(kind) = label.parse::<DocumentKind>();
        kind
    });
    let query = PassageQuery {
        text: args.query.clone(),
        mode: args.mode,
        filter: SearchFilter {
            municipality,
            kind,
            year: args.year,
        },
        limit: args.top as usize,
        offset: 0,
        snippet_chars: SNIPPET,
    };
    let answer = engine
        .search(&query)
        .map_err(|error| localised(session.language, error))?;
    let presentation = session.presentation(&engine);
    let view = Search::new(&engine.catalog(), &query, &answer, &presentation);
    let as_table = || table::search(session.style, &view);
    output::answer(
        session,
        args.format.format,
        presentation.demonstration,
        &view,
        as_table,
        |to| csv::search(to, &view),
    )?;
    Ok(Outcome::Done)
}

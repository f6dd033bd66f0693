//! Two municipalities side by side.

use axum::response::Response;
use serde::Deserialize;

use super::language;
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, resolve};
use crate::http::state::Answering;
use crate::report::Language;
use crate::report::view::Comparison;

/// Which two.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct ComparisonQuery {
    pub(in crate::http) municipality: String,
    pub(in crate::http) partner: String,
    pub(in crate::http) lang: Option<Lang>,
}

/// The comparison of the two that are named.
pub(in crate::http) async fn one(
    ask: Ask,
    Asked(query): Asked<ComparisonQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |_, answering| {
        compare(answering, &query, language)
    })
    .await
}

/// Puts the two side by side.
pub(in crate::http) fn compare(
    answering: &Answering,
    query: &ComparisonQuery,
    language: Language,
) -> Result<Comparison, Problem> {
    let ours = resolve(answering, language, &query.municipality)?;
    let theirs = resolve(answering, language, &query.partner)?;
    let engine = &answering.engine;
    let comparison = engine
        .compare(&ours.code, &theirs.code)
        .map_err(|error| Problem::engine(language, &error))?;
    let demonstration = answering.demonstration;
    Ok(Comparison::of(
        engine,
        &ours,
        &theirs,
        &comparison,
        demonstration,
        language,
    ))
}

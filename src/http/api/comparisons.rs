//! Two municipalities side by side.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::language;
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, resolve};
use crate::http::state::Answering;
use crate::report::Language;
use crate::report::view::Comparison;

/// Which two.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct ComparisonQuery {
    /// The first, whose side is `ours`: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) municipality: String,
    /// The second, whose side is `theirs`: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) partner: String,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Lang>,
}

/// The comparison of the two that are named.
#[utoipa::path(get, path = "/comparisons", operation_id = "getComparison", tag = "partners",
    params(ComparisonQuery), responses((status = 200, description = "The two side by side", body = Comparison)))]
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

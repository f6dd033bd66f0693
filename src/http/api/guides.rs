//! What two municipalities can talk about.

use axum::response::Response;

use super::comparisons::{ComparisonQuery, compare};
use super::language;
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::Asked;
use crate::http::state::Answering;
use crate::report::Language;
use crate::report::view::Guide;

/// The guide for a talk between the two that are named.
#[utoipa::path(get, path = "/guides", operation_id = "getGuide", tag = "partners",
    params(ComparisonQuery), responses((status = 200, description = "The guide", body = Guide)))]
pub(in crate::http) async fn one(
    ask: Ask,
    Asked(query): Asked<ComparisonQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |_, answering| {
        guide(answering, &query, language)
    })
    .await
}

/// The guide that goes with a comparison.
pub(in crate::http) fn guide(
    answering: &Answering,
    query: &ComparisonQuery,
    language: Language,
) -> Result<Guide, Problem> {
    let comparison = compare(answering, query, language)?;
    Ok(Guide::of(&answering.engine, &comparison, language))
}

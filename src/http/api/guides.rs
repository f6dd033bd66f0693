//! What two municipalities can talk about.

use axum::response::Response;

use super::comparisons::{ComparisonParams, compare};
use crate::http::extract::RequestContext;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::view::Guide;

/// The guide for a talk between the two that are named.
#[utoipa::path(get, path = "/guides", operation_id = "getGuide", tag = "partners",
    params(ComparisonParams, RankingParams), responses((status = 200, description = "The guide", body = Guide)))]
pub(in crate::http) async fn one(
    context: RequestContext,
    RankingQuery(ranking, params): RankingQuery<ComparisonParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            guide(app, serving, &ranking, &params, language)
        })
        .await
}

/// The guide made from the comparison of two municipalities.
///
/// # Errors
/// Those of [`compare`].
pub(in crate::http) fn guide(
    app: &AppState,
    serving: &ServingState,
    ranking: &RankingParams,
    params: &ComparisonParams,
    language: Language,
) -> Result<Guide, Problem> {
    let comparison = compare(app, serving, ranking, params, language)?;
    // From the comparison, so that a guide never contradicts the page beside it.
    Ok(Guide::new(&serving.engine.catalog(), &comparison, language))
}

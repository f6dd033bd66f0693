//! Two municipalities side by side.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::engine::ComparisonQuery;
use crate::http::extract::RequestContext;
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::render::csv;
use crate::report::view::Comparison;

/// Which two.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct ComparisonParams {
    /// The first, whose side is `ours`: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) municipality: String,
    /// The second, whose side is `theirs`: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) partner: String,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

/// The comparison of the two that are named.
#[utoipa::path(get, path = "/comparisons", operation_id = "getComparison", tag = "partners",
    params(ComparisonParams, RankingParams), responses((status = 200, description = "The two side by side",
        content((Comparison = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn one(
    context: RequestContext,
    RankingQuery(ranking, params): RankingQuery<ComparisonParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json_or_lines(
            language,
            move |app, serving| compare(app, serving, &ranking, &params, language),
            |lines, view| csv::comparison(&mut *lines, view),
        )
        .await
}

/// The comparison of two municipalities, with the alignment that a ranking with the same parameters has.
///
/// # Errors
/// 404 if one of them is unknown or has no text; 400 if both are the same, or a ranking parameter cannot be used.
pub(in crate::http) fn compare(
    app: &AppState,
    serving: &ServingState,
    ranking: &RankingParams,
    params: &ComparisonParams,
    language: Language,
) -> Result<Comparison, Problem> {
    // Both names are looked up before anything is compared, so that a mistyped one gets suggestions.
    let ours = lookup::municipality(serving, language, &params.municipality)?;
    let theirs = lookup::municipality(serving, language, &params.partner)?;
    let engine = &serving.engine;
    let options = ranking.resolve(app, serving, language)?;
    let query = ComparisonQuery::new(ours.code.clone(), theirs.code.clone())
        .weights(options.weights)
        .theme(options.theme)
        .what_if(options.what_if);
    let comparison = engine
        .compare_for(&query)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Comparison::new(
        &engine.catalog(),
        &ours,
        &theirs,
        &comparison,
        &serving.presentation(language),
    ))
}

//! What several municipalities plan, build or have.

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::SharedInitiativeQuery;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::render::csv;
use crate::report::view::SharedInitiatives;

/// The wheels of a municipality and those around it, worth most first.
#[utoipa::path(get, path = "/municipalities/{municipality}/wheels", operation_id = "listWheels", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, LangParams),
    responses((status = 200, description = "The wheels", content((SharedInitiatives = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json_or_lines(
            language,
            move |app, serving| wheels(app, serving, &name, &ranking, language),
            |lines, view| csv::wheels(&mut *lines, view),
        )
        .await
}

/// The shared initiatives in the scope of a municipality.
///
/// # Errors
/// 404 if the municipality is unknown; 400 if the scope or the theme cannot be used.
pub(in crate::http) fn wheels(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    ranking: &RankingParams,
    language: Language,
) -> Result<SharedInitiatives, Problem> {
    let engine = &serving.engine;
    let problem = |error| Problem::from_engine(language, &error);
    let focus = lookup::municipality(serving, language, name)?;
    // Of the ranking parameters only scope and theme choose initiatives; wrong ones are an error all the same.
    let options = ranking.resolve(app, serving, language)?;
    let query = SharedInitiativeQuery::new(Some(focus.code.clone()))
        .scope(options.scope)
        .theme(options.theme);
    let found = engine.shared_initiatives(&query).map_err(problem)?;
    Ok(SharedInitiatives::new(
        &engine.catalog(),
        Some(&focus),
        &query,
        &found,
        None,
        &serving.presentation(language),
    ))
}

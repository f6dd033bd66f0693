//! How far the municipalities of a region agree, each with each.

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::view::Region;

/// The alignments of all in the region of a municipality.
#[utoipa::path(get, path = "/municipalities/{municipality}/alignments", operation_id = "listAlignments", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, LangParams),
    responses((status = 200, description = "The alignments, as a table", body = Region)))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            region(app, serving, &name, &ranking, language)
        })
        .await
}

/// The alignments within the scope of a municipality, its own scope or that of the settings.
///
/// # Errors
/// 404 if the municipality is unknown; 400 if a ranking parameter cannot be used.
pub(in crate::http) fn region(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    ranking: &RankingParams,
    language: Language,
) -> Result<Region, Problem> {
    let focus = lookup::municipality(serving, language, name)?;
    let query = ranking
        .resolve(app, serving, language)?
        .partner_query(&focus.code);
    let presentation = serving.presentation(language);
    let engine = &serving.engine;
    let region = engine
        .region_alignments(&query)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Region::new(
        &engine.catalog(),
        &focus,
        &query.scope,
        &region,
        &presentation,
    ))
}

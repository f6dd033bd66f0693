//! How far the municipalities of a region agree, each with each.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::state::{AppState, ServingState};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::Region;

/// Which region.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct RegionParams {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

/// The alignments of all in the region of a municipality.
#[utoipa::path(get, path = "/municipalities/{municipality}/alignments", operation_id = "listAlignments", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RegionParams),
    responses((status = 200, description = "The alignments, as a table", body = Region)))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<RegionParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            region(app, serving, &name, &params, language)
        })
        .await
}

/// The alignments within the scope of a municipality, its own scope or that of the settings.
///
/// # Errors
/// 404 if the municipality is unknown; 400 if the scope cannot be used.
pub(in crate::http) fn region(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    params: &RegionParams,
    language: Language,
) -> Result<Region, Problem> {
    let focus = lookup::municipality(serving, language, name)?;
    let scope = params.scope.as_ref().unwrap_or(&app.settings.scope);
    let presentation = serving.presentation(language);
    let engine = &serving.engine;
    let region = engine
        .region_alignments(&focus.code, scope)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Region::new(
        &engine.catalog(),
        &focus,
        scope,
        &region,
        &presentation,
    ))
}

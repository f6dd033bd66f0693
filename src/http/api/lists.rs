//! What can be asked with: themes, principles and kinds of regions; and what was read of whom.

use axum::response::Response;
use serde::Serialize;

use crate::engine::Catalog;
use crate::http::extract::{ApiQuery, RequestContext};
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::report::Presentation;
use crate::report::view::{CoverageList, Principles, RegionKinds, Themes};

/// All themes, as `theme` and `aheadOn` take them.
#[utoipa::path(get, path = "/themes", operation_id = "listThemes", tag = "service",
    params(LangParams), responses((status = 200, description = "The themes", body = Themes)))]
pub(in crate::http) async fn themes(
    context: RequestContext,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    list(context, params, Themes::new).await
}

/// All principles with their two sides, as `whatIf` takes them.
#[utoipa::path(get, path = "/principles", operation_id = "listPrinciples", tag = "service",
    params(LangParams), responses((status = 200, description = "The principles", body = Principles)))]
pub(in crate::http) async fn principles(
    context: RequestContext,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    list(context, params, Principles::new).await
}

/// The kinds of regions, as the scope `region:KIND` takes them.
#[utoipa::path(get, path = "/region-kinds", operation_id = "listRegionKinds", tag = "service",
    params(LangParams), responses((status = 200, description = "The kinds", body = RegionKinds)))]
pub(in crate::http) async fn region_kinds(
    context: RequestContext,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    list(context, params, RegionKinds::new).await
}

/// What was read of all municipalities, and which documents were left out.
#[utoipa::path(get, path = "/coverage", operation_id = "listCoverage", tag = "municipalities",
    params(LangParams), responses((status = 200, description = "The coverage", body = CoverageList)))]
pub(in crate::http) async fn coverage(
    context: RequestContext,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |_, serving| {
            let engine = &serving.engine;
            let places = engine.register().iter();
            let coverage = places.filter_map(|place| {
                let coverage = engine.coverage(&place.code).ok()?;
                Some((&place.code, coverage))
            });
            Ok(CoverageList::new(
                &engine.catalog(),
                coverage,
                engine.skipped(),
                &serving.presentation(language),
            ))
        })
        .await
}

/// Responds with a list of what a generation knows, in the language asked for.
async fn list<T: Serialize + 'static>(
    context: RequestContext,
    params: LangParams,
    view: fn(&Catalog<'_>, &Presentation) -> T,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |_, serving| {
            Ok(view(
                &serving.engine.catalog(),
                &serving.presentation(language),
            ))
        })
        .await
}

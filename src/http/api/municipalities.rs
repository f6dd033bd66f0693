//! Municipalities, by name, by a beginning of it, or all of them.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::{LangParams, Paging};
use crate::http::problem::Problem;
use crate::http::query_string::encode_query;
use crate::report::Language;
use crate::report::view::{FoundMunicipality, Links, Municipalities};

/// Which municipalities.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct MunicipalitiesParams {
    /// A name, a code, or the beginning of one; left out: all of the register.
    q: Option<String>,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 1000)]
    page: Option<u32>,
    /// How many a page has; 20 when left out.
    #[param(minimum = 1, maximum = 100)]
    page_size: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Language>,
}

/// Those that fit what was typed, best first.
#[utoipa::path(get, path = "/municipalities", operation_id = "listMunicipalities", tag = "municipalities",
    params(MunicipalitiesParams), responses((status = 200, description = "A page of municipalities", body = Municipalities)))]
pub(in crate::http) async fn list(
    context: RequestContext,
    ApiQuery(params): ApiQuery<MunicipalitiesParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let paging = Paging::new(language, params.page, params.page_size)?;
    let base = context.base.clone();
    context
        .json(language, move |_, serving| {
            let typed = params.q.as_deref().unwrap_or_default();
            let (engine, catalog) = (&serving.engine, serving.engine.catalog());
            let found = engine.find_municipalities(typed);
            let address = |page: usize| {
                let mut pairs = vec![
                    ("page", page.to_string()),
                    ("pageSize", paging.size.to_string()),
                ];
                if !typed.is_empty() {
                    pairs.insert(0, ("q", typed.to_owned()));
                }
                base.address(&format!("/api/v1/municipalities?{}", encode_query(&pairs)))
            };
            Ok(Municipalities {
                generation: serving.generation.clone(),
                demonstration: serving.demonstration,
                total: found.len(),
                page: paging.page,
                page_size: paging.size,
                links: Links::new(paging.page, paging.size, found.len(), address),
                municipalities: found
                    .iter()
                    .map(|one| FoundMunicipality::new(&catalog, one, language))
                    .skip(paging.offset())
                    .take(paging.size)
                    .collect(),
            })
        })
        .await
}

/// The one that a name or code means, with why.
#[utoipa::path(get, path = "/municipalities/{municipality}", operation_id = "getMunicipality", tag = "municipalities",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), LangParams),
    responses((status = 200, description = "The municipality that is meant", body = FoundMunicipality)))]
pub(in crate::http) async fn one(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |_, serving| {
            let found = lookup::municipality(serving, language, &name)?;
            let engine = &serving.engine;
            let found = engine
                .found_municipality(&found)
                .ok_or_else(|| Problem::no_such_address(language))?;
            Ok(FoundMunicipality::new(&engine.catalog(), &found, language))
        })
        .await
}

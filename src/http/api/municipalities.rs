//! Municipalities, by name, by a beginning of it, or all of them.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{LangQuery, NAMED, language};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, Named, Paging, resolve};
use crate::report::Trouble;
use crate::report::view::{FoundMunicipality, Links, Municipalities};

/// Which municipalities.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct MunicipalitiesQuery {
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
    lang: Option<Lang>,
}

/// Those that fit what was typed, best first.
#[utoipa::path(get, path = "/municipalities", operation_id = "listMunicipalities", tag = "municipalities",
    params(MunicipalitiesQuery), responses((status = 200, description = "A page of municipalities", body = Municipalities)))]
pub(in crate::http) async fn list(
    ask: Ask,
    Asked(query): Asked<MunicipalitiesQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    let paging = Paging::check(language, query.page, query.page_size)?;
    ask.json(language, move |_, answering| {
        let typed = query.q.as_deref().unwrap_or_default();
        let found = FoundMunicipality::find(&answering.engine, typed, language);
        let address = |page: usize| {
            let mut pairs = vec![
                ("page", page.to_string()),
                ("pageSize", paging.size.to_string()),
            ];
            if !typed.is_empty() {
                pairs.insert(0, ("q", typed.to_owned()));
            }
            format!("/api/v1/municipalities?{}", super::query_of(&pairs))
        };
        Ok(Municipalities {
            generation: answering.generation.clone(),
            demonstration: answering.demonstration,
            total: found.len(),
            page: paging.page,
            page_size: paging.size,
            links: Links::of(paging.page, paging.size, found.len(), address),
            municipalities: found
                .into_iter()
                .skip(paging.offset())
                .take(paging.size)
                .collect(),
        })
    })
    .await
}

/// The one that a name or code means, with why.
#[utoipa::path(get, path = "/municipalities/{municipality}", operation_id = "getMunicipality", tag = "municipalities",
    params(("municipality" = String, Path, description = NAMED), LangQuery),
    responses((status = 200, description = "The municipality that is meant", body = FoundMunicipality)))]
pub(in crate::http) async fn one(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<LangQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |_, answering| {
        let found = resolve(answering, language, &name)?;
        FoundMunicipality::recognised(&answering.engine, &found, language).ok_or_else(|| {
            let status = axum::http::StatusCode::NOT_FOUND;
            Problem::of(language, status, &Trouble::NoSuchAddress)
        })
    })
    .await
}

//! Municipalities, by name, by a beginning of it, or all of them.

use axum::response::Response;
use serde::Deserialize;

use super::{LangQuery, language};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, Named, Paging, resolve};
use crate::report::Trouble;
use crate::report::view::{FoundMunicipality, Links, Municipalities};

/// Which municipalities.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct MunicipalitiesQuery {
    q: Option<String>,
    page: Option<u32>,
    page_size: Option<u32>,
    lang: Option<Lang>,
}

/// Those that fit what was typed, best first.
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

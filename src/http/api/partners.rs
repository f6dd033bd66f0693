//! The ranked partners of a municipality, as a list or on a map.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use super::selection::Selection;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::respond::JSON;
use crate::http::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::report::Language;
use crate::report::render::csv;
use crate::report::view::{Match, PartnerMap};

/// The media type of a ranking on a map (RFC 7946).
const GEOJSON: &str = "application/geo+json";

/// The media type of a ranking as lines (RFC 4180).
const CSV: &str = "text/csv; charset=utf-8";

/// The same as clients ask for it.
const CSV_TYPE: &str = "text/csv";

/// How many partners; the same on the page and over the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PartnersParams {
    /// At most so many partners.
    #[param(minimum = 1, maximum = 10_000)]
    pub(in crate::http) top: Option<u32>,
    /// The page, from 1; the answer then has `total`, `page`, `pageSize` and `links` as well. JSON only.
    #[param(minimum = 1, maximum = 1000)]
    pub(in crate::http) page: Option<u32>,
    /// How many partners a page has; 20 when left out. JSON only.
    #[param(minimum = 1, maximum = 100)]
    pub(in crate::http) page_size: Option<u32>,
    /// Only these fields of each partner, with commas: `rank,code,name,alignment`. JSON only.
    #[param(min_length = 1)]
    pub(in crate::http) fields: Option<String>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

impl PartnersParams {
    /// The greatest `top`, far above the number of municipalities.
    const MAX_TOP: u32 = 10_000;

    /// How many partners to return, at least 1.
    ///
    /// # Errors
    /// 400 if `top` is out of range.
    fn top(&self, language: Language, default: usize) -> Result<usize, Problem> {
        match self.top {
            None => Ok(default),
            // The schema states the same bounds; this check serves clients that do not read it.
            Some(top @ 1..=Self::MAX_TOP) => Ok(top as usize),
            Some(top) => {
                let reason = format!("top must be from 1 to {}, got {top}", Self::MAX_TOP);
                Err(Problem::invalid_input(language, reason))
            }
        }
    }
}

/// Best aligned first. Without quotes (`fields`) an answer is a tenth as large.
#[utoipa::path(get, path = "/municipalities/{municipality}/partners", operation_id = "listPartners", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, PartnersParams),
    responses((status = 200, description = "The partners, best aligned first",
        content((Match = "application/json"), (PartnerMap = "application/geo+json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<PartnersParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let stop = context.stop.clone();
    // Negotiated before anything is computed: a client that accepts no form costs nothing.
    match context.media_type(&[JSON, GEOJSON, CSV_TYPE])? {
        GEOJSON => {
            context
                .json_as(GEOJSON, language, move |app, serving| {
                    // Without quotes, which a map has no place for and which are most of the cost.
                    let ranking = rank(
                        app,
                        serving,
                        &request(&name, &ranking, &params, 0),
                        language,
                        &stop,
                    )?;
                    Ok(PartnerMap::new(&serving.engine.catalog(), ranking))
                })
                .await
        }
        CSV_TYPE => {
            context
                .bytes(CSV, language, move |app, serving| {
                    let ranking = rank(
                        app,
                        serving,
                        &request(&name, &ranking, &params, 0),
                        language,
                        &stop,
                    )?;
                    let mut lines = Vec::new();
                    csv::partners(&mut lines, &ranking)
                        .map_err(|error| Problem::internal(language, &error))?;
                    Ok(lines.into())
                })
                .await
        }
        _ => {
            context
                .json(language, move |app, serving| {
                    let pages = (params.page, params.page_size);
                    let selection = Selection::new(pages, params.fields.as_deref(), language)?;
                    let quoted = selection.quoted();
                    let top = params.top;
                    // Pages are cut from the whole list, unless `top` says otherwise.
                    let all = selection.is_page().then_some(PartnersParams::MAX_TOP);
                    let params = PartnersParams {
                        top: top.or(all),
                        ..params
                    };
                    let view = rank(
                        app,
                        serving,
                        &request(&name, &ranking, &params, quoted),
                        language,
                        &stop,
                    )?;
                    selection.of(view, &ranking, top)
                })
                .await
        }
    }
}

/// Which ranking is asked for.
pub(in crate::http) struct PartnersRequest<'a> {
    /// The municipality, as it was typed.
    pub(in crate::http) name: &'a str,
    pub(in crate::http) ranking: &'a RankingParams,
    pub(in crate::http) params: &'a PartnersParams,
    /// How many of the first partners get quotes of both sides.
    pub(in crate::http) quoted: usize,
}

fn request<'a>(
    name: &'a str,
    ranking: &'a RankingParams,
    params: &'a PartnersParams,
    quoted: usize,
) -> PartnersRequest<'a> {
    PartnersRequest {
        name,
        ranking,
        params,
        quoted,
    }
}

/// The ranking for a request.
///
/// # Errors
/// 404 if the municipality is unknown or has no text; 400 if a parameter is out of range or names no theme or principle.
pub(in crate::http) fn rank(
    app: &AppState,
    serving: &ServingState,
    request: &PartnersRequest<'_>,
    language: Language,
    stop: &StopFlag,
) -> Result<Match, Problem> {
    let top = request.params.top(language, app.settings.top)?;
    let focus = lookup::municipality(serving, language, request.name)?;
    let engine = &serving.engine;
    let query = request
        .ranking
        .resolve(app, serving, language)?
        .partner_query(&focus.code)
        .top(top)
        .evidence_for(request.quoted);
    // The flag is set when the client has gone; the ranking then ends early.
    let ranking = engine
        .partners_until(&query, stop)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Match::new(
        &engine.catalog(),
        &focus,
        &ranking,
        &serving.presentation(language),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::ranking_params::form_query;
    use axum::http::StatusCode;

    fn parse(query: &str) -> Result<PartnersParams, Problem> {
        let uri = format!("/x?{query}").parse().expect("an address");
        form_query(&uri, Language::English)
    }

    #[test]
    fn empty_form_fields_count_as_missing() {
        let params = parse("scope=km%3A30&top=&weightText=&lang=en").expect("valid");
        assert_eq!((params.top, params.lang), (None, Some(Language::English)));
        assert_eq!(parse("").expect("valid"), PartnersParams::default());
    }

    #[test]
    fn problems_name_what_is_wrong() {
        for (wrong, part) in [("scoop=all", "scoop"), ("top=x", "top")] {
            let problem = parse(wrong).expect_err(wrong);
            assert_eq!(problem.status, StatusCode::BAD_REQUEST);
            assert!(problem.details.detail.contains(part), "{problem:?}");
        }
        let top = parse("top=0").expect("a number").top(Language::English, 10);
        assert!(top.is_err());
    }
}

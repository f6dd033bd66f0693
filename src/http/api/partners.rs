//! The ranked partners of a municipality, as a list or on a map.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::http::extract::{PathSegment, RankingQuery, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::ranking_params::RankingParams;
use crate::http::respond::JSON;
use crate::http::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::report::Language;
use crate::report::view::{Match, PartnerMap};

/// The media type of a ranking on a map (RFC 7946).
const GEOJSON: &str = "application/geo+json";

/// The greatest `top`, far above the number of municipalities.
const MAX_TOP: u32 = 10_000;

/// How many partners; the same on the page and over the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PartnersParams {
    /// At most so many partners.
    #[param(minimum = 1, maximum = 10_000)]
    pub(in crate::http) top: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

impl PartnersParams {
    /// How many partners to return, at least 1.
    ///
    /// # Errors
    /// 400 if `top` is out of range.
    fn top(&self, language: Language, default: usize) -> Result<usize, Problem> {
        match self.top {
            None => Ok(default),
            // The schema states the same bounds; this check serves clients that do not read it.
            Some(top @ 1..=MAX_TOP) => Ok(top as usize),
            Some(top) => {
                let reason = format!("top must be from 1 to {MAX_TOP}, got {top}");
                Err(Problem::invalid_input(language, reason))
            }
        }
    }
}

/// Best aligned first.
#[utoipa::path(get, path = "/municipalities/{municipality}/partners", operation_id = "listPartners", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, PartnersParams),
    responses((status = 200, description = "The partners, best aligned first",
        content((Match = "application/json"), (PartnerMap = "application/geo+json")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<PartnersParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let stop = context.stop.clone();
    // Negotiated before anything is computed: a client that accepts neither form costs nothing.
    if context.media_type(&[JSON, GEOJSON])? == GEOJSON {
        return context
            .json_as(GEOJSON, language, move |app, serving| {
                // Without quotes, which a map has no place for and which are most of the cost.
                let ranking = rank(
                    app, serving, &name, &ranking, &params, language, false, &stop,
                )?;
                Ok(PartnerMap::new(&serving.engine.catalog(), ranking))
            })
            .await;
    }
    context
        .json(language, move |app, serving| {
            rank(
                app, serving, &name, &ranking, &params, language, true, &stop,
            )
        })
        .await
}

/// The ranking for these parameters, with evidence (quotes of both sides) or without.
///
/// # Errors
/// 404 if the municipality is unknown or has no text; 400 if a parameter is out of range or names no theme or principle.
pub(in crate::http) fn rank(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    ranking: &RankingParams,
    params: &PartnersParams,
    language: Language,
    with_evidence: bool,
    stop: &StopFlag,
) -> Result<Match, Problem> {
    let top = params.top(language, app.settings.top)?;
    let focus = lookup::municipality(serving, language, name)?;
    let engine = &serving.engine;
    let query = ranking
        .resolve(app, serving, language)?
        .partner_query(&focus.code)
        .top(top)
        // All partners get quotes or none: `top` already bounds their number.
        .evidence_for(if with_evidence { usize::MAX } else { 0 });
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
    use crate::http::extract::form_query;
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

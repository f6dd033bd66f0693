//! The ranked partners of a municipality, as a list or on a map.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::PartnerQuery;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::respond::JSON;
use crate::http::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::rank::{Scope, Weights};
use crate::report::Language;
use crate::report::view::{Match, PartnerMap};

/// The media type of a ranking on a map (RFC 7946).
const GEOJSON: &str = "application/geo+json";

/// The greatest `top`, far above the number of municipalities.
const MAX_TOP: u32 = 10_000;

/// Which partners; the same on the page and over the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PartnersParams {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// At most so many partners.
    #[param(minimum = 1, maximum = 10_000)]
    pub(in crate::http) top: Option<u32>,
    /// How much the likeness of the texts counts; of three weights those that are left out count for nothing.
    #[param(minimum = 0)]
    pub(in crate::http) weight_text: Option<f64>,
    /// How much the likeness of what is stressed counts.
    #[param(minimum = 0)]
    pub(in crate::http) weight_themes: Option<f64>,
    /// How much the agreement on principles counts.
    #[param(minimum = 0)]
    pub(in crate::http) weight_principles: Option<f64>,
    /// Only partners that speak of this theme too, ranked by what both choose on it: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(in crate::http) theme: Option<String>,
    /// Only partners that have come further on this theme: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(in crate::http) ahead_on: Option<String>,
    /// As if the municipality chose for or against a principle: `collectief=for`.
    #[param(min_length = 1)]
    pub(in crate::http) what_if: Option<String>,
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

    /// The weights. Returns `None` if no weight is given; of three weights those that are missing are 0.
    ///
    /// # Errors
    /// 400 if a weight is negative, or all are 0.
    fn weights(&self, language: Language) -> Result<Option<Weights>, Problem> {
        let given = [self.weight_text, self.weight_themes, self.weight_principles];
        // Without any weight those of the settings apply, which is not the same as three weights of 0.
        if given.iter().all(Option::is_none) {
            return Ok(None);
        }
        // What is left out counts for nothing, so that one weight alone asks for that part alone.
        let [text, themes, principles] = given.map(|weight| weight.unwrap_or(0.0));
        Weights::new(text, themes, principles)
            .map(Some)
            .map_err(|error| {
                Problem::invalid_input(language, error.to_string().replace('\n', "; "))
            })
    }
}

/// Best aligned first.
#[utoipa::path(get, path = "/municipalities/{municipality}/partners", operation_id = "listPartners", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), PartnersParams),
    responses((status = 200, description = "The partners, best aligned first",
        content((Match = "application/json"), (PartnerMap = "application/geo+json")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<PartnersParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let stop = context.stop.clone();
    // Negotiated before anything is computed: a client that accepts neither form costs nothing.
    if context.media_type(&[JSON, GEOJSON])? == GEOJSON {
        return context
            .json_as(GEOJSON, language, move |app, serving| {
                // Without quotes, which a map has no place for and which are most of the cost.
                let ranking = rank(app, serving, &name, &params, language, false, &stop)?;
                Ok(PartnerMap::new(&serving.engine.catalog(), ranking))
            })
            .await;
    }
    context
        .json(language, move |app, serving| {
            rank(app, serving, &name, &params, language, true, &stop)
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
    params: &PartnersParams,
    language: Language,
    with_evidence: bool,
    stop: &StopFlag,
) -> Result<Match, Problem> {
    let (top, weights) = (
        params.top(language, app.settings.top)?,
        params.weights(language)?,
    );
    let focus = lookup::municipality(serving, language, name)?;
    let engine = &serving.engine;
    let problem = |error| Problem::from_engine(language, &error);
    let theme = |name: &Option<String>| name.as_deref().map(|name| engine.theme(name)).transpose();
    let what_if = params.what_if.as_deref();
    let what_if = what_if.map(|text| engine.parse_what_if(text));
    let query = PartnerQuery::new(focus.code.clone())
        .scope(params.scope.clone().unwrap_or(app.settings.scope.clone()))
        .weights(weights)
        .top(top)
        .theme(theme(&params.theme).map_err(problem)?)
        .ahead_on(theme(&params.ahead_on).map_err(problem)?)
        .what_if(what_if.transpose().map_err(problem)?)
        // All partners get quotes or none: `top` already bounds their number.
        .evidence_for(if with_evidence { usize::MAX } else { 0 });
    // The flag is set when the client has gone; the ranking then ends early.
    let ranking = engine.partners_until(&query, stop).map_err(problem)?;
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
        assert_eq!(
            params.scope.map(|scope| scope.to_string()),
            Some("km:30".into())
        );
        assert_eq!(
            (params.top, params.weight_text, params.lang),
            (None, None, Some(Language::English))
        );
        assert_eq!(parse("").expect("valid"), PartnersParams::default());
    }

    #[test]
    fn problems_name_what_is_wrong() {
        for (wrong, part) in [
            ("scope=near", "border"),
            ("scoop=all", "scoop"),
            ("top=x", "top"),
        ] {
            let problem = parse(wrong).expect_err(wrong);
            assert_eq!(problem.status, StatusCode::BAD_REQUEST);
            assert!(problem.details.detail.contains(part), "{problem:?}");
        }
        let weights = parse("weightText=-1")
            .expect("numbers")
            .weights(Language::English);
        assert!(weights.is_err());
        let top = parse("top=0").expect("a number").top(Language::English, 10);
        assert!(top.is_err());
    }
}

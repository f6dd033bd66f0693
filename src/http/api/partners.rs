//! The ranked partners of a municipality, as a list or on a map.

use axum::response::Response;

use super::{NAMED, language};
use crate::engine::PartnerQuery;
use crate::http::answer::{Ask, JSON};
use crate::http::problem::Problem;
use crate::http::question::{Asked, Named, PartnersQuery, resolve};
use crate::http::state::{Answering, App};
use crate::report::Language;
use crate::report::view::{Match, PartnerMap};

const GEOJSON: &str = "application/geo+json";

/// Best aligned first.
#[utoipa::path(get, path = "/municipalities/{municipality}/partners", operation_id = "listPartners", tag = "partners",
    params(("municipality" = String, Path, description = NAMED), PartnersQuery),
    responses((status = 200, description = "The partners, best aligned first",
        content((Match = "application/json"), (PartnerMap = "application/geo+json")))))]
pub(in crate::http) async fn list(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<PartnersQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    if ask.form(&[JSON, GEOJSON])? == GEOJSON {
        return ask
            .json_as(GEOJSON, language, move |app, answering| {
                let ranking = rank(app, answering, &name, &query, language, false)?;
                Ok(PartnerMap::of(&answering.engine, ranking))
            })
            .await;
    }
    ask.json(language, move |app, answering| {
        rank(app, answering, &name, &query, language, true)
    })
    .await
}

/// The ranking that a question asks for, with or without quotes.
pub(in crate::http) fn rank(
    app: &App,
    answering: &Answering,
    name: &str,
    query: &PartnersQuery,
    language: Language,
    evidence: bool,
) -> Result<Match, Problem> {
    let (top, weights) = (
        query.top(language, app.settings.top)?,
        query.weights(language)?,
    );
    let focus = resolve(answering, language, name)?;
    let engine = &answering.engine;
    let told = |error| Problem::engine(language, &error);
    let named = |name: &Option<String>| name.as_deref().map(|name| engine.theme(name)).transpose();
    let what_if = query.what_if.as_deref();
    let what_if = what_if.map(|text| engine.supposition(text));
    let ranking = engine
        .partners(&PartnerQuery {
            focus: focus.code.clone(),
            scope: query.scope.clone().unwrap_or(app.settings.scope.clone()),
            weights,
            top: Some(top),
            theme: named(&query.theme).map_err(told)?,
            ahead_on: named(&query.ahead_on).map_err(told)?,
            what_if: what_if.transpose().map_err(told)?,
            evidence,
        })
        .map_err(told)?;
    Ok(Match::of(
        engine,
        &focus,
        &ranking,
        answering.demonstration,
        language,
    ))
}

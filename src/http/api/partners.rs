//! The ranked partners of a municipality, as a list or on a map.

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
pub(in crate::http) use super::partner_list::PartnersParams;
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

/// The media type of a ranking as lines, as clients ask for it.
const CSV_TYPE: &str = "text/csv";

// GeoJSON has an address of its own; it is still answered here for those who asked for it before.
/// Best aligned first. Without quotes (`fields`) an answer is a tenth as large.
#[utoipa::path(get, path = "/municipalities/{municipality}/partners", operation_id = "listPartners", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, PartnersParams),
    responses((status = 200, description = "The partners, best aligned first",
        content((Match = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<PartnersParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let (stop, base) = (context.stop.clone(), context.base.clone());
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
                    Ok(PartnerMap::new(&serving.engine.catalog(), None, ranking))
                })
                .await
        }
        CSV_TYPE => {
            context
                .bytes(
                    RequestContext::media_type_of(true),
                    language,
                    move |app, serving| {
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
                    },
                )
                .await
        }
        _ => {
            context
                .json(language, move |app, serving| {
                    let pages = (params.page, params.page_size);
                    let selection = Selection::new(pages, params.fields.as_deref(), language)?;
                    let quoted = selection.quoted();
                    let own = params.pairs();
                    // A page is cut from all partners, unless `top` says otherwise.
                    let listed = match params.top {
                        None if selection.is_page() => usize::MAX,
                        _ => params.top(language, app.settings.top)?,
                    };
                    let part = selection.part_of(listed);
                    let request = request(&name, &ranking, &params, quoted);
                    let (view, fitting) = rank_part(part, app, serving, &request, language, &stop)?;
                    let view = (view, fitting.min(listed));
                    selection.of(view, &base, &ranking, &own)
                })
                .await
        }
    }
}

/// Parameters that only the list as JSON has.
pub(in crate::http) const LIST_PARAMETERS: [&str; 3] = ["page", "pageSize", "fields"];

/// The same as a map: the municipality and its partners with their areas, where the register has borders, else with their
/// centroids.
#[utoipa::path(get, path = "/municipalities/{municipality}/map", operation_id = "getMap", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, PartnersParams),
    responses((status = 200, description = "The map, as GeoJSON", body = PartnerMap, content_type = "application/geo+json")))]
pub(in crate::http) async fn map(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<PartnersParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let of_list = [
        params.page.is_some(),
        params.page_size.is_some(),
        params.fields.is_some(),
    ];
    if of_list.contains(&true) {
        let reason = format!(
            "{} are for the list, not for its map",
            LIST_PARAMETERS.join(", ")
        );
        return Err(Problem::invalid_input(language, reason));
    }
    let stop = context.stop.clone();
    // Clients of GeoJSON often ask for plain JSON, which it is.
    let media_type = context.media_type(&[GEOJSON, JSON])?;
    let media_type = if media_type == JSON { JSON } else { GEOJSON };
    context
        .json_as(media_type, language, move |app, serving| {
            let request = request(&name, &ranking, &params, 0);
            let ranking = rank(app, serving, &request, language, &stop)?;
            let catalog = serving.engine.catalog();
            Ok(PartnerMap::new(&catalog, Some(&serving.areas), ranking))
        })
        .await
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
    let ranked = rank_part((0, top), app, serving, request, language, stop);
    ranked.map(|(view, _)| view)
}

/// The same for a part of the partners, whatever `top` in the request is: how many are passed over, and how many come then.
/// With it comes how many fit what was asked for.
fn rank_part(
    (skip, top): (usize, usize),
    app: &AppState,
    serving: &ServingState,
    request: &PartnersRequest<'_>,
    language: Language,
    stop: &StopFlag,
) -> Result<(Match, usize), Problem> {
    let focus = lookup::municipality(serving, language, request.name)?;
    let engine = &serving.engine;
    let query = request
        .ranking
        .resolve(app, serving, language)?
        .partner_query(&focus.code)
        .skip(skip)
        .top(top)
        .filter(request.params.filter())
        .order(request.params.order.unwrap_or_default())
        .evidence_for(request.quoted);
    // The flag is set when the client has gone; the ranking then ends early.
    let ranking = engine
        .partners_until(&query, stop)
        .map_err(|error| Problem::from_engine(language, &error))?;
    let view = Match::new(
        &engine.catalog(),
        &focus,
        &ranking,
        &serving.presentation(language),
    );
    Ok((view, ranking.total))
}

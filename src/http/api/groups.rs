//! Groups in which every pair is aligned.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::GroupQuery;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::render::csv;
use crate::report::view::Groups;

/// The members of the smallest and of the largest group, the municipality itself included.
const SIZES: (usize, usize) = (3, 6);

/// Which groups.
#[derive(Clone, Copy, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct GroupsParams {
    /// How many members, the municipality itself included; 3 to 5 when left out.
    #[param(minimum = 3, maximum = 6)]
    pub(in crate::http) size: Option<usize>,
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Language>,
}

/// The groups around a municipality, smaller ones first, then those whose weakest pair is aligned best.
#[utoipa::path(get, path = "/municipalities/{municipality}/groups", operation_id = "listGroups", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), RankingParams, GroupsParams),
    responses((status = 200, description = "The groups", content((Groups = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    RankingQuery(ranking, params): RankingQuery<GroupsParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json_or_lines(
            language,
            move |app, serving| groups(app, serving, &name, &ranking, params, language),
            |lines, view| csv::groups(&mut *lines, view),
        )
        .await
}

/// The groups within the scope of a municipality.
///
/// # Errors
/// 404 if the municipality is unknown or has no text; 400 if a parameter cannot be used.
pub(in crate::http) fn groups(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    ranking: &RankingParams,
    params: GroupsParams,
    language: Language,
) -> Result<Groups, Problem> {
    let (smallest, largest) = SIZES;
    let sizes = match params.size {
        None => smallest..=largest - 1,
        Some(size) if (smallest..=largest).contains(&size) => size..=size,
        Some(size) => {
            let reason = format!("size must be from {smallest} to {largest}, got {size}");
            return Err(Problem::invalid_input(language, reason));
        }
    };
    let focus = lookup::municipality(serving, language, name)?;
    let partners = ranking
        .resolve(app, serving, language)?
        .partner_query(&focus.code);
    let query = GroupQuery::new(focus.code.clone())
        .scope(partners.scope.clone())
        .sizes(sizes)
        .like(&partners);
    let engine = &serving.engine;
    let found = engine
        .groups(&query)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Groups::new(
        &engine.catalog(),
        &focus,
        &query,
        &found,
        &serving.presentation(language),
    ))
}

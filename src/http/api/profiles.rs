//! What is known of one municipality.

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::http::state::ServingState;
use crate::report::Language;
use crate::report::render::csv;
use crate::report::view::Profile;

/// The profile of a municipality.
#[utoipa::path(get, path = "/profiles/{municipality}", operation_id = "getProfile", tag = "municipalities",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), LangParams),
    responses((status = 200, description = "What is known of the municipality",
        content((Profile = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn one(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json_or_lines(
            language,
            move |_, serving| profile(serving, &name, language),
            |lines, view| csv::profile(&mut *lines, view),
        )
        .await
}

/// The profile of a municipality.
///
/// # Errors
/// 404 if it is unknown.
pub(in crate::http) fn profile(
    serving: &ServingState,
    name: &str,
    language: Language,
) -> Result<Profile, Problem> {
    let found = lookup::municipality(serving, language, name)?;
    let engine = &serving.engine;
    let profile = engine
        .profile(&found.code)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Profile::new(
        &engine.catalog(),
        &found,
        &profile,
        &serving.presentation(language),
    ))
}

//! What several municipalities plan, build or have.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::SharedInitiativeQuery;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::state::{AppState, ServingState};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::SharedInitiatives;

/// Which wheels.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct WheelsParams {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// Only things of this theme: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(in crate::http) theme: Option<String>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

/// The wheels of a municipality and those around it, worth most first.
#[utoipa::path(get, path = "/municipalities/{municipality}/wheels", operation_id = "listWheels", tag = "partners",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), WheelsParams),
    responses((status = 200, description = "The wheels", body = SharedInitiatives)))]
pub(in crate::http) async fn list(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<WheelsParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            wheels(app, serving, &name, &params, language)
        })
        .await
}

/// The shared initiatives in the scope of a municipality.
///
/// # Errors
/// 404 if the municipality is unknown; 400 if the scope or the theme cannot be used.
pub(in crate::http) fn wheels(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    params: &WheelsParams,
    language: Language,
) -> Result<SharedInitiatives, Problem> {
    let engine = &serving.engine;
    let problem = |error| Problem::from_engine(language, &error);
    let focus = lookup::municipality(serving, language, name)?;
    // An unknown theme is an error rather than an empty list.
    let theme = params.theme.as_deref().map(|name| engine.theme(name));
    let query = SharedInitiativeQuery::new(Some(focus.code.clone()))
        .scope(params.scope.clone().unwrap_or(app.settings.scope.clone()))
        .theme(theme.transpose().map_err(problem)?);
    let found = engine.shared_initiatives(&query).map_err(problem)?;
    Ok(SharedInitiatives::new(
        &engine.catalog(),
        Some(&focus),
        &query,
        &found,
        None,
        &serving.presentation(language),
    ))
}

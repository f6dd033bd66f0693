//! What several municipalities plan, build or have.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{NAMED, language};
use crate::engine::WheelQuery;
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, Named, resolve};
use crate::http::state::{Answering, App};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::Wheels;

/// Which wheels.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct WheelsQuery {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// Only things of this theme: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(in crate::http) theme: Option<String>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Lang>,
}

/// The wheels of a municipality and those around it, worth most first.
#[utoipa::path(get, path = "/municipalities/{municipality}/wheels", operation_id = "listWheels", tag = "partners",
    params(("municipality" = String, Path, description = NAMED), WheelsQuery),
    responses((status = 200, description = "The wheels", body = Wheels)))]
pub(in crate::http) async fn list(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<WheelsQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |app, answering| {
        wheels(app, answering, &name, &query, language)
    })
    .await
}

/// The wheels that a question asks for.
pub(in crate::http) fn wheels(
    app: &App,
    answering: &Answering,
    name: &str,
    query: &WheelsQuery,
    language: Language,
) -> Result<Wheels, Problem> {
    let engine = &answering.engine;
    let told = |error| Problem::engine(language, &error);
    let focus = resolve(answering, language, name)?;
    let theme = query.theme.as_deref().map(|name| engine.theme(name));
    let question = WheelQuery {
        focus: Some(focus.code.clone()),
        scope: query.scope.clone().unwrap_or(app.settings.scope.clone()),
        theme: theme.transpose().map_err(told)?,
    };
    let found = engine.wheels(&question).map_err(told)?;
    Ok(Wheels::of(
        engine,
        Some(&focus),
        &question,
        &found,
        None,
        answering.demonstration,
        language,
    ))
}

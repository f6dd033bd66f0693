//! How far the municipalities of a region agree, each with each.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{NAMED, language};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, Named, resolve};
use crate::http::state::{Answering, App};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::Region;

/// Which region.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct RegionQuery {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Lang>,
}

/// The alignments of all in the region of a municipality.
#[utoipa::path(get, path = "/municipalities/{municipality}/alignments", operation_id = "listAlignments", tag = "partners",
    params(("municipality" = String, Path, description = NAMED), RegionQuery),
    responses((status = 200, description = "The alignments, as a table", body = Region)))]
pub(in crate::http) async fn list(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<RegionQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |app, answering| {
        region(app, answering, &name, &query, language)
    })
    .await
}

/// The region that a question asks for.
pub(in crate::http) fn region(
    app: &App,
    answering: &Answering,
    name: &str,
    query: &RegionQuery,
    language: Language,
) -> Result<Region, Problem> {
    let focus = resolve(answering, language, name)?;
    let scope = query.scope.as_ref().unwrap_or(&app.settings.scope);
    let demonstration = answering.demonstration;
    Region::of(&answering.engine, &focus, scope, demonstration, language)
        .map_err(|error| Problem::engine(language, &error))
}

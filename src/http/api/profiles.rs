//! What is known of one municipality.

use axum::response::Response;

use super::{LangQuery, NAMED, language};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Named, resolve};
use crate::http::state::Answering;
use crate::report::Language;
use crate::report::view::Profile;

/// The profile of a municipality.
#[utoipa::path(get, path = "/profiles/{municipality}", operation_id = "getProfile", tag = "municipalities",
    params(("municipality" = String, Path, description = NAMED), LangQuery),
    responses((status = 200, description = "What is known of the municipality", body = Profile)))]
pub(in crate::http) async fn one(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<LangQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |_, answering| {
        profile(answering, &name, language)
    })
    .await
}

/// What is known of who is named.
pub(in crate::http) fn profile(
    answering: &Answering,
    name: &str,
    language: Language,
) -> Result<Profile, Problem> {
    let found = resolve(answering, language, name)?;
    let engine = &answering.engine;
    let profile = engine
        .profile(&found.code)
        .map_err(|error| Problem::engine(language, &error))?;
    Ok(Profile::of(
        engine,
        &found,
        &profile,
        answering.demonstration,
        language,
    ))
}

//! The generations that were published.

use axum::response::Response;

use super::{LangQuery, language};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::Asked;
use crate::report::view::Published;

/// All generations on disk, newest first.
#[utoipa::path(get, path = "/generations", operation_id = "listGenerations", tag = "service",
    params(LangQuery), responses((status = 200, description = "The generations", body = Published)))]
pub(in crate::http) async fn list(
    ask: Ask,
    Asked(query): Asked<LangQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    // Others may be removed, or come back, while the one that answers stays.
    ask.fresh()
        .json(language, move |app, answering| {
            let list = app
                .store
                .list()
                .map_err(|error| Problem::ours(language, &error))?;
            let answers = answering.engine.generation();
            Ok(Published::of(answers, answering.demonstration, &list))
        })
        .await
}

//! The generations that were published.

use axum::response::Response;

use crate::http::extract::{ApiQuery, RequestContext};
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::report::view::Published;

/// All generations on disk, newest first.
#[utoipa::path(get, path = "/generations", operation_id = "listGenerations", tag = "service",
    params(LangParams), responses((status = 200, description = "The generations", body = Published)))]
pub(in crate::http) async fn list(
    context: RequestContext,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    // Other generations may be pruned or restored while the serving one stays, so the list is not cached.
    context
        .uncached_json(language, move |app, serving| {
            let list = app
                .store
                .list()
                .map_err(|error| Problem::internal(language, &error))?;
            // The generation that serves need not be the newest on disk: the newer one may not open.
            let serving_id = serving.engine.generation();
            Ok(Published::new(serving_id, serving.demonstration, &list))
        })
        .await
}

//! All addresses, on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;

use super::state::App;
use super::{api, border, packing, pages, problem};

/// Every address the server knows; all others are a problem document.
pub(super) fn router(app: Arc<App>) -> Router {
    let api = Router::new()
        .route("/municipalities", get(api::municipalities::list))
        .route(
            "/municipalities/{municipality}",
            get(api::municipalities::one),
        )
        .route(
            "/municipalities/{municipality}/partners",
            get(api::partners::list),
        )
        .route("/comparisons", get(api::comparisons::one))
        .route("/profiles/{municipality}", get(api::profiles::one))
        .route("/passages", get(api::passages::list))
        .route("/passages/{passage}", get(api::passages::one))
        .route("/generations", get(api::generations::list))
        .route("/health", get(api::health::health))
        .route("/readiness", get(api::health::readiness));
    Router::new()
        .nest("/api/v1", api)
        .route("/", get(pages::home))
        .route("/gemeenten/{municipality}", get(pages::profile))
        .route("/gemeenten/{municipality}/partners", get(pages::partners))
        .route("/vergelijk", get(pages::compare))
        .route("/zoeken", get(pages::search))
        .route("/passages/{passage}", get(pages::passage))
        .route("/dekking", get(pages::coverage))
        .route("/werkwijze", get(pages::method))
        .route("/toegankelijkheid", get(pages::accessibility))
        .route("/assets/wiel.css", get(pages::stylesheet))
        .route("/.well-known/security.txt", get(pages::security_txt))
        .fallback(pages::no_such_page)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(from_fn(packing::pack))
        .layer(from_fn(border::headers))
        .layer(from_fn_with_state(Arc::clone(&app), border::watch))
        .with_state(app)
}

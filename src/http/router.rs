//! All addresses, on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::get;
use tower_http::compression::CompressionLayer;

use super::state::App;
use super::{api, border, problem};

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
        .route("/generations", get(api::generations::list))
        .route("/health", get(api::health::health))
        .route("/readiness", get(api::health::readiness));
    Router::new()
        .nest("/api/v1", api)
        .fallback(problem::no_such_address)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(CompressionLayer::new().gzip(true).br(true))
        .layer(from_fn(border::headers))
        .layer(from_fn_with_state(Arc::clone(&app), border::watch))
        .with_state(app)
}

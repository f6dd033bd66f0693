//! Whether the server is up, whether it can answer, and the description of its API.

use std::sync::Arc;

use axum::extract::State;
use axum::http::StatusCode;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use jiff::Timestamp;

use crate::http::respond::JSON;
use crate::http::state::AppState;
use crate::report::view::Health;

/// The server lives: it touches nothing.
#[utoipa::path(get, path = "/health", operation_id = "getHealth", tag = "service",
    responses((status = 200, description = "The server lives", body = Health)))]
pub(in crate::http) async fn health() -> Response {
    report("up", None, None)
}

/// The server can answer: from this generation.
#[utoipa::path(get, path = "/readiness", operation_id = "getReadiness", tag = "service",
    responses((status = 200, description = "The server can answer", body = Health),
        (status = 503, description = "The data folder is gone, or no build ended well for longer than is allowed; \
            what was opened still answers", body = Health)))]
pub(in crate::http) async fn readiness(State(app): State<Arc<AppState>>) -> Response {
    // The generation in memory, which answers also when the data folder is gone.
    let generation = Some(app.serving().generation.clone());
    match app.readiness.check(Timestamp::now()) {
        Ok(()) => report("up", generation, None),
        Err(reason) => {
            // 503 takes this server out of a load balancer; the body still says from what it would answer.
            let report = report("down", generation, Some(reason.label()));
            (StatusCode::SERVICE_UNAVAILABLE, report).into_response()
        }
    }
}

/// The `OpenAPI` description of the API. It is the same until the server is started anew.
pub(in crate::http) async fn openapi(State(app): State<Arc<AppState>>) -> Response {
    // The description changes only with the program, but a client must notice a new one at once.
    let headers = [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-cache")];
    (headers, Arc::clone(&app.openapi).into_response()).into_response()
}

fn report(
    status: &'static str,
    generation: Option<String>,
    reason: Option<&'static str>,
) -> Response {
    let health = Health {
        status,
        generation,
        reason,
        wiel_version: env!("CARGO_PKG_VERSION"),
    };
    let body = serde_json::to_vec(&health).expect("text serialises");
    ([(CONTENT_TYPE, JSON)], body).into_response()
}

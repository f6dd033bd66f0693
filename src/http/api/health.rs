//! Whether the server lives, whether it can answer, and what can be asked.

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

use crate::http::answer::JSON;
use crate::http::kept::respond;
use crate::http::state::App;
use crate::report::view::Health;

/// The server lives: it touches nothing.
#[utoipa::path(get, path = "/health", operation_id = "getHealth", tag = "service",
    responses((status = 200, description = "The server lives", body = Health)))]
pub(in crate::http) async fn health() -> Response {
    told(&Health {
        status: "up",
        generation: None,
        wiel_version: env!("CARGO_PKG_VERSION"),
    })
}

/// The server can answer: from this generation.
#[utoipa::path(get, path = "/readiness", operation_id = "getReadiness", tag = "service",
    responses((status = 200, description = "The server can answer", body = Health)))]
pub(in crate::http) async fn readiness(State(app): State<Arc<App>>) -> Response {
    told(&Health {
        status: "up",
        generation: Some(app.answering().generation.clone()),
        wiel_version: env!("CARGO_PKG_VERSION"),
    })
}

/// The description of the API.
pub(in crate::http) async fn description(State(app): State<Arc<App>>) -> Response {
    let kept = [(CONTENT_TYPE, JSON), (CACHE_CONTROL, "no-cache")];
    (kept, respond(Arc::clone(&app.description))).into_response()
}

fn told(health: &Health) -> Response {
    let body = serde_json::to_vec(health).expect("words become JSON");
    ([(CONTENT_TYPE, JSON)], body).into_response()
}

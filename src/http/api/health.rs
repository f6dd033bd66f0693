//! Whether the server lives, and whether it can answer.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use std::sync::Arc;

use crate::http::answer::JSON;
use crate::http::state::App;
use crate::report::view::Health;

/// The server lives: it touches nothing.
pub(in crate::http) async fn health() -> Response {
    told(&Health {
        status: "up",
        generation: None,
        wiel_version: env!("CARGO_PKG_VERSION"),
    })
}

/// The server can answer: from this generation.
pub(in crate::http) async fn readiness(State(app): State<Arc<App>>) -> Response {
    told(&Health {
        status: "up",
        generation: Some(app.answering().generation.clone()),
        wiel_version: env!("CARGO_PKG_VERSION"),
    })
}

fn told(health: &Health) -> Response {
    let body = serde_json::to_vec(health).expect("words become JSON");
    ([(CONTENT_TYPE, JSON)], body).into_response()
}

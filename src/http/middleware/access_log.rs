//! One log line for each request.

use std::time::Instant;

use axum::extract::{MatchedPath, Request};
use axum::middleware::Next;
use axum::response::Response;
use tower_http::request_id::RequestId;

use crate::http::header_names::GENERATION;

/// Logs a request when its response is ready. The line has no address, query or name of a municipality: of the path
/// it has the pattern that matched, empty for an unknown address.
pub(super) async fn log(request: Request, next: Next) -> Response {
    // Before the inner layers, so that the time includes them.
    let start = Instant::now();
    let method = request.method().clone();
    // The pattern, not the path: names in addresses tell what somebody is interested in.
    let route = request.extensions().get::<MatchedPath>().cloned();
    let id = request.extensions().get::<RequestId>().cloned();
    let response = next.run(request).await;
    let id = id.as_ref().and_then(|id| id.header_value().to_str().ok());
    let generation = response.headers().get(GENERATION);
    tracing::info!(
        request = id.unwrap_or_default(),
        %method,
        route = route.as_ref().map_or("", MatchedPath::as_str),
        status = response.status().as_u16(),
        generation = generation.and_then(|id| id.to_str().ok()).unwrap_or_default(),
        ms = start.elapsed().as_secs_f64() * 1000.0,
        "answered"
    );
    response
}

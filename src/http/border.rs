//! What happens to every request on its way in and out: its number, limits, headers, and one line in the log.

use std::net::SocketAddr;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Instant;

use axum::extract::{ConnectInfo, MatchedPath, Request, State};
use axum::http::header::{CACHE_CONTROL, CONTENT_LENGTH, RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::{HeaderMap, HeaderName, HeaderValue, StatusCode};
use axum::middleware::Next;
use axum::response::{IntoResponse, Response};

use super::limit::{knows, who_asks};
use super::problem::Problem;
use super::state::App;
use crate::report::{Language, Trouble};

/// The version of the API, as it stands in its description and on every answer.
pub(super) const API_VERSION: &str = "1.0.0";

/// Names the generation that answered.
pub(super) const GENERATION: HeaderName = HeaderName::from_static("wiel-generation");

/// Names the version of the API.
pub(super) const API_VERSION_NAME: HeaderName = HeaderName::from_static("api-version");
const REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Characters of a query: more than any question needs, less than any server before this one lets through.
const LONGEST_QUERY: usize = 4096;

/// Bytes of a body: there is no question that has one.
const LARGEST_BODY: u64 = 16 * 1024;

/// What watches the server is answered also without a token.
const OPEN: [&str; 2] = ["/api/v1/health", "/api/v1/readiness"];

/// Gives a request its number, refuses what is too much, gives up what takes too long, and tells the log. The
/// log has no address, no query and no name: only what was asked for by its pattern.
pub(super) async fn watch(State(app): State<Arc<App>>, request: Request, next: Next) -> Response {
    let begin = Instant::now();
    let id = number(request.headers());
    let method = request.method().clone();
    let route = request.extensions().get::<MatchedPath>().cloned();
    let mut response = limited(&app, request, next).await;
    let status = response.status();
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let generation = response.headers().get(GENERATION);
    tracing::info!(
        request = %id,
        %method,
        route = route.as_ref().map_or("", MatchedPath::as_str),
        status = status.as_u16(),
        generation = generation.and_then(|name| name.to_str().ok()).unwrap_or_default(),
        ms = begin.elapsed().as_secs_f64() * 1000.0,
        "answered"
    );
    response
}

async fn limited(app: &App, request: Request, next: Next) -> Response {
    let language = Language::default();
    if request
        .uri()
        .query()
        .is_some_and(|query| query.len() > LONGEST_QUERY)
    {
        return Problem::of(language, StatusCode::URI_TOO_LONG, &Trouble::TooLong).into_response();
    }
    if body_bytes(request.headers()) > LARGEST_BODY {
        let trouble = Trouble::TooLarge;
        return Problem::of(language, StatusCode::PAYLOAD_TOO_LARGE, &trouble).into_response();
    }
    let server = &app.settings.server;
    let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
    if let (Some(limit), Some(ConnectInfo(peer))) = (&app.limit, peer) {
        let asks = who_asks(peer.ip(), request.headers(), &server.proxies);
        // Who asks on this machine itself is a proxy that nobody named or a program of ours.
        if !asks.is_loopback()
            && let Err(seconds) = limit.take(asks, Instant::now())
        {
            let trouble = Trouble::TooOften { seconds };
            let often = Problem::of(language, StatusCode::TOO_MANY_REQUESTS, &trouble);
            return ([(RETRY_AFTER, seconds.to_string())], often).into_response();
        }
    }
    if let Some(token) = &server.token
        && !OPEN.contains(&request.uri().path())
        && !knows(request.headers(), token)
    {
        let who = Problem::of(language, StatusCode::UNAUTHORIZED, &Trouble::NoToken);
        return ([(WWW_AUTHENTICATE, "Bearer")], who).into_response();
    }
    let Ok(_place) = app.room.try_acquire() else {
        let busy = Problem::of(language, StatusCode::SERVICE_UNAVAILABLE, &Trouble::Busy);
        return ([(RETRY_AFTER, "1")], busy).into_response();
    };
    let limit = server.timeout;
    match tokio::time::timeout(limit, next.run(request)).await {
        Ok(response) => response,
        Err(_) => {
            Problem::of(language, StatusCode::GATEWAY_TIMEOUT, &Trouble::TooSlow).into_response()
        }
    }
}

/// The length that a request says its body has; one that comes in pieces is never read.
fn body_bytes(headers: &HeaderMap) -> u64 {
    let length = headers
        .get(CONTENT_LENGTH)
        .and_then(|value| value.to_str().ok());
    length.and_then(|length| length.parse().ok()).unwrap_or(0)
}

/// The number that the sender gave, when it is a plain one, else one of our own.
fn number(headers: &HeaderMap) -> String {
    static COUNT: AtomicU64 = AtomicU64::new(1);
    let plain = |text: &&str| {
        (1..=64).contains(&text.len())
            && text
                .bytes()
                .all(|byte| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte))
    };
    let given = headers
        .get(REQUEST_ID)
        .and_then(|value| value.to_str().ok());
    given.filter(plain).map_or_else(
        || format!("{:08x}", COUNT.fetch_add(1, Ordering::Relaxed)),
        str::to_owned,
    )
}

/// Puts on every answer what the design rules and a careful browser want.
pub(super) async fn headers(request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    let headers = response.headers_mut();
    let fixed = [
        (API_VERSION_NAME, API_VERSION),
        (HeaderName::from_static("access-control-allow-origin"), "*"),
        (
            HeaderName::from_static("access-control-expose-headers"),
            "API-Version, ETag, Wiel-Generation, X-Request-Id",
        ),
        (HeaderName::from_static("x-content-type-options"), "nosniff"),
        (HeaderName::from_static("x-frame-options"), "DENY"),
        (HeaderName::from_static("referrer-policy"), "no-referrer"),
        (
            HeaderName::from_static("cross-origin-opener-policy"),
            "same-origin",
        ),
        (
            HeaderName::from_static("permissions-policy"),
            "camera=(), geolocation=(), microphone=()",
        ),
        (
            HeaderName::from_static("strict-transport-security"),
            "max-age=31536000",
        ),
    ];
    for (name, value) in fixed {
        headers.insert(name, HeaderValue::from_static(value));
    }
    let policy = HeaderName::from_static("content-security-policy");
    headers.entry(policy).or_insert(HeaderValue::from_static(
        "default-src 'none'; frame-ancestors 'none'",
    ));
    headers
        .entry(CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("no-store"));
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn numbered(given: &'static str) -> String {
        let mut headers = HeaderMap::new();
        headers.insert(REQUEST_ID, HeaderValue::from_static(given));
        number(&headers)
    }

    #[test]
    fn only_plain_numbers_are_taken_over() {
        assert_eq!(numbered("a-1_B.2"), "a-1_B.2");
        assert_ne!(numbered("a b"), "a b");
        assert_ne!(numbered(""), "");
        assert_ne!(number(&HeaderMap::new()), number(&HeaderMap::new()));
    }
}

//! Header fields of every response: the version of the API, cross-origin access, and what browsers are to refuse.

use axum::http::header::{
    ACCESS_CONTROL_ALLOW_ORIGIN, ACCESS_CONTROL_EXPOSE_HEADERS, CACHE_CONTROL,
    CONTENT_SECURITY_POLICY, REFERRER_POLICY, STRICT_TRANSPORT_SECURITY, X_CONTENT_TYPE_OPTIONS,
    X_FRAME_OPTIONS,
};
use axum::http::{HeaderName, HeaderValue};
use axum::response::Response;

use crate::http::header_names::{API_VERSION, API_VERSION_VALUE};

/// Fields with the same value on every response. Anyone may read the API from a script in a browser; nobody may put
/// a response in a frame, guess its media type or learn where a visitor came from.
const FIXED: [(HeaderName, &str); 9] = [
    (API_VERSION, API_VERSION_VALUE),
    // Any origin: the API needs no cookies, so a foreign script gets what anybody gets.
    (ACCESS_CONTROL_ALLOW_ORIGIN, "*"),
    (
        ACCESS_CONTROL_EXPOSE_HEADERS,
        // Scripts see only the fields that are named here.
        "API-Version, ETag, Wiel-Generation, X-Request-Id",
    ),
    // Documents of municipalities pass through; a browser must not take one for a script.
    (X_CONTENT_TYPE_OPTIONS, "nosniff"),
    (X_FRAME_OPTIONS, "DENY"),
    // Addresses have names of municipalities, which other sites need not learn.
    (REFERRER_POLICY, "no-referrer"),
    (
        HeaderName::from_static("cross-origin-opener-policy"),
        "same-origin",
    ),
    (
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=()",
    ),
    // Browsers ignore it over plain HTTP, so it may always be sent.
    (STRICT_TRANSPORT_SECURITY, "max-age=31536000"),
];

/// Fields that a handler may set itself: pages have a policy with their style and script, cached responses may be
/// stored.
const DEFAULTS: [(HeaderName, &str); 2] = [
    (
        CONTENT_SECURITY_POLICY,
        // Nothing may be loaded by a document that is no page, such as JSON opened in a browser.
        "default-src 'none'; frame-ancestors 'none'",
    ),
    // Problems and refusals depend on the moment.
    (CACHE_CONTROL, "no-store"),
];

/// Adds the fields to a response. One function for all of them: tower-http's `SetResponseHeader` is a layer for each
/// field, and every layer is cloned for every request.
pub(super) fn add(mut response: Response) -> Response {
    let headers = response.headers_mut();
    headers.reserve(FIXED.len() + DEFAULTS.len());
    for (name, value) in FIXED {
        headers.insert(name, HeaderValue::from_static(value));
    }
    for (name, value) in DEFAULTS {
        headers
            .entry(name)
            .or_insert(HeaderValue::from_static(value));
    }
    response
}

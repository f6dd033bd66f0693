//! What happens to every request before its handler and to every response after it.
//!
//! Owns the limits of the server, who may ask, the log of requests, and the header fields that all responses share. It
//! knows the settings of the server and [`Problem`](super::problem::Problem)s, and nothing of generations or handlers;
//! only [`compression`] looks for the cached body that a handler left with its response.
//!
//! The layers do not wrap the body of a response: cached bodies go out as they are. That is why compression, timeout,
//! body limit and log are written here on the types that hyper, tokio and the `headers` crate have, and not taken from
//! tower-http, whose layers of these names put a type of their own around each body or answer without problem details.

mod access_log;
mod admission;
mod authentication;
mod client_address;
mod compression;
mod language;
mod rate_limit;
mod request_id;
mod response_headers;

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use tower::ServiceBuilder;
use tower_http::request_id::{PropagateRequestIdLayer, SetRequestIdLayer};

use self::admission::Admission;
pub(super) use self::admission::SIGN_IN;
pub(super) use self::authentication::{
    COOKIE as SESSION_COOKIE, is_token, no_cookie, session_cookie,
};
use self::request_id::SequentialId;
use crate::settings::ServerParams;

/// The router with all layers around it, listed from the outside in: a request passes them from top to bottom, its
/// response from bottom to top.
pub(super) fn apply(router: Router, server: ServerParams) -> Router {
    let admission = Arc::new(Admission::new(server));
    // Fields are added last, so that refusals and problems carry them as well.
    let layers = ServiceBuilder::new()
        .map_response(response_headers::add)
        // Before an id is set: one that is removed is replaced by the next layer.
        .map_request(request_id::discard_implausible)
        .layer(SetRequestIdLayer::x_request_id(SequentialId::default()))
        .layer(PropagateRequestIdLayer::x_request_id())
        // Inside the id, so that the line has it; outside admission, so that refusals are logged.
        .layer(from_fn(access_log::log))
        // Before admission, so that refusals are in the language of the client as well.
        .map_request(language::negotiate)
        .layer(from_fn_with_state(admission, admission::admit))
        // Innermost: what admission refuses is short and needs no compression.
        .layer(from_fn(compression::compress));
    router.layer(layers)
}

//! The API: one file for each resource.
//!
//! A file has the parameters of its addresses, their handlers, and one function that asks the engine and makes the view,
//! such as [`partners::rank`]. The page about the same resource calls that function too, so both give the same answer.
//!
//! The doc comments of handlers and parameters are texts of the `OpenAPI` description that [`super::openapi`] makes.

use axum::http::StatusCode;
use axum::http::header::{
    ACCESS_CONTROL_ALLOW_HEADERS, ACCESS_CONTROL_ALLOW_METHODS, ACCESS_CONTROL_MAX_AGE, ALLOW,
};
use axum::response::{IntoResponse, Response};

pub(super) mod changes;
pub(super) mod comparisons;
pub(super) mod generations;
pub(super) mod groups;
pub(super) mod guides;
pub(super) mod health;
pub(super) mod lists;
pub(super) mod matches;
pub(super) mod municipalities;
pub(super) mod partner_list;
pub(super) mod partners;
pub(super) mod passages;
pub(super) mod profiles;
pub(super) mod regions;
mod selection;
pub(super) mod selections;
pub(super) mod wheels;

/// What the segment `{municipality}` of a path may be, for the description of the API.
const MUNICIPALITY_SEGMENT: &str = "Its code, its name, a former name or an alias";

/// What a script of another site may send: browsers ask before they send these (Fetch, CORS-preflight request).
const ALLOWED_HEADERS: &str =
    "Accept, Accept-Language, Authorization, Content-Type, If-None-Match, X-Request-Id";

/// Seconds for which a browser need not ask again.
const PREFLIGHT_SECONDS: &str = "86400";

/// The answer to a browser that asks what a script of another site may do here.
pub(super) async fn preflight() -> Response {
    let headers = [
        (ALLOW, "GET, HEAD, OPTIONS"),
        (ACCESS_CONTROL_ALLOW_METHODS, "GET, HEAD"),
        (ACCESS_CONTROL_ALLOW_HEADERS, ALLOWED_HEADERS),
        (ACCESS_CONTROL_MAX_AGE, PREFLIGHT_SECONDS),
    ];
    (StatusCode::NO_CONTENT, headers).into_response()
}

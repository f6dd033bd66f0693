//! The names of header fields that are our own, and the version that one of them carries.

use axum::http::HeaderName;

/// The version of the API, as its `OpenAPI` description and every response state it.
pub(super) const API_VERSION_VALUE: &str = "1.0.0";

/// The field with the version of the API.
pub(super) const API_VERSION: HeaderName = HeaderName::from_static("api-version");

/// The field with the id of the generation that a response was computed from.
pub(super) const GENERATION: HeaderName = HeaderName::from_static("wiel-generation");

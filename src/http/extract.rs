//! Extractors: what a handler takes out of a request.
//!
//! Addresses of the API take their query as [`ApiQuery`] does: unknown and empty parameters are errors. Those that rank
//! take it as [`RankingQuery`](super::ranking_params::RankingQuery) does. Pages read it with
//! [`form_query`](super::ranking_params::form_query), since browsers send every field of a form, also the empty ones.

use std::sync::Arc;

use axum::extract::rejection::PathRejection;
use axum::extract::{FromRequestParts, Path, Query};
use axum::http::request::Parts;
use axum::http::uri::InvalidUri;
use axum::http::{HeaderMap, Uri};
use serde::de::DeserializeOwned;

use super::base_path::BasePath;
use super::problem::Problem;
use super::query_string::requested_language;
use super::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::report::Language;

/// What a response is made from, and the parts of the request that decide how it is sent.
pub(super) struct RequestContext {
    pub(super) app: Arc<AppState>,
    /// The generation that served when the request began; all of the response comes from it.
    pub(super) serving: Arc<ServingState>,
    pub(super) headers: HeaderMap,
    /// The target of the request below the base path: path and query.
    pub(super) uri: Uri,
    /// The path before every address that the response gives.
    pub(super) base: BasePath,
    /// Set when nobody waits for the response any more.
    pub(super) stop: StopFlag,
}

impl FromRequestParts<Arc<AppState>> for RequestContext {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Problem> {
        Ok(Self {
            app: Arc::clone(app),
            // Taken once: a generation that is replaced meanwhile lives until this request has ended.
            serving: app.serving(),
            headers: parts.headers.clone(),
            uri: parts.uri.clone(),
            base: parts.extensions.get().cloned().unwrap_or_default(),
            // A flag of its own, so that ending one request does not stop another.
            stop: StopFlag::default(),
        })
    }
}

/// The query of an address of the API. Rejects with 400 if it cannot be deserialised.
pub(super) struct ApiQuery<T>(pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<AppState>> for ApiQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<AppState>) -> Result<Self, Problem> {
        // Read apart, since a query that cannot be deserialised as a whole may still name the language.
        deserialize_query(&parts.uri, requested_language(&parts.uri)).map(Self)
    }
}

/// The variable segment of a path, decoded: a municipality or the id of a passage. Rejects with 400 if it is not
/// UTF-8.
pub(super) struct PathSegment(pub(super) String);

impl FromRequestParts<Arc<AppState>> for PathSegment {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<AppState>) -> Result<Self, Problem> {
        let segment: Result<Path<String>, PathRejection> =
            Path::from_request_parts(parts, app).await;
        match segment {
            Ok(Path(segment)) => Ok(Self(segment)),
            Err(error) => Err(Problem::invalid_input(
                requested_language(&parts.uri),
                error.body_text(),
            )),
        }
    }
}

/// The pairs of a query that are `wanted`. If `is_form`, pairs without a value count as missing.
///
/// # Errors
/// 400 if they cannot be deserialised.
pub(super) fn deserialize_pairs<T: DeserializeOwned>(
    uri: &Uri,
    language: Language,
    is_form: bool,
    wanted: impl Fn(&str) -> bool,
) -> Result<T, Problem> {
    let has_value = |pair: &str| {
        pair.split_once('=')
            .is_some_and(|(_, value)| !value.is_empty())
    };
    // Pairs are split by hand, because in a form a missing and an empty value mean the same.
    let query = uri.query().unwrap_or_default();
    let filled: Vec<&str> = query
        .split('&')
        .filter(|pair| wanted(pair) && (!is_form || has_value(pair)))
        .collect();
    // A path of its own: only the query is deserialised.
    let uri: Uri = format!("/?{}", filled.join("&"))
        .parse()
        .map_err(|error: InvalidUri| Problem::invalid_input(language, error.to_string()))?;
    deserialize_query(&uri, language)
}

fn deserialize_query<T: DeserializeOwned>(uri: &Uri, language: Language) -> Result<T, Problem> {
    let Query(query) = Query::try_from_uri(uri)
        .map_err(|error| Problem::invalid_input(language, error.body_text()))?;
    Ok(query)
}

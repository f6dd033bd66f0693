//! Responders: from a handler's closure to a cacheable response.
//!
//! A response is a function of the generation and the request target, so it is computed once, kept in the
//! [`ResponseCache`](super::response_cache), and carries an entity tag that changes with the generation.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, VARY};
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use headers::{ETag, HeaderMapExt, IfNoneMatch};
use serde::Serialize;

use super::cost::is_costly;
use super::extract::RequestContext;
use super::header_names::GENERATION;
use super::negotiation;
use super::problem::Problem;
use super::query_string::requested_language;
use super::response_cache::CachedBody;
use super::state::{AppState, ServingState, etag_digest};
use crate::index::StopFlag;
use crate::report::{Language, ProblemKind};

/// The media type of every response of the API, unless another is negotiated.
pub(super) const JSON: &str = "application/json";

/// The media type of lists as lines (RFC 4180), as clients ask for it.
const LINES: &str = "text/csv";

/// The same as it is sent.
const LINES_SENT: &str = "text/csv; charset=utf-8";

/// May be stored by anyone, and must be revalidated each time: a newer generation is seen at once.
const REVALIDATE: &str = "no-cache";

/// A response depends on these fields of its request.
const VARY_FIELDS: &str = "accept, accept-encoding, accept-language";

impl RequestContext {
    /// The media type of the response, out of those offered.
    ///
    /// # Errors
    /// 406 if the client accepts none of them.
    pub(super) fn media_type<'a>(&self, offered: &[&'a str]) -> Result<&'a str, Problem> {
        negotiation::media_type(&self.headers, offered).ok_or_else(|| {
            let language = requested_language(&self.uri);
            let status = StatusCode::NOT_ACCEPTABLE;
            Problem::new(language, status, &ProblemKind::NotAcceptable)
        })
    }

    /// Whether a list is to be sent as lines instead of JSON.
    ///
    /// # Errors
    /// 406 if the client accepts neither.
    pub(super) fn wants_lines(&self) -> Result<bool, Problem> {
        Ok(self.media_type(&[JSON, LINES])? == LINES)
    }

    /// The media type of an answer as lines, or else as JSON.
    pub(super) fn media_type_of(as_lines: bool) -> &'static str {
        if as_lines { LINES_SENT } else { JSON }
    }

    /// Responds with a view as JSON, or as the lines that `write` makes of it if the client asks for those.
    ///
    /// # Errors
    /// 406 if the client accepts neither; those of `view`.
    pub(super) async fn json_or_lines<T: Serialize, E: std::fmt::Display>(
        self,
        language: Language,
        view: impl FnOnce(&AppState, &ServingState) -> Result<T, Problem> + Send + 'static,
        write: impl FnOnce(&mut Vec<u8>, &T) -> Result<(), E> + Send + 'static,
    ) -> Result<Response, Problem> {
        if !self.wants_lines()? {
            return self.json_as(JSON, language, view).await;
        }
        self.bytes(LINES_SENT, language, move |app, serving| {
            let mut lines = Vec::new();
            write(&mut lines, &view(app, serving)?)
                .map_err(|error| Problem::internal(language, &error))?;
            Ok(lines.into())
        })
        .await
    }

    /// Responds with a view as JSON.
    ///
    /// # Errors
    /// 406 if the client does not accept JSON; those of `view`.
    pub(super) async fn json<T: Serialize>(
        self,
        language: Language,
        view: impl FnOnce(&AppState, &ServingState) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.media_type(&[JSON])?;
        self.json_as(JSON, language, view).await
    }

    /// Responds with a view as JSON of this media type.
    ///
    /// # Errors
    /// Those of `view`.
    pub(super) async fn json_as<T: Serialize>(
        self,
        media_type: &'static str,
        language: Language,
        view: impl FnOnce(&AppState, &ServingState) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        // Serialised on the blocking thread too: a large view takes milliseconds.
        self.bytes(media_type, language, move |app, serving| {
            to_json(&view(app, serving)?)
        })
        .await
    }

    /// Responds with a view as JSON that may change while the generation stays. It is computed for each request, and
    /// its entity tag is made from its bytes.
    ///
    /// # Errors
    /// 406 if the client does not accept JSON; those of `view`.
    pub(super) async fn uncached_json<T: Serialize>(
        self,
        language: Language,
        view: impl FnOnce(&AppState, &ServingState) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.media_type(&[JSON])?;
        let compute = move |app: &AppState, serving: &ServingState| to_json(&view(app, serving)?);
        let body = self.compute(language, compute).await?;
        // Weak, because compression changes the bytes and not what they say.
        let etag = format!("W/\"{}\"", etag_digest(body.identity()));
        Ok(self.conditional(body, JSON, &etag))
    }

    /// Responds with bytes of this media type: those in the cache, else those that `compute` returns, which are then
    /// cached.
    ///
    /// # Errors
    /// Those of `compute`; they are not cached.
    pub(super) async fn bytes(
        self,
        media_type: &'static str,
        language: Language,
        compute: impl FnOnce(&AppState, &ServingState) -> Result<Bytes, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        // The media type is part of the key, since one address has several forms.
        // So is the base path: the links in a page begin with it.
        let key = format!("{media_type} {} {}", self.base.as_str(), self.uri);
        let body = match self.serving.cache.get(&key) {
            Some(body) => body,
            // Two requests may compute the same at once; a lock would make others wait for the slower one.
            None => {
                let body = self.compute(language, compute).await?;
                self.serving.cache.insert(key, &body);
                body
            }
        };
        // From the generation and not from the bytes, so that an unchanged answer is known without a body.
        // One address has a representation for each language that a client may prefer.
        let (base, code) = (&self.serving.etag_base, language.code_of_language());
        let etag = format!("W/\"{base}-{}-{code}\"", subtype(media_type));
        Ok(self.conditional(body, media_type, &etag))
    }

    /// Computes a body on a blocking thread, when it is its turn. A computation for which nobody waits any more is
    /// asked to stop.
    ///
    /// # Errors
    /// 503 when too many wait already; those of `compute`.
    async fn compute(
        &self,
        language: Language,
        compute: impl FnOnce(&AppState, &ServingState) -> Result<Bytes, Problem> + Send + 'static,
    ) -> Result<Arc<CachedBody>, Problem> {
        let (app, serving) = (Arc::clone(&self.app), Arc::clone(&self.serving));
        // A request that finds no place is refused at once: a longer queue would only make all of them late.
        let place = self.app.turns.queue(is_costly(&self.uri));
        let place = place.ok_or_else(|| Problem::busy(language))?;
        // Waits without a thread: requests in the queue cost only memory.
        let turn = place.turn().await;
        // Dropped with this future, whichever way the request ends.
        let _stop_with_request = StopOnDrop(self.stop.clone());
        let computed = tokio::task::spawn_blocking(move || {
            // A blocking task cannot be cancelled: the turn is kept until it is done, also when the request has
            // timed out and nobody waits for it.
            let _turn = turn;
            compute(&app, &serving)
        });
        let body = computed
            .await
            // A panic in a handler becomes a 500, and the server goes on.
            .map_err(|error| Problem::internal(language, &error))??;
        Ok(CachedBody::new(body))
    }

    /// The response with this body, or 304 if the client has it already (RFC 9110, section 13.1.2).
    fn conditional(&self, body: Arc<CachedBody>, media_type: &'static str, etag: &str) -> Response {
        let etag: ETag = etag.parse().expect("digests and media types are tokens");
        // Even a 304 has been computed or found before: an error must not look unchanged.
        let mut response = if is_current(&self.headers, &etag) {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            let content_type = HeaderValue::from_static(media_type);
            ([(CONTENT_TYPE, content_type)], body.into_response()).into_response()
        };
        let generation = HeaderValue::from_str(&self.serving.generation);
        let headers = response.headers_mut();
        // A 304 repeats these fields (RFC 9110, section 15.4.5).
        headers.typed_insert(etag);
        headers.insert(GENERATION, generation.expect("an id is letters and digits"));
        headers.insert(CACHE_CONTROL, HeaderValue::from_static(REVALIDATE));
        headers.insert(VARY, HeaderValue::from_static(VARY_FIELDS));
        response
    }
}

/// Asks a computation to stop when its request is over: answered, timed out, or broken off by the client.
struct StopOnDrop(StopFlag);

impl Drop for StopOnDrop {
    fn drop(&mut self) {
        self.0.set();
    }
}

fn to_json<T: Serialize>(view: &T) -> Result<Bytes, Problem> {
    Ok(serde_json::to_vec(view).expect("views serialise").into())
}

/// The subtype of a media type, which tells the representations of one resource apart: `json`, `geo+json`, `html`.
fn subtype(media_type: &str) -> &str {
    let essence = media_type.split(';').next().unwrap_or_default();
    essence.rsplit('/').next().unwrap_or_default()
}

/// Whether the client holds the representation with this entity tag, compared weakly.
fn is_current(headers: &HeaderMap, etag: &ETag) -> bool {
    let condition = headers.typed_get::<IfNoneMatch>();
    // The precondition of `If-None-Match` fails when the tags match.
    condition.is_some_and(|condition| !condition.precondition_passes(etag))
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::header::IF_NONE_MATCH;

    #[test]
    fn compares_entity_tags_weakly() {
        let etag: ETag = "W/\"a-json\"".parse().expect("an entity tag");
        let matches = |given: &'static str| {
            let given = HeaderValue::from_static(given);
            is_current(&HeaderMap::from_iter([(IF_NONE_MATCH, given)]), &etag)
        };
        assert!(matches("W/\"a-json\"") && matches("\"a-json\"") && matches("\"b\", W/\"a-json\""));
        assert!(matches("*"));
        assert!(!matches("\"b\"") && !matches("a"));
        assert!(!is_current(&HeaderMap::new(), &etag));
    }

    #[test]
    fn subtype_leaves_out_parameters() {
        assert_eq!(subtype("text/html; charset=utf-8"), "html");
        assert_eq!(subtype("application/geo+json"), "geo+json");
    }
}

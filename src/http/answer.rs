//! From a question to an answer that may be kept: the engine off the threads that listen, one generation, and
//! a mark that tells when the answer changes.

use std::sync::Arc;

use axum::body::Bytes;
use axum::extract::FromRequestParts;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE, ETAG, IF_NONE_MATCH, VARY};
use axum::http::request::Parts;
use axum::http::{HeaderMap, HeaderValue, StatusCode};
use axum::response::{IntoResponse, Response};
use serde::Serialize;

use super::border::GENERATION;
use super::kept::{Answer, respond};
use super::problem::Problem;
use super::question;
use super::state::{Answering, App};
use crate::generation::Checksum;
use crate::report::Language;

/// JSON, the first form of every answer of the API.
pub(super) const JSON: &str = "application/json";

/// May be kept by anyone, and must be asked after each time: a swap is seen at once.
const ASK_AGAIN: &str = "no-cache";

/// The surroundings of one question: what it is answered from, and how the answer is sent.
pub(super) struct Ask {
    pub(super) app: Arc<App>,
    pub(super) answering: Arc<Answering>,
    headers: HeaderMap,
    /// The address that was asked, as it stands in the request.
    address: String,
    /// Whether the answer stays the same as long as the generation does.
    lasts: bool,
}

impl FromRequestParts<Arc<App>> for Ask {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, app: &Arc<App>) -> Result<Self, Problem> {
        Ok(Self {
            app: Arc::clone(app),
            answering: app.answering(),
            headers: parts.headers.clone(),
            address: parts.uri.to_string(),
            lasts: true,
        })
    }
}

impl Ask {
    /// The form of the answer, of those that there are.
    pub(super) fn form<'a>(&self, forms: &[&'a str]) -> Result<&'a str, Problem> {
        question::form(&self.headers, forms)
    }

    /// For an answer that may change while the generation stays.
    pub(super) fn fresh(self) -> Self {
        Self {
            lasts: false,
            ..self
        }
    }

    /// Answers with a view as JSON.
    pub(super) async fn json<T: Serialize>(
        self,
        language: Language,
        view: impl FnOnce(&App, &Answering) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.form(&[JSON])?;
        self.json_as(JSON, language, view).await
    }

    /// Answers with a view as JSON of this content type.
    pub(super) async fn json_as<T: Serialize>(
        self,
        content_type: &'static str,
        language: Language,
        view: impl FnOnce(&App, &Answering) -> Result<T, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        self.bytes(content_type, language, move |app, answering| {
            let view = view(app, answering)?;
            Ok(serde_json::to_vec(&view).expect("views become JSON").into())
        })
        .await
    }

    /// Answers with bytes: those of before when the same was asked, else made on a thread that may wait.
    pub(super) async fn bytes(
        self,
        content_type: &'static str,
        language: Language,
        body: impl FnOnce(&App, &Answering) -> Result<Bytes, Problem> + Send + 'static,
    ) -> Result<Response, Problem> {
        let Self {
            app,
            answering,
            headers,
            address,
            lasts,
        } = self;
        let question = format!("{content_type} {address}");
        let before = answering.kept.get(&question).filter(|_| lasts);
        let body = match before {
            Some(body) => body,
            None => {
                let asked = Arc::clone(&answering);
                let turn = Arc::clone(&app.turns).acquire_owned().await;
                let turn = turn.expect("the semaphore is never closed");
                let done = tokio::task::spawn_blocking(move || {
                    // Kept until the work is done, also when nobody waits for it any more.
                    let _turn = turn;
                    body(&app, &asked)
                });
                let done = done.await;
                let body = done.map_err(|error| Problem::ours(language, &error))??;
                let body = Answer::new(body);
                if lasts {
                    answering.kept.keep(question, &body);
                }
                body
            }
        };
        let mark = if lasts {
            format!("W/\"{}-{}\"", answering.state, short(content_type))
        } else {
            format!(
                "W/\"{}\"",
                &Checksum::of_bytes(body.plain()).to_string()[..16]
            )
        };
        let known = is_known(&headers, &mark);
        let mut response = if known {
            StatusCode::NOT_MODIFIED.into_response()
        } else {
            ([(CONTENT_TYPE, content_type)], respond(body)).into_response()
        };
        let headers = response.headers_mut();
        for (name, value) in [
            (ETAG, HeaderValue::from_str(&mark)),
            (GENERATION, HeaderValue::from_str(&answering.generation)),
            (CACHE_CONTROL, Ok(HeaderValue::from_static(ASK_AGAIN))),
            (
                VARY,
                Ok(HeaderValue::from_static("accept, accept-encoding")),
            ),
        ] {
            headers.insert(name, value.expect("names of generations are plain letters"));
        }
        Ok(response)
    }
}

/// The part of a content type that tells forms of one answer apart.
fn short(content_type: &str) -> &str {
    let form = content_type.split(';').next().unwrap_or_default();
    form.rsplit('/').next().unwrap_or_default()
}

/// Whether who asks has this answer already (RFC 9110, 13.1.2: compared weakly).
fn is_known(headers: &HeaderMap, mark: &str) -> bool {
    let opaque = |mark: &str| mark.trim().trim_start_matches("W/").to_owned();
    headers
        .get_all(IF_NONE_MATCH)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .any(|known| known.trim() == "*" || opaque(known) == opaque(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_compared_weakly() {
        let known = |given: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(IF_NONE_MATCH, HeaderValue::from_static(given));
            is_known(&headers, "W/\"a-json\"")
        };
        assert!(known("W/\"a-json\"") && known("\"a-json\"") && known("\"b\", W/\"a-json\""));
        assert!(known("*"));
        assert!(!known("\"b\"") && !known("a"));
        assert!(!is_known(&HeaderMap::new(), "W/\"a\""));
        assert_eq!(short("text/html; charset=utf-8"), "html");
    }
}

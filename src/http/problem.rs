//! Problem details (RFC 9457): the response to a request that cannot be answered.
//!
//! Handlers and extractors return a [`Problem`] as their error. Over the API it becomes a document
//! `application/problem+json`; the pages render the same value as HTML.

use axum::http::header::{CONTENT_TYPE, RETRY_AFTER};
use axum::http::{HeaderName, HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};

use super::query_string::requested_language;
use crate::engine::{Engine, EngineError};
use crate::index::IndexError;
use crate::municipality::Recognised;
use crate::report::view::{self, Municipality};
use crate::report::{Language, ProblemKind};

/// A status with its explanation, and at most one header field that belongs to it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    /// The document, boxed to keep `Result<_, Problem>` small.
    pub(super) details: Box<view::Problem>,
    /// The kind of problem, for the words of a page.
    kind: Box<ProblemKind>,
    header: Option<(HeaderName, HeaderValue)>,
}

impl Problem {
    /// A problem of this kind, explained in this language.
    pub(super) fn new(language: Language, status: StatusCode, kind: &ProblemKind) -> Self {
        Self {
            status,
            details: Box::new(view::Problem::new(status.as_u16(), kind, language)),
            kind: Box::new(kind.clone()),
            header: None,
        }
    }

    /// 400: a parameter is missing, unknown or out of range.
    pub(super) fn invalid_input(language: Language, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self::new(
            language,
            StatusCode::BAD_REQUEST,
            &ProblemKind::Input { reason },
        )
    }

    /// 404: there is nothing at this address.
    pub(super) fn no_such_address(language: Language) -> Self {
        Self::new(language, StatusCode::NOT_FOUND, &ProblemKind::NoSuchAddress)
    }

    /// 503: as many questions are at work as may be.
    pub(super) fn busy(language: Language) -> Self {
        Self::new(
            language,
            StatusCode::SERVICE_UNAVAILABLE,
            &ProblemKind::Busy,
        )
        // Clients that obey this field spread out by themselves.
        .with_header(RETRY_AFTER, BUSY_RETRY_SECONDS)
    }

    /// 500: an error that the client can do nothing about. The cause is logged, and kept from the client.
    pub(super) fn internal(language: Language, cause: &dyn std::fmt::Display) -> Self {
        // With its cause, which may name files: for the log, not for the client.
        tracing::error!(%cause, "a request failed");
        Self::new(
            language,
            StatusCode::INTERNAL_SERVER_ERROR,
            &ProblemKind::Internal,
        )
    }

    /// An error of the engine: 400 or 404 where the request is the cause, else 500.
    pub(super) fn from_engine(language: Language, error: &EngineError) -> Self {
        match client_error(error) {
            Some((status, kind)) => Self::new(language, status, &kind),
            None => Self::internal(language, error),
        }
    }

    /// The same problem with the municipalities that may be meant.
    pub(super) fn with_candidates(
        mut self,
        engine: &Engine,
        candidates: impl IntoIterator<Item = Recognised>,
    ) -> Self {
        let candidates = candidates.into_iter();
        self.details.candidates = candidates
            .map(|candidate| Municipality::new(&engine.catalog(), &candidate.code))
            .collect();
        self
    }

    /// What kind of problem it is.
    pub(super) fn kind(&self) -> &ProblemKind {
        &self.kind
    }

    /// What is the matter and what to do about it, for who reads a page.
    pub(super) fn for_visitor(&self, language: Language) -> (String, String) {
        language.problem_for_visitor(&self.kind)
    }

    /// The header field that belongs to it, if there is one.
    pub(super) fn header(&self) -> Option<(HeaderName, HeaderValue)> {
        self.header.clone()
    }

    /// The same problem with a header field, such as `Retry-After`.
    pub(super) fn with_header(mut self, name: HeaderName, value: impl Into<HeaderValue>) -> Self {
        self.header = Some((name, value.into()));
        self
    }
}

/// The seconds after which a client may try again when the server is at its limit.
const BUSY_RETRY_SECONDS: u64 = 1;

/// The status and kind of an error that the request caused. Returns `None` for an error of the server.
fn client_error(error: &EngineError) -> Option<(StatusCode, ProblemKind)> {
    let bad_request = |kind| Some((StatusCode::BAD_REQUEST, kind));
    let not_found = |kind| Some((StatusCode::NOT_FOUND, kind));
    match error {
        EngineError::NotScored { name, reason } => not_found(ProblemKind::NoText {
            name: name.clone(),
            reason: *reason,
        }),
        EngineError::SameMunicipality { name } => {
            bad_request(ProblemKind::SameMunicipality { name: name.clone() })
        }
        EngineError::Index(IndexError::Query { reason, hint, .. }) => {
            // The hint says how to write the query, so it belongs in the detail.
            let reason = format!("{reason}; {hint}");
            bad_request(ProblemKind::Input { reason })
        }
        // Codes in addresses are looked up before; this is one of another register.
        EngineError::UnknownCode { .. } => not_found(ProblemKind::NoSuchAddress),
        EngineError::UnknownTheme { name, known } => bad_request(ProblemKind::UnknownTheme {
            name: name.clone(),
            known: known.clone(),
        }),
        EngineError::UnknownPrinciple { name, known } => {
            bad_request(ProblemKind::UnknownPrinciple {
                name: name.clone(),
                known: known.clone(),
            })
        }
        EngineError::InvalidWhatIf { text } => {
            bad_request(ProblemKind::Supposition { text: text.clone() })
        }
        EngineError::Rank(_) | EngineError::RegionTooLarge { .. } => {
            // The message has its remedy on a second line; the detail of a problem is one line.
            let reason = error.to_string().replace('\n', "; ");
            bad_request(ProblemKind::Input { reason })
        }
        // Nobody may be there to read it, but a proxy may.
        EngineError::Stopped => Some((StatusCode::GATEWAY_TIMEOUT, ProblemKind::TooSlow)),
        // What is on disk is wrong, which no other question would mend.
        EngineError::Snapshot(_) | EngineError::Index(_) => None,
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.details).expect("problem details serialise");
        let content_type = [(CONTENT_TYPE, "application/problem+json")];
        let mut response = (self.status, content_type, body).into_response();
        response.headers_mut().extend(self.header);
        response
    }
}

/// 405: the address does not support this method. Axum adds `Allow`.
pub(super) async fn method_not_allowed(uri: Uri) -> Problem {
    Problem::new(
        requested_language(&uri),
        StatusCode::METHOD_NOT_ALLOWED,
        &ProblemKind::Method,
    )
}

//! Questions without an answer, as documents (RFC 9457).

use axum::http::StatusCode;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};

use super::state::Answering;
use crate::engine::EngineError;
use crate::index::IndexError;
use crate::municipality::Recognised;
use crate::report::view::{self, Municipality};
use crate::report::{Language, Trouble};

/// A question without an answer: the status of HTTP, and what is told of it.
#[derive(Clone, Debug)]
pub(super) struct Problem {
    pub(super) status: StatusCode,
    pub(super) told: Box<view::Problem>,
}

impl Problem {
    /// What went wrong, with the status that it has in HTTP.
    pub(super) fn of(language: Language, status: StatusCode, trouble: &Trouble) -> Self {
        Self {
            status,
            told: Box::new(view::Problem::of(status.as_u16(), trouble, language)),
        }
    }

    /// A parameter that cannot be read.
    pub(super) fn input(language: Language, reason: impl Into<String>) -> Self {
        let reason = reason.into();
        Self::of(
            language,
            StatusCode::BAD_REQUEST,
            &Trouble::Input { reason },
        )
    }

    /// A name that belongs to no municipality, or to several: with those that may be meant.
    pub(super) fn name(
        answering: &Answering,
        language: Language,
        trouble: &Trouble,
        candidates: impl IntoIterator<Item = Recognised>,
    ) -> Self {
        let mut problem = Self::of(language, StatusCode::NOT_FOUND, trouble);
        let candidates = candidates.into_iter();
        problem.told.candidates = candidates
            .map(|one| Municipality::of(&answering.engine, &one.code))
            .collect();
        problem
    }

    /// An error of the engine: of the question where it is that, else of ours, and then in the log.
    pub(super) fn engine(language: Language, error: &EngineError) -> Self {
        let (status, trouble) = match error {
            EngineError::NotScored { name, reason } => (
                StatusCode::NOT_FOUND,
                Trouble::NoText {
                    name: name.clone(),
                    reason: *reason,
                },
            ),
            EngineError::SameMunicipality { name } => (
                StatusCode::BAD_REQUEST,
                Trouble::SameMunicipality { name: name.clone() },
            ),
            EngineError::Index(IndexError::Query { reason, hint, .. }) => {
                let reason = format!("{reason}; {hint}");
                (StatusCode::BAD_REQUEST, Trouble::Input { reason })
            }
            EngineError::UnknownCode { .. } => (StatusCode::NOT_FOUND, Trouble::NoSuchAddress),
            EngineError::UnknownTheme { name, known } => (
                StatusCode::BAD_REQUEST,
                Trouble::UnknownTheme {
                    name: name.clone(),
                    known: known.clone(),
                },
            ),
            EngineError::UnknownPrinciple { name, known } => (
                StatusCode::BAD_REQUEST,
                Trouble::UnknownPrinciple {
                    name: name.clone(),
                    known: known.clone(),
                },
            ),
            EngineError::Supposition { text } => (
                StatusCode::BAD_REQUEST,
                Trouble::Supposition { text: text.clone() },
            ),
            EngineError::Rank(_) => {
                let reason = error.to_string().replace('\n', "; ");
                (StatusCode::BAD_REQUEST, Trouble::Input { reason })
            }
            EngineError::Snapshot(_) | EngineError::Index(_) => {
                return Self::ours(language, error);
            }
        };
        Self::of(language, status, &trouble)
    }

    /// A fault of ours; the cause is for the log, not for who asked.
    pub(super) fn ours(language: Language, cause: &dyn std::fmt::Display) -> Self {
        tracing::error!(%cause, "a question could not be answered");
        Self::of(language, StatusCode::INTERNAL_SERVER_ERROR, &Trouble::Ours)
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let body = serde_json::to_vec(&self.told).expect("words and numbers become JSON");
        let content = [(CONTENT_TYPE, "application/problem+json")];
        (self.status, content, body).into_response()
    }
}

/// The answer to a method that an address does not take; axum adds which ones it does.
pub(super) async fn method_not_allowed() -> Response {
    let trouble = Trouble::Method;
    Problem::of(
        Language::default(),
        StatusCode::METHOD_NOT_ALLOWED,
        &trouble,
    )
    .into_response()
}

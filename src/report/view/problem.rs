//! A question over HTTP that has no answer.

use serde::Serialize;
use utoipa::ToSchema;

use super::Municipality;
use crate::report::{Language, ProblemKind};

/// A question without an answer (RFC 9457, problem details), with what to do about it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// What sort of problem, as a name that does not change: `urn:wiel:problem:unknown-municipality`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The status of HTTP.
    pub status: u16,
    /// The sort of problem in a few words.
    pub title: String,
    /// What is the matter this time.
    pub detail: String,
    /// What to do about it.
    pub remedy: String,
    /// The municipalities that may be meant; left out when there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Municipality>,
}

impl Problem {
    /// A trouble as it is told.
    pub fn of(status: u16, trouble: &ProblemKind, language: Language) -> Self {
        Self {
            kind: format!("urn:wiel:problem:{}", trouble.name()),
            status,
            title: language.problem_title(trouble).to_owned(),
            detail: language.problem_detail(trouble),
            remedy: language.problem_remedy(trouble),
            candidates: Vec::new(),
        }
    }
}

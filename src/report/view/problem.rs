//! Problem details over HTTP.

use serde::Serialize;
use utoipa::ToSchema;

use super::Municipality;
use crate::report::{Language, ProblemKind};

/// Problem details (RFC 9457), with what to do about the problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Problem {
    /// The kind of problem, as a name that does not change: `urn:wiel:problem:unknown-municipality`.
    #[serde(rename = "type")]
    pub kind: String,
    /// The HTTP status.
    pub status: u16,
    /// The kind of problem in a few words.
    pub title: String,
    /// What is wrong in this case.
    pub detail: String,
    /// What to do about it.
    pub remedy: String,
    /// The municipalities that may be meant; left out if there are none.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub candidates: Vec<Municipality>,
}

impl Problem {
    /// Creates the problem details.
    pub fn new(status: u16, trouble: &ProblemKind, language: Language) -> Self {
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

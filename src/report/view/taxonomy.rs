//! The answer of `wiel taxonomy check`.

use serde::Serialize;

use crate::report::Language;
use crate::taxonomy::{Problem, Source};

/// The files of a taxonomy, and what is wrong with them.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaxonomyCheck {
    /// The files that were checked, in the order in which they build on each other.
    pub files: Vec<String>,
    /// The problems, in the order of files and lines.
    pub problems: Vec<TaxonomyProblem>,
}

/// One problem.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct TaxonomyProblem {
    /// The file.
    pub file: String,
    /// The line, from 1; `None` if the whole file is meant.
    pub line: Option<usize>,
    /// The key at that place, such as `theme[3].cue[0].any[2]`.
    pub key: String,
    /// What is wrong.
    pub problem: String,
    /// Whether the taxonomy cannot be loaded with it.
    pub is_error: bool,
}

impl TaxonomyCheck {
    /// The view of the problems that were found in some sources.
    pub fn new(sources: &[Source<'_>], problems: &[Problem], language: Language) -> Self {
        let problems = problems.iter().map(|problem| TaxonomyProblem {
            file: problem.place.file.clone(),
            line: problem.place.line,
            key: problem.key.clone(),
            problem: language.taxonomy_problem(&problem.kind),
            is_error: problem.kind.is_error(),
        });
        Self {
            files: sources
                .iter()
                .map(|source| source.name.to_string())
                .collect(),
            problems: problems.collect(),
        }
    }
}

//! From a municipality as people type it to the one that is meant.

use axum::http::StatusCode;

use super::problem::Problem;
use super::state::ServingState;
use crate::municipality::{Lookup, Recognised};
use crate::report::{Language, ProblemKind};

/// The municipality with this code, name, former name or alias.
///
/// # Errors
/// 404 if the name is unknown or ambiguous; the problem has the municipalities that may be meant.
pub(super) fn municipality(
    serving: &ServingState,
    language: Language,
    typed: &str,
) -> Result<Recognised, Problem> {
    let engine = &serving.engine;
    let not_found = |kind: &ProblemKind, candidates: Vec<Recognised>| {
        let problem = Problem::new(language, StatusCode::NOT_FOUND, kind);
        Err(problem.with_candidates(engine, candidates))
    };
    let typed = typed.trim();
    match engine.lookup(typed) {
        Lookup::Found(found) => Ok(found),
        // More than one: the server must not choose, since the answer would be about another municipality.
        Lookup::Ambiguous(candidates) => {
            let typed = typed.to_owned();
            not_found(&ProblemKind::AmbiguousMunicipality { typed }, candidates)
        }
        Lookup::Unknown { suggestions } => {
            // Names, since a person chooses among them; the codes follow as candidates.
            let like: Vec<String> = suggestions.into_iter().map(|(_, name)| name).collect();
            // A suggestion may itself be ambiguous, and then it is none.
            let candidates = like.iter().filter_map(|name| match engine.lookup(name) {
                Lookup::Found(found) => Some(found),
                Lookup::Ambiguous(_) | Lookup::Unknown { .. } => None,
            });
            let candidates = candidates.collect();
            let typed = typed.to_owned();
            not_found(
                &ProblemKind::UnknownMunicipality { typed, like },
                candidates,
            )
        }
    }
}

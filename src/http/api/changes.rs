//! What changed for a municipality since the generation before.

use std::sync::Arc;

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::{Changes, Engine};
use crate::generation::{GenerationId, GenerationState};
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::http::state::{AppState, OpenedFor, ServingState};
use crate::report::Language;
use crate::report::view::{GenerationDiff, MunicipalityChanges};

/// The first partners that are compared: those that a reader remembers.
const TOP: u32 = 3;

/// Generations whose changes are told: enough for who looks once a week where a build changes something each night. Each
/// one costs what the changes page costs when it is first asked for.
const MAX_HISTORY: usize = 7;

/// What changed for a municipality, from the generation before to the one that answers.
#[utoipa::path(get, path = "/municipalities/{municipality}/changes", operation_id = "getChanges", tag = "municipalities",
    params(("municipality" = String, Path, description = MUNICIPALITY_SEGMENT), LangParams),
    responses((status = 200, description = "What changed", body = MunicipalityChanges)))]
pub(in crate::http) async fn one(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            changes(app, serving, &name, language)
        })
        .await
}

/// The changes for one municipality.
///
/// # Errors
/// 404 if it is unknown.
pub(in crate::http) fn changes(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    language: Language,
) -> Result<MunicipalityChanges, Problem> {
    let focus = lookup::municipality(serving, language, name)?;
    let diff = latest(app, serving);
    Ok(MunicipalityChanges::new(
        &serving.engine.catalog(),
        &focus,
        diff.as_deref(),
        (app.settings.scope.to_string(), TOP),
        &serving.presentation(language),
    ))
}

/// The changes for one municipality in the generation that answers and in those before it, the newest first. Empty if no
/// generation has one before it.
///
/// # Errors
/// 404 if it is unknown.
pub(in crate::http) fn history(
    app: &AppState,
    serving: &ServingState,
    name: &str,
    language: Language,
) -> Result<Vec<DatedChanges>, Problem> {
    let focus = lookup::municipality(serving, language, name)?;
    let diffs = serving.history_with(|| history_of(app, serving, MAX_HISTORY));
    let changes = diffs.iter().map(|diff| DatedChanges {
        generation: diff.new.clone(),
        created: diff.new_created.clone(),
        changes: MunicipalityChanges::new(
            &serving.engine.catalog(),
            &focus,
            Some(diff),
            (diff.scope.clone(), TOP),
            &serving.presentation(language),
        ),
    });
    Ok(changes.collect())
}

/// What changed for a municipality in one generation.
pub(in crate::http) struct DatedChanges {
    pub(in crate::http) generation: String,
    /// When the generation was made (RFC 3339).
    pub(in crate::http) created: String,
    pub(in crate::http) changes: MunicipalityChanges,
}

/// What changed for all municipalities since the newest generation before that opens. Returns `None` if there is none.
fn latest(app: &AppState, serving: &ServingState) -> Option<Arc<GenerationDiff>> {
    serving.changes_with(|| history_of(app, serving, 1).pop())
}

/// What changed for all municipalities in the generation that answers and in those before it, at most `count` of them, the
/// newest first.
///
/// Generations that do not open are passed over. Each is opened once at most, and not at all where it was compared before.
fn history_of(app: &AppState, serving: &ServingState, count: usize) -> Vec<Arc<GenerationDiff>> {
    let Ok(list) = app.store.list() else {
        return Vec::new();
    };
    // Held to the end: who asks the same meanwhile finds the answer here, instead of opening everything as well.
    let mut compared = app.compared.lock();
    let mut found = Vec::new();
    let mut after = Opened::Serving(&serving.engine);
    let ids = list.iter().filter_map(|summary| {
        matches!(summary.state, GenerationState::Sound(_)).then_some(summary.id)
    });
    for id in ids.filter(|id| *id < serving.engine.generation()) {
        if found.len() == count {
            break;
        }
        if let Some(diff) = compared.get(id, after.id()) {
            found.push(diff);
            after = Opened::Not(id);
            continue;
        }
        let Some(before) = opened(app, id) else {
            continue;
        };
        let Some(now) = after.engine(app) else {
            break;
        };
        if let Some(diff) = between(app, serving, &before, now) {
            compared.insert(id, now.generation(), &diff);
            found.push(diff);
        }
        after = Opened::Earlier(Box::new(before));
    }
    found
}

/// The later of two generations that are compared.
enum Opened<'s> {
    /// The one that answers.
    Serving(&'s Engine),
    /// One before it, opened for the comparison before.
    Earlier(Box<Engine>),
    /// One that nothing was needed of yet.
    Not(GenerationId),
}

impl Opened<'_> {
    fn id(&self) -> GenerationId {
        match self {
            Self::Serving(engine) => engine.generation(),
            Self::Earlier(engine) => engine.generation(),
            Self::Not(id) => *id,
        }
    }

    /// The engine, opened where it is not yet. Returns `None` if that fails.
    fn engine(&mut self, app: &AppState) -> Option<&Engine> {
        if let Self::Not(id) = self {
            *self = Self::Earlier(Box::new(opened(app, *id)?));
        }
        match self {
            Self::Serving(engine) => Some(engine),
            Self::Earlier(engine) => Some(engine),
            Self::Not(_) => None,
        }
    }
}

/// A generation, opened to be compared. Returns `None` if it does not open or is not one to answer from.
fn opened(app: &AppState, id: GenerationId) -> Option<Engine> {
    let opened = app.store.get(id).map_err(anyhow::Error::from);
    match opened.and_then(|generation| (app.opener)(generation, OpenedFor::Comparing)) {
        Ok(before) => before,
        Err(error) => {
            tracing::warn!(generation = %id, %error, "this generation cannot be compared");
            None
        }
    }
}

/// What changed from one generation to another. Returns `None` if they cannot be compared.
///
/// Cost: scores all pairs in scope twice.
fn between(
    app: &AppState,
    serving: &ServingState,
    before: &Engine,
    after: &Engine,
) -> Option<Arc<GenerationDiff>> {
    let scope = &app.settings.scope;
    let changes = Changes::between(before, after, scope, TOP).ok()?;
    Some(Arc::new(GenerationDiff::new(
        (&before.catalog(), &after.catalog()),
        &changes,
        scope.to_string(),
        TOP,
        serving.demonstration,
    )))
}

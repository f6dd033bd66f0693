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
use crate::http::state::{AppState, ServingState};
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
    let earlier = serving.earlier_changes_with(|| earlier(app, serving));
    let latest = latest(app, serving);
    let diffs = latest.iter().chain(earlier);
    let changes = diffs.map(|diff| DatedChanges {
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
    serving.changes_with(|| {
        let before = opened_before(app, serving.engine.generation())?;
        between(app, serving, &before, &serving.engine)
    })
}

/// What changed for all municipalities in each of the generations before the one that answers, the newest first.
///
/// Cost: that of [`between`] for each.
fn earlier(app: &AppState, serving: &ServingState) -> Vec<Arc<GenerationDiff>> {
    let mut changes = Vec::new();
    let mut later = opened_before(app, serving.engine.generation());
    // One less, since the generation that answers is told apart from these.
    while let Some(now) = later.take()
        && changes.len() < MAX_HISTORY - 1
    {
        let before = opened_before(app, now.generation());
        let found = before
            .as_ref()
            .and_then(|before| between(app, serving, before, &now));
        changes.extend(found);
        later = before;
    }
    changes
}

/// The newest generation before this one that opens. Damaged ones are skipped, as they cannot be compared.
fn opened_before(app: &AppState, now: GenerationId) -> Option<Engine> {
    let earlier =
        app.store.list().ok()?.into_iter().find(|summary| {
            summary.id < now && matches!(summary.state, GenerationState::Sound(_))
        })?;
    let opened = app.store.get(earlier.id).map_err(anyhow::Error::from);
    match opened.and_then(|generation| (app.opener)(generation)) {
        Ok(before) => before,
        Err(error) => {
            tracing::warn!(%error, "the generation before cannot be compared");
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

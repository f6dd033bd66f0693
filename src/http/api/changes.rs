//! What changed for a municipality since the generation before.

use std::sync::Arc;

use axum::response::Response;

use super::MUNICIPALITY_SEGMENT;
use crate::engine::Changes;
use crate::generation::GenerationState;
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::http::state::{AppState, ServingState};
use crate::report::Language;
use crate::report::view::{GenerationDiff, MunicipalityChanges};

/// The first partners that are compared: those that a reader remembers.
const TOP: u32 = 3;

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
    let diff = serving.changes_with(|| since_before(app, serving));
    Ok(MunicipalityChanges::new(
        &serving.engine.catalog(),
        &focus,
        diff.as_deref(),
        (app.settings.scope.to_string(), TOP),
        &serving.presentation(language),
    ))
}

/// What changed for all municipalities since the newest generation before that opens. Returns `None` if there is none.
///
/// Cost: opens and verifies that generation, and scores all pairs in scope twice.
fn since_before(app: &AppState, serving: &ServingState) -> Option<Arc<GenerationDiff>> {
    let now = serving.engine.generation();
    let earlier = app.store.list().ok()?.into_iter().find(|summary| {
        // Damaged ones are skipped, as they cannot be compared.
        summary.id < now && matches!(summary.state, GenerationState::Sound(_))
    })?;
    let opened = app.store.get(earlier.id).map_err(anyhow::Error::from);
    let before = match opened.and_then(|generation| (app.opener)(generation)) {
        Ok(before) => before?,
        Err(error) => {
            tracing::warn!(%error, "the generation before cannot be compared");
            return None;
        }
    };
    let scope = &app.settings.scope;
    let changes = Changes::between(&before, &serving.engine, scope, TOP).ok()?;
    let (old, new) = (before.catalog(), serving.engine.catalog());
    Some(Arc::new(GenerationDiff::new(
        (&old, &new),
        &changes,
        scope.to_string(),
        TOP,
        serving.demonstration,
    )))
}

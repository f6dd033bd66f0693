//! The workbook of a batch: what the answers about partners do not hold.

use std::collections::BTreeSet;

use super::Batch;
use crate::cli::names::localised;
use crate::engine::{EngineError, SharedInitiativeQuery};
use crate::municipality::{Recognised, Recognition};
use crate::report::render::workbook::BatchWorkbook;
use crate::report::view::{Profile, SharedInitiatives};

/// The file of the workbook.
pub(super) const WORKBOOK: &str = "batch.xlsx";

/// Adds the profile of each municipality and the initiatives they share.
///
/// # Errors
/// When the generation cannot be read.
pub(super) fn add_profiles(batch: &Batch<'_>, book: &mut BatchWorkbook) -> anyhow::Result<()> {
    let (engine, presentation) = (batch.engine, batch.presentation);
    let catalog = engine.catalog();
    let in_language = |error| localised(batch.session.language, error);
    for code in batch.selection.codes() {
        let found = Recognised {
            code: code.clone(),
            reason: Recognition::Code,
        };
        match engine.profile(&found.code) {
            Ok(profile) => {
                book.add_profile(&Profile::new(&catalog, &found, &profile, presentation))
            }
            // Without text there is no profile; `run.json` lists those.
            Err(EngineError::NotScored { .. }) => {}
            Err(error) => return Err(in_language(error)),
        }
    }
    let query = SharedInitiativeQuery::new(None).scope(batch.session.settings.scope.clone());
    let found = engine.shared_initiatives(&query).map_err(in_language)?;
    let mut view = SharedInitiatives::new(&catalog, None, &query, &found, None, presentation);
    // Shared by all of the register, and told of those that are asked for.
    let asked: BTreeSet<&str> = batch
        .selection
        .codes()
        .iter()
        .map(|code| code.as_str())
        .collect();
    for initiative in &mut view.initiatives {
        let municipalities = &mut initiative.municipalities;
        municipalities.retain(|one| asked.contains(one.code.as_str()));
    }
    book.add_initiatives(&view);
    Ok(())
}

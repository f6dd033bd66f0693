//! The workbook of a batch: what the answers about partners do not hold.

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
    for place in engine.register().iter() {
        let found = Recognised {
            code: place.code.clone(),
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
    book.add_initiatives(&SharedInitiatives::new(
        &catalog,
        None,
        &query,
        &found,
        None,
        presentation,
    ));
    Ok(())
}

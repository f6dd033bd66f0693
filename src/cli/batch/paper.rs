//! The PDF documents of a batch: a report for each municipality, and one on all of them together.

use super::Batch;
use crate::rank::Scope;
use crate::report::render::batch_report;
use crate::report::view::{BatchRun, Match, NotScored, PrintMap, RegionLine};

/// The name of the file with the report on a municipality.
pub(super) fn file_name(code: &str) -> String {
    format!("{code}.pdf")
}

/// The report on the partners of a municipality; `ranked` is how many there are.
pub(super) fn partners(
    batch: &Batch<'_>,
    view: &Match,
    scope: &Scope,
    ranked: usize,
) -> anyhow::Result<Vec<u8>> {
    let language = batch.presentation.language;
    let catalog = batch.engine.catalog();
    let map = PrintMap::of_partners(&catalog, batch.areas, view, language);
    Ok(batch_report::partners_pdf(
        language, view, scope, ranked, &map,
    )?)
}

/// The report on a municipality that could not be scored.
pub(super) fn not_scored(batch: &Batch<'_>, one: &NotScored) -> anyhow::Result<Vec<u8>> {
    Ok(batch_report::not_scored_pdf(batch.presentation, one)?)
}

/// The document on all municipalities with partners.
pub(super) fn region(
    batch: &Batch<'_>,
    run: &BatchRun,
    lines: &[RegionLine],
) -> anyhow::Result<Vec<u8>> {
    let language = batch.presentation.language;
    let catalog = batch.engine.catalog();
    let map = PrintMap::of_region(&catalog, batch.areas, lines, language);
    let scope = &batch.session.settings.scope;
    Ok(batch_report::region_pdf(language, run, scope, lines, &map)?)
}

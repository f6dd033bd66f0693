//! The tables of a batch for other programs, as Parquet.
//!
//! Only in a program with the cargo feature `parquet`.

pub(super) const PAIRS: &str = "pairs.parquet";
pub(super) const PROFILES: &str = "profiles.parquet";
pub(super) const POSITIONS: &str = "positions.parquet";
pub(super) const STATEMENTS: &str = "statements.parquet";
pub(super) const PASSAGES: &str = "passages.parquet";

#[cfg(feature = "parquet")]
pub(super) use write::write;

#[cfg(feature = "parquet")]
mod write {
    use std::collections::BTreeSet;

    use super::super::Batch;
    use super::super::staged::Staged;
    use super::{PAIRS, PASSAGES, POSITIONS, PROFILES, STATEMENTS};
    use crate::engine::ProfileRecord;
    use crate::report::render::parquet::{About, pairs, passages, positions, profiles, statements};

    /// Writes all tables. Pairs are those of the scope; the others are of the municipalities of the selection, and of all
    /// that stand in the pairs.
    ///
    /// # Errors
    /// When a passage cannot be read, or a file not be written.
    pub(in crate::cli::batch) fn write(batch: &Batch<'_>, staged: &Staged) -> anyhow::Result<()> {
        let engine = batch.engine;
        let about = About {
            generation: batch.presentation.generation.clone(),
            weights: batch.session.settings.rank.weights,
            demonstration: batch.presentation.demonstration,
        };
        let scope = &batch.session.settings.scope;
        let mut codes: BTreeSet<_> = batch.selection.codes().iter().cloned().collect();
        let mut partners = BTreeSet::new();
        let scored = batch.selection.codes().iter().flat_map(|code| {
            // A municipality that lacks what the scope needs has no pairs, as in the other files.
            let pairs = engine.pair_scores(code, scope).unwrap_or_default();
            partners.extend(pairs.iter().map(|pair| pair.partner.clone()));
            pairs.into_iter().map(anyhow::Ok)
        });
        pairs(staged.create(PAIRS)?, &about, scored)?;
        codes.append(&mut partners);
        let records = codes
            .iter()
            .map(|code| engine.profile_record(code))
            .collect::<Result<Vec<ProfileRecord<'_>>, _>>()?;
        let rows = records.iter().copied();
        profiles(staged.create(PROFILES)?, &about, rows.clone())?;
        let catalog = engine.catalog();
        positions(staged.create(POSITIONS)?, &about, &catalog, rows)?;
        let rows = engine.statement_records(&codes);
        let rows = rows.map(|one| one.map_err(anyhow::Error::from));
        statements(staged.create(STATEMENTS)?, &about, &catalog, rows)?;
        let rows = engine.passage_records(&codes);
        let rows = rows.map(|one| one.map_err(anyhow::Error::from));
        passages(staged.create(PASSAGES)?, &about, rows)?;
        Ok(())
    }
}

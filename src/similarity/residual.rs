//! Residuals of n-gram counts: observed against expected by style stratum and era.

use std::ops::Range;

use ndarray::parallel::prelude::*;
use ndarray::{Array1, Array2, ArrayView1, ArrayViewMut1, Axis};

use super::expected::{ERA_PSEUDO_COUNT, ExpectedCounts, year_kernel};
use super::linalg::with_simd;

/// Added under the square roots to damp rare n-grams. 1 to 4 score alike.
pub(super) const SQRT_OFFSET: f64 = 2.0;

/// Columns per block: few enough that the counts of several years stay in the cache of the processor.
const BLOCK_COLUMNS: usize = 256;

/// A residual shorter than this is rounding error.
const MIN_NORM: f64 = 1e-6;

/// The residuals of all organisations.
pub(super) struct Residuals {
    /// `√(X(g) + 2) − √(E(g) + 2)` of each organisation and n-gram, `n_organisations × n_features`, rows scaled to
    /// unit length; a row is zero when nothing is left.
    pub(super) units: Array2<f32>,
    /// The length of each row before scaling.
    pub(super) norms: Vec<f64>,
}

/// The counts of one organisation in one year.
struct YearCounts<'e> {
    /// The year, when it is known.
    year: Option<i16>,
    /// The number of its passages of that year that hold each n-gram.
    observed: Array1<f64>,
    /// The number expected by their strata alone.
    by_stratum: ArrayView1<'e, f64>,
}

impl Residuals {
    /// Computes the residuals of all organisations.
    /// Cost: for each, its number of years squared times `n_features`.
    pub(super) fn new(expected: &ExpectedCounts<'_>) -> Self {
        let organisations = expected.grouping.members.len();
        let mut units = Array2::zeros((organisations, expected.incidence.features));
        let rows = units.axis_iter_mut(Axis(0)).into_par_iter().enumerate();
        // Every row is written by one task, so the order of the tasks does not matter.
        let norms = rows
            .map(|(organisation, row)| residual(expected, organisation, row))
            .collect();
        Self { units, norms }
    }
}

/// Writes the residual of one organisation to `unit`, scaled to unit length, and returns its length before.
///
/// The ratio of an era to the strata is `ρ(o, y, g) = (Σ_y' w(y, y') · Σ_{p ≠ o} v(p) · X(p, y', g) + 100·q(g)) /
/// (the same of E)`, with `X` observed counts, `E` counts expected by stratum and `v` the weight of an organisation in
/// its era: the organisation itself is left out, so that a lonely document does not explain itself away. Square roots give counts of all sizes about the
/// same variance (Freeman & Tukey 1950), so that neither an inverse document frequency nor further shrinkage of
/// short texts is needed.
fn residual(
    expected: &ExpectedCounts<'_>,
    organisation: usize,
    unit: ArrayViewMut1<'_, f32>,
) -> f64 {
    let by_year = expected.grouping.by_year(organisation);
    // For all years in one product.
    let by_stratum = expected.by_stratum(&by_year);
    let own: Vec<YearCounts<'_>> = by_year
        .iter()
        .zip(by_stratum.rows())
        .map(|((year, indices), by_stratum)| YearCounts {
            year: *year,
            observed: expected.incidence.column_sums(indices),
            by_stratum,
        })
        .collect();
    let era_weight = expected.era_weights[organisation];
    let mut raw = vec![0.0; expected.incidence.features];
    // Block by block, so that the sums of all years of one block stay in the cache.
    with_simd(
        #[inline(always)]
        || {
            for (block, raw) in raw.chunks_mut(BLOCK_COLUMNS).enumerate() {
                root_differences(expected, &own, era_weight, block * BLOCK_COLUMNS, raw);
            }
        },
    );
    // The sum runs over all columns in order, so it does not depend on the blocks.
    let norm = raw.iter().map(|r| r * r).sum::<f64>().sqrt();
    let scale = if norm > MIN_NORM { norm.recip() } else { 0.0 };
    // Stored as f32: the rounding is far below the sampling variance.
    for (unit, raw) in unit.into_iter().zip(raw) {
        *unit = (raw * scale) as f32;
    }
    norm
}

/// Writes `√(X(g) + 2) − √(E(g) + 2)` of the columns from `start` on to `raw`, at most [`BLOCK_COLUMNS`]. `era_weight`
/// is the weight of the organisation in its era.
#[inline(always)]
fn root_differences(
    expected: &ExpectedCounts<'_>,
    own: &[YearCounts<'_>],
    era_weight: f64,
    start: usize,
    raw: &mut [f64],
) {
    let columns = start..start + raw.len();
    // On the stack with a fixed size, which lets the loops below be vectorised.
    let (mut observed_sum, mut expected_sum) = ([0.0; BLOCK_COLUMNS], [0.0; BLOCK_COLUMNS]);
    let (mut era_observed, mut era_expected) = ([0.0; BLOCK_COLUMNS], [0.0; BLOCK_COLUMNS]);
    for counts in own {
        // What the year adds to both counts of the organisation.
        let by_stratum = slice(&counts.by_stratum, &columns);
        add_scaled(
            &mut observed_sum,
            1.0,
            slice(&counts.observed.view(), &columns),
        );
        let Some(year) = counts.year else {
            // Without a year there is no era to correct for.
            add_scaled(&mut expected_sum, 1.0, by_stratum);
            continue;
        };
        let (observed, by_stratum_then) = expected.around_year(year);
        era_observed[..raw.len()].copy_from_slice(slice(&observed, &columns));
        era_expected[..raw.len()].copy_from_slice(slice(&by_stratum_then, &columns));
        // Leave the organisation itself out of its era, in all its years.
        for other in own {
            if let Some(other_year) = other.year {
                let weight = era_weight * year_kernel(year, other_year);
                add_scaled(
                    &mut era_observed,
                    -weight,
                    slice(&other.observed.view(), &columns),
                );
                add_scaled(
                    &mut era_expected,
                    -weight,
                    slice(&other.by_stratum, &columns),
                );
            }
        }
        // The count expected by stratum, times the ratio of the era.
        let eras = era_observed.iter().zip(&era_expected);
        let rates = by_stratum.iter().zip(&expected.overall[columns.clone()]);
        for ((sum, (observed, expected)), (by_stratum, overall)) in
            expected_sum.iter_mut().zip(eras).zip(rates)
        {
            // The prior has the ratio 1, so an era with little other text hardly corrects anything.
            let prior = ERA_PSEUDO_COUNT * overall;
            // Rounding may leave a difference just below 0.
            *sum += by_stratum * (observed.max(0.0) + prior) / (expected.max(0.0) + prior);
        }
    }
    for ((raw, observed), expected) in raw.iter_mut().zip(observed_sum).zip(expected_sum) {
        *raw = (observed + SQRT_OFFSET).sqrt() - (expected + SQRT_OFFSET).sqrt();
    }
}

/// Returns some of the values of a row.
#[inline(always)]
fn slice<'r>(row: &ArrayView1<'r, f64>, columns: &Range<usize>) -> &'r [f64] {
    let row = row.to_slice().expect("rows of counts are contiguous");
    &row[columns.clone()]
}

/// Adds `scale · values` to the first values of `sum`.
#[inline(always)]
fn add_scaled(sum: &mut [f64], scale: f64, values: &[f64]) {
    sum.iter_mut()
        .zip(values)
        .for_each(|(sum, value)| *sum += scale * value);
}

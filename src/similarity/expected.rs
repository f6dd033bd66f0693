//! Expected n-gram counts: rates by style stratum, and counts of the era around each year.

use ndarray::parallel::prelude::*;
use ndarray::{Array2, ArrayView1, Axis};
use rayon::slice::ParallelSlice;

use super::grouping::Grouping;
use super::incidence::IncidenceMatrix;
use super::strata::STRATA;

/// Pseudo-passages with the overall rate in the rate of a stratum: any small number scores alike.
const STRATUM_PSEUDO_COUNT: f64 = 5.0;

/// Pseudo-passages in the ratio of an era, about those of one document: an era with few others tends to a ratio
/// of 1. 30 to 100 score alike.
pub(super) const ERA_PSEUDO_COUNT: f64 = 100.0;

/// The standard deviation in years of the kernel by which an era borrows from neighbouring years; from calendar
/// years alone to 1.5 score alike.
const YEAR_KERNEL_SD: f64 = 1.0;

/// The number of passages at which an organisation counts in its era half as much as it would with endless text. 100 to
/// 300 score alike.
///
/// The passages of one organisation resemble each other, so a hundred more of them tell little more of what its era
/// writes. In a model with random effects, with variance `τ²` between organisations and `σ²` between the passages of
/// one, the best weight of an organisation with `n` passages is proportional to `n / (n + σ²/τ²)` (`DerSimonian` & Laird
/// 1986). Counted by passages alone, one long text would be most of its era, and push all others of those years away
/// from itself: what they have in common with it would be taken for what everybody writes.
const HALF_WEIGHT_PASSAGES: f64 = 200.0;

/// Weights are multiples of this power of 2, so that sums of them are exact in any order of addition.
const WEIGHT_STEPS: f64 = 4096.0;

/// Passages per task: each task has a table of its own, so tasks must not be small.
const PASSAGES_PER_TASK: usize = 16_384;

/// Rates and counts from which the expected counts of an organisation follow.
pub(super) struct ExpectedCounts<'a> {
    pub(super) incidence: &'a IncidenceMatrix,
    pub(super) grouping: &'a Grouping,
    /// The style stratum of each passage.
    strata: &'a [usize],
    /// The share of all passages that hold each n-gram.
    pub(super) overall: Vec<f64>,
    /// The smoothed share of the passages of each stratum that hold each n-gram, `STRATA × n_features`.
    stratum_rates: Array2<f64>,
    /// The known years, ascending.
    years: Vec<i16>,
    /// The weight of each passage of each organisation in its era, in `(0, 1]`.
    pub(super) era_weights: Vec<f64>,
    /// Observed counts of all organisations around each year, weighted, `n_years × n_features`.
    observed: Array2<f64>,
    /// Counts expected by stratum around each year, weighted, `n_years × n_features`.
    expected: Array2<f64>,
}

impl<'a> ExpectedCounts<'a> {
    /// Fits rates and era counts over all organisations. Cost: one pass over the incidences, and
    /// `n_years · (STRATA + n_years) · n_features`.
    pub(super) fn fit(
        incidence: &'a IncidenceMatrix,
        grouping: &'a Grouping,
        strata: &'a [usize],
    ) -> Self {
        let (overall, stratum_rates) = rates(incidence, grouping, strata);
        // Only years that occur get a row: the matrices below are as wide as there are n-grams.
        let mut years: Vec<i16> = grouping.years.iter().filter_map(|year| *year).collect();
        years.sort_unstable();
        years.dedup();
        let era_weights: Vec<f64> = grouping
            .members
            .iter()
            .map(|members| era_weight(members.len()))
            .collect();
        let mut stratum_sizes = Array2::<f64>::zeros((years.len(), STRATA));
        let mut dated = Vec::with_capacity(grouping.rows.len());
        // A joint passage counts once for each of its organisations, as it does in their own counts.
        for (members, weight) in grouping.members.iter().zip(&era_weights) {
            for index in members {
                if let Some(year) = grouping.years[*index] {
                    let position = years
                        .binary_search(&year)
                        .expect("every known year is listed");
                    stratum_sizes[(position, strata[*index])] += weight;
                    dated.push((*index, position, *weight));
                }
            }
        }
        let by_year = grouped_column_sums(incidence, &dated, years.len());
        // Observed and expected counts are spread by the same kernel, so their ratio stays comparable.
        let kernel = Array2::from_shape_fn((years.len(), years.len()), |(a, b)| {
            year_kernel(years[a], years[b])
        });
        Self {
            incidence,
            grouping,
            strata,
            overall,
            observed: kernel.dot(&by_year),
            expected: kernel.dot(&stratum_sizes).dot(&stratum_rates),
            stratum_rates,
            years,
            era_weights,
        }
    }

    /// The same rates and era counts, for other passages of the same organisations.
    #[cfg(test)]
    pub(super) fn with_grouping<'b>(&self, grouping: &'b Grouping) -> ExpectedCounts<'b>
    where
        'a: 'b,
    {
        ExpectedCounts {
            incidence: self.incidence,
            grouping,
            strata: self.strata,
            overall: self.overall.clone(),
            stratum_rates: self.stratum_rates.clone(),
            years: self.years.clone(),
            era_weights: self.era_weights.clone(),
            observed: self.observed.clone(),
            expected: self.expected.clone(),
        }
    }

    /// Returns in how many passages of each group each n-gram would occur by their strata alone,
    /// `n_groups × n_features`.
    pub(super) fn by_stratum(&self, groups: &[(Option<i16>, Vec<usize>)]) -> Array2<f64> {
        let mut sizes = Array2::<f64>::zeros((groups.len(), STRATA));
        for (mut sizes, (_, indices)) in sizes.rows_mut().into_iter().zip(groups) {
            indices
                .iter()
                .for_each(|index| sizes[self.strata[*index]] += 1.0);
        }
        sizes.dot(&self.stratum_rates)
    }

    /// Returns the observed counts around a year of the grouping, and those expected by stratum.
    #[inline(always)]
    pub(super) fn around_year(&self, year: i16) -> (ArrayView1<'_, f64>, ArrayView1<'_, f64>) {
        let position = self
            .years
            .binary_search(&year)
            .expect("every known year is listed");
        (self.observed.row(position), self.expected.row(position))
    }
}

/// Returns the share of all passages that hold each n-gram, and the smoothed share within each stratum.
fn rates(
    incidence: &IncidenceMatrix,
    grouping: &Grouping,
    strata: &[usize],
) -> (Vec<f64>, Array2<f64>) {
    let mut sizes = [0.0; STRATA];
    strata.iter().for_each(|stratum| sizes[*stratum] += 1.0);
    let passages: Vec<(usize, usize, f64)> = strata
        .iter()
        .enumerate()
        .map(|(index, stratum)| (index, *stratum, 1.0))
        .collect();
    // Joint passages count once here: a rate is of passages, not of owners.
    let mut rates = grouped_column_sums(incidence, &passages, STRATA);
    // An empty corpus must give rates of 0, not of NaN.
    let total = grouping.rows.len().max(1) as f64;
    let overall: Vec<f64> = rates
        .sum_axis(Axis(0))
        .iter()
        .map(|count| count / total)
        .collect();
    for (mut row, size) in rates.rows_mut().into_iter().zip(sizes) {
        // Smoothed: an n-gram that a small stratum happens not to hold must not be expected never.
        row.iter_mut().zip(&overall).for_each(|(count, overall)| {
            *count = (*count + STRATUM_PSEUDO_COUNT * overall) / (size + STRATUM_PSEUDO_COUNT);
        });
    }
    (overall, rates)
}

/// Returns the weight of the passages of each group in which each n-gram occurs, `n_groups × n_features`; passages are
/// given with their group and weight.
fn grouped_column_sums(
    incidence: &IncidenceMatrix,
    passages: &[(usize, usize, f64)],
    groups: usize,
) -> Array2<f64> {
    let zeros = || Array2::<f64>::zeros((groups, incidence.features));
    // Weights are multiples of a power of 2, so their sums are exact and do not depend on the order of addition.
    passages
        .par_chunks(PASSAGES_PER_TASK)
        // A table per task rather than one with a lock: the additions are too short to wait for each other.
        .fold(zeros, |mut sums, passages| {
            for (index, group, weight) in passages {
                let mut sums = sums.row_mut(*group);
                let row = incidence.row(*index);
                row.iter()
                    .for_each(|column| sums[*column as usize] += weight);
            }
            sums
        })
        .reduce(zeros, |left, right| left + right)
}

/// Returns the weight of each passage of an organisation with `passages` of them in its era, in `(0, 1]`.
fn era_weight(passages: usize) -> f64 {
    let weight = HALF_WEIGHT_PASSAGES / (HALF_WEIGHT_PASSAGES + passages as f64);
    ((weight * WEIGHT_STEPS).round() / WEIGHT_STEPS).max(WEIGHT_STEPS.recip())
}

/// Returns the Gaussian weight of one year in the era of another, `(0, 1]`.
pub(super) fn year_kernel(a: i16, b: i16) -> f64 {
    let gap = (f64::from(a) - f64::from(b)) / YEAR_KERNEL_SD;
    (-0.5 * gap * gap).exp()
}

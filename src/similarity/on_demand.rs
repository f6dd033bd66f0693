//! Pairs computed on demand, for models of too many organisations to precompute all pairs.

use ndarray::{Array1, Array2, ArrayView1, Axis, Slice};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::SimilarityError;
use super::distribution::Distribution;
use super::evidence::PassagePair;
use super::grouping::evenly_spaced;
use super::kind_effect::KindEffect;
use super::linalg::{ROWS_PER_TASK, dot, transposed_product};
use super::normalise::{
    LEXICAL_WEIGHT, RawScore, RawScores, RowStatistics, ScoreNormaliser, VIEWS,
};
use super::npy::{from_npy, to_npy};
use super::sampled_passages::SampledPassages;
use super::views::Views;
use crate::document::PassageRow;

/// Up to this many organisations, row statistics come from all pairs.
const MAX_EXACT_ORGANISATIONS: usize = 3_000;

/// With more, they come from the pairs of each organisation with a seeded sample of this size: the standard error of
/// a mean is then a twentieth of the standard deviation.
const SAMPLE_SIZE: usize = 512;

/// The distribution of scores is that of the pairs of this many organisations.
const DISTRIBUTION_ORGANISATIONS: usize = 256;

// Names of the files in a generation.
const RESIDUALS: &str = "residuals.npy";
const VARIANCES: &str = "variances.npy";
const PASSAGE_VECTORS: &str = "voices.npy";
const PASSAGE_ROWS: &str = "voice_rows.npy";
const PASSAGE_ENDS: &str = "voice_ends.npy";
const ROW_STATISTICS: &str = "habits.npy";
const WEIGHTS: &str = "weights.npy";
const KIND_SHARES: &str = "kind-shares.npy";
const KIND_EFFECT: &str = "kind-effect.npy";
const DISTRIBUTION: &str = "distribution.npy";

/// The views and row statistics of `n` organisations. Memory: `n · (n_features + m · k)` for `m` sampled passages
/// per organisation, not `n²`. A pair costs `n_features + m² · k`.
#[derive(Clone, Debug)]
pub(super) struct OnDemandPairs {
    views: Views,
    normaliser: ScoreNormaliser,
    kinds: KindEffect,
}

impl OnDemandPairs {
    /// Computes the row statistics of all organisations.
    pub(super) fn fit(views: Views, seed: u64) -> Self {
        // A sample keeps the cost linear in the number of organisations; all pairs would be its square.
        let sample = sample_organisations(views.residuals.nrows(), seed);
        let sampled = views.passages.select(&sample);
        // The scores of a row are reduced to two numbers at once, so the whole table is never in memory.
        let passages = views.passages.scores_with(&sampled, |own, scores| {
            RowStatistics::from_scores(without_own(own, &sample, &scores))
        });
        // From the same sample, so that both views are standardised against the same organisations.
        let lexical = cosine_statistics(&views.residuals, &sample);
        let normaliser = ScoreNormaliser::new(lexical, passages, views.passage_weight);
        let mut fitted = Self {
            // Without an effect until there are scores to fit it to.
            kinds: KindEffect::fit(views.kind_shares.clone(), std::iter::empty()),
            views,
            normaliser,
        };
        let scores: Vec<((usize, usize), f64)> = fitted
            .spread_pairs()
            .into_par_iter()
            .map(|pair| (pair, fitted.score(pair)))
            .collect();
        fitted.kinds = KindEffect::fit(fitted.kinds.shares, scores.iter().copied());
        fitted
    }

    fn raw_scores(&self, (a, b): (usize, usize)) -> RawScores {
        let views = &self.views;
        let lexical = RawScore {
            value: dot(&views.residuals.row(a), &views.residuals.row(b)),
            variance: views.variances[a] + views.variances[b],
        };
        [lexical, views.passages.raw_score(a, b)]
    }

    /// Returns the score of a pair `a < b`.
    pub(super) fn score(&self, pair: (usize, usize)) -> f64 {
        self.normaliser.score(pair, &self.raw_scores(pair)) - self.kinds.of(pair)
    }

    /// Returns the score of a pair `a < b` with its standard error.
    pub(super) fn score_with_error(&self, pair: (usize, usize)) -> (f64, f64) {
        let raw = self.raw_scores(pair);
        (
            self.normaliser.score(pair, &raw) - self.kinds.of(pair),
            f64::from(self.normaliser.standard_error(pair, &raw)),
        )
    }

    /// Returns the evidence of a pair `a < b`.
    pub(super) fn evidence(&self, (a, b): (usize, usize)) -> Vec<PassagePair> {
        // The cosines are computed again: evidence is asked for one pair at a time, and storing it would take the most
        // memory.
        self.views.passages.compare(a, b).evidence
    }

    /// Returns the distribution of the scores over the pairs of evenly spaced organisations.
    pub(super) fn distribution(&self) -> Distribution {
        let pairs = self.spread_pairs();
        let scores: Vec<f64> = pairs.into_par_iter().map(|pair| self.score(pair)).collect();
        Distribution::new(scores)
    }

    /// Returns the pairs of evenly spaced organisations, which stand for all.
    fn spread_pairs(&self) -> Vec<(usize, usize)> {
        // Evenly spaced over the codes, so that the choice needs no seed and does not change from build to build.
        let chosen = evenly_spaced(self.views.residuals.nrows(), DISTRIBUTION_ORGANISATIONS);
        // About 32,000 pairs at most, enough for percentiles.
        (0..chosen.len())
            .flat_map(|a| (a + 1..chosen.len()).map(move |b| (a, b)))
            .map(|(a, b)| (chosen[a], chosen[b]))
            .collect()
    }

    /// Returns the contents of the files of a generation, by name.
    pub(super) fn files(&self, distribution: &Distribution) -> Vec<(&'static str, Vec<u8>)> {
        let Views {
            residuals,
            variances,
            passages,
            ..
        } = &self.views;
        let views = &self.normaliser.views;
        // Offsets are stored as 64-bit numbers whatever the machine.
        let rows: Array1<u32> = passages.rows.iter().map(|row| row.0).collect();
        let ends: Array1<u64> = passages.offsets.iter().map(|end| *end as u64).collect();
        // For each view a column of means and one of standard deviations.
        let statistics =
            Array2::from_shape_fn((residuals.nrows(), 2 * VIEWS), |(organisation, column)| {
                let row = &views[column / 2].rows[organisation];
                if column % 2 == 0 {
                    row.mean
                } else {
                    row.standard_deviation
                }
            });
        let weights: Array1<f64> = views.iter().map(|view| view.weight).collect();
        let distribution = Array1::from(distribution.values().to_vec());
        vec![
            (RESIDUALS, to_npy(residuals)),
            (VARIANCES, to_npy(variances)),
            (PASSAGE_VECTORS, to_npy(&passages.vectors)),
            (PASSAGE_ROWS, to_npy(&rows)),
            (PASSAGE_ENDS, to_npy(&ends)),
            (ROW_STATISTICS, to_npy(&statistics)),
            (WEIGHTS, to_npy(&weights)),
            (KIND_SHARES, to_npy(&self.kinds.shares)),
            (KIND_EFFECT, to_npy(&self.kinds.coefficients())),
            (DISTRIBUTION, to_npy(&distribution)),
        ]
    }

    /// Reads the pairs of `n` organisations and their distribution back. Returns `None` when the files do not fit
    /// each other.
    ///
    /// # Errors
    /// [`SimilarityError::Stored`] when a file is missing or damaged.
    pub(super) fn read(
        n: usize,
        bytes: impl Fn(&str) -> Result<Vec<u8>, SimilarityError>,
    ) -> Result<Option<(Self, Distribution)>, SimilarityError> {
        // Everything is read before it is checked: a missing file is a clearer error than one that does not fit.
        let residuals: Array2<f32> = from_npy(RESIDUALS, &bytes(RESIDUALS)?)?;
        let variances: Array1<f64> = from_npy(VARIANCES, &bytes(VARIANCES)?)?;
        let vectors: Array2<f32> = from_npy(PASSAGE_VECTORS, &bytes(PASSAGE_VECTORS)?)?;
        let rows: Array1<u32> = from_npy(PASSAGE_ROWS, &bytes(PASSAGE_ROWS)?)?;
        let ends: Array1<u64> = from_npy(PASSAGE_ENDS, &bytes(PASSAGE_ENDS)?)?;
        let statistics: Array2<f64> = from_npy(ROW_STATISTICS, &bytes(ROW_STATISTICS)?)?;
        let weights: Array1<f64> = from_npy(WEIGHTS, &bytes(WEIGHTS)?)?;
        let shares: Array2<f32> = from_npy(KIND_SHARES, &bytes(KIND_SHARES)?)?;
        let coefficients: Array1<f64> = from_npy(KIND_EFFECT, &bytes(KIND_EFFECT)?)?;
        let distribution: Array1<f64> = from_npy(DISTRIBUTION, &bytes(DISTRIBUTION)?)?;
        // Products need standard layout; the format also allows matrices by columns.
        let is_consistent = residuals.nrows() == n
            && residuals.is_standard_layout()
            && vectors.is_standard_layout()
            && variances.len() == n
            && shares.nrows() == n
            && coefficients.len() == 2
            && weights.len() == VIEWS
            // The other weight may be any number; this one is fixed, so another value marks a damaged file.
            && weights[0] == LEXICAL_WEIGHT
            && statistics.dim() == (n, 2 * VIEWS)
            && ends.len() == n + 1
            && ends[0] == 0
            && ends.iter().is_sorted()
            && ends[n] == rows.len() as u64
            && vectors.nrows() == rows.len();
        if !is_consistent {
            // Not an error of one file: the caller reports that the set does not fit.
            return Ok(None);
        }
        let rows_of_view = |view: usize| -> Vec<RowStatistics> {
            let row = |row: ArrayView1<'_, f64>| RowStatistics {
                mean: row[2 * view],
                standard_deviation: row[2 * view + 1],
            };
            statistics.rows().into_iter().map(row).collect()
        };
        let normaliser = ScoreNormaliser::new(rows_of_view(0), rows_of_view(1), weights[1]);
        let passages = SampledPassages {
            vectors,
            rows: rows.iter().copied().map(PassageRow).collect(),
            offsets: ends.iter().map(|end| *end as usize).collect(),
        };
        let views = Views {
            residuals,
            variances,
            passages,
            passage_weight: weights[1],
            kind_shares: shares.clone(),
        };
        let kinds = KindEffect {
            shares,
            mean: coefficients[0],
            slope: coefficients[1],
        };
        Ok(Some((
            Self {
                views,
                normaliser,
                kinds,
            },
            Distribution::new(distribution),
        )))
    }
}

/// Returns the statistics of each row's dot products with the sampled rows, its own left out.
fn cosine_statistics(rows: &Array2<f32>, sample: &[usize]) -> Vec<RowStatistics> {
    let n = rows.nrows();
    let sampled = rows.select(Axis(0), sample);
    // Blocks of rows, since a matrix product with a single row would not use the processor well.
    let starts: Vec<usize> = (0..n).step_by(ROWS_PER_TASK).collect();
    starts
        .into_par_iter()
        .flat_map_iter(|start| {
            let block = start..(start + ROWS_PER_TASK).min(n);
            let own = rows.slice_axis(Axis(0), Slice::from(block.clone()));
            let cosines = transposed_product(&own, &sampled);
            let statistics = |(own, row): (usize, ArrayView1<'_, f64>)| {
                RowStatistics::from_scores(without_own(own, sample, &row.to_vec()))
            };
            block
                .zip(cosines.rows())
                .map(statistics)
                .collect::<Vec<_>>()
        })
        .collect()
}

/// Returns the scores with the sampled organisations, without that of an organisation with itself.
fn without_own(own: usize, sample: &[usize], scores: &[f64]) -> impl Iterator<Item = f64> + Clone {
    sample
        .iter()
        .zip(scores)
        .filter(move |(other, _)| **other != own)
        .map(|(_, score)| *score)
}

/// Returns the organisations against which row statistics are computed, ascending.
fn sample_organisations(n: usize, seed: u64) -> Vec<usize> {
    let mut organisations: Vec<usize> = (0..n).collect();
    // Few enough for all pairs: exact statistics, and no dependence on the seed.
    if n <= MAX_EXACT_ORGANISATIONS {
        return organisations;
    }
    // The first steps of a Fisher–Yates shuffle draw without replacement.
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    for position in 0..SAMPLE_SIZE {
        let other = rng.random_range(position..n);
        organisations.swap(position, other);
    }
    organisations.truncate(SAMPLE_SIZE);
    // Ascending, as rows are then read in the order of memory.
    organisations.sort_unstable();
    organisations
}

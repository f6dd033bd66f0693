//! The scores of all pairs, computed when the model is fitted.

use ndarray::{Array1, Array2, ArrayView1};

use super::SimilarityError;
use super::distribution::Distribution;
use super::evidence::PassagePair;
use super::kind_effect::KindEffect;
use super::linalg::row_gram_matrix;
use super::normalise::{RawScore, RawScores, ScoreNormaliser, row_statistics};
use super::npy::{from_npy, to_npy};
use super::views::Views;
use crate::document::PassageRow;

// Names of the files in a generation.
const SCORES: &str = "scores.npy";
const STANDARD_ERRORS: &str = "spreads.npy";
const EVIDENCE: &str = "evidence.npy";
const COSINES: &str = "cosines.npy";
const EVIDENCE_ENDS: &str = "evidence_ends.npy";

/// The scores and the evidence of all pairs of `n` organisations: a query is a look-up. About 10 MB for 342.
#[derive(Clone, Debug)]
pub(super) struct PrecomputedPairs {
    /// The score of each pair, `n × n`, symmetric.
    scores: Array2<f64>,
    /// The standard error of each score, `n × n`, symmetric.
    standard_errors: Array2<f32>,
    /// Where the evidence of each pair `a < b` ends, by `a` and then `b`.
    evidence_ends: Vec<usize>,
    /// The evidence of all pairs, one after the other.
    evidence: Vec<PassagePair>,
}

impl PrecomputedPairs {
    /// Scores all pairs. Cost: `n² · (n_features + m² · k)` for `m` sampled passages per organisation.
    pub(super) fn fit(views: &Views) -> Self {
        // The lexical part of all pairs is one matrix product, which is far faster than pair by pair.
        let lexical = row_gram_matrix(&views.residuals);
        let n = lexical.nrows();
        let mut passages = Array2::zeros((n, n));
        let mut passage_variances = Array2::zeros((n, n));
        let (mut evidence, mut evidence_ends) = (Vec::new(), Vec::with_capacity(n * n / 2));
        for (a, row) in views.passages.compare_all().into_iter().enumerate() {
            for (b, comparison) in (a + 1..).zip(row) {
                // The comparison is symmetric, so the other triangle is filled as well.
                for pair in [(a, b), (b, a)] {
                    passages[pair] = comparison.score.value;
                    passage_variances[pair] = comparison.score.variance;
                }
                evidence.extend(comparison.evidence);
                // Also for a pair without evidence, so that the position of a pair follows from its numbers.
                evidence_ends.push(evidence.len());
            }
        }
        // Row statistics need the raw scores of all pairs first.
        let normaliser = ScoreNormaliser::new(
            row_statistics(&lexical),
            row_statistics(&passages),
            views.passage_weight,
        );
        let raw_scores = |pair: (usize, usize)| -> RawScores {
            let lexical = RawScore {
                value: lexical[pair],
                variance: views.variances[pair.0] + views.variances[pair.1],
            };
            let passages = RawScore {
                value: passages[pair],
                variance: passage_variances[pair],
            };
            [lexical, passages]
        };
        let mut scores =
            Array2::from_shape_fn((n, n), |pair| normaliser.score(pair, &raw_scores(pair)));
        let pairs = (0..n).flat_map(|a| (a + 1..n).map(move |b| (a, b)));
        let effect = KindEffect::fit(
            views.kind_shares.clone(),
            pairs.map(|pair| (pair, scores[pair])),
        );
        scores
            .indexed_iter_mut()
            .for_each(|(pair, score)| *score -= effect.of(pair));
        let standard_errors = Array2::from_shape_fn((n, n), |pair| {
            normaliser.standard_error(pair, &raw_scores(pair))
        });
        Self {
            scores,
            standard_errors,
            evidence_ends,
            evidence,
        }
    }

    /// Returns the score of a pair.
    pub(super) fn score(&self, pair: (usize, usize)) -> f64 {
        self.scores[pair]
    }

    /// Returns the standard error of that score.
    pub(super) fn standard_error(&self, pair: (usize, usize)) -> f64 {
        f64::from(self.standard_errors[pair])
    }

    /// Returns the evidence of a pair `a < b`.
    pub(super) fn evidence(&self, (a, b): (usize, usize)) -> Vec<PassagePair> {
        // Pairs before row `a`: n − 1 of the first row, n − 2 of the second, and so on.
        let pair = a * self.scores.nrows() - a * (a + 1) / 2 + (b - a - 1);
        // The first pair has no predecessor whose end is its start.
        let start = if pair == 0 {
            0
        } else {
            self.evidence_ends[pair - 1]
        };
        self.evidence[start..self.evidence_ends[pair]].to_vec()
    }

    /// Returns the distribution of the scores of all pairs.
    pub(super) fn distribution(&self) -> Distribution {
        let n = self.scores.nrows();
        // Each pair once; both triangles would give the same percentiles at twice the size.
        Distribution::new((0..n).flat_map(|a| (a + 1..n).map(move |b| self.scores[(a, b)])))
    }

    /// Returns the contents of the files of a generation, by name.
    pub(super) fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        // One matrix of both sides, rather than two files.
        let rows = Array2::from_shape_fn((self.evidence.len(), 2), |(n, side)| {
            let pair = &self.evidence[n];
            if side == 0 {
                pair.ours.0
            } else {
                pair.theirs.0
            }
        });
        let ends: Array1<u64> = self.evidence_ends.iter().map(|end| *end as u64).collect();
        let cosines: Array1<f32> = self.evidence.iter().map(|pair| pair.cosine).collect();
        vec![
            (SCORES, to_npy(&self.scores)),
            (STANDARD_ERRORS, to_npy(&self.standard_errors)),
            (EVIDENCE, to_npy(&rows)),
            (COSINES, to_npy(&cosines)),
            (EVIDENCE_ENDS, to_npy(&ends)),
        ]
    }

    /// Reads the pairs of `n` organisations back. Returns `None` when the files do not fit each other.
    ///
    /// # Errors
    /// [`SimilarityError::Stored`] when a file is missing or damaged.
    pub(super) fn read(
        n: usize,
        bytes: impl Fn(&str) -> Result<Vec<u8>, SimilarityError>,
    ) -> Result<Option<Self>, SimilarityError> {
        let scores: Array2<f64> = from_npy(SCORES, &bytes(SCORES)?)?;
        let standard_errors: Array2<f32> = from_npy(STANDARD_ERRORS, &bytes(STANDARD_ERRORS)?)?;
        let rows: Array2<u32> = from_npy(EVIDENCE, &bytes(EVIDENCE)?)?;
        let cosines: Array1<f32> = from_npy(COSINES, &bytes(COSINES)?)?;
        let ends: Array1<u64> = from_npy(EVIDENCE_ENDS, &bytes(EVIDENCE_ENDS)?)?;
        // Checked once here, so that a query can index without checks of its own.
        let is_consistent = scores.dim() == (n, n)
            && standard_errors.dim() == (n, n)
            && rows.dim() == (cosines.len(), 2)
            && ends.len() == n * n.saturating_sub(1) / 2
            && ends.iter().is_sorted()
            // The last end is the number of entries: a shorter file would make evidence of the last pairs panic.
            && ends.last().map_or(0, |end| *end) == cosines.len() as u64;
        if !is_consistent {
            return Ok(None);
        }
        let pair = |(rows, cosine): (ArrayView1<'_, u32>, &f32)| PassagePair {
            ours: PassageRow(rows[0]),
            theirs: PassageRow(rows[1]),
            cosine: *cosine,
        };
        Ok(Some(Self {
            scores,
            standard_errors,
            evidence_ends: ends.iter().map(|end| *end as usize).collect(),
            evidence: rows.rows().into_iter().zip(&cosines).map(pair).collect(),
        }))
    }
}

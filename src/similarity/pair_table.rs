//! The scores of all pairs, worked out beforehand.

use ndarray::{Array1, Array2, ArrayView1};

use super::SimilarityError;
use super::blocks::products_of_rows;
use super::distribution::Distribution;
use super::hub::{Background, Reading, Readings, habits};
use super::npy::{from_npy, to_npy};
use super::pair_vectors::Views;
use super::soft_alignment::PassagePair;
use crate::document::PassageRow;

const SCORES: &str = "scores.npy";
const SPREADS: &str = "spreads.npy";
const EVIDENCE: &str = "evidence.npy";
const COSINES: &str = "cosines.npy";
const ENDS: &str = "evidence_ends.npy";

/// A table of all pairs: a question is a look-up. For 342 organisations it takes about 10 MB.
#[derive(Clone, Debug)]
pub(super) struct PairTable {
    /// The score of each pair, `n × n`, symmetric.
    scores: Array2<f64>,
    /// The standard deviation of each score when other passages would have been drawn.
    spreads: Array2<f32>,
    /// For each pair `a < b`, by `a` and then `b`: where its evidence ends.
    evidence_ends: Vec<usize>,
    /// The evidence of all pairs, one after the other.
    evidence: Vec<PassagePair>,
}

impl PairTable {
    /// Scores all pairs. Cost: `n² · (pieces + voices² · k)`.
    pub(super) fn fit(views: &Views) -> Self {
        let lexical = products_of_rows(&views.residuals);
        let n = lexical.nrows();
        let mut passages = Array2::zeros((n, n));
        let mut passage_variance = Array2::zeros((n, n));
        let (mut evidence, mut evidence_ends) = (Vec::new(), Vec::with_capacity(n * n / 2));
        for (a, row) in views.voices.align_all().into_iter().enumerate() {
            for (b, pair) in (a + 1..).zip(row) {
                for place in [(a, b), (b, a)] {
                    passages[place] = pair.reading.score;
                    passage_variance[place] = pair.reading.variance;
                }
                evidence.extend(pair.evidence);
                evidence_ends.push(evidence.len());
            }
        }
        let background = Background {
            views: [
                views.lexical(habits(&lexical)),
                views.passages(habits(&passages)),
            ],
        };
        let readings = |pair: (usize, usize)| -> Readings {
            let by_words = Reading {
                score: lexical[pair],
                variance: views.variances[pair.0] + views.variances[pair.1],
            };
            let by_passages = Reading {
                score: passages[pair],
                variance: passage_variance[pair],
            };
            [by_words, by_passages]
        };
        let scores = Array2::from_shape_fn((n, n), |pair| background.score(pair, &readings(pair)));
        let spreads =
            Array2::from_shape_fn((n, n), |pair| background.spread(pair, &readings(pair)));
        Self {
            scores,
            spreads,
            evidence_ends,
            evidence,
        }
    }

    pub(super) fn score(&self, pair: (usize, usize)) -> f64 {
        self.scores[pair]
    }

    pub(super) fn spread(&self, pair: (usize, usize)) -> f64 {
        f64::from(self.spreads[pair])
    }

    /// The evidence of a pair `a < b`.
    pub(super) fn evidence(&self, (a, b): (usize, usize)) -> Vec<PassagePair> {
        // Pairs before row `a`: n − 1 of the first row, n − 2 of the second, and so on.
        let pair = a * self.scores.nrows() - a * (a + 1) / 2 + (b - a - 1);
        let begin = if pair == 0 {
            0
        } else {
            self.evidence_ends[pair - 1]
        };
        self.evidence[begin..self.evidence_ends[pair]].to_vec()
    }

    pub(super) fn distribution(&self) -> Distribution {
        let n = self.scores.nrows();
        Distribution::new((0..n).flat_map(|a| (a + 1..n).map(move |b| self.scores[(a, b)])))
    }

    pub(super) fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
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
            (SPREADS, to_npy(&self.spreads)),
            (EVIDENCE, to_npy(&rows)),
            (COSINES, to_npy(&cosines)),
            (ENDS, to_npy(&ends)),
        ]
    }

    /// Reads the table of `n` organisations back; nothing when the files do not fit each other.
    pub(super) fn read(
        n: usize,
        bytes: impl Fn(&str) -> Result<Vec<u8>, SimilarityError>,
    ) -> Result<Option<Self>, SimilarityError> {
        let scores: Array2<f64> = from_npy(SCORES, &bytes(SCORES)?)?;
        let spreads: Array2<f32> = from_npy(SPREADS, &bytes(SPREADS)?)?;
        let rows: Array2<u32> = from_npy(EVIDENCE, &bytes(EVIDENCE)?)?;
        let cosines: Array1<f32> = from_npy(COSINES, &bytes(COSINES)?)?;
        let ends: Array1<u64> = from_npy(ENDS, &bytes(ENDS)?)?;
        let fits = scores.dim() == (n, n)
            && spreads.dim() == (n, n)
            && rows.dim() == (cosines.len(), 2)
            && ends.len() == n * n.saturating_sub(1) / 2
            && ends.iter().is_sorted()
            && ends.last().map_or(0, |end| *end) == cosines.len() as u64;
        if !fits {
            return Ok(None);
        }
        let pair = |(rows, cosine): (ArrayView1<'_, u32>, &f32)| PassagePair {
            ours: PassageRow(rows[0]),
            theirs: PassageRow(rows[1]),
            cosine: *cosine,
        };
        Ok(Some(Self {
            scores,
            spreads,
            evidence_ends: ends.iter().map(|end| *end as usize).collect(),
            evidence: rows.rows().into_iter().zip(&cosines).map(pair).collect(),
        }))
    }
}

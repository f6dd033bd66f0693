//! The fitted model: scores of pairs, what they mean, and the passages they rest on.

use std::collections::BTreeMap;

use ndarray::{Array1, Array2};
use serde::{Deserialize, Serialize};

use super::blocks::products_of_rows;
use super::bootstrap;
use super::config::{SimilarityError, SimilarityParams};
use super::distribution::Distribution;
use super::facts::{Layout, PassageFacts};
use super::hub::{Habit, habits};
use super::npy::{from_npy, to_npy};
use super::pieces::Presence;
use super::register::registers;
use super::residual::Expectation;
use super::soft_alignment::{PassagePair, Voices};
use super::vectors::{evenly_spread, passage_vectors};
use crate::document::PassageRow;
use crate::index::TermCounts;

/// Goes up when the model gives other numbers for the same input, or is stored otherwise.
pub const MODEL_VERSION: u32 = 1;

/// How many standard deviations either way hold 95 of 100 draws of a normal variable.
const NORMAL_95: f64 = 1.96;

/// So many passages in all speak in the passage view: its cost grows with their square.
const MOST_VOICES: usize = 40_000;

/// However many organisations there are, each has room for so many.
const FEWEST_VOICES: usize = 50;

const META: &str = "model.json";
const SCORES: &str = "scores.npy";
const SPREADS: &str = "spreads.npy";
const EVIDENCE: &str = "evidence.npy";
const COSINES: &str = "cosines.npy";

/// A fitted model over organisations numbered `0..organisations`.
///
/// It is a table of all pairs: a question is a look-up. For 342 organisations the table takes about 10 MB.
#[derive(Clone, Debug)]
pub struct Model {
    organisations: usize,
    /// The place in the table of each organisation that has text.
    places: BTreeMap<u32, usize>,
    /// The score of each pair, `n × n`, symmetric.
    scores: Array2<f64>,
    /// The standard deviation of each score when other passages would have been drawn.
    spreads: Array2<f32>,
    /// For each pair `a < b`, by `a` and then `b`: where its evidence ends.
    evidence_ends: Vec<usize>,
    /// The evidence of all pairs, one after the other.
    evidence: Vec<PassagePair>,
    distribution: Distribution,
}

#[derive(Serialize, Deserialize)]
struct Meta {
    version: u32,
    organisations: usize,
    places: BTreeMap<u32, usize>,
}

impl Model {
    /// Fits the model to term counts and facts of the same passages, of organisations `0..organisations`.
    ///
    /// Organisations without a passage that takes part have no text and no scores. Deterministic whatever the
    /// thread count. Cost: a truncated decomposition of the passages, and for `n` organisations
    /// `n² · (pieces · draws + passages² · k)`.
    ///
    /// # Panics
    /// When facts and counts differ in length.
    pub fn fit(
        counts: &TermCounts,
        facts: &[PassageFacts],
        organisations: usize,
        params: &SimilarityParams,
    ) -> Self {
        assert_eq!(
            counts.rows(),
            facts.len(),
            "counts and facts are of the same passages"
        );
        let layout = Layout::new(facts);
        let lengths: Vec<f64> = layout
            .rows
            .iter()
            .map(|row| f64::from(facts[*row].mean_word_length))
            .collect();
        let registers = registers(&lengths);
        let (lexical, variance) = lexical(counts, &layout, &registers, params);
        let voices = voices(counts, &layout, &registers, params);
        let aligned = voices.align_all();
        let n = layout.organisations.len();
        let mut passages = Array2::zeros((n, n));
        let mut passage_variance = Array2::zeros((n, n));
        let (mut evidence, mut evidence_ends) = (Vec::new(), Vec::with_capacity(n * n / 2));
        for (a, row) in aligned.into_iter().enumerate() {
            for (b, pair) in (a + 1..).zip(row) {
                for place in [(a, b), (b, a)] {
                    passages[place] = pair.score;
                    passage_variance[place] = pair.variance;
                }
                evidence.extend(pair.evidence);
                evidence_ends.push(evidence.len());
            }
        }
        let (lexical_habits, passage_habits) = (habits(&lexical), habits(&passages));
        let both = |table: &[Habit], score: f64, (a, b): (usize, usize)| {
            table[a].standardised(score) + table[b].standardised(score)
        };
        let slope = |table: &[Habit], (a, b): (usize, usize)| table[a].slope() + table[b].slope();
        let scores = Array2::from_shape_fn((n, n), |pair| {
            // The same order of additions both ways keeps the score symmetric to the last bit.
            let pair = (pair.0.min(pair.1), pair.0.max(pair.1));
            both(&lexical_habits, lexical[pair], pair)
                + params.passage_weight * both(&passage_habits, passages[pair], pair)
        });
        let spreads = Array2::from_shape_fn((n, n), |pair| {
            let by_words = variance[pair] * slope(&lexical_habits, pair).powi(2);
            let by_passages = passage_variance[pair]
                * (params.passage_weight * slope(&passage_habits, pair)).powi(2);
            (by_words + by_passages).sqrt() as f32
        });
        let places = layout.organisations.iter().copied().zip(0..).collect();
        let distribution = distribution(&scores);
        Self {
            organisations,
            places,
            scores,
            spreads,
            evidence_ends,
            evidence,
            distribution,
        }
    }

    /// How many organisations there are, with and without text.
    pub fn organisations(&self) -> usize {
        self.organisations
    }

    /// Whether an organisation has text that takes part.
    pub fn has_text(&self, organisation: usize) -> bool {
        self.place(organisation).is_some()
    }

    /// How alike two organisations are: higher is more, 0 is usual; nothing when one has no text, and for an
    /// organisation with itself. Symmetric. `T = z(K) + z(S) / 3`, with each view in standard deviations over
    /// row and column.
    pub fn score(&self, a: usize, b: usize) -> Option<f64> {
        if a == b {
            return None;
        }
        Some(self.scores[(self.place(a)?, self.place(b)?)])
    }

    /// The share of all pairs with a lower score (half of those with the same), `[0, 1]`.
    pub fn percentile(&self, score: f64) -> f64 {
        self.distribution.percentile(score)
    }

    /// Between which percentiles the score would lie in 95 of 100 draws of other passages, low end first;
    /// all of `[0, 1]` when one has no text.
    pub fn interval(&self, a: usize, b: usize) -> (f64, f64) {
        let (Some(score), Some(i), Some(j)) = (self.score(a, b), self.place(a), self.place(b))
        else {
            return (0.0, 1.0);
        };
        let reach = NORMAL_95 * f64::from(self.spreads[(i, j)]);
        (
            self.percentile(score - reach),
            self.percentile(score + reach),
        )
    }

    /// The passages that say alike things, most alike first, each once; empty when one has no text.
    pub fn evidence(&self, a: usize, b: usize) -> Vec<PassagePair> {
        let (Some(i), Some(j)) = (self.place(a), self.place(b)) else {
            return Vec::new();
        };
        if i == j {
            return Vec::new();
        }
        let (low, high) = (i.min(j), i.max(j));
        // Pairs before row `low`: n − 1 of the first row, n − 2 of the second, and so on.
        let pair = low * self.places.len() - low * (low + 1) / 2 + (high - low - 1);
        let begin = if pair == 0 {
            0
        } else {
            self.evidence_ends[pair - 1]
        };
        let turned = |pair: &PassagePair| PassagePair {
            ours: pair.theirs,
            theirs: pair.ours,
            cosine: pair.cosine,
        };
        let found = &self.evidence[begin..self.evidence_ends[pair]];
        if i < j {
            found.to_vec()
        } else {
            found.iter().map(turned).collect()
        }
    }

    /// The model as files, by name.
    pub fn files(&self) -> Vec<(&'static str, Vec<u8>)> {
        let meta = Meta {
            version: MODEL_VERSION,
            organisations: self.organisations,
            places: self.places.clone(),
        };
        let rows = Array2::from_shape_fn((self.evidence.len(), 2), |(n, side)| {
            let pair = &self.evidence[n];
            if side == 0 {
                pair.ours.0
            } else {
                pair.theirs.0
            }
        });
        let ends: Vec<u64> = self.evidence_ends.iter().map(|end| *end as u64).collect();
        let cosines: Array1<f32> = self.evidence.iter().map(|pair| pair.cosine).collect();
        vec![
            (
                META,
                serde_json::to_vec(&meta).expect("numbers are plain data"),
            ),
            (SCORES, to_npy(&self.scores)),
            (SPREADS, to_npy(&self.spreads)),
            (EVIDENCE, to_npy(&rows)),
            (COSINES, to_npy(&cosines)),
            (ENDS, to_npy(&Array1::from(ends))),
        ]
    }

    /// Reads a model back from its files.
    ///
    /// # Errors
    /// 1. [`SimilarityError::Stored`] when a file cannot be had or does not fit the others;
    /// 2. [`SimilarityError::Version`] when another version wrote it.
    pub fn read(file: impl Fn(&str) -> Result<Vec<u8>, String>) -> Result<Self, SimilarityError> {
        let broken = |name: &str, reason: String| SimilarityError::Stored {
            file: name.to_owned(),
            reason,
        };
        let bytes = |name: &str| file(name).map_err(|reason| broken(name, reason));
        let meta: Meta = serde_json::from_slice(&bytes(META)?)
            .map_err(|error| broken(META, error.to_string()))?;
        if meta.version != MODEL_VERSION {
            return Err(SimilarityError::Version {
                expected: MODEL_VERSION,
                got: meta.version,
            });
        }
        let n = meta.places.len();
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
            && ends.last().map_or(0, |end| *end) == cosines.len() as u64
            && meta.places.values().all(|place| *place < n);
        if !fits {
            return Err(broken(
                META,
                format!("its {n} organisations do not fit the tables beside it"),
            ));
        }
        let pair = |(rows, cosine): (ndarray::ArrayView1<'_, u32>, &f32)| PassagePair {
            ours: PassageRow(rows[0]),
            theirs: PassageRow(rows[1]),
            cosine: *cosine,
        };
        Ok(Self {
            organisations: meta.organisations,
            places: meta.places,
            distribution: distribution(&scores),
            scores,
            spreads,
            evidence_ends: ends.iter().map(|end| *end as usize).collect(),
            evidence: rows.rows().into_iter().zip(&cosines).map(pair).collect(),
        })
    }

    fn place(&self, organisation: usize) -> Option<usize> {
        self.places.get(&u32::try_from(organisation).ok()?).copied()
    }
}

const ENDS: &str = "evidence_ends.npy";

/// The cosines of residuals, and their variance over bootstrap draws.
fn lexical(
    counts: &TermCounts,
    layout: &Layout,
    registers: &[usize],
    params: &SimilarityParams,
) -> (Array2<f64>, Array2<f64>) {
    let presence = Presence::new(counts, layout);
    let expectation = Expectation::fit(&presence, layout, registers);
    let cosines = products_of_rows(&expectation.residuals(&presence, registers));
    let variance = bootstrap::variance(
        &expectation,
        &presence,
        layout,
        registers,
        params.draws,
        params.seed,
    );
    (cosines, variance)
}

/// The passages that speak for each organisation, evenly spread over its documents.
fn voices(
    counts: &TermCounts,
    layout: &Layout,
    registers: &[usize],
    params: &SimilarityParams,
) -> Voices {
    let vectors = passage_vectors(counts, layout, registers, params);
    let room = (MOST_VOICES / layout.members.len().max(1))
        .max(FEWEST_VOICES)
        .min(params.passages);
    let mut chosen = Vec::new();
    let mut offsets = vec![0];
    for members in &layout.members {
        chosen.extend(
            evenly_spread(members.len(), room)
                .into_iter()
                .map(|n| members[n]),
        );
        offsets.push(chosen.len());
    }
    let rows = chosen
        .iter()
        .map(|place| PassageRow(layout.rows[*place] as u32))
        .collect();
    Voices {
        vectors: vectors.select(ndarray::Axis(0), &chosen),
        rows,
        offsets,
    }
}

fn distribution(scores: &Array2<f64>) -> Distribution {
    let n = scores.nrows();
    Distribution::new((0..n).flat_map(|a| (a + 1..n).map(move |b| scores[(a, b)])))
}

//! Pairs worked out when they are asked, from what each organisation has of its own.

use ndarray::{Array1, Array2, Axis, Slice};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::SimilarityError;
use super::blocks::{PRODUCT_ROWS, dot, products};
use super::distribution::Distribution;
use super::hub::{Background, Habit, Reading, Readings, VIEWS, View};
use super::npy::{from_npy, to_npy};
use super::soft_alignment::{PassagePair, Voices};
use super::vectors::evenly_spread;
use crate::document::PassageRow;

/// Up to so many organisations, habits come from all pairs.
const MOST_EXACT: usize = 3_000;

/// With more, from each organisation with a seeded sample of so many: a mean is then known to a twentieth of
/// its spread.
const SAMPLED: usize = 512;

/// The pairs of so many organisations tell how scores are distributed.
const DISTRIBUTED: usize = 256;

const RESIDUALS: &str = "residuals.npy";
const VARIANCES: &str = "variances.npy";
const VOICES: &str = "voices.npy";
const VOICE_ROWS: &str = "voice_rows.npy";
const VOICE_ENDS: &str = "voice_ends.npy";
const HABITS: &str = "habits.npy";
const WEIGHTS: &str = "weights.npy";
const DISTRIBUTION: &str = "distribution.npy";

/// What each organisation has of its own, in both views.
#[derive(Clone, Debug)]
pub(super) struct Views {
    /// What is left of its counts, `organisations × pieces`, unit length or zero.
    pub(super) residuals: Array2<f32>,
    /// The variance of its lexical cosines when other passages would have been drawn.
    pub(super) variances: Array1<f64>,
    /// The passages that speak for it.
    pub(super) voices: Voices,
    /// The weight of the passage view beside the lexical view.
    pub(super) passage_weight: f64,
}

impl Views {
    /// The lexical view with these habits.
    pub(super) fn lexical(&self, habits: Vec<Habit>) -> View {
        View {
            habits,
            weight: 1.0,
        }
    }

    /// The passage view with these habits.
    pub(super) fn passages(&self, habits: Vec<Habit>) -> View {
        View {
            habits,
            weight: self.passage_weight,
        }
    }
}

/// Vectors and habits of all organisations: memory `n · (pieces + voices · k)`, not `n²`; a pair costs
/// `pieces + voices² · k`.
#[derive(Clone, Debug)]
pub(super) struct PairVectors {
    views: Views,
    background: Background,
}

impl PairVectors {
    /// Learns the habits of all organisations.
    pub(super) fn fit(views: Views, seed: u64) -> Self {
        let n = views.residuals.nrows();
        let sample = sample(n, seed);
        let spoken = views.voices.of_these(&sample);
        let passages = views.voices.scores_with(&spoken, |own, scores| {
            Habit::of(without(own, &sample, &scores))
        });
        let background = Background {
            views: [
                views.lexical(habits_of_rows(&views.residuals, &sample)),
                views.passages(passages),
            ],
        };
        Self { views, background }
    }

    fn readings(&self, (a, b): (usize, usize)) -> Readings {
        let views = &self.views;
        let lexical = Reading {
            score: dot(&views.residuals.row(a), &views.residuals.row(b)),
            variance: views.variances[a] + views.variances[b],
        };
        [lexical, views.voices.reading(a, b)]
    }

    /// The score of a pair `a < b`.
    pub(super) fn score(&self, pair: (usize, usize)) -> f64 {
        self.background.score(pair, &self.readings(pair))
    }

    /// How far that would move, for a pair `a < b`.
    pub(super) fn spread(&self, pair: (usize, usize)) -> f64 {
        f64::from(self.background.spread(pair, &self.readings(pair)))
    }

    /// The evidence of a pair `a < b`.
    pub(super) fn evidence(&self, (a, b): (usize, usize)) -> Vec<PassagePair> {
        self.views.voices.align(a, b).evidence
    }

    /// How scores are distributed over the pairs of evenly spread organisations.
    pub(super) fn distribution(&self) -> Distribution {
        let spread = evenly_spread(self.views.residuals.nrows(), DISTRIBUTED);
        let pairs: Vec<(usize, usize)> = (0..spread.len())
            .flat_map(|a| (a + 1..spread.len()).map(move |b| (a, b)))
            .map(|(a, b)| (spread[a], spread[b]))
            .collect();
        let scores: Vec<f64> = pairs.into_par_iter().map(|pair| self.score(pair)).collect();
        Distribution::new(scores)
    }

    pub(super) fn files(&self, distribution: &Distribution) -> Vec<(&'static str, Vec<u8>)> {
        let Views {
            residuals,
            variances,
            voices,
            ..
        } = &self.views;
        let known = &self.background.views;
        let rows: Array1<u32> = voices.rows.iter().map(|row| row.0).collect();
        let ends: Array1<u64> = voices.offsets.iter().map(|end| *end as u64).collect();
        let habits = Array2::from_shape_fn((residuals.nrows(), 2 * known.len()), |(own, what)| {
            let habit = &known[what / 2].habits[own];
            if what % 2 == 0 {
                habit.mean
            } else {
                habit.spread
            }
        });
        let weights: Array1<f64> = known.iter().map(|view| view.weight).collect();
        vec![
            (RESIDUALS, to_npy(residuals)),
            (VARIANCES, to_npy(variances)),
            (VOICES, to_npy(&voices.vectors)),
            (VOICE_ROWS, to_npy(&rows)),
            (VOICE_ENDS, to_npy(&ends)),
            (HABITS, to_npy(&habits)),
            (WEIGHTS, to_npy(&weights)),
            (
                DISTRIBUTION,
                to_npy(&Array1::from(distribution.values().to_vec())),
            ),
        ]
    }

    /// Reads vectors and distribution of `n` organisations back; nothing when the files do not fit each other.
    pub(super) fn read(
        n: usize,
        bytes: impl Fn(&str) -> Result<Vec<u8>, SimilarityError>,
    ) -> Result<Option<(Self, Distribution)>, SimilarityError> {
        let residuals: Array2<f32> = from_npy(RESIDUALS, &bytes(RESIDUALS)?)?;
        let variances: Array1<f64> = from_npy(VARIANCES, &bytes(VARIANCES)?)?;
        let vectors: Array2<f32> = from_npy(VOICES, &bytes(VOICES)?)?;
        let rows: Array1<u32> = from_npy(VOICE_ROWS, &bytes(VOICE_ROWS)?)?;
        let ends: Array1<u64> = from_npy(VOICE_ENDS, &bytes(VOICE_ENDS)?)?;
        let habits: Array2<f64> = from_npy(HABITS, &bytes(HABITS)?)?;
        let weights: Array1<f64> = from_npy(WEIGHTS, &bytes(WEIGHTS)?)?;
        let distribution: Array1<f64> = from_npy(DISTRIBUTION, &bytes(DISTRIBUTION)?)?;
        let fits = residuals.nrows() == n
            && residuals.is_standard_layout()
            && vectors.is_standard_layout()
            && variances.len() == n
            && weights.len() == VIEWS
            && habits.dim() == (n, 2 * VIEWS)
            && ends.len() == n + 1
            && ends[0] == 0
            && ends.iter().is_sorted()
            && ends[n] == rows.len() as u64
            && vectors.nrows() == rows.len();
        if !fits {
            return Ok(None);
        }
        let view = |place: usize| {
            let habit = |row: ndarray::ArrayView1<'_, f64>| Habit {
                mean: row[2 * place],
                spread: row[2 * place + 1],
            };
            View {
                habits: habits.rows().into_iter().map(habit).collect(),
                weight: weights[place],
            }
        };
        let background = Background {
            views: std::array::from_fn(view),
        };
        let voices = Voices {
            vectors,
            rows: rows.iter().copied().map(PassageRow).collect(),
            offsets: ends.iter().map(|end| *end as usize).collect(),
        };
        let views = Views {
            residuals,
            variances,
            voices,
            passage_weight: weights[1],
        };
        Ok(Some((
            Self { views, background },
            Distribution::new(distribution),
        )))
    }
}

/// The habit of each row's products with the sampled rows, its own left out.
fn habits_of_rows(rows: &Array2<f32>, sample: &[usize]) -> Vec<Habit> {
    let n = rows.nrows();
    let sampled = rows.select(Axis(0), sample);
    let starts: Vec<usize> = (0..n).step_by(PRODUCT_ROWS).collect();
    starts
        .into_par_iter()
        .flat_map_iter(|start| {
            let block = start..(start + PRODUCT_ROWS).min(n);
            let own = rows.slice_axis(Axis(0), Slice::from(block.clone()));
            let products = products(&own, &sampled);
            let habit = |(own, row): (usize, ndarray::ArrayView1<'_, f64>)| {
                Habit::of(without(own, sample, &row.to_vec()))
            };
            block.zip(products.rows()).map(habit).collect::<Vec<_>>()
        })
        .collect()
}

/// The scores with the sampled organisations, its own left out.
fn without(own: usize, sample: &[usize], scores: &[f64]) -> impl Iterator<Item = f64> + Clone {
    sample
        .iter()
        .zip(scores)
        .filter(move |(other, _)| **other != own)
        .map(|(_, score)| *score)
}

/// The organisations against which habits are learned, ascending.
fn sample(n: usize, seed: u64) -> Vec<usize> {
    let mut all: Vec<usize> = (0..n).collect();
    if n <= MOST_EXACT {
        return all;
    }
    let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
    for place in 0..SAMPLED {
        let other = rng.random_range(place..n);
        all.swap(place, other);
    }
    all.truncate(SAMPLED);
    all.sort_unstable();
    all
}

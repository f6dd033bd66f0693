//! The passage view: mean best-match cosine (`MaxSim`) of two sets of passages, both ways.
//!
//! `A(a → b)` is the mean over the passages of `a` of the highest cosine with any passage of `b` (the `MaxSim`
//! operator of Khattab & Zaharia 2020, over passages instead of tokens); the raw score is `A(a → b) + A(b → a)`.

use ndarray::ArrayView2;

use super::evidence::{PassagePair, select_evidence};
use super::linalg::{transposed_product_into, with_simd};
use super::normalise::RawScore;
use super::sampled_passages::SampledPassages;

/// Cosines that are compared at once.
const LANES: usize = 8;

/// What the passage view gives for one pair of organisations.
#[derive(Clone, Debug)]
pub(super) struct PassageComparison {
    /// `A(a → b) + A(b → a)`.
    pub(super) score: RawScore,
    /// The best-matching pairs of passages, most alike first, each passage at most once.
    pub(super) evidence: Vec<PassagePair>,
}

impl SampledPassages {
    /// Compares all pairs `a < b`. Returns a list for each `a`, in order of `b`.
    pub(super) fn compare_all(&self) -> Vec<Vec<PassageComparison>> {
        self.compare_with(
            self,
            // Each pair once: the other half follows by symmetry.
            |own| own + 1,
            |cosines, a, b| self.comparison(cosines, a, b),
            |_, row| row,
        )
    }

    /// Compares one pair. Cost: the product of the numbers of their passages, times `k`.
    pub(super) fn compare(&self, a: usize, b: usize) -> PassageComparison {
        let mut buffer = Vec::new();
        let cosines =
            transposed_product_into(&self.vectors_of(a), &self.vectors_of(b), &mut buffer);
        self.comparison(&cosines, a, b)
    }

    /// Returns the raw score of one pair, without its evidence.
    pub(super) fn raw_score(&self, a: usize, b: usize) -> RawScore {
        let mut buffer = Vec::new();
        let cosines =
            transposed_product_into(&self.vectors_of(a), &self.vectors_of(b), &mut buffer);
        BestCosines::from_cosines(&cosines).maxsim()
    }

    /// Scores each organisation with each of `others`; `finish` gets an organisation and its scores, in the order
    /// of the others.
    pub(super) fn scores_with<T: Send>(
        &self,
        others: &Self,
        finish: impl Fn(usize, Vec<f64>) -> T + Sync,
    ) -> Vec<T> {
        // Many organisations are scored here; finding evidence for each pair would cost more than the scores.
        let score =
            |cosines: &ArrayView2<'_, f32>, _, _| BestCosines::from_cosines(cosines).maxsim().value;
        self.compare_with(others, |_| 0, score, finish)
    }

    /// Computes the comparison from the cosines of the passages of `a` (rows) with those of `b` (columns).
    fn comparison(&self, cosines: &ArrayView2<'_, f32>, a: usize, b: usize) -> PassageComparison {
        // Evidence needs the same maxima as the score, so they are computed once.
        let best = BestCosines::from_cosines(cosines);
        PassageComparison {
            score: best.maxsim(),
            evidence: select_evidence(self, cosines, [&best.ours, &best.theirs], (a, b)),
        }
    }
}

/// The highest cosine of each passage with the passages of the other side.
struct BestCosines {
    ours: Vec<f32>,
    theirs: Vec<f32>,
}

impl BestCosines {
    /// The row maxima and column maxima of a matrix of cosines that is contiguous by rows. Both sides must have
    /// passages.
    fn from_cosines(cosines: &ArrayView2<'_, f32>) -> Self {
        let mut theirs = vec![f32::NEG_INFINITY; cosines.ncols()];
        let mut ours = vec![f32::NEG_INFINITY; cosines.nrows()];
        // One pass over the cosines gives both row and column maxima.
        with_simd(
            #[inline(always)]
            || {
                for (ours, row) in ours.iter_mut().zip(cosines.rows()) {
                    let row = row.to_slice().expect("cosines are contiguous by rows");
                    theirs
                        .iter_mut()
                        .zip(row)
                        .for_each(|(best, cosine)| *best = max(*best, *cosine));
                    *ours = max_of(row);
                }
            },
        );
        Self { ours, theirs }
    }

    /// Returns `A(a → b) + A(b → a)` with its variance.
    fn maxsim(&self) -> RawScore {
        let (forward, forward_variance) = mean_and_variance(&self.ours);
        let (backward, backward_variance) = mean_and_variance(&self.theirs);
        RawScore {
            // Summed both ways, since a short text that is contained in a long one matches in one direction only.
            value: forward + backward,
            variance: forward_variance + backward_variance,
        }
    }
}

/// Returns the greater of two finite numbers. Unlike `f32::max`, which must handle NaN, this is one vector
/// instruction.
#[inline(always)]
fn max(a: f32, b: f32) -> f32 {
    if a > b { a } else { b }
}

/// Returns the greatest of finite numbers.
#[inline(always)]
fn max_of(values: &[f32]) -> f32 {
    // A maximum of eight lanes has no dependency from one number to the next.
    let (chunks, rest) = values.as_chunks::<LANES>();
    let mut lanes = [f32::NEG_INFINITY; LANES];
    for chunk in chunks {
        lanes
            .iter_mut()
            .zip(chunk)
            .for_each(|(best, value)| *best = max(*best, *value));
    }
    lanes
        .iter()
        .chain(rest)
        .copied()
        .fold(f32::NEG_INFINITY, max)
}

/// Returns the mean of the best cosines, and the sampling variance of that mean.
fn mean_and_variance(best: &[f32]) -> (f64, f64) {
    // The sampling variance is s² / n with the unbiased s²; a single passage has none.
    let count = best.len().max(1) as f64;
    let mean = best.iter().map(|cosine| f64::from(*cosine)).sum::<f64>() / count;
    let squares = best
        .iter()
        .map(|cosine| (f64::from(*cosine) - mean).powi(2))
        .sum::<f64>();
    (mean, squares / count / (count - 1.0).max(1.0))
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use rand::SeedableRng;
    use rand_distr::{Distribution, StandardNormal};
    use rand_xoshiro::Xoshiro256PlusPlus;

    use super::*;
    use crate::document::PassageRow;

    /// Nine random passages of three organisations.
    fn random_passages() -> SampledPassages {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(5);
        let mut vectors = Array2::from_shape_simple_fn((9, 4), || StandardNormal.sample(&mut rng));
        crate::similarity::linalg::normalise_rows(&mut vectors);
        SampledPassages {
            vectors,
            rows: (0..9).map(PassageRow).collect(),
            offsets: vec![0, 2, 5, 9],
        }
    }

    #[test]
    fn scores_match_a_double_loop() {
        let passages = random_passages();
        let all = passages.compare_all();
        for a in 0..3 {
            for b in a + 1..3 {
                let cosine = |i: usize, j: usize| {
                    f64::from(passages.vectors.row(i).dot(&passages.vectors.row(j)))
                };
                let range = |o: usize| passages.offsets[o]..passages.offsets[o + 1];
                let one_way = |from: usize, to: usize| {
                    let best =
                        range(from).map(|i| range(to).map(|j| cosine(i, j)).fold(-1.0, f64::max));
                    best.sum::<f64>() / range(from).len() as f64
                };
                let expected = one_way(a, b) + one_way(b, a);
                assert!((all[a][b - a - 1].score.value - expected).abs() < 1e-5);
                assert!((passages.raw_score(a, b).value - expected).abs() < 1e-5);
            }
        }
    }

    #[test]
    fn blocks_of_organisations_give_the_scores_of_all_pairs() {
        let passages = random_passages();
        let all = passages.compare_all();
        let in_blocks = passages.scores_with(&passages.select(&[0, 2]), |_, row| row);
        assert!((in_blocks[1][1] - all[1][0].score.value).abs() < 1e-5);
        assert!((in_blocks[2][0] - all[0][1].score.value).abs() < 1e-5);
        assert_eq!(passages.blocks(5), [0..2, 2..3]);
        assert_eq!(passages.blocks(1), [0..1, 1..2, 2..3]);
        assert!(passages.select(&[]).blocks(5).is_empty());
    }
}

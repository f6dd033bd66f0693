//! Randomised truncated singular value decomposition of a sparse matrix.
//!
//! Source: Halko, Martinsson & Tropp 2011, algorithm 4.4 (randomised subspace iteration) and §5.1. The basis
//! is made orthonormal after every product through the eigenvectors of its Gram matrix, which a block-wise
//! sum gives to the same bit on any number of threads; the eigenproblem is faer's.

use faer::{MatRef, Side};
use ndarray::{Array1, Array2, ArrayView2, Axis, Zip};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::CsMat;

use super::blocks::{BLOCK, each_row, gram, head_columns, sparse_times, times};

/// Extra directions beyond `k` that are thrown away at the end: 10, as the source recommends (§4.2: 5 or 10).
const OVERSAMPLING: usize = 10;

/// Directions whose eigenvalue is below this share of the largest are not there: `f32` carries 7 digits, so
/// a squared length 1e-10 below the largest is rounding.
const RANK_TOLERANCE: f64 = 1e-10;

/// The leading singular values and right singular vectors of a matrix.
#[derive(Clone, Debug)]
pub struct TruncatedSvd {
    /// Singular values, largest first; fewer than asked when the matrix has a lower rank.
    pub values: Array1<f32>,
    /// Right singular vectors: `columns × values`, columns of unit length, signs fixed so that the entry of
    /// largest magnitude is positive.
    pub right: Array2<f32>,
}

impl TruncatedSvd {
    /// The leading `k` singular triplets of `matrix`, after `power` power iterations from a Gaussian start
    /// with this seed.
    ///
    /// A matrix without rows, columns or entries has no singular values. Cost:
    /// `(2 + 2 · power) · 2 · nnz · (k + 10)` for the products, and as many `rows · (k + 10)²`.
    pub fn fit(matrix: &CsMat<f32>, k: usize, power: usize, seed: u64) -> Self {
        let (rows, columns) = matrix.shape();
        let wide = (k + OVERSAMPLING).min(rows).min(columns);
        if wide == 0 || k == 0 || matrix.nnz() == 0 {
            return Self {
                values: Array1::zeros(0),
                right: Array2::zeros((columns, 0)),
            };
        }
        let transposed = matrix.transpose_view().to_csr();
        let start = gaussian(columns, wide, seed);
        let mut basis = through_gram(&sparse_times(matrix, &start));
        for _ in 0..power {
            let across = through_gram(&sparse_times(&transposed, &basis));
            basis = through_gram(&sparse_times(matrix, &across));
        }
        let basis = through_gram(&basis);
        // B = Qᵀ A, kept as Bᵀ = Aᵀ Q: its left singular vectors are the right ones of A.
        let projected = sparse_times(&transposed, &basis);
        let (squares, vectors) = eigen(&gram(&projected));
        let kept = squares
            .iter()
            .take(k)
            .filter(|square| **square > RANK_TOLERANCE * squares[0])
            .count();
        let values: Array1<f32> = squares
            .iter()
            .take(kept)
            .map(|square| square.sqrt() as f32)
            .collect();
        let mut right = times(
            &projected,
            &head_columns(&vectors, kept).mapv(|v| v as f32).view(),
        );
        let scales = scales(&right, &values);
        each_row(&mut right, |_, mut row| row *= &scales);
        Self { values, right }
    }

    /// The left singular vectors times the singular values of these rows: `matrix · right`, `rows × k`.
    ///
    /// Rows that took no part in the fit are projected the same way.
    pub fn project(&self, matrix: &CsMat<f32>) -> Array2<f32> {
        sparse_times(matrix, &self.right)
    }
}

/// Independent draws from the standard normal distribution.
fn gaussian(rows: usize, columns: usize, seed: u64) -> Array2<f32> {
    let mut draws = Array2::zeros((rows, columns));
    let blocks = draws.axis_chunks_iter_mut(Axis(0), BLOCK);
    // Blocks are drawn side by side, from stretches of one sequence that never meet.
    let generators =
        std::iter::successors(Some(Xoshiro256PlusPlus::seed_from_u64(seed)), |generator| {
            let mut next = generator.clone();
            next.jump();
            Some(next)
        });
    let blocks: Vec<_> = blocks.into_iter().zip(generators).collect();
    blocks
        .into_par_iter()
        .for_each(|(mut block, mut generator)| {
            block.mapv_inplace(|_| StandardNormal.sample(&mut generator));
        });
    draws
}

/// By what each right vector must be multiplied to have unit length and its entry of largest magnitude positive.
fn scales(right: &Array2<f32>, values: &Array1<f32>) -> Array1<f32> {
    let mut largest = Array1::<f32>::zeros(right.ncols());
    for row in right.rows() {
        Zip::from(&mut largest).and(&row).for_each(|best, value| {
            if value.abs() > best.abs() {
                *best = *value;
            }
        });
    }
    Zip::from(&largest)
        .and(values)
        .map_collect(|largest, value| largest.signum() / value)
}

/// An orthonormal basis of the columns; fewer columns when some depend on others.
///
/// Orthonormal to within the square of the condition number times the rounding, which is enough between
/// iterations; a second time makes it so to within the rounding.
fn through_gram(columns: &Array2<f32>) -> Array2<f32> {
    let (squares, vectors) = eigen(&gram(columns));
    let kept = squares
        .iter()
        .filter(|square| **square > RANK_TOLERANCE * squares[0])
        .count();
    let mut rotation = head_columns(&vectors, kept).to_owned();
    for (mut direction, square) in rotation.columns_mut().into_iter().zip(&squares) {
        direction /= square.sqrt();
    }
    times(columns, &rotation.mapv(|v| v as f32).view())
}

/// The eigenvalues, largest first, and eigenvectors (columns) of a symmetric matrix.
fn eigen(symmetric: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let size = symmetric.nrows();
    let flat = symmetric.as_standard_layout();
    let slice = flat.as_slice().expect("standard layout is one slice");
    let solved = MatRef::from_row_major_slice(slice, size, size)
        .self_adjoint_eigen(Side::Lower)
        .expect("the eigenproblem of a finite symmetric matrix converges");
    let values = (0..size)
        .rev()
        .map(|n| solved.S().column_vector()[n].max(0.0))
        .collect();
    let vectors = Array2::from_shape_fn((size, size), |(row, column)| {
        solved.U()[(row, size - 1 - column)]
    });
    (values, vectors)
}

/// For tests and benches: the largest singular values of a small dense matrix, by faer's full decomposition.
pub fn exact_singular_values(dense: &ArrayView2<'_, f32>) -> Vec<f64> {
    let (rows, columns) = dense.dim();
    let wide: Vec<f64> = dense
        .axis_iter(Axis(0))
        .flatten()
        .map(|value| f64::from(*value))
        .collect();
    MatRef::from_row_major_slice(&wide, rows, columns)
        .singular_values()
        .expect("the singular values of a finite matrix converge")
}

#[cfg(test)]
mod tests {
    use ndarray::Array2;
    use sprs::{CsMat, TriMat};

    use super::*;

    fn random_sparse(rows: usize, columns: usize, seed: u64) -> CsMat<f32> {
        let mut rng = Xoshiro256PlusPlus::seed_from_u64(seed);
        let mut triplets = TriMat::new((rows, columns));
        for row in 0..rows {
            for column in 0..columns {
                let value: f32 = StandardNormal.sample(&mut rng);
                if value > 0.8 {
                    triplets.add_triplet(row, column, value / (1.0 + column as f32 * 0.2));
                }
            }
        }
        triplets.to_csr()
    }

    #[test]
    fn values_meet_the_full_decomposition() {
        let matrix = random_sparse(300, 120, 7);
        let exact = exact_singular_values(&matrix.to_dense().view());
        let svd = TruncatedSvd::fit(&matrix, 20, 4, 1);
        for (got, expected) in svd.values.iter().zip(&exact) {
            assert!(
                (f64::from(*got) - expected).abs() < 1e-3 * exact[0],
                "{got} is not {expected}"
            );
        }
        let overlap = svd.right.t().dot(&svd.right) - Array2::<f32>::eye(20);
        assert!(
            overlap.iter().all(|v| v.abs() < 1e-4),
            "the right vectors are not orthonormal"
        );
    }

    #[test]
    fn a_lower_rank_gives_fewer_values() {
        let mut triplets = TriMat::new((40, 30));
        for row in 0..40 {
            triplets.add_triplet(row, row % 3, 1.0_f32);
        }
        let svd = TruncatedSvd::fit(&triplets.to_csr(), 20, 4, 1);
        assert_eq!(svd.values.len(), 3);
        assert_eq!(
            TruncatedSvd::fit(&CsMat::zero((0, 5)), 3, 4, 1)
                .values
                .len(),
            0
        );
    }

    #[test]
    fn threads_do_not_matter() {
        let matrix = random_sparse(2000, 150, 3);
        let fit = |threads| {
            let pool = rayon::ThreadPoolBuilder::new()
                .num_threads(threads)
                .build()
                .expect("a small pool");
            pool.install(|| TruncatedSvd::fit(&matrix, 10, 2, 1))
        };
        let (one, four) = (fit(1), fit(4));
        assert_eq!(one.values, four.values);
        assert_eq!(one.right, four.right);
    }
}

//! Randomised truncated singular value decomposition of a sparse matrix.
//!
//! Source: Halko, Martinsson & Tropp 2011, algorithm 4.4 (randomised subspace iteration) and §5.1. The basis is
//! orthonormalised after every product through the eigenvectors of its Gram matrix rather than by a QR
//! decomposition: a sum over blocks gives the Gram matrix to the same bit on any number of threads. The
//! eigenproblem is solved by faer.

use faer::{MatRef, Side};
use ndarray::{Array1, Array2, ArrayView2, Axis, Zip};
use rand::SeedableRng;
use rand_distr::{Distribution, StandardNormal};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;
use sprs::CsMat;

use super::linalg::{
    ROWS_PER_BLOCK, column_gram_matrix, dense_product, for_each_row, leading_columns,
    sparse_dense_product,
};

/// Directions beyond `k` that are computed and dropped at the end: the source recommends 5 or 10 (§4.2).
const OVERSAMPLING: usize = 10;

/// Directions whose eigenvalue is below this share of the largest count as absent: `f32` carries 7 digits, so a
/// squared length 1e-10 below the largest is rounding error.
const RANK_TOLERANCE: f64 = 1e-10;

/// The leading singular values and right singular vectors of a matrix.
#[derive(Clone, Debug)]
pub struct TruncatedSvd {
    /// Singular values, largest first; fewer than requested when the matrix has a lower rank.
    pub values: Array1<f32>,
    /// Right singular vectors, `n_columns × n_values`: columns of unit length, with signs fixed so that the entry
    /// of largest magnitude is positive.
    pub right: Array2<f32>,
}

impl TruncatedSvd {
    /// Computes the `k` leading singular values and right vectors of `matrix`, with `power_iterations` iterations
    /// from a Gaussian start with this seed.
    ///
    /// A matrix without rows, columns or entries has no singular values. Cost:
    /// `(2 + 2 · power_iterations) · 2 · nnz · (k + 10)` for the products, and as many `n_rows · (k + 10)²`.
    pub fn fit(matrix: &CsMat<f32>, k: usize, power_iterations: usize, seed: u64) -> Self {
        let (rows, columns) = matrix.shape();
        // No more directions than the matrix has rows or columns: its rank cannot be higher.
        let width = (k + OVERSAMPLING).min(rows).min(columns);
        if width == 0 || k == 0 || matrix.nnz() == 0 {
            return Self {
                values: Array1::zeros(0),
                right: Array2::zeros((columns, 0)),
            };
        }
        // Products with the transpose need it by rows as well.
        let transposed = matrix.transpose_view().to_csr();
        // A Gaussian start has a part in every direction, so its image contains the leading ones.
        let start = gaussian_matrix(columns, width, seed);
        let mut basis = orthonormalise(&sparse_dense_product(matrix, &start));
        // Each iteration multiplies every direction by its squared singular value, which separates the leading ones.
        for _ in 0..power_iterations {
            let row_space = orthonormalise(&sparse_dense_product(&transposed, &basis));
            // Orthonormalised after both products: in `f32` a power of the matrix would lose the smaller directions to
            // rounding.
            basis = orthonormalise(&sparse_dense_product(matrix, &row_space));
        }
        // A second time, for a basis that is orthonormal to within the rounding error.
        let basis = orthonormalise(&basis);
        // B = Qᵀ A, stored as Bᵀ = Aᵀ Q: the left singular vectors of Bᵀ are the right ones of A.
        let projected = sparse_dense_product(&transposed, &basis);
        let (eigenvalues, eigenvectors) = symmetric_eigen(&column_gram_matrix(&projected));
        // The oversampled directions are cut off here: they are the least accurate.
        let rank = eigenvalues
            .iter()
            .take(k)
            // A share of the largest, since what counts as rounding error grows with the matrix.
            .filter(|value| **value > RANK_TOLERANCE * eigenvalues[0])
            .count();
        let values: Array1<f32> = eigenvalues
            .iter()
            .take(rank)
            // Eigenvalues of the Gram matrix are the squares of the singular values.
            .map(|value| value.sqrt() as f32)
            .collect();
        // The columns of Aᵀ Q times the eigenvectors have the singular values as lengths.
        let leading = leading_columns(&eigenvectors, rank).mapv(|v| v as f32);
        let mut right = dense_product(&projected, &leading.view());
        // Eigenvectors are known up to their sign; fixing it makes two builds agree.
        let scales = column_scales(&right, &values);
        for_each_row(&mut right, |_, mut row| row *= &scales);
        Self { values, right }
    }

    /// Projects rows onto the right singular vectors: `matrix · right`, `n_rows × k`.
    ///
    /// For the rows of the fit these are the left singular vectors times the singular values; other rows are
    /// projected the same way.
    pub fn project(&self, matrix: &CsMat<f32>) -> Array2<f32> {
        sparse_dense_product(matrix, &self.right)
    }
}

/// Returns a matrix of independent draws from the standard normal distribution.
fn gaussian_matrix(rows: usize, columns: usize, seed: u64) -> Array2<f32> {
    let mut draws = Array2::zeros((rows, columns));
    let blocks = draws.axis_chunks_iter_mut(Axis(0), ROWS_PER_BLOCK);
    // Blocks are drawn in parallel, each from its own non-overlapping part of one sequence.
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
            // In the order of the memory of a block, which is the same for every number of threads.
            block.mapv_inplace(|_| StandardNormal.sample(&mut generator));
        });
    draws
}

/// Returns the factor of each column that gives it unit length and a positive entry of largest magnitude.
fn column_scales(right: &Array2<f32>, values: &Array1<f32>) -> Array1<f32> {
    let mut largest = Array1::<f32>::zeros(right.ncols());
    for row in right.rows() {
        Zip::from(&mut largest)
            .and(&row)
            .for_each(|largest, value| {
                // Strictly larger: of equal magnitudes the first row decides, so the sign is the same in every run.
                if value.abs() > largest.abs() {
                    *largest = *value;
                }
            });
    }
    Zip::from(&largest)
        .and(values)
        .map_collect(|largest, value| largest.signum() / value)
}

/// Returns an orthonormal basis of the space of the columns; fewer columns when some depend on others.
///
/// Orthonormal to within the square of the condition number times the rounding error, which is enough between
/// iterations; applied twice, to within the rounding error.
fn orthonormalise(columns: &Array2<f32>) -> Array2<f32> {
    // The Gram matrix is only as wide as the basis, so its eigenproblem is small however many rows there are.
    let (eigenvalues, eigenvectors) = symmetric_eigen(&column_gram_matrix(columns));
    let rank = eigenvalues
        .iter()
        .filter(|value| **value > RANK_TOLERANCE * eigenvalues[0])
        .count();
    let mut rotation = leading_columns(&eigenvectors, rank).to_owned();
    // One over the square root of each eigenvalue gives the columns unit length.
    for (mut direction, value) in rotation.columns_mut().into_iter().zip(&eigenvalues) {
        direction /= value.sqrt();
    }
    dense_product(columns, &rotation.mapv(|v| v as f32).view())
}

/// Returns the eigenvalues, largest first, and the eigenvectors (columns) of a positive semidefinite matrix.
fn symmetric_eigen(symmetric: &Array2<f64>) -> (Vec<f64>, Array2<f64>) {
    let size = symmetric.nrows();
    let standard = symmetric.as_standard_layout();
    let slice = standard.as_slice().expect("standard layout is one slice");
    let solved = MatRef::from_row_major_slice(slice, size, size)
        .self_adjoint_eigen(Side::Lower)
        .expect("the eigenproblem of a finite symmetric matrix converges");
    // faer sorts them ascending; rounding may leave a zero eigenvalue just below 0.
    let values = (0..size)
        .rev()
        .map(|n| solved.S().column_vector()[n].max(0.0))
        .collect();
    // Mirrored, because faer's first column belongs to the smallest eigenvalue.
    let vectors = Array2::from_shape_fn((size, size), |(row, column)| {
        solved.U()[(row, size - 1 - column)]
    });
    (values, vectors)
}

/// Returns all singular values of a small dense matrix, largest first, by faer's full decomposition; the reference
/// of tests and benches.
pub fn exact_singular_values(dense: &ArrayView2<'_, f32>) -> Vec<f64> {
    let (rows, columns) = dense.dim();
    let values: Vec<f64> = dense
        .axis_iter(Axis(0))
        .flatten()
        .map(|value| f64::from(*value))
        .collect();
    MatRef::from_row_major_slice(&values, rows, columns)
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
    fn singular_values_match_the_full_decomposition() {
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
    fn low_rank_matrix_has_fewer_values() {
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
    fn result_does_not_depend_on_threads() {
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

//! Dense and sparse matrix products that give the same bits on any number of threads.
//!
//! Every product is cut into blocks of a fixed number of rows, whatever the number of threads, and partial sums
//! are added in the order of the blocks. Dense products are those of faer, which chooses the widest instructions
//! of the processor at run time. Passage vectors are `f32`; sums over many of them are accumulated in `f64`.

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};
use ndarray::parallel::prelude::*;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis, Slice, Zip};
use pulp::Arch;
use sprs::CsMat;

/// Rows per block: large enough that a matrix product runs at full speed, small enough that two cores share
/// the work of a few thousand rows evenly.
pub(super) const ROWS_PER_BLOCK: usize = 512;

/// Rows per task in products `X · Yᵀ` over organisations, of which there are far fewer than passages.
pub(super) const ROWS_PER_TASK: usize = 64;

/// Columns that are summed in `f32` before the partial sum is added in `f64`.
const COLUMNS_PER_SUM: usize = 2048;

/// A row shorter than this is rounding error and becomes zero.
const MIN_ROW_NORM: f64 = 1e-12;

/// Returns `sparse · dense`, shapes `m × n` and `n × l`, with `dense` in standard layout. Cost: `2 · nnz · l`.
///
/// The inner loop is written out here because that of sprs uses a fused multiply-add. On targets without that
/// instruction it becomes a function call per number, which is ten times slower.
pub(super) fn sparse_dense_product(sparse: &CsMat<f32>, dense: &Array2<f32>) -> Array2<f32> {
    let mut product = Array2::zeros((sparse.rows(), dense.ncols()));
    if dense.ncols() == 0 {
        return product;
    }
    let width = dense.ncols();
    let dense = dense
        .as_slice()
        .expect("dense matrices are in standard layout");
    product
        .axis_chunks_iter_mut(Axis(0), ROWS_PER_BLOCK)
        .into_par_iter()
        .enumerate()
        .for_each(|(block, mut out)| {
            // The number of a row in the whole matrix, of which this thread sees one block.
            for (row, mut out) in (block * ROWS_PER_BLOCK..).zip(out.rows_mut()) {
                let out = out
                    .as_slice_mut()
                    .expect("rows of a new matrix are contiguous");
                let entries = sparse
                    .outer_view(row)
                    .expect("the product has as many rows");
                let (columns, weights) = (entries.indices(), entries.data());
                with_simd(
                    #[inline(always)]
                    || add_weighted_rows(out, columns, weights, dense, width),
                );
            }
        });
    product
}

/// Runs a loop compiled for the widest vector instructions of the processor; the result has the same bits.
///
/// After a product by faer with AVX the upper halves of the vector registers are in use, and every narrow
/// instruction waits for them. A loop that is dispatched this way clears them at its end.
#[inline(always)]
pub(super) fn with_simd<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// Adds `weights[i] · dense[rows[i]]` to `sum` for each `i` in order; each row of `dense` has `width` numbers.
#[inline(always)]
fn add_weighted_rows(
    sum: &mut [f32],
    rows: &[usize],
    weights: &[f32],
    dense: &[f32],
    width: usize,
) {
    let row_of = |row: usize| &dense[row * width..(row + 1) * width];
    // Four rows in one pass: `sum` is read and written a quarter as often.
    let (row_chunks, last_rows) = rows.as_chunks::<4>();
    let (weight_chunks, last_weights) = weights.as_chunks::<4>();
    for (rows, [w0, w1, w2, w3]) in row_chunks.iter().zip(weight_chunks) {
        let [first, second, third, fourth] = rows.map(row_of);
        let values = first.iter().zip(second).zip(third.iter().zip(fourth));
        for (sum, ((v0, v1), (v2, v3))) in sum.iter_mut().zip(values) {
            // The order of the additions is that of one row after the other.
            *sum = (((*sum + w0 * v0) + w1 * v1) + w2 * v2) + w3 * v3;
        }
    }
    for (row, weight) in last_rows.iter().zip(last_weights) {
        for (sum, value) in sum.iter_mut().zip(row_of(*row)) {
            *sum += weight * value;
        }
    }
}

/// Returns `left · right`, shapes `m × l` and `l × k`, both in standard layout.
pub(super) fn dense_product(left: &Array2<f32>, right: &ArrayView2<'_, f32>) -> Array2<f32> {
    let mut product = Array2::zeros((left.nrows(), right.ncols()));
    product
        .axis_chunks_iter_mut(Axis(0), ROWS_PER_BLOCK)
        .into_par_iter()
        .zip(left.axis_chunks_iter(Axis(0), ROWS_PER_BLOCK))
        .for_each(|(mut out, rows)| {
            let out = out
                .as_slice_mut()
                .expect("rows of a new matrix are contiguous");
            matmul_into(faer_view(&rows), faer_view(right), out);
        });
    product
}

/// Returns the Gram matrix of the columns, `denseᵀ · dense`, `l × l`: each block of rows in `f32`, their sum in
/// `f64`.
pub(super) fn column_gram_matrix(dense: &Array2<f32>) -> Array2<f64> {
    // Blocks are computed in any order, but added in theirs.
    let blocks: Vec<Array2<f32>> = dense
        .axis_chunks_iter(Axis(0), ROWS_PER_BLOCK)
        .into_par_iter()
        .map(|rows| {
            let mut block = Array2::zeros((rows.ncols(), rows.ncols()));
            let out = block.as_slice_mut().expect("a new matrix is one slice");
            matmul_into(faer_view(&rows).transpose(), faer_view(&rows), out);
            block
        })
        .collect();
    let mut sum = Array2::zeros((dense.ncols(), dense.ncols()));
    for block in blocks {
        Zip::from(&mut sum)
            .and(&block)
            .for_each(|sum, part| *sum += f64::from(*part));
    }
    sum
}

/// Returns the Gram matrix of the rows, `rows · rowsᵀ`, symmetric to the last bit; in `f32` over blocks of
/// columns, their sum in `f64`.
pub(super) fn row_gram_matrix(rows: &Array2<f32>) -> Array2<f64> {
    let mut gram = Array2::zeros((rows.nrows(), rows.nrows()));
    gram.axis_chunks_iter_mut(Axis(0), ROWS_PER_TASK)
        .into_par_iter()
        .zip(rows.axis_chunks_iter(Axis(0), ROWS_PER_TASK))
        // Both triangles are computed, although one would do: the product of a whole block is faster than its half.
        .for_each(|(mut gram, left)| gram.assign(&transposed_product(&left, rows)));
    // A matrix product may round (a, b) and (b, a) apart; the score of a pair must not depend on its order.
    for a in 0..gram.nrows() {
        for b in 0..a {
            let mean = 0.5 * (gram[(a, b)] + gram[(b, a)]);
            gram[(a, b)] = mean;
            gram[(b, a)] = mean;
        }
    }
    gram
}

/// Returns `left · rightᵀ`, both in standard layout; in `f32` over blocks of columns, their sum in `f64`. Runs on
/// the calling thread.
pub(super) fn transposed_product(left: &ArrayView2<'_, f32>, right: &Array2<f32>) -> Array2<f64> {
    let mut sum = Array2::zeros((left.nrows(), right.nrows()));
    // Used again for every block of columns; a product overwrites it.
    let mut part = Array2::zeros(sum.dim());
    let right = right.view();
    let (left, right) = (faer_view(left), faer_view(&right));
    for start in (0..left.ncols()).step_by(COLUMNS_PER_SUM) {
        let width = COLUMNS_PER_SUM.min(left.ncols() - start);
        let (left, right) = (left.subcols(start, width), right.subcols(start, width));
        let out = part.as_slice_mut().expect("a new matrix is one slice");
        matmul_into(left, right.transpose(), out);
        Zip::from(&mut sum)
            .and(&part)
            .for_each(|sum, product| *sum += f64::from(*product));
    }
    sum
}

/// Returns `left · rightᵀ` in `f32`, both in standard layout, written into `buffer`, whose memory a loop can use
/// again. Runs on the calling thread.
pub(super) fn transposed_product_into<'b>(
    left: &ArrayView2<'_, f32>,
    right: &ArrayView2<'_, f32>,
    buffer: &'b mut Vec<f32>,
) -> ArrayView2<'b, f32> {
    let shape = (left.nrows(), right.nrows());
    // `resize` keeps what a larger product left behind, but the product overwrites all of it.
    buffer.resize(shape.0 * shape.1, 0.0);
    matmul_into(faer_view(left), faer_view(right).transpose(), buffer);
    ArrayView2::from_shape(shape, buffer).expect("the buffer has the size of the product")
}

/// Returns the dot product of two rows; in `f32` over blocks of columns, their sum in `f64`.
pub(super) fn dot(left: &ArrayView1<'_, f32>, right: &ArrayView1<'_, f32>) -> f64 {
    left.axis_chunks_iter(Axis(0), COLUMNS_PER_SUM)
        .zip(right.axis_chunks_iter(Axis(0), COLUMNS_PER_SUM))
        .map(|(left, right)| f64::from(left.dot(&right)))
        .sum()
}

/// Returns the mean of the rows; zero when there are none.
pub(super) fn mean_row(dense: &ArrayView2<'_, f32>) -> Array1<f64> {
    let mut sum = Array1::zeros(dense.ncols());
    for row in dense.rows() {
        Zip::from(&mut sum)
            .and(&row)
            .for_each(|sum, value| *sum += f64::from(*value));
    }
    // An empty set of rows gives a row of zeros rather than NaN.
    sum / (dense.nrows().max(1) as f64)
}

/// Calls `work` with the number of each row and the row, in parallel.
pub(super) fn for_each_row(
    dense: &mut Array2<f32>,
    work: impl Fn(usize, ArrayViewMut1<'_, f32>) + Sync,
) {
    let rows = dense.axis_iter_mut(Axis(0)).into_par_iter();
    rows.enumerate().for_each(|(index, row)| work(index, row));
}

/// Scales each row to unit length; a row shorter than 1e-12 becomes zero.
pub(super) fn normalise_rows(dense: &mut Array2<f32>) {
    for_each_row(dense, |_, mut row| {
        let norm = row
            .iter()
            .map(|value| f64::from(*value).powi(2))
            .sum::<f64>()
            .sqrt();
        // Dividing by rounding error would turn noise into a direction.
        if norm > MIN_ROW_NORM {
            row.mapv_inplace(|value| (f64::from(value) / norm) as f32);
        } else {
            row.fill(0.0);
        }
    });
}

/// Returns the first `columns` columns, or all when there are fewer.
pub(super) fn leading_columns<T>(dense: &Array2<T>, columns: usize) -> ArrayView2<'_, T> {
    dense.slice_axis(Axis(1), Slice::from(..columns.min(dense.ncols())))
}

/// Returns a matrix in standard layout as faer sees it.
fn faer_view<'a>(dense: &'a ArrayView2<'_, f32>) -> MatRef<'a, f32> {
    let values = dense
        .as_slice()
        .expect("dense matrices are in standard layout");
    MatRef::from_row_major_slice(values, dense.nrows(), dense.ncols())
}

/// Writes `left · right` into `out`, row by row.
fn matmul_into(left: MatRef<'_, f32>, right: MatRef<'_, f32>, out: &mut [f32]) {
    let out = MatMut::from_row_major_slice_mut(out, left.nrows(), right.ncols());
    // One thread: the caller already runs one block per thread.
    matmul(out, Accum::Replace, left, right, 1.0, Par::Seq);
}

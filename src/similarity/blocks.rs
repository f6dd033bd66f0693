//! Dense products in blocks of rows.
//!
//! Every product here is cut into blocks of a fixed size, whatever the number of threads, and partial sums
//! are added in the order of the blocks. So the last bit of a result never depends on the number of threads.
//! The products themselves are faer's, which uses the widest instructions of the processor.

use faer::linalg::matmul::matmul;
use faer::{Accum, MatMut, MatRef, Par};
use ndarray::parallel::prelude::*;
use ndarray::{Array1, Array2, ArrayView1, ArrayView2, ArrayViewMut1, Axis, Slice, Zip};
use pulp::Arch;
use sprs::CsMat;

/// Rows per block: large enough that a matrix product runs at full speed, small enough that two cores share
/// the work of a few thousand rows evenly.
pub(super) const BLOCK: usize = 512;

/// Columns that are summed in `f32` before they go to `f64`.
const COLUMNS: usize = 2048;

/// Rows of one task in a product of rows with rows, which are far fewer than passages.
pub(super) const PRODUCT_ROWS: usize = 64;

/// `sparse · dense`, shapes `m × n` and `n × l`; `dense` in standard layout. Cost: `2 · nnz · l`.
///
/// The loop over a row is ours: sprs multiplies and adds in one rounding, which without the instruction for
/// it in the target is a function call for each number, ten times slower.
pub(super) fn sparse_times(sparse: &CsMat<f32>, dense: &Array2<f32>) -> Array2<f32> {
    let mut product = Array2::zeros((sparse.rows(), dense.ncols()));
    if dense.ncols() == 0 {
        return product;
    }
    let (wide, right) = (
        dense.ncols(),
        dense
            .as_slice()
            .expect("dense matrices are in standard layout"),
    );
    product
        .axis_chunks_iter_mut(Axis(0), BLOCK)
        .into_par_iter()
        .enumerate()
        .for_each(|(n, mut out)| {
            for (row, mut out) in (n * BLOCK..).zip(out.rows_mut()) {
                let out = out
                    .as_slice_mut()
                    .expect("rows of a new matrix are contiguous");
                let entries = sparse
                    .outer_view(row)
                    .expect("the product has as many rows");
                let (rows, weights) = (entries.indices(), entries.data());
                vectorised(
                    #[inline(always)]
                    || add_rows(out, rows, weights, right, wide),
                );
            }
        });
    product
}

/// Runs a loop compiled for the widest instructions of the processor.
///
/// They give the same bits. It also ends the state in which faer's products leave a processor with AVX, in which
/// every narrow instruction waits for the upper halves of the registers.
#[inline(always)]
pub(super) fn vectorised<R>(work: impl FnOnce() -> R) -> R {
    Arch::new().dispatch(work)
}

/// Adds the weighted rows of `dense`, each `wide` long, to `sum`, in their order.
///
/// Four rows in one pass over the sum: that is read and written a quarter as often.
#[inline(always)]
fn add_rows(sum: &mut [f32], rows: &[usize], weights: &[f32], dense: &[f32], wide: usize) {
    let of = |row: usize| &dense[row * wide..(row + 1) * wide];
    let (fours, rest) = rows.as_chunks::<4>();
    let (weights_of_fours, rest_weights) = weights.as_chunks::<4>();
    for (rows, [w0, w1, w2, w3]) in fours.iter().zip(weights_of_fours) {
        let [first, second, third, fourth] = rows.map(of);
        let values = first.iter().zip(second).zip(third.iter().zip(fourth));
        for (sum, ((v0, v1), (v2, v3))) in sum.iter_mut().zip(values) {
            *sum = (((*sum + w0 * v0) + w1 * v1) + w2 * v2) + w3 * v3;
        }
    }
    for (row, weight) in rest.iter().zip(rest_weights) {
        for (sum, value) in sum.iter_mut().zip(of(*row)) {
            *sum += weight * value;
        }
    }
}

/// `dense · small`, shapes `m × l` and `l × k`.
pub(super) fn times(dense: &Array2<f32>, small: &ArrayView2<'_, f32>) -> Array2<f32> {
    let mut product = Array2::zeros((dense.nrows(), small.ncols()));
    product
        .axis_chunks_iter_mut(Axis(0), BLOCK)
        .into_par_iter()
        .zip(dense.axis_chunks_iter(Axis(0), BLOCK))
        .for_each(|(mut out, rows)| {
            let out = out
                .as_slice_mut()
                .expect("rows of a new matrix are contiguous");
            multiply(in_faer(&rows), in_faer(small), out);
        });
    product
}

/// `denseᵀ · dense`, `l × l`; each block in `f32`, their sum in `f64`.
pub(super) fn gram(dense: &Array2<f32>) -> Array2<f64> {
    let blocks: Vec<Array2<f32>> = dense
        .axis_chunks_iter(Axis(0), BLOCK)
        .into_par_iter()
        .map(|rows| {
            let mut block = Array2::zeros((rows.ncols(), rows.ncols()));
            let out = block.as_slice_mut().expect("a new matrix is one slice");
            multiply(in_faer(&rows).transpose(), in_faer(&rows), out);
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

/// The mean row; zero when there are no rows.
pub(super) fn mean_row(dense: &ArrayView2<'_, f32>) -> Array1<f64> {
    let mut sum = Array1::zeros(dense.ncols());
    for row in dense.rows() {
        Zip::from(&mut sum)
            .and(&row)
            .for_each(|sum, value| *sum += f64::from(*value));
    }
    sum / (dense.nrows().max(1) as f64)
}

/// Does the same with every row, given with its number.
pub(super) fn each_row(
    dense: &mut Array2<f32>,
    work: impl Fn(usize, ArrayViewMut1<'_, f32>) + Sync,
) {
    let rows = dense.axis_iter_mut(Axis(0)).into_par_iter();
    rows.enumerate().for_each(|(at, row)| work(at, row));
}

/// Scales each row to unit length; a row shorter than 1e-12 becomes zero.
pub(super) fn unit_rows(dense: &mut Array2<f32>) {
    each_row(dense, |_, mut row| {
        let length = row
            .iter()
            .map(|value| f64::from(*value).powi(2))
            .sum::<f64>()
            .sqrt();
        if length > 1e-12 {
            row.mapv_inplace(|value| (f64::from(value) / length) as f32);
        } else {
            row.fill(0.0);
        }
    });
}

/// The first `columns` columns, or all when there are fewer.
pub(super) fn head_columns<T>(dense: &Array2<T>, columns: usize) -> ArrayView2<'_, T> {
    dense.slice_axis(Axis(1), Slice::from(..columns.min(dense.ncols())))
}

/// The product of two rows; in `f32` over blocks of columns, their sum in `f64`.
pub(super) fn dot(left: &ArrayView1<'_, f32>, right: &ArrayView1<'_, f32>) -> f64 {
    left.axis_chunks_iter(Axis(0), COLUMNS)
        .zip(right.axis_chunks_iter(Axis(0), COLUMNS))
        .map(|(left, right)| f64::from(left.dot(&right)))
        .sum()
}

/// The products of the rows of one matrix with those of another, `left · rightᵀ`, in `f32`, both in standard
/// layout; written into `room`, which a loop can use again. On the calling thread.
pub(super) fn rows_by_rows<'r>(
    left: &ArrayView2<'_, f32>,
    right: &ArrayView2<'_, f32>,
    room: &'r mut Vec<f32>,
) -> ArrayView2<'r, f32> {
    let shape = (left.nrows(), right.nrows());
    room.resize(shape.0 * shape.1, 0.0);
    multiply(in_faer(left), in_faer(right).transpose(), room);
    ArrayView2::from_shape(shape, room).expect("the room has the size of the product")
}

/// The products of the rows of one matrix with those of another, both in standard layout; in `f32` over blocks
/// of columns, their sum in `f64`. On the calling thread.
pub(super) fn products(left: &ArrayView2<'_, f32>, right: &Array2<f32>) -> Array2<f64> {
    let mut sum = Array2::zeros((left.nrows(), right.nrows()));
    let mut part = Array2::zeros(sum.dim());
    let right = right.view();
    let (left, right) = (in_faer(left), in_faer(&right));
    for start in (0..left.ncols()).step_by(COLUMNS) {
        let wide = COLUMNS.min(left.ncols() - start);
        let (left, right) = (left.subcols(start, wide), right.subcols(start, wide));
        let out = part.as_slice_mut().expect("a new matrix is one slice");
        multiply(left, right.transpose(), out);
        Zip::from(&mut sum)
            .and(&part)
            .for_each(|sum, product| *sum += f64::from(*product));
    }
    sum
}

/// The products of all pairs of rows, `rows × rows`, symmetric; summed in `f64` over blocks of columns.
pub(super) fn products_of_rows(rows: &Array2<f32>) -> Array2<f64> {
    let mut sum = Array2::zeros((rows.nrows(), rows.nrows()));
    sum.axis_chunks_iter_mut(Axis(0), PRODUCT_ROWS)
        .into_par_iter()
        .zip(rows.axis_chunks_iter(Axis(0), PRODUCT_ROWS))
        .for_each(|(mut sum, left)| sum.assign(&products(&left, rows)));
    // A matrix product may round (a, b) and (b, a) apart; the score must be the same both ways.
    for a in 0..sum.nrows() {
        for b in 0..a {
            let mean = 0.5 * (sum[(a, b)] + sum[(b, a)]);
            sum[(a, b)] = mean;
            sum[(b, a)] = mean;
        }
    }
    sum
}

/// A matrix in standard layout as faer sees it.
fn in_faer<'a>(dense: &'a ArrayView2<'_, f32>) -> MatRef<'a, f32> {
    let flat = dense
        .as_slice()
        .expect("dense matrices are in standard layout");
    MatRef::from_row_major_slice(flat, dense.nrows(), dense.ncols())
}

/// Writes `left · right` into `out`, row by row.
fn multiply(left: MatRef<'_, f32>, right: MatRef<'_, f32>, out: &mut [f32]) {
    let out = MatMut::from_row_major_slice_mut(out, left.nrows(), right.ncols());
    matmul(out, Accum::Replace, left, right, 1.0, Par::Seq);
}

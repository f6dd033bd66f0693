//! Dense products in blocks of rows.
//!
//! Every product here is cut into blocks of a fixed size, whatever the number of threads, and partial sums
//! are added in the order of the blocks. So the last bit of a result never depends on the machine.

use ndarray::parallel::prelude::*;
use ndarray::{Array1, Array2, ArrayView2, Axis, Slice, Zip};
use sprs::CsMat;
use sprs::prod::csr_mulacc_dense_rowmaj;

/// Rows per block: large enough that a matrix product runs at full speed, small enough that two cores share
/// the work of a few thousand rows evenly.
const BLOCK: usize = 512;

/// `sparse · dense`, shapes `m × n` and `n × l`. Cost: `2 · nnz · l`.
pub(super) fn sparse_times(sparse: &CsMat<f32>, dense: &ArrayView2<'_, f32>) -> Array2<f32> {
    let mut product = Array2::zeros((sparse.rows(), dense.ncols()));
    product
        .axis_chunks_iter_mut(Axis(0), BLOCK)
        .into_par_iter()
        .enumerate()
        .for_each(|(n, out)| {
            let rows = n * BLOCK..n * BLOCK + out.nrows();
            csr_mulacc_dense_rowmaj(sparse.slice_outer(rows), dense.view(), out);
        });
    product
}

/// `dense · small`, shapes `m × l` and `l × k`.
pub(super) fn times(dense: &Array2<f32>, small: &ArrayView2<'_, f32>) -> Array2<f32> {
    let mut product = Array2::zeros((dense.nrows(), small.ncols()));
    product
        .axis_chunks_iter_mut(Axis(0), BLOCK)
        .into_par_iter()
        .zip(dense.axis_chunks_iter(Axis(0), BLOCK))
        .for_each(|(mut out, rows)| out.assign(&rows.dot(small)));
    product
}

/// `denseᵀ · dense`, `l × l`; each block in `f32`, their sum in `f64`.
pub(super) fn gram(dense: &Array2<f32>) -> Array2<f64> {
    let blocks: Vec<Array2<f32>> = dense
        .axis_chunks_iter(Axis(0), BLOCK)
        .into_par_iter()
        .map(|rows| rows.t().dot(&rows))
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

/// Scales each row to unit length; a row shorter than 1e-12 becomes zero.
pub(super) fn unit_rows(dense: &mut Array2<f32>) {
    dense
        .axis_iter_mut(Axis(0))
        .into_par_iter()
        .for_each(|mut row| {
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

//! Passage vectors: latent semantic analysis, centred by style stratum and year.

use ndarray::{Array2, Axis, Zip};

use super::config::SimilarityParams;
use super::grouping::{Grouping, evenly_spaced};
use super::linalg::{for_each_row, mean_row, normalise_rows};
use super::strata::STRATA;
use super::svd::TruncatedSvd;
use super::tf_idf::tf_idf_matrix;
use crate::index::TermCounts;

/// Pseudo-passages of mean zero in the mean of a stratum in one year, so that a year with few passages is hardly
/// centred.
const YEAR_PSEUDO_COUNT: f64 = 10.0;

/// The decomposition is fitted on at most this many passages, evenly spaced; the others are projected. A basis of
/// some hundreds of dimensions is stable long before.
const MAX_FITTED_PASSAGES: usize = 24_000;

/// The cell of a passage: its style stratum and its year.
type Cell = (usize, i16);

/// Returns a vector for each of these passages, `n_passages × k`, rows of unit length or zero.
///
/// Latent semantic analysis of TF-IDF weights, half-whitened (`U·√Σ`), with what all passages of a stratum and year
/// have in common taken out. `indices` are those of the passages in the grouping; `strata` those of all its
/// passages. Cost: that of the decomposition.
pub(super) fn passage_vectors(
    counts: &TermCounts,
    grouping: &Grouping,
    strata: &[usize],
    indices: &[usize],
    params: &SimilarityParams,
) -> Array2<f32> {
    let rows: Vec<usize> = indices.iter().map(|index| grouping.rows[*index]).collect();
    // Weights are those of the sampled passages, which stand for all.
    let matrix = tf_idf_matrix(counts, &rows);
    // Beyond that size a larger sample would take time and memory without changing the basis.
    let sample = evenly_spaced(rows.len(), MAX_FITTED_PASSAGES);
    let sampled = (sample.len() < rows.len()).then(|| select_rows(&matrix, &sample));
    let svd = TruncatedSvd::fit(
        sampled.as_ref().unwrap_or(&matrix),
        params.dimensions,
        params.power_iterations,
        params.seed,
    );
    // Free the copy before the projection allocates the vectors.
    drop(sampled);
    // The projection is U·Σ; dividing by √Σ leaves U·√Σ.
    let mut vectors = svd.project(&matrix);
    let roots = svd.values.mapv(f32::sqrt);
    // Half-whitened: full singular values let the first directions decide, none at all lets noise count as much.
    for_each_row(&mut vectors, |_, mut row| row /= &roots);
    let strata: Vec<usize> = indices.iter().map(|index| strata[*index]).collect();
    // Years differ in vocabulary (laws, slogans), which is not what two municipalities have in common by choice.
    let years: Vec<Option<i16>> = indices.iter().map(|index| grouping.years[*index]).collect();
    centre(&mut vectors, &strata, &years);
    vectors
}

/// Subtracts the mean of all passages, then that of the stratum, then that of the stratum in its year; rows have
/// unit length before and after. `strata` and `years` are those of the rows.
fn centre(vectors: &mut Array2<f32>, strata: &[usize], years: &[Option<i16>]) {
    normalise_rows(vectors);
    // The mean of all passages is the language of the genre, common to every pair.
    let mean = mean_row(&vectors.view());
    for_each_row(vectors, |_, mut row| {
        Zip::from(&mut row)
            .and(&mean)
            .for_each(|v, mean| *v = (f64::from(*v) - mean) as f32);
    });
    // Unit length again, or passages near the mean would count less in the means of their cells.
    normalise_rows(vectors);
    // All years at once: year 0 stands for any.
    let cells: Vec<Option<Cell>> = strata.iter().map(|stratum| Some((*stratum, 0))).collect();
    subtract_cell_means(vectors, &cells, 0.0);
    // Then each year on its own; passages of unknown year have no cell.
    let cells: Vec<Option<Cell>> = strata
        .iter()
        .zip(years)
        .map(|(stratum, year)| year.map(|year| (*stratum, year)))
        .collect();
    subtract_cell_means(vectors, &cells, YEAR_PSEUDO_COUNT);
    normalise_rows(vectors);
}

/// Subtracts from each row the shrunken mean of its cell, `sum / (count + pseudo_count)`; rows without a cell are
/// left as they are.
fn subtract_cell_means(vectors: &mut Array2<f32>, cells: &[Option<Cell>], pseudo_count: f64) {
    // Only years that occur, so that the table of means stays small.
    let mut years: Vec<i16> = cells.iter().flatten().map(|(_, year)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let number = |(stratum, year): Cell| {
        years.binary_search(&year).expect("every year is listed") * STRATA + stratum
    };
    let mut means = Array2::<f64>::zeros((years.len() * STRATA, vectors.ncols()));
    let mut sizes = vec![0.0; years.len() * STRATA];
    for (row, cell) in vectors.axis_iter(Axis(0)).zip(cells) {
        if let Some(cell) = cell.map(number) {
            // Summed in `f64`: a cell can hold thousands of rows.
            Zip::from(means.row_mut(cell))
                .and(&row)
                .for_each(|sum, v| *sum += f64::from(*v));
            sizes[cell] += 1.0;
        }
    }
    for (mut sum, size) in means.rows_mut().into_iter().zip(sizes) {
        // An empty cell has no rows to centre; 1 avoids a division by zero.
        sum /= f64::max(size + pseudo_count, 1.0);
    }
    for_each_row(vectors, |index, mut row| {
        // A row without a cell keeps what it has: no mean is known for its year.
        if let Some(cell) = cells[index].map(number) {
            Zip::from(&mut row)
                .and(means.row(cell))
                .for_each(|v, mean| *v = (f64::from(*v) - mean) as f32);
        }
    });
}

/// Returns these rows of a sparse matrix, with all its columns.
fn select_rows(matrix: &sprs::CsMat<f32>, rows: &[usize]) -> sprs::CsMat<f32> {
    let (mut offsets, mut columns, mut values) = (vec![0], Vec::new(), Vec::new());
    for row in rows {
        let entries = matrix
            .outer_view(*row)
            .expect("the row is one of the matrix");
        columns.extend_from_slice(entries.indices());
        values.extend_from_slice(entries.data());
        offsets.push(values.len());
    }
    sprs::CsMat::new((rows.len(), matrix.cols()), offsets, columns, values)
}

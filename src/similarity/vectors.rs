//! Passages as vectors.

use ndarray::{Array2, Axis, Zip};

use super::blocks::{each_row, mean_row, unit_rows};
use super::config::SimilarityParams;
use super::facts::Layout;
use super::register::CELLS;
use super::svd::TruncatedSvd;
use super::weighting::weighted;
use crate::index::TermCounts;

/// Passages' worth of zero that the mean of a register in one year starts from.
const YEAR_PRIOR: f64 = 10.0;

/// The decomposition looks at so many passages, evenly spread; with more, the others are projected. A basis of
/// some hundreds of dimensions is settled long before.
const MOST_FITTED: usize = 24_000;

/// A vector for each of these passages, given by their `places` in the layout: `places × k`, rows of unit length
/// (zero where nothing is left).
///
/// Latent semantic analysis, half-whitened (`U·√Σ`), centred on the mean of all, of the register, and of the
/// register in its year: what all passages of a register and year share is no vision. `registers` are those of
/// all passages of the layout. Cost: that of the decomposition.
pub(super) fn passage_vectors(
    counts: &TermCounts,
    layout: &Layout,
    registers: &[usize],
    places: &[usize],
    params: &SimilarityParams,
) -> Array2<f32> {
    let rows: Vec<usize> = places.iter().map(|place| layout.rows[*place]).collect();
    let matrix = weighted(counts, &rows);
    let sample = evenly_spread(rows.len(), MOST_FITTED);
    let fitted = if sample.len() == rows.len() {
        None
    } else {
        Some(select_rows(&matrix, &sample))
    };
    let svd = TruncatedSvd::fit(
        fitted.as_ref().unwrap_or(&matrix),
        params.dimensions,
        params.power_iterations,
        params.seed,
    );
    drop(fitted);
    let mut vectors = svd.project(&matrix);
    let roots = svd.values.mapv(f32::sqrt);
    each_row(&mut vectors, |_, mut row| row /= &roots);
    let registers: Vec<usize> = places.iter().map(|place| registers[*place]).collect();
    let years: Vec<Option<i16>> = places.iter().map(|place| layout.years[*place]).collect();
    without_the_shared(&mut vectors, &registers, &years);
    vectors
}

/// Takes out of passage vectors what is no choice: the mean of all, of the register, and of the register in
/// its year; rows of unit length before and after. `registers` and `years` are those of the rows.
pub(super) fn without_the_shared(
    vectors: &mut Array2<f32>,
    registers: &[usize],
    years: &[Option<i16>],
) {
    unit_rows(vectors);
    let mean = mean_row(&vectors.view());
    each_row(vectors, |_, mut row| {
        Zip::from(&mut row)
            .and(&mean)
            .for_each(|v, mean| *v = (f64::from(*v) - mean) as f32);
    });
    unit_rows(vectors);
    let cells: Vec<Option<(usize, i16)>> = registers
        .iter()
        .map(|register| Some((*register, 0)))
        .collect();
    centre(vectors, &cells, 0.0);
    let cells: Vec<_> = registers
        .iter()
        .zip(years)
        .map(|(r, year)| year.map(|year| (*r, year)))
        .collect();
    centre(vectors, &cells, YEAR_PRIOR);
    unit_rows(vectors);
}

/// Subtracts from each row `sum / (count + prior)` over the rows of the same group; rows without group stay.
fn centre(vectors: &mut Array2<f32>, groups: &[Option<(usize, i16)>], prior: f64) {
    let mut years: Vec<i16> = groups.iter().flatten().map(|(_, year)| *year).collect();
    years.sort_unstable();
    years.dedup();
    let number = |(register, year): (usize, i16)| {
        years.binary_search(&year).expect("every year is listed") * CELLS + register
    };
    let mut sums = Array2::<f64>::zeros((years.len() * CELLS, vectors.ncols()));
    let mut sizes = vec![0.0; years.len() * CELLS];
    for (row, group) in vectors.axis_iter(Axis(0)).zip(groups) {
        if let Some(group) = group.map(number) {
            Zip::from(sums.row_mut(group))
                .and(&row)
                .for_each(|sum, v| *sum += f64::from(*v));
            sizes[group] += 1.0;
        }
    }
    for (mut sum, size) in sums.rows_mut().into_iter().zip(sizes) {
        sum /= f64::max(size + prior, 1.0);
    }
    each_row(vectors, |at, mut row| {
        if let Some(group) = groups[at].map(number) {
            Zip::from(&mut row)
                .and(sums.row(group))
                .for_each(|v, mean| *v = (f64::from(*v) - mean) as f32);
        }
    });
}

/// At most `most` of `0..length`, evenly spread: `⌊i · length / m⌋`.
pub(super) fn evenly_spread(length: usize, most: usize) -> Vec<usize> {
    let kept = length.min(most);
    (0..kept).map(|i| i * length / kept).collect()
}

fn select_rows(matrix: &sprs::CsMat<f32>, rows: &[usize]) -> sprs::CsMat<f32> {
    let (mut offsets, mut columns, mut values) = (vec![0], Vec::new(), Vec::new());
    for row in rows {
        let found = matrix
            .outer_view(*row)
            .expect("the row is one of the matrix");
        columns.extend_from_slice(found.indices());
        values.extend_from_slice(found.data());
        offsets.push(values.len());
    }
    sprs::CsMat::new((rows.len(), matrix.cols()), offsets, columns, values)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spreading_is_even_and_complete() {
        assert_eq!(evenly_spread(3, 5), [0, 1, 2]);
        assert_eq!(evenly_spread(10, 4), [0, 2, 5, 7]);
        assert!(evenly_spread(0, 4).is_empty());
    }
}

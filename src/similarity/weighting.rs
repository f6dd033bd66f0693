//! Term weights of passages.

use rayon::prelude::*;
use sprs::CsMat;

use crate::index::TermCounts;

/// The weighted `passages × terms` matrix of the rows in `rows`, in that order, each row of unit length
/// (a row without terms stays zero).
///
/// Terms that only one of the rows holds are left out: they can make nothing alike.
/// `w(p, t) = (1 + ln tf(p, t)) · ln((N + 1) / (df(t) + 0.5))`, with `N` the number of rows chosen and `df`
/// the number of them that hold the term: sublinear term frequency with a smoothed inverse document
/// frequency (Manning, Raghavan & Schütze 2008, §6.4). Cost: one pass over the counts.
pub(super) fn weighted(counts: &TermCounts, rows: &[usize]) -> CsMat<f32> {
    let document_frequency = counts.passages_of_terms(rows);
    let total = rows.len() as f64;
    let idf: Vec<f64> = document_frequency
        .iter()
        .map(|df| ((total + 1.0) / (f64::from(*df) + 0.5)).ln())
        .collect();
    let weighted: Vec<Vec<(usize, f32)>> = rows
        .par_iter()
        .map(|row| unit_row(counts.row(*row), &document_frequency, &idf))
        .collect();
    let mut offsets = Vec::with_capacity(rows.len() + 1);
    let most = weighted.iter().map(Vec::len).sum();
    let (mut columns, mut weights) = (Vec::with_capacity(most), Vec::with_capacity(most));
    offsets.push(0);
    for row in weighted {
        columns.extend(row.iter().map(|(column, _)| *column));
        weights.extend(row.iter().map(|(_, weight)| *weight));
        offsets.push(weights.len());
    }
    CsMat::new((rows.len(), counts.terms.len()), offsets, columns, weights)
}

/// The weights of one row, to unit length.
fn unit_row(
    counts: impl Iterator<Item = (usize, u32)>,
    document_frequency: &[u32],
    idf: &[f64],
) -> Vec<(usize, f32)> {
    let mut row: Vec<(usize, f32)> = counts
        .filter(|(column, _)| document_frequency[*column] > 1)
        .map(|(column, count)| {
            let weight = (1.0 + f64::from(count).ln()) * idf[column];
            (column, weight as f32)
        })
        .collect();
    let length = row
        .iter()
        .map(|(_, w)| f64::from(*w).powi(2))
        .sum::<f64>()
        .sqrt();
    if length > 0.0 {
        row.iter_mut()
            .for_each(|(_, w)| *w = (f64::from(*w) / length) as f32);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_are_those_of_the_formula() {
        let counts = TermCounts {
            terms: vec!["cloud".into(), "data".into(), "zaak".into()],
            offsets: vec![0, 2, 4, 5],
            columns: vec![0, 1, 0, 1, 2],
            counts: vec![3, 1, 1, 2, 1],
        };
        let matrix = weighted(&counts, &[0, 1, 2]).to_dense();
        // Both terms stand in two of three passages, so their rarity falls out of a unit row.
        let (three, two) = (1.0 + 3_f64.ln(), 1.0 + 2_f64.ln());
        let (first, second) = (three.hypot(1.0), two.hypot(1.0));
        let expected = [
            [three / first, 1.0 / first, 0.0],
            [1.0 / second, two / second, 0.0],
            [0.0; 3],
        ];
        for (row, expected) in matrix.rows().into_iter().zip(expected) {
            for (got, expected) in row.iter().zip(expected) {
                assert!(
                    (f64::from(*got) - expected).abs() < 1e-6,
                    "{got} is not {expected}"
                );
            }
        }
    }
}

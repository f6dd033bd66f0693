//! Term weights of passages.

use rayon::prelude::*;
use sprs::CsMat;

use crate::index::TermCounts;

/// The weighted `passages × terms` matrix of the passages in `rows`, in that order, each row of unit length
/// (a row without terms stays zero).
///
/// Terms that fewer than two of the rows hold have no column: they can make nothing alike, and what passages that
/// are not among the rows say changes nothing.
/// `w(p, t) = (1 + ln tf(p, t)) · ln((N + 1) / (df(t) + 0.5))`, with `N` the number of rows chosen and `df`
/// the number of them that hold the term: sublinear term frequency with a smoothed inverse document
/// frequency (Manning, Raghavan & Schütze 2008, §6.4). Cost: one pass over the counts.
pub(super) fn weighted(counts: &TermCounts, rows: &[usize]) -> CsMat<f32> {
    let document_frequency = counts.document_frequencies(rows);
    let total = rows.len() as f64;
    let mut columns = 0;
    let terms: Vec<Option<Term>> = document_frequency
        .iter()
        .map(|df| {
            let column = (*df > 1).then_some(columns)?;
            columns += 1;
            let idf = ((total + 1.0) / (f64::from(*df) + 0.5)).ln();
            Some(Term { column, idf })
        })
        .collect();
    let weighted: Vec<Vec<(usize, f32)>> = rows
        .par_iter()
        .map(|row| unit_row(counts.row(*row), &terms))
        .collect();
    let mut offsets = Vec::with_capacity(rows.len() + 1);
    let most = weighted.iter().map(Vec::len).sum();
    let (mut places, mut weights) = (Vec::with_capacity(most), Vec::with_capacity(most));
    offsets.push(0);
    for row in weighted {
        places.extend(row.iter().map(|(column, _)| *column));
        weights.extend(row.iter().map(|(_, weight)| *weight));
        offsets.push(weights.len());
    }
    CsMat::new((rows.len(), columns), offsets, places, weights)
}

/// A term that has a column.
struct Term {
    column: usize,
    idf: f64,
}

/// The weights of one row, to unit length.
fn unit_row(
    counts: impl Iterator<Item = (usize, u32)>,
    terms: &[Option<Term>],
) -> Vec<(usize, f32)> {
    let mut row: Vec<(usize, f32)> = counts
        .filter_map(|(term, count)| {
            let term = terms[term].as_ref()?;
            let weight = (1.0 + f64::from(count).ln()) * term.idf;
            Some((term.column, weight as f32))
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
            [three / first, 1.0 / first],
            [1.0 / second, two / second],
            [0.0; 2],
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

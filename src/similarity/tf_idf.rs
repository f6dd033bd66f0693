//! TF-IDF weights of terms in passages.

use rayon::prelude::*;
use sprs::CsMat;

use crate::index::TermCounts;

/// A term must occur in this many of the rows to have a column: a term of one passage makes no two alike.
const MIN_DOCUMENT_FREQUENCY: u32 = 2;

/// A term that has a column.
struct WeightedTerm {
    column: usize,
    idf: f64,
}

/// Returns the weighted `n_passages × n_terms` matrix of the passages in `rows`, in that order, each row of unit
/// length; a row without terms stays zero.
///
/// `w(p, t) = (1 + ln tf(p, t)) · ln((N + 1) / (df(t) + 0.5))`, with `N` the number of rows and `df` the number
/// of them that hold the term: sublinear term frequency with a smoothed inverse document frequency (Manning,
/// Raghavan & Schütze 2008, §6.4). Passages outside `rows` do not affect the weights. Cost: one pass over the
/// counts.
pub(super) fn tf_idf_matrix(counts: &TermCounts, rows: &[usize]) -> CsMat<f32> {
    // From these rows alone, so that passages outside the model do not change its weights.
    let document_frequencies = counts.document_frequencies(rows);
    let total = rows.len() as f64;
    let mut columns = 0;
    let terms: Vec<Option<WeightedTerm>> = document_frequencies
        .iter()
        .map(|df| {
            let column = (*df >= MIN_DOCUMENT_FREQUENCY).then_some(columns)?;
            columns += 1;
            // The offsets keep the weight of a term of all passages just above 0.
            let idf = ((total + 1.0) / (f64::from(*df) + 0.5)).ln();
            Some(WeightedTerm { column, idf })
        })
        .collect();
    // Rows are computed in parallel but collected in order.
    let weighted: Vec<Vec<(usize, f32)>> = rows
        .par_iter()
        .map(|row| unit_row(counts.row(*row), &terms))
        .collect();
    // The rows are joined into one compressed sparse row matrix.
    let entries = weighted.iter().map(Vec::len).sum();
    let mut offsets = Vec::with_capacity(rows.len() + 1);
    let mut indices = Vec::with_capacity(entries);
    let mut weights = Vec::with_capacity(entries);
    offsets.push(0);
    for row in weighted {
        indices.extend(row.iter().map(|(column, _)| *column));
        weights.extend(row.iter().map(|(_, weight)| *weight));
        offsets.push(weights.len());
    }
    CsMat::new((rows.len(), columns), offsets, indices, weights)
}

/// Returns the columns and weights of one row, scaled to unit length.
fn unit_row(
    counts: impl Iterator<Item = (usize, u32)>,
    terms: &[Option<WeightedTerm>],
) -> Vec<(usize, f32)> {
    let mut row: Vec<(usize, f32)> = counts
        .filter_map(|(term, count)| {
            // A term without a column is no sign of likeness, so it does not count in the length either.
            let term = terms[term].as_ref()?;
            // Sublinear: a word used ten times in a passage is not ten times as telling.
            let weight = (1.0 + f64::from(count).ln()) * term.idf;
            Some((term.column, weight as f32))
        })
        .collect();
    // In `f64`, because rows may be long and their weights small.
    let norm = row
        .iter()
        .map(|(_, weight)| f64::from(*weight).powi(2))
        .sum::<f64>()
        .sqrt();
    // A passage of rare terms only has no columns, and stays zero.
    if norm > 0.0 {
        row.iter_mut()
            .for_each(|(_, weight)| *weight = (f64::from(*weight) / norm) as f32);
    }
    row
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn weights_follow_the_formula() {
        let counts = TermCounts {
            terms: vec!["cloud".into(), "data".into(), "zaak".into()],
            offsets: vec![0, 2, 4, 5],
            columns: vec![0, 1, 0, 1, 2],
            counts: vec![3, 1, 1, 2, 1],
        };
        let matrix = tf_idf_matrix(&counts, &[0, 1, 2]).to_dense();
        // Both terms stand in two of three passages, so their inverse document frequency cancels in a unit row.
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

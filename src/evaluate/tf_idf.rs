//! The usual baseline: the TF-IDF cosine of all text of two organisations.

use std::collections::{BTreeMap, BTreeSet};

use crate::engine::{Engine, EngineError};
use crate::index::TermCounts;
use crate::municipality::GemeenteCode;

/// TF-IDF vectors of whole organisations, of unit length.
#[derive(Clone, Debug, PartialEq)]
pub struct OrganisationVectors {
    /// For each organisation its columns, ascending, and their weights; `None` without any term.
    vectors: Vec<Option<Vec<(usize, f64)>>>,
}

impl OrganisationVectors {
    /// Sums the term frequencies of the passages of each organisation, and weights the terms.
    ///
    /// The weight is `(1 + ln tf) · ln((N + 1) / (df + 0.5))`, with `df` the number of organisations that use the
    /// term and `N` the number that have any (Manning, Raghavan & Schütze 2008, §6.4, the scheme *ltc* with a smoothed df).
    ///
    /// `owners[row]` lists the organisations, below `organisations`, that own the passage; rows without owners, and
    /// rows beyond the end of `owners`, do not count. Cost: linear in the entries of `counts`.
    ///
    /// # Panics
    /// When an owner is not below `organisations`.
    pub fn new(counts: &TermCounts, owners: &[Vec<usize>], organisations: usize) -> Self {
        let mut terms: Vec<BTreeMap<usize, u64>> = vec![BTreeMap::new(); organisations];
        for (row, owners) in owners.iter().enumerate().take(counts.rows()) {
            // A joint passage counts for each of its owners.
            for owner in owners {
                for (column, count) in counts.row(row) {
                    // Counts of all passages together: the unit is the organisation.
                    *terms[*owner].entry(column).or_default() += u64::from(count);
                }
            }
        }
        let mut document_frequencies = vec![0_u32; counts.terms.len()];
        for column in terms.iter().flat_map(BTreeMap::keys) {
            document_frequencies[*column] += 1;
        }
        // Organisations without text would make every term look rarer.
        let with_text = terms.iter().filter(|terms| !terms.is_empty()).count() as f64;
        let idf = |df: u32| ((with_text + 1.0) / (f64::from(df) + 0.5)).ln();
        // Unit length, so that the cosine is a dot product.
        let weighted = terms.into_iter().map(|terms| {
            let mut vector: Vec<(usize, f64)> = terms
                .into_iter()
                .map(|(column, tf)| {
                    (
                        column,
                        (1.0 + (tf as f64).ln()) * idf(document_frequencies[column]),
                    )
                })
                .collect();
            let length = vector.iter().map(|(_, w)| w * w).sum::<f64>().sqrt();
            // An empty vector divides nothing, so a length of 0 does no harm.
            vector.iter_mut().for_each(|(_, weight)| *weight /= length);
            (!vector.is_empty()).then_some(vector)
        });
        Self {
            vectors: weighted.collect(),
        }
    }

    /// Returns the cosine of two organisations, `[0, 1]`, symmetric. Returns `None` when either has no term or does not
    /// exist. Cost: one pass over both vectors.
    pub fn cosine(&self, a: usize, b: usize) -> Option<f64> {
        let (a, b) = (
            self.vectors.get(a)?.as_ref()?,
            self.vectors.get(b)?.as_ref()?,
        );
        let (mut left, mut right, mut sum) = (0, 0, 0.0);
        // Both lists of columns ascend, so they are merged.
        while let (Some((i, x)), Some((j, y))) = (a.get(left), b.get(right)) {
            if i == j {
                sum += x * y;
            }
            // Both advance when the columns are equal.
            left += usize::from(i <= j);
            right += usize::from(j <= i);
        }
        // Rounding may lift the sum just above 1.
        Some(sum.min(1.0))
    }
}

/// TF-IDF vectors of the municipalities of an engine.
#[derive(Clone, Debug)]
pub struct TfIdf {
    /// The number of each municipality in `vectors`.
    numbers: BTreeMap<GemeenteCode, usize>,
    vectors: OrganisationVectors,
}

impl TfIdf {
    /// Computes the vectors from all terms of the index except names and numbers, like the model.
    ///
    /// # Errors
    /// [`EngineError::Index`] when the index is damaged.
    pub fn from_engine(engine: &Engine) -> Result<Self, EngineError> {
        // From a single passage on: the baseline sees all terms.
        let counts = engine.term_counts(1)?;
        // Only municipalities with a document are numbered.
        let codes: BTreeSet<&GemeenteCode> = engine
            .documents()
            .iter()
            .flat_map(|document| &document.owners)
            .collect();
        let numbers: BTreeMap<GemeenteCode, usize> = codes.into_iter().cloned().zip(0..).collect();
        let mut owners = vec![Vec::new(); counts.rows()];
        for document in engine.documents() {
            let owned_by: Vec<usize> = document.owners.iter().map(|code| numbers[code]).collect();
            let first = document.first_row.index();
            // The passages of a document are consecutive rows.
            owners[first..first + document.passages as usize].fill(owned_by);
        }
        let vectors = OrganisationVectors::new(&counts, &owners, numbers.len());
        Ok(Self { numbers, vectors })
    }

    /// Returns the cosine of two municipalities. Returns `None` when either has no text.
    pub fn cosine(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<f64> {
        self.vectors
            .cosine(*self.numbers.get(a)?, *self.numbers.get(b)?)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// Counts from a dense table, rows × terms.
    fn counts(table: &[Vec<u32>]) -> TermCounts {
        let terms = table.first().map_or(0, Vec::len);
        let mut made = TermCounts {
            terms: (0..terms).map(|term| format!("t{term}")).collect(),
            offsets: vec![0],
            columns: Vec::new(),
            counts: Vec::new(),
        };
        for row in table {
            for (column, count) in (0..).zip(row).filter(|(_, count)| **count > 0) {
                made.columns.push(column);
                made.counts.push(*count);
            }
            made.offsets.push(made.columns.len());
        }
        made
    }

    /// The cosine by its definition over dense vectors.
    fn by_definition(
        table: &[Vec<u32>],
        owners: &[Vec<usize>],
        n: usize,
        a: usize,
        b: usize,
    ) -> Option<f64> {
        let terms = table[0].len();
        let tf = |o: usize, t: usize| -> u32 {
            let rows = (0..table.len()).flat_map(|row| owners[row].iter().map(move |o| (row, *o)));
            rows.filter(|(_, owner)| *owner == o)
                .map(|(row, _)| table[row][t])
                .sum()
        };
        let has = |o: usize| (0..terms).any(|t| tf(o, t) > 0);
        let total = (0..n).filter(|o| has(*o)).count() as f64;
        let weight = |o: usize, t: usize| {
            let df = (0..n).filter(|o| tf(*o, t) > 0).count() as f64;
            match tf(o, t) {
                0 => 0.0,
                tf => (1.0 + f64::from(tf).ln()) * ((total + 1.0) / (df + 0.5)).ln(),
            }
        };
        let dot = |a, b| (0..terms).map(|t| weight(a, t) * weight(b, t)).sum::<f64>();
        (has(a) && has(b)).then(|| dot(a, b) / (dot(a, a) * dot(b, b)).sqrt())
    }

    #[test]
    fn organisations_without_text_have_no_cosine() {
        let made = counts(&[vec![2, 1], vec![0, 0]]);
        let vectors = OrganisationVectors::new(&made, &[vec![0, 2], vec![1]], 3);
        assert_eq!(vectors.cosine(0, 1), None);
        assert_eq!(vectors.cosine(0, 9), None);
        assert!((vectors.cosine(0, 2).expect("a joint text") - 1.0).abs() < 1e-12);
    }

    proptest! {
        #[test]
        fn cosines_match_the_definition(
            table in prop::collection::vec(prop::collection::vec(0_u32..4, 5), 1..6),
            owned in prop::collection::vec(prop::collection::btree_set(0_usize..4, 0..3), 6),
        ) {
            let owners: Vec<Vec<usize>> =
                owned.iter().take(table.len()).map(|o| o.iter().copied().collect()).collect();
            let vectors = OrganisationVectors::new(&counts(&table), &owners, 4);
            for a in 0..4 {
                for b in 0..4 {
                    let (fast, slow) = (vectors.cosine(a, b), by_definition(&table, &owners, 4, a, b));
                    prop_assert_eq!(fast.is_some(), slow.is_some());
                    prop_assert!((fast.unwrap_or(0.0) - slow.unwrap_or(0.0)).abs() < 1e-9);
                    prop_assert_eq!(fast, vectors.cosine(b, a));
                }
            }
        }
    }
}

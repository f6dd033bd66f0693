//! Which passages hold which character n-grams.

use ndarray::Array1;
use rayon::prelude::*;

use super::grouping::Grouping;
use super::ngrams::TermNgrams;
use crate::index::TermCounts;

/// An n-gram must occur in this many passages: below that it is a name, a slip or one writer's word.
const MIN_PASSAGES: u32 = 5;

/// An n-gram must be used by one in this many organisations, and by [`MIN_ORGANISATIONS`], for the same reason.
const ORGANISATIONS_PER_REQUIRED: usize = 20;

/// See [`ORGANISATIONS_PER_REQUIRED`]. An n-gram of one organisation makes no two alike.
const MIN_ORGANISATIONS: usize = 2;

/// Passages per task: each task allocates counts for all n-grams, so tasks must not be small.
const PASSAGES_PER_TASK: usize = 4_096;

/// Organisations per task, for the same reason.
const ORGANISATIONS_PER_TASK: usize = 32;

/// The column of an n-gram that is left out.
const NO_COLUMN: u32 = u32::MAX;

/// The binary incidence matrix of passages and n-grams, `n_passages × n_features`, by rows.
pub(super) struct IncidenceMatrix {
    /// The number of columns.
    pub(super) features: usize,
    /// The columns of each passage, by its index in the grouping, each once.
    rows: Vec<Vec<u32>>,
}

impl IncidenceMatrix {
    /// Finds the n-grams of the passages that take part, and keeps those of enough passages and organisations.
    ///
    /// A term of a single such passage contributes no n-grams, whatever passages outside the model hold.
    /// Cost: a few passes over the n-grams of all passages.
    pub(super) fn new(counts: &TermCounts, grouping: &Grouping) -> Self {
        let TermNgrams {
            mut of_term,
            distinct,
        } = TermNgrams::from_terms(&counts.terms);
        // Over the passages that take part only; those outside must not make a term look common.
        let document_frequencies = counts.document_frequencies(&grouping.rows);
        for (ngrams, frequency) in of_term.iter_mut().zip(document_frequencies) {
            // A term of one passage makes no two alike, and would spend the n-gram's minimum on one writer.
            if frequency < 2 {
                ngrams.clear();
            }
        }
        // First all n-grams are found and counted, then the rare ones are dropped and the others renumbered.
        let chunks: Vec<(Vec<Vec<u32>>, Vec<u32>)> = grouping
            .rows
            .par_chunks(PASSAGES_PER_TASK)
            // Columns come in row order from every chunk, so the result does not depend on the number of threads.
            .map(|rows| passage_ngrams(rows, counts, &of_term, distinct))
            .collect();
        let mut passages = vec![0; distinct];
        for (_, frequencies) in &chunks {
            add(&mut passages, frequencies);
        }
        let organisations = organisation_frequencies(counts, grouping, &of_term, distinct);
        // Rounded up, so that the rule never asks less than a twentieth.
        let min_organisations = grouping
            .organisations
            .len()
            .div_ceil(ORGANISATIONS_PER_REQUIRED)
            .max(MIN_ORGANISATIONS);
        // The rule of passages is about slips, that of organisations about names and local terms.
        let columns = number_columns(distinct, |ngram| {
            passages[ngram] >= MIN_PASSAGES && organisations[ngram] as usize >= min_organisations
        });
        let mut rows: Vec<Vec<u32>> = chunks.into_iter().flat_map(|(rows, _)| rows).collect();
        rows.par_iter_mut().for_each(|row| {
            row.retain_mut(|ngram| {
                *ngram = columns[*ngram as usize];
                // Rare n-grams leave the rows; a column of their own would make every dense row of counts longer.
                *ngram != NO_COLUMN
            });
        });
        Self {
            features: columns
                .iter()
                .filter(|column| **column != NO_COLUMN)
                .count(),
            rows,
        }
    }

    /// Returns the columns of one passage, each once, in an order that follows from its terms.
    pub(super) fn row(&self, index: usize) -> &[u32] {
        &self.rows[index]
    }

    /// Returns in how many of these passages each n-gram occurs.
    pub(super) fn column_sums(&self, indices: &[usize]) -> Array1<f64> {
        let mut sums = Array1::zeros(self.features);
        for index in indices {
            let row = self.row(*index);
            row.iter().for_each(|column| sums[*column as usize] += 1.0);
        }
        sums
    }
}

/// Returns the n-grams of each of these rows, each once, and in how many of the rows each n-gram occurs.
fn passage_ngrams(
    rows: &[usize],
    counts: &TermCounts,
    of_term: &[Vec<u32>],
    distinct: usize,
) -> (Vec<Vec<u32>>, Vec<u32>) {
    let mut frequencies = vec![0; distinct];
    let mut visited = VisitedSet::new(distinct);
    let mut buffer = Vec::new();
    let ngrams = rows.iter().map(|row| {
        // The buffer and the set keep their memory, which saves an allocation for each passage.
        buffer.clear();
        visited.clear();
        let ngrams = counts.row(*row).flat_map(|(term, _)| &of_term[term]);
        for ngram in ngrams.filter(|ngram| visited.insert(**ngram)) {
            frequencies[*ngram as usize] += 1;
            buffer.push(*ngram);
        }
        // An exact copy: growing one vector per passage would waste memory.
        buffer.as_slice().into()
    });
    (ngrams.collect(), frequencies)
}

/// Returns how many organisations use each n-gram.
///
/// Goes over the distinct terms of each organisation, of which there are far fewer than n-grams of its passages.
fn organisation_frequencies(
    counts: &TermCounts,
    grouping: &Grouping,
    of_term: &[Vec<u32>],
    distinct: usize,
) -> Vec<u32> {
    let count_chunk = |chunk: &[Vec<usize>]| {
        let mut frequencies = vec![0; distinct];
        let mut terms = VisitedSet::new(of_term.len());
        let mut ngrams = VisitedSet::new(distinct);
        // The sets keep their memory from one organisation to the next.
        for members in chunk {
            terms.clear();
            ngrams.clear();
            let rows = members.iter().map(|index| grouping.rows[*index]);
            for (term, _) in rows.flat_map(|row| counts.row(row)) {
                // Each term of the organisation once, and each n-gram once however many terms share it.
                if terms.insert(term as u32) {
                    let new = of_term[term].iter().filter(|ngram| ngrams.insert(**ngram));
                    new.for_each(|ngram| frequencies[*ngram as usize] += 1);
                }
            }
        }
        frequencies
    };
    let chunks: Vec<Vec<u32>> = grouping
        .members
        .par_chunks(ORGANISATIONS_PER_TASK)
        .map(count_chunk)
        .collect();
    let mut sum = vec![0; distinct];
    chunks.iter().for_each(|chunk| add(&mut sum, chunk));
    sum
}

/// A set of small numbers that is cleared in constant time.
struct VisitedSet {
    /// Goes up with every clear; a number is in the set when it bears the current round.
    round: u32,
    last_round: Vec<u32>,
}

impl VisitedSet {
    /// An empty set of numbers below `capacity`. Must be cleared before the first use.
    fn new(capacity: usize) -> Self {
        Self {
            round: 0,
            last_round: vec![0; capacity],
        }
    }

    fn clear(&mut self) {
        // Counting the round up takes the place of zeroing an array as long as the dictionary.
        self.round += 1;
    }

    /// Adds a number; returns whether it was not in the set yet.
    fn insert(&mut self, number: u32) -> bool {
        // One memory access both tests and marks.
        std::mem::replace(&mut self.last_round[number as usize], self.round) != self.round
    }
}

fn add(sum: &mut [u32], part: &[u32]) {
    sum.iter_mut()
        .zip(part)
        .for_each(|(sum, part)| *sum += part);
}

/// Numbers the n-grams that are kept in their order; the others get [`NO_COLUMN`].
fn number_columns(distinct: usize, is_kept: impl Fn(usize) -> bool) -> Vec<u32> {
    let mut next = 0;
    (0..distinct)
        .map(|ngram| {
            if !is_kept(ngram) {
                return NO_COLUMN;
            }
            // Numbers follow the order of the n-grams, so columns are the same in every build of the same texts.
            next += 1;
            next - 1
        })
        .collect()
}

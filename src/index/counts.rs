//! The passages × terms counts, read back from the postings.

use std::collections::BTreeMap;

use tantivy::postings::Postings;
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocSet, TERMINATED};

use super::read::rows_of;
use super::{IndexError, PassageIndex};
use crate::document::PassageRow;

/// How often each term stands in each passage: a sparse `rows × terms` matrix, by rows (CSR).
///
/// Terms are in alphabetical order and rows in the order of the corpus, whatever the segments and threads of
/// the index, so the same corpus gives the same numbers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCounts {
    /// The terms, sorted; column `j` counts `terms[j]`.
    pub terms: Vec<String>,
    /// `rows + 1` offsets: row `i` is `offsets[i]..offsets[i + 1]` of the two vectors below.
    pub offsets: Vec<usize>,
    /// Columns, ascending within a row.
    pub columns: Vec<u32>,
    /// Counts, at least 1.
    pub counts: Vec<u32>,
}

impl TermCounts {
    /// How many rows (passages) there are.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// The columns and counts of one row.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
        let range = self.offsets[row]..self.offsets[row + 1];
        self.columns[range.clone()]
            .iter()
            .map(|column| *column as usize)
            .zip(self.counts[range].iter().copied())
    }
}

impl PassageIndex {
    /// The counts of all terms that stand in at least `min_passages` passages.
    ///
    /// Left out, because they are no vision: names (what [`crate::passage::Masker`] marked) and terms
    /// without letters (years, amounts). Cost: one pass over the postings; memory 16 bytes per count.
    ///
    /// # Errors
    /// [`IndexError::Read`] when the postings are damaged.
    pub fn term_counts(&self, min_passages: u32) -> Result<TermCounts, IndexError> {
        let fail = |source| IndexError::read(&self.folder, source);
        let masked = self
            .postings(self.fields.masked, 1, |_| true)
            .map_err(fail)?;
        let named: BTreeMap<&str, BTreeMap<PassageRow, u32>> = masked
            .iter()
            .map(|(term, postings)| (term.as_str(), postings.iter().copied().collect()))
            .collect();
        let has_letter = |term: &str| term.chars().any(char::is_alphabetic);
        let mut by_term = self
            .postings(self.fields.body, min_passages, has_letter)
            .map_err(fail)?;
        for (term, postings) in &mut by_term {
            if let Some(names) = named.get(term.as_str()) {
                for (row, count) in postings.iter_mut() {
                    *count -= names.get(row).copied().unwrap_or(0).min(*count);
                }
                postings.retain(|(_, count)| *count > 0);
            }
        }
        by_term.retain(|(_, postings)| postings.len() >= min_passages as usize);
        Ok(by_rows(by_term, self.len()))
    }

    /// For each wanted term, in alphabetical order, the rows that hold it and how often, by row.
    fn postings(
        &self,
        field: Field,
        min_passages: u32,
        wanted: impl Fn(&str) -> bool,
    ) -> tantivy::Result<Vec<TermPostings>> {
        let segments: Vec<_> = self
            .searcher
            .segment_readers()
            .iter()
            .map(|s| s.inverted_index(field))
            .collect::<Result<_, _>>()?;
        let mut frequency: BTreeMap<String, u32> = BTreeMap::new();
        for segment in &segments {
            let mut stream = segment.terms().stream()?;
            while let Some((term, info)) = stream.next() {
                if let Some(term) = std::str::from_utf8(term).ok().filter(|term| wanted(term)) {
                    match frequency.get_mut(term) {
                        Some(passages) => *passages += info.doc_freq,
                        None => drop(frequency.insert(term.to_owned(), info.doc_freq)),
                    }
                }
            }
        }
        frequency.retain(|_, passages| *passages >= min_passages);
        let mut found: Vec<TermPostings> = frequency
            .into_iter()
            .map(|(term, passages)| (term, Vec::with_capacity(passages as usize)))
            .collect();
        for (segment, ordinal) in segments.iter().zip(0..) {
            let rows = rows_of(&self.searcher, ordinal)?;
            let mut stream = segment.terms().stream()?;
            // Both sides are in the same order, so one pass over each finds the common terms.
            let mut next = 0;
            while let Some((term, info)) = stream.next() {
                while next < found.len() && found[next].0.as_bytes() < term {
                    next += 1;
                }
                if next == found.len() {
                    break;
                }
                if found[next].0.as_bytes() != term {
                    continue;
                }
                let mut postings =
                    segment.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
                while postings.doc() != TERMINATED {
                    found[next].1.extend(
                        rows[postings.doc() as usize].map(|row| (row, postings.term_freq())),
                    );
                    postings.advance();
                }
            }
        }
        for (_, postings) in &mut found {
            postings.sort_unstable();
        }
        Ok(found)
    }
}

/// A term with the rows that hold it and how often.
type TermPostings = (String, Vec<(PassageRow, u32)>);

/// Turns term lists into rows. Terms come in order, so columns ascend within each row.
fn by_rows(by_term: Vec<TermPostings>, rows: usize) -> TermCounts {
    let mut offsets = vec![0; rows + 1];
    for (row, _) in by_term.iter().flat_map(|(_, postings)| postings) {
        offsets[row.index() + 1] += 1;
    }
    for row in 0..rows {
        offsets[row + 1] += offsets[row];
    }
    let mut next = offsets.clone();
    let mut columns = vec![0; offsets[rows]];
    let mut counts = vec![0; offsets[rows]];
    let mut terms = Vec::with_capacity(by_term.len());
    for ((term, postings), column) in by_term.into_iter().zip(0..) {
        for (row, count) in postings {
            let at = next[row.index()];
            columns[at] = column;
            counts[at] = count;
            next[row.index()] += 1;
        }
        terms.push(term);
    }
    TermCounts {
        terms,
        offsets,
        columns,
        counts,
    }
}

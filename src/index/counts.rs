//! The passages × terms counts, read back from the postings.

use std::collections::HashMap;

use rayon::prelude::*;
use tantivy::postings::Postings;
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, DocSet, SegmentReader, TERMINATED};

use super::schema::Fields;
use super::{IndexError, PassageIndex};

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
    fn with_room(terms: Vec<String>, counts: usize) -> Self {
        Self {
            terms,
            offsets: Vec::new(),
            columns: Vec::with_capacity(counts),
            counts: Vec::with_capacity(counts),
        }
    }

    /// How many rows (passages) there are.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// How many of these rows hold each term, by column. Cost: one pass over their counts.
    pub fn passages_of_terms(&self, rows: &[usize]) -> Vec<u32> {
        let mut held = vec![0; self.terms.len()];
        for (column, _) in rows.iter().flat_map(|row| self.row(*row)) {
            held[column] += 1;
        }
        held
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
    /// without letters (years, amounts). Cost: one pass over the postings, by segment and in parallel, and a sort
    /// of the dictionaries; memory 16 bytes per count.
    ///
    /// # Errors
    /// [`IndexError::Read`] when the postings are damaged.
    pub fn term_counts(&self, min_passages: u32) -> Result<TermCounts, IndexError> {
        let segments: Vec<SegmentCounts> = self
            .searcher
            .segment_readers()
            .par_iter()
            .map(|segment| segment_counts(segment, &self.fields))
            .collect::<tantivy::Result<_>>()
            .map_err(|source| IndexError::read(&self.folder, source))?;
        let (terms, columns) = dictionary(&segments, min_passages);
        let mut of_row: Vec<&[(u32, u32)]> = vec![&[]; self.len()];
        let mut columns_of_row: Vec<&[Option<u32>]> = vec![&[]; self.len()];
        for ((segment, rows), columns) in segments.iter().zip(&self.rows).zip(&columns) {
            for (counts, row) in segment.by_document.iter().zip(rows) {
                if let Some(row) = row {
                    of_row[row.index()] = counts;
                    columns_of_row[row.index()] = columns;
                }
            }
        }
        let most = of_row.iter().map(|counts| counts.len()).sum();
        let (mut offsets, mut found) = (vec![0], TermCounts::with_room(terms, most));
        for (counts, columns) in of_row.iter().zip(columns_of_row) {
            // Terms are in alphabetical order here as there, so columns ascend.
            for (term, count) in *counts {
                if let Some(column) = columns[*term as usize] {
                    found.columns.push(column);
                    found.counts.push(*count);
                }
            }
            offsets.push(found.columns.len());
        }
        found.offsets = offsets;
        Ok(found)
    }
}

/// What one segment counts.
struct SegmentCounts {
    /// Its terms, in alphabetical order, with how many of its passages hold them.
    terms: Vec<(String, u32)>,
    /// For each tantivy document the numbers of its terms, ascending, and how often they stand in it.
    by_document: Vec<Vec<(u32, u32)>>,
}

/// The counts of one segment without those of names.
fn segment_counts(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<SegmentCounts> {
    let mut names: HashMap<Vec<u8>, HashMap<DocId, u32>> = HashMap::new();
    let masked = segment.inverted_index(fields.masked)?;
    let mut stream = masked.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        let mut postings =
            masked.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        let held = names.entry(term.to_vec()).or_default();
        while postings.doc() != TERMINATED {
            held.insert(postings.doc(), postings.term_freq());
            postings.advance();
        }
    }
    let mut found = SegmentCounts {
        terms: Vec::new(),
        by_document: vec![Vec::new(); segment.max_doc() as usize],
    };
    let body = segment.inverted_index(fields.body)?;
    let mut stream = body.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        let Some(text) = std::str::from_utf8(term)
            .ok()
            .filter(|term| has_letter(term))
        else {
            continue;
        };
        let named = names.get(term);
        let number = found.terms.len() as u32;
        let mut passages = 0;
        let mut postings = body.read_postings_from_terminfo(info, IndexRecordOption::WithFreqs)?;
        while postings.doc() != TERMINATED {
            let doc = postings.doc();
            let of_names = named.and_then(|held| held.get(&doc)).copied().unwrap_or(0);
            let count = postings.term_freq().saturating_sub(of_names);
            if count > 0 {
                found.by_document[doc as usize].push((number, count));
                passages += 1;
            }
            postings.advance();
        }
        found.terms.push((text.to_owned(), passages));
    }
    Ok(found)
}

fn has_letter(term: &str) -> bool {
    term.chars().any(char::is_alphabetic)
}

/// The terms that stand in enough passages, in alphabetical order, and for each segment the columns of its terms.
fn dictionary(
    segments: &[SegmentCounts],
    min_passages: u32,
) -> (Vec<String>, Vec<Vec<Option<u32>>>) {
    let mut all: Vec<(&str, u32, usize, usize)> = Vec::new();
    for (at, segment) in segments.iter().enumerate() {
        let terms = segment.terms.iter().enumerate();
        all.extend(terms.map(|(number, (term, passages))| (term.as_str(), *passages, at, number)));
    }
    // By term alone: a stable sort finds the sorted runs of the segments.
    all.sort_by_key(|(term, ..)| *term);
    let mut columns: Vec<Vec<Option<u32>>> = segments
        .iter()
        .map(|segment| vec![None; segment.terms.len()])
        .collect();
    let mut terms = Vec::new();
    for same in all.chunk_by(|a, b| a.0 == b.0) {
        if same.iter().map(|(_, passages, ..)| passages).sum::<u32>() < min_passages {
            continue;
        }
        for (_, _, segment, number) in same {
            columns[*segment][*number] = Some(terms.len() as u32);
        }
        terms.push(same[0].0.to_owned());
    }
    (terms, columns)
}

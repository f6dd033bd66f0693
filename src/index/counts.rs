//! The passages × terms counts, read back from the postings.

use std::collections::HashMap;

use rayon::prelude::*;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

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

/// A passage of usual length has fewer different terms than this.
const TERMS: usize = 96;

/// Rows that one thread puts together at a time.
const ROWS: usize = 1_024;

impl TermCounts {
    /// No rows, with room for so many counts.
    fn with_room(terms: Vec<String>, counts: usize) -> Self {
        Self {
            terms,
            offsets: vec![0],
            columns: Vec::with_capacity(counts),
            counts: Vec::with_capacity(counts),
        }
    }

    /// Some rows, of each the terms of its segment with their counts, ascending, and the columns of those terms;
    /// without the terms themselves.
    fn of_rows<'a>(
        rows: impl Iterator<Item = (&'a &'a [(u32, u32)], &'a &'a [Option<u32>])>,
    ) -> Self {
        let mut found = Self::with_room(Vec::new(), 0);
        for (counts, columns) in rows {
            // Terms are in alphabetical order here as there, so columns ascend.
            for (term, count) in *counts {
                if let Some(column) = columns[*term as usize] {
                    found.columns.push(column);
                    found.counts.push(*count);
                }
            }
            found.offsets.push(found.columns.len());
        }
        found
    }

    /// Adds rows below these.
    fn append(&mut self, rows: &Self) {
        let begin = self.columns.len();
        self.columns.extend_from_slice(&rows.columns);
        self.counts.extend_from_slice(&rows.counts);
        let ends = rows.offsets[1..].iter().map(|end| begin + end);
        self.offsets.extend(ends);
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
    /// without letters (years, amounts). Cost: one pass over the postings, by segment and in parallel, and over the
    /// dictionaries; memory 16 bytes per count.
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
        let chunks: Vec<TermCounts> = of_row
            .par_chunks(ROWS)
            .zip(columns_of_row.par_chunks(ROWS))
            .map(|(rows, columns)| TermCounts::of_rows(rows.iter().zip(columns)))
            .collect();
        let most = chunks.iter().map(|chunk| chunk.columns.len()).sum();
        let mut found = TermCounts::with_room(terms, most);
        for chunk in &chunks {
            found.append(chunk);
        }
        Ok(found)
    }
}

/// What one segment counts.
struct SegmentCounts {
    /// Its terms, in alphabetical order, one after the other, and where each ends.
    text: String,
    ends: Vec<usize>,
    /// How many of its passages hold each term.
    passages: Vec<u32>,
    /// For each tantivy document the numbers of its terms, ascending, and how often they stand in it.
    by_document: Vec<Vec<(u32, u32)>>,
}

impl SegmentCounts {
    /// The terms, with how many passages hold them.
    fn terms(&self) -> impl Iterator<Item = (&str, u32)> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends).map(|(start, end)| *start..*end);
        ranges
            .map(|range| &self.text[range])
            .zip(self.passages.iter().copied())
    }
}

/// The counts of one segment without those of names.
fn segment_counts(segment: &SegmentReader, fields: &Fields) -> tantivy::Result<SegmentCounts> {
    let mut names: HashMap<Vec<u8>, HashMap<DocId, u32>> = HashMap::new();
    let masked = segment.inverted_index(fields.masked)?;
    let mut postings = None;
    let mut stream = masked.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        let held = names.entry(term.to_vec()).or_default();
        each_posting(&masked, info, &mut postings, |doc, count| {
            held.insert(doc, count);
        })?;
    }
    let mut found = SegmentCounts {
        text: String::new(),
        ends: Vec::new(),
        passages: Vec::new(),
        by_document: (0..segment.max_doc())
            .map(|_| Vec::with_capacity(TERMS))
            .collect(),
    };
    let body = segment.inverted_index(fields.body)?;
    let mut postings = None;
    let mut stream = body.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        let Some(text) = std::str::from_utf8(term)
            .ok()
            .filter(|term| has_letter(term))
        else {
            continue;
        };
        let named = names.get(term);
        let number = found.ends.len() as u32;
        let mut passages = 0;
        each_posting(&body, info, &mut postings, |doc, count| {
            let of_names = named.and_then(|held| held.get(&doc)).copied().unwrap_or(0);
            if count > of_names {
                found.by_document[doc as usize].push((number, count - of_names));
                passages += 1;
            }
        })?;
        found.text.push_str(text);
        found.ends.push(found.text.len());
        found.passages.push(passages);
    }
    Ok(found)
}

/// Shows each document that holds a term, with how often; `room` is for the next term of the same field.
fn each_posting(
    field: &InvertedIndexReader,
    term: &TermInfo,
    room: &mut Option<BlockSegmentPostings>,
    mut see: impl FnMut(DocId, u32),
) -> tantivy::Result<()> {
    let postings = match room {
        Some(postings) => {
            field.reset_block_postings_from_terminfo(term, postings)?;
            postings
        }
        None => room
            .insert(field.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?),
    };
    while !postings.docs().is_empty() {
        for (doc, count) in postings.docs().iter().zip(postings.freqs()) {
            see(*doc, *count);
        }
        postings.advance();
    }
    Ok(())
}

fn has_letter(term: &str) -> bool {
    term.chars().any(char::is_alphabetic)
}

/// The terms that stand in enough passages, in alphabetical order, and for each segment the columns of its terms.
fn dictionary(
    segments: &[SegmentCounts],
    min_passages: u32,
) -> (Vec<String>, Vec<Vec<Option<u32>>>) {
    let passages = segments
        .par_chunks(segments.len().div_ceil(rayon::current_num_threads()).max(1))
        .map(|some| {
            let mut passages: HashMap<&str, u32> = HashMap::new();
            for (term, held) in some.iter().flat_map(SegmentCounts::terms) {
                *passages.entry(term).or_default() += held;
            }
            passages
        })
        .reduce(HashMap::new, |mut left, right| {
            // The order of the terms does not matter to their sums.
            right
                .into_iter()
                .for_each(|(term, held)| *left.entry(term).or_default() += held);
            left
        });
    let enough = passages.iter().filter(|(_, held)| **held >= min_passages);
    let mut terms: Vec<&str> = enough.map(|(term, _)| *term).collect();
    terms.par_sort_unstable();
    let numbers: HashMap<&str, u32> = terms.iter().copied().zip(0..).collect();
    let columns = segments
        .par_iter()
        .map(|segment| {
            let terms = segment.terms();
            terms.map(|(term, _)| numbers.get(term).copied()).collect()
        })
        .collect();
    (terms.into_iter().map(str::to_owned).collect(), columns)
}

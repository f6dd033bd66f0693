//! The document–term matrix, read back from the postings.

use std::collections::HashMap;

use rayon::prelude::*;
use tantivy::postings::{BlockSegmentPostings, TermInfo};
use tantivy::schema::IndexRecordOption;
use tantivy::{DocId, InvertedIndexReader, SegmentReader};

use super::schema::Fields;
use super::{IndexError, PassageIndex};

/// The term frequencies of all passages: a sparse `n_passages × n_terms` matrix, compressed by rows (CSR).
///
/// Terms are in alphabetical order and rows in the order of the corpus, whatever the segments of the index and the
/// number of threads, so the same corpus gives the same matrix.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TermCounts {
    /// The terms, sorted; column `j` counts `terms[j]`.
    pub terms: Vec<String>,
    /// `n_passages + 1` offsets: row `i` is `offsets[i]..offsets[i + 1]` of `columns` and `counts`.
    pub offsets: Vec<usize>,
    /// Columns, ascending within a row.
    pub columns: Vec<u32>,
    /// Term frequencies, at least 1.
    pub counts: Vec<u32>,
}

/// The initial capacity for the terms of a passage: one of usual length has fewer different terms.
const TERMS_PER_PASSAGE: usize = 96;

/// Rows per task when the matrix is assembled.
const ROWS_PER_TASK: usize = 1_024;

impl TermCounts {
    /// A matrix without rows, with capacity for this many entries.
    fn with_capacity(terms: Vec<String>, entries: usize) -> Self {
        Self {
            terms,
            offsets: vec![0],
            columns: Vec::with_capacity(entries),
            counts: Vec::with_capacity(entries),
        }
    }

    /// A matrix of some rows, with an empty list of terms. Each row is given as the term numbers of its segment with
    /// their frequencies, ascending, and the columns of the terms of that segment.
    fn from_rows<'a>(
        rows: impl Iterator<Item = (&'a &'a [(u32, u32)], &'a &'a [Option<u32>])>,
    ) -> Self {
        let mut matrix = Self::with_capacity(Vec::new(), 0);
        for (frequencies, columns) in rows {
            // Both segment and matrix order terms alphabetically, so columns ascend.
            for (term, frequency) in *frequencies {
                if let Some(column) = columns[*term as usize] {
                    matrix.columns.push(column);
                    matrix.counts.push(*frequency);
                }
            }
            matrix.offsets.push(matrix.columns.len());
        }
        matrix
    }

    /// Appends the rows of another matrix with the same columns.
    fn append(&mut self, rows: &Self) {
        // The offsets of the other matrix begin at 0, so they move up by what is already here.
        let start = self.columns.len();
        self.columns.extend_from_slice(&rows.columns);
        self.counts.extend_from_slice(&rows.counts);
        let ends = rows.offsets[1..].iter().map(|end| start + end);
        self.offsets.extend(ends);
    }

    /// Returns the number of rows, which are passages.
    pub fn rows(&self) -> usize {
        self.offsets.len() - 1
    }

    /// Returns the document frequency of each term among these rows: how many of them hold it. Cost: one pass over
    /// their entries.
    pub fn document_frequencies(&self, rows: &[usize]) -> Vec<u32> {
        let mut frequencies = vec![0; self.terms.len()];
        for (column, _) in rows.iter().flat_map(|row| self.row(*row)) {
            frequencies[column] += 1;
        }
        frequencies
    }

    /// Returns the columns and term frequencies of one row, by column.
    pub fn row(&self, row: usize) -> impl Iterator<Item = (usize, u32)> + '_ {
        let range = self.offsets[row]..self.offsets[row + 1];
        self.columns[range.clone()]
            .iter()
            .map(|column| *column as usize)
            .zip(self.counts[range].iter().copied())
    }
}

impl PassageIndex {
    /// Returns the frequencies of all terms with a document frequency of at least `min_passages`.
    ///
    /// Names (what [`crate::passage::Masker`] marked) and terms without letters (years, amounts) are left out, since
    /// they express no vision. Cost: one pass over the postings, in parallel by segment, and over the term
    /// dictionaries; memory 16 bytes per entry.
    ///
    /// # Errors
    /// [`IndexError::Read`] when the postings are damaged.
    pub fn term_counts(&self, min_passages: u32) -> Result<TermCounts, IndexError> {
        let segments: Vec<SegmentFrequencies> = self
            .searcher
            .segment_readers()
            .par_iter()
            .map(|segment| segment_frequencies(segment, &self.fields))
            .collect::<tantivy::Result<_>>()
            .map_err(|source| IndexError::read(&self.folder, source))?;
        let (terms, columns) = merge_dictionaries(&segments, min_passages);
        // Rows follow the corpus, documents of a segment follow the segment.
        let mut of_row: Vec<&[(u32, u32)]> = vec![&[]; self.len()];
        let mut columns_of_row: Vec<&[Option<u32>]> = vec![&[]; self.len()];
        for ((segment, rows), columns) in segments.iter().zip(&self.rows).zip(&columns) {
            for (frequencies, row) in segment.by_document.iter().zip(rows) {
                if let Some(row) = row {
                    of_row[row.index()] = frequencies;
                    columns_of_row[row.index()] = columns;
                }
            }
        }
        let chunks: Vec<TermCounts> = of_row
            .par_chunks(ROWS_PER_TASK)
            .zip(columns_of_row.par_chunks(ROWS_PER_TASK))
            .map(|(rows, columns)| TermCounts::from_rows(rows.iter().zip(columns)))
            .collect();
        // One allocation of the final size: growing in steps would copy a large matrix several times.
        let entries = chunks.iter().map(|chunk| chunk.columns.len()).sum();
        let mut matrix = TermCounts::with_capacity(terms, entries);
        for chunk in &chunks {
            matrix.append(chunk);
        }
        Ok(matrix)
    }
}

/// The term frequencies of one segment.
struct SegmentFrequencies {
    /// Its terms in alphabetical order, concatenated: one allocation instead of one per term.
    terms: String,
    /// Where each term ends in `terms`.
    ends: Vec<usize>,
    /// The document frequency of each term in this segment.
    document_frequencies: Vec<u32>,
    /// For each tantivy document the numbers of its terms, ascending, and their frequencies.
    by_document: Vec<Vec<(u32, u32)>>,
}

impl SegmentFrequencies {
    /// Returns the terms with their document frequencies.
    fn terms(&self) -> impl Iterator<Item = (&str, u32)> {
        let starts = std::iter::once(&0).chain(&self.ends);
        let ranges = starts.zip(&self.ends).map(|(start, end)| *start..*end);
        ranges
            .map(|range| &self.terms[range])
            .zip(self.document_frequencies.iter().copied())
    }
}

/// Returns the term frequencies of one segment, less those of masked names.
fn segment_frequencies(
    segment: &SegmentReader,
    fields: &Fields,
) -> tantivy::Result<SegmentFrequencies> {
    let mut masked_frequencies: HashMap<Vec<u8>, HashMap<DocId, u32>> = HashMap::new();
    let masked_index = segment.inverted_index(fields.masked)?;
    // The frequencies in names come first, to be subtracted below.
    let mut postings = None;
    let mut stream = masked_index.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        let by_document = masked_frequencies.entry(term.to_vec()).or_default();
        for_each_posting(&masked_index, info, &mut postings, |doc, frequency| {
            by_document.insert(doc, frequency);
        })?;
    }
    let mut found = SegmentFrequencies {
        terms: String::new(),
        ends: Vec::new(),
        document_frequencies: Vec::new(),
        by_document: (0..segment.max_doc())
            .map(|_| Vec::with_capacity(TERMS_PER_PASSAGE))
            .collect(),
    };
    let body_index = segment.inverted_index(fields.body)?;
    let mut postings = None;
    let mut stream = body_index.terms().stream()?;
    while let Some((term, info)) = stream.next() {
        // Terms without letters are years and amounts.
        let Some(text) = std::str::from_utf8(term)
            .ok()
            .filter(|term| has_letter(term))
        else {
            continue;
        };
        let masked = masked_frequencies.get(term);
        let number = found.ends.len() as u32;
        let mut document_frequency = 0;
        for_each_posting(&body_index, info, &mut postings, |doc, frequency| {
            let in_names = masked.and_then(|by_document| by_document.get(&doc));
            let in_names = in_names.copied().unwrap_or(0);
            // A passage that holds the term in names only does not hold it for the model.
            if frequency > in_names {
                found.by_document[doc as usize].push((number, frequency - in_names));
                document_frequency += 1;
            }
        })?;
        found.terms.push_str(text);
        found.ends.push(found.terms.len());
        found.document_frequencies.push(document_frequency);
    }
    Ok(found)
}

/// Calls `visit` with each document of a posting list and the term frequency. `buffer` is reused for the next term
/// of the same field.
fn for_each_posting(
    index: &InvertedIndexReader,
    term: &TermInfo,
    buffer: &mut Option<BlockSegmentPostings>,
    mut visit: impl FnMut(DocId, u32),
) -> tantivy::Result<()> {
    let postings = match buffer {
        Some(postings) => {
            index.reset_block_postings_from_terminfo(term, postings)?;
            postings
        }
        None => buffer
            .insert(index.read_block_postings_from_terminfo(term, IndexRecordOption::WithFreqs)?),
    };
    // Postings are decoded a block at a time; after the last block the list of documents is empty.
    while !postings.docs().is_empty() {
        for (doc, frequency) in postings.docs().iter().zip(postings.freqs()) {
            visit(*doc, *frequency);
        }
        postings.advance();
    }
    Ok(())
}

fn has_letter(term: &str) -> bool {
    term.chars().any(char::is_alphabetic)
}

/// Returns the terms that enough passages hold, in alphabetical order, and for each segment the columns of its terms;
/// `None` for a term that is left out.
fn merge_dictionaries(
    segments: &[SegmentFrequencies],
    min_passages: u32,
) -> (Vec<String>, Vec<Vec<Option<u32>>>) {
    // One chunk of segments per thread: a map for each segment would cost more to merge than to fill.
    let document_frequencies = segments
        .par_chunks(segments.len().div_ceil(rayon::current_num_threads()).max(1))
        .map(|segments| {
            let mut sums: HashMap<&str, u32> = HashMap::new();
            for (term, frequency) in segments.iter().flat_map(SegmentFrequencies::terms) {
                *sums.entry(term).or_default() += frequency;
            }
            sums
        })
        .reduce(HashMap::new, |mut left, right| {
            // Sums of whole numbers do not depend on the order of a hash map.
            right
                .into_iter()
                .for_each(|(term, frequency)| *left.entry(term).or_default() += frequency);
            left
        });
    // Alphabetical order makes columns independent of segments and threads.
    let mut terms: Vec<&str> = document_frequencies
        .iter()
        .filter(|(_, frequency)| **frequency >= min_passages)
        .map(|(term, _)| *term)
        .collect();
    terms.par_sort_unstable();
    let column_of: HashMap<&str, u32> = terms.iter().copied().zip(0..).collect();
    // A look-up for each term of each segment, so that rows need none.
    let columns = segments
        .par_iter()
        .map(|segment| {
            let terms = segment.terms();
            terms
                .map(|(term, _)| column_of.get(term).copied())
                .collect()
        })
        .collect();
    (terms.into_iter().map(str::to_owned).collect(), columns)
}

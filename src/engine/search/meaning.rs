//! The passages nearest in meaning to a query.
//!
//! A passage is as near as the mean of two likenesses: that of the whole passage, which tells what it is about, and
//! that of the statement in it that is nearest, which tells what it says. Each alone finds less: `benches/RESULTS.md`.

use std::collections::BTreeMap;

use crate::document::PassageRow;
use crate::encoder::{Embedding, SentenceEncoder};
use crate::engine::{Engine, EngineError};
use crate::index::{Highlight, ReadQuery, SearchFilter, StopFlag};
use crate::text::{Span, sentences};

/// The most passages that are found by meaning.
const MAX_BY_MEANING: usize = 100;

/// A passage less alike is not found by meaning. Nine of ten judged passages of `tests/search` are nearer, and half of
/// all passages.
const MIN_LIKENESS: f32 = 0.05;

/// The same when no word of the query stands anywhere: what is looked for may then not exist, and passages just above
/// the other floor are those that any query is near to. Of "zqxzqx" the demonstration has none above 0.14, of
/// "bescherming tegen hackers en ransomware" four, all of which speak of it.
const MIN_LIKENESS_WITHOUT_WORDS: f32 = 0.15;

/// A passage near in meaning to a query.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct NearPassage {
    pub(super) row: PassageRow,
    /// From -1 to 1.
    pub(super) likeness: f32,
    /// The nearest statement in it, if one is nearer than the passage as a whole.
    pub(super) sentence: Option<Span>,
}

impl Engine {
    /// Whether passages can be found by meaning: whether the generation was built with the encoder.
    pub fn has_passage_vectors(&self) -> bool {
        self.snapshot.embeddings.is_some()
    }

    /// The passages most alike in meaning to an encoded query, of those that its filters, exclusions and phrases allow;
    /// best first, of equals the first. `has_words` tells whether some passage has a word of the query. Cost: one pass
    /// over the vectors of passages and statements, some 10 ms for 50,000 of them.
    ///
    /// # Errors
    /// Those of [`crate::index::PassageIndex::allowed`].
    pub(super) fn nearest_passages(
        &self,
        query: &Embedding,
        read: &ReadQuery,
        filter: &SearchFilter,
        has_words: bool,
        stop: &StopFlag,
    ) -> Result<Vec<NearPassage>, EngineError> {
        let Some(embeddings) = &self.snapshot.embeddings else {
            return Ok(Vec::new());
        };
        let allowed = self.snapshot.index.allowed(read, filter, stop)?;
        let is_allowed = |row: PassageRow| {
            let allowed = allowed.as_ref();
            allowed.is_none_or(|rows| rows.binary_search(&row).is_ok())
        };
        let nearest_statements = self.nearest_statements(embeddings.statements.cosines(query));
        let floor = if has_words {
            MIN_LIKENESS
        } else {
            MIN_LIKENESS_WITHOUT_WORDS
        };
        let of_passages = embeddings.passages.rows().iter();
        let mut found: Vec<NearPassage> = of_passages
            .zip(embeddings.passages.cosines(query))
            .filter(|(row, _)| is_allowed(**row))
            .map(|(row, of_passage)| {
                let statement = nearest_statements.get(row);
                let statement = statement.filter(|(likeness, _)| *likeness > of_passage);
                let of_best = statement.map_or(of_passage, |(likeness, _)| *likeness);
                NearPassage {
                    row: *row,
                    likeness: f32::midpoint(of_passage, of_best),
                    sentence: statement.map(|(_, sentence)| *sentence),
                }
            })
            .filter(|one| one.likeness >= floor)
            .collect();
        // The sort is stable, which keeps equals in the order of the rows.
        found.sort_by(|a, b| b.likeness.total_cmp(&a.likeness));
        found.truncate(MAX_BY_MEANING);
        Ok(found)
    }

    /// The nearest statement of each passage, the first of equals, from the likeness of each statement.
    fn nearest_statements(
        &self,
        likenesses: impl Iterator<Item = f32>,
    ) -> BTreeMap<PassageRow, (f32, Span)> {
        let mut nearest: BTreeMap<PassageRow, (f32, Span)> = BTreeMap::new();
        for (statement, likeness) in self.snapshot.statements.iter().zip(likenesses) {
            let found = (likeness, statement.sentence);
            let best = nearest.entry(statement.passage).or_insert(found);
            if likeness > best.0 {
                *best = found;
            }
        }
        nearest
    }
}

/// The vector of what a query says.
pub(super) fn encode(read: &ReadQuery) -> Embedding {
    SentenceEncoder::shared().encode_one(read.plain_text())
}

/// What to show of a text that was found by meaning, at most `max_chars` characters: its nearest statement, or else the
/// sentence that means what is most like the query.
pub(super) fn nearest_sentence(
    text: &str,
    statement: Option<Span>,
    query: &Embedding,
    max_chars: usize,
) -> Highlight {
    // A statement has a vector already; the sentences of other passages are encoded for this.
    if let Some(sentence) = statement.and_then(|span| text.get(span.range())) {
        return Highlight::beginning(sentence, max_chars);
    }
    let all: Vec<&str> = sentences(text).map(|span| span.of(text)).collect();
    let vectors = SentenceEncoder::shared().encode(&all);
    let alike = vectors.iter().map(|sentence| sentence.cosine(query));
    // `max_by` takes the last of equals, and the first is wanted.
    let nearest = all
        .iter()
        .zip(alike)
        .rev()
        .max_by(|a, b| a.1.total_cmp(&b.1));
    Highlight::beginning(nearest.map_or(text, |(sentence, _)| sentence), max_chars)
}

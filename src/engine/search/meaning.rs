//! The passages nearest in meaning to a query.

use crate::document::PassageRow;
use crate::encoder::{Embedding, SentenceEncoder};
use crate::engine::{Engine, EngineError};
use crate::index::{Highlight, ReadQuery, SearchFilter, StopFlag};
use crate::text::sentences;

/// The most passages that are found by meaning.
const MAX_BY_MEANING: usize = 100;

/// A passage less alike is not found by meaning.
const MIN_COSINE: f64 = 0.2;

impl Engine {
    /// Whether passages can be found by meaning: whether the generation was built with the encoder.
    pub fn has_passage_vectors(&self) -> bool {
        self.snapshot.embeddings.is_some()
    }

    /// The passages most alike in meaning to an encoded query, of those that its filters, exclusions and phrases allow,
    /// each with the cosine after the mean of all passages is subtracted; best first.
    ///
    /// # Errors
    /// Those of [`crate::index::PassageIndex::allowed`].
    pub(super) fn nearest_passages(
        &self,
        query: &Embedding,
        read: &ReadQuery,
        filter: &SearchFilter,
        stop: &StopFlag,
    ) -> Result<Vec<(PassageRow, f32)>, EngineError> {
        let Some(embeddings) = &self.snapshot.embeddings else {
            return Ok(Vec::new());
        };
        let allowed = self.snapshot.index.allowed(read, filter, stop)?;
        let is_allowed = |row: PassageRow| {
            let allowed = allowed.as_ref();
            allowed.is_none_or(|rows| rows.binary_search(&row).is_ok())
        };
        let passages = &embeddings.passages;
        let nearest = passages.nearest(query, MAX_BY_MEANING, is_allowed);
        let alike = nearest
            .into_iter()
            .filter(|(_, cosine)| *cosine >= MIN_COSINE);
        Ok(alike.map(|(row, cosine)| (row, cosine as f32)).collect())
    }
}

/// The vector of what a query says.
pub(super) fn encode(read: &ReadQuery) -> Embedding {
    SentenceEncoder::shared().encode_one(read.plain_text())
}

/// The sentence of a text that means what is most like the query, at most `max_chars` characters of it.
pub(super) fn nearest_sentence(text: &str, query: &Embedding, max_chars: usize) -> Highlight {
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

//! A passage as one to quote from: its sentences that can be quoted, with their terms.
//!
//! A passage resembles passages of many others, and reading and judging its sentences is most of the work of quoting
//! similar passages, so what they need is worked out once for each passage.

use std::sync::Arc;

use super::cache::BoundedCache;
use super::sentence_quality::{SentenceQuality, sentence_quality};
use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::{StoredPassage, analyse};
use crate::text::{Span, sentences};

/// The most passages that are cached: about 30 MB of them.
const MAX_CACHED_PASSAGES: usize = 8_000;

/// Passages by row.
pub(super) type QuotablePassageCache = BoundedCache<PassageRow, Arc<QuotablePassage>>;

/// Creates an empty cache.
pub(super) fn cache() -> QuotablePassageCache {
    BoundedCache::new(MAX_CACHED_PASSAGES)
}

/// A passage with its sentences that can be quoted.
#[derive(Debug)]
pub(super) struct QuotablePassage {
    pub(super) passage: StoredPassage,
    /// The terms of the passage, in alphabetical order, each once.
    pub(super) terms: Vec<Box<str>>,
    /// In text order.
    sentences: Vec<QuotableSentence>,
}

/// A sentence that can be quoted.
#[derive(Debug)]
struct QuotableSentence {
    span: Span,
    quality: SentenceQuality,
    /// How many terms it has, a repeated one as often as it occurs.
    length: usize,
    /// The places of its terms among those of the passage, ascending, each once.
    terms: Vec<u32>,
}

impl QuotablePassage {
    fn new(passage: StoredPassage) -> Self {
        let analysed: Vec<(Span, Vec<String>)> = sentences(&passage.text)
            .map(|span| (span, analyse(span.of(&passage.text))))
            .collect();
        // The sentences cover the text, so these are the terms of the passage.
        let mut terms: Vec<Box<str>> = analysed
            .iter()
            .flat_map(|(_, terms)| terms.iter().map(|term| term.as_str().into()))
            .collect();
        terms.sort_unstable();
        terms.dedup();
        let place = |term: &String| {
            let found = terms.binary_search_by(|other| (**other).cmp(term.as_str()));
            found.expect("it is a term of the passage") as u32
        };
        let quotable = analysed.iter().filter_map(|(span, of_sentence)| {
            let quality = sentence_quality(span.of(&passage.text));
            if quality < SentenceQuality::Readable {
                return None;
            }
            let mut places: Vec<u32> = of_sentence.iter().map(place).collect();
            // A repeated term counts once, while the length counts every occurrence.
            places.sort_unstable();
            places.dedup();
            Some(QuotableSentence {
                span: *span,
                quality,
                length: of_sentence.len(),
                terms: places,
            })
        });
        Self {
            sentences: quotable.collect(),
            terms,
            passage,
        }
    }

    /// Returns the sentence with the highest sum of weights per square root of its length. `weights` are those of the terms
    /// of the passage.
    ///
    /// The square root keeps the longest sentence from always winning. Clear sentences come before others that can be
    /// read; of equals the first is taken. Returns `None` if no sentence can be quoted.
    pub(super) fn representative_sentence(&self, weights: &[f64]) -> Option<&str> {
        let mut best: Option<((SentenceQuality, f64), Span)> = None;
        for sentence in &self.sentences {
            let terms = sentence.terms.iter().map(|place| weights[*place as usize]);
            // At least 1, so that a sentence of stop words does not divide by 0.
            let weight = terms.sum::<f64>() / (sentence.length.max(1) as f64).sqrt();
            // Compared in order: the quality first, then the weight.
            let key = (sentence.quality, weight);
            // Strictly greater, so that the first of equals stays.
            if best.is_none_or(|(best_key, _)| key > best_key) {
                best = Some((key, sentence.span));
            }
        }
        best.map(|(_, span)| span.of(&self.passage.text))
    }
}

impl Engine {
    /// Returns a passage as one to quote from.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if it cannot be read.
    pub(super) fn quotable_passage(
        &self,
        row: PassageRow,
    ) -> Result<Arc<QuotablePassage>, EngineError> {
        self.quotable_passage_cache.get_or_try_compute(row, || {
            let passage = self.snapshot.index.passage(row)?;
            Ok(Arc::new(QuotablePassage::new(passage)))
        })
    }
}

//! The passages of two municipalities that resemble each other most, for a pair without evidence.
//!
//! The pairs of passages come from the similarity model; of each passage the sentence is quoted that shares most with
//! the other one. They show what the text similarity rests on, not that both want something.

use std::cmp::Ordering;

use super::cache::BoundedCache;
use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::municipality::GemeenteCode;
use crate::rank::{Evidence, SimilarPassages};
use crate::similarity::PassagePair;

/// The most pairs of passages that are shown for a pair of municipalities.
const MAX_PAIRS: usize = 3;

/// The most pairs of quotes that are cached: about 50 MB of them.
const MAX_CACHED_PAIRS: usize = 50_000;

/// Pairs of quotes by the rows of their passages.
pub(super) type SimilarPassagesCache =
    BoundedCache<(PassageRow, PassageRow), Option<SimilarPassages>>;

/// Creates an empty cache.
pub(super) fn cache() -> SimilarPassagesCache {
    BoundedCache::new(MAX_CACHED_PAIRS)
}

impl Engine {
    /// Returns the most similar pairs of passages of two municipalities, each passage at most once, at most
    /// [`MAX_PAIRS`]. Passages without a sentence that can be quoted are left out.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    fn similar_passages(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<SimilarPassages>, EngineError> {
        let pairs = self
            .snapshot
            .model
            .evidence(self.place(ours), self.place(theirs));
        let mut similar = Vec::with_capacity(MAX_PAIRS);
        // The model offers more pairs than are shown, because some have no sentence that can be quoted.
        for pair in pairs {
            // A page that is looked at is looked at again, and choosing sentences costs a hundred times what
            // a look-up does.
            let quoted = self
                .similar_passages_cache
                .get_or_try_compute((pair.ours, pair.theirs), || self.quote_pair(&pair))?;
            // A pair without quotes is cached as `None`, and adds no entry.
            similar.extend(quoted);
            if similar.len() == MAX_PAIRS {
                break;
            }
        }
        Ok(similar)
    }

    /// Returns the similar passages of a pair without evidence; nothing where there is evidence.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn similar_passages_instead_of(
        &self,
        evidence: &[Evidence],
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<SimilarPassages>, EngineError> {
        // Evidence shows what both want; similar text beside it would look like more of it.
        if evidence.is_empty() {
            self.similar_passages(ours, theirs)
        } else {
            Ok(Vec::new())
        }
    }

    /// Chooses a sentence of each passage of a pair. Returns `None` if one of them has none that can be quoted.
    fn quote_pair(&self, pair: &PassagePair) -> Result<Option<SimilarPassages>, EngineError> {
        let left = self.quotable_passage(pair.ours)?;
        let right = self.quotable_passage(pair.theirs)?;
        // Shared terms are those of the whole passages, since a sentence alone has few.
        let [our_weights, their_weights] = self.shared_weights(&left.terms, &right.terms)?;
        let ours = left.representative_sentence(&our_weights);
        let theirs = right.representative_sentence(&their_weights);
        Ok(ours.zip(theirs).map(|(ours, theirs)| SimilarPassages {
            ours: self.quote(pair.ours, &left.passage, ours),
            theirs: self.quote(pair.theirs, &right.passage, theirs),
            similarity: f64::from(pair.cosine),
        }))
    }

    /// Returns for each term of either text its inverse document frequency in the index if the other has it too, or else
    /// 0. The terms are in alphabetical order.
    fn shared_weights(
        &self,
        left: &[Box<str>],
        right: &[Box<str>],
    ) -> Result<[Vec<f64>; 2], EngineError> {
        let (mut ours, mut theirs) = (vec![0.0; left.len()], vec![0.0; right.len()]);
        let (mut a, mut b) = (0, 0);
        while a < left.len() && b < right.len() {
            match left[a].cmp(&right[b]) {
                Ordering::Less => a += 1,
                Ordering::Greater => b += 1,
                Ordering::Equal => {
                    let weight = self.inverse_document_frequency(&left[a])?;
                    (ours[a], theirs[b]) = (weight, weight);
                    (a, b) = (a + 1, b + 1);
                }
            }
        }
        Ok([ours, theirs])
    }
}

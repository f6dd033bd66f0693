//! The passages of two municipalities that resemble each other most, for a pair without evidence.
//!
//! The pairs of passages come from the similarity model; of each passage the sentence is quoted that shares most with
//! the other one. They show what the text similarity rests on, not that both want something.

use std::collections::{BTreeMap, BTreeSet};

use super::cache::BoundedCache;
use super::sentence_quality::{SentenceQuality, sentence_quality};
use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::analyse;
use crate::municipality::GemeenteCode;
use crate::rank::{Evidence, SimilarPassages};
use crate::similarity::PassagePair;
use crate::text::sentences;

/// The most pairs of passages that are shown for a pair of municipalities.
const MAX_PAIRS: usize = 3;

/// The most pairs of quotes that are cached: about 50 MB of them.
const MAX_CACHED_PAIRS: usize = 50_000;

/// Pairs of quotes by the rows of their passages.
pub(super) type SimilarPassagesCache =
    BoundedCache<(PassageRow, PassageRow), Option<SimilarPassages>>;

/// The terms that two texts share, with the inverse document frequency of each.
type SharedTerms = BTreeMap<String, f64>;

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
        let [left, right] = [
            self.snapshot.index.passage(pair.ours)?,
            self.snapshot.index.passage(pair.theirs)?,
        ];
        // Shared terms are those of the whole passages, since a sentence alone has few.
        let shared = self.shared_terms(&left.text, &right.text)?;
        let [Some(ours), Some(theirs)] =
            [&left, &right].map(|passage| representative_sentence(&passage.text, &shared))
        else {
            return Ok(None);
        };
        Ok(Some(SimilarPassages {
            ours: self.quote(pair.ours, &left, ours),
            theirs: self.quote(pair.theirs, &right, theirs),
            similarity: f64::from(pair.cosine),
        }))
    }

    /// Returns the terms that occur in both texts, with their inverse document frequency in the index.
    fn shared_terms(&self, left: &str, right: &str) -> Result<SharedTerms, EngineError> {
        // Each term is looked up in the index once, since a look-up visits every segment.
        let theirs: BTreeSet<String> = analyse(right).into_iter().collect();
        let mut shared = SharedTerms::new();
        for term in analyse(left) {
            if theirs.contains(&term) && !shared.contains_key(&term) {
                let rarity = self.inverse_document_frequency(&term)?;
                shared.insert(term, rarity);
            }
        }
        Ok(shared)
    }
}

/// Returns the sentence with the highest sum of shared-term weights per square root of its length.
///
/// The square root keeps the longest sentence from always winning. Clear sentences come before others that can be
/// read; of equals the first is taken. Returns `None` if no sentence can be quoted.
fn representative_sentence<'t>(text: &'t str, shared: &SharedTerms) -> Option<&'t str> {
    let weight = |sentence: &str| -> f64 {
        let mut terms = analyse(sentence);
        // At least 1, so that a sentence of stop words does not divide by 0.
        let length = terms.len().max(1) as f64;
        // A repeated term counts once, while the length counts every occurrence.
        terms.sort_unstable();
        terms.dedup();
        terms
            .iter()
            .filter_map(|term| shared.get(term))
            .sum::<f64>()
            / length.sqrt()
    };
    let mut best: Option<((SentenceQuality, f64), &str)> = None;
    for span in sentences(text) {
        let sentence = span.of(text);
        let quality = sentence_quality(sentence);
        if quality == SentenceQuality::Unfit {
            continue;
        }
        // Compared in order: the quality first, then the weight.
        let key = (quality, weight(sentence));
        // Strictly greater, so that the first of equals stays.
        if best.is_none_or(|(best_key, _)| key > best_key) {
            best = Some((key, sentence));
        }
    }
    best.map(|(_, sentence)| sentence)
}

//! Evidence: pairs of quotes that show why two municipalities are similar.
//!
//! For the text similarity the passages come from the similarity model, and the sentence of each that shares most
//! with the other passage is quoted. Within one theme the best sentences of both on that theme are put side by side.

use std::collections::{BTreeMap, BTreeSet};

use super::cache::BoundedCache;
use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::{StoredPassage, analyse};
use crate::municipality::GemeenteCode;
use crate::rank::{Evidence, Quote};
use crate::similarity::PassagePair;
use crate::taxonomy::ThemeId;
use crate::text::{count_words, sentences};

/// Sentences with fewer words than this are quoted only if the passage has no longer one.
const MIN_QUOTE_WORDS: usize = 6;

/// The most pairs of quotes that are cached: about 50 MB of them.
const MAX_CACHED_PAIRS: usize = 50_000;

/// Pairs of quotes by the rows of their passages.
pub(super) type EvidenceCache = BoundedCache<(PassageRow, PassageRow), Evidence>;

/// The terms that two texts share, with the inverse document frequency of each.
type SharedTerms = BTreeMap<String, f64>;

/// Creates an empty cache.
pub(super) fn cache() -> EvidenceCache {
    BoundedCache::new(MAX_CACHED_PAIRS)
}

impl Engine {
    /// Returns the `limit` most similar pairs of quotes of two municipalities, each passage at most once.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn evidence(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
        limit: usize,
    ) -> Result<Vec<Evidence>, EngineError> {
        let pairs = self
            .snapshot
            .model
            .evidence(self.place(ours), self.place(theirs));
        pairs
            .into_iter()
            .take(limit)
            .map(|pair| {
                // A page that is looked at is looked at again, and choosing sentences costs a hundred times what
                // a look-up does.
                self.evidence_cache
                    .get_or_try_compute((pair.ours, pair.theirs), || self.quote_pair(&pair))
            })
            .collect()
    }

    /// Returns the best quotes of both municipalities on a theme, side by side, the best first.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage or a term cannot be read.
    pub(super) fn evidence_on(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
        theme: ThemeId,
    ) -> Result<Vec<Evidence>, EngineError> {
        let [left, right] = [self.on_theme(ours, theme)?, self.on_theme(theirs, theme)?];
        let pairs = left.quotes.into_iter().zip(right.quotes);
        pairs
            .map(|(ours, theirs)| {
                Ok(Evidence {
                    similarity: self.sentence_similarity(&ours.sentence, &theirs.sentence)?,
                    ours,
                    theirs,
                })
            })
            .collect()
    }

    /// Returns the cosine similarity of two sentences, in `[0, 1]`, with terms weighted by inverse document frequency.
    ///
    /// Terms count once each. Returns 0 if a sentence has no terms.
    fn sentence_similarity(&self, left: &str, right: &str) -> Result<f64, EngineError> {
        let squared_norm = |terms: &SharedTerms| terms.values().map(|x| x * x).sum::<f64>();
        let dot_product = squared_norm(&self.shared_terms(left, right)?);
        let norms = squared_norm(&self.shared_terms(left, left)?).sqrt()
            * squared_norm(&self.shared_terms(right, right)?).sqrt();
        Ok(if norms > 0.0 {
            dot_product / norms
        } else {
            0.0
        })
    }

    /// Chooses a sentence of each passage of a pair.
    fn quote_pair(&self, pair: &PassagePair) -> Result<Evidence, EngineError> {
        let [left, right] = [
            self.snapshot.index.passage(pair.ours)?,
            self.snapshot.index.passage(pair.theirs)?,
        ];
        let shared = self.shared_terms(&left.text, &right.text)?;
        let quote = |row, passage: &StoredPassage| -> Quote {
            self.quote(
                row,
                passage,
                representative_sentence(&passage.text, &shared),
            )
        };
        Ok(Evidence {
            ours: quote(pair.ours, &left),
            theirs: quote(pair.theirs, &right),
            similarity: f64::from(pair.cosine),
        })
    }

    /// Returns the terms that occur in both texts, with their inverse document frequency in the index.
    fn shared_terms(&self, left: &str, right: &str) -> Result<SharedTerms, EngineError> {
        // Each term is looked up in the index once, since a look-up visits every segment.
        let theirs: BTreeSet<String> = analyse(right).into_iter().collect();
        let mut shared = SharedTerms::new();
        for term in analyse(left) {
            if theirs.contains(&term) && !shared.contains_key(&term) {
                let rarity = self.snapshot.index.inverse_document_frequency(&term)?;
                shared.insert(term, rarity);
            }
        }
        Ok(shared)
    }
}

/// Returns the sentence with the highest sum of shared-term weights per square root of its length.
///
/// The square root keeps the longest sentence from always winning. Sentences of at least [`MIN_QUOTE_WORDS`] come
/// before shorter ones; of equals the first is taken. Returns the whole text if it has no sentence.
fn representative_sentence<'t>(text: &'t str, shared: &SharedTerms) -> &'t str {
    let weight = |sentence: &str| -> f64 {
        let mut terms = analyse(sentence);
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
    let mut best: Option<((bool, f64), &str)> = None;
    for span in sentences(text) {
        let sentence = span.of(text);
        // Compared in order: long enough first, then the weight.
        let key = (count_words(sentence) >= MIN_QUOTE_WORDS, weight(sentence));
        if best.is_none_or(|(best_key, _)| key > best_key) {
            best = Some((key, sentence));
        }
    }
    best.map_or(text, |(_, sentence)| sentence)
}

//! The similarity of two sentences by the words that they share.

use super::cache::BoundedCache;
use super::{Engine, EngineError};
use crate::index::analyse;

/// The most terms whose inverse document frequency is cached: about 10 MB of them.
const MAX_CACHED_TERMS: usize = 100_000;

/// Inverse document frequencies by term.
pub(super) type TermCache = BoundedCache<String, f64>;

/// Creates an empty cache.
pub(super) fn cache() -> TermCache {
    BoundedCache::new(MAX_CACHED_TERMS)
}

/// The terms of a sentence, each once, with their inverse document frequency: a vector of length 1.
#[derive(Clone, Debug, Default)]
pub(super) struct SentenceVector {
    /// In alphabetical order.
    weights: Vec<(String, f64)>,
}

impl SentenceVector {
    /// Returns the cosine similarity of two sentences, in `[0, 1]`; 0 if one of them has no terms. Cost: one pass over
    /// the terms of both.
    pub(super) fn cosine(&self, other: &Self) -> f64 {
        // Both lists are sorted, so one pass finds all shared terms without a map.
        let (mut ours, mut theirs) = (self.weights.iter(), other.weights.iter());
        let (mut a, mut b) = (ours.next(), theirs.next());
        let mut dot_product = 0.0;
        while let (Some((left, x)), Some((right, y))) = (a, b) {
            match left.cmp(right) {
                std::cmp::Ordering::Less => a = ours.next(),
                std::cmp::Ordering::Greater => b = theirs.next(),
                std::cmp::Ordering::Equal => {
                    dot_product += x * y;
                    (a, b) = (ours.next(), theirs.next());
                }
            }
        }
        // Rounding may bring the product of two equal vectors just above 1.
        dot_product.min(1.0)
    }

    fn from_weights(mut weights: Vec<(String, f64)>) -> Self {
        let norm = weights.iter().map(|(_, x)| x * x).sum::<f64>().sqrt();
        // A sentence of stop words or numbers only has no direction.
        if norm > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= norm;
            }
        }
        Self { weights }
    }
}

impl Engine {
    /// Returns the vector of a sentence. Numbers are left out: that two sentences name one year makes them no more
    /// alike.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the index is damaged.
    pub(super) fn sentence_vector(&self, sentence: &str) -> Result<SentenceVector, EngineError> {
        let mut terms = analyse(sentence);
        terms.retain(|term| !term.bytes().any(|byte| byte.is_ascii_digit()));
        terms.sort_unstable();
        terms.dedup();
        let weights = terms.into_iter().map(|term| {
            let weight = self.inverse_document_frequency(&term)?;
            Ok((term, weight))
        });
        Ok(SentenceVector::from_weights(
            weights.collect::<Result<_, EngineError>>()?,
        ))
    }

    /// Returns the inverse document frequency of a term, from the cache where it is known: a look-up in the index
    /// visits every segment.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the index is damaged.
    pub(super) fn inverse_document_frequency(&self, term: &str) -> Result<f64, EngineError> {
        self.term_cache.get_or_try_compute(term.to_owned(), || {
            Ok(self.snapshot.index.inverse_document_frequency(term)?)
        })
    }
}

#[cfg(test)]
mod tests {
    use super::SentenceVector;

    fn vector(terms: &[(&str, f64)]) -> SentenceVector {
        let weights = terms.iter().map(|(term, x)| ((*term).to_owned(), *x));
        SentenceVector::from_weights(weights.collect())
    }

    #[test]
    fn cosine_is_one_of_equals_and_zero_without_shared_terms() {
        let (a, b) = (vector(&[("a", 1.0), ("b", 2.0)]), vector(&[("c", 3.0)]));
        assert!((a.cosine(&a) - 1.0).abs() < 1e-12);
        assert!(a.cosine(&b).abs() < 1e-12);
        assert!(a.cosine(&SentenceVector::default()).abs() < 1e-12);
        let half = vector(&[("b", 2.0), ("c", 1.0)]).cosine(&a);
        assert!((half - 0.8).abs() < 1e-12, "{half}");
    }
}

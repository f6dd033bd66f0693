//! The scores of many pairs at once.

use super::{Engine, EngineError};
use crate::index::TermCounts;
use crate::municipality::{GemeenteCode, Kilometres};
use crate::rank::{Alignment, PairFeatures, Scope, candidates, score};

/// The score of one pair, seen from `municipality`.
#[derive(Clone, Debug, PartialEq)]
pub struct PairScore {
    /// Whose partner.
    pub municipality: GemeenteCode,
    /// The partner.
    pub partner: GemeenteCode,
    /// How far the visions agree.
    pub alignment: Alignment,
    /// The parts it is made of.
    pub features: PairFeatures,
    /// How far apart they are, when known.
    pub distance: Option<Kilometres>,
    /// Whether they share a border.
    pub border: bool,
}

impl Engine {
    /// The scores of a municipality with all candidates of a scope that have text, in code order, with the
    /// weights of the configuration. Empty when it has no text itself.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`]; 2. [`EngineError::Rank`] when the register cannot tell the scope.
    pub fn pair_scores(
        &self,
        municipality: &GemeenteCode,
        scope: &Scope,
    ) -> Result<Vec<PairScore>, EngineError> {
        self.municipality(municipality)?;
        let scored = candidates(self.register(), municipality, scope)?
            .into_iter()
            .filter_map(|candidate| {
                let features = self.features(municipality, &candidate.code)?;
                Some(PairScore {
                    municipality: municipality.clone(),
                    partner: candidate.code,
                    alignment: score(&features, &self.params.weights),
                    features,
                    distance: candidate.distance,
                    border: candidate.border,
                })
            });
        Ok(scored.collect())
    }

    /// How often each term stands in each passage, for terms in at least `min_passages` passages; rows are
    /// those of [`Engine::documents`]. For baselines that look at the same words as the model.
    ///
    /// # Errors
    /// [`EngineError::Index`] when the index is damaged.
    pub fn term_counts(&self, min_passages: u32) -> Result<TermCounts, EngineError> {
        Ok(self.snapshot.index.term_counts(min_passages)?)
    }
}

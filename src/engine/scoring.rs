//! The score of a pair of municipalities of a generation, with its interval and breakdown.

use super::alignment_distribution::pair_features;
use super::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::rank::{
    Alignment, Breakdown, DistanceClass, Interval, NotScoredReason, PairFeatures, PolicyPosition,
    Scope, Share, Weights, candidates, score,
};

/// The score of one pair, seen from `municipality`.
#[derive(Clone, Debug, PartialEq)]
pub struct PairScore {
    /// The municipality whose candidate the partner is.
    pub municipality: GemeenteCode,
    /// The partner.
    pub partner: GemeenteCode,
    /// The alignment of the two.
    pub alignment: Alignment,
    /// The parts of the score.
    pub features: PairFeatures,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
}

impl Engine {
    /// Scores a municipality with all candidates of a scope that have text, in code order.
    ///
    /// The weights are those of the configuration. Empty if the municipality itself has no text.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::Rank`] if the register lacks what the scope needs.
    pub fn pair_scores(
        &self,
        municipality: &GemeenteCode,
        scope: &Scope,
    ) -> Result<Vec<PairScore>, EngineError> {
        // Checked first: `candidates` and `features` expect a code of the register.
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

    /// Returns the parts of the score of a pair, or `None` if one of the two has no text.
    pub(super) fn features(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<PairFeatures> {
        self.features_with(&self.positions, a, b)
    }

    /// Does the same with other policy positions, given in register order.
    pub(super) fn features_with(
        &self,
        positions: &[PolicyPosition],
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<PairFeatures> {
        pair_features(
            &self.snapshot.model,
            positions,
            self.place(a),
            self.place(b),
        )
    }

    /// Returns the alignment of a pair, or `None` if one of the two has no text.
    pub(super) fn alignment(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<Alignment> {
        self.features(a, b)
            .map(|features| score(&features, weights))
    }

    /// Breaks H and P down by theme and principle.
    pub(super) fn breakdown(&self, ours: &PolicyPosition, theirs: &PolicyPosition) -> Breakdown {
        Breakdown {
            themes: ours.theme_breakdown(theirs, &self.theme_names),
            principles: ours.principle_breakdown(theirs, &self.principle_names),
        }
    }

    /// Returns the alignment at either end of the interval of the text similarity.
    ///
    /// H and P are held fixed: they rest on statements that were read, not on which passages were sampled.
    pub(super) fn interval(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        features: &PairFeatures,
        weights: &Weights,
    ) -> Interval {
        // The interval of the percentile, which is asymmetric near 0 and 1.
        let (low, high) = self.snapshot.model.interval(self.place(a), self.place(b));
        let score_with_text = |text: f64| {
            let features = PairFeatures {
                text_similarity: Share::clamped(text),
                ..features.clone()
            };
            score(&features, weights)
        };
        Interval {
            low: score_with_text(low),
            high: score_with_text(high),
        }
    }

    /// Returns the distance class of two municipalities of the register.
    pub(super) fn distance_class(&self, a: &GemeenteCode, b: &GemeenteCode) -> DistanceClass {
        let municipality = |code| {
            let found = self.snapshot.register.get(code);
            found.expect("both stand in the register")
        };
        DistanceClass::between(municipality(a), municipality(b))
    }

    /// Fails if a municipality cannot be scored.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::NotScored`] if it has no text.
    pub(super) fn require_text(&self, code: &GemeenteCode) -> Result<(), EngineError> {
        let name = self.municipality(code)?.name.clone();
        // Documents are not enough: the model needs passages of some length in Dutch.
        if self.snapshot.model.has_text(self.place(code)) {
            return Ok(());
        }
        Err(EngineError::NotScored {
            name,
            reason: self.not_scored_reason(code),
        })
    }

    /// Returns why a municipality of the register without a score has none, judging by its coverage.
    pub(super) fn not_scored_reason(&self, code: &GemeenteCode) -> NotScoredReason {
        // The first thing that was read tells what was lacking after it.
        let coverage = &self.coverage[code];
        if coverage.passages > 0 && self.is_mostly_foreign(code) {
            NotScoredReason::OtherLanguage
        } else if coverage.passages > 0 {
            NotScoredReason::TooLittleText
        } else if coverage.unreadable > 0 {
            NotScoredReason::Unreadable
        } else {
            NotScoredReason::NoDocuments
        }
    }

    /// Returns whether most words of the documents that represent a municipality are in another language than Dutch.
    fn is_mostly_foreign(&self, code: &GemeenteCode) -> bool {
        // Superseded documents do not count here: they are not compared either.
        let documents = self.snapshot.documents.iter();
        let own = documents.filter(|document| document.represents(code));
        let (foreign, words) = own.fold((0, 0), |(foreign, words), document| {
            (foreign + document.foreign_words, words + document.words)
        });
        2 * foreign > words
    }
}

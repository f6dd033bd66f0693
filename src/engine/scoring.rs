//! The score of a pair of municipalities of a generation, with its interval and breakdown.

use std::cmp::Reverse;

use super::pair_table::{PairParts, pair_features, pair_parts};
use super::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::rank::{
    Alignment, Breakdown, ComparedTopics, DistanceClass, NotScoredReason, PairFeatures, PairStatus,
    PolicyPosition, Scope, Weights, candidates, score,
};

/// The key by which partners are ranked, the lowest first; ties by code.
pub(super) type RankKey = (PairStatus, Reverse<Alignment>);

/// Returns the alignment in a key, or `None` if the visions of the pair are not compared.
pub(super) fn compared_alignment((status, Reverse(alignment)): RankKey) -> Option<Alignment> {
    (status == PairStatus::VisionsCompared).then_some(alignment)
}

/// The score of one pair, seen from `municipality`.
#[derive(Clone, Debug, PartialEq)]
pub struct PairScore {
    /// The municipality whose candidate the partner is.
    pub municipality: GemeenteCode,
    /// The partner.
    pub partner: GemeenteCode,
    /// The alignment of the two. It says something of their visions only if [`PairScore::status`] says so.
    pub alignment: Alignment,
    /// The parts of the score.
    pub features: PairFeatures,
    /// What is compared.
    pub topics: ComparedTopics,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance: Option<Kilometres>,
    /// Whether the two share a border.
    pub border: bool,
}

impl PairScore {
    /// Returns what is known of the pair.
    pub fn status(&self) -> PairStatus {
        self.topics.status()
    }

    /// Returns the same pair scored with other weights.
    pub fn with_weights(self, weights: &Weights) -> Self {
        Self {
            alignment: score(&self.features, weights),
            ..self
        }
    }

    /// Returns the key by which the partner is ranked.
    pub(super) fn rank_key(&self) -> RankKey {
        (self.status(), Reverse(self.alignment))
    }
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
                let (features, topics) = self.pair_parts(municipality, &candidate.code)?;
                Some(PairScore {
                    municipality: municipality.clone(),
                    alignment: score(&features, &self.params.weights),
                    features,
                    topics,
                    distance: candidate.distance,
                    border: candidate.border,
                    partner: candidate.code,
                })
            });
        Ok(scored.collect())
    }

    /// Returns the parts of the score of a pair and what is compared, or `None` if one of the two has no text.
    fn pair_parts(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<PairParts> {
        self.parts_of_places(self.place(a), self.place(b))
    }

    fn parts_of_places(&self, a: usize, b: usize) -> Option<PairParts> {
        // Beyond the size of the table each pair is computed when it is asked for.
        self.pair_table
            .get(a, b)
            .unwrap_or_else(|| pair_parts(&self.snapshot.model, &self.positions, a, b))
    }

    /// Returns the parts of the score of a pair, or `None` if one of the two has no text.
    pub(super) fn features(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<PairFeatures> {
        self.pair_parts(a, b).map(|(features, _)| features)
    }

    /// Does the same with the policy positions of a theme, given in register order; `None` for those of all that was
    /// read.
    pub(super) fn features_with(
        &self,
        positions: Option<&[PolicyPosition]>,
        a: &GemeenteCode,
        b: &GemeenteCode,
    ) -> Option<PairFeatures> {
        match positions {
            None => self.features(a, b),
            Some(positions) => pair_features(
                &self.snapshot.model,
                positions,
                self.place(a),
                self.place(b),
            ),
        }
    }

    /// Counts what two municipalities both mention, whatever a query asks for.
    pub(super) fn compared_topics(&self, a: &GemeenteCode, b: &GemeenteCode) -> ComparedTopics {
        let [ours, theirs] = [a, b].map(|code| &self.positions[self.place(code)]);
        ours.compared_topics(theirs)
    }

    /// Returns what is known of a pair.
    pub(super) fn status(&self, a: &GemeenteCode, b: &GemeenteCode) -> PairStatus {
        let has_text = |code| self.snapshot.model.has_text(self.place(code));
        if has_text(a) && has_text(b) {
            self.compared_topics(a, b).status()
        } else {
            PairStatus::NotComparable
        }
    }

    /// Returns the alignment of a pair, or `None` if their visions cannot be compared.
    pub(super) fn alignment(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<Alignment> {
        compared_alignment(self.rank_key(a, b, weights)?)
    }

    /// Returns the key by which one of a pair is ranked for the other, or `None` if one of the two has no text.
    pub(super) fn rank_key(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<RankKey> {
        self.rank_key_with(None, a, b, weights)
    }

    /// Does the same with the policy positions of a theme, given in register order; `None` for those of all that was
    /// read.
    pub(super) fn rank_key_with(
        &self,
        positions: Option<&[PolicyPosition]>,
        a: &GemeenteCode,
        b: &GemeenteCode,
        weights: &Weights,
    ) -> Option<RankKey> {
        self.rank_key_of_places(positions, self.place(a), self.place(b), weights)
    }

    /// Does the same for places in register order.
    pub(super) fn rank_key_of_places(
        &self,
        positions: Option<&[PolicyPosition]>,
        a: usize,
        b: usize,
        weights: &Weights,
    ) -> Option<RankKey> {
        let (features, topics) = match positions {
            None => self.parts_of_places(a, b)?,
            Some(positions) => {
                let features = pair_features(&self.snapshot.model, positions, a, b)?;
                // What is compared does not depend on the theme that is asked about.
                (
                    features,
                    self.positions[a].compared_topics(&self.positions[b]),
                )
            }
        };
        Some((topics.status(), Reverse(score(&features, weights))))
    }

    /// Breaks H and P down by theme and principle.
    pub(super) fn breakdown(&self, ours: &PolicyPosition, theirs: &PolicyPosition) -> Breakdown {
        Breakdown {
            themes: ours.theme_breakdown(theirs, &self.theme_names),
            principles: ours.principle_breakdown(theirs, &self.principle_names),
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

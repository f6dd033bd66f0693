//! The comparison of two municipalities.

use super::evidence::About;
use super::{ComparisonQuery, Engine, EngineError, Topic};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::{Coverage, mean_intensity};
use crate::rank::{
    Alignment, Caution, ComparedTopics, Evidence, Explanation, Interval, PairStatus, Share,
    SimilarPassages, score_explained, score_interval,
};

/// The most pairs of quotes in a comparison.
const MAX_QUOTES: usize = 5;

/// Two municipalities side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The first municipality.
    pub ours: GemeenteCode,
    /// The second municipality.
    pub theirs: GemeenteCode,
    /// What is compared of the two.
    pub topics: ComparedTopics,
    /// The alignment of the two. It says something of their visions only if [`Comparison::status`] says so.
    pub alignment: Alignment,
    /// The share of all pairs of which the visions are compared that have a lower alignment; `None` if there are too
    /// few such pairs, or all are aligned alike.
    pub percentile: Option<Share>,
    /// The same among the pairs of the same distance class; `None` as well if the distance is unknown.
    pub percentile_at_distance: Option<Share>,
    /// The alignments between which 95 of 100 would lie, had other passages of both been written.
    pub interval: Interval,
    /// The distance between the centroids; `None` if the register lacks either.
    pub distance: Option<Kilometres>,
    /// Whether they share a border.
    pub border: bool,
    /// The explanation of the alignment.
    pub explanation: Explanation,
    /// Theme by theme, in taxonomy order.
    pub themes: Vec<Topic>,
    /// Principle by principle, in taxonomy order.
    pub principles: Vec<Topic>,
    /// The tempo of each, from -1 (slow) to 1 (fast); `None` without a statement about it.
    pub tempo: (Option<f64>, Option<f64>),
    /// The mean intensity of each, from 1 to 5; `None` without statements.
    pub intensity: (Option<f64>, Option<f64>),
    /// Quotes of both that show what they want, the most telling first; empty if none was found.
    pub evidence: Vec<Evidence>,
    /// The passages that resemble each other most; only where there is no evidence.
    pub similar_passages: Vec<SimilarPassages>,
    /// What a reader must know beside the score.
    pub cautions: Vec<Caution>,
    /// How much was read of the first.
    pub our_coverage: Coverage,
    /// How much was read of the second.
    pub their_coverage: Coverage,
}

impl Comparison {
    /// Returns what is known of the pair.
    pub fn status(&self) -> PairStatus {
        self.topics.status()
    }
}

impl Engine {
    /// Compares two municipalities, with the weights of the configuration.
    ///
    /// The alignment is symmetric; in quotes and cautions `ours` comes first.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register lacks one of them;
    /// 2. [`EngineError::NotScored`] if one of them has no text;
    /// 3. [`EngineError::SameMunicipality`] if both are the same;
    /// 4. [`EngineError::Index`] if quotes cannot be read.
    pub fn compare(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Comparison, EngineError> {
        self.compare_for(&ComparisonQuery::new(ours.clone(), theirs.clone()))
    }

    /// Compares two municipalities as a query asks for.
    ///
    /// The alignment, its percentile and its explanation are those of a ranking of `ours` with the same weights, theme
    /// and supposed stance. Topics, quotes and cautions are as they were read; within a theme quotes are about it.
    ///
    /// # Errors
    /// Those of [`Engine::compare`].
    pub fn compare_for(&self, query: &ComparisonQuery) -> Result<Comparison, EngineError> {
        let ComparisonQuery { ours, theirs, .. } = query;
        // A comparison with oneself is reported last: an unknown name or missing text says more.
        self.require_text(ours)?;
        self.require_text(theirs)?;
        if ours == theirs {
            return Err(EngineError::SameMunicipality {
                name: self.municipality(ours)?.name.clone(),
            });
        }
        // The same steps as for a ranked partner, without a scope or rank.
        let basis = self.scoring_basis(ours, query.weights, query.theme, query.what_if);
        let weights = basis.weights;
        let positions = basis.changed_positions().unwrap_or(&self.positions);
        let features = self.features_with(basis.changed_positions(), ours, theirs);
        let features = features.expect("both have text");
        let (alignment, explanation) = score_explained(
            &features,
            &self.breakdown(&positions[self.place(ours)], &positions[self.place(theirs)]),
            &weights,
        );
        let asked = [(self.distance_class(ours, theirs), alignment)];
        let percentiles = basis.percentiles(self, &asked).pop().unwrap_or_default();
        let [our_profile, their_profile] = [ours, theirs].map(|code| self.counted_profile(code));
        // Within a theme a quote about something else would not explain the score.
        let about = query.theme.map_or(About::Anything, About::Theme);
        let evidence = self.evidence(ours, theirs, about, MAX_QUOTES)?;
        let (our_coverage, their_coverage) = (self.coverage(ours)?, self.coverage(theirs)?);
        Ok(Comparison {
            ours: ours.clone(),
            theirs: theirs.clone(),
            topics: self.compared_topics(ours, theirs),
            alignment,
            percentile: percentiles.among_all,
            percentile_at_distance: percentiles.at_distance,
            interval: score_interval(&features, &weights),
            distance: self.register().distance_km(ours, theirs),
            border: self.register().are_neighbours(ours, theirs),
            explanation,
            // After the evidence, and only instead of it: similar passages prove less.
            similar_passages: self.similar_passages_instead_of(&evidence, ours, theirs)?,
            evidence,
            themes: self.theme_topics(ours, theirs)?,
            principles: self.principle_topics(ours, theirs)?,
            tempo: (our_profile.tempo.balance(), their_profile.tempo.balance()),
            intensity: (
                mean_intensity(&our_profile.intensity),
                mean_intensity(&their_profile.intensity),
            ),
            cautions: self.cautions(ours, theirs)?,
            our_coverage: our_coverage.clone(),
            their_coverage: their_coverage.clone(),
        })
    }
}

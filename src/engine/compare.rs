//! Two municipalities side by side.

use super::{Engine, EngineError, Topic};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::{Coverage, mean_intensity};
use crate::rank::{Alignment, Caution, Evidence, Explanation, Interval, Share, score_explained};

/// How many quotes of each side a comparison shows.
const QUOTES: usize = 5;

/// Two municipalities side by side.
#[derive(Clone, Debug)]
pub struct Comparison {
    /// The first.
    pub ours: GemeenteCode,
    /// The second.
    pub theirs: GemeenteCode,
    /// How far the visions agree.
    pub alignment: Alignment,
    /// The share of all pairs with a lower alignment.
    pub percentile: Share,
    /// The same among the pairs of this pair's distance class; nothing where it is not known or too few pairs
    /// have it.
    pub percentile_at_distance: Option<Share>,
    /// Between which alignments the truth lies in 95 of 100 draws of the passages.
    pub interval: Interval,
    /// How far apart they are, when known.
    pub distance: Option<Kilometres>,
    /// Whether they share a border.
    pub border: bool,
    /// Why the alignment is what it is.
    pub explanation: Explanation,
    /// Theme by theme, in taxonomy order.
    pub themes: Vec<Topic>,
    /// Principle by principle, in taxonomy order.
    pub principles: Vec<Topic>,
    /// The pace of each, -1 (slow) to 1 (fast); nothing for who says nothing of it.
    pub tempo: (Option<f64>, Option<f64>),
    /// How far each has come, the mean intensity, 1 to 5; nothing without statements.
    pub intensity: (Option<f64>, Option<f64>),
    /// The quotes it rests on.
    pub evidence: Vec<Evidence>,
    /// What must be said beside it.
    pub cautions: Vec<Caution>,
    /// What is known of the first.
    pub our_coverage: Coverage,
    /// What is known of the second.
    pub their_coverage: Coverage,
}

impl Engine {
    /// Compares two municipalities, with the weights of the configuration.
    ///
    /// The alignment is the same both ways; quotes and cautions are told from `ours`.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`]; 2. [`EngineError::SameMunicipality`];
    /// 3. [`EngineError::NotScored`] when one of them has no text;
    /// 4. [`EngineError::Index`] when quotes cannot be read.
    pub fn compare(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Comparison, EngineError> {
        self.must_have_text(ours)?;
        self.must_have_text(theirs)?;
        if ours == theirs {
            return Err(EngineError::SameMunicipality {
                name: self.municipality(ours)?.name.clone(),
            });
        }
        let features = self.features(ours, theirs).expect("both have text");
        let weights = self.params.weights;
        let (alignment, explanation) = score_explained(
            &features,
            &self.breakdown(
                &self.courses[self.place(ours)],
                &self.courses[self.place(theirs)],
            ),
            &weights,
        );
        let profiles = [ours, theirs].map(|code| &self.snapshot.profiles[self.place(code)]);
        let [our_profile, their_profile] = profiles;
        let (our_coverage, their_coverage) = (self.coverage(ours)?, self.coverage(theirs)?);
        Ok(Comparison {
            ours: ours.clone(),
            theirs: theirs.clone(),
            alignment,
            percentile: self.table.percentile(alignment),
            percentile_at_distance: self
                .table
                .percentile_at(self.distance_class(ours, theirs), alignment),
            interval: self.interval(ours, theirs, &features, &weights),
            distance: self.register().distance_km(ours, theirs),
            border: self.register().are_neighbours(ours, theirs),
            explanation,
            evidence: self.evidence(ours, theirs, QUOTES)?,
            themes: self.themes_of_pair(ours, theirs)?,
            principles: self.principles_of_pair(ours, theirs)?,
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

//! Two municipalities side by side.

use super::{Engine, EngineError};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::Coverage;
use crate::rank::{Alignment, Caution, Evidence, Explanation, Interval, Share, align, cautions};

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
        let (alignment, explanation) = align(&features, &weights);
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
            cautions: cautions(
                self.register(),
                &self.params,
                self.today,
                (ours, our_coverage),
                (theirs, their_coverage),
                self.joint_documents(ours, theirs),
            ),
            our_coverage: our_coverage.clone(),
            their_coverage: their_coverage.clone(),
        })
    }
}

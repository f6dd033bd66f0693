//! Ranking: which municipalities are candidates, how well they align, why, and with which cautions.
//!
//! In come the register, the profile of each municipality and the text similarity of pairs as plain numbers. Out
//! come the parts of a [`Ranking`], in which every [`Partner`] has an [`Alignment`], an [`Explanation`] whose
//! leaves add up to it, and [`Caution`]s. The functions here are about one pair or one municipality;
//! [`crate::engine`] applies them to a generation.
//!
//! The score of a pair is the mean of its parts `T`, `H` and `P`, each weighted by how much is known of it and by the
//! [`Weights`] of the user. It depends on the two municipalities and those weights alone: not on distance, tempo, intensity, or on who else is a candidate. This module does not know
//! where the numbers come from (no index, no matrices) or how a ranking is shown (no sentences).
//!
//! Reading order:
//! 1. `scope.rs`, `candidate.rs`: who can be a partner;
//! 2. `policy_position.rs` with `reliability.rs`, and `comparison.rs` with `part_score.rs`: H and P; `comparability.rs`:
//!    whether they are enough to go by;
//! 3. `alignment.rs` with `share.rs`, `interval.rs`, `weights.rs`, `explanation.rs`: the score and its explanation;
//! 4. `outcome.rs`, `caution/`: what is shown beside the score;
//! 5. `partner.rs`: the ranking as a value;
//! 6. `group/` with `partition.rs`, `opportunity.rs`: groups of municipalities, and initiatives they share.

mod alignment;
mod candidate;
mod caution;
mod comparability;
mod comparison;
mod distance_class;
mod error;
mod explanation;
mod group;
mod interval;
mod opportunity;
mod outcome;
mod params;
mod part_score;
mod partition;
mod partner;
mod policy_position;
mod reliability;
mod scope;
mod selection;
mod share;
mod weights;

pub use alignment::{
    Alignment, Breakdown, BreakdownItem, PairFeatures, ScoreTerms, score, score_explained,
    score_interval,
};
pub use candidate::{Candidate, candidates};
pub use caution::{
    Caution, CautionKind, SharedDocumentCounts, cautions, kind_caution, profile_cautions,
};
pub use comparability::{ComparedTopics, PairStatus};
pub use distance_class::DistanceClass;
pub use error::RankError;
pub use explanation::{Explanation, Part};
pub use group::{AlignmentGraph, FoundGroups, Group, GroupCriteria};
pub use interval::Interval;
pub use opportunity::{Opportunity, Stage, priority};
pub use outcome::Outcome;
pub use params::{RankConfig, RankParams};
pub use part_score::PartScore;
pub use partition::Partition;
pub use partner::{
    Evidence, EvidenceRelation, NotScored, NotScoredReason, Partner, Quote, Ranking,
    SimilarPassages, Standing,
};
pub use policy_position::PolicyPosition;
pub use reliability::{DocumentCounts, Reliability};
pub use scope::Scope;
pub use selection::{PartnerFilter, PartnerOrder, PopulationRange};
pub use share::Share;
pub use weights::Weights;

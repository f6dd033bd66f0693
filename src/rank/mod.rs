//! Who are the candidates, how well do they align, why, and what must be said beside it.
//!
//! In come the register, what is known of each municipality and the likeness of pairs as plain numbers; out
//! comes a [`Ranking`] in which every [`Partner`] has an [`Alignment`], an [`Explanation`] whose leaves add
//! up to it, and [`Caution`]s.
//!
//! The score of a pair depends on the two municipalities and the [`Weights`] alone: not on distance, tempo,
//! intensity, or on who else is a candidate. This module does not know where the numbers come from (no
//! index, no matrices) and how a ranking is shown (no sentences).

mod alignment;
mod candidate;
mod caution;
mod course;
mod distance_class;
mod error;
mod explanation;
mod group;
mod params;
mod partner;
mod reliability;
mod scope;
mod weights;
mod wheel;

pub use alignment::{Alignment, Ground, Grounds, PairFeatures, Share, align, score};
pub use candidate::{Candidate, candidates};
pub use caution::{Caution, Together, cautions, gaps};
pub use course::{Course, Outcome};

pub use distance_class::DistanceClass;
pub use error::RankError;
pub use explanation::{Explanation, Part};
pub use group::{Group, groups};
pub use params::{RankConfig, RankParams};
pub use partner::{Evidence, Interval, NotScored, NotScoredReason, Partner, Quote, Ranking};
pub use reliability::Reliability;
pub use scope::Scope;
pub use weights::Weights;
pub use wheel::{Chance, Stage, worth};

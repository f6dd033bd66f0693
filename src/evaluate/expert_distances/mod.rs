//! The task of expert distances: does the ranking agree with what outsiders say that organisations want?
//!
//! That the same author is found again (the task of the same organisation) may be for its words as much as for its
//! wishes. Experts who judge what organisations want do not look at words.

mod evaluation;
mod report;
mod truth;

pub use report::{ExpertDistancesReport, ExpertMeasures, ExpertMethod, YearRho};
pub use truth::{ExpertDistance, ExpertDistances};

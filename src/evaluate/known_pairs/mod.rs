//! The task "known pairs": municipalities that work together must score above those that broke up or do not work
//! together.
//!
//! Read in this order: `truth` (the truth file), `register_pairs` (pairs that a register tells), `evaluation`, `method` (the results of one method), `report`.

mod evaluation;
mod method;
mod register_pairs;
mod report;
mod truth;

pub use report::{KnownPairsReport, Method, MethodMeasures};
pub use truth::{KnownPair, KnownPairs, Relation};

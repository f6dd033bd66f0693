//! The task "judged passages": questions whose answers were looked up by hand must have those passages at the top of
//! a search.
//!
//! Read in this order: `truth` (the file of questions), `evaluation` (searching and measuring).

mod evaluation;
mod truth;

pub use evaluation::{JudgedPassagesReport, ModeMeasures};
pub use truth::{JudgedPassages, Judgement};

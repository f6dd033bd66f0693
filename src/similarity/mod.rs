//! How alike two visions are, from the words they choose.
//!
//! **The idea.** What everybody writes in the same years, and in the same register, is no vision. So count
//! in how many passages an organisation uses a piece of a word, work out how many one would *expect* of a
//! text of that length, those years and that register, and keep what is left: the residual is choice. Two
//! organisations are alike when their residuals point the same way (the *lexical* view); a smaller part comes
//! from passages that say the same thing (the *passage* view), which also supplies the evidence.
//!
//! In come [`TermCounts`](crate::index::TermCounts), read back from the index, and what is known of each
//! passage ([`PassageFacts`]); out comes a [`Model`] that scores pairs of organisations. The score is
//! symmetric, and a pair's score does not depend on who else is asked about.
//!
//! | file | step |
//! |---|---|
//! | `register` | the register of a passage: how long its words are |
//! | `pieces` | pieces of words, and which passages hold them |
//! | `residual` | observed against expected counts |
//! | `weighting`, `svd`, `vectors` | passages as vectors |
//! | `soft_alignment` | the best counterpart of each passage, and the evidence |
//! | `hub` | scores against the habits of row and column |
//! | `resampling` | how far a score would move with other passages drawn |
//! | `pair_table`, `pair_vectors` | pairs worked out beforehand, or when asked |
//! | `model` | all of it together, stored and asked |
//!
//! Measured in `benches/RESULTS.md`, where also stands what was tried and did not help. This module does not
//! know municipalities, only numbered organisations.

mod blocks;
mod config;
mod distribution;
mod error;
mod facts;
mod hub;
mod model;
mod npy;
mod pair_table;
mod pair_vectors;
mod pieces;
mod register;
mod resampling;
mod residual;
mod soft_alignment;
mod svd;
#[cfg(test)]
mod tests;
mod vectors;
mod weighting;

pub use config::{SimilarityConfig, SimilarityParams};
pub use distribution::Distribution;
pub use error::SimilarityError;
pub use facts::PassageFacts;
pub use model::{MODEL_VERSION, Model};
pub use soft_alignment::PassagePair;
pub use svd::{TruncatedSvd, exact_singular_values};

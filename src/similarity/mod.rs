//! How alike two organisations are, from the words they choose.
//!
#![doc = include_str!("model.md")]

mod config;
mod distribution;
mod error;
mod evidence;
mod expected;
mod grouping;
mod incidence;
mod jackknife;
mod kind_effect;
mod linalg;
mod maxsim;
mod model;
mod ngrams;
mod normalise;
mod npy;
mod on_demand;
mod passage_vectors;
mod precomputed;
mod residual;
mod sampled_passages;
mod strata;
mod svd;
#[cfg(test)]
mod tests;
mod tf_idf;
mod views;

pub use config::{SimilarityConfig, SimilarityParams};
pub use distribution::Distribution;
pub use error::SimilarityError;
pub use evidence::PassagePair;
pub use grouping::PassageFacts;
pub use model::{MODEL_VERSION, Model, NORMAL_QUANTILE_95, TextSimilarity};
pub use svd::{TruncatedSvd, exact_singular_values};

//! similarity
#![allow(dead_code, reason = "in the making")]
mod blocks;
mod svd;
mod weighting;
pub use svd::{TruncatedSvd, exact_singular_values};

//! The figures of the network, as part of the program: `data/encoder/` says where they come from.

/// A safetensors file in gzip, made by `data/encoder/make.py`.
pub(super) const FIGURES: &[u8] = include_bytes!("../../data/encoder/encoder.safetensors.gz");

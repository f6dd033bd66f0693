//! Whether texts are encoded.

use serde::{Deserialize, Serialize};

/// Settings of the encoder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct EncoderConfig {
    /// Whether a build encodes policy statements and passages. Without, evidence is ranked by shared words, and search
    /// finds words only.
    pub enabled: bool,
}

impl Default for EncoderConfig {
    fn default() -> Self {
        Self { enabled: true }
    }
}

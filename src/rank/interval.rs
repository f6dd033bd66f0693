//! A range of alignments.

use serde::Serialize;

use super::Share;

/// A range of alignments, `low ≤ high`.
#[derive(Clone, Copy, Debug, PartialEq, Serialize)]
pub struct Interval {
    /// The lower end.
    pub low: Share,
    /// The upper end.
    pub high: Share,
}

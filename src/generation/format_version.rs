//! The version of the layout of a generation.

use std::fmt;

use serde::{Deserialize, Serialize};

/// The number of the layout of a generation; it goes up when an older program could misread a newer folder.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(transparent)]
pub struct FormatVersion(pub u32);

impl FormatVersion {
    /// What this program writes.
    pub const CURRENT: Self = Self(1);
    /// The oldest that this program reads.
    pub const OLDEST: Self = Self(1);
}

impl fmt::Display for FormatVersion {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

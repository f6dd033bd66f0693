//! What a line with a colon passes on to the list below it.

use super::intensity::Intensity;

/// The intensity and the decision that the items of a list inherit from the line that introduces it, or the rows of a
/// table from the heading above.
#[derive(Clone, Copy, Debug)]
pub(super) struct ListContext {
    /// The intensity of items that show none themselves.
    pub(super) intensity: Intensity,
    /// Whether the line refuses or ends what the items name.
    pub(super) is_negative: bool,
}

impl ListContext {
    /// All items are being explored.
    pub(super) const EXPLORE: Self = Self {
        intensity: Intensity::EXPLORE,
        is_negative: false,
    };
}

//! A byte range that lies on character boundaries.

use std::fmt;
use std::ops::Range;

use serde::{Deserialize, Serialize};

/// A byte range `start..end` in a text, both ends on character boundaries.
///
/// Offsets are 32 bits: a page or passage is never larger than 4 GiB, and half the size matters when a
/// corpus has millions of blocks.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Span {
    /// First byte.
    pub start: u32,
    /// One past the last byte; never before `start`.
    pub end: u32,
}

impl Span {
    /// A span from `start` to `end`, in bytes.
    ///
    /// # Panics
    /// When `start` is after `end`, or an offset is 4 GiB or more; limits on input sizes keep texts far below that.
    pub fn new(start: usize, end: usize) -> Self {
        assert!(start <= end, "span runs backwards: {start}..{end}");
        let narrow =
            |offset: usize| u32::try_from(offset).expect("texts are limited to far below 4 GiB");
        Self {
            start: narrow(start),
            end: narrow(end),
        }
    }

    /// The length in bytes.
    pub fn len(self) -> usize {
        (self.end - self.start) as usize
    }

    /// Whether the length is 0.
    pub fn is_empty(self) -> bool {
        self.start == self.end
    }

    /// The part of `text` that this span covers.
    ///
    /// # Panics
    /// When the span belongs to another text and is out of bounds, or splits a character, in this one.
    pub fn of(self, text: &str) -> &str {
        &text[self.range()]
    }

    /// The span as a standard range, for slicing.
    pub fn range(self) -> Range<usize> {
        self.start as usize..self.end as usize
    }

    /// The span moved `by` bytes towards the end.
    pub fn shifted(self, by: usize) -> Self {
        Self::new(self.start as usize + by, self.end as usize + by)
    }

    /// Whether the two spans share at least one byte.
    pub fn overlaps(self, other: Self) -> bool {
        // Half-open ranges: spans that only touch share no byte.
        self.start < other.end && other.start < self.end
    }
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}..{}", self.start, self.end)
    }
}

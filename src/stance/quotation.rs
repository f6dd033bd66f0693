//! Finds quotations by following opening and closing quotation marks through a sentence.

use super::word_set::WordSet;

/// Fewer words than this between marks are a figure of speech, not a quotation.
const MIN_QUOTED_WORDS: usize = 3;

/// The state between two marks. A mark of one style may close a quotation that another style opened: texts mix them.
#[derive(Default)]
pub(super) struct QuotationTracker {
    /// The position of the first word behind the opening mark.
    start: Option<usize>,
}

impl QuotationTracker {
    /// Reads the characters between two words, `position` being that of the second. Returns the words of the
    /// quotations that end there, or the empty set.
    pub(super) fn read_gap(&mut self, gap: &str, position: usize) -> WordSet {
        let mut quoted = WordSet::EMPTY;
        for c in gap.chars() {
            let is_straight = matches!(c, '"' | '\'');
            let is_opening = matches!(c, '“' | '„' | '‘' | '«');
            let is_closing = matches!(c, '”' | '’' | '»');
            match self.start {
                None if is_straight || is_opening => self.start = Some(position),
                Some(start) if is_straight || is_closing => {
                    if position >= start + MIN_QUOTED_WORDS {
                        quoted |= WordSet::from_range(start..position);
                    }
                    self.start = None;
                }
                // A closing mark without an opening one is an apostrophe; a second opening mark is nested.
                _ => {}
            }
        }
        quoted
    }
}

//! A set of word positions in one sentence.

use std::ops::{BitAnd, BitAndAssign, BitOr, BitOrAssign, Range, Sub};

/// How many words of a sentence are read. A longer "sentence" is a table or a list without punctuation.
pub(super) const MAX_WORDS: usize = 128;

/// A set of word positions `0..MAX_WORDS`, one bit per position.
///
/// Positions outside that range are never members: inserting one has no effect. All operations take constant time.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct WordSet(u128);

impl WordSet {
    /// The set without members.
    pub(super) const EMPTY: Self = Self(0);

    /// The set of one position; empty if `position` is [`MAX_WORDS`] or more.
    pub(super) fn from_position(position: usize) -> Self {
        // `checked_shl` refuses a shift by the full width, which a plain `<<` would wrap or panic on.
        let bit = u32::try_from(position)
            .ok()
            .and_then(|shift| 1_u128.checked_shl(shift));
        Self(bit.unwrap_or(0))
    }

    /// The positions of `range`, as far as they are below [`MAX_WORDS`]; empty if the range runs backwards.
    pub(super) fn from_range(range: Range<usize>) -> Self {
        Self::below(range.end) - Self::below(range.start)
    }

    /// All positions before `end`.
    fn below(end: usize) -> Self {
        if end >= MAX_WORDS {
            Self(u128::MAX)
        } else {
            Self((1 << end) - 1)
        }
    }

    /// Adds a position.
    pub(super) fn insert(&mut self, position: usize) {
        *self |= Self::from_position(position);
    }

    /// Whether `position` is a member.
    pub(super) fn contains(self, position: usize) -> bool {
        self.intersects(Self::from_position(position))
    }

    /// Whether there are no members.
    pub(super) fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// The number of members.
    pub(super) fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// The lowest position. Returns `None` if the set is empty.
    pub(super) fn first(self) -> Option<usize> {
        (!self.is_empty()).then(|| self.0.trailing_zeros() as usize)
    }

    /// The highest position. Returns `None` if the set is empty.
    pub(super) fn last(self) -> Option<usize> {
        self.0.checked_ilog2().map(|position| position as usize)
    }

    /// The number of words from the first member to the last, both included; 0 if the set is empty.
    pub(super) fn extent(self) -> usize {
        match (self.first(), self.last()) {
            (Some(first), Some(last)) => last - first + 1,
            _ => 0,
        }
    }

    /// Whether the sets share a position.
    pub(super) fn intersects(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Whether every position is one of `other`.
    pub(super) fn is_subset(self, other: Self) -> bool {
        (self - other).is_empty()
    }

    /// The positions directly before or after a member that are no members themselves.
    pub(super) fn neighbours(self) -> Self {
        Self(self.0 << 1 | self.0 >> 1) - self
    }

    /// The positions in increasing order.
    pub(super) fn iter(self) -> Positions {
        Positions(self)
    }
}

/// Union.
impl BitOr for WordSet {
    type Output = Self;

    fn bitor(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }
}

impl BitOrAssign for WordSet {
    fn bitor_assign(&mut self, other: Self) {
        self.0 |= other.0;
    }
}

/// Intersection.
impl BitAnd for WordSet {
    type Output = Self;

    fn bitand(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }
}

impl BitAndAssign for WordSet {
    fn bitand_assign(&mut self, other: Self) {
        self.0 &= other.0;
    }
}

/// Difference.
impl Sub for WordSet {
    type Output = Self;

    fn sub(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }
}

/// The union of several sets.
impl FromIterator<WordSet> for WordSet {
    fn from_iter<I: IntoIterator<Item = WordSet>>(sets: I) -> Self {
        sets.into_iter().fold(Self::EMPTY, BitOr::bitor)
    }
}

/// Iterates over the positions of a [`WordSet`].
#[derive(Clone, Debug)]
pub(super) struct Positions(WordSet);

impl Iterator for Positions {
    type Item = usize;

    fn next(&mut self) -> Option<usize> {
        let first = self.0.first()?;
        // Clears the lowest bit that is set.
        self.0.0 &= self.0.0 - 1;
        Some(first)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn holds_the_last_two_positions() {
        for position in [126, 127] {
            let set = WordSet::from_position(position);
            assert!(set.contains(position), "{position}");
            assert!(!set.contains(position + 1), "{position}");
            assert!(!set.contains(0), "{position} must not wrap around");
            assert_eq!(set.first(), Some(position));
            assert_eq!(set.last(), Some(position));
            assert_eq!(set, WordSet::from_range(position..position + 1));
        }
        assert_eq!(WordSet::from_position(MAX_WORDS), WordSet::EMPTY);
        assert_eq!(
            WordSet::from_position(127).neighbours(),
            WordSet::from_position(126)
        );
    }

    #[test]
    fn ranges_are_cut_at_the_capacity() {
        assert_eq!(WordSet::from_range(126..MAX_WORDS + 5).len(), 2);
        assert_eq!(
            WordSet::from_range(MAX_WORDS..MAX_WORDS + 5),
            WordSet::EMPTY
        );
        assert_eq!(WordSet::from_range(3..3), WordSet::EMPTY);
    }

    #[test]
    fn iterates_in_increasing_order() {
        let set: WordSet = [127, 0, 64]
            .map(WordSet::from_position)
            .into_iter()
            .collect();
        assert_eq!(set.iter().collect::<Vec<_>>(), [0, 64, 127]);
        assert_eq!((set.len(), set.extent()), (3, 128));
        assert_eq!(WordSet::EMPTY.iter().next(), None);
        assert_eq!(
            (WordSet::EMPTY.first(), WordSet::EMPTY.last()),
            (None, None)
        );
    }
}

//! Remembers which slots a word fits.

use std::collections::HashMap;
use std::ops::Range;

use super::compiled_pattern::Slot;
use super::lexicon::WordTests;

/// Words that are remembered before the cache is emptied. Beyond the vocabulary of a corpus, new words are numbers and
/// recognition errors.
const MAX_CACHED_WORDS: usize = 100_000;

/// The slots of words met before: few words make up most of any text (Zipf), so most look-ups are answered here.
#[derive(Debug, Default)]
pub(super) struct SlotCache {
    ranges: HashMap<Box<str>, Range<u32>>,
    /// The slots of all cached words, one after the other.
    slots: Vec<Slot>,
    /// Buffer for the word in lower case.
    lower: String,
}

impl SlotCache {
    /// The slots that `word` fits, sorted; one may come more than once. Cost: one hash look-up for a word met before.
    pub(super) fn slots(&mut self, tests: &WordTests, word: &str) -> &[Slot] {
        let range = match self.ranges.get(word) {
            Some(range) => range.clone(),
            None => self.insert(tests, word),
        };
        &self.slots[range.start as usize..range.end as usize]
    }

    fn insert(&mut self, tests: &WordTests, word: &str) -> Range<u32> {
        // Emptying all at once is simpler than evicting, and frequent words are back within a few sentences.
        if self.ranges.len() >= MAX_CACHED_WORDS {
            self.ranges.clear();
            self.slots.clear();
        }
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        let offset = |len: usize| u32::try_from(len).expect("cached words have few slots each");
        let start = self.slots.len();
        tests.for_each_slot(word, &self.lower, |slot| self.slots.push(slot));
        // Sorted, so that a word is added to its slots in memory order.
        self.slots[start..].sort_unstable();
        let range = offset(start)..offset(self.slots.len());
        self.ranges.insert(word.into(), range.clone());
        range
    }
}

//! Matches the patterns of the lexicon against the words of one sentence.

use super::compiled_pattern::{CompiledPattern, Slot, Step};
use super::cue_matches::CueMatch;
use super::lexicon::Lexicon;
use super::slot_cache::SlotCache;
use super::word_set::WordSet;

/// How far apart the parts of one pattern may stand, in words from the first to the last.
const MAX_PATTERN_EXTENT: usize = 16;

/// Which words of the current sentence fit which slot. Its memory is reused from sentence to sentence.
#[derive(Debug)]
pub(super) struct MatchState {
    /// Per slot of the lexicon: the words that fit it.
    fits: Vec<WordSet>,
    /// The slots with at least one word, in order of first use.
    occupied: Vec<Slot>,
    cache: SlotCache,
    /// Buffer for the indices of patterns to try.
    candidates: Vec<u32>,
}

impl MatchState {
    /// A state without words for the slots of `lexicon`. It may be used with that lexicon only.
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            fits: vec![WordSet::EMPTY; lexicon.content_patterns.len()],
            occupied: Vec::new(),
            cache: SlotCache::default(),
            candidates: Vec::new(),
        }
    }

    /// Removes the words of the sentence. Cost: one step per occupied slot.
    pub(super) fn clear(&mut self) {
        for slot in self.occupied.drain(..) {
            self.fits[usize::from(slot)] = WordSet::EMPTY;
        }
    }

    /// Adds the word at `position` to every slot that it fits.
    pub(super) fn add_word(&mut self, lexicon: &Lexicon, word: &str, position: usize) {
        for slot in self.cache.slots(&lexicon.words, word) {
            let fits = &mut self.fits[usize::from(*slot)];
            if fits.is_empty() {
                self.occupied.push(*slot);
            }
            fits.insert(position);
        }
    }

    /// All matches of content patterns, in pattern order.
    ///
    /// The parts of one pattern never stand on both sides of a position in `boundaries`.
    pub(super) fn content_matches(
        &mut self,
        lexicon: &Lexicon,
        boundaries: WordSet,
    ) -> Vec<CueMatch> {
        self.matches(lexicon, &lexicon.content_patterns, boundaries)
    }

    /// All matches of context patterns, in pattern order, by the same rule.
    pub(super) fn context_matches(
        &mut self,
        lexicon: &Lexicon,
        boundaries: WordSet,
    ) -> Vec<CueMatch> {
        self.matches(lexicon, &lexicon.context_patterns, boundaries)
    }

    fn matches(
        &mut self,
        lexicon: &Lexicon,
        patterns_by_slot: &[Vec<u32>],
        boundaries: WordSet,
    ) -> Vec<CueMatch> {
        let mut candidates = std::mem::take(&mut self.candidates);
        candidates.clear();
        candidates.extend(
            self.occupied
                .iter()
                .flat_map(|slot| &patterns_by_slot[usize::from(*slot)]),
        );
        // Patterns that lack a word are dropped before sorting, because few remain.
        candidates.retain(|index| self.has_required_words(&lexicon.patterns[*index as usize]));
        candidates.sort_unstable();
        let mut matches = Vec::new();
        for index in &candidates {
            self.match_pattern(&lexicon.patterns[*index as usize], boundaries, &mut matches);
        }
        self.candidates = candidates;
        matches
    }

    fn has_required_words(&self, pattern: &CompiledPattern) -> bool {
        pattern
            .required_slots
            .iter()
            .all(|slot| !self.fits[usize::from(*slot)].is_empty())
    }

    /// Adds the matches of one pattern to `matches`, from left to right, without overlaps.
    fn match_pattern(
        &self,
        pattern: &CompiledPattern,
        boundaries: WordSet,
        matches: &mut Vec<CueMatch>,
    ) {
        let Some((first, rest)) = pattern.parts.split_first() else {
            return;
        };
        let mut is_excluded = None;
        let mut previous_end: Option<usize> = None;
        for start in self.starts(first).iter() {
            // A match inside the previous one is the same evidence again.
            if previous_end.is_some_and(|end| start <= end) {
                continue;
            }
            let Some(words) = self.match_parts(first, rest, start, boundaries) else {
                continue;
            };
            // Exclusions look at the whole sentence, so one answer holds for all starts. It is worked out late,
            // because most patterns do not match at all.
            if *is_excluded.get_or_insert_with(|| self.is_excluded(pattern)) {
                return;
            }
            previous_end = words.last();
            matches.push(CueMatch {
                label: pattern.label,
                words,
            });
        }
    }

    /// The words of a match whose first part begins at `start`. Returns `None` if some part is missing.
    fn match_parts(
        &self,
        first: &[Step],
        rest: &[Vec<Step>],
        start: usize,
        boundaries: WordSet,
    ) -> Option<WordSet> {
        let mut words = self.match_sequence(first, start)?;
        for part in rest {
            words |= self.nearest(part, words, boundaries)?;
        }
        // With several parts `nearest` has already kept to one side of the boundaries.
        (!rest.is_empty() || !crosses(words, boundaries)).then_some(words)
    }

    fn is_excluded(&self, pattern: &CompiledPattern) -> bool {
        pattern
            .exclusions
            .iter()
            .any(|parts| parts.iter().all(|part| self.occurs(part)))
    }

    /// The words with which a sequence may begin.
    fn starts(&self, part: &[Step]) -> WordSet {
        match part.first() {
            Some(Step::Word { slot, .. }) => self.fits[usize::from(*slot)],
            Some(Step::Gap(_)) | None => WordSet::EMPTY,
        }
    }

    /// Whether the sequence stands anywhere in the sentence.
    fn occurs(&self, part: &[Step]) -> bool {
        self.starts(part)
            .iter()
            .any(|start| self.match_sequence(part, start).is_some())
    }

    /// The match of `part` closest to `words`: disjoint from it, within [`MAX_PATTERN_EXTENT`] and on the same side of
    /// all boundaries. Ties go to the first. Returns `None` if there is none.
    fn nearest(&self, part: &[Step], words: WordSet, boundaries: WordSet) -> Option<WordSet> {
        let candidates = self.starts(part).iter().filter_map(|start| {
            let more = self.match_sequence(part, start)?;
            let union = words | more;
            // One word cannot serve two parts.
            let is_near = !more.intersects(words)
                && union.extent() <= MAX_PATTERN_EXTENT
                && !crosses(union, boundaries);
            is_near.then_some((union.extent(), more))
        });
        candidates
            .min_by_key(|(extent, _)| *extent)
            .map(|(_, more)| more)
    }

    /// The words that a sequence uses if its first step stands at `start`, with the shortest gaps possible.
    /// Returns `None` if it does not match there.
    fn match_sequence(&self, part: &[Step], start: usize) -> Option<WordSet> {
        let Some(Step::Word { slot, optional }) = part.first() else {
            return None;
        };
        let rest = &part[1..];
        if self.fits[usize::from(*slot)].contains(start)
            && let Some(more) = self.match_rest(rest, start + 1)
        {
            return Some(WordSet::from_position(start) | more);
        }
        // An optional word that is absent, or whose use leads nowhere, is skipped.
        if *optional && !rest.is_empty() {
            return self.match_rest(rest, start);
        }
        None
    }

    fn match_rest(&self, part: &[Step], start: usize) -> Option<WordSet> {
        match part.first() {
            // Shorter gaps are tried first, so the closest word wins.
            Some(Step::Gap(max)) => (start..=start + usize::from(*max))
                .find_map(|next| self.match_sequence(&part[1..], next)),
            Some(Step::Word { .. }) => self.match_sequence(part, start),
            None => Some(WordSet::EMPTY),
        }
    }
}

/// Whether a boundary lies between the first and the last of `words`.
fn crosses(words: WordSet, boundaries: WordSet) -> bool {
    match (words.first(), words.last()) {
        (Some(first), Some(last)) => {
            boundaries.intersects(WordSet::from_range(first + 1..last + 1))
        }
        _ => false,
    }
}

//! Which patterns match the words of one sentence, and where.

use std::collections::HashMap;
use std::ops::Range;

use super::lexicon::{Compiled, Lexicon, Slot, Step, Tells};

/// Words of a sentence that are read; what is longer is a table or a list without punctuation.
pub(super) const MOST_WORDS: usize = 128;

/// A set of places of words in a sentence, one bit each.
pub(super) type Places = u128;

/// The bits of the places `from..to`.
pub(super) fn places(from: usize, to: usize) -> Places {
    let below = |end: usize| {
        if end >= MOST_WORDS {
            Places::MAX
        } else {
            (1 << end) - 1
        }
    };
    below(to) & !below(from)
}

/// One match of one pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct Match {
    pub(super) tells: Tells,
    /// The words that the pattern asked for.
    pub(super) used: Places,
}

impl Match {
    pub(super) fn first(&self) -> usize {
        self.used.trailing_zeros() as usize
    }

    pub(super) fn last(&self) -> usize {
        (Places::BITS - 1 - self.used.leading_zeros()) as usize
    }

    /// How many words it asked for: a longer match knows more.
    pub(super) fn weight(&self) -> u32 {
        self.used.count_ones()
    }
}

/// How far apart the parts of one pattern may stand, in words from the first to the last.
const WINDOW: usize = 16;

/// Where each slot of the lexicon fits in the sentence at hand; kept from sentence to sentence.
#[derive(Debug)]
pub(super) struct Board {
    fits: Vec<Places>,
    touched: Vec<Slot>,
    /// Which slots a word fits, for words met before: few words make up most of any text.
    known: HashMap<Box<str>, Range<u32>>,
    known_slots: Vec<Slot>,
    tried: Vec<u32>,
    lower: String,
}

/// Words that are remembered before all is forgotten: beyond the vocabulary of a corpus, these are numbers and
/// reading errors.
const MOST_KNOWN: usize = 100_000;

impl Board {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        Self {
            fits: vec![0; lexicon.content_by_slot.len()],
            touched: Vec::new(),
            known: HashMap::new(),
            known_slots: Vec::new(),
            tried: Vec::new(),
            lower: String::new(),
        }
    }

    pub(super) fn clear(&mut self) {
        for slot in self.touched.drain(..) {
            self.fits[usize::from(slot)] = 0;
        }
    }

    /// Puts the word at `place` on every slot that it fits.
    pub(super) fn put(&mut self, lexicon: &Lexicon, word: &str, place: usize) {
        let slots = match self.known.get(word) {
            Some(known) => known.clone(),
            None => self.learn(lexicon, word),
        };
        for slot in &self.known_slots[slots.start as usize..slots.end as usize] {
            let fits = &mut self.fits[usize::from(*slot)];
            if *fits == 0 {
                self.touched.push(*slot);
            }
            *fits |= 1 << place;
        }
    }

    fn learn(&mut self, lexicon: &Lexicon, word: &str) -> Range<u32> {
        if self.known.len() >= MOST_KNOWN {
            self.known.clear();
            self.known_slots.clear();
        }
        self.lower.clear();
        self.lower.extend(word.chars().flat_map(char::to_lowercase));
        let narrow = |len: usize| u32::try_from(len).expect("the most known words have few slots");
        let start = self.known_slots.len();
        lexicon.slots(word, &self.lower, |slot| self.known_slots.push(slot));
        self.known_slots[start..].sort_unstable();
        let range = narrow(start)..narrow(self.known_slots.len());
        self.known.insert(word.into(), range.clone());
        range
    }

    /// All matches of content patterns, in pattern order.
    ///
    /// `walls` are the places before which a clause group begins: parts of one pattern stand on one side.
    pub(super) fn content(&mut self, lexicon: &Lexicon, walls: Places) -> Vec<Match> {
        self.matches(lexicon, &lexicon.content_by_slot, walls)
    }

    /// All matches of the other patterns, in pattern order.
    pub(super) fn others(&mut self, lexicon: &Lexicon, walls: Places) -> Vec<Match> {
        self.matches(lexicon, &lexicon.others_by_slot, walls)
    }

    fn matches(&mut self, lexicon: &Lexicon, by_slot: &[Vec<u32>], walls: Places) -> Vec<Match> {
        let mut tried = std::mem::take(&mut self.tried);
        tried.clear();
        tried.extend(
            self.touched
                .iter()
                .flat_map(|slot| &by_slot[usize::from(*slot)]),
        );
        // A pattern that lacks a word needs no place in the order.
        tried.retain(|place| self.has_all(&lexicon.patterns[*place as usize]));
        tried.sort_unstable();
        let mut found = Vec::new();
        for place in &tried {
            self.try_pattern(&lexicon.patterns[*place as usize], walls, &mut found);
        }
        self.tried = tried;
        found
    }

    fn has_all(&self, pattern: &Compiled) -> bool {
        pattern
            .needed
            .iter()
            .all(|slot| self.fits[usize::from(*slot)] != 0)
    }

    fn try_pattern(&self, pattern: &Compiled, walls: Places, found: &mut Vec<Match>) {
        let Some((first, rest)) = pattern.parts.split_first() else {
            return;
        };
        let mut starts = self.starts(first);
        let mut vetoed = None;
        let mut last_end = None;
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            // A match that lies inside the one before says nothing new.
            if last_end.is_some_and(|end| start <= end) {
                continue;
            }
            let Some(mut used) = self.follow(first, start) else {
                continue;
            };
            let complete = rest.iter().all(|part| match self.near(part, used, walls) {
                Some(more) => {
                    used |= more;
                    true
                }
                None => false,
            });
            if !complete || (rest.is_empty() && crosses(used, walls)) {
                continue;
            }
            let vetoed = *vetoed.get_or_insert_with(|| {
                pattern
                    .without
                    .iter()
                    .any(|parts| parts.iter().all(|part| self.anywhere(part).is_some()))
            });
            if vetoed {
                return;
            }
            let matched = Match {
                tells: pattern.tells,
                used,
            };
            last_end = Some(matched.last());
            found.push(matched);
        }
    }

    fn starts(&self, part: &[Step]) -> Places {
        match part.first() {
            Some(Step::Word { slot, .. }) => self.fits[usize::from(*slot)],
            Some(Step::Gap(_)) | None => 0,
        }
    }

    fn anywhere(&self, part: &[Step]) -> Option<Places> {
        let mut starts = self.starts(part);
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            if let Some(used) = self.follow(part, start) {
                return Some(used);
            }
        }
        None
    }

    /// The match of `part` closest to `used`, apart from it, within the window and on the same side of walls.
    fn near(&self, part: &[Step], used: Places, walls: Places) -> Option<Places> {
        let mut starts = self.starts(part);
        let mut best: Option<(usize, Places)> = None;
        while starts != 0 {
            let start = starts.trailing_zeros() as usize;
            starts &= starts - 1;
            let Some(more) = self.follow(part, start) else {
                continue;
            };
            let all = used | more;
            let length = (Places::BITS - all.leading_zeros() - all.trailing_zeros()) as usize;
            if more & used == 0
                && length <= WINDOW
                && !crosses(all, walls)
                && best.is_none_or(|(shortest, _)| length < shortest)
            {
                best = Some((length, more));
            }
        }
        best.map(|(_, more)| more)
    }

    /// The words that the sequence uses when its first word stands at `start`; the shortest way is taken.
    fn follow(&self, part: &[Step], start: usize) -> Option<Places> {
        let Some(Step::Word { slot, optional }) = part.first() else {
            return None;
        };
        if start < MOST_WORDS && self.fits[usize::from(*slot)] & (1 << start) != 0 {
            let used = 1 << start;
            if part.len() == 1 {
                return Some(used);
            }
            if let Some(more) = self.follow_rest(&part[1..], start + 1) {
                return Some(used | more);
            }
        }
        if *optional && part.len() > 1 {
            return self.follow_rest(&part[1..], start);
        }
        None
    }

    fn follow_rest(&self, part: &[Step], at: usize) -> Option<Places> {
        match part.first() {
            Some(Step::Gap(most)) => {
                (at..=at + usize::from(*most)).find_map(|next| self.follow(&part[1..], next))
            }
            Some(Step::Word { .. }) => self.follow(part, at),
            None => Some(0),
        }
    }
}

/// Whether some wall stands between the first and the last of the places.
fn crosses(used: Places, walls: Places) -> bool {
    let first = used.trailing_zeros() as usize;
    let last = (Places::BITS - 1 - used.leading_zeros()) as usize;
    walls & places(first + 1, last + 1) != 0
}

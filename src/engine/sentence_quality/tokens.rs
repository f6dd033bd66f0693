//! The words of a sentence in lower case, with the marks between them.

use super::{FINITE_VERBS, PRONOUN_FOLLOWERS};
use crate::text::{Word, words};

/// Marks that end a part of a sentence.
const PART_ENDS: [char; 8] = [',', ';', ':', '(', ')', '–', '—', '…'];

/// The words of a sentence.
#[derive(Debug)]
pub(super) struct Tokens<'t> {
    /// As they stand.
    pub(super) words: Vec<Word<'t>>,
    /// In lower case.
    pub(super) lower: Vec<String>,
    /// The places of the words behind which a part of the sentence ends by a mark.
    part_ends: Vec<usize>,
}

impl<'t> Tokens<'t> {
    /// Divides a sentence. Cost: one pass.
    pub(super) fn new(sentence: &'t str) -> Self {
        let words: Vec<Word<'t>> = words(sentence).collect();
        let ends_part = |place: &usize| {
            let end = words[*place].span.end as usize;
            let next = words.get(place + 1);
            let gap = &sentence[end..next.map_or(sentence.len(), |word| word.span.start as usize)];
            gap.contains(PART_ENDS)
        };
        Self {
            lower: words.iter().map(|word| word.text.to_lowercase()).collect(),
            part_ends: (0..words.len()).filter(ends_part).collect(),
            words,
        }
    }

    /// The number of words before the first mark that ends a part.
    pub(super) fn first_part(&self) -> usize {
        self.part_ends
            .first()
            .map_or(self.lower.len(), |end| end + 1)
    }

    /// Whether a part of the sentence ends behind the word at `place`.
    pub(super) fn ends_part(&self, place: usize) -> bool {
        self.part_ends.binary_search(&place).is_ok()
    }

    /// The word behind the one at `place` in lower case; `None` if there is none in its part.
    pub(super) fn next_in_part(&self, place: usize) -> Option<&str> {
        let next = self.lower.get(place + 1)?;
        (!self.ends_part(place)).then_some(next.as_str())
    }

    /// Whether the "dat" at `place` is a pronoun ("uit onszelf doen we dat niet"). A conjunction or relative pronoun has a
    /// finite verb behind it ("wij vinden dat niet alles digitaal hoeft").
    pub(super) fn is_pronoun(&self, place: usize) -> bool {
        let is_followed = self
            .next_in_part(place)
            .is_none_or(|next| PRONOUN_FOLLOWERS.contains(next));
        let mut behind = place + 1..self.lower.len();
        let end = behind.find(|at| self.ends_part(at - 1));
        let part = &self.lower[place + 1..end.unwrap_or(self.lower.len())];
        is_followed && !part.iter().any(|word| FINITE_VERBS.contains(word))
    }
}

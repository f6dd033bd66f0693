//! Whether a text is about the field of the taxonomy.

use std::collections::BTreeSet;

use super::detect::Detector;
use super::lexicon::{Lexicon, Tells};
use super::matching::Board;
use super::reading::Reading;
use crate::document::Passage;
use crate::taxonomy::Role;
use crate::text::{sentences, words};

/// Passages of fewer words are taken as they are: they may say "samen, tenzij" without saying of what.
const LONG_ENOUGH_TO_TELL: usize = 40;

/// How much of a passage is about the field. A zoning plan speaks of cooperation, openness and keeping one's own as
/// well, but of other things.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Field {
    /// All of it: every sentence is read.
    Own,
    /// Its words outweigh those of other fields: sentences with a word of another field are read only if they have
    /// one of this field as well.
    Mostly,
    /// Words of other fields outweigh: only sentences with a word of the field, and none of another, are read.
    Besides,
    /// Nothing of it.
    Other,
}

impl Field {
    /// The field of a passage with its heading, by the different words in it: a word of the field weighs as much as
    /// two hints or a word of another field. Clears the board. Cost: reads the sentences with such words.
    pub(super) fn of(board: &mut Board, passage: &Passage, detector: &Detector) -> Self {
        let lexicon = &detector.lexicon;
        let text = passage.text.as_str();
        if !lexicon.has_field() || words(text).nth(LONG_ENOUGH_TO_TELL - 1).is_none() {
            return Self::Own;
        }
        let mut told = Told::default();
        told.read(board, lexicon, text);
        told.read(
            board,
            lexicon,
            passage.heading.as_deref().unwrap_or_default(),
        );
        let [own, hints, others] = told.words.map(|words| words.len());
        if own + hints == 0 {
            Self::Other
        } else if others == 0 {
            Self::Own
        } else if 2 * own + hints > 2 * others {
            Self::Mostly
        } else if own > 0 {
            Self::Besides
        } else {
            Self::Other
        }
    }

    /// Whether a sentence on the board is read.
    pub(super) fn takes(self, board: &mut Board, lexicon: &Lexicon, reading: &Reading<'_>) -> bool {
        let others = board.others(lexicon, reading.walls);
        let has = |role: Role| others.iter().any(|m| m.tells == Tells::Role(role));
        match self {
            Self::Own => true,
            Self::Mostly => has(Role::Domain) || !has(Role::OtherField),
            Self::Besides => has(Role::Domain) && !has(Role::OtherField),
            Self::Other => false,
        }
    }
}

/// The different words of this field, hints of it, and words of others that were met.
#[derive(Default)]
struct Told {
    words: [BTreeSet<String>; 3],
}

impl Told {
    const KINDS: [Role; 3] = [Role::Domain, Role::DomainHint, Role::OtherField];

    fn read(&mut self, board: &mut Board, lexicon: &Lexicon, text: &str) {
        let Some(mut next) = lexicon.next_of_field(text, 0) else {
            return;
        };
        for span in sentences(text) {
            let range = span.range();
            if next < range.start {
                next = lexicon
                    .next_of_field(text, range.start)
                    .unwrap_or(usize::MAX);
            }
            if next >= range.end {
                continue;
            }
            board.clear();
            let reading = Reading::new(text, span, lexicon, board);
            for found in board.others(lexicon, reading.walls) {
                let is_kind = |role: &Role| found.tells == Tells::Role(*role);
                let Some(kind) = Self::KINDS.iter().position(is_kind) else {
                    continue;
                };
                let word = reading.words[found.first()].text.to_lowercase();
                self.words[kind].insert(word);
            }
        }
    }
}

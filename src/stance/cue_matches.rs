//! The cues that matched in one sentence.

use super::compiled_pattern::CueLabel;
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// One match of one pattern.
#[derive(Clone, Copy, Debug)]
pub(super) struct CueMatch {
    /// What the pattern is evidence for.
    pub(super) label: CueLabel,
    /// The words that the pattern asked for; at least one. Words that fill a gap are not among them.
    pub(super) words: WordSet,
}

impl CueMatch {
    /// Whether the pattern is a general cue of this role.
    pub(super) fn is(&self, role: Role) -> bool {
        self.label == CueLabel::Role(role)
    }
}

/// The matches of the general cues of a sentence, by role.
#[derive(Debug)]
pub(super) struct CueMatches {
    matches: Vec<(Role, WordSet)>,
}

impl CueMatches {
    /// Keeps the matches that are labelled with a role, in pattern order. Theme, initiative and principle matches in
    /// `content` are skipped.
    pub(super) fn new(content: &[CueMatch], context: &[CueMatch]) -> Self {
        let matches = content
            .iter()
            .chain(context)
            .filter_map(|cue| match cue.label {
                CueLabel::Role(role) => Some((role, cue.words)),
                CueLabel::Theme(_) | CueLabel::Initiative(_) | CueLabel::Principle(..) => None,
            })
            .collect();
        Self { matches }
    }

    /// The words of each match of `role`, in pattern order.
    pub(super) fn iter(&self, role: Role) -> impl Iterator<Item = WordSet> + '_ {
        self.matches
            .iter()
            .filter(move |(of, _)| *of == role)
            .map(|(_, words)| *words)
    }

    /// The union of the words of all matches of `role`.
    pub(super) fn words(&self, role: Role) -> WordSet {
        self.iter(role).collect()
    }

    /// Whether some match of `role` shares a word with `area`.
    pub(super) fn intersects(&self, role: Role, area: WordSet) -> bool {
        self.iter(role).any(|words| words.intersects(area))
    }
}

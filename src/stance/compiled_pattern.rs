//! Cue patterns in the form in which they are matched: word tests replaced by slot numbers.

use crate::taxonomy::{InitiativeId, Pole, PrincipleId, Role, Strength, ThemeId};

/// What a cue is evidence for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum CueLabel {
    /// A theme.
    Theme(ThemeId),
    /// A concrete initiative.
    Initiative(InitiativeId),
    /// One pole of a principle, and how firmly.
    Principle(PrincipleId, Pole, Strength),
    /// A general role: subject, negation, tempo, intensity and so on.
    Role(Role),
}

impl CueLabel {
    /// Whether this is a content cue: a sentence without any content cue is not analysed further. The other cues,
    /// called context cues, only qualify the content.
    pub(super) fn is_content(self) -> bool {
        match self {
            Self::Theme(_) | Self::Initiative(_) | Self::Principle(..) => true,
            Self::Role(role) => matches!(role, Role::Fast | Role::Slow),
        }
    }
}

/// The number of a set of alternative word tests (`a|b|c*`) in the lexicon. Patterns that test for the same words
/// share a slot.
pub(super) type Slot = u16;

/// One step of a word sequence.
#[derive(Clone, Copy, Debug)]
pub(super) enum Step {
    /// A word that fits the slot; an optional one may be absent.
    Word { slot: Slot, optional: bool },
    /// At most so many words of any kind.
    Gap(u8),
}

/// A pattern whose word tests are slots. See [`Pattern`](crate::taxonomy::Pattern) for the notation it comes from.
#[derive(Debug)]
pub(super) struct CompiledPattern {
    /// What a match is evidence for.
    pub(super) label: CueLabel,
    /// Word sequences that must all be there, near each other (joined by `&`).
    pub(super) parts: Vec<Vec<Step>>,
    /// The slots of all words that are not optional, sorted, without doubles.
    pub(super) required_slots: Vec<Slot>,
    /// Combinations of sequences that veto the pattern (behind `!`).
    pub(super) exclusions: Vec<Vec<Vec<Step>>>,
}

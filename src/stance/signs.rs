//! The general cues of one sentence, by role.

use super::lexicon::Tells;
use super::matching::{Match, Places};
use crate::taxonomy::Role;

/// What the general cues of a sentence tell, with the places of their words.
#[derive(Debug)]
pub(super) struct Signs {
    matches: Vec<(Role, Places)>,
}

impl Signs {
    pub(super) fn new(content: &[Match], others: &[Match]) -> Self {
        let matches = content
            .iter()
            .chain(others)
            .filter_map(|m| match m.tells {
                Tells::Role(role) => Some((role, m.used)),
                Tells::Theme(_) | Tells::Thing(_) | Tells::Principle(..) => None,
            })
            .collect();
        Self { matches }
    }

    /// The matches of one role, in pattern order.
    pub(super) fn of(&self, role: Role) -> impl Iterator<Item = Places> + '_ {
        self.matches
            .iter()
            .filter(move |(of, _)| *of == role)
            .map(|(_, used)| *used)
    }

    /// The words of all matches of one role together.
    pub(super) fn all(&self, role: Role) -> Places {
        self.of(role).fold(0, |all, used| all | used)
    }

    /// Whether some match of the role touches `area`.
    pub(super) fn touches(&self, role: Role, area: Places) -> bool {
        self.of(role).any(|used| used & area != 0)
    }
}

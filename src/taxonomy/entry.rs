//! The entries of a taxonomy: themes, principles, initiatives, and the cues by which text shows them.

use super::{InitiativeId, Pattern, PrincipleId, Role, ThemeId};

/// A subject that a vision can be about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Theme {
    /// Its id in this taxonomy.
    pub id: ThemeId,
    /// Its name in files and filters, lower case: `inclusie-digitaal`.
    pub name: String,
    /// Its name for Dutch readers.
    pub nl: String,
    /// Its name for English readers.
    pub en: String,
    /// Whether the law makes every municipality write about it, so that mentioning it says little.
    pub statutory: bool,
    /// The words that show it; at least one cue.
    pub cues: Vec<Cue>,
}

/// A position that a vision can be for or against.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Principle {
    /// Its id in this taxonomy.
    pub id: PrincipleId,
    /// Its name in files and filters, lower case: `regieorganisatie`.
    pub name: String,
    /// Its name for Dutch readers.
    pub nl: String,
    /// Its name for English readers.
    pub en: String,
    /// What `for` means, in Dutch.
    pub for_nl: String,
    /// What `for` means, in English.
    pub for_en: String,
    /// What `against` means, in Dutch.
    pub against_nl: String,
    /// What `against` means, in English.
    pub against_en: String,
    /// What `for` is, in a sentence; `None` if the taxonomy does not say.
    pub for_meaning: Option<PoleMeaning>,
    /// What `against` is, in a sentence; `None` if the taxonomy does not say.
    pub against_meaning: Option<PoleMeaning>,
    /// The theme of a sentence that shows this principle and names no theme itself.
    pub theme: Option<ThemeId>,
    /// The words that show it, each with the pole it shows; at least one cue.
    pub cues: Vec<(Pole, Strength, Cue)>,
}

/// One end of a principle in a sentence, for readers who wonder what counts as such.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PoleMeaning {
    /// In Dutch.
    pub nl: String,
    /// In English.
    pub en: String,
    /// A sentence of a vision that shows it, in Dutch; empty if there is none.
    pub example: String,
}

/// Something concrete that a municipality can plan, build or have, and share with others: a system, a team, a
/// place.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Initiative {
    /// Its id in this taxonomy.
    pub id: InitiativeId,
    /// Its name in files and filters, lower case: `e-depot`.
    pub name: String,
    /// Its name for Dutch readers.
    pub nl: String,
    /// Its name for English readers.
    pub en: String,
    /// The theme that it belongs to.
    pub theme: ThemeId,
    /// The words that show it; at least one cue.
    pub cues: Vec<Cue>,
}

/// The two ends of a principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Pole {
    /// For it.
    For,
    /// Against it.
    Against,
}

/// How much a cue of a principle says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Strength {
    /// Shows the principle in any sentence that states something.
    Plain,
    /// A buzzword: shows it only beside a choice, a plan or an act (intensity 2 or more).
    NeedsAction,
    /// Shows this pole whatever negation surrounds it, because the cue itself contains the negation.
    Fixed,
}

/// Patterns that mean the same, with the reason why they are listed.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Cue {
    /// Alternatives, of which one match is enough; at least one. Their order has no effect.
    pub patterns: Vec<Pattern>,
    /// Why they are listed.
    pub reason: String,
    /// The id of the source they come from.
    pub source: String,
}

/// A cue that shows something other than a theme, principle or initiative.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RoleCue {
    /// What it shows.
    pub role: Role,
    /// By which words.
    pub cue: Cue,
}

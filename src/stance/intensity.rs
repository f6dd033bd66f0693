//! How far something has come.

use super::Intensity;
use super::matching::Places;
use super::reading::Reading;
use super::said::Lead;
use super::signs::Signs;
use super::speaker::Speaker;
use crate::taxonomy::Role;

/// Which steps of the intensity ladder the words of a sentence show.
#[derive(Debug)]
pub(super) struct Levels {
    pub(super) signal: bool,
    pub(super) explore: bool,
    pub(super) intend: bool,
    pub(super) execute: bool,
    pub(super) realised: bool,
    future: bool,
    /// We, the council, the municipality: not just "our".
    outspoken: bool,
    /// Ends, leaves or avoids something.
    ends: bool,
    /// Only wished, proposed or due.
    wishes: bool,
}

impl Levels {
    pub(super) fn new(
        reading: &Reading<'_>,
        signs: &Signs,
        carrying: Places,
        speaker: Speaker,
    ) -> Self {
        let ladder = [
            Role::Signal,
            Role::SignalOwn,
            Role::Explore,
            Role::Intend,
            Role::IntendOwn,
            Role::Execute,
            Role::ExecuteOwn,
            Role::Realised,
            Role::RealisedOwn,
        ];
        // "stelt eisen" is no demand: a longer cue of another step takes its words.
        let is_part_of_longer = |role: Role, used: Places| {
            ladder.iter().filter(|other| **other != role).any(|other| {
                signs
                    .of(*other)
                    .any(|longer| longer != used && used & !longer == 0)
            })
        };
        let shows = |role| {
            signs.of(role).any(|used| {
                (used & carrying != 0 || signs.touches(Role::Subordinate, used))
                    && !is_part_of_longer(role, used)
            })
        };
        let own = speaker != Speaker::Nobody;
        // "Wij bouwen een model om plannen te toetsen": the verb beside the subject tells what we do.
        let beside = beside_subject(reading, signs) & carrying;
        let weak = [
            Role::SignalOwn,
            Role::IntendOwn,
            Role::ExecuteOwn,
            Role::RealisedOwn,
        ];
        let told_beside = weak.iter().any(|role| {
            signs
                .of(*role)
                .any(|used| used & beside != 0 && !is_part_of_longer(*role, used))
        });
        let shows_own = |role| {
            own && signs.of(role).any(|used| {
                used & carrying != 0
                    && (!told_beside || used & beside != 0)
                    && !is_part_of_longer(role, used)
            })
        };
        Self {
            signal: shows(Role::Signal) || shows_own(Role::SignalOwn),
            explore: shows(Role::Explore),
            intend: shows(Role::Intend) || shows_own(Role::IntendOwn),
            execute: shows(Role::Execute) || shows_own(Role::ExecuteOwn),
            realised: shows(Role::Realised) || shows_own(Role::RealisedOwn),
            future: is_still_to_come(reading, signs, carrying),
            outspoken: signs.touches(Role::Own, carrying),
            ends: signs.touches(Role::Reversal, carrying),
            wishes: reading
                .words
                .iter()
                .enumerate()
                .any(|(place, word)| carrying & (1 << place) != 0 && WISHES.contains(&word.text)),
        }
    }

    /// The level of a sentence in which the municipality speaks.
    pub(super) fn own(&self, negative: bool) -> u8 {
        if negative {
            // Ended, or only refused.
            let ended = self.ends && !self.wishes;
            return if ended {
                Intensity::EXECUTE
            } else {
                Intensity::INTEND
            }
            .get();
        }
        let level = if self.explore {
            Intensity::EXPLORE
        } else if self.intend {
            Intensity::INTEND
        } else if self.signal {
            Intensity::SIGNAL
        } else if self.realised && !self.future {
            Intensity::REALISED
        } else if self.execute || self.realised {
            Intensity::EXECUTE
        } else if self.outspoken {
            DEFAULT_OUTSPOKEN
        } else {
            DEFAULT_OWN
        };
        level.get()
    }

    /// The level of a sentence that names nobody.
    pub(super) fn impersonal(
        &self,
        reading: &Reading<'_>,
        negative: bool,
        plain_principle: bool,
        tempo: bool,
        lead: Option<Lead>,
    ) -> u8 {
        if reading.is_numbered_heading {
            return Intensity::NONE.get();
        }
        let shown = self.explore || self.intend || self.execute || self.realised || negative;
        if shown {
            return self.own(negative);
        }
        if let Some(lead) = lead {
            return lead.intensity;
        }
        if self.signal {
            Intensity::SIGNAL.get()
        } else if reading.is_item {
            Intensity::EXECUTE.get()
        } else if plain_principle || (tempo && reading.words.len() <= SHORT_FRAGMENT) {
            Intensity::INTEND.get()
        } else {
            Intensity::NONE.get()
        }
    }
}

/// Verbs and nouns beside which an ending has not been decided yet.
const WISHES: &[&str] = &[
    "behoefte", "mag", "moet", "moeten", "mogen", "streven", "voorstel", "wil", "willen", "wensen",
    "zou", "zouden",
];

/// Whether what reads as done is still to come: "is operationeel en wordt uitgebreid" is done, "wordt in gebruik
/// genomen" is not.
fn is_still_to_come(reading: &Reading<'_>, signs: &Signs, carrying: Places) -> bool {
    let done = [Role::Realised, Role::RealisedOwn]
        .into_iter()
        .flat_map(|role| signs.of(role))
        .filter(|used| used & carrying != 0);
    signs.touches(Role::Future, carrying)
        && !done.into_iter().any(|used| {
            let clauses = reading.clauses_of(used);
            clauses != reading.all() && !signs.touches(Role::Future, clauses)
        })
}

/// The words next to "wij" outside quotations: one of them is the finite verb of its clause.
fn beside_subject(reading: &Reading<'_>, signs: &Signs) -> Places {
    let subject = signs.all(Role::Own) & !reading.quoted;
    (subject << 1 | subject >> 1) & !subject & reading.all()
}

/// What "we" do by a verb that is not known: mostly a rule of conduct.
const DEFAULT_OUTSPOKEN: Intensity = Intensity::INTEND;

/// What is said of "our" things without any verb that is known: mostly a view.
const DEFAULT_OWN: Intensity = Intensity::SIGNAL;

/// Fragments without verb that state a pace ("Eerst de basis, daarna pas vernieuwing.") have at most this many
/// words.
const SHORT_FRAGMENT: usize = 12;

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
}

impl Levels {
    pub(super) fn new(signs: &Signs, carrying: Places, speaker: Speaker) -> Self {
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
        Self {
            signal: shows(Role::Signal) || (own && shows(Role::SignalOwn)),
            explore: shows(Role::Explore),
            intend: shows(Role::Intend) || (own && shows(Role::IntendOwn)),
            execute: shows(Role::Execute) || (own && shows(Role::ExecuteOwn)),
            realised: shows(Role::Realised) || (own && shows(Role::RealisedOwn)),
            future: signs.touches(Role::Future, carrying),
            outspoken: signs.touches(Role::Own, carrying),
            ends: signs.touches(Role::Reversal, carrying),
        }
    }

    /// The level of a sentence in which the municipality speaks.
    pub(super) fn own(&self, negative: bool) -> u8 {
        if negative {
            // Ended, or only refused.
            let ended = self.ends && (self.execute || self.realised);
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

/// What "we" do by a verb that is not known: mostly a rule of conduct.
const DEFAULT_OUTSPOKEN: Intensity = Intensity::INTEND;

/// What is said of "our" things without any verb that is known: mostly a view.
const DEFAULT_OWN: Intensity = Intensity::SIGNAL;

/// Fragments without verb that state a pace ("Eerst de basis, daarna pas vernieuwing.") have at most this many
/// words.
const SHORT_FRAGMENT: usize = 12;

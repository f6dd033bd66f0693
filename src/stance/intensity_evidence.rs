//! How far a plan has come, by the words of its sentence.

use super::attribution::Attribution;
use super::cue_matches::CueMatches;
use super::intensity::Intensity;
use super::list_context::ListContext;
use super::sentence_evidence::SentenceEvidence;
use super::word_lists::UNDECIDED_MODALS;
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// The intensity of a sentence in which the municipality acts by an unknown verb: mostly a rule of conduct.
const DEFAULT_EXPLICIT: Intensity = Intensity::INTEND;

/// The intensity of a sentence about "our" affairs without any known verb: mostly a view.
const DEFAULT_IMPLICIT: Intensity = Intensity::SIGNAL;

/// Fragments without verb that state a tempo ("Eerst de basis, daarna pas vernieuwing.") have at most so many words.
const MAX_FRAGMENT_WORDS: usize = 12;

/// Roles that show a level of intensity.
const LEVEL_ROLES: [Role; 9] = [
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

/// Those that count only if a party is named: their verbs are too common otherwise.
const ATTRIBUTED_ROLES: [Role; 4] = [
    Role::SignalOwn,
    Role::IntendOwn,
    Role::ExecuteOwn,
    Role::RealisedOwn,
];

/// Which levels of intensity the words of a sentence show.
#[derive(Debug)]
pub(super) struct IntensityEvidence {
    /// A cue of level 1 is there; and so on.
    pub(super) signal: bool,
    pub(super) explore: bool,
    pub(super) intend: bool,
    pub(super) execute: bool,
    pub(super) realised: bool,
    /// What reads as done is still to come.
    is_future: bool,
    /// The sentence names "we", the council or the municipality, not just "our".
    is_explicitly_own: bool,
    /// Something is ended, left or avoided.
    ends_something: bool,
    /// Something is only wished, proposed or due.
    is_undecided: bool,
}

impl IntensityEvidence {
    /// Collects the levels that the cues of a sentence show. Common verbs count only if it is attributed to a party.
    pub(super) fn new(evidence: &SentenceEvidence<'_, '_>, attribution: Attribution) -> Self {
        let SentenceEvidence {
            sentence,
            cues,
            main_clause,
            ..
        } = evidence;
        let shows = |role| {
            cues.iter(role).any(|words| {
                (words.intersects(*main_clause) || evidence.includes_subordinator(words))
                    && !is_part_of_longer(cues, role, words)
            })
        };
        let is_attributed = attribution != Attribution::Impersonal;
        // "Wij bouwen een model om plannen te toetsen": the verb beside the subject tells what is done, so it wins
        // over verbs further on.
        let beside = beside_subject(evidence);
        let has_verb_beside = ATTRIBUTED_ROLES.iter().any(|role| {
            cues.iter(*role)
                .any(|words| words.intersects(beside) && !is_part_of_longer(cues, *role, words))
        });
        let shows_attributed = |role| {
            is_attributed
                && cues.iter(role).any(|words| {
                    words.intersects(*main_clause)
                        && (!has_verb_beside || words.intersects(beside))
                        && !is_part_of_longer(cues, role, words)
                })
        };
        Self {
            signal: shows(Role::Signal) || shows_attributed(Role::SignalOwn),
            explore: shows(Role::Explore),
            intend: shows(Role::Intend) || shows_attributed(Role::IntendOwn),
            execute: shows(Role::Execute) || shows_attributed(Role::ExecuteOwn),
            realised: shows(Role::Realised) || shows_attributed(Role::RealisedOwn),
            is_future: is_future(evidence),
            is_explicitly_own: cues.intersects(Role::Own, *main_clause),
            ends_something: cues.intersects(Role::Reversal, *main_clause),
            is_undecided: main_clause
                .iter()
                .any(|position| UNDECIDED_MODALS.contains(sentence.words[position].text)),
        }
    }

    /// Whether a level above [`Intensity::SIGNAL`] is shown.
    pub(super) fn shows_action(&self) -> bool {
        self.explore || self.intend || self.execute || self.realised
    }

    /// The intensity of a sentence that is attributed to a party.
    pub(super) fn attributed_level(&self, is_negative: bool) -> Intensity {
        if is_negative {
            return if self.ends_something && !self.is_undecided {
                Intensity::EXECUTE
            } else {
                // Only refused, or an ending that has not been decided.
                Intensity::INTEND
            };
        }
        // Exploring and intending come before doing: "wij willen invoeren" has not been done.
        if self.explore {
            Intensity::EXPLORE
        } else if self.intend {
            Intensity::INTEND
        } else if self.signal {
            Intensity::SIGNAL
        } else if self.realised && !self.is_future {
            Intensity::REALISED
        } else if self.execute || self.realised {
            Intensity::EXECUTE
        } else if self.is_explicitly_own {
            DEFAULT_EXPLICIT
        } else {
            DEFAULT_IMPLICIT
        }
    }

    /// The intensity of a sentence that names nobody.
    ///
    /// `states_principle` tells whether it shows a principle by more than a buzzword, `has_tempo` whether it shows a
    /// tempo; `context` is that of the list in which it stands.
    pub(super) fn impersonal_level(
        &self,
        evidence: &SentenceEvidence<'_, '_>,
        is_negative: bool,
        states_principle: bool,
        has_tempo: bool,
        context: Option<ListContext>,
    ) -> Intensity {
        let layout = &evidence.sentence.layout;
        // "2.1.3 Data bij de bron" names a chapter, not a rule.
        if layout.is_numbered_heading {
            return Intensity::NONE;
        }
        if self.shows_action() || is_negative {
            return self.attributed_level(is_negative);
        }
        // Without a verb, an item is as far as the line that introduces it says.
        if let Some(context) = context {
            return context.intensity;
        }
        let is_fragment = evidence.sentence.words.len() <= MAX_FRAGMENT_WORDS;
        if self.signal {
            Intensity::SIGNAL
        } else if layout.is_list_item {
            // Items of an action list name what is done without a verb.
            Intensity::EXECUTE
        // A slogan such as "Cloud, tenzij" is a rule, and a short fragment with a tempo a choice.
        } else if states_principle || (has_tempo && is_fragment) {
            Intensity::INTEND
        } else {
            Intensity::NONE
        }
    }
}

/// Whether a longer cue of another level includes the words: "stelt eisen" is no demand but part of one.
fn is_part_of_longer(cues: &CueMatches, role: Role, words: WordSet) -> bool {
    LEVEL_ROLES
        .iter()
        .filter(|other| **other != role)
        .flat_map(|other| cues.iter(*other))
        .any(|longer| longer != words && words.is_subset(longer))
}

/// Whether what reads as done is still to come: "is operationeel en wordt uitgebreid" is done, "wordt in gebruik
/// genomen" is not.
fn is_future(evidence: &SentenceEvidence<'_, '_>) -> bool {
    let SentenceEvidence {
        sentence,
        cues,
        main_clause,
        ..
    } = evidence;
    let is_done_in_own_clause = |words: WordSet| {
        let clauses = sentence.clause_words(words);
        clauses != sentence.all_words() && !cues.intersects(Role::Future, clauses)
    };
    cues.intersects(Role::Future, *main_clause)
        && ![Role::Realised, Role::RealisedOwn]
            .into_iter()
            .flat_map(|role| cues.iter(role))
            .filter(|words| words.intersects(*main_clause))
            .any(is_done_in_own_clause)
}

/// The words of the main clause next to "wij" outside quotations: one of them is the finite verb.
fn beside_subject(evidence: &SentenceEvidence<'_, '_>) -> WordSet {
    let subject = evidence.cues.words(Role::Own) - evidence.sentence.quoted;
    subject.neighbours() & evidence.sentence.all_words() & evidence.main_clause
}

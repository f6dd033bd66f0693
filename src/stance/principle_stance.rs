//! Which principles a sentence is for or against.

use std::cmp::Reverse;

use super::compiled_pattern::CueLabel;
use super::cue_matches::CueMatch;
use super::negation_scope::{Polarity, cue_polarity};
use super::sentence_evidence::SentenceEvidence;
use super::statement::{Stance, StanceReading};
use super::word_lists::POSSIBILITY_WORDS;
use super::word_set::WordSet;
use crate::taxonomy::{Pole, PrincipleId, Role, Strength};

/// The stance on one principle that one cue is evidence for.
pub(super) struct PrincipleEvidence {
    pub(super) principle: PrincipleId,
    pub(super) stance: Stance,
    pub(super) strength: Strength,
    /// How much the evidence weighs where sentences of a document contradict each other.
    pub(super) weight: u8,
    /// Stands in a clause behind "maar".
    is_contrast: bool,
    /// The number of words of the cue: a longer cue is more specific.
    specificity: u32,
}

impl PrincipleEvidence {
    /// The stance of an item below a line that refuses it. Returns `None` if the cue tells nothing then: whoever does not
    /// do something alone need not do it together.
    pub(super) fn refused(self) -> Option<Self> {
        let tells = self.stance == Stance::For || self.strength != Strength::NeedsAction;
        tells.then(|| Self {
            stance: self.stance.opposite(),
            ..self
        })
    }

    /// What is read by it alone.
    pub(super) fn reading(&self) -> StanceReading {
        StanceReading {
            principle: self.principle,
            stance: self.stance,
            probability: self.weight,
            by_itself: self.weight,
        }
    }

    /// What decides if cues of one principle disagree: the clause behind "maar", then a cue that contains its own
    /// negation, then the longer cue.
    fn priority(&self) -> (bool, bool, u32) {
        (
            self.is_contrast,
            self.strength == Strength::Fixed,
            self.specificity,
        )
    }
}

/// The principles of a sentence in taxonomy order, each at most once: the evidence of highest
/// [priority](PrincipleEvidence::priority). A principle is left out if the best two are equal and opposite.
///
/// A sentence that only names a possibility ("zou kunnen", "wordt overwogen") takes no position.
pub(super) fn principle_stances(evidence: &SentenceEvidence<'_, '_>) -> Vec<PrincipleEvidence> {
    let words = &evidence.sentence.words;
    let is_possibility = evidence
        .main_clause
        .iter()
        .any(|position| POSSIBILITY_WORDS.contains_ignoring_case(words[position].text));
    if is_possibility {
        return Vec::new();
    }
    let all = evidence
        .content
        .iter()
        .filter_map(|cue| principle_evidence(evidence, cue))
        .collect();
    resolve_conflicts(all)
}

/// What one match tells of a principle. Returns `None` if it is no principle cue or tells nothing here.
fn principle_evidence(
    evidence: &SentenceEvidence<'_, '_>,
    cue: &CueMatch,
) -> Option<PrincipleEvidence> {
    let CueLabel::Principle(principle, pole, strength) = cue.label else {
        return None;
    };
    // Words partly in the main clause and partly in its exception meet by chance, unless the cue names the
    // conjunction itself.
    if !cue.words.is_subset(evidence.main_clause) && !evidence.includes_subordinator(cue.words) {
        return None;
    }
    let literal = match pole {
        Pole::For => Stance::For,
        Pole::Against => Stance::Against,
    };
    let stance = match (strength, pole, cue_polarity(evidence, cue.words)) {
        // A fixed cue contains its own negation ("collectief, tenzij"), so others do not reach it.
        (Strength::Fixed, _, _) | (_, _, Polarity::Affirmed) => literal,
        // Whoever does not do something alone need not do it together.
        (Strength::NeedsAction, Pole::Against, Polarity::Negated)
            if !is_directly_negated(evidence, cue.words) =>
        {
            return None;
        }
        (_, _, Polarity::Negated) => literal.opposite(),
        (_, _, Polarity::Undetermined) => return None,
    };
    if pole == Pole::Against
        && strength == Strength::NeedsAction
        && is_overruled(evidence.content, principle, cue.words)
    {
        return None;
    }
    Some(PrincipleEvidence {
        principle,
        stance,
        strength,
        weight: weight(strength, stance == literal),
        is_contrast: evidence.sentence.clause_of(cue.words).is_contrast,
        specificity: cue.words.len(),
    })
}

/// The weight of a cue, in percent like a probability: one that says the principle outright counts for two buzzwords or
/// turned-round cues.
fn weight(strength: Strength, is_literal: bool) -> u8 {
    match (strength, is_literal) {
        (Strength::NeedsAction, _) | (_, false) => 40,
        _ => 80,
    }
}

/// Whether a stronger cue of another principle uses the same words: "in eigen beheer" is about who does the work, not
/// about alone or together.
fn is_overruled(content: &[CueMatch], principle: PrincipleId, words: WordSet) -> bool {
    content.iter().any(|other| match other.label {
        CueLabel::Principle(of, _, strength) => {
            of != principle && strength != Strength::NeedsAction && other.words.intersects(words)
        }
        CueLabel::Theme(_) | CueLabel::Initiative(_) | CueLabel::Role(_) => false,
    })
}

/// Keeps the best evidence of each principle; drops principles whose best evidence is contradictory.
fn resolve_conflicts(mut all: Vec<PrincipleEvidence>) -> Vec<PrincipleEvidence> {
    // Brings the evidence of each principle together, best first.
    all.sort_by_key(|one| (one.principle, Reverse(one.priority())));
    let mut kept: Vec<PrincipleEvidence> = Vec::new();
    let mut contradictory: Option<PrincipleId> = None;
    for one in all {
        match kept.last() {
            Some(best) if best.principle == one.principle => {
                if best.priority() == one.priority() && best.stance != one.stance {
                    contradictory = Some(one.principle);
                    kept.pop();
                }
            }
            // The rest of a principle that was dropped.
            _ if contradictory == Some(one.principle) => {}
            _ => kept.push(one),
        }
    }
    kept
}

/// Whether the word directly before the cue denies it ("niet zelf").
fn is_directly_negated(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let before = words
        .first()
        .and_then(|first| first.checked_sub(1))
        .map_or(WordSet::EMPTY, WordSet::from_position);
    [Role::Negation, Role::NegationForward, Role::NegationNear]
        .into_iter()
        .any(|role| evidence.cues.intersects(role, before))
}

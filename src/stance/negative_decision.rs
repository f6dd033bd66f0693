//! Whether the main message of a sentence is a refusal or an ending.

use super::clause_segmentation::Clause;
use super::compiled_pattern::CueLabel;
use super::sentence_evidence::SentenceEvidence;
use super::word_set::WordSet;
use crate::taxonomy::{Pole, Role, Strength};

/// Whether the sentence refuses, stops or leaves something, as its main message.
pub(super) fn is_negative_decision(evidence: &SentenceEvidence<'_, '_>) -> bool {
    let cues = &evidence.cues;
    cues.iter(Role::NegativeDecision).any(|words| {
        let clause = evidence.sentence.clause_of(words);
        // A refusal under a condition is none, and one across two clauses met by chance.
        words.is_subset(evidence.main_clause)
            && words.is_subset(clause.words)
            && is_main_message(evidence, clause)
            && !is_affirmative_rule(evidence, words)
            && !cues.intersects(Role::NotNegativeDecision, words)
    })
}

/// Whether a refusal in `clause` is the main message. "Niet A maar B" and "B en niet A" are for B: a refusal leads its
/// sentence or stands behind "maar", and nothing in contrast follows.
fn is_main_message(evidence: &SentenceEvidence<'_, '_>, clause: Clause) -> bool {
    let sentence = evidence.sentence;
    let has_content = |words: WordSet| {
        evidence
            .content
            .iter()
            .any(|cue| cue.words.intersects(words))
    };
    let is_preceded = sentence
        .clauses
        .iter()
        .take_while(|other| other.start() < clause.start())
        .any(|other| other.words.intersects(evidence.main_clause) && has_content(other.words));
    let is_contrasted = sentence.clauses.iter().any(|other| {
        other.start() > clause.start() && other.is_contrast && has_content(other.words)
    });
    (clause.is_contrast || !is_preceded || sentence.is_inverted(clause)) && !is_contrasted
}

/// Whether the refusal is part of a cue for a principle: "niets zelf als het al bestaat" refuses nothing, it is for the
/// common way.
fn is_affirmative_rule(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let is_for_principle = evidence.content.iter().any(|cue| {
        matches!(
            cue.label,
            CueLabel::Principle(_, Pole::For, Strength::Fixed)
        ) && cue.words.intersects(words)
    });
    is_for_principle
        && (evidence.cues.intersects(Role::Negation, words)
            || evidence.cues.intersects(Role::NegationForward, words))
}

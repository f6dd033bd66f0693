//! What a sentence does with the initiatives that it names.
//!
//! A sentence is about an initiative if that is what is wanted, made or used. It is not if the initiative only says
//! where, with what or for whom something happens ("testen in het klantcontactcentrum"), if it is the one that does
//! something ("het datateam leent ze"), or if it is merely lacking ("wij hebben geen chatbot"), put off ("het verzoek om
//! een datateam is aangehouden"), asked about or described ("het zaaksysteem dateert van 2012").

use super::compiled_pattern::CueLabel;
use super::intensity::Intensity;
use super::negation_scope::{Polarity, cue_polarity};
use super::sentence_evidence::SentenceEvidence;
use super::word_lists::{
    ACTION_NOUN_ENDINGS, ADJUNCT_PREPOSITIONS, CONDITION_VERBS, DETERMINERS, ENDED_PARTICIPLES,
    ENDING_INFINITIVES, ENDING_VERBS, EXPLORING_VERBS, FORMER_ADJECTIVES, JOINT_ADJECTIVES,
    LACKING_VERBS, NOT_ACTING_VERBS, OBJECT_PREPOSITION_GOVERNORS, OUTSIDE_ADJECTIVES,
    POSTPONED_PARTICIPLES, PROSPECTIVE_ADJECTIVES,
};
use super::word_set::WordSet;
use crate::taxonomy::InitiativeId;
use crate::text::WordList;

/// Adjectives that may stand between a determiner or preposition and the name of an initiative.
const MAX_ADJECTIVES: usize = 2;

/// So many words before its name it is told that an initiative is done together.
const JOINT_REACH: usize = 4;

/// The initiatives that a sentence is about.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct InitiativeReading {
    /// In taxonomy order, without doubles.
    pub(super) initiatives: Vec<InitiativeId>,
    /// Whether one of them is refused, and none is wanted.
    pub(super) is_refused: bool,
}

/// Reads the initiatives of a sentence of the given intensity. `is_negative` tells whether the sentence was found to be
/// a negative decision; what it refuses is then kept.
pub(super) fn read_initiatives(
    evidence: &SentenceEvidence<'_, '_>,
    intensity: Intensity,
    is_negative: bool,
) -> InitiativeReading {
    let (mut wanted, mut refused) = (Vec::new(), Vec::new());
    if evidence.sentence.layout.is_question || repeats_another(evidence) {
        return InitiativeReading::default();
    }
    for cue in evidence.content {
        let CueLabel::Initiative(initiative) = cue.label else {
            continue;
        };
        if is_adjunct(evidence, cue.words)
            || is_doer(evidence, cue.words, intensity)
            || is_described(evidence, cue.words)
            || is_of_others(evidence, cue.words)
            || (intensity >= Intensity::EXECUTE && is_prospective(evidence, cue.words))
        {
            continue;
        }
        let denial = if is_negative {
            Denial::Refused
        } else {
            denial(evidence, cue.words)
        };
        match denial {
            Denial::None => wanted.push(initiative),
            // Whoever does not join in may well have one of its own.
            Denial::Refused if is_done_together(evidence, cue.words) => {}
            // What a negative decision is about is kept as such.
            Denial::Refused if is_negative => wanted.push(initiative),
            Denial::Refused => refused.push(initiative),
            Denial::Lacking => {}
        }
    }
    let is_refused = wanted.is_empty() && !refused.is_empty();
    let mut initiatives = if is_refused { refused } else { wanted };
    initiatives.sort_unstable();
    initiatives.dedup();
    InitiativeReading {
        initiatives,
        is_refused,
    }
}

/// Whether an initiative is denied.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Denial {
    None,
    /// It is not there.
    Lacking,
    /// It is not wanted.
    Refused,
}

fn denial(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> Denial {
    let sentence = evidence.sentence;
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return Denial::None;
    };
    if let Some(denial) = ending(evidence, words) {
        return denial;
    }
    // "geen eigen zaaksysteem"
    let nearby = first.saturating_sub(MAX_ADJECTIVES + 1)..first;
    let is_denied_directly = nearby
        .rev()
        .map(|position| lower(evidence, position))
        .take_while(|word| !ADJUNCT_PREPOSITIONS.contains(word) && !DETERMINERS.contains(word))
        .any(|word| word == "geen");
    if !is_denied_directly {
        // What is replaced is made anew: "wij vervangen het zaaksysteem door een gedeeld systeem".
        let clause = sentence.clause_of(words);
        let mut clause_words = clause.words.iter();
        let is_replaced = clause_words.any(|one| lower(evidence, one).starts_with("vervang"));
        if is_replaced || cue_polarity(evidence, words) != Polarity::Negated {
            return Denial::None;
        }
    }
    // "… en richten dat ook niet in": denied a second time behind it.
    let is_denied_again = is_denied_directly
        && (last + 1..sentence.words.len())
            .any(|position| matches!(lower(evidence, position).as_str(), "niet" | "nooit"));
    let clause = sentence.clause_of(words);
    let is_lack = clause
        .words
        .iter()
        .any(|position| LACKING_VERBS.contains(&lower(evidence, position)));
    if is_lack && !is_denied_again {
        Denial::Lacking
    } else {
        Denial::Refused
    }
}

/// What a participle in the clause of an initiative says of it: that it was ended ("uitgezet") or that nothing was decided
/// ("aangehouden"). Returns `None` if there is none.
fn ending(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> Option<Denial> {
    let clause = evidence.sentence.clause_of(words);
    let has = |list: &WordList| {
        let mut clause = clause.words.iter();
        clause.any(|position| list.contains(&lower(evidence, position)))
    };
    // "Sluiten datapakhuis"
    let is_ended_item = !words.contains(0) && ENDING_INFINITIVES.contains(&lower(evidence, 0));
    if has(&ENDED_PARTICIPLES) || is_ended_item || ends_by_verb(evidence, words) {
        // What is old makes room for another.
        let is_former = preceding(evidence, words).any(|word| FORMER_ADJECTIVES.contains(&word));
        return Some(if is_former {
            Denial::Lacking
        } else {
            Denial::Refused
        });
    }
    if !has(&POSTPONED_PARTICIPLES) {
        return None;
    }
    // "… is overwogen, maar de baten wegen niet op tegen de kosten"
    let all = evidence.sentence.words.len();
    let has_word = |searched: &str| (0..all).any(|position| lower(evidence, position) == searched);
    let is_turned_down = has_word("maar") && (has_word("niet") || has_word("geen"));
    Some(if is_turned_down && has_word("overwogen") {
        Denial::Refused
    } else {
        Denial::Lacking
    })
}

/// Whether a separable verb in the clause of an initiative ends it: "heffen … op". Its part stands behind it, and behind
/// the initiative or directly behind the verb.
fn ends_by_verb(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let clause = evidence.sentence.clause_of(words).words;
    let lower: Vec<String> = clause.iter().map(|at| lower(evidence, at)).collect();
    ENDING_VERBS.iter().any(|entry| {
        let Some((verb, part)) = entry.split_once(' ') else {
            return false;
        };
        let Some(at) = lower.iter().position(|word| word == verb) else {
            return false;
        };
        // The last word of its clause, as a preposition of the same form is not.
        at + 1 < lower.len() && lower.last().is_some_and(|last| last == part)
    })
}

/// Whether a sentence says of an initiative what was said of something else before: "Hetzelfde geldt voor sensoren."
fn repeats_another(evidence: &SentenceEvidence<'_, '_>) -> bool {
    evidence.sentence.words.len() > 1
        && matches!(lower(evidence, 0).as_str(), "hetzelfde" | "idem")
        && lower(evidence, 1) == "geldt"
}

/// Whether the verb behind an initiative tells in what condition it is.
fn is_described(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let next = words.last().map_or(0, |last| last + 1);
    next < evidence.sentence.words.len() && CONDITION_VERBS.contains(&lower(evidence, next))
}

/// Whether an initiative is one of another government, and the sentence does not say that it is joined.
fn is_of_others(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    preceding(evidence, words).any(|word| OUTSIDE_ADJECTIVES.contains(&word))
        && governing_word(evidence, words)
            .is_none_or(|at| !matches!(lower(evidence, at).as_str(), "aan" | "bij" | "op"))
}

/// Whether an initiative is named as one that is not there yet, beside what the sentence does.
fn is_prospective(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    preceding(evidence, words).any(|word| PROSPECTIVE_ADJECTIVES.contains(&word))
}

/// Whether an initiative is named as something done together: "de gezamenlijke aanbesteding van het zaaksysteem", "om
/// samen een zaaksysteem aan te schaffen".
fn is_done_together(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let first = words.first().unwrap_or(0);
    let before = first.saturating_sub(JOINT_REACH)..first;
    before.into_iter().any(|position| {
        let word = lower(evidence, position);
        let mut beginnings = JOINT_ADJECTIVES.iter();
        beginnings.any(|beginning| word.starts_with(beginning))
    })
}

/// The adjectives that may stand directly before an initiative, in lower case.
fn preceding(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> impl Iterator<Item = String> {
    let first = words.first().unwrap_or(0);
    (first.saturating_sub(MAX_ADJECTIVES)..first).map(|position| lower(evidence, position))
}

/// Whether an initiative stands behind a preposition that does not make it an object, or behind "van" and a subject
/// that names no action: "het hek van de proeftuin".
fn is_adjunct(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> bool {
    let Some(preposition) = governing_word(evidence, words) else {
        return false;
    };
    let word = lower(evidence, preposition);
    if word == "van" {
        // Only at the beginning, where the noun is the subject: further on it is mostly what is done with the
        // initiative ("wij onderzoeken de mogelijkheden van een chatbot").
        let noun = preposition.checked_sub(1);
        return noun.is_some_and(|noun| {
            noun <= 1 && !ACTION_NOUN_ENDINGS.contains_suffix_of(&lower(evidence, noun))
        });
    }
    if !ADJUNCT_PREPOSITIONS.contains(&word) {
        return false;
    }
    let is_governor = |position: usize| {
        let word = lower(evidence, position);
        let mut governors = OBJECT_PREPOSITION_GOVERNORS.iter();
        governors.any(|beginning| word.starts_with(beginning))
    };
    // "de koppeling met de sensoren": what is made is the connection.
    let belongs_to_noun = preposition
        .checked_sub(1)
        .is_some_and(|noun| lower(evidence, noun).ends_with("ing") && !is_governor(noun));
    let clause = evidence.sentence.clause_of(words);
    belongs_to_noun || !clause.words.iter().any(is_governor)
}

/// The position of the word before the noun phrase in which `words` stand: before its adjectives and its determiner,
/// and before the phrases that "en" or "of" joins to it. Returns `None` at the beginning of the sentence.
fn governing_word(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> Option<usize> {
    let mut position = words.first()?.checked_sub(1)?;
    let mut adjectives = 0;
    let mut has_determiner = false;
    loop {
        let word = lower(evidence, position);
        let is_joined = matches!(word.as_str(), "en" | "of");
        if is_joined {
            // The noun before the conjunction is part of the same phrase.
            position = position.checked_sub(2)?;
            (adjectives, has_determiner) = (0, false);
            continue;
        }
        let is_preposition = word == "van" || ADJUNCT_PREPOSITIONS.contains(&word);
        if is_preposition || has_determiner {
            return Some(position);
        }
        if DETERMINERS.contains(&word) || matches!(word.as_str(), "ons" | "geen" | "elk" | "ieder")
        {
            has_determiner = true;
        } else if adjectives < MAX_ADJECTIVES && (word.ends_with('e') || word == "eigen") {
            adjectives += 1;
        } else {
            return Some(position);
        }
        position = position.checked_sub(1)?;
    }
}

/// Whether an initiative at the beginning of a sentence does something itself: "Het datateam leent ze." A statement that
/// it is in use is none of these.
fn is_doer(evidence: &SentenceEvidence<'_, '_>, words: WordSet, intensity: Intensity) -> bool {
    let (Some(first), Some(last)) = (words.first(), words.last()) else {
        return false;
    };
    if first > 1 || intensity >= Intensity::REALISED || last + 1 >= evidence.sentence.words.len() {
        return false;
    }
    let next = lower(evidence, last + 1);
    let acts = next.ends_with('t') && !NOT_ACTING_VERBS.contains(&next);
    // "Een datalab met studenten onderzoekt …": further on only a verb that cannot be about the initiative.
    let mut clause = evidence.sentence.clause_of(words).words.iter();
    acts || (intensity <= Intensity::EXPLORE
        && clause.any(|position| EXPLORING_VERBS.contains(&lower(evidence, position))))
}

fn lower(evidence: &SentenceEvidence<'_, '_>, position: usize) -> String {
    evidence.sentence.words[position].text.to_lowercase()
}

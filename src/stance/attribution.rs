//! Attribution: whose wish or act a sentence reports.

use super::municipality_mentions::{MunicipalityMentions, OwnNames};
use super::parsed_sentence::ParsedSentence;
use super::sentence_evidence::SentenceEvidence;
use super::word_lists::{DETERMINERS, PREPOSITIONS};
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// To whom a statement is attributed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Attribution {
    /// The municipality.
    Own,
    /// Another party.
    Other,
    /// Nobody is named: a passive, an impersonal sentence, a fragment.
    Impersonal,
}

/// How many words before a noun are searched for the preposition that governs it.
const MAX_GOVERNING_DISTANCE: usize = 3;

/// Attributes a sentence. `own_names` are the names of the municipality of the text; may be empty.
pub(super) fn attribute(
    evidence: &SentenceEvidence<'_, '_>,
    own_names: OwnNames<'_>,
) -> Attribution {
    let SentenceEvidence {
        sentence,
        cues,
        main_clause,
        ..
    } = evidence;
    let mentions = MunicipalityMentions::find(sentence, own_names);
    // What "wij" means inside a quotation depends on who is quoted.
    let unquoted = *main_clause - sentence.quoted;
    let own = ((cues.words(Role::Own) | mentions.own) & unquoted).first();
    let others = (cues.words(Role::Other) & unquoted) | (mentions.other & *main_clause);
    let other = subjects(evidence, others).first();
    let reported = (cues.words(Role::Reported) - sentence.quoted).first();
    match (own, other, reported) {
        // "De VNG vindt dat wij …", "Volgens het Rijk moeten wij …"
        (Some(own), Some(other), Some(reported)) if other < own && reported < own => {
            Attribution::Other
        }
        // Whatever another party does in the same sentence, the municipality acts as well.
        (Some(_), _, _) => Attribution::Own,
        (None, Some(_), _) => Attribution::Other,
        // "Volgens …": somebody is quoted, though no party that a cue knows.
        (None, None, Some(_)) if cues.intersects(Role::OwnHint, unquoted) => Attribution::Own,
        (None, None, Some(_)) => Attribution::Other,
        (None, None, None) => {
            // "Wij" inside a quotation, "onze", or "wij" in the main clause still point to the municipality, if nothing
            // points elsewhere.
            let is_own = cues.words(Role::Own).intersects(sentence.quoted)
                || cues.intersects(Role::OwnHint, *main_clause)
                || cues.intersects(Role::Own, *main_clause);
            if is_own {
                Attribution::Own
            } else {
                Attribution::Impersonal
            }
        }
    }
}

/// The words among `parties` that are the first word of a subject: no preposition governs them.
fn subjects(evidence: &SentenceEvidence<'_, '_>, parties: WordSet) -> WordSet {
    let cue_starts: WordSet = evidence
        .cues
        .iter(Role::Other)
        .filter_map(WordSet::first)
        .map(WordSet::from_position)
        .collect();
    parties
        .iter()
        .filter(|position| {
            // The second word of a name is no subject by itself, unless another cue begins there.
            let continues = *position > 0 && parties.contains(position - 1);
            cue_starts.contains(*position) || !continues
        })
        .filter(|position| !is_governed(evidence.sentence, *position))
        .map(WordSet::from_position)
        .collect()
}

/// Whether a preposition stands before the noun at `position`, in the same clause. The word directly before the noun
/// may be any adjective; further back only determiners may stand between.
fn is_governed(sentence: &ParsedSentence<'_>, position: usize) -> bool {
    let clause = sentence.clause_of(WordSet::from_position(position));
    for distance in 1..=MAX_GOVERNING_DISTANCE {
        let before = position
            .checked_sub(distance)
            .filter(|before| clause.words.contains(*before));
        let Some(before) = before else {
            return false;
        };
        let word = sentence.words[before].text;
        if PREPOSITIONS.contains_ignoring_case(word) {
            return true;
        }
        if distance > 1 && !DETERMINERS.contains_ignoring_case(word) {
            return false;
        }
    }
    false
}

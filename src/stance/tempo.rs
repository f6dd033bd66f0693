//! How fast, and by which year.

use super::cue_matches::CueMatches;
use super::negation_scope::{Polarity, tempo_polarity};
use super::parsed_sentence::ParsedSentence;
use super::sentence_evidence::SentenceEvidence;
use super::statement::Tempo;
use super::word_lists::YEAR_INTRODUCERS;
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// Years that a plan can aim at.
const TARGET_YEARS: std::ops::RangeInclusive<i16> = 2000..=2099;

/// The tempo that a sentence shows. Returns `None` if it shows none, or both.
pub(super) fn tempo(evidence: &SentenceEvidence<'_, '_>) -> Option<Tempo> {
    // What a clause of reason says of tempo is not the plan itself.
    let main_clause = evidence.main_clause - evidence.sentence.causal_words();
    let (mut fast, mut slow) = (false, false);
    for (role, opposite, literal) in [
        (Role::Fast, Role::Slow, Tempo::Fast),
        (Role::Slow, Role::Fast, Tempo::Slow),
    ] {
        for words in evidence.cues.iter(role) {
            let counts = words.intersects(main_clause) || evidence.includes_subordinator(words);
            if !counts || is_overruled(&evidence.cues, words, opposite) {
                continue;
            }
            match (literal, tempo_polarity(evidence, words, main_clause)) {
                (Tempo::Fast, Polarity::Affirmed) | (Tempo::Slow, Polarity::Negated) => fast = true,
                (Tempo::Slow, Polarity::Affirmed) | (Tempo::Fast, Polarity::Negated) => slow = true,
                (_, Polarity::Undetermined) => {}
            }
        }
    }
    // A sentence that shows both ("snel beginnen, stapsgewijs uitbreiden") has no tempo as a whole.
    match (fast, slow) {
        (true, false) => Some(Tempo::Fast),
        (false, true) => Some(Tempo::Slow),
        _ => None,
    }
}

/// Whether another cue explains the words of a tempo cue better: one that is known to be no tempo, at least as long,
/// or a longer one of the opposite tempo.
fn is_overruled(cues: &CueMatches, words: WordSet, opposite: Role) -> bool {
    let no_tempo = |other: WordSet| other.intersects(words) && other.len() >= words.len();
    let longer = |other: WordSet| other.intersects(words) && other.len() > words.len();
    cues.iter(Role::NotTempo).any(no_tempo) || cues.iter(opposite).any(longer)
}

/// The last year in the sentence that a word such as "uiterlijk" marks as a date to come. Returns `None` if there is
/// none.
pub(super) fn target_year(sentence: &ParsedSentence<'_>) -> Option<i16> {
    sentence
        .words
        .windows(2)
        .filter(|pair| YEAR_INTRODUCERS.contains_ignoring_case(pair[0].text))
        .filter_map(|pair| parse_year(pair[1].text))
        .next_back()
}

fn parse_year(word: &str) -> Option<i16> {
    let year = (word.len() == 4).then(|| word.parse().ok()).flatten()?;
    TARGET_YEARS.contains(&year).then_some(year)
}

//! The evidence in one sentence that all rules look at: its parse, its cue matches, and its main clause.

use super::cue_matches::{CueMatch, CueMatches};
use super::parsed_sentence::ParsedSentence;
use super::word_lists::CONDITION_OPENERS;
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// What is known of a sentence before any rule has decided anything.
#[derive(Debug)]
pub(super) struct SentenceEvidence<'s, 't> {
    /// Its words and clauses.
    pub(super) sentence: &'s ParsedSentence<'t>,
    /// The matches of theme, initiative, principle and tempo cues, in pattern order.
    pub(super) content: &'s [CueMatch],
    /// The matches of cues with a role.
    pub(super) cues: CueMatches,
    /// The words that carry the statement: all but those of clauses that limit, concede or compare. All words if
    /// nothing else is left.
    pub(super) main_clause: WordSet,
    /// Whether a clause outside the main clause states a condition.
    pub(super) is_conditional: bool,
}

impl<'s, 't> SentenceEvidence<'s, 't> {
    /// Finds the main clause of a sentence with the given matches.
    pub(super) fn new(
        sentence: &'s ParsedSentence<'t>,
        content: &'s [CueMatch],
        context: &[CueMatch],
    ) -> Self {
        let cues = CueMatches::new(content, context);
        let (subordinate, is_conditional) = subordinate_words(sentence, &cues);
        let all = sentence.all_words();
        let main_clause = if (all - subordinate).is_empty() {
            all
        } else {
            all - subordinate
        };
        Self {
            sentence,
            content,
            cues,
            main_clause,
            is_conditional,
        }
    }

    /// Whether the words include those of a subordinating cue, as in "collectief, tenzij": the conjunction is then
    /// part of the message and does not set the words apart.
    pub(super) fn includes_subordinator(&self, words: WordSet) -> bool {
        self.cues.intersects(Role::Subordinate, words)
    }
}

/// The words of clauses that begin with a subordinating cue, and whether some of these clauses state a condition.
fn subordinate_words(sentence: &ParsedSentence<'_>, cues: &CueMatches) -> (WordSet, bool) {
    let mut subordinate = WordSet::EMPTY;
    let mut is_conditional = false;
    for cue in cues.iter(Role::Subordinate) {
        let Some(first) = cue.first() else { continue };
        let clause = sentence.clause_of(cue);
        // The cue opens its clause, perhaps behind "en" or "maar". Further on it is an adverb.
        if first <= clause.start() + 1 {
            subordinate |= clause.words;
            is_conditional |= CONDITION_OPENERS.contains_ignoring_case(sentence.words[first].text);
        }
    }
    (subordinate, is_conditional)
}

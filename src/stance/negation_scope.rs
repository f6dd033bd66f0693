//! Negation: which cues stand in the scope of a negation, a reversal or a refusal.

use super::sentence_evidence::SentenceEvidence;
use super::word_lists::NEAR_NEGATION_ENDS;
use super::word_set::WordSet;
use crate::taxonomy::Role;

/// The polarity of a cue in its sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Polarity {
    /// It means what it says.
    Affirmed,
    /// It means the opposite.
    Negated,
    /// It is neither affirmed nor negated: "nog niet", "niet uitgesloten".
    Undetermined,
}

/// How many words behind it a near negation (`zonder`, `in plaats van`) reaches.
const NEAR_NEGATION_REACH: usize = 5;

/// The polarity of a cue that uses `words`.
///
/// Negations, reversals and refusals count if they stand in a clause of the cue; two of them cancel each other ("wij
/// zien niet af van"). Words that the cue itself asked for do not count: `niets meer zelf` is one cue.
pub(super) fn cue_polarity(evidence: &SentenceEvidence<'_, '_>, words: WordSet) -> Polarity {
    let mut scope = NegationScope::new(evidence, words, evidence.main_clause);
    if scope.is_undetermined() {
        return Polarity::Undetermined;
    }
    scope.add_denials();
    scope.add_near_negations();
    scope.add_reversals();
    scope.polarity()
}

/// The polarity of a tempo cue. Only plain denials negate it: whoever stops something step by step goes slowly.
pub(super) fn tempo_polarity(
    evidence: &SentenceEvidence<'_, '_>,
    words: WordSet,
    main_clause: WordSet,
) -> Polarity {
    let mut scope = NegationScope::new(evidence, words, main_clause);
    if scope.is_undetermined() {
        return Polarity::Undetermined;
    }
    scope.add_denials();
    scope.polarity()
}

/// The operators (negations, reversals, refusals) in whose scope one cue stands.
struct NegationScope<'e, 's, 't> {
    evidence: &'e SentenceEvidence<'s, 't>,
    /// The words of the cue.
    target: WordSet,
    /// The words among which an operator reaches the cue.
    area: WordSet,
    /// The words of a clause behind it that goes on with its subject: an ending there ends the subject.
    resumed: WordSet,
    /// The words of each operator found; disjoint.
    operators: Vec<WordSet>,
}

impl<'e, 's, 't> NegationScope<'e, 's, 't> {
    fn new(evidence: &'e SentenceEvidence<'s, 't>, target: WordSet, main_clause: WordSet) -> Self {
        let sentence = evidence.sentence;
        // "Cloud, tenzij de wet dat verbiedt": the exception does not deny the rule, so only the clauses of the cue
        // inside the main clause count, if there are any.
        let in_main_clause = target & main_clause;
        let mut area = if in_main_clause.is_empty() {
            sentence.clause_words(target)
        } else {
            sentence.clause_words(in_main_clause) & main_clause
        };
        // A fronted object stands in the scope of the clause that governs it.
        if let Some((object, governing)) = sentence.fronted_object()
            && object.words.intersects(area)
        {
            area |= governing & main_clause;
        }
        Self {
            evidence,
            target,
            resumed: sentence.resumed_words(area) & main_clause,
            area,
            operators: Vec::new(),
        }
    }

    /// Whether a cue such as "nog niet" leaves the matter open.
    fn is_undetermined(&self) -> bool {
        self.evidence
            .cues
            .iter(Role::Undecided)
            .any(|words| words.intersects(self.area) && !words.is_subset(self.target))
    }

    /// Counts `operator` if it reaches the cue, unless the cue asked for `deciding` itself, or a cue of the role
    /// `exception` shares a word with it ("niet alleen").
    fn add(&mut self, operator: WordSet, deciding: WordSet, exception: Role) {
        let applies = operator.intersects(self.area)
            && !deciding.intersects(self.target)
            && !self.evidence.cues.intersects(exception, operator);
        if applies {
            insert_operator(&mut self.operators, operator);
        }
    }

    /// Of a negation only the first word denies (`geen` of `geen optie`): a cue may ask for the others.
    fn add_negation(&mut self, negation: WordSet) {
        let denying = negation
            .first()
            .map_or(WordSet::EMPTY, WordSet::from_position);
        self.add(negation, denying, Role::NotNegation);
    }

    /// Negations of the whole clause, and those of what follows them.
    fn add_denials(&mut self) {
        let cues = &self.evidence.cues;
        for negation in cues.iter(Role::Negation) {
            self.add_negation(negation);
        }
        for negation in cues.iter(Role::NegationForward) {
            // The cue ends behind the negation, so at least part of it follows.
            if negation.first() < self.target.last() {
                self.add_negation(negation);
            }
        }
    }

    /// Negations that reach only a few words: the first word of the cue must be among them.
    fn add_near_negations(&mut self) {
        let sentence = self.evidence.sentence;
        for negation in self.evidence.cues.iter(Role::NegationNear) {
            let Some(last) = negation.last() else {
                continue;
            };
            let reach = last + 1..last + 1 + NEAR_NEGATION_REACH;
            let end = reach
                .clone()
                .find(|position| {
                    let word = sentence.words.get(*position);
                    word.is_some_and(|word| NEAR_NEGATION_ENDS.contains(word.text))
                })
                .unwrap_or(reach.end);
            // The first word of the cue decides: a cue that merely ends in reach began outside the scope.
            let is_reached = |first: usize| (reach.start..end).contains(&first);
            if self.target.first().is_some_and(is_reached) {
                self.add_negation(negation);
            }
        }
    }

    /// Verbs that end or leave something ("stoppen met"), and refusals.
    fn add_reversals(&mut self) {
        let cues = &self.evidence.cues;
        // "Common Ground laten wij aan ons voorbijgaan": a refusal negates what it refuses, by whatever words.
        for refusal in cues.iter(Role::NegativeDecision) {
            if refusal.is_subset(self.area) {
                self.add(refusal, refusal, Role::NotNegativeDecision);
            }
        }
        self.area |= self.resumed;
        for reversal in cues.iter(Role::Reversal) {
            self.add(reversal, reversal, Role::NotReversal);
        }
    }

    /// Pairs of operators cancel.
    fn polarity(&self) -> Polarity {
        if self.operators.len() % 2 == 1 {
            Polarity::Negated
        } else {
            Polarity::Affirmed
        }
    }
}

/// Adds an operator to disjoint ones: those that share a word with it become one with it, as "niet" and "niet meer" at
/// the same position are one negation.
///
/// The result does not depend on the order in which operators are added: each is a chain of overlapping ones.
fn insert_operator(operators: &mut Vec<WordSet>, operator: WordSet) {
    let mut merged = operator;
    // An operator between two others joins both.
    operators.retain(|other| {
        let overlaps = other.intersects(operator);
        if overlaps {
            merged |= *other;
        }
        !overlaps
    });
    operators.push(merged);
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chained_operators_are_one_in_any_order() {
        let chain = [0..2, 1..3, 2..4].map(WordSet::from_range);
        let apart = WordSet::from_position(6);
        for order in [
            [0, 1, 2],
            [0, 2, 1],
            [1, 0, 2],
            [1, 2, 0],
            [2, 0, 1],
            [2, 1, 0],
        ] {
            let mut operators = vec![apart];
            for place in order {
                insert_operator(&mut operators, chain[place]);
            }
            assert_eq!(operators, [apart, WordSet::from_range(0..4)], "{order:?}");
        }
    }
}

//! The positions of a document, and contradictions within it.
//!
//! A document takes one position on a principle far more often than two. So where a few sentences contradict the others,
//! they are more likely misread than meant: the same idea as "one sense per discourse" in word sense disambiguation
//! (Gale, Church & Yarowsky, Speech and Natural Language Workshop, 1992). A classifier that was trained on documents with
//! positions says which of them the sentences make likely ([`keep_positions`]); without it the weights of the sentences
//! decide ([`settle_positions`]).

use std::collections::BTreeMap;

use super::classifier::DocumentPosition;
use super::statement::{PolicyStatement, Stance};
use crate::taxonomy::PrincipleId;

/// A stance with evidence of this weight stays, whatever the evidence for the other: one sentence that is read with
/// certainty, or two that are likely. Chosen on documents kept apart (`tests/reader/README.md`).
const MIN_WEIGHT_TO_STAND: u32 = 90;

/// Takes the stances that are no part of a position of the document from its own statements, and the statements that then
/// state nothing.
pub(super) fn keep_positions(
    statements: &mut Vec<PolicyStatement>,
    positions: &BTreeMap<PrincipleId, DocumentPosition>,
) {
    for statement in statements.iter_mut().filter(|statement| statement.is_own()) {
        statement.principles.retain(|reading| {
            let position = positions.get(&reading.principle);
            position.is_some_and(|position| position.includes(reading.stance))
        });
    }
    statements
        .retain(|one| !one.themes.is_empty() || !one.principles.is_empty() || one.tempo.is_some());
}

/// Takes the stance with less evidence from the own statements of a document, for each principle on which they contradict
/// each other. The evidence of a stance is the sum of the probabilities of its readings.
///
/// With much evidence for both, both stay: the position is mixed. Slight and equal evidence cancels.
pub(super) fn settle_positions(statements: &mut [PolicyStatement]) {
    let mut evidence: BTreeMap<PrincipleId, [u32; 2]> = BTreeMap::new();
    for statement in statements.iter().filter(|statement| statement.is_own()) {
        for reading in &statement.principles {
            let sums = evidence.entry(reading.principle).or_default();
            sums[usize::from(reading.stance == Stance::Against)] += u32::from(reading.probability);
        }
    }
    let is_doubtful = |principle: &PrincipleId, stance: Stance| {
        let [for_it, against] = evidence.get(principle).copied().unwrap_or_default();
        let (this, other) = match stance {
            Stance::For => (for_it, against),
            Stance::Against => (against, for_it),
        };
        this <= other && this < MIN_WEIGHT_TO_STAND
    };
    for statement in statements.iter_mut().filter(|statement| statement.is_own()) {
        statement
            .principles
            .retain(|reading| !is_doubtful(&reading.principle, reading.stance));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{DocumentId, PassageId};
    use crate::stance::{Decision, Intensity, StanceReading, Subject};
    use crate::text::Span;

    fn principle() -> PrincipleId {
        crate::taxonomy::Taxonomy::builtin().principles()[0].id
    }

    /// Statements on one principle, each with its probability.
    fn statements(stances: &[(Stance, u8)]) -> Vec<PolicyStatement> {
        let principle = principle();
        stances
            .iter()
            .map(|(stance, probability)| PolicyStatement {
                passage: PassageId {
                    document: DocumentId::from_bytes(b"x"),
                    ordinal: 0,
                },
                sentence: Span::new(0, 1),
                themes: Vec::new(),
                initiatives: Vec::new(),
                principles: vec![StanceReading {
                    principle,
                    stance: *stance,
                    probability: *probability,
                    by_itself: *probability,
                }],
                subject: Subject::Own,
                tempo: None,
                target_year: None,
                intensity: Intensity::INTEND,
                decision: Decision::Positive,
                hedged: false,
                quoted: false,
            })
            .collect()
    }

    /// The stances that are left of them.
    fn settled(stances: &[(Stance, u8)]) -> Vec<Stance> {
        let mut statements = statements(stances);
        settle_positions(&mut statements);
        let left = statements.iter().flat_map(|one| &one.principles);
        left.map(|reading| reading.stance).collect()
    }

    #[test]
    fn slight_evidence_gives_way_to_more() {
        use Stance::{Against, For};
        assert_eq!(settled(&[(For, 80), (Against, 40)]), [For]);
        assert_eq!(settled(&[(For, 40), (Against, 40)]), []);
        assert_eq!(
            settled(&[(For, 80), (For, 80), (Against, 80), (Against, 80)]).len(),
            4
        );
        assert_eq!(settled(&[(Against, 40)]), [Against]);
        assert_eq!(settled(&[(For, 80), (For, 80), (Against, 80)]), [For; 2]);
        assert_eq!(settled(&[(For, 95), (For, 95), (Against, 90)]).len(), 3);
    }

    #[test]
    fn stances_beside_the_position_are_taken_away() {
        use Stance::{Against, For};
        let kept = |position: Option<DocumentPosition>| {
            let mut statements = statements(&[(For, 90), (Against, 60)]);
            let positions = position.map(|position| (principle(), position));
            keep_positions(&mut statements, &positions.into_iter().collect());
            let left = statements.iter().flat_map(|one| &one.principles);
            left.map(|reading| reading.stance).collect::<Vec<_>>()
        };
        assert_eq!(kept(Some(DocumentPosition::Single(For))), [For]);
        assert_eq!(kept(Some(DocumentPosition::Single(Against))), [Against]);
        assert_eq!(kept(Some(DocumentPosition::Mixed)), [For, Against]);
        assert_eq!(kept(None), []);
    }
}

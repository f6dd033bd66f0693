//! Contradictions within one document.
//!
//! A document takes one position on a principle far more often than two. So where a few sentences contradict the others,
//! they are more likely misread than meant: the same idea as "one sense per discourse" in word sense disambiguation
//! (Gale, Church & Yarowsky, Speech and Natural Language Workshop, 1992).

use std::collections::BTreeMap;

use super::statement::{PolicyStatement, Stance};
use crate::taxonomy::PrincipleId;

/// A stance with evidence of this weight stays, whatever the evidence for the other: one sentence that is read with
/// certainty, or two that are likely. Chosen on documents kept apart (`tests/reader/README.md`).
const MIN_WEIGHT_TO_STAND: u32 = 90;

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

    /// The stances that are left of statements on one principle, each with its probability.
    fn settled(stances: &[(Stance, u8)]) -> Vec<Stance> {
        let principle = crate::taxonomy::Taxonomy::builtin().principles()[0].id;
        let mut statements: Vec<PolicyStatement> = stances
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
                }],
                subject: Subject::Own,
                tempo: None,
                target_year: None,
                intensity: Intensity::INTEND,
                decision: Decision::Positive,
                hedged: false,
                quoted: false,
            })
            .collect();
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
}

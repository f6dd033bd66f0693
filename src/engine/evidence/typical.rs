//! Whether a statement that was read as for or against a principle says what that principle means.
//!
//! A reader by rules takes a word for its usual meaning: "de meest gemaakte opmerking betrof de koffie, … dat de balie
//! tussen de middag dicht is" reads as against a human counter. The taxonomy says in sentences what both ends of a
//! principle mean; a statement far from all of them, in a pair that is not alike by itself, is no evidence.

use crate::engine::Engine;
use crate::rank::EvidenceRelation;
use crate::taxonomy::PrincipleId;

/// A statement this near to one of the texts of a principle is about it. Chosen with the sums below by reading 60 pairs
/// of the demonstration, of which 8 held a sentence that was read wrongly; 7 of those fall below, and 3 others.
const TYPICAL: f64 = 0.15;

/// Two statements this alike are about one thing, however a principle is worded. Opposite wishes that are alike are
/// mostly one wish of which one was read wrongly, so of those both must be typical.
const ALIKE: f64 = 0.4;

/// From which sum of the likeness of a pair and the least typicality in it the two want the same of one thing.
const MIN_SUM_SAME: f64 = 0.4;

/// The same for opposite wishes, which are less alike.
const MIN_SUM_DIFFERENT: f64 = 0.2;

/// How near a statement is to what its principles mean, by principle: the highest cosine with one of the texts of either
/// end. Principles that the taxonomy does not explain are left out, and so are all in a generation without vectors.
#[derive(Clone, Debug, Default)]
pub(super) struct Typicality(Vec<(PrincipleId, f64)>);

impl Typicality {
    /// The lower of the two for a principle; `None` if one of them is not known.
    pub(super) fn least(&self, other: &Self, principle: PrincipleId) -> Option<f64> {
        let of = |one: &Self| {
            let mut found = one.0.iter();
            found
                .find(|(id, _)| *id == principle)
                .map(|(_, near)| *near)
        };
        Some(of(self)?.min(of(other)?))
    }
}

/// Whether a pair shows a relation on a principle, given its likeness and the least typicality in it.
pub(super) fn shows_principle(relation: EvidenceRelation, likeness: f64, least: f64) -> bool {
    let is_same = relation == EvidenceRelation::SameChoice;
    let min_sum = if is_same {
        MIN_SUM_SAME
    } else {
        MIN_SUM_DIFFERENT
    };
    (least >= TYPICAL || (is_same && likeness >= ALIKE)) && likeness + least >= min_sum
}

impl Engine {
    /// How near the statement at a place of the generation is to what its principles mean.
    pub(super) fn typicality(&self, place: usize) -> Typicality {
        let Some(embeddings) = &self.snapshot.embeddings else {
            return Typicality::default();
        };
        let statement = &self.snapshot.statements[place];
        let nearest = statement.principles.iter().filter_map(|reading| {
            let id = reading.principle;
            let texts = embeddings.principles.get(id.index())?.iter();
            let near = texts.map(|text| embeddings.statements.cosine_with(place, text));
            Some((id, f64::from(near.reduce(f32::max)?)))
        });
        Typicality(nearest.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Taxonomy;

    #[test]
    fn a_pair_must_be_alike_or_near_to_the_principle() {
        let (same, different) = (
            EvidenceRelation::SameChoice,
            EvidenceRelation::DifferentChoice,
        );
        for (relation, likeness, least, shows) in [
            (same, 0.1, 0.35, true),
            (same, 0.19, 0.19, false),
            (same, 0.42, 0.1, true),
            (same, 0.36, 0.1, false),
            (same, 0.24, 0.13, false),
            (different, 0.0, 0.25, true),
            (different, 0.05, 0.14, false),
            (different, 0.0, 0.16, false),
            (different, 0.43, 0.02, false),
        ] {
            let found = shows_principle(relation, likeness, least);
            assert_eq!(found, shows, "{relation:?} {likeness} {least}");
        }
    }

    #[test]
    fn the_lower_of_two_counts_where_both_are_known() {
        let taxonomy = Taxonomy::builtin();
        let [a, b] = [0, 1].map(|at| taxonomy.principles()[at].id);
        let left = Typicality(vec![(a, 0.5), (b, 0.1)]);
        let right = Typicality(vec![(a, 0.2)]);
        assert_eq!(left.least(&right, a), Some(0.2));
        assert_eq!(right.least(&left, a), Some(0.2));
        assert_eq!(left.least(&right, b), None);
    }
}

//! How far two labellers agree, and the probabilities of stances with what the labels say of them.

use std::collections::BTreeMap;

use wiel::stance::{Detector, DocumentStances, Stance, StanceClassifier};
use wiel::taxonomy::Taxonomy;
use wiel::training::{LabelledDocument, examples};

/// The position of a document on each principle, by name; a principle without one has none.
type Positions = BTreeMap<String, String>;

/// How two readers judge the same documents, principle by principle.
#[derive(Default)]
pub(crate) struct Agreement {
    /// How often the first says the one and the second the other.
    counts: BTreeMap<(String, String), usize>,
}

impl Agreement {
    /// Counts the positions of one document on all principles of the taxonomy.
    pub(crate) fn add(&mut self, first: &Positions, second: &Positions, taxonomy: &Taxonomy) {
        for principle in taxonomy.principles() {
            let of = |positions: &Positions| {
                let position = positions.get(&principle.name);
                position.map_or_else(|| "none".to_owned(), Clone::clone)
            };
            *self.counts.entry((of(first), of(second))).or_default() += 1;
        }
    }

    /// Cohen's kappa: agreement beyond chance, 1 if they always agree.
    pub(crate) fn kappa(&self) -> f64 {
        let all: usize = self.counts.values().sum();
        let share = |count: usize| count as f64 / all as f64;
        let same = self.counts.iter().filter(|((a, b), _)| a == b);
        let observed = share(same.map(|(_, count)| count).sum());
        let (mut first, mut second) = (BTreeMap::new(), BTreeMap::new());
        for ((a, b), count) in &self.counts {
            *first.entry(a).or_insert(0) += count;
            *second.entry(b).or_insert(0) += count;
        }
        let by_chance: f64 = first
            .iter()
            .map(|(label, count)| share(*count) * share(second.get(label).copied().unwrap_or(0)))
            .sum();
        (observed - by_chance) / (1.0 - by_chance)
    }

    /// Of what both give a position on, how often it is the same.
    pub(crate) fn same_direction(&self) -> f64 {
        let both = self
            .counts
            .iter()
            .filter(|((a, b), _)| a != "none" && b != "none");
        let (mut same, mut all) = (0, 0);
        for ((a, b), count) in both {
            all += count;
            same += if a == b { *count } else { 0 };
        }
        f64::from(u32::try_from(same).unwrap_or(u32::MAX)) / all.max(1) as f64
    }
}

/// The stances of units with a probability of at least `least`, in the light of the units around them: the probability, and
/// whether the stance is in the labels.
pub(crate) fn stance_probabilities(
    documents: &[LabelledDocument],
    classifier: &StanceClassifier,
    least: f64,
) -> Vec<(f64, bool)> {
    let taxonomy = Taxonomy::builtin();
    let rules = Detector::rules_only(&taxonomy);
    let mut found = Vec::new();
    for document in documents {
        let read = examples(document, &rules, &taxonomy);
        let units = read.units.iter();
        let alone = DocumentStances {
            headings: read.headings,
            stances: units
                .map(|unit| classifier.probabilities(&unit.features).stances)
                .collect(),
        };
        for (unit, stances) in read.units.iter().zip(classifier.in_context(&alone)) {
            for (principle, [for_it, against]) in stances.into_iter().enumerate() {
                let (stance, probability) = if for_it >= against {
                    (Stance::For, for_it)
                } else {
                    (Stance::Against, against)
                };
                if probability >= least {
                    found.push((probability, unit.stances.contains(&(principle, stance))));
                }
            }
        }
    }
    found
}

//! The units of a labelled document as the classifier sees them.

use std::collections::BTreeSet;

use super::labelled::LabelledDocument;
use crate::stance::{Detector, LabelledFeatures, Stance, UnitFeatures, unit_features};
use crate::taxonomy::Taxonomy;
use crate::text::words;

/// A shorter text must be equal to a unit to be taken for it, not only contain it or be contained.
const MIN_LETTERS_TO_CONTAIN: usize = 15;

/// What the classifier sees of a labelled document.
#[derive(Clone, Debug)]
pub struct DocumentExamples {
    /// Its units with their labels. Units in which no stance can be read are left out: headings, and chapters on another
    /// field.
    pub units: Vec<LabelledFeatures>,
    /// What the rules read in each.
    pub by_rules: Vec<Vec<(usize, Stance)>>,
    /// The number of own stances in the labels, whether their unit was read or not.
    pub stances: usize,
    /// Whether it is a collection of sentences.
    pub is_collection: bool,
}

impl DocumentExamples {
    /// The units `from`, `from + step`, … of the document.
    pub(super) fn every(&self, step: usize, from: usize) -> Self {
        let units: Vec<LabelledFeatures> = self
            .units
            .iter()
            .skip(from)
            .step_by(step)
            .cloned()
            .collect();
        Self {
            by_rules: self
                .by_rules
                .iter()
                .skip(from)
                .step_by(step)
                .cloned()
                .collect(),
            stances: units.iter().map(|unit| unit.stances.len()).sum(),
            units,
            is_collection: self.is_collection,
        }
    }
}

/// Reads a document as a build does, and finds the label of each unit.
///
/// `detector` must decide by rules only. Labels of principles that the taxonomy does not have are passed over.
pub fn examples(
    document: &LabelledDocument,
    detector: &Detector,
    taxonomy: &Taxonomy,
) -> DocumentExamples {
    let (pages, passages) = document.pages_and_passages();
    let names: Vec<&str> = document.owners.iter().map(String::as_str).collect();
    let read = unit_features(&pages, &passages, detector, &names);
    let labels = Labels::new(document, taxonomy);
    let by_rules = read.iter().map(positions).collect();
    let mut next = 0;
    let units = read
        .into_iter()
        .map(|unit| LabelledFeatures {
            stances: labels.of(&unit.text, &mut next),
            features: unit.features,
        })
        .collect();
    DocumentExamples {
        units,
        by_rules,
        stances: labels.0.iter().map(|(_, stances)| stances.len()).sum(),
        is_collection: document.is_collection(),
    }
}

fn positions(unit: &UnitFeatures) -> Vec<(usize, Stance)> {
    let stances = unit.stances.iter();
    stances
        .map(|(principle, stance)| (principle.index(), *stance))
        .collect()
}

/// The normalised text of each labelled unit, with its own stances.
struct Labels(Vec<(String, Vec<(usize, Stance)>)>);

impl Labels {
    fn new(document: &LabelledDocument, taxonomy: &Taxonomy) -> Self {
        let of_unit = |principles: &BTreeSet<String>| {
            let stances = principles.iter().filter_map(|label| {
                let (name, pole) = label.split_once('=')?;
                let stance = match pole {
                    "for" => Stance::For,
                    "against" => Stance::Against,
                    _ => return None,
                };
                Some((taxonomy.principle_named(name)?.index(), stance))
            });
            stances.collect()
        };
        let units = document.units.iter().map(|unit| {
            let stances = if unit.subject == "own" {
                of_unit(&unit.principles)
            } else {
                Vec::new()
            };
            (normalised(&unit.text), stances)
        });
        Self(units.collect())
    }

    /// The stances of the labelled unit that a text is, or is part of; searched from `next` on, which is moved there.
    fn of(&self, text: &str, next: &mut usize) -> Vec<(usize, Stance)> {
        let text = normalised(text);
        let is_same = |unit: &str| {
            unit == text
                || (text.len() > MIN_LETTERS_TO_CONTAIN
                    && (unit.contains(&text) || text.contains(unit)))
        };
        let all = self.0.len();
        let found = (*next..all)
            .chain(0..*next)
            .find(|at| !text.is_empty() && is_same(&self.0[*at].0));
        let Some(at) = found else { return Vec::new() };
        *next = at;
        self.0[at].1.clone()
    }
}

/// The words in lower case, one space between.
fn normalised(text: &str) -> String {
    let text = text.to_lowercase();
    words(&text)
        .map(|word| word.text)
        .collect::<Vec<_>>()
        .join(" ")
}

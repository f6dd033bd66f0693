//! The units of a labelled document as the classifier sees them.

use super::labelled::{LabelledDocument, LabelledUnit};
use crate::stance::{
    Detector, DocumentPosition, LabelledFeatures, Stance, Tempo, UnitFeatures, unit_features,
};
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
    pub by_rules: Vec<UnitLabels>,
    /// The number of own stances in the labels, whether their unit was read or not.
    pub stances: usize,
    /// For each unit, whether it is evidence of a position of the document.
    pub is_evidence: Vec<bool>,
    /// For each unit, the number of the heading above it.
    pub headings: Vec<u32>,
    /// The position of the document on each principle, in the order of the taxonomy; `None` where nobody labelled them.
    pub positions: Option<Vec<Option<DocumentPosition>>>,
    /// Whether it is a collection of sentences.
    pub is_collection: bool,
}

/// What is said of one unit: by a labeller, or by the rules.
#[derive(Clone, Debug, Default)]
pub struct UnitLabels {
    /// The municipality's own stances, by the position of the principle in the taxonomy.
    pub stances: Vec<(usize, Stance)>,
    /// The tempo that the municipality wants.
    pub tempo: Option<Tempo>,
    /// The themes it is about, by their position in the taxonomy.
    pub themes: Vec<usize>,
}

impl DocumentExamples {
    /// The units `from`, `from + step`, … of the document.
    pub(super) fn every(&self, step: usize, from: usize) -> Self {
        fn every<T: Clone>(all: &[T], step: usize, from: usize) -> Vec<T> {
            all.iter().skip(from).step_by(step).cloned().collect()
        }
        let units = every(&self.units, step, from);
        Self {
            by_rules: every(&self.by_rules, step, from),
            is_evidence: every(&self.is_evidence, step, from),
            headings: every(&self.headings, step, from),
            // A part of its sentences tells nothing of what all of them make likely.
            positions: None,
            stances: units.iter().map(|unit| unit.stances.len()).sum(),
            units,
            is_collection: self.is_collection,
        }
    }
}

/// Reads a document as a build does, and finds the label of each unit.
///
/// `detector` must decide by rules only. Labels of principles and themes that the taxonomy does not have are passed over.
pub fn examples(
    document: &LabelledDocument,
    detector: &Detector,
    taxonomy: &Taxonomy,
) -> DocumentExamples {
    let (pages, passages) = document.pages_and_passages();
    let names: Vec<&str> = document.owners.iter().map(String::as_str).collect();
    let read = unit_features(&pages, &passages, detector, &names);
    let labels = Labels::new(document, taxonomy);
    let by_rules = read.iter().map(of_rules).collect();
    let is_evidence = read.iter().map(|unit| unit.is_evidence).collect();
    let headings = read.iter().map(|unit| unit.heading).collect();
    let labels_themes = document.labels_themes();
    let mut next = 0;
    let units = read
        .into_iter()
        .map(|unit| {
            let labels = labels.of(&unit.text, &mut next);
            LabelledFeatures {
                features: unit.features,
                stances: labels.stances,
                tempo: labels.tempo,
                themes: labels_themes.then_some(labels.themes),
            }
        })
        .collect();
    DocumentExamples {
        units,
        by_rules,
        stances: labels.0.iter().map(|(_, unit)| unit.stances.len()).sum(),
        is_evidence,
        headings,
        positions: positions(document, taxonomy),
        is_collection: document.is_collection(),
    }
}

/// The positions of a whole document. Returns `None` if none is labelled.
fn positions(
    document: &LabelledDocument,
    taxonomy: &Taxonomy,
) -> Option<Vec<Option<DocumentPosition>>> {
    let is_labelled = !document.is_collection() && !document.positions.is_empty();
    let position = |name: &str| match document.positions.get(name)?.as_str() {
        "for" => Some(DocumentPosition::Single(Stance::For)),
        "against" => Some(DocumentPosition::Single(Stance::Against)),
        "mixed" => Some(DocumentPosition::Mixed),
        _ => None,
    };
    let principles = taxonomy.principles().iter();
    is_labelled.then(|| principles.map(|one| position(&one.name)).collect())
}

fn of_rules(unit: &UnitFeatures) -> UnitLabels {
    let stances = unit.stances.iter();
    UnitLabels {
        stances: stances
            .map(|(principle, stance)| (principle.index(), *stance))
            .collect(),
        tempo: unit.tempo,
        themes: unit.themes.iter().map(|theme| theme.index()).collect(),
    }
}

/// The normalised text of each labelled unit, with its labels.
struct Labels(Vec<(String, UnitLabels)>);

impl Labels {
    fn new(document: &LabelledDocument, taxonomy: &Taxonomy) -> Self {
        let units = document.units.iter();
        Self(
            units
                .map(|unit| (normalised(&unit.text), of_labeller(unit, taxonomy)))
                .collect(),
        )
    }

    /// The labels of the unit that a text is, or is part of; searched from `next` on, which is moved there.
    fn of(&self, text: &str, next: &mut usize) -> UnitLabels {
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
        let Some(at) = found else {
            return UnitLabels::default();
        };
        *next = at;
        self.0[at].1.clone()
    }
}

/// What the labels say. The stances and the tempo of another party are none of the municipality.
fn of_labeller(unit: &LabelledUnit, taxonomy: &Taxonomy) -> UnitLabels {
    let is_own = unit.subject == "own";
    let stances = unit.principles.iter().filter_map(|label| {
        let (name, pole) = label.split_once('=')?;
        let stance = match pole {
            "for" => Stance::For,
            "against" => Stance::Against,
            _ => return None,
        };
        Some((taxonomy.principle_named(name)?.index(), stance))
    });
    let themes = unit.themes.iter();
    UnitLabels {
        stances: stances.filter(|_| is_own).collect(),
        tempo: match unit.tempo.as_str() {
            "fast" if is_own => Some(Tempo::Fast),
            "slow" if is_own => Some(Tempo::Slow),
            _ => None,
        },
        themes: themes
            .filter_map(|name| Some(taxonomy.theme_named(name)?.index()))
            .collect(),
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

//! What a unit states, as the classifier sees it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::classifier::{
    DocumentPosition, DocumentStances, Features, PositionEvidence, StanceClassifier, UnitOdds,
};
use super::config::StanceConfig;
use super::statement::{Stance, StanceReading, Tempo};
use crate::taxonomy::{PrincipleId, Taxonomy, ThemeId};

/// The least probability of a tempo that is read; chosen for precision, see `tests/reader/README.md`.
const MIN_TEMPO_PROBABILITY: f64 = 0.75;

/// The least probability of a theme that is read.
const MIN_THEME_PROBABILITY: f64 = 0.4;

/// A classifier for one taxonomy.
#[derive(Debug)]
pub(super) struct Classification {
    classifier: Arc<StanceClassifier>,
    /// The principles of the classifier, in its order.
    principles: Vec<PrincipleId>,
    /// The themes of the classifier, in its order; `None` for one that the taxonomy does not have.
    themes: Vec<Option<ThemeId>>,
    config: StanceConfig,
}

/// What the classifier reads in a unit.
#[derive(Debug)]
pub(super) struct ClassifiedUnit {
    /// The stances, by principle, each principle at most once.
    pub(super) stances: Vec<StanceReading>,
    /// The tempo; `None` from a classifier that does not read it.
    pub(super) tempo: Option<Option<Tempo>>,
    /// The themes that it can read, in any order, each with whether the unit is about it.
    pub(super) themes: Vec<(ThemeId, bool)>,
}

/// A unit as the classifier sees it, for training.
#[derive(Clone, Debug)]
pub struct UnitFeatures {
    /// Its text.
    pub text: String,
    /// What the classifier sees of it.
    pub features: Features,
    /// The stances that the rules read.
    pub stances: Vec<(PrincipleId, Stance)>,
    /// The tempo that the rules read.
    pub tempo: Option<Tempo>,
    /// The themes that the rules read.
    pub themes: Vec<ThemeId>,
    /// Whether what it states is evidence of a position of the document.
    pub is_evidence: bool,
    /// The number of the heading above it in the document; 0 without.
    pub heading: u32,
}

impl Classification {
    /// Returns `None` if the taxonomy lacks a principle of the classifier, or the classifier has none.
    pub(super) fn of(
        classifier: Arc<StanceClassifier>,
        taxonomy: &Taxonomy,
        config: StanceConfig,
    ) -> Option<Self> {
        let names = classifier.principles().iter();
        let principles: Vec<PrincipleId> = names
            .map(|name| taxonomy.principle_named(name))
            .collect::<Option<_>>()?;
        let names = classifier.themes().iter();
        let themes = names.map(|name| taxonomy.theme_named(name)).collect();
        (!principles.is_empty()).then_some(Self {
            classifier,
            principles,
            themes,
            config,
        })
    }

    /// Whether it reads themes, so that none need be taken from the heading above a sentence.
    pub(super) fn reads_themes(&self) -> bool {
        self.themes.iter().any(Option::is_some)
    }

    /// The position on each principle on which a document takes one, given its units and whether each is evidence. Returns
    /// `None` from a classifier that was trained without positions.
    pub(super) fn positions<'u>(
        &self,
        units: impl Iterator<Item = (&'u UnitOdds, bool)>,
    ) -> Option<BTreeMap<PrincipleId, DocumentPosition>> {
        let model = self.classifier.position_model()?;
        let mut evidence = vec![PositionEvidence::default(); self.principles.len()];
        for (unit, is_evidence) in units {
            if is_evidence {
                let of_principles = evidence.iter_mut().zip(&unit.stances);
                of_principles.for_each(|(evidence, stances)| evidence.add(*stances));
            }
        }
        let least = self.config.min_position_probability;
        let named = self.principles.iter().zip(&evidence);
        let positions = named.filter_map(|(principle, evidence)| {
            Some((*principle, model.position(evidence, least)?))
        });
        Some(positions.collect())
    }

    /// How likely it is what a unit states, by itself.
    pub(super) fn probabilities(&self, features: &Features) -> UnitOdds {
        self.classifier.probabilities(features)
    }

    /// Sets the probabilities of stances of the units of a document in the light of each other; `headings` has the number of
    /// the heading above each.
    pub(super) fn read_in_context(&self, headings: Vec<u32>, units: &mut [&mut UnitOdds]) {
        let document = DocumentStances {
            headings,
            stances: units.iter().map(|unit| unit.stances.clone()).collect(),
        };
        let read = self.classifier.in_context(&document);
        for (unit, stances) in units.iter_mut().zip(read) {
            unit.stances_alone = Some(std::mem::replace(&mut unit.stances, stances));
        }
    }

    /// What a unit with these probabilities states.
    pub(super) fn classify(&self, probabilities: &UnitOdds) -> ClassifiedUnit {
        let tempo = probabilities.likelier_tempo();
        let themes = self.themes.iter().zip(&probabilities.themes);
        ClassifiedUnit {
            stances: self.stances(probabilities),
            tempo: tempo.map(|(tempo, probability)| {
                (probability >= MIN_TEMPO_PROBABILITY).then_some(tempo)
            }),
            themes: themes
                .filter_map(|(theme, probability)| {
                    theme.map(|theme| (theme, *probability >= MIN_THEME_PROBABILITY))
                })
                .collect(),
        }
    }

    fn stances(&self, probabilities: &UnitOdds) -> Vec<StanceReading> {
        let likelier = self.principles.iter().zip(probabilities.likelier_stances());
        let alone = probabilities.stances_alone.as_ref();
        let alone = alone.unwrap_or(&probabilities.stances);
        // At most 1, so 0 to 100.
        let percent = |probability: f64| (probability * 100.0).round() as u8;
        let mut stances: Vec<StanceReading> = likelier
            .zip(alone)
            .filter(|((_, (_, probability)), _)| *probability >= self.config.min_probability)
            .map(
                |((principle, (stance, probability)), alone)| StanceReading {
                    principle: *principle,
                    stance,
                    probability: percent(probability),
                    by_itself: percent(alone[usize::from(stance == Stance::Against)]),
                },
            )
            .collect();
        stances.sort_unstable_by_key(|one| one.principle);
        stances
    }
}

//! The stances of a unit as the classifier sees them.

use std::sync::Arc;

use super::classifier::{Features, StanceClassifier};
use super::config::StanceConfig;
use super::statement::{Stance, StanceReading};
use crate::taxonomy::{PrincipleId, Taxonomy};

/// A classifier for the principles of one taxonomy.
#[derive(Debug)]
pub(super) struct Classification {
    classifier: Arc<StanceClassifier>,
    /// The principles of the classifier, in its order.
    principles: Vec<PrincipleId>,
    config: StanceConfig,
}

/// A unit as the classifier sees it, for training.
#[derive(Clone, Debug)]
pub struct UnitFeatures {
    /// Its text.
    pub text: String,
    /// What the classifier sees of it.
    pub features: Features,
    /// What the rules read.
    pub stances: Vec<(PrincipleId, Stance)>,
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
        (!principles.is_empty()).then_some(Self {
            classifier,
            principles,
            config,
        })
    }

    /// The stances of a unit, by principle, each principle at most once.
    pub(super) fn stances(&self, features: &Features) -> Vec<StanceReading> {
        let found = self
            .classifier
            .stances(features, self.config.min_probability);
        let mut stances: Vec<StanceReading> = found
            .into_iter()
            .map(|(at, stance, probability)| StanceReading {
                principle: self.principles[at],
                stance,
                // At least the threshold and at most 1, so 1 to 100.
                probability: (probability * 100.0).round() as u8,
            })
            .collect();
        stances.sort_unstable_by_key(|one| one.principle);
        stances
    }
}

//! The stances of a unit as the classifier sees them.

use std::sync::Arc;

use super::classifier::{DEFAULT_THRESHOLD, Features, StanceClassifier};
use super::statement::Stance;
use crate::taxonomy::{PrincipleId, Taxonomy};

/// A classifier for the principles of one taxonomy.
#[derive(Debug)]
pub(super) struct Classification {
    classifier: Arc<StanceClassifier>,
    /// The principles of the classifier, in its order.
    principles: Vec<PrincipleId>,
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

/// A stance that was read, with its probability in percent.
pub(super) type LikelyStance = (PrincipleId, Stance, u8);

impl Classification {
    /// Returns `None` if the taxonomy lacks a principle of the classifier, or the classifier has none.
    pub(super) fn of(classifier: Arc<StanceClassifier>, taxonomy: &Taxonomy) -> Option<Self> {
        let names = classifier.principles().iter();
        let principles: Vec<PrincipleId> = names
            .map(|name| taxonomy.principle_named(name))
            .collect::<Option<_>>()?;
        (!principles.is_empty()).then_some(Self {
            classifier,
            principles,
        })
    }

    /// The stances of a unit, by principle, each principle at most once.
    pub(super) fn stances(&self, features: &Features) -> Vec<LikelyStance> {
        let found = self.classifier.stances(features, DEFAULT_THRESHOLD);
        let mut stances: Vec<LikelyStance> = found
            .into_iter()
            .map(|(at, stance, probability)| {
                let percent = (probability * 100.0).round() as u8;
                (self.principles[at], stance, percent)
            })
            .collect();
        stances.sort_unstable_by_key(|(principle, ..)| *principle);
        stances
    }
}

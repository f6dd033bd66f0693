//! The alignments of all pairs with one set of weights, for percentiles, mutual ranks and hubs.

use crate::rank::{Alignment, Course, PairFeatures, Share, Weights, score};
use crate::similarity::{Distribution, Model};

/// More organisations than this, and percentiles rest on an even sample of the pairs rather than on all.
const MOST_EXACT: usize = 2000;

/// How alignments are spread over the pairs of a generation, with one set of weights.
pub(super) struct AlignmentTable {
    pub(super) weights: Weights,
    distribution: Distribution,
}

impl AlignmentTable {
    pub(super) fn new(model: &Model, courses: &[Course], weights: &Weights) -> Self {
        let distribution = Distribution::new(pairs(model.organisations()).filter_map(|(a, b)| {
            let features = features(model, courses, a, b)?;
            Some(score(&features, weights).get())
        }));
        Self {
            weights: *weights,
            distribution,
        }
    }

    pub(super) fn percentile(&self, alignment: Alignment) -> Share {
        Share::clamped(self.distribution.percentile(alignment.get()))
            .expect("a percentile is a number")
    }
}

/// What is known of a pair; nothing when one side has no text in the model.
pub(super) fn features(
    model: &Model,
    courses: &[Course],
    a: usize,
    b: usize,
) -> Option<PairFeatures> {
    let text = Share::clamped(model.percentile(model.score(a, b)?));
    Some(PairFeatures {
        text,
        themes: courses[a].themes(&courses[b]),
        principles: courses[a].principles(&courses[b]),
    })
}

/// All pairs, or for very many organisations those of every so many municipalities.
fn pairs(organisations: usize) -> impl Iterator<Item = (usize, usize)> {
    let step = organisations.div_ceil(MOST_EXACT).max(1);
    let sample = move || (0..organisations).step_by(step);
    sample().flat_map(move |a| sample().filter(move |b| a < *b).map(move |b| (a, b)))
}

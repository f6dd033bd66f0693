//! The position of a document on a principle, from the probabilities of its sentences.
//!
//! One sentence that is as good as certain makes a position; several that are more likely than not make one as well, and
//! sentences for and against make a mixed one or show that some are misread. How far is learned: a multinomial logistic
//! regression of the four outcomes (no position, for, against, mixed) on what the sentences are evidence of, trained on
//! documents whose sentences were read by a classifier that had not seen them. For and against are treated alike, so that
//! there are eleven figures.

use super::linear_equations::solve;
use crate::stance::Stance;

/// The figures of a [`PositionModel`].
pub(super) const PARAMETERS: usize = 11;

/// What is known of one stance in a document: the logarithms of the odds of its two likeliest sentences, and of the sum
/// over all.
const FEATURES: usize = 3;

/// A less likely stance of a sentence is no evidence: in a long document many of them would add up.
const MIN_PROBABILITY: f64 = 0.03;

/// No sentence is more certain evidence than this.
const MAX_PROBABILITY: f64 = 0.99;

/// Added to both sides of odds, so that a probability of 0 or 1 has a logarithm.
const MARGIN: f64 = 0.01;

/// Added to the sum over all sentences, so that no sentence at all has a logarithm.
const SUM_MARGIN: f64 = 0.05;

/// The steps of Newton's method; some ten are enough.
const STEPS: usize = 30;

/// Added to the diagonal of the second derivatives, so that few examples have a solution as well.
const RIDGE: f64 = 1e-3;

/// The four outcomes, in their order: no position, for, against, mixed.
const OUTCOMES: usize = 4;

/// What the sentences of a document are evidence of on one principle: for it, and against it.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct PositionEvidence([StanceEvidence; 2]);

/// What the sentences of a document are evidence of, for one stance on one principle.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
struct StanceEvidence {
    /// The highest probability.
    first: f64,
    /// The second highest.
    second: f64,
    /// The sum of `−ln(1 − p)`.
    sum: f64,
}

/// The position of a document on a principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DocumentPosition {
    /// It takes one stance.
    Single(Stance),
    /// It takes both.
    Mixed,
}

/// How likely each position of a document is, given what its sentences are evidence of.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct PositionModel(pub(super) [f32; PARAMETERS]);

impl PositionEvidence {
    /// Adds a sentence: the probability that it is for the principle, and that it is against it.
    pub fn add(&mut self, probabilities: [f64; 2]) {
        for (evidence, probability) in self.0.iter_mut().zip(probabilities) {
            if probability >= MIN_PROBABILITY {
                evidence.add(probability);
            }
        }
    }
}

impl StanceEvidence {
    fn add(&mut self, probability: f64) {
        if probability > self.first {
            (self.first, self.second) = (probability, self.first);
        } else {
            self.second = self.second.max(probability);
        }
        self.sum -= (1.0 - probability.min(MAX_PROBABILITY)).ln();
    }

    fn features(self) -> [f64; FEATURES] {
        let log_odds = |p: f64| ((p + MARGIN) / (1.0 + MARGIN - p)).ln();
        [
            log_odds(self.first),
            log_odds(self.second),
            (SUM_MARGIN + self.sum).ln(),
        ]
    }
}

impl DocumentPosition {
    /// The positions in the order of the outcomes, from the second on.
    const ALL: [Self; OUTCOMES - 1] = [
        Self::Single(Stance::For),
        Self::Single(Stance::Against),
        Self::Mixed,
    ];

    /// Whether a sentence with this stance is part of it.
    pub fn includes(self, stance: Stance) -> bool {
        match self {
            Self::Single(single) => single == stance,
            Self::Mixed => true,
        }
    }
}

impl PositionModel {
    /// The position that is likelier than all others together, given that there is one, if it is at least `min_probability`
    /// likely that there is one. Returns `None` without such a position.
    pub fn position(
        &self,
        evidence: &PositionEvidence,
        min_probability: f64,
    ) -> Option<DocumentPosition> {
        let [none, positions @ ..] = self.probabilities(evidence);
        let any = 1.0 - none;
        let mut likely = DocumentPosition::ALL.into_iter().zip(positions);
        let (position, _) = likely.find(|(_, probability)| 2.0 * probability > any)?;
        (any >= min_probability).then_some(position)
    }

    /// The likeliest position with its probability, 0 to 1; the first of equally likely ones.
    pub fn likeliest(&self, evidence: &PositionEvidence) -> (DocumentPosition, f64) {
        let [_, positions @ ..] = self.probabilities(evidence);
        let [first, others @ ..] = DocumentPosition::ALL;
        let mut best = (first, positions[0]);
        for (position, probability) in others.into_iter().zip(&positions[1..]) {
            if *probability > best.1 {
                best = (position, *probability);
            }
        }
        best
    }

    /// The probabilities of no position, for, against and mixed; their sum is 1.
    pub fn probabilities(&self, evidence: &PositionEvidence) -> [f64; OUTCOMES] {
        let parameters = self.0.map(f64::from);
        softmax(&parameters, &inputs(evidence))
    }

    /// The model of least loss for pairs of evidence and position, by Newton's method. Cost: some passes over the pairs.
    pub fn fit(examples: &[(PositionEvidence, Option<DocumentPosition>)]) -> Self {
        let rows: Vec<(Inputs, usize)> = examples
            .iter()
            .map(|(evidence, position)| (inputs(evidence), outcome(*position)))
            .collect();
        let mut fitted = [0.0; PARAMETERS];
        for _ in 0..STEPS {
            let (mut gradient, mut hessian) = ([0.0; PARAMETERS], [[0.0; PARAMETERS]; PARAMETERS]);
            for (inputs, outcome) in &rows {
                add_derivatives(&fitted, inputs, *outcome, &mut gradient, &mut hessian);
            }
            for (at, row) in hessian.iter_mut().enumerate() {
                row[at] += RIDGE;
                gradient[at] += RIDGE * fitted[at];
            }
            for (parameter, step) in fitted.iter_mut().zip(solve(hessian, gradient)) {
                *parameter -= step;
            }
        }
        Self(fitted.map(|parameter| parameter as f32))
    }
}

/// What the parameters are multiplied by for each outcome; nothing but 0 for no position.
type Inputs = [[f64; PARAMETERS]; OUTCOMES];

/// The first seven parameters are those of a single stance: of its own evidence, of the other, and a constant; the other four
/// those of a mixed position, of the evidence of both together and a constant.
fn inputs(evidence: &PositionEvidence) -> Inputs {
    let [for_it, against] = evidence.0.map(StanceEvidence::features);
    let mut inputs = [[0.0; PARAMETERS]; OUTCOMES];
    for (row, [own, other]) in inputs[1..3]
        .iter_mut()
        .zip([[for_it, against], [against, for_it]])
    {
        row[..FEATURES].copy_from_slice(&own);
        row[FEATURES..2 * FEATURES].copy_from_slice(&other);
        row[2 * FEATURES] = 1.0;
    }
    let mixed = &mut inputs[3][2 * FEATURES + 1..];
    for (sum, (one, other)) in mixed.iter_mut().zip(for_it.into_iter().zip(against)) {
        *sum = one + other;
    }
    mixed[FEATURES] = 1.0;
    inputs
}

fn outcome(position: Option<DocumentPosition>) -> usize {
    match position {
        None => 0,
        Some(DocumentPosition::Single(Stance::For)) => 1,
        Some(DocumentPosition::Single(Stance::Against)) => 2,
        Some(DocumentPosition::Mixed) => 3,
    }
}

fn softmax(parameters: &[f64; PARAMETERS], inputs: &Inputs) -> [f64; OUTCOMES] {
    let scores = inputs.map(|row| row.iter().zip(parameters).map(|(x, p)| x * p).sum::<f64>());
    let highest = scores.iter().copied().fold(f64::NEG_INFINITY, f64::max);
    let powers = scores.map(|score| (score - highest).exp());
    let sum: f64 = powers.iter().sum();
    powers.map(|power| power / sum)
}

/// Adds the first and second derivatives of the loss of one example.
fn add_derivatives(
    parameters: &[f64; PARAMETERS],
    inputs: &Inputs,
    outcome: usize,
    gradient: &mut [f64; PARAMETERS],
    hessian: &mut [[f64; PARAMETERS]; PARAMETERS],
) {
    let probabilities = softmax(parameters, inputs);
    let mut mean = [0.0; PARAMETERS];
    for (probability, row) in probabilities.iter().zip(inputs) {
        for (sum, x) in mean.iter_mut().zip(row) {
            *sum += probability * x;
        }
    }
    for (at, sum) in gradient.iter_mut().enumerate() {
        *sum += mean[at] - inputs[outcome][at];
    }
    for (probability, row) in probabilities.iter().zip(inputs) {
        for (at, x) in row.iter().enumerate() {
            for (other, y) in row.iter().enumerate() {
                hessian[at][other] += probability * (x - mean[at]) * (y - mean[other]);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn evidence(for_it: &[f64], against: &[f64]) -> PositionEvidence {
        let mut evidence = PositionEvidence::default();
        for probability in for_it {
            evidence.add([*probability, 0.0]);
        }
        for probability in against {
            evidence.add([0.0, *probability]);
        }
        evidence
    }

    /// A model of documents with one or three sentences of each of five probabilities, of which as many take a position as
    /// the probability of at least one says.
    fn model() -> PositionModel {
        let mut examples = Vec::new();
        for probability in [0.0_f64, 0.1, 0.3, 0.6, 0.9] {
            for count in [1, 3] {
                let sentences = vec![probability; count];
                let any = 1.0 - (1.0 - probability).powi(count as i32);
                for at in 0..100 {
                    let is_taken = f64::from(at) < 100.0 * any;
                    let single = |stance| is_taken.then_some(DocumentPosition::Single(stance));
                    examples.push((evidence(&sentences, &[]), single(Stance::For)));
                    examples.push((evidence(&[], &sentences), single(Stance::Against)));
                    let both = (probability > 0.5).then_some(DocumentPosition::Mixed);
                    examples.push((evidence(&sentences, &sentences), both));
                }
            }
        }
        PositionModel::fit(&examples)
    }

    #[test]
    fn several_likely_sentences_make_a_position_that_one_does_not() {
        let model = model();
        let single = |stance| Some(DocumentPosition::Single(stance));
        assert_eq!(model.position(&evidence(&[0.6], &[]), 0.8), None);
        let three = evidence(&[0.6, 0.6, 0.6], &[]);
        assert_eq!(model.position(&three, 0.8), single(Stance::For));
        let against = evidence(&[], &[0.9, 0.6]);
        assert_eq!(model.position(&against, 0.8), single(Stance::Against));
        let both = evidence(&[0.9, 0.9], &[0.9, 0.9]);
        assert_eq!(model.position(&both, 0.8), Some(DocumentPosition::Mixed));
        assert_eq!(model.position(&PositionEvidence::default(), 0.5), None);
    }

    #[test]
    fn for_and_against_are_treated_alike() {
        let model = model();
        let one = model.probabilities(&evidence(&[0.7, 0.4], &[0.2]));
        let other = model.probabilities(&evidence(&[0.2], &[0.7, 0.4]));
        for (at, mirrored) in [(0, 0), (1, 2), (2, 1), (3, 3)] {
            assert!(
                (one[at] - other[mirrored]).abs() < 1e-9,
                "{one:?} {other:?}"
            );
        }
        assert!((one.iter().sum::<f64>() - 1.0).abs() < 1e-9);
    }

    #[test]
    fn the_order_of_sentences_makes_no_difference_but_for_rounding() {
        let one = evidence(&[0.2, 0.9, 0.5], &[]).0[0];
        let other = evidence(&[0.9, 0.5, 0.2], &[]).0[0];
        assert_eq!((one.first, one.second), (other.first, other.second));
        assert!((one.sum - other.sum).abs() < 1e-12);
    }
}

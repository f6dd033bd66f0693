//! What the sentences around a unit tell of it.
//!
//! "Wij doen niet mee. Dat past niet bij ons." says nothing on its own in its second sentence; below a heading on the cloud,
//! beside three sentences for it, "Nieuwe pakketten nemen wij als dienst af" is more likely one as well; and in a document
//! that is for the region throughout, a sentence against it is more likely misread. How far is learned: a logistic
//! regression on the probabilities of the unit and of those around it, trained on documents whose units were read by a
//! classifier that had not seen them. All principles and both stances share its nine figures.

use std::collections::BTreeMap;

use super::STANCES;
use super::linear_equations::solve;
use super::regression::logistic;
use crate::stance::Stance;

/// The figures of a [`ContextModel`].
pub(super) const PARAMETERS: usize = 9;

/// What is less likely is left as it is.
const MIN_PROBABILITY: f64 = 0.02;

/// No unit is more certain than this.
const MAX_PROBABILITY: f64 = 0.99;

/// Added to both sides of odds, so that a probability of 0 or 1 has a logarithm.
const MARGIN: f64 = 0.01;

/// Added to sums over units, so that an empty one has a logarithm.
const SUM_MARGIN: f64 = 0.02;

/// The steps of Newton's method; some ten are enough.
const STEPS: usize = 30;

/// Added to the diagonal of the second derivatives, so that few examples have a solution as well.
const RIDGE: f64 = 1e-3;

/// How likely a unit takes a stance, given how likely it and the units around it do by themselves.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct ContextModel(pub(super) [f32; PARAMETERS]);

/// The units of a document in order: the number of the heading above each, and by principle how likely it is for it and
/// against it.
#[derive(Clone, Debug, Default)]
pub struct DocumentStances {
    /// By unit.
    pub headings: Vec<u32>,
    /// By unit, then by principle; as many as there are headings.
    pub stances: Vec<Vec<[f64; 2]>>,
}

/// A stance of a unit, by its place.
#[derive(Clone, Copy, Debug)]
struct StancePlace {
    /// The unit in the document.
    unit: usize,
    principle: usize,
    /// 0 for it, 1 against it.
    stance: usize,
}

/// The stances in the labels of a unit, by the position of the principle.
type Labels = Vec<(usize, Stance)>;

impl ContextModel {
    /// The stances of the same units, each in the light of the others. Cost: linear in units and principles.
    pub fn apply(&self, document: &DocumentStances) -> Vec<Vec<[f64; 2]>> {
        let parameters = self.0.map(f64::from);
        let mut stances = document.stances.clone();
        for (place, inputs) in document.inputs() {
            stances[place.unit][place.principle][place.stance] =
                logistic(product(&parameters, &inputs));
        }
        stances
    }

    /// The model of least loss for documents with the labels of each of their units, by Newton's method.
    pub fn fit(documents: &[(DocumentStances, Vec<Labels>)]) -> Self {
        let mut rows: Vec<(Inputs, bool)> = Vec::new();
        for (document, labels) in documents {
            let inputs = document.inputs().into_iter();
            rows.extend(inputs.map(|(place, inputs)| {
                let stance = STANCES[place.stance];
                let is_taken = labels[place.unit].contains(&(place.principle, stance));
                (inputs, is_taken)
            }));
        }
        // Without examples each unit stays as it is.
        let mut start = [0.0; PARAMETERS];
        start[0] = 1.0;
        let mut fitted = start;
        for _ in 0..STEPS {
            let (mut gradient, mut hessian) = ([0.0; PARAMETERS], [[0.0; PARAMETERS]; PARAMETERS]);
            for (inputs, is_taken) in &rows {
                let p = logistic(product(&fitted, inputs));
                let (error, spread) = (p - f64::from(u8::from(*is_taken)), p * (1.0 - p));
                for (row, x) in inputs.iter().enumerate() {
                    gradient[row] += error * x;
                    for (column, y) in inputs.iter().enumerate() {
                        hessian[row][column] += spread * x * y;
                    }
                }
            }
            for (at, row) in hessian.iter_mut().enumerate() {
                row[at] += RIDGE;
                gradient[at] += RIDGE * (fitted[at] - start[at]);
            }
            for (parameter, step) in fitted.iter_mut().zip(solve(hessian, gradient)) {
                *parameter -= step;
            }
        }
        Self(fitted.map(|parameter| parameter as f32))
    }
}

/// The log-odds of the unit itself, of the unit before and of the one behind it below the same heading; the logarithms of the
/// sums over the others below this heading and over those below other headings; and of the other stance on the principle the
/// log-odds and the two sums. Then 1.
type Inputs = [f64; PARAMETERS];

impl DocumentStances {
    /// What is known of each stance that is not too unlikely.
    fn inputs(&self) -> Vec<(StancePlace, Inputs)> {
        let mut inputs = Vec::new();
        let principles = self.stances.first().map_or(0, Vec::len);
        for principle in 0..principles {
            let of_unit = |unit: usize| self.stances[unit][principle];
            let (below, all) = self.sums(principle);
            for unit in 0..self.headings.len() {
                let own = of_unit(unit);
                if own.iter().all(|probability| *probability < MIN_PROBABILITY) {
                    continue;
                }
                let neighbour = |at: Option<usize>| {
                    let at = at.filter(|at| self.headings.get(*at) == Some(&self.headings[unit]));
                    at.map_or([0.0; 2], of_unit).map(log_odds)
                };
                let (before, behind) = (neighbour(unit.checked_sub(1)), neighbour(Some(unit + 1)));
                let of_heading = below[&self.headings[unit]];
                let near = [0, 1].map(|stance| log_sum(of_heading[stance] - evidence(own[stance])));
                let far = [0, 1].map(|stance| log_sum(all[stance] - of_heading[stance]));
                for stance in [0, 1] {
                    if own[stance] < MIN_PROBABILITY {
                        continue;
                    }
                    let other = 1 - stance;
                    inputs.push((
                        StancePlace {
                            unit,
                            principle,
                            stance,
                        },
                        [
                            log_odds(own[stance]),
                            before[stance],
                            behind[stance],
                            near[stance],
                            far[stance],
                            log_odds(own[other]),
                            near[other],
                            far[other],
                            1.0,
                        ],
                    ));
                }
            }
        }
        inputs
    }

    /// The evidence for and against a principle below each heading and in all.
    fn sums(&self, principle: usize) -> (BTreeMap<u32, [f64; 2]>, [f64; 2]) {
        let (mut below, mut all) = (BTreeMap::<u32, [f64; 2]>::new(), [0.0; 2]);
        for (heading, unit) in self.headings.iter().zip(&self.stances) {
            let of_heading = below.entry(*heading).or_default();
            for (stance, probability) in unit[principle].into_iter().enumerate() {
                of_heading[stance] += evidence(probability);
                all[stance] += evidence(probability);
            }
        }
        (below, all)
    }
}

/// What a unit adds to a sum: the negative logarithm of the probability that it does not take the stance.
fn evidence(probability: f64) -> f64 {
    -(1.0 - probability.min(MAX_PROBABILITY)).ln()
}

/// Rounding may make a sum of nothing slightly negative.
fn log_sum(sum: f64) -> f64 {
    (SUM_MARGIN + sum.max(0.0)).ln()
}

fn log_odds(p: f64) -> f64 {
    ((p + MARGIN) / (1.0 + MARGIN - p)).ln()
}

fn product(parameters: &[f64; PARAMETERS], inputs: &Inputs) -> f64 {
    parameters.iter().zip(inputs).map(|(p, x)| p * x).sum()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn document(headings: &[u32], for_it: &[f64]) -> DocumentStances {
        DocumentStances {
            headings: headings.to_vec(),
            stances: for_it.iter().map(|p| vec![[*p, 0.0]]).collect(),
        }
    }

    /// A model of documents in which a unit takes a stance if one beside it is likely to.
    fn model() -> ContextModel {
        let beside = document(&[1, 1, 2, 2], &[0.4, 0.9, 0.4, 0.0]);
        let is_for = vec![(0, Stance::For)];
        let labels = vec![is_for.clone(), is_for, Vec::new(), Vec::new()];
        ContextModel::fit(&vec![(beside, labels); 50])
    }

    #[test]
    fn a_unit_beside_a_likely_one_becomes_likelier() {
        let [first, _, third, fourth] = model()
            .apply(&document(&[1, 1, 2, 2], &[0.4, 0.9, 0.4, 0.01]))
            .try_into()
            .expect("four units");
        assert!(
            first[0][0] > 0.9 && third[0][0] < 0.1,
            "{first:?} {third:?}"
        );
        // What is very unlikely stays so.
        assert_eq!(fourth, [[0.01, 0.0]]);
    }

    #[test]
    fn without_examples_and_units_nothing_changes() {
        let untrained = ContextModel::fit(&[]);
        let alone = document(&[0], &[0.5]);
        let [unit] = untrained.apply(&alone).try_into().expect("one unit");
        assert!((unit[0][0] - 0.5).abs() < 1e-6, "{unit:?}");
        assert!(untrained.apply(&DocumentStances::default()).is_empty());
    }
}

//! Beta calibration: how often what has certain log-odds is so.
//!
//! Kull, Silva Filho & Flach, "Beta calibration: a well-founded and easily implemented improvement on logistic calibration
//! for binary classifiers", AISTATS 2017. With p the uncalibrated probability, the calibrated log-odds are
//! `a ln p − b ln(1 − p) + c`. Unlike Platt scaling, of which it is the case a = b, it has a slope of its own for what is
//! likely, where a classifier that saw its own training examples is too sure.

use super::linear_equations::solve;
use super::regression::logistic;

/// The most steps of Newton's method; some ten are enough.
const MAX_STEPS: usize = 100;

/// The method ends when no parameter changes by more.
const SMALLEST_STEP: f64 = 1e-9;

/// Added to the diagonal of the second derivatives, so that few examples have a solution as well.
const RIDGE: f64 = 1e-6;

/// A monotone map of log-odds to calibrated probabilities.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Calibration {
    /// The slope where the log-odds are far below 0; at least 0.
    pub low: f32,
    /// The slope where the log-odds are far above 0; at least 0.
    pub high: f32,
    /// What is added.
    pub intercept: f32,
}

impl Calibration {
    /// Leaves the log-odds as they are.
    pub const NONE: Self = Self {
        low: 1.0,
        high: 1.0,
        intercept: 0.0,
    };

    /// The probability of uncalibrated log-odds, 0 to 1.
    pub fn probability(self, log_odds: f64) -> f64 {
        let [low, high, one] = basis(log_odds);
        logistic(
            f64::from(self.low) * low
                + f64::from(self.high) * high
                + f64::from(self.intercept) * one,
        )
    }

    /// The calibration of least logistic loss for pairs of log-odds and whether they are so, by Newton's method. A slope
    /// that would be negative is 0. Returns [`Self::NONE`] without pairs. Cost: some ten passes over the pairs.
    pub fn fit(pairs: &[(f64, bool)]) -> Self {
        if pairs.is_empty() {
            return Self::NONE;
        }
        let mut fitted = [1.0, 1.0, 0.0];
        for _ in 0..MAX_STEPS {
            let (mut gradient, mut hessian) = ([0.0; 3], [[0.0; 3]; 3]);
            for (log_odds, is_so) in pairs {
                let x = basis(*log_odds);
                let p = logistic(x.iter().zip(&fitted).map(|(x, weight)| x * weight).sum());
                let (error, spread) = (p - f64::from(u8::from(*is_so)), p * (1.0 - p));
                for (row, x_row) in x.iter().enumerate() {
                    gradient[row] += error * x_row;
                    for (column, x_column) in x.iter().enumerate() {
                        hessian[row][column] += spread * x_row * x_column;
                    }
                }
            }
            for (at, row) in hessian.iter_mut().enumerate() {
                row[at] += RIDGE;
            }
            let step = solve(hessian, gradient);
            for (weight, step) in fitted.iter_mut().zip(step) {
                *weight -= step;
            }
            // Both slopes stay at least 0, so that what is likelier before is likelier after.
            fitted[0] = fitted[0].max(0.0);
            fitted[1] = fitted[1].max(0.0);
            if step.iter().all(|one| one.abs() < SMALLEST_STEP) {
                break;
            }
        }
        let [low, high, intercept] = fitted.map(|weight| weight as f32);
        Self {
            low,
            high,
            intercept,
        }
    }
}

/// `ln p`, `−ln(1 − p)` and 1, with p the logistic function of `log_odds`.
fn basis(log_odds: f64) -> [f64; 3] {
    // ln(1 + exp(x)) without overflow.
    let softplus = |x: f64| x.max(0.0) + (-x.abs()).exp().ln_1p();
    [-softplus(-log_odds), softplus(log_odds), 1.0]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn recovers_how_often_it_is_so() {
        // Of those at -1 one in ten is so, at 0 three in ten, at 2 six in ten.
        let mut pairs = Vec::new();
        for (log_odds, so) in [(-1.0, 100), (0.0, 300), (2.0, 600)] {
            pairs.extend((0..1_000).map(|n| (log_odds, n < so)));
        }
        let fitted = Calibration::fit(&pairs);
        for (log_odds, share) in [(-1.0, 0.1), (0.0, 0.3), (2.0, 0.6)] {
            let probability = fitted.probability(log_odds);
            assert!(
                (probability - share).abs() < 0.01,
                "{log_odds}: {probability}"
            );
        }
    }

    #[test]
    fn without_calibration_the_probability_is_the_logistic_function() {
        for log_odds in [-30.0, -1.5, 0.0, 2.0, 40.0] {
            let probability = Calibration::NONE.probability(log_odds);
            assert!(
                (probability - logistic(log_odds)).abs() < 1e-12,
                "{log_odds}"
            );
        }
        assert_eq!(Calibration::fit(&[]), Calibration::NONE);
    }
}

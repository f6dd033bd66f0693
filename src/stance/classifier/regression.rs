//! Logistic regression with an L2 penalty, solved in its dual.

use super::features::{COLUMNS, Features};

/// The weight of the errors against the penalty on the weights.
const COST: f64 = 40.0;

/// Passes over the examples.
const EPOCHS: usize = 12;

/// The most steps for one example, and the size of the last.
const MAX_STEPS: usize = 40;
const SMALLEST_STEP: f64 = 1e-6;

/// The state of the generator that orders the examples, so that every training gives the same bytes.
const SEED: u64 = 20_261_129;

/// One weight per column, and behind them the intercept.
///
/// Minimises `½‖w‖² + C Σ ln(1 + exp(−yᵢ w·xᵢ))` by coordinate descent in the dual (Yu, Huang & Lin, "Dual coordinate
/// descent methods for logistic regression and maximum entropy models", Machine Learning 85, 2011, algorithm 5). The
/// intercept is the weight of a feature that is always 1, so the penalty holds for it as well. `targets` has one entry per
/// example. Cost: [`EPOCHS`] passes over the non-zero values.
pub(super) fn fit(examples: &[&Features], targets: &[bool]) -> Vec<f32> {
    let mut weights = vec![0.0_f64; COLUMNS + 1];
    let norms: Vec<f64> = examples.iter().map(|one| squared_norm(one)).collect();
    // The dual variables begin small and positive, as their logarithms are taken.
    let start = (0.001 * COST).min(1e-8);
    let mut duals = vec![start; examples.len()];
    for (example, target) in examples.iter().zip(targets) {
        add(&mut weights, example, sign(*target) * start);
    }
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut random = SEED;
    for _ in 0..EPOCHS {
        shuffle(&mut order, &mut random);
        for &at in &order {
            let sign = sign(targets[at]);
            let (example, norm) = (examples[at], norms[at]);
            let slope = sign * product(&weights, example) - norm * duals[at];
            let dual = solve(norm, slope);
            add(&mut weights, example, sign * (dual - duals[at]));
            duals[at] = dual;
        }
    }
    weights.into_iter().map(|weight| weight as f32).collect()
}

/// The `z` between 0 and `C` with `ln(z / (C − z)) + norm · z + slope = 0`, which minimises the dual in one variable.
///
/// In `u = ln(z / (C − z))` the left side is increasing, and its root lies between `−slope − norm · C` and `−slope`: Newton's
/// method, with bisection where that does not at least halve the step ("rtsafe", Press et al., Numerical Recipes, 9.4).
fn solve(norm: f64, slope: f64) -> f64 {
    let (mut low, mut high) = (-slope - norm * COST, -slope);
    let mut u = f64::midpoint(low, high);
    let mut last = high - low;
    for _ in 0..MAX_STEPS {
        let p = logistic(u);
        let value = u + norm * COST * p + slope;
        if value > 0.0 {
            high = u;
        } else {
            low = u;
        }
        let step = value / (1.0 + norm * COST * p * (1.0 - p));
        let newton = u - step;
        let is_good = newton > low && newton < high && 2.0 * step.abs() <= last;
        let next = if is_good {
            newton
        } else {
            f64::midpoint(low, high)
        };
        last = (next - u).abs();
        u = next;
        if last < SMALLEST_STEP {
            break;
        }
    }
    COST * logistic(u)
}

/// `1 / (1 + exp(−x))`.
pub(super) fn logistic(x: f64) -> f64 {
    1.0 / (1.0 + (-x).exp())
}

fn sign(target: bool) -> f64 {
    if target { 1.0 } else { -1.0 }
}

fn squared_norm(features: &Features) -> f64 {
    1.0 + features
        .0
        .iter()
        .map(|(_, value)| f64::from(value * value))
        .sum::<f64>()
}

fn product(weights: &[f64], features: &Features) -> f64 {
    let of_columns = features.0.iter();
    let sum: f64 = of_columns
        .map(|(column, value)| weights[*column as usize] * f64::from(*value))
        .sum();
    sum + weights[COLUMNS]
}

fn add(weights: &mut [f64], features: &Features, factor: f64) {
    for (column, value) in &features.0 {
        weights[*column as usize] += factor * f64::from(*value);
    }
    weights[COLUMNS] += factor;
}

/// Fisher–Yates with a linear congruential generator (Knuth, The Art of Computer Programming 2, 3.3.4, line 26).
fn shuffle(order: &mut [usize], random: &mut u64) {
    for at in (1..order.len()).rev() {
        *random = random
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        order.swap(at, ((*random >> 33) % (at as u64 + 1)) as usize);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn separates_what_a_column_separates() {
        let example = |column: u32| Features(vec![(column, 1.0), (9, 1.0)]);
        let all: Vec<Features> = (0..20).map(|at| example(at % 2)).collect();
        let targets: Vec<bool> = (0..20).map(|at| at % 2 == 0).collect();
        let weights = fit(&all.iter().collect::<Vec<_>>(), &targets);
        assert!(weights[0] > 1.0 && weights[1] < -1.0, "{:?}", &weights[..2]);
        assert!(weights[9].abs() < 0.5);
    }

    #[test]
    fn the_root_is_the_minimum_in_one_variable() {
        for (norm, slope) in [
            (2.0, -3.0),
            (0.5, 4.0),
            (1.1, 0.0),
            (3.0, -40.0),
            (2.0, 15.0),
        ] {
            let z = solve(norm, slope);
            let left = (z / (COST - z)).ln() + norm * z + slope;
            assert!(left.abs() < 1e-4, "{norm} {slope}: {left}");
        }
    }
}

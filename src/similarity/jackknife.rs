//! The sampling variance of lexical cosines, by the infinitesimal jackknife.

use ndarray::Array1;
use rayon::prelude::*;

use super::grouping::{Grouping, evenly_spaced};
use super::incidence::IncidenceMatrix;
use super::linalg::with_simd;
use super::residual::{Residuals, SQRT_OFFSET};

/// The number of other organisations over which a variance is averaged: it hardly depends on which.
const REFERENCES: usize = 16;

/// Returns for each organisation the variance of its lexical cosine with another when its passages were drawn
/// anew. Infinite with fewer than two passages, which say nothing of their variation.
///
/// The infinitesimal jackknife (Efron 1982, §6), the limit of a bootstrap of many draws: the influence of each
/// passage on the cosine, squared and summed over the passages. Expected counts stay as fitted. The result is the
/// mean over [`REFERENCES`] organisations; the variance of a pair is the sum of those of both sides.
/// Cost: one pass over the incidences times `REFERENCES`, and `n_organisations · n_features · REFERENCES`.
pub(super) fn lexical_variances(
    incidence: &IncidenceMatrix,
    grouping: &Grouping,
    residuals: &Residuals,
) -> Array1<f64> {
    let units = &residuals.units;
    let references = evenly_spaced(units.nrows(), REFERENCES);
    // By n-gram, the values of all references side by side.
    let mut reference_values = vec![[0.0_f32; REFERENCES]; incidence.features];
    for (lane, reference) in references.iter().enumerate() {
        for (values, value) in reference_values.iter_mut().zip(units.row(*reference)) {
            values[lane] = *value;
        }
    }
    let variance = |gradients: &mut Vec<[f32; REFERENCES]>, own: usize| {
        let members = &grouping.members[own];
        // One passage says nothing of the variation between passages.
        if members.len() < 2 {
            return f64::INFINITY;
        }
        // The cosine of an organisation with itself is 1 whatever is drawn, so it does not count.
        let others = references.iter().filter(|other| **other != own).count();
        let norm = residuals.norms[own];
        // A row of zeros has the cosine 0 with everything, whichever passages are drawn.
        if norm == 0.0 || others == 0 {
            return 0.0;
        }
        let mut cosines = [0.0; REFERENCES];
        for (cosine, other) in cosines.iter_mut().zip(&references) {
            // Both rows have unit length, so the dot product is the cosine.
            *cosine = units.row(own).dot(&units.row(*other));
        }
        // The derivative of each cosine by the count of each n-gram.
        gradients.clone_from(&reference_values);
        let observed = incidence.column_sums(members);
        for ((gradients, unit), observed) in gradients.iter_mut().zip(units.row(own)).zip(observed)
        {
            // The derivative of √(x + c) is 1 / (2 √(x + c)), and the residual is scaled to unit length.
            let rate = (0.5 / ((observed + SQRT_OFFSET).sqrt() * norm)) as f32;
            for (gradient, cosine) in gradients.iter_mut().zip(cosines) {
                // Only the part orthogonal to the own residual turns its direction.
                *gradient = rate * (*gradient - cosine * unit);
            }
        }
        let passages = members.iter().map(|index| incidence.row(*index));
        let (sums, squares) = with_simd(
            #[inline(always)]
            || influence_sums(passages, gradients),
        );
        // References that are the organisation itself are left out of the mean.
        let of_each = references.iter().zip(sums.iter().zip(&squares));
        let variance = of_each
            .filter(|(other, _)| **other != own)
            .map(|(_, (sum, squares))| jackknife_variance(*sum, *squares, members.len()))
            .sum::<f64>();
        variance / others as f64
    };
    // The table of gradients is kept from one organisation to the next: it is as long as there are n-grams.
    let variances: Vec<f64> = (0..units.nrows())
        .into_par_iter()
        .map_init(Vec::new, variance)
        .collect();
    Array1::from(variances)
}

/// Returns the sums over the passages of their influence on each cosine, and of its square. A passage is given by
/// its n-grams; its influence is the sum of their gradients.
#[inline(always)]
fn influence_sums<'p>(
    passages: impl Iterator<Item = &'p [u32]>,
    gradients: &[[f32; REFERENCES]],
) -> ([f64; REFERENCES], [f64; REFERENCES]) {
    let (mut sums, mut squares) = ([0.0; REFERENCES], [0.0; REFERENCES]);
    for columns in passages {
        let mut influences = [0.0_f32; REFERENCES];
        for column in columns {
            let gradients = &gradients[*column as usize];
            influences
                .iter_mut()
                .zip(gradients)
                .for_each(|(influence, gradient)| *influence += gradient);
        }
        for ((sum, square), influence) in sums.iter_mut().zip(&mut squares).zip(influences) {
            // Sums of squares in `f64`: their difference below would lose all its digits in `f32`.
            *sum += f64::from(influence);
            *square += f64::from(influence).powi(2);
        }
    }
    (sums, squares)
}

/// Returns the jackknife variance from the sum of the influences of `count` passages, at least 2, and the sum of
/// their squares.
fn jackknife_variance(sum: f64, squares: f64, count: usize) -> f64 {
    let count = count as f64;
    // Rounding may leave a difference just below 0.
    (squares - sum * sum / count).max(0.0) * count / (count - 1.0)
}

//! How far the lexical view would move with other passages drawn.

use ndarray::{Array1, Array2};
use rayon::prelude::*;

use super::facts::Layout;
use super::pieces::Presence;
use super::residual::{DAMPING, Expectation};
use super::vectors::evenly_spread;

/// The others against which an organisation's movement is told: it hardly depends on whom.
pub(super) const OTHERS: usize = 16;

/// For each organisation, the variance of its lexical cosine with another when its passages would be drawn
/// anew; infinite with fewer than two passages, which say nothing of their spread.
///
/// The infinitesimal jackknife (Efron 1982, §6), to which a bootstrap of many draws comes down: how much one
/// passage more moves the cosine, squared and summed over the passages. Expected counts stay as fitted. It is
/// the mean over [`OTHERS`] organisations; the variance of a pair is the sum of both sides.
/// Cost: one pass over the presences times `OTHERS`, and `organisations · pieces · OTHERS`.
pub(super) fn variances(
    expectation: &Expectation<'_>,
    presence: &Presence,
    layout: &Layout,
    residuals: &Array2<f32>,
) -> Array1<f64> {
    let organisations = layout.members.len();
    let others = evenly_spread(organisations, OTHERS);
    let variances: Vec<f64> = (0..organisations)
        .into_par_iter()
        .map(|own| {
            let members = &layout.members[own];
            if members.len() < 2 {
                return f64::INFINITY;
            }
            let residual = expectation.residual(own);
            if residual.length == 0.0 || organisations < 2 {
                return 0.0;
            }
            let others: Vec<usize> = others.iter().copied().filter(|o| *o != own).collect();
            let cosines: Vec<f32> = others
                .iter()
                .map(|other| residuals.row(own).dot(&residuals.row(*other)))
                .collect();
            // How much one passage more with this piece moves each cosine.
            let mut slopes = vec![[0.0_f32; OTHERS]; presence.pieces];
            for (piece, slopes) in slopes.iter_mut().enumerate() {
                let rate = 0.5 / ((residual.observed[piece] + DAMPING).sqrt() * residual.length);
                for (slope, (other, cosine)) in slopes.iter_mut().zip(others.iter().zip(&cosines)) {
                    *slope =
                        rate as f32 * (residuals[(*other, piece)] - cosine * residual.unit[piece]);
                }
            }
            let (mut sum, mut squares) = ([0.0_f64; OTHERS], [0.0_f64; OTHERS]);
            for place in members {
                let mut moved = [0.0_f32; OTHERS];
                for piece in presence.row(*place) {
                    let slopes = &slopes[*piece as usize];
                    moved.iter_mut().zip(slopes).for_each(|(m, s)| *m += s);
                }
                for ((sum, square), moved) in sum.iter_mut().zip(&mut squares).zip(moved) {
                    *sum += f64::from(moved);
                    *square += f64::from(moved).powi(2);
                }
            }
            let of_each = sum.iter().zip(&squares);
            let variance = of_each
                .map(|(sum, squares)| jackknife(*sum, *squares, members.len()))
                .sum::<f64>();
            variance / others.len() as f64
        })
        .collect();
    Array1::from(variances)
}

/// The variance of a value that each of `count` passages, at least 2, moves by so much, from the sum of these
/// movements and that of their squares.
pub(super) fn jackknife(sum: f64, squares: f64, count: usize) -> f64 {
    let count = count as f64;
    (squares - sum * sum / count).max(0.0) * count / (count - 1.0)
}

//! How far the lexical view would move with other passages drawn.

use ndarray::Array1;
use rayon::prelude::*;

use super::blocks::vectorised;
use super::facts::Layout;
use super::pieces::Presence;
use super::residual::{DAMPING, Residuals};
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
    presence: &Presence,
    layout: &Layout,
    residuals: &Residuals,
) -> Array1<f64> {
    let units = &residuals.units;
    let others = evenly_spread(units.nrows(), OTHERS);
    // By piece: what each of the others has of it.
    let mut theirs = vec![[0.0_f32; OTHERS]; presence.pieces];
    for (at, other) in others.iter().enumerate() {
        for (theirs, value) in theirs.iter_mut().zip(units.row(*other)) {
            theirs[at] = *value;
        }
    }
    let variance = |slopes: &mut Vec<[f32; OTHERS]>, own: usize| {
        let members = &layout.members[own];
        if members.len() < 2 {
            return f64::INFINITY;
        }
        // Its cosine with itself is 1 and does not move.
        let strangers = others.iter().filter(|other| **other != own).count();
        let length = residuals.lengths[own];
        if length == 0.0 || strangers == 0 {
            return 0.0;
        }
        let mut cosines = [0.0; OTHERS];
        for (cosine, other) in cosines.iter_mut().zip(&others) {
            *cosine = units.row(own).dot(&units.row(*other));
        }
        slopes.clone_from(&theirs);
        let observed = presence.observed(members);
        for ((slopes, unit), observed) in slopes.iter_mut().zip(units.row(own)).zip(observed) {
            let rate = (0.5 / ((observed + DAMPING).sqrt() * length)) as f32;
            for (slope, cosine) in slopes.iter_mut().zip(cosines) {
                *slope = rate * (*slope - cosine * unit);
            }
        }
        let passages = members.iter().map(|place| presence.row(*place));
        let (sums, squares) = vectorised(
            #[inline(always)]
            || movements(passages, slopes),
        );
        let of_each = others.iter().zip(sums.iter().zip(&squares));
        let variance = of_each
            .filter(|(other, _)| **other != own)
            .map(|(_, (sum, squares))| jackknife(*sum, *squares, members.len()))
            .sum::<f64>();
        variance / strangers as f64
    };
    let variances: Vec<f64> = (0..units.nrows())
        .into_par_iter()
        .map_init(Vec::new, variance)
        .collect();
    Array1::from(variances)
}

/// How much each passage, given by its pieces, moves each cosine, when a piece more moves them by its `slopes`: the
/// sum over the passages, and that of the squares.
#[inline(always)]
fn movements<'p>(
    passages: impl Iterator<Item = &'p [u32]>,
    slopes: &[[f32; OTHERS]],
) -> ([f64; OTHERS], [f64; OTHERS]) {
    let (mut sums, mut squares) = ([0.0; OTHERS], [0.0; OTHERS]);
    for pieces in passages {
        let mut moved = [0.0_f32; OTHERS];
        for piece in pieces {
            let slopes = &slopes[*piece as usize];
            moved.iter_mut().zip(slopes).for_each(|(m, s)| *m += s);
        }
        for ((sum, square), moved) in sums.iter_mut().zip(&mut squares).zip(moved) {
            *sum += f64::from(moved);
            *square += f64::from(moved).powi(2);
        }
    }
    (sums, squares)
}

/// The variance of a value that each of `count` passages, at least 2, moves by so much, from the sum of these
/// movements and that of their squares.
pub(super) fn jackknife(sum: f64, squares: f64, count: usize) -> f64 {
    let count = count as f64;
    (squares - sum * sum / count).max(0.0) * count / (count - 1.0)
}

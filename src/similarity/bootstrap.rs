//! How far the lexical view would move with other passages drawn.

use ndarray::{Array2, Axis, Zip};
use rand::{RngExt, SeedableRng};
use rand_xoshiro::Xoshiro256PlusPlus;
use rayon::prelude::*;

use super::blocks::products_of_rows;
use super::facts::Layout;
use super::pieces::Presence;
use super::residual::Expectation;

/// The variance of each pair's cosine over `draws` draws of the passages with replacement (Efron 1979), each
/// organisation's own passages; `organisations × organisations`, symmetric. Rates and eras stay as fitted.
///
/// Every draw has its own seed, so threads change nothing. Cost: that of the residuals and their products,
/// `draws` times.
pub(super) fn variance(
    expectation: &Expectation,
    presence: &Presence,
    layout: &Layout,
    registers: &[usize],
    draws: usize,
    seed: u64,
) -> Array2<f64> {
    let organisations = layout.members.len();
    let mut sum = Array2::<f64>::zeros((organisations, organisations));
    let mut squares = sum.clone();
    for draw in 0..draws {
        let mut residuals = Array2::<f32>::zeros((organisations, presence.pieces));
        let rows: Vec<_> = residuals.axis_iter_mut(Axis(0)).collect();
        rows.into_par_iter().enumerate().for_each_init(
            || vec![0_u32; layout.rows.len()],
            |weights, (organisation, mut row)| {
                let members = &layout.members[organisation];
                let stream = seed
                    ^ (draw as u64 + 1).wrapping_mul(0x9E37_79B9_7F4A_7C15)
                    ^ (organisation as u64).wrapping_mul(0xD1B5_4A32_D192_ED03);
                let mut rng = Xoshiro256PlusPlus::seed_from_u64(stream);
                members.iter().for_each(|place| weights[*place] = 0);
                for _ in members {
                    weights[members[rng.random_range(0..members.len())]] += 1;
                }
                let drawn = expectation.residual(presence, registers, organisation, Some(weights));
                row.assign(&ndarray::ArrayView1::from(&drawn));
            },
        );
        let cosines = products_of_rows(&residuals);
        Zip::from(&mut sum)
            .and(&cosines)
            .for_each(|sum, cosine| *sum += cosine);
        Zip::from(&mut squares)
            .and(&cosines)
            .for_each(|sum, cosine| *sum += cosine * cosine);
    }
    if draws < 2 {
        return sum * 0.0;
    }
    let count = draws as f64;
    Zip::from(&mut squares).and(&sum).for_each(|square, sum| {
        *square = ((*square - sum * sum / count) / (count - 1.0)).max(0.0);
    });
    squares
}

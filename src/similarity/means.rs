//! The view by word vectors: what the passages of an organisation mean on average.

use ndarray::{Array1, Array2, Axis, Zip};
use rayon::prelude::*;

use super::blocks::unit_rows;
use super::facts::Layout;
use super::resampling::{OTHERS, jackknife};
use super::vectors::{evenly_spread, without_the_shared};
use super::word_vectors::Embeddings;

/// The mean vector of each organisation, and how far it would move.
#[derive(Clone, Debug)]
pub(super) struct Means {
    /// `organisations × dimensions`, unit length or zero.
    pub(super) vectors: Array2<f32>,
    /// The variance of its cosines when other passages would have been drawn; infinite with fewer than two.
    pub(super) variances: Array1<f64>,
}

impl Means {
    /// The means of what is left of each passage when what all passages share is taken out, as for the
    /// passages' own vectors. Cost: a few passes over the vectors, and for the variances [`OTHERS`] products
    /// with each.
    pub(super) fn fit(embeddings: &Embeddings, layout: &Layout, registers: &[usize]) -> Self {
        let mut passages = embeddings.view().select(Axis(0), &layout.rows);
        without_the_shared(&mut passages, registers, &layout.years);
        let sums: Vec<Array1<f64>> = layout
            .members
            .par_iter()
            .map(|members| {
                let mut sum = Array1::<f64>::zeros(passages.ncols());
                for place in members {
                    Zip::from(&mut sum)
                        .and(passages.row(*place))
                        .for_each(|sum, value| *sum += f64::from(*value));
                }
                sum
            })
            .collect();
        let mut vectors = Array2::zeros((sums.len(), passages.ncols()));
        for (mut row, sum) in vectors.rows_mut().into_iter().zip(&sums) {
            row.assign(&sum.mapv(|value| value as f32));
        }
        unit_rows(&mut vectors);
        let variances = variances(&passages, layout, &vectors, &sums);
        Self { vectors, variances }
    }
}

/// The infinitesimal jackknife of the cosine of a mean with another vector, as in the lexical view: one passage
/// `v` more moves `cos(Σv, b)` by `(v · b − cos · v · m) / |Σv|`, with `m` the mean to unit length.
fn variances(
    passages: &Array2<f32>,
    layout: &Layout,
    vectors: &Array2<f32>,
    sums: &[Array1<f64>],
) -> Array1<f64> {
    let others = evenly_spread(sums.len(), OTHERS);
    let of = |own: usize| {
        let members = &layout.members[own];
        let length = sums[own].dot(&sums[own]).sqrt();
        let others: Vec<usize> = others.iter().copied().filter(|o| *o != own).collect();
        if members.len() < 2 {
            return f64::INFINITY;
        }
        if length == 0.0 || others.is_empty() {
            return 0.0;
        }
        let mean = vectors.row(own);
        let spread = |other: &usize| {
            let other = vectors.row(*other);
            let cosine = f64::from(mean.dot(&other));
            let (mut sum, mut squares) = (0.0, 0.0);
            for place in members {
                let passage = passages.row(*place);
                let (across, along) = (passage.dot(&other), passage.dot(&mean));
                let moved = (f64::from(across) - cosine * f64::from(along)) / length;
                sum += moved;
                squares += moved * moved;
            }
            jackknife(sum, squares, members.len())
        };
        others.iter().map(spread).sum::<f64>() / others.len() as f64
    };
    let variances: Vec<f64> = (0..sums.len()).into_par_iter().map(of).collect();
    Array1::from(variances)
}

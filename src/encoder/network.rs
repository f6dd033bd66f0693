//! The network: from tokens to a vector. `data/encoder/README.md` has it in formulas.
//!
//! A deep averaging network over features of single tokens and of windows of tokens. Three branches look at windows of
//! two, three and five tokens, twice each.
//!
//! Nearly all of the work are products of matrices, in whole numbers (`product`). Those that depend on one piece alone
//! are computed once for each (`piece_products`), those of a window once for each that differs (`branch`).

use pulp::Arch;

use super::EncoderError;
use super::batch::Batch;
use super::branch::{Branch, BranchFeatures};
use super::embedding::{DIMENSIONS, Embedding, LANES, dot, sum};
use super::layer_norm::LayerNorm;
use super::piece_products::PieceLayers;
use super::pieces::EmbeddedPieces;
use super::product::Weights;
use super::shape::{BRANCH, BRANCHES};
use crate::tensors::Tensors;

/// Numbers of a token: its embedding and the three branches.
const FEATURES: usize = DIMENSIONS + BRANCHES * BRANCH;

/// The width of the hidden layers behind the sum over the tokens.
const HIDDEN: usize = 320;

/// All weights.
#[derive(Debug)]
pub(super) struct Network {
    pieces: EmbeddedPieces,
    piece_layers: PieceLayers,
    branches: [Branch; BRANCHES],
    features_norm: LayerNorm,
    sum: Weights,
    sum_bias: Vec<f32>,
    hidden: HiddenLayers,
}

/// The dense part, with its skips.
#[derive(Debug)]
struct HiddenLayers {
    d0: Weights,
    d1: Weights,
    p1: Weights,
    d2: Weights,
    p3: Weights,
    d3: Weights,
}

impl Network {
    /// Takes the weights by name.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if one is missing or has another shape.
    pub(super) fn from_tensors(tensors: &Tensors) -> Result<Self, EncoderError> {
        let [epsilon] = tensors.floats_of("epsilon")?;
        let pieces = EmbeddedPieces::from_tensors(tensors)?;
        let branch = |place| Branch::from_tensors(tensors, place);
        let weights = |name, shape| Weights::from_tensors(tensors, name, shape);
        Ok(Self {
            piece_layers: PieceLayers::from_tensors(tensors, pieces.len(), epsilon)?,
            pieces,
            branches: [branch(0)?, branch(1)?, branch(2)?],
            features_norm: LayerNorm::new(
                tensors.floats_of::<FEATURES>("features.gain")?.to_vec(),
                tensors.floats_of::<FEATURES>("features.bias")?.to_vec(),
                epsilon,
            ),
            sum: weights("sum", (FEATURES, DIMENSIONS))?,
            sum_bias: tensors.floats_of::<DIMENSIONS>("sum.bias")?.to_vec(),
            hidden: HiddenLayers {
                d0: weights("d0", (DIMENSIONS, HIDDEN))?,
                d1: weights("d1", (HIDDEN, HIDDEN))?,
                p1: weights("p1", (DIMENSIONS, HIDDEN))?,
                d2: weights("d2", (HIDDEN, DIMENSIONS))?,
                p3: weights("p3", (HIDDEN, DIMENSIONS))?,
                d3: weights("d3", (DIMENSIONS, DIMENSIONS))?,
            },
        })
    }

    /// Returns the vector of each text, given by its tokens. Cost: some 0.6 million multiplications for each token with
    /// other surroundings, a million for each distinct piece that was not met before, and 1.7 million for each text.
    pub(super) fn encode(&self, texts: &[Vec<u32>]) -> Vec<Embedding> {
        let batch = Batch::new(texts);
        let products = self.piece_layers.products(&self.pieces, &batch.pieces);
        let features = [0, 1, 2].map(|n| self.branches[n].apply(&batch, &products));
        let sums = self.sum_features(&batch, &features);
        let mut means = vec![0.0; batch.texts.len() * DIMENSIONS];
        multiply_add(&sums, &self.sum, &mut means);
        for (row, text) in means.chunks_exact_mut(DIMENSIONS).zip(&batch.texts) {
            let tokens = text.len() as f32;
            for (number, bias) in row.iter_mut().zip(&self.sum_bias) {
                *number = (*number + tokens * bias) / tokens.sqrt();
            }
        }
        let encoded = self.hidden.apply(&means, batch.texts.len());
        let rows = encoded.chunks_exact(DIMENSIONS);
        rows.map(|row| Embedding::from_numbers(row.into()))
            .collect()
    }

    /// Returns the sum of the normalised features of all tokens of each text, [`FEATURES`] numbers for each. The sum
    /// commutes with the product that follows, which is therefore done once a text.
    fn sum_features(&self, batch: &Batch, features: &[BranchFeatures; BRANCHES]) -> Vec<f32> {
        let mut all_sums = vec![0.0; batch.texts.len() * FEATURES];
        Arch::new().dispatch(
            #[inline(always)]
            || {
                let embedded = self.pieces.embed(&batch.pieces);
                let embedded: Vec<&[f32]> = embedded.chunks_exact(DIMENSIONS).collect();
                let moments = embedded.iter().map(|row| [sum(row), dot(row, row)]);
                let moments: Vec<[f32; 2]> = moments.collect();
                for (sums, text) in all_sums.chunks_exact_mut(FEATURES).zip(&batch.texts) {
                    let mut means = 0.0;
                    for row in text.clone() {
                        let slot = batch.slots[row] as usize;
                        let [mut sum, mut squares] = moments[slot];
                        let branches = features.each_ref().map(|branch| branch.of_row(row));
                        for (_, [more, more_squares]) in branches {
                            sum += more;
                            squares += more_squares;
                        }
                        let [mean, scale] = self.features_norm.mean_and_scale([sum, squares]);
                        means += mean * scale;
                        let (first, rest) = sums.split_at_mut(DIMENSIONS);
                        add_scaled(first, scale, embedded[slot]);
                        for (sums, (numbers, _)) in rest.chunks_exact_mut(BRANCH).zip(branches) {
                            add_scaled(sums, scale, numbers);
                        }
                    }
                    self.features_norm.finish_sum(sums, means, text.len());
                }
            },
        );
        all_sums
    }
}

impl HiddenLayers {
    /// `y0 = relu(m·d0)`, `y1 = relu(m·p1 + y0·d1)`, `y2 = relu(y1·d2)`, `z = tanh(y1·p3 + y2·d3)`, for so many rows.
    fn apply(&self, m: &[f32], rows: usize) -> Vec<f32> {
        let layer = |width: usize, terms: [Option<(&[f32], &Weights)>; 2]| {
            let mut layer = vec![0.0; rows * width];
            for (left, weights) in terms.into_iter().flatten() {
                multiply_add(left, weights, &mut layer);
            }
            layer
        };
        let relu = |mut layer: Vec<f32>| {
            layer.iter_mut().for_each(|x| *x = x.max(0.0));
            layer
        };
        let y0 = relu(layer(HIDDEN, [Some((m, &self.d0)), None]));
        let y1 = relu(layer(HIDDEN, [Some((m, &self.p1)), Some((&y0, &self.d1))]));
        let y2 = relu(layer(DIMENSIONS, [Some((&y1, &self.d2)), None]));
        let mut z = layer(DIMENSIONS, [Some((&y1, &self.p3)), Some((&y2, &self.d3))]);
        z.iter_mut().for_each(|x| *x = x.tanh());
        z
    }
}

/// Adds the product of rows with weights to `out`. Each row is multiplied in whole numbers of which the largest is the
/// largest that the weights allow.
fn multiply_add(rows: &[f32], weights: &Weights, out: &mut [f32]) {
    let limit = f32::from(weights.limit());
    let mut numbers = vec![0; rows.len()];
    let mut scales = Vec::new();
    let in_rows = numbers.chunks_exact_mut(weights.height());
    Arch::new().dispatch(
        #[inline(always)]
        || {
            for (numbers, row) in in_rows.zip(rows.chunks_exact(weights.height())) {
                // A row of zeros stays one.
                let scale = limit / largest(row).max(f32::MIN_POSITIVE);
                for (number, x) in numbers.iter_mut().zip(row) {
                    *number = (x * scale).round_ties_even() as i16;
                }
                scales.push(weights.scale() / scale);
            }
        },
    );
    let starts: Vec<usize> = (0..scales.len())
        .map(|row| row * weights.height())
        .collect();
    weights.for_each_row(
        &numbers,
        &starts,
        #[inline(always)]
        |place, sums| {
            let out = &mut out[place * sums.len()..(place + 1) * sums.len()];
            for (out, sum) in out.iter_mut().zip(sums) {
                *out += *sum as f32 * scales[place];
            }
        },
    );
}

/// Returns the largest size of a number.
#[inline(always)]
fn largest(numbers: &[f32]) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut largest = [0.0_f32; LANES];
    for chunk in chunks {
        for (most, x) in largest.iter_mut().zip(chunk) {
            *most = most.max(x.abs());
        }
    }
    let rest = rest.iter().map(|x| x.abs());
    largest.into_iter().chain(rest).fold(0.0, f32::max)
}

/// Adds `scale · more` to `numbers`.
#[inline(always)]
fn add_scaled(numbers: &mut [f32], scale: f32, more: &[f32]) {
    for (number, more) in numbers.iter_mut().zip(more) {
        *number += scale * more;
    }
}

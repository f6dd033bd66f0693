//! Products that depend on one piece alone: computed once for each distinct piece of a batch, and those of the pieces
//! that came first, which are mostly the frequent ones, never again.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Arc, OnceLock};

use pulp::Arch;

use super::EncoderError;
use super::embedding::DIMENSIONS;
use super::layer_norm::LayerNorm;
use super::pieces::EmbeddedPieces;
use super::product::Weights;
use super::shape::{BRANCH, BRANCHES, WINDOWS, fixed_point};
use crate::tensors::Tensors;

/// The inputs of all branches.
const INPUTS: usize = BRANCHES * BRANCH;

/// Numbers of one piece.
const PRODUCTS: usize = parts_of(BRANCHES);

/// Pieces whose products are kept: 20 MB. The frequent ones of Dutch texts are among the first thousands met.
const KEPT: usize = 3_000;

/// What depends on one piece alone, in the form of [`ONE`](super::shape::ONE): the inputs of the branches, and for each branch and place in
/// a window what the piece there adds to the first step.
#[derive(Clone, Debug)]
pub(super) struct PieceProducts(Arc<[i16]>);

/// Where the parts of a branch begin.
const fn parts_of(branch: usize) -> usize {
    let (mut start, mut n) = (INPUTS, 0);
    while n < branch {
        start += WINDOWS[n].0 * BRANCH;
        n += 1;
    }
    start
}

impl PieceProducts {
    /// The input of a branch.
    #[inline(always)]
    pub(super) fn input(&self, branch: usize) -> &[i16] {
        &self.0[branch * BRANCH..(branch + 1) * BRANCH]
    }

    /// What the piece adds to the first step of a branch at a place of the window.
    #[inline(always)]
    pub(super) fn part(&self, branch: usize, place: usize) -> &[i16] {
        let start = parts_of(branch) + place * BRANCH;
        &self.0[start..start + BRANCH]
    }
}

/// The weights that work on single pieces.
#[derive(Debug)]
pub(super) struct PieceLayers {
    projections: [Weights; BRANCHES],
    /// For each projection the sums of its columns.
    projection_sums: [Vec<f32>; BRANCHES],
    bias: Vec<f32>,
    norm: LayerNorm,
    /// By branch and place in its window.
    first: [Vec<Weights>; BRANCHES],
    /// By piece, what was kept.
    kept: Vec<OnceLock<PieceProducts>>,
    count: AtomicUsize,
}

impl PieceLayers {
    /// Takes the weights by name, for so many pieces.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if one is missing or has another shape.
    pub(super) fn from_tensors(
        tensors: &Tensors,
        pieces: usize,
        epsilon: f32,
    ) -> Result<Self, EncoderError> {
        let (mut bias, mut gain, mut norm_bias) = (Vec::new(), Vec::new(), Vec::new());
        let (mut projections, mut first) = (Vec::new(), Vec::new());
        for (window, _) in WINDOWS {
            let name = format!("projection{window}");
            projections.push(Weights::from_tensors(tensors, &name, (DIMENSIONS, BRANCH))?);
            let numbers = |name: String| tensors.floats_of::<BRANCH>(&name);
            bias.extend(numbers(format!("projection{window}.bias"))?);
            gain.extend(numbers(format!("branch{window}.gain"))?);
            norm_bias.extend(numbers(format!("branch{window}.bias"))?);
            let shape = (window * BRANCH, BRANCH);
            let name = format!("first{window}");
            first.push(Weights::parts_from_tensors(tensors, &name, shape, BRANCH)?);
        }
        let limits = first.iter().flatten().chain(&projections);
        if limits.map(Weights::limit).any(|limit| limit < i16::MAX) {
            return Err(EncoderError::figures("weights of a branch are too large"));
        }
        let sums = |weights: &Weights| {
            let sums = weights.column_sums().into_iter();
            sums.map(|sum| sum as f32 * weights.scale()).collect()
        };
        let wrong = |_| EncoderError::figures("a branch is missing");
        Ok(Self {
            projection_sums: std::array::from_fn(|n| sums(&projections[n])),
            projections: projections.try_into().map_err(wrong)?,
            bias,
            norm: LayerNorm::new(gain, norm_bias, epsilon),
            first: first.try_into().map_err(|_| wrong(Vec::new()))?,
            kept: (0..pieces).map(|_| OnceLock::new()).collect(),
            count: AtomicUsize::new(0),
        })
    }

    /// Returns the products of each of these pieces. Cost: a million multiplications for each that is not kept.
    pub(super) fn products(&self, table: &EmbeddedPieces, pieces: &[u32]) -> Vec<PieceProducts> {
        let kept = |piece: &u32| self.kept[*piece as usize].get().cloned();
        let missing = pieces.iter().filter(|piece| kept(piece).is_none());
        let missing: Vec<u32> = missing.copied().collect();
        let mut computed = missing.iter().zip(self.compute(table, &missing)).peekable();
        let mut products = Vec::with_capacity(pieces.len());
        for piece in pieces {
            let Some((_, new)) = computed.next_if(|(next, _)| *next == piece) else {
                products.extend(kept(piece));
                continue;
            };
            if self.count.load(Ordering::Relaxed) < KEPT
                && self.kept[*piece as usize].set(new.clone()).is_ok()
            {
                self.count.fetch_add(1, Ordering::Relaxed);
            }
            products.push(new);
        }
        products
    }

    fn compute(&self, table: &EmbeddedPieces, pieces: &[u32]) -> Vec<PieceProducts> {
        let mut rows = vec![0; pieces.len() * PRODUCTS];
        let inputs = self.inputs(table, pieces);
        for (row, inputs) in rows
            .chunks_exact_mut(PRODUCTS)
            .zip(inputs.chunks_exact(INPUTS))
        {
            row[..INPUTS].copy_from_slice(inputs);
        }
        for (branch, weights) in self.first.iter().enumerate() {
            let starts = (0..pieces.len()).map(|row| row * INPUTS + branch * BRANCH);
            let starts: Vec<usize> = starts.collect();
            for (place, weights) in weights.iter().enumerate() {
                // Input and output have the same steps, so they need not be scaled for them.
                let scale = weights.scale();
                let first = parts_of(branch) + place * BRANCH;
                weights.for_each_row(
                    &inputs,
                    &starts,
                    #[inline(always)]
                    |row, sums| {
                        let out = &mut rows[row * PRODUCTS + first..][..BRANCH];
                        for (out, sum) in out.iter_mut().zip(sums) {
                            *out = (*sum as f32 * scale).round_ties_even() as i16;
                        }
                    },
                );
            }
        }
        let rows = rows.chunks_exact(PRODUCTS);
        rows.map(|row| PieceProducts(row.into())).collect()
    }

    /// The inputs of the branches, [`INPUTS`] for each piece.
    fn inputs(&self, table: &EmbeddedPieces, pieces: &[u32]) -> Vec<i16> {
        let rows: Vec<_> = pieces.iter().map(|piece| table.row(*piece)).collect();
        // A code `c` stands for `c · scale + low`, so the product is that of the codes, which is exact, and that of ones.
        let codes = rows
            .iter()
            .flat_map(|row| row.codes)
            .map(|code| i16::from(*code));
        let codes: Vec<i16> = codes.collect();
        let starts: Vec<usize> = (0..rows.len()).map(|row| row * DIMENSIONS).collect();
        let mut inputs = vec![0.0; rows.len() * INPUTS];
        for (branch, weights) in self.projections.iter().enumerate() {
            let columns = branch * BRANCH..(branch + 1) * BRANCH;
            let constants = self.projection_sums[branch]
                .iter()
                .zip(&self.bias[columns.clone()]);
            weights.for_each_row(
                &codes,
                &starts,
                #[inline(always)]
                |place, sums| {
                    let row = &rows[place];
                    let scale = weights.scale() * row.scale;
                    let out = &mut inputs[place * INPUTS..(place + 1) * INPUTS][columns.clone()];
                    let terms = sums.iter().zip(constants.clone());
                    for (out, (sum, (ones, bias))) in out.iter_mut().zip(terms) {
                        *out = *sum as f32 * scale + row.low * ones + bias;
                    }
                },
            );
        }
        Arch::new().dispatch(
            #[inline(always)]
            || {
                for row in inputs.chunks_exact_mut(INPUTS) {
                    self.norm.apply(row);
                }
                let mut numbers = vec![0; inputs.len()];
                for (number, input) in numbers.iter_mut().zip(&inputs) {
                    *number = fixed_point(*input);
                }
                numbers
            },
        )
    }
}

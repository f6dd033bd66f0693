//! What a token says among its neighbours: windows of some tokens, twice.

use pulp::Arch;

use super::EncoderError;
use super::batch::{Batch, NO_PIECE};
use super::embedding::{dot, sum};
use super::piece_products::PieceProducts;
use super::product::Weights;
use super::shape::{BRANCH, ONE, WINDOWS, fixed_point};
use crate::tensors::Tensors;

/// The weights of a branch that do not depend on one piece alone.
#[derive(Debug)]
pub(super) struct Branch {
    place: usize,
    first_bias: Vec<i16>,
    /// The second step: the block of rows `k` is for the token at place `k` of the window.
    second: Weights,
    second_bias: Vec<f32>,
}

/// What a branch says of each token of a batch.
pub(super) struct BranchFeatures {
    /// [`BRANCH`] numbers for each token with other surroundings.
    numbers: Vec<f32>,
    /// For each the sum of its numbers and of their squares.
    moments: Vec<[f32; 2]>,
    /// By row of the batch, the place in the others.
    of_row: Vec<u32>,
}

impl Branch {
    /// Takes the weights of the branch at `place` in [`WINDOWS`].
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if one is missing or has another shape.
    pub(super) fn from_tensors(tensors: &Tensors, place: usize) -> Result<Self, EncoderError> {
        let (window, _) = WINDOWS[place];
        let bias = |name: &str| tensors.floats_of::<BRANCH>(&format!("{name}{window}.bias"));
        let shape = (window * BRANCH, BRANCH);
        let second = Weights::from_tensors(tensors, &format!("second{window}"), shape)?;
        if second.limit() < i16::MAX {
            return Err(EncoderError::figures("weights of a branch are too large"));
        }
        Ok(Self {
            place,
            first_bias: bias("first")?.map(fixed_point).to_vec(),
            second,
            second_bias: bias("second")?.to_vec(),
        })
    }

    /// Runs both steps. `pieces` has the products of each distinct piece. Cost: `n · 65,536` multiplications for each
    /// token with other surroundings, of a branch with windows of `n` tokens.
    pub(super) fn apply(&self, batch: &Batch, pieces: &[PieceProducts]) -> BranchFeatures {
        let (window, before) = WINDOWS[self.place];
        let hidden = self.first_step(batch, pieces);
        // A window of windows: this is as far as its tokens lie.
        let surroundings = batch.surroundings(2 * before, 2 * (window - 1 - before));
        // The rows of a window lie side by side.
        let starts = surroundings.rows.iter().map(|row| (row - before) * BRANCH);
        let starts: Vec<usize> = starts.collect();
        let mut numbers = vec![0.0; starts.len() * BRANCH];
        let mut moments = vec![[0.0; 2]; starts.len()];
        let scale = self.second.scale() / ONE;
        self.second.for_each_row(
            &hidden,
            &starts,
            #[inline(always)]
            |place, sums| {
                let row = surroundings.rows[place];
                let inputs = &hidden[row * BRANCH..(row + 1) * BRANCH];
                let out = &mut numbers[place * BRANCH..(place + 1) * BRANCH];
                let terms = sums.iter().zip(&self.second_bias).zip(inputs);
                for (out, ((sum, bias), input)) in out.iter_mut().zip(terms) {
                    *out = (*sum as f32 * scale + bias).max(0.0) + f32::from(*input) / ONE;
                }
                moments[place] = [sum(out), dot(out, out)];
            },
        );
        BranchFeatures {
            numbers,
            moments,
            of_row: surroundings.of_row,
        }
    }

    /// The first step. Rows between texts stay zero.
    fn first_step(&self, batch: &Batch, pieces: &[PieceProducts]) -> Vec<i16> {
        let (window, before) = WINDOWS[self.place];
        let mut hidden = vec![0; batch.slots.len() * BRANCH];
        let rows = batch.texts.iter().cloned().flatten();
        Arch::new().dispatch(
            #[inline(always)]
            || {
                for row in rows {
                    let out = &mut hidden[row * BRANCH..(row + 1) * BRANCH];
                    out.copy_from_slice(&self.first_bias);
                    // Between texts there are as many rows as a window reaches beyond one.
                    let slots = &batch.slots[row - before..row - before + window];
                    for (place, slot) in slots.iter().enumerate() {
                        if *slot != NO_PIECE {
                            let part = pieces[*slot as usize].part(self.place, place);
                            for (number, part) in out.iter_mut().zip(part) {
                                *number = number.saturating_add(*part);
                            }
                        }
                    }
                    let input = pieces[batch.slots[row] as usize].input(self.place);
                    for (number, input) in out.iter_mut().zip(input) {
                        *number = (*number).max(0).saturating_add(*input);
                    }
                }
            },
        );
        hidden
    }
}

impl BranchFeatures {
    /// The numbers of the token in a row of the batch, their sum and the sum of their squares.
    #[inline(always)]
    pub(super) fn of_row(&self, row: usize) -> (&[f32], [f32; 2]) {
        let place = self.of_row[row] as usize;
        let numbers = &self.numbers[place * BRANCH..(place + 1) * BRANCH];
        (numbers, self.moments[place])
    }
}

//! Products of matrices in whole numbers: rows of 16 bits times weights of 8 bits, summed in 32 bits.
//!
//! Twice as fast as with floats of 32 bits, since an instruction multiplies twice as many, and the sums are exact: they
//! are the same in whatever order they are added, so on every processor and in every batch.

#[cfg(target_arch = "x86_64")]
use pulp::x86::V3;

use super::EncoderError;
use crate::tensors::Tensors;

/// Rows that are multiplied side by side. Their sums, two registers for each row, fill the sixteen registers of AVX2
/// together with what is multiplied.
const ROWS: usize = 6;

/// Columns that are multiplied side by side: two registers of eight sums.
const COLUMNS: usize = 16;

/// Two neighbours of one row or column: the instruction that multiplies them adds both products.
type Pair = [i16; 2];

/// Sums of [`ROWS`] rows and [`COLUMNS`] columns.
type Tile = [[i32; COLUMNS]; ROWS];

/// A matrix of weights from -127 to 127, all times one scale.
#[derive(Debug)]
pub(super) struct Weights {
    height: usize,
    width: usize,
    /// For each [`COLUMNS`] columns the pairs of all rows, from the first to the last.
    pairs: Vec<[Pair; COLUMNS]>,
    scale: f32,
    /// Rows of numbers from `-limit` to `limit` have sums within 32 bits.
    limit: i16,
}

impl Weights {
    /// Takes a matrix by its name and its shape, height and width, and cuts it into matrices of `height` rows, from the
    /// first row to the last. Multiples of two rows and of [`COLUMNS`] columns only.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if there is none of that name and shape.
    pub(super) fn parts_from_tensors(
        tensors: &Tensors,
        name: &str,
        (rows, width): (usize, usize),
        height: usize,
    ) -> Result<Vec<Self>, EncoderError> {
        let [scale] = tensors.floats_of(&format!("{name}.scale"))?;
        let numbers = tensors.whole_numbers(name, &[rows, width])?;
        let parts = numbers.chunks_exact(height * width);
        Ok(parts.map(|part| Self::new(part, width, scale)).collect())
    }

    /// Takes a whole matrix, as [`Self::parts_from_tensors`] does.
    ///
    /// # Errors
    /// Returns [`EncoderError::Figures`] if there is none of that name and shape.
    pub(super) fn from_tensors(
        tensors: &Tensors,
        name: &str,
        shape: (usize, usize),
    ) -> Result<Self, EncoderError> {
        let mut parts = Self::parts_from_tensors(tensors, name, shape, shape.0)?;
        let missing = || EncoderError::figures(format!("{name} is empty"));
        parts.pop().ok_or_else(missing)
    }

    fn new(numbers: &[u8], width: usize, scale: f32) -> Self {
        let height = numbers.len() / width;
        let at = |row: usize, column: usize| i16::from(numbers[row * width + column].cast_signed());
        let pairs = (0..width / COLUMNS).flat_map(|panel| {
            (0..height / 2).map(move |pair| {
                std::array::from_fn(|n| {
                    let column = panel * COLUMNS + n;
                    [at(2 * pair, column), at(2 * pair + 1, column)]
                })
            })
        });
        let size = |column: usize| {
            let weights = (0..height).map(|row| i32::from(at(row, column)).abs());
            weights.sum::<i32>()
        };
        let largest = (0..width).map(size).max().unwrap_or(0).max(1);
        Self {
            height,
            width,
            pairs: pairs.collect(),
            scale,
            limit: i16::try_from(i32::MAX / largest).unwrap_or(i16::MAX),
        }
    }

    /// What each weight stands for is its number times this.
    pub(super) fn scale(&self) -> f32 {
        self.scale
    }

    /// How many numbers a row has that is multiplied.
    pub(super) fn height(&self) -> usize {
        self.height
    }

    /// The largest number that rows may hold.
    pub(super) fn limit(&self) -> i16 {
        self.limit
    }

    /// Returns the sums of the columns, as if a row of ones were multiplied.
    pub(super) fn column_sums(&self) -> Vec<i32> {
        let mut sums = Vec::new();
        self.for_each_row(&vec![1; self.height], &[0], |_, row| sums.extend(row));
        sums
    }

    /// Multiplies rows of `numbers`, of which each begins at one of `starts`, and calls `finish` with the place of the
    /// start and the sums of all columns. Rows may overlap. No number may be beyond [`Self::limit`]. Cost: half of what
    /// a product of floats takes.
    ///
    /// # Panics
    /// If a row ends beyond `numbers`.
    pub(super) fn for_each_row(
        &self,
        numbers: &[i16],
        starts: &[usize],
        finish: impl FnMut(usize, &[i32]),
    ) {
        #[cfg(target_arch = "x86_64")]
        if let Some(simd) = V3::try_new() {
            simd.vectorize(
                #[inline(always)]
                || {
                    self.multiply(
                        numbers,
                        starts,
                        #[inline(always)]
                        |left, right| wide_tile(simd, left, right),
                        finish,
                    );
                },
            );
            return;
        }
        self.multiply(numbers, starts, tile, finish);
    }

    #[inline(always)]
    fn multiply(
        &self,
        numbers: &[i16],
        starts: &[usize],
        tile: impl Fn(&[[Pair; ROWS]], &[[Pair; COLUMNS]]) -> Tile,
        mut finish: impl FnMut(usize, &[i32]),
    ) {
        // Pairs of the rows side by side, so that one pass reads both sides from front to back.
        let mut left = vec![[[0; 2]; ROWS]; self.height / 2];
        let mut sums = vec![0; ROWS * self.width];
        for (block, starts) in starts.chunks(ROWS).enumerate() {
            // Of a last block with fewer rows the others hold what was there before, and their sums are not used.
            for (place, start) in starts.iter().enumerate() {
                let row = numbers[*start..*start + self.height].as_chunks().0;
                for (pairs, pair) in left.iter_mut().zip(row) {
                    pairs[place] = *pair;
                }
            }
            for (panel, right) in self.pairs.chunks_exact(left.len()).enumerate() {
                let tile = tile(&left, right);
                for (out, row) in sums.chunks_exact_mut(self.width).zip(tile) {
                    out[panel * COLUMNS..(panel + 1) * COLUMNS].copy_from_slice(&row);
                }
            }
            for (place, sums) in sums.chunks_exact(self.width).take(starts.len()).enumerate() {
                finish(block * ROWS + place, sums);
            }
        }
    }
}

/// Returns the sums of one tile, by instructions that every processor has.
#[inline(always)]
fn tile(left: &[[Pair; ROWS]], right: &[[Pair; COLUMNS]]) -> Tile {
    let mut sums = [[0; COLUMNS]; ROWS];
    for (left, right) in left.iter().zip(right) {
        for (sums, [a, b]) in sums.iter_mut().zip(left) {
            for (sum, [c, d]) in sums.iter_mut().zip(right) {
                *sum += i32::from(*a) * i32::from(*c) + i32::from(*b) * i32::from(*d);
            }
        }
    }
    sums
}

/// Returns the same sums by instructions of AVX2. The compiler does not find the one that multiplies pairs by itself.
#[cfg(target_arch = "x86_64")]
#[inline(always)]
fn wide_tile(simd: V3, left: &[[Pair; ROWS]], right: &[[Pair; COLUMNS]]) -> Tile {
    let mut sums = [[simd.splat_i32x8(0); 2]; ROWS];
    for (left, right) in left.iter().zip(right) {
        let right: [pulp::i16x16; 2] = pulp::cast(*right);
        for (sums, pair) in sums.iter_mut().zip(left) {
            let pair = pulp::cast(simd.splat_i32x8(pulp::cast(*pair)));
            for (sum, right) in sums.iter_mut().zip(right) {
                let products = simd.multiply_wrapping_add_adjacent_i16x16(pair, right);
                *sum = simd.wrapping_add_i32x8(*sum, products);
            }
        }
    }
    pulp::cast(sums)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    /// The sums by their definition.
    fn expected(numbers: &[i16], starts: &[usize], weights: &[u8], width: usize) -> Vec<i32> {
        let height = weights.len() / width;
        let sum = |start: usize, column: usize| -> i32 {
            (0..height)
                .map(|row| {
                    let weight = weights[row * width + column].cast_signed();
                    i32::from(numbers[start + row]) * i32::from(weight)
                })
                .sum()
        };
        let columns = |start: &usize| {
            let start = *start;
            (0..width).map(move |column| (start, column))
        };
        let places = starts.iter().flat_map(columns);
        places.map(|(start, column)| sum(start, column)).collect()
    }

    proptest! {
        #[test]
        fn sums_are_exact_on_every_processor(
            seed in prop::collection::vec(any::<i16>(), 24..40),
            weights in prop::collection::vec(any::<i8>(), 20 * 32),
            rows in 0..15_usize,
        ) {
            let weights: Vec<u8> = weights.iter().map(|x| (*x).max(-127).cast_unsigned()).collect();
            let matrix = Weights::new(&weights, 32, 1.0);
            let numbers: Vec<i16> = seed.iter().map(|x| (*x).clamp(-matrix.limit, matrix.limit)).collect();
            let starts: Vec<usize> = (0..rows).map(|n| n % (numbers.len() - 19)).collect();
            let expected = expected(&numbers, &starts, &weights, 32);
            let (mut wide, mut narrow) = (Vec::new(), Vec::new());
            matrix.for_each_row(&numbers, &starts, |_, row| wide.extend_from_slice(row));
            matrix.multiply(&numbers, &starts, tile, |_, row| narrow.extend_from_slice(row));
            prop_assert_eq!(&wide, &expected);
            prop_assert_eq!(&narrow, &expected);
        }
    }

    #[test]
    fn the_largest_numbers_stay_within_32_bits() {
        let weights = [127_i8.cast_unsigned(), (-127_i8).cast_unsigned()].repeat(1_280 * 8);
        let matrix = Weights::new(&weights, 16, 1.0);
        let rows = [vec![matrix.limit; 1_280], vec![-matrix.limit; 1_280]].concat();
        let mut sums = Vec::new();
        matrix.for_each_row(&rows, &[0, 1_280], |_, row| sums.extend_from_slice(row));
        assert_eq!(sums, expected(&rows, &[0, 1_280], &weights, 16));
        assert!(matrix.limit > 13_000, "{}", matrix.limit);
    }
}

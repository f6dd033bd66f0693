//! Vectors of many texts, as a generation keeps them.

use ndarray::{Array2, ArrayView2};
use ndarray_npy::{ReadNpyExt, WriteNpyExt};

use super::EncoderError;
use super::embedding::{DIMENSIONS, Embedding, LANES, quantised};

/// Vectors less their mean, in whole numbers from -127 to 127, each with a scale of its own.
///
/// Sentences of visions are alike in what all of them are about, which is their mean; what is left sets one apart.
/// Cosines are of these, and a thousandth off by the whole numbers.
#[derive(Clone, Debug)]
pub struct EmbeddingTable {
    /// [`DIMENSIONS`] for each row.
    numbers: Vec<i8>,
    /// By row, what brings its numbers to unit length.
    scales: Vec<f32>,
}

/// The mean is shrunk towards zero as if so many vectors of zero were in the table. The mean of two vectors lies between
/// them, and less that mean they would be opposites.
const PRIOR_VECTORS: usize = 20;

/// Returns vectors, given as [`Embedding::quantised`] gives them one after the other, as the bytes of a `.npy` file.
///
/// # Panics
/// If `numbers` holds no whole number of vectors.
pub fn to_npy(numbers: &[i8]) -> Vec<u8> {
    let shape = (numbers.len() / DIMENSIONS, DIMENSIONS);
    let rows = ArrayView2::from_shape(shape, numbers).expect("a whole number of rows");
    let mut bytes = Vec::new();
    rows.write_npy(&mut bytes)
        .expect("writing to memory does not fail");
    bytes
}

/// Reads what [`to_npy`] gave; `file` names it in the error.
///
/// # Errors
/// Returns [`EncoderError::Stored`] if the bytes are damaged, or hold no rows of [`DIMENSIONS`] whole numbers of 8 bits.
pub fn from_npy(file: &str, bytes: &[u8]) -> Result<Vec<i8>, EncoderError> {
    let stored = |reason: String| EncoderError::Stored {
        file: file.to_owned(),
        reason,
    };
    let rows = Array2::<i8>::read_npy(bytes).map_err(|error| stored(error.to_string()))?;
    if rows.ncols() != DIMENSIONS {
        return Err(stored(format!("rows of {} numbers", rows.ncols())));
    }
    Ok(rows.iter().copied().collect())
}

impl EmbeddingTable {
    /// Makes a table of the vectors that `numbers` holds one after the other, as [`Embedding::quantised`] gives them.
    /// Cost: two passes over the numbers.
    pub fn from_numbers(mut numbers: Vec<i8>) -> Self {
        let rows = || numbers.chunks_exact(DIMENSIONS);
        let units: Vec<f32> = rows().map(scale_to_unit).collect();
        let mut sums = vec![0.0_f64; DIMENSIONS];
        for (row, unit) in rows().zip(&units) {
            for (sum, x) in sums.iter_mut().zip(row) {
                *sum += f64::from(f32::from(*x) * unit);
            }
        }
        let count = (units.len() + PRIOR_VECTORS) as f64;
        let mean: Vec<f32> = sums.iter().map(|sum| (sum / count) as f32).collect();
        for (row, unit) in numbers.chunks_exact_mut(DIMENSIONS).zip(units) {
            let with_mean = row.iter().zip(&mean);
            let centred: Vec<f32> = with_mean
                .map(|(x, mean)| f32::from(*x) * unit - mean)
                .collect();
            row.copy_from_slice(&quantised(&centred));
        }
        let scales = numbers.chunks_exact(DIMENSIONS).map(scale_to_unit);
        Self {
            scales: scales.collect(),
            numbers,
        }
    }

    /// Makes a table of the bytes of a `.npy` file, as [`to_npy`] gives them; `file` names it in the error.
    ///
    /// # Errors
    /// Returns [`EncoderError::Stored`] if the bytes are damaged, or hold no rows of [`DIMENSIONS`] whole numbers of 8
    /// bits.
    pub fn from_npy(file: &str, bytes: &[u8]) -> Result<Self, EncoderError> {
        from_npy(file, bytes).map(Self::from_numbers)
    }

    /// Returns how many vectors there are.
    pub fn len(&self) -> usize {
        self.scales.len()
    }

    /// Whether there is no vector.
    pub fn is_empty(&self) -> bool {
        self.scales.is_empty()
    }

    /// Returns the cosine of two rows, in `[-1, 1]`.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn cosine(&self, left: usize, right: usize) -> f64 {
        // Whole numbers add up to the same in any order, so the cosine is the same from both sides.
        let numbers = self.row(left).iter().zip(self.row(right));
        let product: i32 = numbers.map(|(x, y)| i32::from(*x) * i32::from(*y)).sum();
        let scale = f64::from(self.scales[left]) * f64::from(self.scales[right]);
        (f64::from(product) * scale).clamp(-1.0, 1.0)
    }

    /// Returns the cosine of each row, less the mean, with a text as it is, in row order, each in `[-1, 1]`. The mean
    /// is not subtracted from the text: a question is short and in other words than the rows, so their mean says
    /// nothing about it. Cost: one pass over the table, 10 ms for 50,000 rows.
    pub fn cosines(&self, text: &Embedding) -> impl Iterator<Item = f32> {
        (0..self.len()).map(|row| self.cosine_with(row, text))
    }

    /// Returns the cosine of one row, less the mean, with a text as it is, in `[-1, 1]`.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn cosine_with(&self, row: usize, text: &Embedding) -> f32 {
        let product = dot_quantised(text.numbers(), self.row(row)) * self.scales[row];
        product.clamp(-1.0, 1.0)
    }

    /// Returns the numbers of a row: the vector less the mean, times what makes the largest of them 127 or -127.
    ///
    /// # Panics
    /// If there is no such row.
    pub fn row(&self, row: usize) -> &[i8] {
        &self.numbers[row * DIMENSIONS..(row + 1) * DIMENSIONS]
    }
}

/// Returns what brings a row to unit length; 0 if it is zero.
fn scale_to_unit(row: &[i8]) -> f32 {
    let squares: i32 = row.iter().map(|x| i32::from(*x).pow(2)).sum();
    if squares > 0 {
        1.0 / (squares as f32).sqrt()
    } else {
        0.0
    }
}

/// Returns the dot product with a row of whole numbers.
pub(super) fn dot_quantised(left: &[f32], right: &[i8]) -> f32 {
    let (left, right) = (left.as_chunks::<LANES>().0, right.as_chunks::<LANES>().0);
    let mut sums = [0.0_f32; LANES];
    for (a, b) in left.iter().zip(right) {
        for (sum, (x, y)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += x * f32::from(*y);
        }
    }
    sums.iter().sum()
}

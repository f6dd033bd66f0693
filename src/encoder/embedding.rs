//! The vector of one text.

/// How many numbers a vector has.
pub const DIMENSIONS: usize = 512;

/// What a text means, as a vector of unit length.
#[derive(Clone, Debug, PartialEq)]
pub struct Embedding(Box<[f32]>);

impl Embedding {
    /// Scales [`DIMENSIONS`] numbers to unit length.
    pub(super) fn from_numbers(mut numbers: Box<[f32]>) -> Self {
        let norm = dot(&numbers, &numbers).sqrt();
        if norm > 0.0 {
            numbers.iter_mut().for_each(|number| *number /= norm);
        }
        Self(numbers)
    }

    /// Returns the vector of which these [`DIMENSIONS`] whole numbers are the [`Self::quantised`] form.
    ///
    /// # Panics
    /// If there are more or fewer numbers.
    pub fn from_quantised(numbers: &[i8]) -> Self {
        assert_eq!(numbers.len(), DIMENSIONS, "the numbers of one vector");
        Self::from_numbers(numbers.iter().map(|x| f32::from(*x)).collect())
    }

    /// Returns the [`DIMENSIONS`] numbers.
    pub fn numbers(&self) -> &[f32] {
        &self.0
    }

    /// Returns the cosine of two vectors, in `[-1, 1]`.
    pub fn cosine(&self, other: &Self) -> f64 {
        f64::from(dot(&self.0, &other.0)).clamp(-1.0, 1.0)
    }

    /// Returns the numbers as whole numbers from -127 to 127, the largest of them 127 or -127. Cosines change by less
    /// than a thousandth.
    pub fn quantised(&self) -> Vec<i8> {
        quantised(&self.0)
    }
}

/// Returns numbers as whole numbers from -127 to 127, the largest of them 127 or -127 unless all are zero.
pub(super) fn quantised(numbers: &[f32]) -> Vec<i8> {
    let largest = numbers.iter().fold(0.0_f32, |most, x| most.max(x.abs()));
    let scale = if largest > 0.0 { 127.0 / largest } else { 0.0 };
    let scaled = numbers.iter().map(|x| (x * scale).round() as i8);
    scaled.collect()
}

/// Sums that run side by side: as many as the widest instructions hold.
pub(super) const LANES: usize = 16;

/// Returns the dot product of two slices of equal length, summed in an order that depends on the length only.
#[inline(always)]
pub(super) fn dot(left: &[f32], right: &[f32]) -> f32 {
    let ((left, left_rest), (right, right_rest)) =
        (left.as_chunks::<LANES>(), right.as_chunks::<LANES>());
    let mut sums = [0.0_f32; LANES];
    for (a, b) in left.iter().zip(right) {
        for (sum, (x, y)) in sums.iter_mut().zip(a.iter().zip(b)) {
            *sum += x * y;
        }
    }
    let rest = left_rest.iter().zip(right_rest).map(|(x, y)| x * y);
    sums.into_iter().chain(rest).sum()
}

/// Returns the sum of a slice, in an order that depends on its length only.
#[inline(always)]
pub(super) fn sum(numbers: &[f32]) -> f32 {
    let (chunks, rest) = numbers.as_chunks::<LANES>();
    let mut sums = [0.0_f32; LANES];
    for chunk in chunks {
        for (sum, x) in sums.iter_mut().zip(chunk) {
            *sum += x;
        }
    }
    sums.into_iter().chain(rest.iter().copied()).sum()
}

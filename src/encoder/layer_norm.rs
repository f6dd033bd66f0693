//! Layer normalisation (Ba et al. 2016, arXiv 1607.06450).

use super::embedding::{dot, sum};

/// Scales numbers to mean 0 and variance 1, then by gain and bias.
#[derive(Debug)]
pub(super) struct LayerNorm {
    gain: Vec<f32>,
    bias: Vec<f32>,
    epsilon: f32,
}

impl LayerNorm {
    /// `gain` and `bias` have the length of what is scaled; `epsilon` is added to a variance.
    pub(super) fn new(gain: Vec<f32>, bias: Vec<f32>, epsilon: f32) -> Self {
        Self {
            gain,
            bias,
            epsilon,
        }
    }

    /// Scales a row in place.
    #[inline(always)]
    pub(super) fn apply(&self, numbers: &mut [f32]) {
        let [mean, scale] = self.mean_and_scale([sum(numbers), dot(numbers, numbers)]);
        let parameters = self.gain.iter().zip(&self.bias);
        for (x, (gain, bias)) in numbers.iter_mut().zip(parameters) {
            *x = (*x - mean) * scale * gain + bias;
        }
    }

    /// Returns the mean of a row and what brings it to variance 1, of the sum of its numbers and of their squares.
    #[inline(always)]
    pub(super) fn mean_and_scale(&self, [sum, squares]: [f32; 2]) -> [f32; 2] {
        let length = self.gain.len() as f32;
        let mean = sum / length;
        let variance = (squares / length - mean * mean).max(0.0);
        [mean, 1.0 / (variance + self.epsilon).sqrt()]
    }

    /// Turns the sum of `rows` rows, each times its scale, into the sum of the normalised rows. `means` is the sum of
    /// their means, each times the scale of its row.
    #[inline(always)]
    pub(super) fn finish_sum(&self, sums: &mut [f32], means: f32, rows: usize) {
        let rows = rows as f32;
        let parameters = self.gain.iter().zip(&self.bias);
        for (sum, (gain, bias)) in sums.iter_mut().zip(parameters) {
            *sum = (*sum - means) * gain + rows * bias;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_sum_of_rows_is_the_sum_of_the_rows_one_by_one() {
        let norm = LayerNorm::new(vec![1.0, 2.0, -1.0, 0.5], vec![0.0, 1.0, 3.0, -2.0], 1e-6);
        let rows = [[1.0, 2.0, 4.0, -3.0], [0.5, 0.0, 0.25, 8.0]];
        let (mut sums, mut means, mut expected) = ([0.0; 4], 0.0, [0.0; 4]);
        for row in rows {
            let [mean, scale] = norm.mean_and_scale([sum(&row), dot(&row, &row)]);
            means += mean * scale;
            let mut normalised = row;
            norm.apply(&mut normalised);
            for n in 0..4 {
                sums[n] += row[n] * scale;
                expected[n] += normalised[n];
            }
        }
        norm.finish_sum(&mut sums, means, 2);
        for (found, expected) in sums.iter().zip(expected) {
            assert!((found - expected).abs() < 1e-5, "{found} {expected}");
        }
    }
}

//! Small systems of linear equations.

/// Solves `matrix · x = right` by Gaussian elimination with partial pivoting. The matrix must not be singular.
pub(super) fn solve<const N: usize>(mut matrix: [[f64; N]; N], mut right: [f64; N]) -> [f64; N] {
    for at in 0..N {
        let pivot = (at..N)
            .max_by(|a, b| matrix[*a][at].abs().total_cmp(&matrix[*b][at].abs()))
            .unwrap_or(at);
        matrix.swap(at, pivot);
        right.swap(at, pivot);
        let pivot_row = matrix[at];
        for row in at + 1..N {
            let factor = matrix[row][at] / pivot_row[at];
            for (value, pivot) in matrix[row].iter_mut().zip(pivot_row) {
                *value -= factor * pivot;
            }
            right[row] -= factor * right[at];
        }
    }
    let mut solution = [0.0; N];
    for at in (0..N).rev() {
        let known: f64 = (at + 1..N)
            .map(|other| matrix[at][other] * solution[other])
            .sum();
        solution[at] = (right[at] - known) / matrix[at][at];
    }
    solution
}

#[cfg(test)]
mod tests {
    use super::solve;

    #[test]
    fn rows_in_any_order_have_the_same_solution() {
        let found = solve(
            [[0.0, 2.0, 1.0], [1.0, 1.0, 0.0], [3.0, 0.0, -1.0]],
            [7.0, 3.0, 0.0],
        );
        for (one, expected) in found.into_iter().zip([1.0, 2.0, 3.0]) {
            assert!((one - expected).abs() < 1e-12, "{found:?}");
        }
    }
}

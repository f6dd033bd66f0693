//! Salience: how much more of its text a municipality gives to a theme than the average municipality does.
//!
//! With `w` the weight of a theme in a municipality, `W` the sum of its weights, `m` the mean of `w / W` over the
//! municipalities with `W > 0`, and `k` = [`PRIOR_SENTENCES`], the salience is the logarithm of the ratio of the
//! smoothed share to the mean:
//!
//! `salience = ln(((w + k·m) / (W + k)) / m)`
//!
//! This is the posterior mean under a Dirichlet prior with concentration `k` and mean `m`, as for language models with
//! Dirichlet smoothing (Zhai & Lafferty, SIGIR 2001): the share shrinks towards the mean, and the salience towards 0,
//! where there is little text.

/// How many sentences of the average municipality are added to those of each, so that a page of text does not look
/// like a strong opinion: about the number of sentences with a theme on three pages.
const PRIOR_SENTENCES: f64 = 20.0;

/// The lowest mean share of a theme, so that the ratio stays finite for one that almost nobody mentions.
const MIN_MEAN_SHARE: f64 = 0.002;

/// The salience of each theme in each municipality, `n_municipalities × n_themes`; 0 is average.
///
/// `weights` has the same shape, in sentences; all rows have the same length. Municipalities with only zeros have
/// salience 0 and are no part of the mean. Cost: linear in the size of `weights`.
pub(super) fn salience(weights: &[Vec<f64>]) -> Vec<Vec<f64>> {
    let totals: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
    let means = mean_shares(weights, &totals);
    let rows = weights.iter().zip(&totals);
    rows.map(|(row, total)| {
        let themes = row.iter().zip(&means);
        themes
            .map(|(weight, mean)| {
                let share = (weight + PRIOR_SENTENCES * mean) / (total + PRIOR_SENTENCES);
                if *total > 0.0 {
                    (share / mean).ln()
                } else {
                    0.0
                }
            })
            .collect()
    })
    .collect()
}

/// The mean share of each theme over the municipalities whose total is not 0, at least [`MIN_MEAN_SHARE`].
fn mean_shares(weights: &[Vec<f64>], totals: &[f64]) -> Vec<f64> {
    let nonempty = totals.iter().filter(|total| **total > 0.0).count();
    let n_themes = weights.first().map_or(0, Vec::len);
    (0..n_themes)
        .map(|theme| {
            let shares = weights
                .iter()
                .zip(totals)
                .filter(|(_, total)| **total > 0.0)
                .map(|(row, total)| row[theme] / total);
            // Without any text the sum is 0, and the division must not make it undefined.
            let mean = shares.sum::<f64>() / nonempty.max(1) as f64;
            mean.max(MIN_MEAN_SHARE)
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_shares_are_average() {
        for row in salience(&[vec![30.0, 10.0], vec![300.0, 100.0]]) {
            for value in row {
                assert!(value.abs() < 1e-12, "{value}");
            }
        }
    }

    #[test]
    fn little_text_is_shrunk_towards_average() {
        // The same shares, with a tenth of the text in the second row; the third makes the theme less than average.
        let rows = salience(&[vec![80.0, 20.0], vec![8.0, 2.0], vec![20.0, 80.0]]);
        assert!(rows[0][0] > rows[1][0] && rows[1][0] > 0.0, "{rows:?}");
        assert!(rows[2][0] < 0.0, "{rows:?}");
    }

    #[test]
    fn municipalities_without_text_have_salience_zero() {
        assert_eq!(salience(&[vec![0.0, 0.0]]), [[0.0, 0.0]]);
        let rows = salience(&[vec![5.0, 0.0], vec![0.0, 0.0]]);
        assert_eq!(rows[1], [0.0, 0.0]);
    }
}

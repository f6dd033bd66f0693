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
//!
//! A theme that a municipality does not mention has salience 0, not the negative value that the formula would give:
//! silence is no choice, and two municipalities that are silent on the same themes must not look alike for it.
//!
//! With `w` binomial, the delta method gives the sampling variance of the logarithm, `w (1 − w / W) / (w + k·m)²`.

/// How many sentences of the average municipality are added to those of each, so that a page of text does not look
/// like a strong opinion: about the number of sentences with a theme on three pages.
const PRIOR_SENTENCES: f64 = 20.0;

/// The lowest mean share of a theme, so that the ratio stays finite for one that almost nobody mentions.
const MIN_MEAN_SHARE: f64 = 0.002;

/// The salience of one theme in one municipality.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub(super) struct Salience {
    /// The logarithm of the ratio to the average; 0 is average.
    pub(super) value: f64,
    /// Its sampling variance.
    pub(super) variance: f64,
}

/// The salience of each theme in each municipality, `n_municipalities × n_themes`; 0 is average.
///
/// `weights` has the same shape, in sentences; all rows have the same length. Themes of weight 0 have salience 0 and
/// variance 0; municipalities with only zeros are no part of the mean. Cost: linear in the size of `weights`.
pub(super) fn salience(weights: &[Vec<f64>]) -> Vec<Vec<Salience>> {
    let totals: Vec<f64> = weights.iter().map(|row| row.iter().sum()).collect();
    let means = mean_shares(weights, &totals);
    let rows = weights.iter().zip(&totals);
    rows.map(|(row, total)| {
        let themes = row.iter().zip(&means);
        themes
            .map(|(weight, mean)| {
                if *weight == 0.0 {
                    return Salience::default();
                }
                let smoothed = weight + PRIOR_SENTENCES * mean;
                Salience {
                    value: (smoothed / (total + PRIOR_SENTENCES) / mean).ln(),
                    variance: weight * (1.0 - weight / total) / smoothed.powi(2),
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

    fn values(weights: &[Vec<f64>]) -> Vec<Vec<f64>> {
        let rows = salience(weights).into_iter();
        rows.map(|row| row.into_iter().map(|theme| theme.value).collect())
            .collect()
    }

    #[test]
    fn equal_shares_are_average() {
        for row in values(&[vec![30.0, 10.0], vec![300.0, 100.0]]) {
            for value in row {
                assert!(value.abs() < 1e-12, "{value}");
            }
        }
    }

    #[test]
    fn little_text_is_shrunk_towards_average() {
        // The same shares, with a tenth of the text in the second row; the third makes the theme less than average.
        let rows = values(&[vec![80.0, 20.0], vec![8.0, 2.0], vec![20.0, 80.0]]);
        assert!(rows[0][0] > rows[1][0] && rows[1][0] > 0.0, "{rows:?}");
        assert!(rows[2][0] < 0.0, "{rows:?}");
    }

    #[test]
    fn silence_has_salience_zero() {
        assert_eq!(values(&[vec![0.0, 0.0]]), [[0.0, 0.0]]);
        let rows = salience(&[vec![5.0, 0.0, 0.0], vec![5.0, 5.0, 0.0], vec![0.0; 3]]);
        let silent = Salience::default();
        assert_eq!(rows[0][1..], [silent; 2]);
        assert_eq!(rows[1][2], silent);
        assert_eq!(rows[2], [silent; 3]);
    }

    #[test]
    fn a_theme_that_nobody_mentions_changes_nothing() {
        let few = salience(&[vec![8.0, 2.0], vec![1.0, 9.0]]);
        let more = salience(&[vec![8.0, 2.0, 0.0], vec![1.0, 9.0, 0.0]]);
        for (few, more) in few.iter().zip(&more) {
            assert_eq!(few[..], more[..2]);
        }
    }

    #[test]
    fn the_variance_falls_with_the_amount_of_text() {
        let rows = salience(&[vec![80.0, 20.0], vec![400.0, 100.0]]);
        assert!(rows[0][0].variance > rows[1][0].variance, "{rows:?}");
        assert!(rows[1][0].variance > 0.0, "{rows:?}");
    }
}

//! Spearman's rank correlation.

/// Returns the rank of each value, scaled to `[0, 1]`; equal values share the mean of their ranks.
pub(super) fn fractional_ranks(values: &[f64]) -> Vec<f64> {
    let mut order: Vec<usize> = (0..values.len()).collect();
    order.sort_by(|a, b| values[*a].total_cmp(&values[*b]));
    let scale = values.len().saturating_sub(1).max(1) as f64;
    let mut ranks = vec![0.0; values.len()];
    let mut start = 0;
    for run in order.chunk_by(|a, b| values[*a] == values[*b]) {
        let mean = (2 * start + run.len() - 1) as f64 / 2.0;
        run.iter().for_each(|index| ranks[*index] = mean / scale);
        start += run.len();
    }
    ranks
}

/// Returns Pearson's correlation of two columns of equal length, each row counted as often as its weight.
///
/// Returns `None` if one of them does not vary.
pub(super) fn correlation(x: &[f64], y: &[f64], weight: impl Fn(usize) -> f64) -> Option<f64> {
    let rows = 0..x.len();
    let total: f64 = rows.clone().map(&weight).sum();
    let mean = |values: &[f64]| rows.clone().map(|n| weight(n) * values[n]).sum::<f64>() / total;
    let (mean_x, mean_y) = (mean(x), mean(y));
    let (mut xx, mut yy, mut xy) = (0.0, 0.0, 0.0);
    for n in rows.clone() {
        let (w, dx, dy) = (weight(n), x[n] - mean_x, y[n] - mean_y);
        xx += w * dx * dx;
        yy += w * dy * dy;
        xy += w * dx * dy;
    }
    (xx > MIN_VARIATION && yy > MIN_VARIATION).then(|| xy / (xx * yy).sqrt())
}

/// Sums of squares below this are rounding errors.
const MIN_VARIATION: f64 = 1e-12;

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_their_rank() {
        assert_eq!(
            fractional_ranks(&[3.0, 1.0, 3.0, 7.0, 2.0]),
            [0.625, 0.0, 0.625, 1.0, 0.25]
        );
        assert_eq!(fractional_ranks(&[4.0]), [0.0]);
        assert!(fractional_ranks(&[]).is_empty());
    }

    #[test]
    fn weights_count_rows_several_times() {
        let (x, y) = ([1.0, 2.0, 4.0], [3.0, 1.0, 5.0]);
        let twice = correlation(&[1.0, 1.0, 2.0, 4.0], &[3.0, 3.0, 1.0, 5.0], |_| 1.0);
        let weighted = correlation(&x, &y, |row| if row == 0 { 2.0 } else { 1.0 });
        assert!((twice.expect("varies") - weighted.expect("varies")).abs() < 1e-12);
        assert_eq!(correlation(&x, &[2.0; 3], |_| 1.0), None);
        assert_eq!(correlation(&x, &x, |_| 1.0), Some(1.0));
    }
}

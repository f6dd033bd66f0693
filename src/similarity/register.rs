//! The register of a passage: plain or dense language.

/// How many registers there are: 8 to 30 score alike.
pub(super) const CELLS: usize = 10;

/// The register of each passage, `0..CELLS`: the decile of its mean word length among all passages.
///
/// Passages of long words hold more pieces of words, and other ones, than passages of short words, in every
/// organisation; left in, dense texts flock together and so do plain ones. Deciles are those of linear
/// interpolation; equal lengths share a register. Cost: a sort.
pub(super) fn registers(mean_word_lengths: &[f64]) -> Vec<usize> {
    let mut sorted = mean_word_lengths.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    let Some(last) = sorted.len().checked_sub(1) else {
        return Vec::new();
    };
    let cuts: Vec<f64> = (1..CELLS)
        .map(|decile| {
            let at = (last * decile) as f64 / CELLS as f64;
            let lower = at.floor() as usize;
            let upper = (lower + 1).min(last);
            sorted[lower] + (at - at.floor()) * (sorted[upper] - sorted[lower])
        })
        .collect();
    mean_word_lengths
        .iter()
        .map(|length| cuts.partition_point(|cut| cut <= length))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deciles_share_out_evenly_and_equals_stay_together() {
        let lengths: Vec<f64> = (0..100).map(f64::from).collect();
        let found = registers(&lengths);
        for cell in 0..CELLS {
            assert_eq!(found.iter().filter(|c| **c == cell).count(), 10);
        }
        assert!(registers(&[4.2; 7]).iter().all(|cell| *cell == CELLS - 1));
        assert!(registers(&[]).is_empty());
    }
}

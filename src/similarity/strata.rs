//! Style strata: passages of plain and of dense language, told apart by word length.

/// The number of strata: 8 to 30 score alike.
pub(super) const STRATA: usize = 10;

/// Returns the style stratum of each passage, `0..STRATA`: the decile of its mean word length among all passages.
///
/// Passages of long words hold more character n-grams, and other ones, than passages of short words, in every
/// organisation. Without strata, organisations that write densely look alike, and so do those that write plainly.
/// Deciles are interpolated linearly (definition 7 of Hyndman & Fan 1996); equal lengths share a stratum.
/// Cost: a sort.
pub(super) fn style_strata(mean_word_lengths: &[f64]) -> Vec<usize> {
    let mut sorted = mean_word_lengths.to_vec();
    sorted.sort_unstable_by(f64::total_cmp);
    // No passages have no deciles, and the index of the last would be below 0.
    let Some(last) = sorted.len().checked_sub(1) else {
        return Vec::new();
    };
    // The nine cuts between ten strata.
    let cuts: Vec<f64> = (1..STRATA)
        .map(|decile| {
            let rank = (last * decile) as f64 / STRATA as f64;
            let lower = rank.floor() as usize;
            // The last rank has no upper neighbour.
            let upper = (lower + 1).min(last);
            sorted[lower] + (rank - rank.floor()) * (sorted[upper] - sorted[lower])
        })
        .collect();
    mean_word_lengths
        .iter()
        // A length equal to a cut belongs to the upper stratum, whichever passage comes first.
        .map(|length| cuts.partition_point(|cut| cut <= length))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn deciles_are_equally_large_and_ties_share_a_stratum() {
        let lengths: Vec<f64> = (0..100).map(f64::from).collect();
        let strata = style_strata(&lengths);
        for stratum in 0..STRATA {
            assert_eq!(strata.iter().filter(|s| **s == stratum).count(), 10);
        }
        assert!(style_strata(&[4.2; 7]).iter().all(|s| *s == STRATA - 1));
        assert!(style_strata(&[]).is_empty());
    }
}

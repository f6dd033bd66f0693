//! Bands of percentiles, each a fifth of all pairs with its own colour.
//!
//! Courses lie close together where little is known, so a scale from 0 to 100 would give a whole map one colour. Colours
//! show where a pair stands among all pairs of which the visions were compared; the number beside it is the course.

/// The lower bounds of the bands, from low to high.
pub(in crate::http::pages) const BANDS: [f64; 5] = [0.0, 0.2, 0.4, 0.6, 0.8];

/// The number of the band of a percentile, from 1.
pub(in crate::http::pages) fn band(percentile: f64) -> usize {
    BANDS
        .iter()
        .filter(|lower| percentile >= **lower)
        .count()
        .max(1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_fifths() {
        assert_eq!(
            [0.0, 0.19, 0.2, 0.79, 0.8, 1.0].map(band),
            [1, 1, 2, 4, 5, 5]
        );
    }
}

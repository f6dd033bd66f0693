//! Bands of alignment, each a fifth of the scale with its own colour.

/// The upper bound of each band, and its label; from low to high.
pub(super) const BANDS: [(f64, &str); 5] = [
    (0.2, "0–20%"),
    (0.4, "20–40%"),
    (0.6, "40–60%"),
    (0.8, "60–80%"),
    (1.0, "80–100%"),
];

/// The number of the band of an alignment, from 1.
pub(in crate::http::pages) fn band(alignment: f64) -> usize {
    // Bounds belong to the lower band, so that 1 is in the highest.
    let index = BANDS.iter().position(|(upper, _)| alignment <= *upper);
    // A number above 1 can only come from rounding.
    index.unwrap_or(BANDS.len() - 1) + 1
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bands_are_fifths() {
        assert_eq!([0.0, 0.2, 0.21, 0.99, 1.0].map(band), [1, 1, 2, 5, 5]);
    }
}

//! Statistics of intensity levels.

use crate::stance::Intensity;

/// The number of statements of each intensity, 0 to 5.
pub type IntensityCounts = [u32; 6];

/// The mean intensity of counted statements, 1 to 5. Returns `None` if there are none.
pub fn mean_intensity(counts: &IntensityCounts) -> Option<f64> {
    let all: u32 = counts.iter().sum();
    let sum: f64 = (0u32..)
        .zip(counts)
        .map(|(level, count)| f64::from(level * count))
        .sum();
    (all > 0).then(|| sum / f64::from(all))
}

/// Whether an intensity is only a first look: signalled or explored.
pub fn is_exploratory(intensity: Intensity) -> bool {
    intensity <= Intensity::EXPLORE
}

/// Whether an intensity is a choice that is being carried out or done.
pub fn is_carried_out(intensity: Intensity) -> bool {
    intensity >= Intensity::EXECUTE
}

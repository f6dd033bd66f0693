//! What probabilities are worth: precision and recall at a threshold, and reliability curves.

/// Precision and recall of readings whose probability is at least `threshold`.
#[derive(Clone, Copy, Debug)]
pub struct Threshold {
    /// From 0 to 1.
    pub threshold: f64,
    /// Of what is read, the share that is in the labels; 0 to 1.
    pub precision: f64,
    /// Of the labels, the share that is read; 0 to 1.
    pub recall: f64,
}

/// Readings with about the same probability.
#[derive(Clone, Copy, Debug, Default)]
pub struct Bin {
    /// How many.
    pub count: usize,
    /// Their mean probability, 0 to 1.
    pub probability: f64,
    /// The share that is in the labels, 0 to 1.
    pub correct: f64,
}

/// How often what gets a probability is so, in ten bins of equal width: of pairs of a probability and whether it is so.
pub fn reliability(readings: &[(f64, bool)]) -> Vec<Bin> {
    let mut bins = vec![Bin::default(); 10];
    for (probability, is_correct) in readings {
        let bin = &mut bins[((probability * 10.0) as usize).min(9)];
        bin.count += 1;
        bin.probability += probability;
        bin.correct += f64::from(u8::from(*is_correct));
    }
    for bin in &mut bins {
        let count = bin.count.max(1) as f64;
        bin.probability /= count;
        bin.correct /= count;
    }
    bins
}

/// The expected calibration error of the bins from `least` on: the mean difference between probability and share, weighted
/// by count (Naeini, Cooper & Hauskrecht, AAAI 2015). Returns 0 without readings.
pub fn calibration_error(bins: &[Bin], least: f64) -> f64 {
    let counted: Vec<&Bin> = bins
        .iter()
        .filter(|bin| bin.count > 0 && bin.probability >= least)
        .collect();
    let all: usize = counted.iter().map(|bin| bin.count).sum();
    let errors = counted
        .iter()
        .map(|bin| bin.count as f64 * (bin.probability - bin.correct).abs());
    errors.sum::<f64>() / all.max(1) as f64
}

//! Sentences about a trained classifier.

use crate::report::Language;

impl Language {
    /// What a classifier was trained on.
    pub fn trained_on(self, documents: usize, units: usize, stances: usize) -> String {
        self.either(
            format!("geleerd van {documents} documenten met {units} zinnen; gemeten op {stances} uitspraken over principes in hele documenten"),
            format!("trained on {documents} documents with {units} sentences; measured on {stances} statements on principles in whole documents"),
        )
    }

    /// Above the figures of statements in the light of the sentences around them.
    pub fn in_context_measured(self) -> &'static str {
        self.either(
            "uitspraken over principes, met de zinnen eromheen",
            "statements on principles, with the sentences around them",
        )
    }

    /// Above the figures of tempo.
    pub fn tempo_measured(self) -> &'static str {
        self.either("tempo van zinnen", "tempo of sentences")
    }

    /// Above the figures of themes.
    pub fn themes_measured(self) -> &'static str {
        self.either("thema's van zinnen", "themes of sentences")
    }

    /// Above the figures of positions.
    pub fn positions_measured(self, labelled: usize) -> String {
        self.either(
            format!("posities van documenten ({labelled}), naar de kans dat er een is"),
            format!("positions of documents ({labelled}), by the probability that there is one"),
        )
    }

    /// How well the cues read without a classifier.
    pub fn precision_of_cues(self, precision: f64, recall: f64) -> String {
        self.either(
            format!("alleen patronen: {precision:.3} van wat gelezen wordt is juist, {recall:.3} van wat er staat wordt gelezen"),
            format!("patterns alone: precision {precision:.3}, recall {recall:.3}"),
        )
    }

    /// How well a classifier reads at a threshold.
    pub fn precision_of_threshold(self, threshold: f64, precision: f64, recall: f64) -> String {
        self.either(
            format!("kans vanaf {threshold:.2}: {precision:.3} juist, {recall:.3} gelezen"),
            format!(
                "probability from {threshold:.2}: precision {precision:.3}, recall {recall:.3}"
            ),
        )
    }

    /// How far probabilities are from shares.
    pub fn calibration_error(self, error: f64) -> String {
        self.either(
            format!("gemiddelde afwijking van de kansen vanaf 0.2: {error:.3}"),
            format!("expected calibration error of probabilities from 0.2: {error:.3}"),
        )
    }

    /// How often what has about this probability is so.
    pub fn reliability(self, count: usize, probability: f64, correct: f64) -> String {
        self.either(
            format!("  kans {probability:.2}: {correct:.2} juist ({count})"),
            format!("  probability {probability:.2}: {correct:.2} correct ({count})"),
        )
    }
}

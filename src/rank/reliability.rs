//! How much of what was read in a text is more than chance would give.

use crate::profile::Profile;

/// Statements for each thousand words that nine in ten texts on other subjects stay under: words that only
/// look like the field. From 184 election programmes of before the field had its name (0.81), read without
/// regard to what else a sentence is about; with it there are fewer, so this is on the safe side.
const STATEMENTS_BY_CHANCE: f64 = 0.8;

/// The same for choices for or against a principle (0.34 there, rounded up).
const CHOICES_BY_CHANCE: f64 = 0.4;

/// The shares of the statements and of the choices of one municipality that chance does not explain, `[0, 1]`.
///
/// A long text about other things yields readings as well. As many as such a text gives are taken off, so
/// that a course rests on what a vision is about and not on how long it is. A text about the field has some
/// twenty statements for each thousand words and loses a twentieth.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    pub(super) statements: f64,
    pub(super) choices: f64,
}

impl Reliability {
    /// Of a profile that was read in so many words. Without readings 0.
    pub fn of(profile: &Profile, words: u64) -> Self {
        // Exact below 2^53 words.
        let thousands = words as f64 / 1000.0;
        let choices = profile.principles.iter().map(|cell| cell.statements());
        Self {
            statements: beyond(profile.statements(), STATEMENTS_BY_CHANCE * thousands),
            choices: beyond(choices.sum(), CHOICES_BY_CHANCE * thousands),
        }
    }
}

/// The share of the readings above what chance gives.
fn beyond(readings: u32, by_chance: f64) -> f64 {
    if readings == 0 {
        return 0.0;
    }
    (1.0 - by_chance / f64::from(readings)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn as_many_as_another_text_gives_say_nothing() {
        for (readings, words, expected) in [
            (0, 0, 0.0),
            (0, 1_000, 0.0),
            (1, 0, 1.0),
            (1, 5_000, 0.0),
            (2, 5_000, 0.0),
            (4, 5_000, 0.5),
            (100, 5_000, 0.98),
        ] {
            let by_chance = CHOICES_BY_CHANCE * f64::from(words) / 1000.0;
            let found = beyond(readings, by_chance);
            assert!(
                (found - expected).abs() < 1e-12,
                "{readings} in {words}: {found}"
            );
        }
    }
}

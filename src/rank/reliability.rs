//! Reliability: the share of the statements found in a text that chance does not explain.

use crate::profile::Profile;

/// The rate of chance statements, per thousand words: 90 % of texts on other subjects stay below it.
///
/// Measured on 184 election programmes from before digital policy was a subject (0.81), without the filter on what
/// else a sentence is about. With that filter there are fewer, so this errs on the safe side.
const CHANCE_STATEMENTS_PER_1000_WORDS: f64 = 0.8;

/// The rate of chance choices for or against a principle, per thousand words (0.34 on the same texts, rounded up).
const CHANCE_CHOICES_PER_1000_WORDS: f64 = 0.4;

/// The shares of the statements and of the choices of one municipality that chance does not explain.
///
/// A long text about other subjects contains some sentences that look like statements too. As many as such a text
/// would give are subtracted, so that a policy position rests on what a vision is about and not on its length. A
/// text about digital policy has some twenty statements per thousand words and loses a twentieth of them.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Reliability {
    /// Of all statements, in `[0, 1]`.
    pub(super) statements: f64,
    /// Of the choices for or against a principle, in `[0, 1]`.
    pub(super) choices: f64,
}

impl Reliability {
    /// Computes the reliability of a profile that was found in a text of `words` words. Both shares are 0 if nothing
    /// was found.
    pub fn from_profile(profile: &Profile, words: u64) -> Self {
        // Exact below 2^53 words.
        let thousands = words as f64 / 1000.0;
        // Choices are counted apart: chance gives them at a lower rate than statements of any kind.
        let choices = profile.principles.iter().map(|cell| cell.statements());
        Self {
            statements: share_beyond_chance(
                profile.statements(),
                CHANCE_STATEMENTS_PER_1000_WORDS * thousands,
            ),
            choices: share_beyond_chance(choices.sum(), CHANCE_CHOICES_PER_1000_WORDS * thousands),
        }
    }
}

/// Returns the share of `found` that exceeds the number expected by chance, in `[0, 1]`.
fn share_beyond_chance(found: u32, expected: f64) -> f64 {
    // The division below would be by 0.
    if found == 0 {
        return 0.0;
    }
    // A text with fewer statements than chance would give is not worth less than nothing.
    (1.0 - expected / f64::from(found)).max(0.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn counts_at_the_chance_rate_have_no_reliability() {
        for (readings, words, expected) in [
            (0, 0, 0.0),
            (0, 1_000, 0.0),
            (1, 0, 1.0),
            (1, 5_000, 0.0),
            (2, 5_000, 0.0),
            (4, 5_000, 0.5),
            (100, 5_000, 0.98),
        ] {
            let by_chance = CHANCE_CHOICES_PER_1000_WORDS * f64::from(words) / 1000.0;
            let found = share_beyond_chance(readings, by_chance);
            assert!(
                (found - expected).abs() < 1e-12,
                "{readings} in {words}: {found}"
            );
        }
    }
}

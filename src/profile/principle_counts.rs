//! Counts of statements for and against one principle.

use serde::{Deserialize, Serialize};

use crate::stance::{Stance, StanceReading};

/// The number of a municipality's own statements on one principle, by stance.
///
/// A reading that may be wrong counts by its probability: the balance is that of the expected numbers of statements.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", from = "StoredCounts")]
pub struct PrincipleCounts {
    /// Statements for it.
    pub for_it: u32,
    /// Statements against it.
    pub against: u32,
    /// The expected number of statements for it, in hundredths: the sum of their probabilities.
    expected_for: u32,
    /// The expected number of statements against it, in hundredths.
    expected_against: u32,
    /// The highest probability of a statement for it, and of one against it, in percent; 0 without.
    highest: [u8; 2],
}

/// Counts as they are stored. An older version stored only the numbers of statements.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct StoredCounts {
    for_it: u32,
    against: u32,
    expected_for: Option<u32>,
    expected_against: Option<u32>,
    highest: Option<[u8; 2]>,
}

impl From<StoredCounts> for PrincipleCounts {
    fn from(stored: StoredCounts) -> Self {
        let certain = Self::certain(stored.for_it, stored.against);
        Self {
            expected_for: stored.expected_for.unwrap_or(certain.expected_for),
            expected_against: stored.expected_against.unwrap_or(certain.expected_against),
            highest: stored.highest.unwrap_or(certain.highest),
            ..certain
        }
    }
}

/// The position of a municipality on a principle: its balance in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Position {
    /// There is no statement on it. Silence is neither agreement nor difference.
    NotMentioned,
    /// At least three of four expected statements are for it.
    For,
    /// At least three of four expected statements are against it.
    Against,
    /// Both occur, and neither dominates.
    Mixed,
}

/// A balance of at least this size, in either direction, is a position: three of four statements.
const MIN_POSITION_BALANCE: f64 = 0.5;

/// A position is only probable if no statement for it is more certain than this, in percent. Several doubtful readings do
/// not make a certain one: the words of one writer are misread alike.
const MIN_CERTAIN: u8 = 80;

impl PrincipleCounts {
    /// Counts of statements that are certain.
    pub fn certain(for_it: u32, against: u32) -> Self {
        let highest = |count: u32| if count > 0 { 100 } else { 0 };
        Self {
            for_it,
            against,
            expected_for: 100 * for_it,
            expected_against: 100 * against,
            highest: [highest(for_it), highest(against)],
        }
    }

    /// Counts one more statement.
    pub fn add(&mut self, reading: StanceReading) {
        let (count, expected, highest) = match reading.stance {
            Stance::For => (
                &mut self.for_it,
                &mut self.expected_for,
                &mut self.highest[0],
            ),
            Stance::Against => (
                &mut self.against,
                &mut self.expected_against,
                &mut self.highest[1],
            ),
        };
        *count += 1;
        *expected += u32::from(reading.probability);
        *highest = reading.probability.max(*highest);
    }

    /// The number of statements.
    pub fn statements(&self) -> u32 {
        self.for_it + self.against
    }

    /// The expected number of statements: the sum of their probabilities.
    pub fn expected(&self) -> f64 {
        f64::from(self.expected_for + self.expected_against) / 100.0
    }

    /// The balance `(for − against) / (for + against)` of the expected numbers, from -1 (all against) to 1 (all for).
    /// Returns `None` if there are no statements.
    pub fn balance(&self) -> Option<f64> {
        balance(self.expected_for, self.expected_against)
    }

    /// Whether the position rests on doubtful readings alone: none has a probability of at least 80 percent (for a mixed
    /// position, on one of its sides). False where nothing is mentioned.
    pub fn is_only_probable(&self) -> bool {
        let [for_it, against] = self.highest;
        let is_doubtful = |highest: u8| highest < MIN_CERTAIN;
        match self.position() {
            Position::NotMentioned => false,
            Position::For => is_doubtful(for_it),
            Position::Against => is_doubtful(against),
            Position::Mixed => is_doubtful(for_it.min(against)),
        }
    }

    /// The position that the balance shows.
    pub fn position(&self) -> Position {
        // At 0.5, three of four statements agree: (3 − 1) / 4.
        match self.balance() {
            None => Position::NotMentioned,
            Some(balance) if balance >= MIN_POSITION_BALANCE => Position::For,
            Some(balance) if balance <= -MIN_POSITION_BALANCE => Position::Against,
            Some(_) => Position::Mixed,
        }
    }
}

/// `(positive − negative) / (positive + negative)`. Returns `None` if both are 0.
pub(super) fn balance(positive: u32, negative: u32) -> Option<f64> {
    let all = positive + negative;
    (all > 0).then(|| (f64::from(positive) - f64::from(negative)) / f64::from(all))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::taxonomy::Taxonomy;

    fn counts(readings: &[(Stance, u8)]) -> PrincipleCounts {
        let principle = Taxonomy::builtin().principles()[0].id;
        let mut counts = PrincipleCounts::default();
        for (stance, probability) in readings {
            counts.add(StanceReading {
                principle,
                stance: *stance,
                probability: *probability,
                by_itself: *probability,
            });
        }
        counts
    }

    #[test]
    fn readings_count_by_their_probability() {
        use Stance::{Against, For};
        let certain = counts(&[(For, 100), (Against, 100)]);
        assert_eq!(certain.position(), Position::Mixed);
        assert_eq!(certain, PrincipleCounts::certain(1, 1));
        // Three of four by number, less by probability.
        let doubtful = counts(&[(For, 55), (For, 55), (For, 55), (Against, 95)]);
        assert_eq!(doubtful.position(), Position::Mixed);
        assert_eq!((doubtful.for_it, doubtful.against), (3, 1));
        assert!((doubtful.expected() - 2.6).abs() < 1e-12);
    }

    #[test]
    fn a_position_is_probable_until_one_reading_is_certain() {
        use Stance::{Against, For};
        assert!(counts(&[(For, 60), (For, 79)]).is_only_probable());
        assert!(!counts(&[(For, 60), (For, 80)]).is_only_probable());
        assert!(counts(&[(For, 90), (Against, 60)]).is_only_probable());
        assert!(!counts(&[]).is_only_probable());
    }

    #[test]
    fn older_counts_are_certain() {
        let older: PrincipleCounts =
            serde_json::from_str(r#"{"forIt":2,"against":1}"#).expect("the older form");
        assert_eq!(older, PrincipleCounts::certain(2, 1));
        let written = serde_json::to_string(&counts(&[(Stance::For, 60)])).expect("plain data");
        let read: PrincipleCounts = serde_json::from_str(&written).expect("what was written");
        assert_eq!(read, counts(&[(Stance::For, 60)]));
    }
}

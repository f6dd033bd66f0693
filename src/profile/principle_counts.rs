//! Counts of statements for and against one principle.

use serde::{Deserialize, Serialize};

use crate::stance::Stance;

/// The number of a municipality's own statements on one principle, by stance.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PrincipleCounts {
    /// Statements for it.
    pub for_it: u32,
    /// Statements against it.
    pub against: u32,
}

/// The position of a municipality on a principle: its balance in words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Position {
    /// There is no statement on it. Silence is neither agreement nor difference.
    NotMentioned,
    /// At least three of four statements are for it.
    For,
    /// At least three of four statements are against it.
    Against,
    /// Both occur, and neither dominates.
    Mixed,
}

/// A balance of at least this size, in either direction, is a position: three of four statements.
const MIN_POSITION_BALANCE: f64 = 0.5;

impl PrincipleCounts {
    /// Counts one more statement.
    pub fn add(&mut self, stance: Stance) {
        match stance {
            Stance::For => self.for_it += 1,
            Stance::Against => self.against += 1,
        }
    }

    /// The number of statements.
    pub fn statements(&self) -> u32 {
        self.for_it + self.against
    }

    /// The balance `(for − against) / (for + against)`, from -1 (all against) to 1 (all for).
    /// Returns `None` if there are no statements.
    pub fn balance(&self) -> Option<f64> {
        balance(self.for_it, self.against)
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

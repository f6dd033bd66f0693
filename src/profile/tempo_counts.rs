//! Counts of statements by tempo.

use serde::{Deserialize, Serialize};

use super::principle_counts::balance;
use crate::stance::Tempo;

/// The share of the statements on a theme that must show the same tempo. Readers of whole documents hold a theme to have
/// a tempo where about a third of its statements do (`tests/reader/README.md`).
const MIN_SHARE: f64 = 0.3;

/// The number of statements that want to go fast, and that want to go slowly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct TempoCounts {
    /// Ahead of others, sooner.
    pub fast: u32,
    /// Step by step, later.
    pub slow: u32,
}

impl TempoCounts {
    /// The balance `(fast − slow) / (fast + slow)`, from -1 (slow) to 1 (fast).
    /// Returns `None` if no statement shows a tempo.
    pub fn balance(&self) -> Option<f64> {
        balance(self.fast, self.slow)
    }

    /// The balance of those statements among `statements` on one subject, as [`Self::balance`].
    ///
    /// Returns `None` if too few of them show a tempo to be that of the subject: fewer than three in ten in one
    /// direction. A single deadline among ten statements on privacy does not make a municipality fast on privacy.
    pub fn balance_among(&self, statements: u32) -> Option<f64> {
        let most = f64::from(self.fast.max(self.slow));
        self.balance()
            .filter(|_| most >= MIN_SHARE * f64::from(statements))
    }

    /// Counts one more statement.
    pub fn add(&mut self, tempo: Tempo) {
        match tempo {
            Tempo::Fast => self.fast += 1,
            Tempo::Slow => self.slow += 1,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_few_statements_of_many_make_no_tempo() {
        let counts = TempoCounts { fast: 1, slow: 0 };
        assert_eq!(counts.balance(), Some(1.0));
        assert_eq!(counts.balance_among(2), Some(1.0));
        assert_eq!(counts.balance_among(10), None);
        assert_eq!(TempoCounts::default().balance_among(0), None);
        let both = TempoCounts { fast: 2, slow: 2 };
        assert_eq!(both.balance_among(5), Some(0.0));
    }
}

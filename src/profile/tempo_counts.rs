//! Counts of statements by tempo.

use serde::{Deserialize, Serialize};

use super::principle_counts::balance;
use crate::stance::Tempo;

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

    /// Counts one more statement.
    pub fn add(&mut self, tempo: Tempo) {
        match tempo {
            Tempo::Fast => self.fast += 1,
            Tempo::Slow => self.slow += 1,
        }
    }
}

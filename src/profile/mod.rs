//! What one municipality states in all its documents, counted, and how much text that rests on.
//!
//! Comes in: the records of its documents and the statements found in them. Goes out: its [`Coverage`], which
//! accompanies every result (a ranking without it would look as certain for two pages as for two hundred), and its
//! [`Profile`]: per theme its salience, per principle its balance, and the tempo and intensity of both.
//!
//! This module does not know who is compared with whom, and it holds no text: a [`CitedStatement`] refers to the
//! passage where its words stand.
//!
//! Order of reading: `coverage.rs`; then `principle_counts.rs`, `tempo_counts.rs` and `intensity_counts.rs` (the
//! statistics); then `policy_profile.rs` (how statements are counted) and `salience.rs` (the formula).

mod coverage;
mod intensity_counts;
mod policy_profile;
mod principle_counts;
mod salience;
mod tempo_counts;

use crate::document::PassageRow;
use crate::stance::PolicyStatement;

pub use coverage::Coverage;
pub use intensity_counts::{IntensityCounts, is_carried_out, is_exploratory, mean_intensity};
pub use policy_profile::{Profile, ThemeStatistics, profiles};
pub use principle_counts::{Position, PrincipleCounts};
pub use tempo_counts::TempoCounts;

/// A statement with the row of the passage in a generation where its words can be read.
pub type CitedStatement = PolicyStatement<PassageRow>;

//! What one municipality wants, and what that judgement rests on.
//!
//! In come the records of its documents and the statements found in them. Out come its [`Coverage`], which
//! travels with every result (a ranking without it would look as sure for two pages as for two hundred), and
//! its [`Profile`]: per theme how much it is stressed, per principle where it stands, how fast and how far.
//!
//! This module does not know who is compared with whom, and it holds no text: a [`Cited`] statement says
//! where its words stand.

mod coverage;
mod vision;

use crate::document::PassageRow;
use crate::stance::PolicyStatement;

pub use coverage::Coverage;
pub use vision::{
    Position, PrincipleCell, Profile, TempoCount, ThemeCell, is_carried_out, is_exploring,
    mean_intensity, profiles,
};

/// A statement with the place in a generation where its words can be read again.
pub type Cited = PolicyStatement<PassageRow>;

//! What comes out: statements, as plain data.

use serde::{Deserialize, Serialize};

use crate::document::PassageId;
use crate::taxonomy::{PrincipleId, ThemeId, ThingId};
use crate::text::Span;

/// What one sentence says.
///
/// A sentence that names a theme without wishing, doing or valuing anything (a definition, a figure, a
/// heading) is a statement too, of [`Subject::Own`] and [`Intensity::NONE`] and without principles: see
/// [`Statement::is_mention`]. A sentence without theme, principle and tempo gives no statement.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    /// The passage in which it stands.
    pub passage: PassageId,
    /// The sentence, as a span in the text of the passage.
    pub sentence: Span,
    /// What it is about, in taxonomy order, without doubles; may be empty.
    pub themes: Vec<ThemeId>,
    /// The concrete things it is about, in taxonomy order, without doubles; may be empty.
    pub things: Vec<ThingId>,
    /// Where it stands on principles, in taxonomy order, each at most once; may be empty.
    pub principles: Vec<(PrincipleId, Stance)>,
    /// Whose wish or deed it is.
    pub subject: Subject,
    /// Whether it wants to go fast or slowly; nothing when it does not say, or says both.
    pub tempo: Option<Tempo>,
    /// The year in which or before which something has to be there; the last one named.
    pub target_year: Option<i16>,
    /// How far it has come.
    pub intensity: Intensity,
    /// Whether it decides to do, or not to do (or to stop).
    pub decision: Decision,
    /// Whether it is cautious: might, possibly, under a condition.
    pub hedged: bool,
    /// Whether what it states stands between quotation marks.
    pub quoted: bool,
}

/// For or against a principle. Not mentioned is the absence of the principle.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stance {
    /// For it.
    For,
    /// Against it.
    Against,
}

impl Stance {
    /// The other one.
    pub fn opposite(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
        }
    }
}

/// Whose wish or deed a sentence tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// The municipality itself, or nobody in particular.
    Own,
    /// Somebody else: VNG, Rijk, another municipality, a supplier.
    Other,
}

/// How fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tempo {
    /// In front, sooner, with a near date.
    Fast,
    /// Step by step, later, behind others.
    Slow,
}

/// How far a wish has come, 0 to 5.
///
/// 0 only mentioned · 1 signalled or valued · 2 explored · 3 intended or chosen · 4 being done · 5 done. Of a
/// negative decision it tells how firm that decision is, 3 or 4, and of another's statement it is 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "u8", into = "u8")]
pub struct Intensity(u8);

/// A number that is no intensity.
#[derive(Debug, thiserror::Error, PartialEq, Eq)]
#[error("an intensity is a number from 0 to 5, got {got}")]
pub struct InvalidIntensity {
    /// What was given.
    pub got: u8,
}

impl Intensity {
    /// Only mentioned, or not the municipality's own.
    pub const NONE: Self = Self(0);
    /// Signalled or valued.
    pub const SIGNAL: Self = Self(1);
    /// Explored.
    pub const EXPLORE: Self = Self(2);
    /// Intended, chosen, set as a rule.
    pub const INTEND: Self = Self(3);
    /// Being done, or decided with a date.
    pub const EXECUTE: Self = Self(4);
    /// Done.
    pub const REALISED: Self = Self(5);

    /// The number, 0 to 5.
    pub const fn get(self) -> u8 {
        self.0
    }
}

impl TryFrom<u8> for Intensity {
    type Error = InvalidIntensity;

    fn try_from(number: u8) -> Result<Self, InvalidIntensity> {
        if number <= Self::REALISED.0 {
            Ok(Self(number))
        } else {
            Err(InvalidIntensity { got: number })
        }
    }
}

impl From<Intensity> for u8 {
    fn from(intensity: Intensity) -> Self {
        intensity.0
    }
}

/// To do, or not to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    /// Nothing is refused or ended.
    Positive,
    /// Something is refused, ended or left.
    Negative,
}

impl Statement {
    /// Whether it only names its themes: nobody wishes, does or values anything.
    pub fn is_mention(&self) -> bool {
        self.subject == Subject::Own && self.intensity == Intensity::NONE
    }

    /// Whether the municipality itself states something.
    pub fn is_own(&self) -> bool {
        self.subject == Subject::Own && self.intensity > Intensity::NONE
    }
}

//! What comes out: statements, as plain data.

use serde::{Deserialize, Serialize};

use crate::document::{PassageId, PassageRow};
use crate::taxonomy::{PrincipleId, ThemeId, ThingId};
use crate::text::Span;

/// What one sentence says.
///
/// A sentence that names a theme without wishing, doing or valuing anything (a definition, a figure, a
/// heading) is a statement too, of [`Subject::Own`] and [`Intensity::NONE`] and without principles: see
/// [`Statement::is_mention`]. A sentence without theme, principle and tempo gives no statement.
///
/// `P` says in which passage it stands: one of a document ([`PassageId`]), or one of a generation ([`PassageRow`]),
/// where it can be quoted. Written as a bare list of values: a country has a hundred thousand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "Values<P>",
    into = "Values<P>",
    bound(
        serialize = "P: Clone + Serialize",
        deserialize = "P: Deserialize<'de>"
    )
)]
pub struct Statement<P = PassageId> {
    /// The passage in which it stands.
    pub passage: P,
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
    /// The same in a generation, for a document whose first passage has row `first` there.
    pub fn in_generation(self, first: PassageRow) -> Statement<PassageRow> {
        Statement {
            passage: PassageRow(first.0 + self.passage.ordinal),
            sentence: self.sentence,
            themes: self.themes,
            things: self.things,
            principles: self.principles,
            subject: self.subject,
            tempo: self.tempo,
            target_year: self.target_year,
            intensity: self.intensity,
            decision: self.decision,
            hedged: self.hedged,
            quoted: self.quoted,
        }
    }
}

impl<P> Statement<P> {
    /// Whether it only names its themes: nobody wishes, does or values anything.
    pub fn is_mention(&self) -> bool {
        self.subject == Subject::Own && self.intensity == Intensity::NONE
    }

    /// Whether the municipality itself states something.
    pub fn is_own(&self) -> bool {
        self.subject == Subject::Own && self.intensity > Intensity::NONE
    }

    /// Whether it is about something that is explored, meant, made or there: intensity 2 or more, and not
    /// refused.
    pub fn is_initiative(&self) -> bool {
        self.is_own() && self.intensity >= Intensity::EXPLORE && self.decision == Decision::Positive
    }

    /// Where it stands on a principle; nothing when it does not mention it.
    pub fn on(&self, principle: PrincipleId) -> Option<Stance> {
        let place = self
            .principles
            .binary_search_by_key(&principle, |(id, _)| *id);
        place.ok().map(|place| self.principles[place].1)
    }
}

/// A statement as it is written. What was added later comes last, and may be missing in what an older program wrote.
#[derive(Serialize, Deserialize)]
struct Values<P>(
    P,
    (u32, u32),
    Vec<ThemeId>,
    Vec<(PrincipleId, Stance)>,
    Subject,
    Option<Tempo>,
    Option<i16>,
    Intensity,
    Decision,
    bool,
    #[serde(default)] Vec<ThingId>,
    #[serde(default)] bool,
);

impl<P> From<Statement<P>> for Values<P> {
    fn from(statement: Statement<P>) -> Self {
        Self(
            statement.passage,
            (statement.sentence.start, statement.sentence.end),
            statement.themes,
            statement.principles,
            statement.subject,
            statement.tempo,
            statement.target_year,
            statement.intensity,
            statement.decision,
            statement.hedged,
            statement.things,
            statement.quoted,
        )
    }
}

impl<P> From<Values<P>> for Statement<P> {
    fn from(values: Values<P>) -> Self {
        let Values(
            passage,
            (start, end),
            themes,
            principles,
            subject,
            tempo,
            target_year,
            intensity,
            decision,
            hedged,
            things,
            quoted,
        ) = values;
        Self {
            passage,
            sentence: Span { start, end },
            themes,
            things,
            principles,
            subject,
            tempo,
            target_year,
            intensity,
            decision,
            hedged,
            quoted,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_program_wrote_has_no_things() {
        let older = r#"[3,[0,9],[1],[],"own",null,2027,3,"positive",false]"#;
        let read: Statement<PassageRow> =
            serde_json::from_str(older).expect("a row of the older form");
        assert_eq!((read.passage, read.things.len()), (PassageRow(3), 0));
        let written = serde_json::to_string(&read).expect("plain data");
        assert_eq!(
            written,
            format!("{},[],false]", older.trim_end_matches(']'))
        );
    }
}

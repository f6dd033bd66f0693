//! The result of detection: policy statements, as plain data.

use serde::{Deserialize, Serialize};

use super::intensity::Intensity;
use super::statement_row::StatementRow;
use crate::document::{PassageId, PassageRow};
use crate::taxonomy::{InitiativeId, PrincipleId, ThemeId};
use crate::text::Span;

/// What one sentence states.
///
/// A sentence that names a theme without wishing, doing or valuing anything (a definition, a figure, a heading) is a
/// statement too, with [`Subject::Own`] and [`Intensity::NONE`] and without principles: see
/// [`PolicyStatement::is_mention`]. A sentence without theme, principle and tempo makes no statement.
///
/// `P` identifies the passage: in a document ([`PassageId`]), or in a generation ([`PassageRow`]), where it can be
/// quoted. Stored as a list of values without names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(
    from = "StatementRow<P>",
    into = "StatementRow<P>",
    bound(
        serialize = "P: Clone + Serialize",
        deserialize = "P: Deserialize<'de>"
    )
)]
pub struct PolicyStatement<P = PassageId> {
    /// The passage in which it stands.
    pub passage: P,
    /// The sentence, as a byte range in the text of the passage.
    pub sentence: Span,
    /// The themes it is about, in taxonomy order, without doubles; may be empty.
    pub themes: Vec<ThemeId>,
    /// The concrete initiatives it is about, in taxonomy order, without doubles; may be empty.
    pub initiatives: Vec<InitiativeId>,
    /// Its stance on principles, in taxonomy order, each at most once; may be empty.
    pub principles: Vec<StanceReading>,
    /// Whose wish or act it is.
    pub subject: Subject,
    /// Whether it wants to go fast or slowly; `None` if it does not say, or says both.
    pub tempo: Option<Tempo>,
    /// The year in which or before which something has to be there; the last one named.
    pub target_year: Option<i16>,
    /// How far it has come.
    pub intensity: Intensity,
    /// Whether it decides to do something, or not to do it (or to stop).
    pub decision: Decision,
    /// Whether it is cautious: might, possibly, under a condition.
    pub hedged: bool,
    /// Whether what it states stands between quotation marks.
    pub quoted: bool,
}

/// A stance on a principle that was read in a sentence.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StanceReading {
    /// The principle.
    pub principle: PrincipleId,
    /// For or against it.
    pub stance: Stance,
    /// How likely it is that the sentence says so, in percent, 1 to 100: the calibrated probability of the classifier.
    /// Where cues alone decide, 80 for one that says the principle outright, and 40 for a buzzword.
    pub probability: u8,
    /// The same by the words of the sentence alone, in percent, 0 to 100; lower where the sentences around it or the heading
    /// above it tell what it means. It says how well the sentence shows the stance to somebody who reads nothing else.
    pub by_itself: u8,
}

/// For or against a principle. A principle that is not mentioned has no stance.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Stance {
    /// For it.
    For,
    /// Against it.
    Against,
}

impl Stance {
    /// The other stance.
    pub fn opposite(self) -> Self {
        match self {
            Self::For => Self::Against,
            Self::Against => Self::For,
        }
    }
}

/// Whose wish or act a sentence reports.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Subject {
    /// The municipality itself, or nobody in particular.
    Own,
    /// Another party: VNG, Rijk, another municipality, a supplier.
    Other,
}

/// How fast.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Tempo {
    /// Ahead of others, sooner, with a near date.
    Fast,
    /// Step by step, later, behind others.
    Slow,
}

/// Whether something is refused.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Decision {
    /// Nothing is refused or ended.
    Positive,
    /// Something is refused, ended or left.
    Negative,
}

impl PolicyStatement {
    /// The same statement in a generation in which the first passage of its document has row `first`.
    pub fn in_generation(self, first: PassageRow) -> PolicyStatement<PassageRow> {
        PolicyStatement {
            passage: PassageRow(first.0 + self.passage.ordinal),
            sentence: self.sentence,
            themes: self.themes,
            initiatives: self.initiatives,
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

impl<P> PolicyStatement<P> {
    /// Whether it only names its themes: nobody wishes, does or values anything.
    pub fn is_mention(&self) -> bool {
        self.subject == Subject::Own && self.intensity == Intensity::NONE
    }

    /// Whether the municipality itself states something.
    pub fn is_own(&self) -> bool {
        self.subject == Subject::Own && self.intensity > Intensity::NONE
    }

    /// Whether the municipality explores, intends, makes or has something: intensity 2 or more, and not refused.
    pub fn is_pursued(&self) -> bool {
        self.is_own() && self.intensity >= Intensity::EXPLORE && self.decision == Decision::Positive
    }

    /// The stance on a principle. Returns `None` if the statement does not mention it. Cost: a binary search.
    pub fn stance_on(&self, principle: PrincipleId) -> Option<Stance> {
        self.reading_on(principle).map(|reading| reading.stance)
    }

    /// The stance on a principle with its probability. Returns `None` if the statement does not mention it. Cost: a
    /// binary search.
    pub fn reading_on(&self, principle: PrincipleId) -> Option<StanceReading> {
        self.principles
            .binary_search_by_key(&principle, |reading| reading.principle)
            .ok()
            .map(|index| self.principles[index])
    }
}

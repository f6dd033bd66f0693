//! A statement with the place where it can be read again.

use serde::{Deserialize, Serialize};

use crate::document::PassageRow;
use crate::stance::{Decision, Intensity, Stance, Statement, Subject, Tempo};
use crate::taxonomy::{PrincipleId, ThemeId, ThingId};
use crate::text::Span;

/// What one sentence says, and in which passage of the generation it stands, so that it can be quoted.
///
/// The fields are those of [`Statement`]. Written as a bare list of values: a country has a hundred thousand.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Values", into = "Values")]
pub struct Cited {
    /// The passage.
    pub row: PassageRow,
    /// The sentence, as a span in the text of the passage.
    pub sentence: Span,
    /// What it is about, in taxonomy order.
    pub themes: Vec<ThemeId>,
    /// Where it stands on principles, in taxonomy order.
    pub principles: Vec<(PrincipleId, Stance)>,
    /// Whose wish or deed it is.
    pub subject: Subject,
    /// Fast or slow, when it says so.
    pub tempo: Option<Tempo>,
    /// The year by which something has to be there.
    pub target_year: Option<i16>,
    /// How far it has come.
    pub intensity: Intensity,
    /// To do, or not to do.
    pub decision: Decision,
    /// Whether it is cautious.
    pub hedged: bool,
    /// The concrete things it is about, in taxonomy order.
    pub things: Vec<ThingId>,
}

/// The same in a row. What was added later comes last and may be missing in what an older program wrote.
#[derive(Serialize, Deserialize)]
struct Values(
    PassageRow,
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
);

impl Cited {
    /// A statement of a document whose first passage has row `first`.
    pub fn new(statement: &Statement, first: PassageRow) -> Self {
        Self {
            row: PassageRow(first.0 + statement.passage.ordinal),
            sentence: statement.sentence,
            themes: statement.themes.clone(),
            principles: statement.principles.clone(),
            subject: statement.subject,
            tempo: statement.tempo,
            target_year: statement.target_year,
            intensity: statement.intensity,
            decision: statement.decision,
            hedged: statement.hedged,
            things: statement.things.clone(),
        }
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

impl From<Cited> for Values {
    fn from(cited: Cited) -> Self {
        Self(
            cited.row,
            (cited.sentence.start, cited.sentence.end),
            cited.themes,
            cited.principles,
            cited.subject,
            cited.tempo,
            cited.target_year,
            cited.intensity,
            cited.decision,
            cited.hedged,
            cited.things,
        )
    }
}

impl From<Values> for Cited {
    fn from(values: Values) -> Self {
        let Values(
            row,
            span,
            themes,
            principles,
            subject,
            tempo,
            target_year,
            intensity,
            decision,
            hedged,
            things,
        ) = values;
        let (start, end) = span;
        Self {
            row,
            sentence: Span { start, end },
            themes,
            principles,
            subject,
            tempo,
            target_year,
            intensity,
            decision,
            hedged,
            things,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_an_older_program_wrote_has_no_things() {
        let older = r#"[3,[0,9],[1],[],"own",null,2027,3,"positive",false]"#;
        let cited: Cited = serde_json::from_str(older).expect("a row of the older form");
        assert_eq!((cited.row, cited.things.len()), (PassageRow(3), 0));
        let written = serde_json::to_string(&cited).expect("plain data");
        assert_eq!(written, format!("{},[]]", older.trim_end_matches(']')));
    }
}

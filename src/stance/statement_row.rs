//! How a statement is stored: as a bare list of values, because a country has a hundred thousand of them.

use serde::{Deserialize, Serialize};

use super::intensity::Intensity;
use super::statement::{Decision, PolicyStatement, Stance, StanceReading, Subject, Tempo};
use crate::taxonomy::{InitiativeId, PrincipleId, ThemeId};
use crate::text::Span;

/// The values of a statement in the order in which they are stored. Values that were added later come last, and may be
/// absent in what an older version wrote.
#[derive(Serialize, Deserialize)]
pub(super) struct StatementRow<P>(
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
    #[serde(default)] Vec<InitiativeId>,
    #[serde(default)] bool,
    // The probabilities of the stances, in their order.
    #[serde(default)] Vec<u8>,
    // The same by the words of the sentence alone.
    #[serde(default)] Vec<u8>,
);

/// The probability in percent of a stance that an older version stored without one.
const CERTAIN: u8 = 100;

impl<P> From<PolicyStatement<P>> for StatementRow<P> {
    fn from(statement: PolicyStatement<P>) -> Self {
        let (stances, probabilities) = statement
            .principles
            .iter()
            .map(|one| ((one.principle, one.stance), one.probability))
            .unzip();
        let by_itself = statement.principles.iter().map(|one| one.by_itself);
        let by_itself = by_itself.collect();
        Self(
            statement.passage,
            (statement.sentence.start, statement.sentence.end),
            statement.themes,
            stances,
            statement.subject,
            statement.tempo,
            statement.target_year,
            statement.intensity,
            statement.decision,
            statement.hedged,
            statement.initiatives,
            statement.quoted,
            probabilities,
            by_itself,
        )
    }
}

impl<P> From<StatementRow<P>> for PolicyStatement<P> {
    fn from(row: StatementRow<P>) -> Self {
        let StatementRow(
            passage,
            (start, end),
            themes,
            stances,
            subject,
            tempo,
            target_year,
            intensity,
            decision,
            hedged,
            initiatives,
            quoted,
            probabilities,
            by_itself,
        ) = row;
        let probabilities = probabilities.into_iter().chain(std::iter::repeat(CERTAIN));
        let by_itself = by_itself.into_iter().map(Some);
        let by_itself = by_itself.chain(std::iter::repeat(None));
        let principles = stances
            .into_iter()
            .zip(probabilities)
            .zip(by_itself)
            .map(
                |(((principle, stance), probability), by_itself)| StanceReading {
                    principle,
                    stance,
                    probability,
                    by_itself: by_itself.unwrap_or(probability),
                },
            )
            .collect();
        Self {
            passage,
            sentence: Span { start, end },
            themes,
            initiatives,
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
    use crate::document::PassageRow;

    #[test]
    fn reads_rows_without_the_values_added_later() {
        let older = r#"[3,[0,9],[1],[],"own",null,2027,3,"positive",false]"#;
        let read: PolicyStatement<PassageRow> =
            serde_json::from_str(older).expect("a row of the older form");
        assert_eq!((read.passage, read.initiatives.len()), (PassageRow(3), 0));
        let written = serde_json::to_string(&read).expect("plain data");
        assert_eq!(
            written,
            format!("{},[],false,[],[]]", older.trim_end_matches(']'))
        );
    }
}

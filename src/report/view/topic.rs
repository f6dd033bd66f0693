//! What is stated on a theme or principle.

use serde::Serialize;
use utoipa::ToSchema;

use super::Quote;
use crate::engine::{self, Catalog};
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::Language;

/// A theme or principle with what both sides state on it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// `aligned`, `differs`, or `notMentioned` if at least one side does not mention it.
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// What the first states.
    pub ours: SideOfTopic,
    /// What the second states.
    pub theirs: SideOfTopic,
}

/// What one municipality states on a theme or principle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SideOfTopic {
    /// The number of its own statements.
    pub statements: u32,
    /// Salience relative to the average municipality, as a natural logarithm: 0 is average. Null for a principle.
    pub salience: Option<f64>,
    /// `for`, `against`, `mixed` or `notMentioned`; null for a theme.
    #[schema(value_type = Option<String>)]
    pub position: Option<Position>,
    /// Whether the position rests on doubtful readings alone: none has a probability of at least 80 percent.
    pub probable: bool,
    /// The number of statements for the principle; for a theme, for any principle.
    pub r#for: u32,
    /// The number of statements against the principle; for a theme, against any principle.
    pub against: u32,
    /// The tempo, from -1 (slow) to 1 (fast); null without a statement about it.
    pub tempo: Option<f64>,
    /// The mean intensity, from 1 (signals) to 5 (has it); null without statements.
    pub intensity: Option<f64>,
    /// The number of statements about something that is explored, intended, made or in use.
    pub initiatives: u32,
    /// The best quotes.
    pub quotes: Vec<Quote>,
}

impl Topic {
    /// Creates the view of a topic.
    pub fn new(catalog: &Catalog<'_>, topic: &engine::Topic, language: Language) -> Self {
        Self {
            key: topic.key.clone(),
            name: language.either(&topic.nl, &topic.en).clone(),
            outcome: topic.outcome,
            ours: SideOfTopic::new(catalog, &topic.ours),
            theirs: SideOfTopic::new(catalog, &topic.theirs),
        }
    }
}

impl SideOfTopic {
    /// Creates the view of one side of a topic.
    pub fn new(catalog: &Catalog<'_>, side: &engine::SideOfTopic) -> Self {
        Self {
            statements: side.statements,
            salience: side.salience,
            position: side.position,
            probable: side.position.is_some() && side.balance.is_only_probable(),
            r#for: side.balance.for_it,
            against: side.balance.against,
            tempo: side.tempo,
            intensity: side.intensity,
            initiatives: side.initiatives,
            quotes: side
                .quotes
                .iter()
                .map(|quote| Quote::new(catalog, quote))
                .collect(),
        }
    }
}

//! A theme or principle and what is said of it.

use serde::Serialize;
use utoipa::ToSchema;

use super::Quote;
use crate::engine::{self, Engine};
use crate::profile::Position;
use crate::rank::Outcome;
use crate::report::Language;

/// A theme or principle with what both sides say of it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Topic {
    /// Its name in the taxonomy.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// `aligned`, `differs`, or `notMentioned` when at least one side says nothing of it.
    #[schema(value_type = String)]
    pub outcome: Outcome,
    /// What the first says.
    pub ours: SideOfTopic,
    /// What the second says.
    pub theirs: SideOfTopic,
}

/// What one side says of a theme or principle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SideOfTopic {
    /// Its own statements.
    pub statements: u32,
    /// How much more of the text goes to it than on average, as a natural logarithm; only of a theme.
    pub salience: Option<f64>,
    /// `for`, `against`, `mixed` or `notMentioned`; only of a principle.
    #[schema(value_type = Option<String>)]
    pub position: Option<Position>,
    /// Statements for the principle; of a theme: for any.
    pub r#for: u32,
    /// Statements against the principle; of a theme: against any.
    pub against: u32,
    /// The pace, -1 (slow) to 1 (fast).
    pub tempo: Option<f64>,
    /// How far it has come, the mean of 1 (signals) to 5 (has it).
    pub intensity: Option<f64>,
    /// Statements about something explored, meant, made or there.
    pub initiatives: u32,
    /// The sentences that say it best.
    pub quotes: Vec<Quote>,
}

impl Topic {
    /// A topic in one language.
    pub fn of(engine: &Engine, topic: &engine::Topic, language: Language) -> Self {
        Self {
            key: topic.key.clone(),
            name: language.either(&topic.nl, &topic.en).clone(),
            outcome: topic.outcome,
            ours: SideOfTopic::of(engine, &topic.ours),
            theirs: SideOfTopic::of(engine, &topic.theirs),
        }
    }
}

impl SideOfTopic {
    /// One side, with its quotes.
    pub fn of(engine: &Engine, side: &engine::SideOfTopic) -> Self {
        Self {
            statements: side.statements,
            salience: side.salience,
            position: side.position,
            r#for: side.balance.for_it,
            against: side.balance.against,
            tempo: side.tempo,
            intensity: side.intensity,
            initiatives: side.initiatives,
            quotes: side
                .quotes
                .iter()
                .map(|quote| Quote::of(engine, quote))
                .collect(),
        }
    }
}

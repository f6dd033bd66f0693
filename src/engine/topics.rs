//! Topics: what municipalities state on each theme and principle, with quotes.

use super::evidence::About;
use super::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, Position, PrincipleCounts, TempoCounts, mean_intensity};
use crate::rank::{Outcome, Quote};
use crate::stance::{Decision, Stance};
use crate::taxonomy::{PrincipleId, ThemeId};

/// A theme or principle with what two municipalities state on it.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label in Dutch.
    pub nl: String,
    /// Its label in English.
    pub en: String,
    /// How the two stand to each other.
    pub outcome: Outcome,
    /// What the first states.
    pub ours: SideOfTopic,
    /// What the second states.
    pub theirs: SideOfTopic,
}

/// What one municipality states on a theme or principle.
#[derive(Clone, Debug, PartialEq)]
pub struct SideOfTopic {
    /// The number of its own statements.
    pub statements: u32,
    /// Salience relative to the average municipality, as a natural logarithm: 0 is average. `None` for a principle.
    pub salience: Option<f64>,
    /// For, against, both or not mentioned; `None` for a theme.
    pub position: Option<Position>,
    /// The numbers of statements for and against; for a theme, over all principles together.
    pub balance: PrincipleCounts,
    /// The tempo, from -1 (slow) to 1 (fast); `None` without a statement about it.
    pub tempo: Option<f64>,
    /// The mean intensity, from 1 to 5; `None` without statements.
    pub intensity: Option<f64>,
    /// The number of statements of intensity 2 or more that are not refusals.
    pub initiatives: u32,
    /// The best quotes, of the highest intensity first.
    pub quotes: Vec<Quote>,
}

impl Engine {
    /// Compares two municipalities theme by theme, in taxonomy order.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if quotes cannot be read.
    pub(super) fn theme_topics(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<Topic>, EngineError> {
        let themes = self.taxonomy().themes().iter();
        themes
            .map(|theme| {
                let [left, right] = [
                    self.on_theme(ours, theme.id)?,
                    self.on_theme(theirs, theme.id)?,
                ];
                let both_mention = left.statements > 0 && right.statements > 0;
                let is_on_theme = |one: &CitedStatement| one.themes.contains(&theme.id);
                let [our_cells, their_cells] =
                    [ours, theirs].map(|code| self.principle_cells(code, is_on_theme));
                let topic = Topic {
                    key: theme.name.clone(),
                    nl: theme.nl.clone(),
                    en: theme.en.clone(),
                    outcome: Outcome::from_theme(&our_cells, &their_cells, both_mention),
                    ours: left,
                    theirs: right,
                };
                // First the quotes of each side, then the pair: evidence takes precedence where there is some.
                let topic = self.prefer_own_quotes(topic, (ours, theirs), is_on_theme)?;
                self.prefer_evidence(topic, (ours, theirs), About::Theme(theme.id))
            })
            .collect()
    }

    /// Compares two municipalities principle by principle, in taxonomy order.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if quotes cannot be read.
    pub(super) fn principle_topics(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<Topic>, EngineError> {
        let principles = self.taxonomy().principles().iter();
        principles
            .map(|principle| {
                let left = self.on_principle(ours, principle.id)?;
                let right = self.on_principle(theirs, principle.id)?;
                let topic = Topic {
                    key: principle.name.clone(),
                    nl: principle.nl.clone(),
                    en: principle.en.clone(),
                    // On the counts of all statements; quotes only illustrate it.
                    outcome: Outcome::from_principle(&left.balance, &right.balance),
                    ours: left,
                    theirs: right,
                };
                let is_on_principle = |one: &CitedStatement| one.stance_on(principle.id).is_some();
                let topic = self.prefer_own_quotes(topic, (ours, theirs), is_on_principle)?;
                self.prefer_evidence(topic, (ours, theirs), About::Principle(principle.id))
            })
            .collect()
    }

    /// Puts the quotes of the best pair of evidence on a topic first, so that two quotes side by side are about the same
    /// thing. Nothing changes where there is no such pair.
    fn prefer_evidence(
        &self,
        mut topic: Topic,
        (ours, theirs): (&GemeenteCode, &GemeenteCode),
        about: About,
    ) -> Result<Topic, EngineError> {
        if topic.outcome == Outcome::NotMentioned {
            return Ok(topic);
        }
        for pair in self.evidence(ours, theirs, about, 1)? {
            for (side, quote) in [
                (&mut topic.ours, pair.ours),
                (&mut topic.theirs, pair.theirs),
            ] {
                let quotes = &mut side.quotes;
                // One quote must stay visible on a side that had none.
                let shown = quotes.len().max(1);
                // The same passage would otherwise be quoted twice.
                quotes.retain(|other| other.row != quote.row);
                quotes.insert(0, quote);
                quotes.truncate(shown);
            }
        }
        Ok(topic)
    }

    /// Replaces the quotes on a topic on which two differ by quotes from documents that they did not write together.
    ///
    /// A joint vision cannot show a difference, so it is quoted only for a side that states nothing elsewhere.
    /// `is_on_topic` selects the statements on the topic.
    fn prefer_own_quotes(
        &self,
        mut topic: Topic,
        (ours, theirs): (&GemeenteCode, &GemeenteCode),
        is_on_topic: impl Fn(&CitedStatement) -> bool,
    ) -> Result<Topic, EngineError> {
        let shared = self.shared_document_counts(ours, theirs);
        // The check is cheap, and most pairs share no document.
        if topic.outcome != Outcome::Differs || shared.joint_documents == 0 {
            return Ok(topic);
        }
        let is_joint = |one: &CitedStatement| {
            let owners = &self.document_of(one.passage).owners;
            // Owned by both, whether or not one of them has superseded it since.
            owners.contains(ours) && owners.contains(theirs)
        };
        // Only quotes are replaced: the numbers of a joint vision count for both.
        for (code, side) in [(ours, &mut topic.ours), (theirs, &mut topic.theirs)] {
            let own: Vec<&CitedStatement> = self
                .statements_of(code)
                .filter(|one| is_on_topic(one) && !is_joint(one))
                .collect();
            let quotes = self.best_quotes(&own)?;
            // A side that says nothing elsewhere keeps its quote of the joint vision.
            if !quotes.is_empty() {
                side.quotes = quotes;
            }
        }
        Ok(topic)
    }

    /// Summarises what a municipality states on a theme.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if quotes cannot be read.
    pub(super) fn on_theme(
        &self,
        code: &GemeenteCode,
        theme: ThemeId,
    ) -> Result<SideOfTopic, EngineError> {
        let cell = &self.counted_profile(code).themes[theme.index()];
        let statements: Vec<&CitedStatement> = self
            .statements_of(code)
            .filter(|one| one.themes.contains(&theme))
            .collect();
        let mut balance = PrincipleCounts::default();
        for reading in statements.iter().flat_map(|one| &one.principles) {
            balance.add(*reading);
        }
        Ok(SideOfTopic {
            statements: cell.statements,
            salience: Some(cell.salience),
            position: None,
            balance,
            tempo: cell.tempo.balance_among(cell.statements),
            intensity: mean_intensity(&cell.intensity),
            initiatives: count_initiatives(&statements),
            quotes: self.best_quotes(&statements)?,
        })
    }

    /// Summarises what a municipality states on a principle.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if quotes cannot be read.
    pub(super) fn on_principle(
        &self,
        code: &GemeenteCode,
        principle: PrincipleId,
    ) -> Result<SideOfTopic, EngineError> {
        let cell = self.counted_profile(code).principles[principle.index()];
        let statements: Vec<&CitedStatement> = self
            .statements_of(code)
            .filter(|one| one.stance_on(principle).is_some())
            .collect();
        // Intensities run from 0 to 5.
        let mut intensity = [0; 6];
        let mut tempo = TempoCounts::default();
        for one in &statements {
            // A refusal has no intensity: it says how far something will not go.
            if one.decision == Decision::Positive {
                intensity[usize::from(one.intensity.get())] += 1;
            }
            // Refusals have a tempo too: something may be stopped at once or in time.
            if let Some(of_statement) = one.tempo {
                tempo.add(of_statement);
            }
        }
        // Quotes show the stance of the majority of the statements; of a tie, those for the principle.
        let main_stance = if cell.balance().is_some_and(|balance| balance < 0.0) {
            Stance::Against
        } else {
            Stance::For
        };
        // The numbers above are of all statements, the quotes of one stance.
        let mut quotable = statements.clone();
        quotable.retain(|one| one.stance_on(principle) == Some(main_stance));
        Ok(SideOfTopic {
            statements: cell.statements(),
            salience: None,
            position: Some(cell.position()),
            balance: cell,
            tempo: tempo.balance(),
            intensity: mean_intensity(&intensity),
            initiatives: count_initiatives(&statements),
            quotes: self.quotes_of_position(principle, &quotable)?,
        })
    }
}

fn count_initiatives(statements: &[&CitedStatement]) -> u32 {
    statements.iter().filter(|one| one.is_pursued()).count() as u32
}

//! Initiatives that several municipalities plan, build or have, and the opportunities that follow.

use std::collections::BTreeMap;

use super::sentence_quality::{has_denying_lead, is_account};
use super::{Engine, EngineError, SharedInitiativeQuery};
use crate::document::{Dated, DocumentRecord};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::CitedStatement;
use crate::rank::{Alignment, Opportunity, Quote, Stage, candidates, priority};
use crate::stance::{Decision, Intensity};
use crate::taxonomy::InitiativeId;

/// The fewest municipalities that share an initiative.
const MIN_MUNICIPALITIES: usize = 2;

/// An initiative of two municipalities or more.
#[derive(Clone, Debug)]
pub struct SharedInitiative {
    /// The initiative.
    pub initiative: InitiativeId,
    /// What the focus can do with it; `None` without a focus.
    pub opportunity: Option<Opportunity>,
    /// Those that plan, build or have it: the focus first, then by stage (furthest first), border, distance and code.
    pub participants: Vec<Participant>,
    /// Those that chose not to have it and have no plan for it either, in code order.
    pub refused: Vec<Refusal>,
}

/// A municipality that plans, builds or has an initiative.
#[derive(Clone, Debug)]
pub struct Participant {
    /// The municipality.
    pub code: GemeenteCode,
    /// How far it has come.
    pub stage: Stage,
    /// The highest intensity of its statements at that stage, 2 to 5.
    pub intensity: Intensity,
    /// Since when it is at that stage, as far as its documents tell.
    pub since: Option<Since>,
    /// The year by which it wants to be further, if it states one.
    pub target_year: Option<i16>,
    /// The distance to the focus; `None` if the register lacks either position, or without a focus.
    pub distance: Option<Kilometres>,
    /// Whether it shares a border with the focus.
    pub border: bool,
    /// The alignment with the focus; `None` for the focus itself and where the visions cannot be compared.
    pub alignment: Option<Alignment>,
    /// The quotes that show the stage, of the highest intensity first.
    pub quotes: Vec<Quote>,
}

/// A municipality that chose not to have an initiative.
#[derive(Clone, Debug)]
pub struct Refusal {
    /// The municipality.
    pub code: GemeenteCode,
    /// The best quotes about the initiative.
    pub quotes: Vec<Quote>,
}

/// Since when a municipality is at a stage.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The year that a sentence names.
    StatedYear(i16),
    /// The date of the document. It may be longer ago.
    DocumentDate(Dated),
}

/// The statements of one municipality by initiative.
type StatementsByInitiative<'e> = BTreeMap<InitiativeId, Vec<&'e CitedStatement>>;

/// A municipality with its statements by initiative.
struct Candidate<'e> {
    code: GemeenteCode,
    statements: StatementsByInitiative<'e>,
}

impl Engine {
    /// Finds the initiatives that two municipalities or more plan, build or have, the most worthwhile first.
    ///
    /// With a focus: those in which at least one other municipality in scope takes part, in the order of
    /// [`priority`]. Without: those among all municipalities, the most shared first. Ties keep the order of the
    /// taxonomy ([`crate::taxonomy::Taxonomy::initiatives`]).
    ///
    /// Cost: one pass over the statements of those in scope, and the quotes that are returned; for a hundred
    /// neighbours some ten milliseconds.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`] if the register has no such municipality;
    /// 2. [`EngineError::Rank`] if the register lacks what the scope needs;
    /// 3. [`EngineError::Index`] if quotes cannot be read.
    pub fn shared_initiatives(
        &self,
        query: &SharedInitiativeQuery,
    ) -> Result<Vec<SharedInitiative>, EngineError> {
        let others: Vec<GemeenteCode> = match &query.focus {
            Some(focus) => {
                // Checked here, since `candidates` panics on a code that the register lacks.
                self.municipality(focus)?;
                let found = candidates(self.register(), focus, &query.scope)?;
                found.into_iter().map(|one| one.code).collect()
            }
            None => self.register().iter().map(|one| one.code.clone()).collect(),
        };
        let focus = query
            .focus
            .clone()
            .map(|code| self.initiative_candidate(code))
            .transpose()?;
        let others: Vec<Candidate<'_>> = others
            .into_iter()
            .map(|code| self.initiative_candidate(code))
            .collect::<Result<_, EngineError>>()?;
        // Stages are cheap and quotes are not: first find and order the initiatives, then describe them.
        let mut found = Vec::new();
        for thing in self.taxonomy().initiatives() {
            if query.theme.is_some_and(|theme| theme != thing.theme) {
                continue;
            }
            let stages: Vec<Stage> = others
                .iter()
                .filter_map(|one| stage(one.statements.get(&thing.id)?))
                .collect();
            // Two levels of `Option`: whether there is a focus, and whether it mentions the initiative.
            let own = focus.as_ref().map(|one| one.statements.get(&thing.id));
            let own_stage = own.flatten().and_then(|statements| stage(statements));
            let participants = stages.len() + usize::from(own_stage.is_some());
            // At least one other must take part: an initiative of the focus alone is no opportunity.
            if stages.is_empty() || participants < MIN_MUNICIPALITIES {
                continue;
            }
            let opportunity = own.map(|statements| {
                // Asked of the focus only; refusals of others are listed with their quotes.
                let refused = statements.is_some_and(|statements| is_refused(statements));
                Opportunity::from_stages(own_stage, refused, &stages)
            });
            // The id breaks ties, and ids follow the taxonomy.
            found.push((priority(opportunity, &stages), thing.id, opportunity));
        }
        found.sort();
        let all: Vec<&Candidate<'_>> = focus.iter().chain(&others).collect();
        found
            .into_iter()
            .map(|(_, initiative, opportunity)| {
                self.shared_initiative(initiative, opportunity, query.focus.as_ref(), &all)
            })
            .collect()
    }

    /// Describes one initiative with those that take part in it or refused it.
    fn shared_initiative(
        &self,
        initiative: InitiativeId,
        opportunity: Option<Opportunity>,
        focus: Option<&GemeenteCode>,
        candidates: &[&Candidate<'_>],
    ) -> Result<SharedInitiative, EngineError> {
        let (mut participants, mut refused) = (Vec::new(), Vec::new());
        for Candidate { code, statements } in candidates {
            let Some(statements) = statements.get(&initiative) else {
                continue;
            };
            if let Some(stage) = stage(statements) {
                participants.push(self.participant(code, stage, statements, focus)?);
            } else if is_refused(statements) {
                // Asked only without a stage: a refusal beside a plan is about another product.
                refused.push(Refusal {
                    code: code.clone(),
                    quotes: self.quotes_of_any_quality(&refusals(statements))?,
                });
            }
        }
        participants.sort_by(|a, b| {
            let order = |one: &Participant| {
                // The focus first: `false` sorts before `true`.
                let is_other = Some(&one.code) != focus;
                (is_other, std::cmp::Reverse(one.stage), !one.border)
            };
            let distance = |one: &Participant| one.distance.map_or(f64::INFINITY, |km| km.get());
            order(a)
                .cmp(&order(b))
                .then_with(|| distance(a).total_cmp(&distance(b)))
                .then_with(|| a.code.cmp(&b.code))
        });
        Ok(SharedInitiative {
            initiative,
            opportunity,
            participants,
            refused,
        })
    }

    fn participant(
        &self,
        code: &GemeenteCode,
        stage: Stage,
        statements: &[&CitedStatement],
        focus: Option<&GemeenteCode>,
    ) -> Result<Participant, EngineError> {
        let mut at_stage = statements.to_vec();
        at_stage
            .retain(|one| one.is_pursued() && Stage::from_intensity(one.intensity) == Some(stage));
        let quotes = self.quotes_of_any_quality(&at_stage)?;
        // The years are those of what is quoted: a year from a sentence that is not shown cannot be checked.
        let quoted = self.statements_of_quotes(&quotes, &at_stage)?;
        // Of the focus itself there is no distance, border or alignment.
        let other = focus.filter(|focus| *focus != code);
        let weights = self.params.weights;
        Ok(Participant {
            code: code.clone(),
            stage,
            intensity: at_stage
                .iter()
                .map(|one| one.intensity)
                .max()
                .expect("a stage rests on a statement"),
            since: self.since(stage, &quoted)?,
            // The latest year is that of the plan as a whole. A year before the document was written is history.
            target_year: quoted
                .iter()
                .filter(|one| {
                    let written = self.document_of(one.passage).dated.map(Dated::year);
                    one.target_year >= written
                })
                .filter_map(|one| one.target_year)
                .max(),
            distance: other.and_then(|focus| self.register().distance_km(focus, code)),
            border: other.is_some_and(|focus| self.register().are_neighbours(focus, code)),
            alignment: other.and_then(|focus| self.alignment(focus, code, &weights)),
            quotes,
        })
    }

    /// Returns the earliest year that these statements name or were written in, or `None` if none has either.
    ///
    /// For plans only the dates of documents count: a year in a plan lies ahead, and a plan begins when it is
    /// written.
    fn since(
        &self,
        stage: Stage,
        statements: &[&CitedStatement],
    ) -> Result<Option<Since>, EngineError> {
        let mut earliest: Option<(i16, Since)> = None;
        for one in statements {
            let document: &DocumentRecord = self.document_of(one.passage);
            let written = document.dated;
            let stated = if stage == Stage::Plans {
                None
            } else {
                // The year is looked for in the sentence, which is not stored with the statement.
                let passage = self.snapshot.index.passage(one.passage)?;
                // A year after the document was written is a plan, not a fact.
                let latest = written.map_or_else(|| self.today.year(), Dated::year);
                first_year(one.sentence.of(&passage.text), latest)
            };
            // A year in the sentence is closer to the truth than the date of its document.
            let since = stated
                .map(|year| (year, Since::StatedYear(year)))
                .or_else(|| written.map(|dated| (dated.year(), Since::DocumentDate(dated))));
            // Strictly earlier, so that of equals the first statement stays.
            let is_earlier =
                |(year, _): &(i16, Since)| earliest.is_none_or(|(before, _)| *year < before);
            earliest = since.filter(is_earlier).or(earliest);
        }
        Ok(earliest.map(|(_, since)| since))
    }

    /// Returns the statements whose sentences are quoted.
    fn statements_of_quotes<'s>(
        &self,
        quotes: &[Quote],
        statements: &[&'s CitedStatement],
    ) -> Result<Vec<&'s CitedStatement>, EngineError> {
        let mut quoted = Vec::with_capacity(quotes.len());
        for one in statements {
            let text = self.quoted_sentence(one)?.text;
            // The row alone will not do: a passage may hold several statements.
            let is_quoted =
                |quote: &Quote| quote.row == one.passage && quote.sentence.as_str() == &*text;
            if quotes.iter().any(is_quoted) {
                quoted.push(*one);
            }
        }
        Ok(quoted)
    }

    /// Collects the statements of a municipality by initiative. What only tells of the past ("vrijwel iedereen noemde het
    /// zaaksysteem") plans and makes nothing; what was finished is there.
    fn initiative_candidate(&self, code: GemeenteCode) -> Result<Candidate<'_>, EngineError> {
        let mut statements = StatementsByInitiative::new();
        for one in self.statements_of(&code) {
            if one.initiatives.is_empty() {
                continue;
            }
            let sentence = self.quoted_sentence(one)?.text;
            // Only for what is not finished: an account of something finished says that it is there.
            let is_told = one.intensity < Intensity::REALISED && is_account(&sentence);
            // "Wat wij niet doen: een commissie optuigen": the item alone reads as a wish.
            let is_denied = one.decision == Decision::Positive && has_denying_lead(&sentence);
            if is_told || is_denied {
                continue;
            }
            for initiative in &one.initiatives {
                statements.entry(*initiative).or_default().push(one);
            }
        }
        Ok(Candidate { code, statements })
    }
}

/// Returns the furthest stage in statements that are not hedged, or else in all. `None` if none states a stage.
fn stage(statements: &[&CitedStatement]) -> Option<Stage> {
    // Hedged statements count only when there are no others, as they may never come true.
    let furthest = |with_hedged: bool| {
        statements
            .iter()
            .filter(|one| one.is_pursued() && (with_hedged || !one.hedged))
            .filter_map(|one| Stage::from_intensity(one.intensity))
            .max()
    };
    furthest(false).or_else(|| furthest(true))
}

/// Returns the statements that refuse the initiative.
fn refusals<'s>(statements: &[&'s CitedStatement]) -> Vec<&'s CitedStatement> {
    let mut refusals = statements.to_vec();
    refusals.retain(|one| one.decision == Decision::Negative);
    refusals
}

/// Returns whether one of the statements refuses the initiative.
fn is_refused(statements: &[&CitedStatement]) -> bool {
    statements
        .iter()
        .any(|one| one.decision == Decision::Negative)
}

/// Earlier years are not read: no system in use today is older.
const MIN_YEAR: i16 = 1980;

/// Returns the first year that a sentence names between [`MIN_YEAR`] and `latest`, if any.
fn first_year(sentence: &str, latest: i16) -> Option<i16> {
    // Separated at anything but digits, so that "2020-2024" gives two years.
    sentence
        .split(|c: char| !c.is_ascii_digit())
        // Amounts and article numbers seldom have exactly four digits.
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (MIN_YEAR..=latest).contains(year))
}

#[cfg(test)]
mod tests {
    use super::first_year;

    #[test]
    fn years_ahead_and_other_numbers_do_not_count() {
        for (sentence, latest, year) in [
            (
                "Het e-depot is sinds oktober 2022 in gebruik.",
                2024,
                Some(2022),
            ),
            ("In 2027 komt er een e-depot.", 2024, None),
            ("Er werken 1740 mensen aan, sinds 2020.", 2024, Some(2020)),
            ("Wij bouwen.", 2024, None),
        ] {
            assert_eq!(first_year(sentence, latest), year, "{sentence}");
        }
    }
}

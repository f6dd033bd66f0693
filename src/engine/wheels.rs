//! Which things several municipalities plan, build or have, and what one of them can do with that.

use std::collections::BTreeMap;

use super::{Engine, EngineError};
use crate::document::{Dated, DocumentRecord};
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::CitedStatement;
use crate::rank::{Alignment, Opportunity, Quote, Scope, Stage, candidates, priority};
use crate::stance::{Decision, Intensity};
use crate::taxonomy::{ThemeId, ThingId};

/// The fewest municipalities of a wheel.
const FEWEST: usize = 2;

/// A question for wheels.
#[derive(Clone, Debug, PartialEq)]
pub struct WheelQuery {
    /// For whom; nothing for all of the register, whatever the scope.
    pub focus: Option<GemeenteCode>,
    /// How far to look.
    pub scope: Scope,
    /// Only things of this theme.
    pub theme: Option<ThemeId>,
}

/// A thing with two municipalities or more.
#[derive(Clone, Debug)]
pub struct Wheel {
    /// What it is.
    pub thing: ThingId,
    /// What the focus can do with it; nothing without focus.
    pub chance: Option<Opportunity>,
    /// The focus first, then who is furthest, then who is nearest, then by code.
    pub participants: Vec<Participant>,
    /// Who chose not to, and has no plan for it either; in code order.
    pub refused: Vec<Refused>,
}

/// A municipality that plans, builds or has a thing.
#[derive(Clone, Debug)]
pub struct Participant {
    /// Who.
    pub code: GemeenteCode,
    /// How far it has come.
    pub stage: Stage,
    /// The intensity of its furthest statement, 2 to 5.
    pub intensity: Intensity,
    /// Since when it is that far, as far as its documents tell.
    pub since: Option<Since>,
    /// The year by which it wants to be further, when it says so.
    pub target_year: Option<i16>,
    /// How far it is from the focus, when known.
    pub distance: Option<Kilometres>,
    /// Whether it shares a border with the focus.
    pub border: bool,
    /// How far its vision agrees with that of the focus; nothing for the focus itself and without text.
    pub alignment: Option<Alignment>,
    /// The sentences that say so, furthest first.
    pub quotes: Vec<Quote>,
}

/// A municipality that chose not to have a thing.
#[derive(Clone, Debug)]
pub struct Refused {
    /// Who.
    pub code: GemeenteCode,
    /// The sentences that say so.
    pub quotes: Vec<Quote>,
}

/// Since when a municipality is so far.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Since {
    /// The year that the sentence names.
    Said(i16),
    /// It stands in a document of that date; it may be longer ago.
    Written(Dated),
}

/// What one municipality states about one thing.
type About<'e> = BTreeMap<ThingId, Vec<&'e CitedStatement>>;

impl Engine {
    /// The things that two municipalities or more plan, build or have, priority most first.
    ///
    /// With a focus: those in which at least one other in scope has a part, in the order of [`Opportunity`], then
    /// of how many others there are and how far they are. Without: those of most municipalities first.
    /// A thing is one of the taxonomy ([`crate::taxonomy::Taxonomy::things`]). Worked out from the statements
    /// when asked. Cost: one pass over the statements of those in scope, and the quotes that are shown: for a
    /// hundred neighbours some ten milliseconds.
    ///
    /// # Errors
    /// 1. [`EngineError::UnknownCode`]; 2. [`EngineError::Rank`] when the register cannot tell the scope;
    /// 3. [`EngineError::Index`] when quotes cannot be read.
    pub fn wheels(&self, query: &WheelQuery) -> Result<Vec<Wheel>, EngineError> {
        let others: Vec<GemeenteCode> = match &query.focus {
            Some(focus) => {
                self.municipality(focus)?;
                let found = candidates(self.register(), focus, &query.scope)?;
                found.into_iter().map(|one| one.code).collect()
            }
            None => self.register().iter().map(|one| one.code.clone()).collect(),
        };
        let focus = query.focus.as_ref().map(|code| (code, self.about(code)));
        let others: Vec<(GemeenteCode, About<'_>)> = others
            .into_iter()
            .map(|code| {
                let about = self.about(&code);
                (code, about)
            })
            .collect();
        let things = self.snapshot.taxonomy.things().iter();
        let mut found = Vec::new();
        for thing in things.filter(|thing| query.theme.is_none_or(|theme| theme == thing.theme)) {
            let stages: Vec<Stage> = others
                .iter()
                .filter_map(|(_, about)| stage(about.get(&thing.id)?))
                .collect();
            let own = focus.as_ref().map(|(_, about)| about.get(&thing.id));
            let own_stage = own.flatten().and_then(|said| stage(said));
            if stages.is_empty() || stages.len() + usize::from(own_stage.is_some()) < FEWEST {
                continue;
            }
            let chance = own.map(|said| {
                let refused = said.is_some_and(|said| is_refused(said));
                Opportunity::from_stages(own_stage, refused, &stages)
            });
            found.push((priority(chance, &stages), thing.id, chance));
        }
        // Ties keep the order of the taxonomy.
        found.sort();
        let all: Vec<(&GemeenteCode, &About<'_>)> = focus
            .iter()
            .map(|(code, about)| (*code, about))
            .chain(others.iter().map(|(code, about)| (code, about)))
            .collect();
        found
            .into_iter()
            .map(|(_, thing, chance)| self.wheel(thing, chance, query.focus.as_ref(), &all))
            .collect()
    }

    fn wheel(
        &self,
        thing: ThingId,
        chance: Option<Opportunity>,
        focus: Option<&GemeenteCode>,
        all: &[(&GemeenteCode, &About<'_>)],
    ) -> Result<Wheel, EngineError> {
        let (mut participants, mut refused) = (Vec::new(), Vec::new());
        for (code, about) in all {
            let Some(said) = about.get(&thing) else {
                continue;
            };
            if let Some(stage) = stage(said) {
                participants.push(self.participant(code, stage, said, focus)?);
            } else if is_refused(said) {
                refused.push(Refused {
                    code: (*code).clone(),
                    quotes: self.best(said)?,
                });
            }
        }
        participants.sort_by(|a, b| {
            let order = |one: &Participant| {
                let is_other = Some(&one.code) != focus;
                (is_other, std::cmp::Reverse(one.stage), !one.border)
            };
            let far = |one: &Participant| one.distance.map_or(f64::INFINITY, |km| km.get());
            order(a)
                .cmp(&order(b))
                .then_with(|| far(a).total_cmp(&far(b)))
                .then_with(|| a.code.cmp(&b.code))
        });
        Ok(Wheel {
            thing,
            chance,
            participants,
            refused,
        })
    }

    fn participant(
        &self,
        code: &GemeenteCode,
        stage: Stage,
        said: &[&CitedStatement],
        focus: Option<&GemeenteCode>,
    ) -> Result<Participant, EngineError> {
        let mut at_stage = said.to_vec();
        at_stage.retain(|one| {
            one.is_pursued() && Stage::from_intensity(one.intensity) == Some(stage)
        });
        let of_others = focus.filter(|focus| *focus != code);
        Ok(Participant {
            code: code.clone(),
            stage,
            intensity: at_stage
                .iter()
                .map(|one| one.intensity)
                .max()
                .expect("a stage rests on a statement"),
            since: self.since(stage, &at_stage)?,
            target_year: said.iter().filter_map(|one| one.target_year).max(),
            distance: of_others.and_then(|focus| self.register().distance_km(focus, code)),
            border: of_others.is_some_and(|focus| self.register().are_neighbours(focus, code)),
            alignment: of_others.and_then(|focus| self.aligned(focus, code, &self.params.weights)),
            quotes: self.best(&at_stage)?,
        })
    }

    /// The earliest year that these statements name or were written in. A plan begins when it is written.
    fn since(&self, stage: Stage, said: &[&CitedStatement]) -> Result<Option<Since>, EngineError> {
        let mut earliest: Option<(i16, Since)> = None;
        for one in said {
            let document: &DocumentRecord = self.document_of(one.passage);
            let written = document.dated;
            let named = if stage == Stage::Plans {
                None
            } else {
                let passage = self.snapshot.index.passage(one.passage)?;
                let latest = written.map_or_else(|| self.today.year(), Dated::year);
                year_in(one.sentence.of(&passage.text), latest)
            };
            let since = named
                .map(|year| (year, Since::Said(year)))
                .or_else(|| written.map(|dated| (dated.year(), Since::Written(dated))));
            let is_earlier =
                |(year, _): &(i16, Since)| earliest.is_none_or(|(before, _)| *year < before);
            earliest = since.filter(is_earlier).or(earliest);
        }
        Ok(earliest.map(|(_, since)| since))
    }

    /// What a municipality states about each thing.
    fn about(&self, code: &GemeenteCode) -> About<'_> {
        let mut about = About::new();
        for one in self.statements_of(code) {
            for thing in &one.initiatives {
                about.entry(*thing).or_default().push(one);
            }
        }
        about
    }
}

/// How far these statements say that it has come: the furthest of those that are plain, or else of all.
fn stage(said: &[&CitedStatement]) -> Option<Stage> {
    let furthest = |hedged: bool| {
        said.iter()
            .filter(|one| one.is_pursued() && (hedged || !one.hedged))
            .filter_map(|one| Stage::from_intensity(one.intensity))
            .max()
    };
    furthest(false).or_else(|| furthest(true))
}

fn is_refused(said: &[&CitedStatement]) -> bool {
    said.iter().any(|one| one.decision == Decision::Negative)
}

/// No system of today is older.
const FIRST_YEAR: i16 = 1980;

/// The first year that a sentence names, up to `latest`.
fn year_in(sentence: &str, latest: i16) -> Option<i16> {
    sentence
        .split(|c: char| !c.is_ascii_digit())
        .filter(|digits| digits.len() == 4)
        .filter_map(|digits| digits.parse().ok())
        .find(|year| (FIRST_YEAR..=latest).contains(year))
}

#[cfg(test)]
mod tests {
    use super::year_in;

    #[test]
    fn only_years_that_have_been_count() {
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
            assert_eq!(year_in(sentence, latest), year, "{sentence}");
        }
    }
}

//! What municipalities want, theme by theme and principle by principle, with the sentences that say so.

use std::collections::BTreeMap;

use super::{Engine, EngineError};
use crate::municipality::GemeenteCode;
use crate::profile::{
    CitedStatement, Position, PrincipleCounts, TempoCounts, is_carried_out, is_exploratory,
    mean_intensity,
};
use crate::rank::{Caution, Outcome, Quote};
use crate::snapshot::Snapshot;
use crate::stance::{Decision, Stance};
use crate::taxonomy::{PrincipleId, ThemeId};

/// Quotes of each side of a theme or principle.
const QUOTES: usize = 2;

/// Letters of a sentence that can be quoted: what is shorter is a heading, what is longer a table.
const QUOTABLE: std::ops::Range<u32> = 25..400;

/// A theme or principle with what two municipalities say of it.
#[derive(Clone, Debug, PartialEq)]
pub struct Topic {
    /// Its name in the taxonomy.
    pub key: String,
    /// What it is called in Dutch.
    pub nl: String,
    /// What it is called in English.
    pub en: String,
    /// How the two stand to each other.
    pub outcome: Outcome,
    /// What the first says.
    pub ours: SideOfTopic,
    /// What the second says.
    pub theirs: SideOfTopic,
}

/// What one municipality says of a theme or principle.
#[derive(Clone, Debug, PartialEq)]
pub struct SideOfTopic {
    /// Its own statements.
    pub statements: u32,
    /// Emphasis beyond the average municipality, 0 for as much; nothing for a principle.
    pub salience: Option<f64>,
    /// For, against or both; of a theme: nothing.
    pub position: Option<Position>,
    /// Statements for and against; of a theme: on all principles together.
    pub balance: PrincipleCounts,
    /// The pace, -1 (slow) to 1 (fast); nothing when it says nothing of it.
    pub tempo: Option<f64>,
    /// The mean intensity, 1 to 5; nothing without statements.
    pub intensity: Option<f64>,
    /// Statements of intensity 2 or more that are not skipped.
    pub initiatives: u32,
    /// The sentences that say it best: furthest first, then in the order of the documents.
    pub quotes: Vec<Quote>,
}

/// Per municipality, in the order of the register: the places of its statements.
pub(super) fn spoken(
    places: &BTreeMap<GemeenteCode, usize>,
    snapshot: &Snapshot,
) -> Vec<Vec<usize>> {
    let mut spoken = vec![Vec::new(); places.len()];
    let statements = &snapshot.statements;
    for record in &snapshot.documents {
        let first = statements.partition_point(|one| one.passage < record.first_row);
        let of_record =
            (first..statements.len()).take_while(|at| record.contains_row(statements[*at].passage));
        for at in of_record {
            for owner in record.represented() {
                spoken[places[owner]].push(at);
            }
        }
    }
    spoken
}

impl Engine {
    /// What a municipality states itself, in the order of its documents.
    pub(super) fn statements_of(
        &self,
        code: &GemeenteCode,
    ) -> impl Iterator<Item = &CitedStatement> {
        let spoken = &self.spoken[self.place(code)];
        spoken.iter().map(|at| &self.snapshot.statements[*at])
    }

    pub(super) fn themes_of_pair(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<Topic>, EngineError> {
        let themes = self.snapshot.taxonomy.themes().iter();
        themes
            .map(|theme| {
                let (left, right) = (
                    self.on_theme(ours, theme.id)?,
                    self.on_theme(theirs, theme.id)?,
                );
                let both = left.statements > 0 && right.statements > 0;
                let on_theme = |one: &CitedStatement| one.themes.contains(&theme.id);
                let [mine, other] = [ours, theirs].map(|code| self.stances(code, on_theme));
                let topic = Topic {
                    key: theme.name.clone(),
                    nl: theme.nl.clone(),
                    en: theme.en.clone(),
                    outcome: Outcome::from_theme(&mine, &other, both),
                    ours: left,
                    theirs: right,
                };
                self.told_apart(topic, (ours, theirs), on_theme)
            })
            .collect()
    }

    pub(super) fn principles_of_pair(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Result<Vec<Topic>, EngineError> {
        let principles = self.snapshot.taxonomy.principles().iter();
        principles
            .map(|principle| {
                let left = self.on_principle(ours, principle.id)?;
                let right = self.on_principle(theirs, principle.id)?;
                let topic = Topic {
                    key: principle.name.clone(),
                    nl: principle.nl.clone(),
                    en: principle.en.clone(),
                    outcome: Outcome::from_principle(&left.balance, &right.balance),
                    ours: left,
                    theirs: right,
                };
                self.told_apart(topic, (ours, theirs), |one| {
                    one.stance_on(principle.id).is_some()
                })
            })
            .collect()
    }

    /// A topic on which two differ, with the sentences that make the difference: a vision that they wrote
    /// together cannot tell them apart, so it is quoted only for who says nothing else.
    fn told_apart(
        &self,
        mut topic: Topic,
        (ours, theirs): (&GemeenteCode, &GemeenteCode),
        which: impl Fn(&CitedStatement) -> bool,
    ) -> Result<Topic, EngineError> {
        if topic.outcome != Outcome::Differs || self.together(ours, theirs).joint_documents == 0 {
            return Ok(topic);
        }
        let is_joint = |one: &CitedStatement| {
            let owners = &self.document_of(one.passage).owners;
            owners.contains(ours) && owners.contains(theirs)
        };
        for (code, side) in [(ours, &mut topic.ours), (theirs, &mut topic.theirs)] {
            let own: Vec<&CitedStatement> = self
                .statements_of(code)
                .filter(|one| which(one) && !is_joint(one))
                .collect();
            let quotes = self.best(&own)?;
            if !quotes.is_empty() {
                side.quotes = quotes;
            }
        }
        Ok(topic)
    }

    /// What a municipality says on a theme.
    pub(super) fn on_theme(
        &self,
        code: &GemeenteCode,
        theme: ThemeId,
    ) -> Result<SideOfTopic, EngineError> {
        let cell = &self.snapshot.profiles[self.place(code)].themes[theme.index()];
        let said: Vec<&CitedStatement> = self
            .statements_of(code)
            .filter(|one| one.themes.contains(&theme))
            .collect();
        let mut balance = PrincipleCounts::default();
        for stance in said.iter().flat_map(|one| &one.principles) {
            count(&mut balance, stance.1);
        }
        Ok(SideOfTopic {
            statements: cell.statements,
            salience: Some(cell.salience),
            position: None,
            balance,
            tempo: cell.tempo.balance(),
            intensity: mean_intensity(&cell.intensity),
            initiatives: initiatives(&said),
            quotes: self.best(&said)?,
        })
    }

    /// What a municipality says on a principle.
    pub(super) fn on_principle(
        &self,
        code: &GemeenteCode,
        principle: PrincipleId,
    ) -> Result<SideOfTopic, EngineError> {
        let cell = self.snapshot.profiles[self.place(code)].principles[principle.index()];
        let said: Vec<&CitedStatement> = self
            .statements_of(code)
            .filter(|one| one.stance_on(principle).is_some())
            .collect();
        let mut intensity = [0; 6];
        let mut tempo = TempoCounts::default();
        for one in &said {
            if one.decision == Decision::Positive {
                intensity[usize::from(one.intensity.get())] += 1;
            }
            if let Some(pace) = one.tempo {
                tempo.add(pace);
            }
        }
        // What the majority says is shown first.
        let main = if cell.against > cell.for_it {
            Stance::Against
        } else {
            Stance::For
        };
        let mut shown = said.clone();
        shown.retain(|one| one.stance_on(principle) == Some(main));
        Ok(SideOfTopic {
            statements: cell.statements(),
            salience: None,
            position: Some(cell.position()),
            balance: cell,
            tempo: tempo.balance(),
            intensity: mean_intensity(&intensity),
            initiatives: initiatives(&said),
            quotes: self.best(&shown)?,
        })
    }

    /// Where a municipality stands on each principle, in the statements that are asked for.
    pub(super) fn stances(
        &self,
        code: &GemeenteCode,
        which: impl Fn(&CitedStatement) -> bool,
    ) -> Vec<PrincipleCounts> {
        let mut cells = vec![PrincipleCounts::default(); self.snapshot.taxonomy.principles().len()];
        for one in self.statements_of(code).filter(|one| which(one)) {
            for (principle, stance) in &one.principles {
                count(&mut cells[principle.index()], *stance);
            }
        }
        cells
    }

    /// The principles on which two agree where they explore and differ where they carry out.
    pub(super) fn explored_together(
        &self,
        ours: &GemeenteCode,
        theirs: &GemeenteCode,
    ) -> Option<Caution> {
        let of = |which: fn(&CitedStatement) -> bool| {
            let (mine, other) = (self.stances(ours, which), self.stances(theirs, which));
            mine.iter()
                .zip(&other)
                .map(|(mine, other)| Outcome::from_principle(mine, other))
                .collect::<Vec<_>>()
        };
        let exploring = of(|one| is_exploratory(one.intensity));
        let carried_out = of(|one| is_carried_out(one.intensity));
        let principles: Vec<String> = exploring
            .into_iter()
            .zip(carried_out)
            .zip(self.snapshot.taxonomy.principles())
            .filter(|((exploring, carried_out), _)| {
                *exploring == Outcome::Aligned && *carried_out == Outcome::Differs
            })
            .map(|(_, principle)| principle.name.clone())
            .collect();
        (!principles.is_empty()).then_some(Caution::ExploreTogetherChooseApart { principles })
    }

    /// The best sentences: of a length that can be read, without caution before cautious ones, furthest first, each passage once.
    pub(super) fn best(&self, said: &[&CitedStatement]) -> Result<Vec<Quote>, EngineError> {
        let mut order: Vec<&CitedStatement> = said.to_vec();
        order.sort_by_key(|one| {
            (
                !QUOTABLE.contains(&(one.sentence.end - one.sentence.start)),
                one.hedged,
                std::cmp::Reverse(one.intensity),
                one.passage,
                one.sentence,
            )
        });
        let mut quotes: Vec<Quote> = Vec::with_capacity(QUOTES);
        for one in order {
            if quotes.len() == QUOTES {
                break;
            }
            if quotes.iter().any(|quote| quote.row == one.passage) {
                continue;
            }
            let passage = self.snapshot.index.passage(one.passage)?;
            quotes.push(self.cite(one.passage, &passage, one.sentence.of(&passage.text)));
        }
        Ok(quotes)
    }
}

fn count(cell: &mut PrincipleCounts, stance: Stance) {
    match stance {
        Stance::For => cell.for_it += 1,
        Stance::Against => cell.against += 1,
    }
}

fn initiatives(said: &[&CitedStatement]) -> u32 {
    said.iter().filter(|one| one.is_pursued()).count() as u32
}

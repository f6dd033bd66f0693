//! The answer of `wiel wheels`.

use serde::Serialize;
use utoipa::ToSchema;

use super::municipality::name;
use super::{Focus, Quote};
use crate::engine::{self, Engine, Since, WheelQuery};
use crate::municipality::Recognised;
use crate::rank::{Opportunity, Stage};
use crate::report::{Language, Presentation};

/// What several municipalities plan, build or have.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Wheels {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// For whom; nothing for all municipalities.
    pub municipality: Option<Focus>,
    /// How far was looked: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// Worth most first: what the municipality wants and others have comes before what it does not mention.
    pub wheels: Vec<Wheel>,
}

/// A thing with two municipalities or more.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Wheel {
    /// Its place, from 1.
    pub rank: u32,
    /// Its name in the taxonomy.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// The name of its theme in the taxonomy.
    pub theme: String,
    /// What its theme is called.
    pub theme_name: String,
    /// What the municipality can do: `takeOver`, `makeTogether`, `lookAt`, `joinIn`, `passOn`, `exchange` or
    /// `refused`; nothing when all were asked for.
    #[schema(value_type = Option<String>)]
    pub chance: Option<Opportunity>,
    /// The same in a sentence.
    pub text: Option<&'static str>,
    /// Who plans, builds or has it: the municipality itself first, then who is furthest, then who is nearest.
    pub municipalities: Vec<Participant>,
    /// Who chose not to.
    pub refused: Vec<Refused>,
}

/// A municipality that plans, builds or has it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is the municipality that was asked about.
    pub is_focus: bool,
    /// `plans`, `builds` or `has`.
    #[schema(value_type = String)]
    pub stage: Stage,
    /// The intensity of its furthest statement, 2 (explores) to 5 (has it).
    pub intensity: u8,
    /// Since when it is that far: a year or a date.
    pub since: Option<String>,
    /// Where that comes from: `sentence`, or `document` when only the date of the document is known.
    pub since_from: Option<&'static str>,
    /// The year by which it wants to be further.
    pub target_year: Option<i16>,
    /// How far the centroids are apart; nothing for itself and when the register does not tell.
    pub distance_km: Option<f64>,
    /// Whether it shares a border with the municipality that was asked about.
    pub border: bool,
    /// How far the visions of both agree, `[0, 1]`; nothing for itself.
    pub alignment: Option<f64>,
    /// The sentences that say so, furthest first.
    pub quotes: Vec<Quote>,
}

/// A municipality that chose not to.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The sentences that say so.
    pub quotes: Vec<Quote>,
}

impl Wheels {
    /// The first `top` wheels, or all, for who was recognised, if anyone.
    pub fn of(
        engine: &Engine,
        focus: Option<&Recognised>,
        query: &WheelQuery,
        wheels: &[engine::Wheel],
        top: Option<usize>,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let scope = if focus.is_some() {
            query.scope.to_string()
        } else {
            "all".to_owned()
        };
        let wheels = wheels
            .iter()
            .zip(1..)
            .take(top.unwrap_or(usize::MAX))
            .map(|(wheel, rank)| Wheel::of(engine, wheel, rank, query, language))
            .collect();
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: focus.map(|found| Focus::of(engine, found, language)),
            scope,
            wheels,
        }
    }
}

impl Wheel {
    fn of(
        engine: &Engine,
        wheel: &engine::Wheel,
        rank: u32,
        query: &WheelQuery,
        language: Language,
    ) -> Self {
        let thing = engine.taxonomy().thing(wheel.thing);
        let theme = engine.taxonomy().theme(thing.theme);
        Self {
            rank,
            key: thing.name.clone(),
            name: language.either(&thing.nl, &thing.en).clone(),
            theme: theme.name.clone(),
            theme_name: language.either(&theme.nl, &theme.en).clone(),
            chance: wheel.chance,
            text: wheel.chance.map(|chance| language.opportunity(chance)),
            municipalities: wheel
                .participants
                .iter()
                .map(|one| Participant::of(engine, one, query.focus.as_ref() == Some(&one.code)))
                .collect(),
            refused: wheel
                .refused
                .iter()
                .map(|one| Refused {
                    code: one.code.to_string(),
                    name: name(engine, &one.code),
                    quotes: quotes(engine, &one.quotes),
                })
                .collect(),
        }
    }
}

impl Participant {
    fn of(engine: &Engine, one: &engine::Participant, is_focus: bool) -> Self {
        let (since, since_from) = match one.since {
            None => (None, None),
            Some(Since::Said(year)) => (Some(year.to_string()), Some("sentence")),
            Some(Since::Written(dated)) => (Some(dated.to_string()), Some("document")),
        };
        Self {
            code: one.code.to_string(),
            name: name(engine, &one.code),
            is_focus,
            stage: one.stage,
            intensity: one.intensity.get(),
            since,
            since_from,
            target_year: one.target_year,
            distance_km: one.distance.map(|km| km.get()),
            border: one.border,
            alignment: one.alignment.map(|alignment| alignment.get()),
            quotes: quotes(engine, &one.quotes),
        }
    }
}

fn quotes(engine: &Engine, quotes: &[crate::rank::Quote]) -> Vec<Quote> {
    quotes
        .iter()
        .map(|quote| Quote::of(engine, quote))
        .collect()
}

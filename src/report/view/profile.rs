//! The answer of `wiel profile`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Document, Focus, Holdings, SideOfTopic};
use crate::engine::{self, Engine, MunicipalityProfile};
use crate::municipality::Recognised;
use crate::report::{Language, Presentation};

/// What is known of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// Who.
    pub municipality: Focus,
    /// The province, when the register tells.
    pub province: Option<String>,
    /// Inhabitants, when the register tells.
    pub population: Option<u32>,
    /// What a judgement about it rests on, and what is missing.
    pub coverage: Holdings,
    /// What it says on each theme, in a fixed order.
    pub themes: Vec<Said>,
    /// Where it stands on each principle, in a fixed order.
    pub principles: Vec<Said>,
    /// The pace, -1 (slow) to 1 (fast).
    pub tempo: Option<f64>,
    /// How far it has come, the mean of 1 (signals) to 5 (has it).
    pub intensity: Option<f64>,
    /// Its documents, newest first.
    pub documents: Vec<Document>,
}

/// What it says on one theme or principle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The name of the theme or principle in the taxonomy.
    pub key: String,
    /// What it is called.
    pub name: String,
    /// What is said.
    #[serde(flatten)]
    pub said: SideOfTopic,
}

impl Said {
    fn of(
        engine: &Engine,
        (names, side): &([String; 3], engine::SideOfTopic),
        language: Language,
    ) -> Self {
        let [key, nl, en] = names;
        Self {
            key: key.clone(),
            name: language.either(nl, en).clone(),
            said: SideOfTopic::of(engine, side),
        }
    }
}

impl Profile {
    /// What is known of who was recognised.
    pub fn of(
        engine: &Engine,
        found: &Recognised,
        profile: &MunicipalityProfile<'_>,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let place = engine.register().get(&found.code);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::of(engine, found, language),
            province: place.and_then(|place| place.province.clone()),
            population: place.and_then(|place| place.population),
            coverage: Holdings::of(
                &found.code,
                engine.documents(),
                profile.counted,
                engine.taxonomy(),
                language,
            ),
            themes: profile
                .themes
                .iter()
                .map(|one| Said::of(engine, one, language))
                .collect(),
            principles: profile
                .principles
                .iter()
                .map(|one| Said::of(engine, one, language))
                .collect(),
            tempo: profile.tempo,
            intensity: profile.intensity,
            documents: profile
                .documents
                .iter()
                .map(|record| Document::from(*record))
                .collect(),
        }
    }
}

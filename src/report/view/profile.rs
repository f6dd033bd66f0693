//! The answer of `wiel profile`.

use serde::Serialize;

use super::{Coverage, Document, Focus};
use crate::engine::{Engine, MunicipalityProfile};
use crate::municipality::Recognised;
use crate::report::Language;

/// What is known of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize)]
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
    /// What a judgement about it rests on.
    pub coverage: Coverage,
    /// Its documents, newest first.
    pub documents: Vec<Document>,
}

impl Profile {
    /// What is known of who was recognised.
    pub fn of(
        engine: &Engine,
        found: &Recognised,
        profile: &MunicipalityProfile<'_>,
        demonstration: bool,
        language: Language,
    ) -> Self {
        let place = engine.register().get(&found.code);
        Self {
            generation: engine.generation().to_string(),
            demonstration,
            municipality: Focus::of(engine, found, language),
            province: place.and_then(|place| place.province.clone()),
            population: place.and_then(|place| place.population),
            coverage: (&profile.coverage).into(),
            documents: profile
                .documents
                .iter()
                .map(|record| Document::from(*record))
                .collect(),
        }
    }
}

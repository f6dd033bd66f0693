//! The answer of `wiel profile`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Document, Focus, Holdings, SideOfTopic};
use crate::engine::{Catalog, MunicipalityProfile, ProfileTopic};
use crate::municipality::Recognised;
use crate::report::{Language, Presentation};

/// The profile of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Profile {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality.
    pub municipality: Focus,
    /// The province, if known.
    pub province: Option<String>,
    /// The number of inhabitants, if known.
    pub population: Option<u32>,
    /// How much was read of it, and what is missing.
    pub coverage: Holdings,
    /// What it states on each theme, in taxonomy order.
    pub themes: Vec<Said>,
    /// What it states on each principle, in taxonomy order.
    pub principles: Vec<Said>,
    /// The tempo, from -1 (slow) to 1 (fast); null without a statement about it.
    pub tempo: Option<f64>,
    /// The mean intensity, from 1 (signals) to 5 (has it); null without statements.
    pub intensity: Option<f64>,
    /// Its documents, newest first.
    pub documents: Vec<Document>,
}

/// What one municipality states on a theme or principle.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Said {
    /// The name of the theme or principle in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// What it states.
    #[serde(flatten)]
    pub said: SideOfTopic,
}

impl Said {
    fn new(catalog: &Catalog<'_>, topic: &ProfileTopic, language: Language) -> Self {
        Self {
            key: topic.key.clone(),
            name: language.either(&topic.nl, &topic.en).clone(),
            said: SideOfTopic::new(catalog, &topic.side),
        }
    }
}

impl Profile {
    /// Creates the view of the profile of the municipality that was recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        found: &Recognised,
        profile: &MunicipalityProfile<'_>,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let place = catalog.register().get(&found.code);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, found, language),
            province: place.and_then(|place| place.province.clone()),
            population: place.and_then(|place| place.population),
            coverage: Holdings::new(&profile.holdings, catalog.taxonomy(), language),
            themes: profile
                .themes
                .iter()
                .map(|one| Said::new(catalog, one, language))
                .collect(),
            principles: profile
                .principles
                .iter()
                .map(|one| Said::new(catalog, one, language))
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

//! What a generation knows: themes, principles, kinds of regions, and what was read of whom.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Coverage, Municipality, SkippedDocument, ThemeName};
use crate::engine::Catalog;
use crate::municipality::GemeenteCode;
use crate::profile;
use crate::report::{Language, Presentation};
use crate::snapshot;

/// All themes.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Themes {
    /// The generation that answers.
    pub generation: String,
    /// In taxonomy order.
    pub themes: Vec<ThemeName>,
}

/// All principles.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Principles {
    /// The generation that answers.
    pub generation: String,
    /// In taxonomy order.
    pub principles: Vec<PrincipleSides>,
}

/// A principle with its two sides.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PrincipleSides {
    /// Its name in the taxonomy, as `whatIf` takes it.
    pub key: String,
    /// Its label.
    pub name: String,
    /// What those in favour want.
    pub r#for: String,
    /// What those against want.
    pub against: String,
}

/// The kinds of regions that the register has.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegionKinds {
    /// The generation that answers.
    pub generation: String,
    /// In alphabetical order, as the scope `region:KIND` takes them.
    pub kinds: Vec<String>,
}

/// What was read of all municipalities.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CoverageList {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// In code order.
    pub municipalities: Vec<CoverageOf>,
    /// The documents that the build left out.
    pub skipped: Vec<SkippedDocument>,
}

/// What was read of one municipality.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct CoverageOf {
    /// The municipality.
    pub municipality: Municipality,
    /// How much was read of it.
    pub coverage: Coverage,
}

impl Themes {
    /// Creates the list of the themes of a generation.
    pub fn new(catalog: &Catalog<'_>, presentation: &Presentation) -> Self {
        let language = presentation.language;
        let themes = catalog.taxonomy().themes().iter().map(|theme| ThemeName {
            key: theme.name.clone(),
            name: language.either(&theme.nl, &theme.en).clone(),
        });
        Self {
            generation: presentation.generation.clone(),
            themes: themes.collect(),
        }
    }
}

impl Principles {
    /// Creates the list of the principles of a generation.
    pub fn new(catalog: &Catalog<'_>, presentation: &Presentation) -> Self {
        let language: Language = presentation.language;
        let principles = catalog.taxonomy().principles().iter();
        let principles = principles.map(|principle| PrincipleSides {
            key: principle.name.clone(),
            name: language.either(&principle.nl, &principle.en).clone(),
            r#for: language
                .either(&principle.for_nl, &principle.for_en)
                .clone(),
            against: language
                .either(&principle.against_nl, &principle.against_en)
                .clone(),
        });
        Self {
            generation: presentation.generation.clone(),
            principles: principles.collect(),
        }
    }
}

impl RegionKinds {
    /// Creates the list of the kinds of regions of a generation.
    pub fn new(catalog: &Catalog<'_>, presentation: &Presentation) -> Self {
        let kinds = catalog.register().region_kinds();
        Self {
            generation: presentation.generation.clone(),
            kinds: kinds.map(|kind| kind.to_string()).collect(),
        }
    }
}

impl CoverageList {
    /// Creates the list of what was read, from the coverage of each municipality.
    pub fn new<'c>(
        catalog: &Catalog<'_>,
        coverage: impl Iterator<Item = (&'c GemeenteCode, &'c profile::Coverage)>,
        skipped: &[snapshot::SkippedDocument],
        presentation: &Presentation,
    ) -> Self {
        let municipalities = coverage.map(|(code, coverage)| CoverageOf {
            municipality: Municipality::new(catalog, code),
            coverage: coverage.into(),
        });
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipalities: municipalities.collect(),
            skipped: skipped.iter().map(SkippedDocument::from).collect(),
        }
    }
}

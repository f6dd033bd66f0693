//! Explanations, intervals, weights and cautions.

use serde::Serialize;
use utoipa::openapi::RefOr;
use utoipa::openapi::schema::{AdditionalProperties, ObjectBuilder, Schema, Type};
use utoipa::{PartialSchema, ToSchema};

use crate::engine::Catalog;
use crate::municipality::GemeenteCode;
use crate::rank::{self, Part};
use crate::report::Language;

/// One node of the explanation of a score; the contributions of the leaves add up to the score.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Explanation {
    /// `alignment`, `text`, `themes`, `principles`, or the id of a theme or principle.
    pub key: String,
    /// Its value, in `[0, 1]`; null if there was nothing to compare and 0.5 was taken.
    pub value: Option<f64>,
    /// Its weight in the score, in `[0, 1]`.
    pub weight: f64,
    /// What it adds to the score.
    pub contribution: f64,
    /// The nodes that it is the sum of; empty for a leaf.
    #[schema(no_recursion)]
    pub children: Vec<Self>,
}

/// The alignments between which 95 of 100 would lie, had other passages of both been written: other words, and other
/// statements in them.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Interval {
    /// The lower end.
    pub low: f64,
    /// The upper end.
    pub high: f64,
}

/// The weights of the parts of the score; they add up to 1.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Weights {
    /// The text similarity.
    pub text: f64,
    /// The similarity of salience by theme.
    pub themes: f64,
    /// The agreement on principles.
    pub principles: f64,
}

/// Something beside the score that a reader must know.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Caution {
    /// What it is about: `kind`, and the numbers and codes that belong to that kind.
    #[serde(flatten)]
    pub facts: rank::Caution,
    /// The same in a sentence.
    pub text: String,
}

impl From<&rank::Explanation> for Explanation {
    fn from(node: &rank::Explanation) -> Self {
        Self {
            key: node.key.clone(),
            value: node.value,
            weight: node.weight,
            contribution: node.contribution,
            children: node.children.iter().map(Self::from).collect(),
        }
    }
}

impl Explanation {
    /// The part with this key, directly below the root.
    pub fn part(&self, part: Part) -> Option<&Self> {
        self.children.iter().find(|child| child.key == part.name())
    }
}

impl From<rank::Interval> for Interval {
    fn from(interval: rank::Interval) -> Self {
        Self {
            low: interval.low.get(),
            high: interval.high.get(),
        }
    }
}

impl From<&rank::Weights> for Weights {
    fn from(weights: &rank::Weights) -> Self {
        let [text, themes, principles] = Part::ALL.map(|part| weights.get(part));
        Self {
            text,
            themes,
            principles,
        }
    }
}

/// The values of `kind`.
const CAUTIONS: [&str; 11] = [
    "thinCoverage",
    "oldText",
    "partlyUnreadable",
    "otherLanguage",
    "jointVision",
    "tempoGap",
    "intensityGap",
    "exploreTogetherChooseApart",
    "template",
    "differentKinds",
    "tiedElsewhere",
];

impl PartialSchema for Caution {
    fn schema() -> RefOr<Schema> {
        let text = |description: &str| {
            ObjectBuilder::new()
                .schema_type(Type::String)
                .description(Some(description))
        };
        // Written by hand: each kind of caution has fields of its own, which no derived schema flattens.
        ObjectBuilder::new()
            .description(Some("Something beside the score that a reader must know, with the numbers and codes that belong to its kind."))
            .property("kind", text("What it is about.").enum_values(Some(CAUTIONS)))
            .property("text", text("The same in a sentence."))
            .required("kind")
            .required("text")
            .additional_properties(Some(AdditionalProperties::FreeForm(true)))
            .into()
    }
}

impl ToSchema for Caution {}

impl Caution {
    /// Creates the view of a caution, with its sentence.
    pub fn new(catalog: &Catalog<'_>, caution: &rank::Caution, language: Language) -> Self {
        let taxonomy = catalog.taxonomy();
        let principle = |key: &str| {
            let found = taxonomy
                .principle_named(key)
                .map(|id| taxonomy.principle(id));
            found.map_or_else(
                || key.to_owned(),
                |one| language.either(&one.nl, &one.en).clone(),
            )
        };
        let name = |code: &GemeenteCode| catalog.municipality_name(code);
        let text = language.caution(caution, &name, &principle);
        Self {
            facts: caution.clone(),
            text,
        }
    }
}

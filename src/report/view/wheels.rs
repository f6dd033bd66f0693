//! The answer of `wiel wheels`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Quote};
use crate::engine::{self, Catalog, SharedInitiativeQuery, Since};
use crate::municipality::Recognised;
use crate::rank::{Opportunity, Stage};
use crate::report::{Language, Presentation};

/// The initiatives that several municipalities plan, build or have.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Wheels)]
pub struct SharedInitiatives {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality that looks for opportunities; null for all municipalities.
    pub municipality: Option<Focus>,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The most worthwhile first: what the municipality plans and others have comes before what it does not mention.
    #[serde(rename = "wheels")]
    pub initiatives: Vec<SharedInitiative>,
}

/// An initiative of two municipalities or more.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
#[schema(as = Wheel)]
pub struct SharedInitiative {
    /// Its place, from 1.
    pub rank: u32,
    /// Its name in the taxonomy.
    pub key: String,
    /// Its label.
    pub name: String,
    /// The name of its theme in the taxonomy.
    pub theme: String,
    /// The label of its theme.
    pub theme_name: String,
    /// What the municipality can do: `takeOver`, `makeTogether`, `lookAt`, `joinIn`, `passOn`, `exchange` or
    /// `refused`; null for all municipalities.
    #[serde(rename = "chance")]
    #[schema(value_type = Option<String>)]
    pub opportunity: Option<Opportunity>,
    /// The same in a sentence.
    pub text: Option<&'static str>,
    /// Those that plan, build or have it: the municipality itself first, then by stage (furthest first), then by
    /// distance.
    pub municipalities: Vec<Participant>,
    /// Those that chose not to have it.
    pub refused: Vec<Refused>,
}

/// A municipality that plans, builds or has an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Participant {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// Whether it is the municipality that the query is about.
    pub is_focus: bool,
    /// `plans`, `builds` or `has`.
    #[schema(value_type = String)]
    pub stage: Stage,
    /// The highest intensity of its statements, from 2 (explores) to 5 (has it).
    pub intensity: u8,
    /// Since when it is at that stage: a year or a date.
    pub since: Option<String>,
    /// The origin of `since`: `sentence`, or `document` if only the date of the document is known.
    pub since_from: Option<&'static str>,
    /// The year by which it wants to be further.
    pub target_year: Option<i16>,
    /// The distance between the centroids; null for itself and if the register lacks either.
    pub distance_km: Option<f64>,
    /// Whether it shares a border with the municipality that the query is about.
    pub border: bool,
    /// The alignment with it, in `[0, 1]`; null for itself.
    pub alignment: Option<f64>,
    /// The quotes that show it, of the highest intensity first.
    pub quotes: Vec<Quote>,
}

/// A municipality that chose not to have an initiative.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Refused {
    /// Its code.
    pub code: String,
    /// Its name.
    pub name: String,
    /// The quotes that show it.
    pub quotes: Vec<Quote>,
}

impl SharedInitiatives {
    /// Creates the view of the first `top` initiatives, or of all. `focus` is the municipality that was recognised, if
    /// the query names one.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: Option<&Recognised>,
        query: &SharedInitiativeQuery,
        initiatives: &[engine::SharedInitiative],
        top: Option<usize>,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        // Without a focus the scope had no effect, and the answer covers the whole register.
        let scope = if focus.is_some() {
            query.scope.to_string()
        } else {
            "all".to_owned()
        };
        let initiatives = initiatives
            .iter()
            // Ranks are given before the cut.
            .zip(1..)
            .take(top.unwrap_or(usize::MAX))
            .map(|(one, rank)| SharedInitiative::new(catalog, one, rank, query, language))
            .collect();
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: focus.map(|found| Focus::new(catalog, found, language)),
            scope,
            initiatives,
        }
    }
}

impl SharedInitiative {
    fn new(
        catalog: &Catalog<'_>,
        shared: &engine::SharedInitiative,
        rank: u32,
        query: &SharedInitiativeQuery,
        language: Language,
    ) -> Self {
        let thing = catalog.taxonomy().initiative(shared.initiative);
        let theme = catalog.taxonomy().theme(thing.theme);
        Self {
            rank,
            key: thing.name.clone(),
            name: language.either(&thing.nl, &thing.en).clone(),
            theme: theme.name.clone(),
            theme_name: language.either(&theme.nl, &theme.en).clone(),
            opportunity: shared.opportunity,
            text: shared
                .opportunity
                .map(|opportunity| language.opportunity(opportunity)),
            municipalities: shared
                .participants
                .iter()
                .map(|one| Participant::new(catalog, one, query.focus.as_ref() == Some(&one.code)))
                .collect(),
            refused: shared
                .refused
                .iter()
                .map(|one| Refused {
                    code: one.code.to_string(),
                    name: catalog.municipality_name(&one.code),
                    quotes: quotes(catalog, &one.quotes),
                })
                .collect(),
        }
    }
}

impl Participant {
    fn new(catalog: &Catalog<'_>, one: &engine::Participant, is_focus: bool) -> Self {
        let (since, since_from) = match one.since {
            None => (None, None),
            Some(Since::StatedYear(year)) => (Some(year.to_string()), Some("sentence")),
            Some(Since::DocumentDate(dated)) => (Some(dated.to_string()), Some("document")),
        };
        Self {
            code: one.code.to_string(),
            name: catalog.municipality_name(&one.code),
            is_focus,
            stage: one.stage,
            intensity: one.intensity.get(),
            since,
            since_from,
            target_year: one.target_year,
            distance_km: one.distance.map(|km| km.get()),
            border: one.border,
            alignment: one.alignment.map(|alignment| alignment.get()),
            quotes: quotes(catalog, &one.quotes),
        }
    }
}

fn quotes(catalog: &Catalog<'_>, quotes: &[crate::rank::Quote]) -> Vec<Quote> {
    quotes
        .iter()
        .map(|quote| Quote::new(catalog, quote))
        .collect()
}

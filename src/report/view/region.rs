//! The alignments of the municipalities of a region, each with each.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::engine::{Catalog, RegionAlignments};
use crate::municipality::Recognised;
use crate::profile::Position;
use crate::rank::{Alignment, PairStatus, Scope};
use crate::report::{Language, Presentation};
use crate::taxonomy::PrincipleId;

/// All alignments in a region, as a table.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Region {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality whose region it is.
    pub municipality: Focus,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// The municipality itself first, then each time the one that agrees most with the one before it, so that
    /// who share a course stand together; at most 40, those that agree most with the municipality itself.
    pub municipalities: Vec<Municipality>,
    /// For each municipality, in the same order, its alignment with each, `[0, 1]`; null with itself, and where the
    /// visions cannot be compared.
    pub alignments: Vec<Vec<Option<f64>>>,
    /// The share of all pairs of which the visions are compared that have a lower alignment, in the same order; null as
    /// well where there are too few pairs.
    pub percentiles: Vec<Vec<Option<f64>>>,
    /// What is known of each pair, in the same order: `visionsCompared`, `wordsOnly` or `notComparable`; null with
    /// itself.
    #[schema(value_type = Vec<Vec<Option<String>>>)]
    pub statuses: Vec<Vec<Option<PairStatus>>>,
    /// Those who stand together: every pair is aligned at least as well as the mean pair of the region.
    pub blocks: Vec<RegionBlock>,
}

/// Municipalities that stand together in a region.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegionBlock {
    /// Two or more, in the order of the table.
    pub municipalities: Vec<Municipality>,
    /// The principles on which all of them choose the same side; empty if there is none.
    pub shared: Vec<SharedSide>,
}

/// A principle with the side that all of some municipalities choose.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct SharedSide {
    /// The name of the principle in the taxonomy.
    pub principle: String,
    /// `for` or `against`.
    #[schema(value_type = String)]
    pub position: Position,
    /// What that side wants.
    pub side: String,
}

impl Region {
    /// Creates the view of the alignments in the region of the municipality that was recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: &Recognised,
        scope: &Scope,
        region: &RegionAlignments,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let row = |row: &Vec<Option<Alignment>>| {
            row.iter()
                .map(|alignment| alignment.map(Alignment::get))
                .collect()
        };
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, focus, language),
            scope: scope.to_string(),
            municipalities: region
                .members
                .iter()
                .map(|code| Municipality::new(catalog, code))
                .collect(),
            alignments: region.alignments.iter().map(row).collect(),
            percentiles: region.percentiles.iter().map(row).collect(),
            statuses: region.statuses.clone(),
            blocks: region
                .blocks
                .iter()
                .map(|block| RegionBlock {
                    municipalities: block
                        .members
                        .iter()
                        .map(|code| Municipality::new(catalog, code))
                        .collect(),
                    shared: block
                        .shared
                        .iter()
                        .map(|(id, position)| SharedSide::new(catalog, *id, *position, language))
                        .collect(),
                })
                .collect(),
        }
    }
}

impl SharedSide {
    fn new(catalog: &Catalog<'_>, id: PrincipleId, position: Position, language: Language) -> Self {
        let principle = catalog.taxonomy().principle(id);
        let side = match position {
            Position::Against => language.either(&principle.against_nl, &principle.against_en),
            // The engine gives clear positions only.
            Position::For | Position::Mixed | Position::NotMentioned => {
                language.either(&principle.for_nl, &principle.for_en)
            }
        };
        Self {
            principle: principle.name.clone(),
            position,
            side: side.clone(),
        }
    }
}

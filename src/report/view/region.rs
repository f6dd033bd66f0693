//! The alignments of the municipalities of a region, each with each.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::engine::{Catalog, RegionAlignments};
use crate::municipality::Recognised;
use crate::rank::{Alignment, PairStatus, Scope};
use crate::report::Presentation;

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
        }
    }
}

//! The answer of `wiel groups`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::engine::{AlignedGroup, Catalog, GroupQuery};
use crate::municipality::Recognised;
use crate::report::{Language, Presentation};

/// Groups around one municipality in which every pair is aligned.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Groups {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality that is in every group.
    pub municipality: Focus,
    /// The scope: `border`, `km:30`, `province`, `region:KIND` or `all`.
    pub scope: String,
    /// Smaller groups first, then by their weakest pair.
    pub groups: Vec<Group>,
}

/// A group in which every pair is aligned.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Group {
    /// Its place among the groups of its size, from 1.
    pub rank: u32,
    /// How many members it has.
    pub size: u32,
    /// The members: the municipality itself first, the others by code.
    pub members: Vec<Municipality>,
    /// The mean alignment of all its pairs, `[0, 1]`.
    pub alignment: f64,
    /// The pair with the lowest alignment: where a talk is needed most.
    pub weakest_pair: WeakestPair,
    /// The largest distance between the centroids of two members; null if unknown for all pairs.
    pub widest_km: Option<f64>,
}

/// The pair of a group with the lowest alignment.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct WeakestPair {
    /// One of the two.
    pub municipality: Municipality,
    /// The other.
    pub partner: Municipality,
    /// Its alignment, in `[0, 1]`; 0.5 or more.
    pub alignment: f64,
    /// The names in the taxonomy of the principles on which they differ.
    pub differing: Vec<String>,
    /// The labels of these principles.
    pub differing_names: Vec<String>,
}

impl Groups {
    /// Creates the view of groups. `focus` is the municipality that was recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: &Recognised,
        query: &GroupQuery,
        groups: &[AlignedGroup],
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let mut rank = 0;
        let mut size = 0;
        let groups = groups
            .iter()
            .map(|group| {
                let members = group.group.members.len() as u32;
                // Groups come ordered by size, and ranks start anew with each size.
                rank = if members == size { rank + 1 } else { 1 };
                size = members;
                Group::new(catalog, group, rank, language)
            })
            .collect();
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, focus, language),
            scope: query.scope.to_string(),
            groups,
        }
    }
}

impl Group {
    fn new(catalog: &Catalog<'_>, found: &AlignedGroup, rank: u32, language: Language) -> Self {
        let group = &found.group;
        let taxonomy = catalog.taxonomy();
        let name = |key: &String| {
            // A principle that this taxonomy lacks is shown by its key.
            let id = taxonomy.principle_named(key);
            id.map_or_else(
                || key.clone(),
                |id| {
                    let principle = taxonomy.principle(id);
                    language.either(&principle.nl, &principle.en).clone()
                },
            )
        };
        Self {
            rank,
            size: group.members.len() as u32,
            members: group
                .members
                .iter()
                .map(|code| Municipality::new(catalog, code))
                .collect(),
            alignment: group.mean_alignment,
            weakest_pair: WeakestPair {
                municipality: Municipality::new(catalog, &group.weakest_pair.0),
                partner: Municipality::new(catalog, &group.weakest_pair.1),
                alignment: group.min_alignment.get(),
                differing: found.differing.clone(),
                differing_names: found.differing.iter().map(name).collect(),
            },
            widest_km: found.max_distance.map(|km| km.get()),
        }
    }
}

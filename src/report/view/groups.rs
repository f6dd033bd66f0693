//! The answer of `wiel groups`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::engine::{
    AlignedGroup, AlignedGroups, Catalog, GroupQuery, RegionGroupQuery, RegionGroups as Found,
};
use crate::municipality::{GemeenteCode, Recognised};
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
    /// The highest alignment that the weakest pair of a group can have that the search missed; null if it missed none.
    pub bound: Option<f64>,
}

/// The groups within a region, and the region divided into groups.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct RegionGroups {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The region as it was asked for: `KIND:NAME`, or `all`.
    pub region: String,
    /// What connects the members of a group: `km:30`, `all` (nothing has to), or a scope that stands for borders.
    pub scope: String,
    /// The best groups, smaller ones first, then by their weakest pair. A municipality can be in several.
    pub groups: Vec<Group>,
    /// The highest alignment that the weakest pair of a group can have that the search missed; null if it missed none.
    pub bound: Option<f64>,
    /// The region divided into groups.
    pub partition: Partition,
}

/// A region divided into groups.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Partition {
    /// Groups of which no two have a member in common, strongest first; `rank` counts them all.
    pub groups: Vec<Group>,
    /// Municipalities with text that are in no group, by code.
    pub ungrouped: Vec<Municipality>,
    /// Municipalities without text, by code.
    pub without_text: Vec<Municipality>,
    /// The sum over municipalities of the alignment of the weakest pair of their group: what is as high as possible.
    pub value: f64,
    /// What that sum cannot exceed in any partition; equal to `value` if this is the best.
    pub bound: f64,
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
    /// What each member adds, in the order of `members`.
    pub contributions: Vec<Contribution>,
    /// The themes that two members or more mention without a difference.
    pub coalitions: Vec<Coalition>,
    /// The partnerships in which members take part today.
    pub partnerships: Vec<GroupPartnership>,
}

/// What a member adds to a group.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Contribution {
    /// The member.
    pub municipality: Municipality,
    /// The names in the taxonomy of the themes on which it has come further than every other member, of those that
    /// another mentions too.
    pub ahead_on: Vec<String>,
    /// The labels of these themes.
    pub ahead_on_names: Vec<String>,
}

/// The members of a group that go together on a theme.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Coalition {
    /// The name of the theme in the taxonomy.
    pub theme: String,
    /// Its label.
    pub theme_name: String,
    /// The most members that mention it and of which no two differ on it; at least two.
    pub members: Vec<Municipality>,
}

/// A partnership in which members of a group take part.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct GroupPartnership {
    /// Its name.
    pub name: String,
    /// The members of the group that take part today.
    pub members: Vec<Municipality>,
    /// How many others take part today.
    pub others: u32,
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

impl WeakestPair {
    /// The codes of the two, the lower first: groups around several municipalities name one pair in either order.
    pub fn codes(&self) -> [&str; 2] {
        let mut codes = [&self.municipality.code[..], &self.partner.code[..]];
        codes.sort_unstable();
        codes
    }
}

impl Groups {
    /// Creates the view of groups. `focus` is the municipality that was recognised.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: &Recognised,
        query: &GroupQuery,
        found: &AlignedGroups,
        presentation: &Presentation,
    ) -> Self {
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, focus, presentation.language),
            scope: query.scope.to_string(),
            groups: ranked(catalog, &found.groups, presentation.language),
            bound: found.bound.map(|bound| bound.get()),
        }
    }
}

impl RegionGroups {
    /// Creates the view of the groups within a region. `region` is how it was asked for.
    pub fn new(
        catalog: &Catalog<'_>,
        region: &str,
        query: &RegionGroupQuery,
        found: &Found,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let partition = found.partition.iter().zip(1..);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            region: region.to_owned(),
            scope: query.scope.to_string(),
            groups: ranked(catalog, &found.best.groups, language),
            bound: found.best.bound.map(|bound| bound.get()),
            partition: Partition {
                groups: partition
                    .map(|(group, rank)| Group::new(catalog, group, rank, language))
                    .collect(),
                ungrouped: municipalities(catalog, &found.ungrouped),
                without_text: municipalities(catalog, &found.without_text),
                value: found.value,
                bound: found.value_bound,
            },
        }
    }
}

/// Groups that come ordered by size; ranks start anew with each.
fn ranked(catalog: &Catalog<'_>, groups: &[AlignedGroup], language: Language) -> Vec<Group> {
    let (mut rank, mut size) = (0, 0);
    let groups = groups.iter().map(|group| {
        let members = group.group.members.len();
        rank = if members == size { rank + 1 } else { 1 };
        size = members;
        Group::new(catalog, group, rank, language)
    });
    groups.collect()
}

fn municipalities(catalog: &Catalog<'_>, codes: &[GemeenteCode]) -> Vec<Municipality> {
    let codes = codes.iter();
    codes.map(|code| Municipality::new(catalog, code)).collect()
}

impl Group {
    fn new(catalog: &Catalog<'_>, found: &AlignedGroup, rank: u32, language: Language) -> Self {
        let group = &found.group;
        let taxonomy = catalog.taxonomy();
        // A principle or theme that this taxonomy lacks is shown by its key.
        let principle = |key: &String| {
            let id = taxonomy.principle_named(key);
            id.map_or_else(
                || key.clone(),
                |id| {
                    let principle = taxonomy.principle(id);
                    language.either(&principle.nl, &principle.en).clone()
                },
            )
        };
        let theme = |key: &String| {
            let id = taxonomy.theme_named(key);
            id.map_or_else(
                || key.clone(),
                |id| {
                    let theme = taxonomy.theme(id);
                    language.either(&theme.nl, &theme.en).clone()
                },
            )
        };
        let contributions = group.members.iter().zip(&found.ahead_on);
        let coalitions = found.coalitions.iter().map(|one| Coalition {
            theme: one.theme.clone(),
            theme_name: theme(&one.theme),
            members: municipalities(catalog, &one.members),
        });
        let partnerships = found.partnerships.iter().map(|one| GroupPartnership {
            name: one.name.clone(),
            members: municipalities(catalog, &one.members),
            others: one.others as u32,
        });
        Self {
            rank,
            size: group.members.len() as u32,
            members: municipalities(catalog, &group.members),
            alignment: group.mean_alignment,
            weakest_pair: WeakestPair {
                municipality: Municipality::new(catalog, &group.weakest_pair.0),
                partner: Municipality::new(catalog, &group.weakest_pair.1),
                alignment: group.min_alignment.get(),
                differing: found.differing.clone(),
                differing_names: found.differing.iter().map(principle).collect(),
            },
            widest_km: found.max_distance.map(|km| km.get()),
            contributions: contributions
                .map(|(code, ahead_on)| Contribution {
                    municipality: Municipality::new(catalog, code),
                    ahead_on_names: ahead_on.iter().map(theme).collect(),
                    ahead_on: ahead_on.clone(),
                })
                .collect(),
            coalitions: coalitions.collect(),
            partnerships: partnerships.collect(),
        }
    }

    /// What is told of the group beside its figures, a sentence each: what its members add, on which themes three members
    /// or more do not differ, and where they work together already.
    pub fn sentences(&self, language: Language) -> Vec<String> {
        let names = |members: &[Municipality]| -> Vec<String> {
            members.iter().map(|one| one.name.clone()).collect()
        };
        let mut sentences = Vec::new();
        for one in &self.contributions {
            if !one.ahead_on.is_empty() {
                let themes = language.list(&one.ahead_on_names);
                sentences.push(language.furthest_on(&one.municipality.name, &themes));
            }
        }
        // One sentence for all themes of the same members, those of most members first.
        let mut by_members: Vec<(&[Municipality], Vec<String>)> = Vec::new();
        for one in self.coalitions.iter().filter(|one| one.members.len() > 2) {
            match by_members
                .iter_mut()
                .find(|(members, _)| *members == one.members)
            {
                Some((_, themes)) => themes.push(one.theme_name.clone()),
                None => by_members.push((&one.members, vec![one.theme_name.clone()])),
            }
        }
        by_members.sort_by_key(|(members, _)| std::cmp::Reverse(members.len()));
        for (members, themes) in by_members {
            let themes = language.list(&themes);
            sentences.push(if members.len() == self.members.len() {
                language.no_difference_among_all(&themes)
            } else {
                language.no_difference_among(&language.list(&names(members)), &themes)
            });
        }
        for one in &self.partnerships {
            sentences.push(match &one.members[..] {
                [only] => language.works_together_elsewhere(&only.name, &one.name),
                several => language.work_together(&language.list(&names(several)), &one.name),
            });
        }
        sentences
    }
}

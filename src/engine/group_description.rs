//! What is told of a group: what divides its weakest pair, what each member adds, on which themes which members go
//! together, and where they work together already.

use super::Engine;
use crate::municipality::{GemeenteCode, Kilometres};
use crate::profile::CitedStatement;
use crate::rank::{Group, Outcome};
use crate::taxonomy::ThemeId;

/// A group, with what is told of it.
#[derive(Clone, Debug, PartialEq)]
pub struct AlignedGroup {
    /// The members, and the pair with the lowest alignment.
    pub group: Group,
    /// The names of the principles on which the weakest pair differs, in taxonomy order.
    pub differing: Vec<String>,
    /// The largest distance between two members; `None` if it is unknown for all pairs.
    pub max_distance: Option<Kilometres>,
    /// For each member, in the order of the group, the names of the themes on which it has come further than every other
    /// member, in taxonomy order. Only themes that another member mentions too.
    pub ahead_on: Vec<Vec<String>>,
    /// For each theme that two members or more agree on, in taxonomy order, the most members that do.
    pub coalitions: Vec<Coalition>,
    /// The partnerships of today in which members take part, by name.
    pub partnerships: Vec<GroupPartnership>,
}

/// The members of a group that go together on a theme.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Coalition {
    /// The name of the theme.
    pub theme: String,
    /// The members that mention it and of which no two differ on it, at least two, in the order of the group.
    pub members: Vec<GemeenteCode>,
}

/// A partnership in which members of a group take part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct GroupPartnership {
    /// Its name.
    pub name: String,
    /// The members of the group that take part today, in the order of the group.
    pub members: Vec<GemeenteCode>,
    /// How many others take part today.
    pub others: usize,
}

impl Engine {
    /// Describes a group. Cost: the statements of its members, once for each theme.
    pub(super) fn describe_group(&self, group: Group) -> AlignedGroup {
        let members = &group.members;
        let themes = || self.taxonomy().themes().iter();
        let ahead_on = members.iter().map(|code| {
            let ahead = themes().filter(|theme| self.leads(code, members, theme.id));
            ahead.map(|theme| theme.name.clone()).collect()
        });
        let coalitions = themes().filter_map(|theme| {
            let members = self.coalition(members, theme.id);
            (members.len() > 1).then(|| Coalition {
                theme: theme.name.clone(),
                members,
            })
        });
        AlignedGroup {
            differing: self.differing_principles(&group.weakest_pair.0, &group.weakest_pair.1),
            max_distance: self.max_distance(members),
            ahead_on: ahead_on.collect(),
            coalitions: coalitions.collect(),
            partnerships: self.group_partnerships(members),
            group,
        }
    }

    /// Returns whether a member has come further on a theme than every other, and another mentions it.
    fn leads(&self, code: &GemeenteCode, members: &[GemeenteCode], theme: ThemeId) -> bool {
        let others = || members.iter().filter(|other| *other != code);
        // What nobody else speaks of may be nothing that the others look for.
        others().any(|other| self.mentions(other, theme))
            && others().all(|other| self.is_ahead(code, other, theme))
    }

    /// Returns the most members that mention a theme and of which no two differ on it; of equally many, the first.
    fn coalition(&self, members: &[GemeenteCode], theme: ThemeId) -> Vec<GemeenteCode> {
        let is_on_theme = |one: &CitedStatement| one.themes.contains(&theme);
        let mentioning: Vec<&GemeenteCode> = members
            .iter()
            .filter(|code| self.mentions(code, theme))
            .collect();
        let cells: Vec<_> = mentioning
            .iter()
            .map(|code| self.principle_cells(code, is_on_theme))
            .collect();
        let agree = |set: u32| {
            let inside: Vec<usize> = (0..cells.len()).filter(|n| set >> n & 1 == 1).collect();
            inside.iter().enumerate().all(|(nth, a)| {
                inside[nth + 1..]
                    .iter()
                    .all(|b| Outcome::from_theme(&cells[*a], &cells[*b], true) != Outcome::Differs)
            })
        };
        // A group has six members at most, so all 64 sets can be tried.
        let sets = (0..1_u32 << cells.len()).rev();
        let best = sets
            .filter(|set| agree(*set))
            // The last of equals is the lowest set, which holds the first members.
            .max_by_key(|set| set.count_ones())
            .unwrap_or(0);
        let chosen = mentioning.iter().enumerate();
        chosen
            .filter(|(nth, _)| best >> nth & 1 == 1)
            .map(|(_, code)| (*code).clone())
            .collect()
    }

    /// Returns the partnerships of today in which a member takes part, by name.
    fn group_partnerships(&self, members: &[GemeenteCode]) -> Vec<GroupPartnership> {
        let partnerships = self.register().partnerships().iter();
        partnerships
            .filter_map(|one| {
                let today = one.members_on(self.today);
                let inside: Vec<GemeenteCode> = members
                    .iter()
                    .filter(|code| today.contains(code))
                    .cloned()
                    .collect();
                (!inside.is_empty()).then(|| GroupPartnership {
                    name: one.name.clone(),
                    others: today.len() - inside.len(),
                    members: inside,
                })
            })
            .collect()
    }

    /// Returns the names of the principles on which two municipalities differ, in taxonomy order.
    fn differing_principles(&self, a: &GemeenteCode, b: &GemeenteCode) -> Vec<String> {
        let [ours, theirs] = [a, b].map(|code| self.counted_profile(code));
        let cells = ours.principles.iter().zip(&theirs.principles);
        cells
            .zip(self.snapshot.taxonomy.principles())
            .filter(|((ours, theirs), _)| Outcome::from_principle(ours, theirs) == Outcome::Differs)
            .map(|(_, principle)| principle.name.clone())
            .collect()
    }

    /// Returns the largest distance between two of the members, or `None` if none is known.
    fn max_distance(&self, members: &[GemeenteCode]) -> Option<Kilometres> {
        let pairs = members
            .iter()
            .enumerate()
            .flat_map(|(nth, a)| members[nth + 1..].iter().map(move |b| (a, b)));
        pairs
            .filter_map(|(a, b)| self.register().distance_km(a, b))
            .max_by(|a, b| a.get().total_cmp(&b.get()))
    }
}

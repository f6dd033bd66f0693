//! What concerns several municipalities: shared initiatives, groups, borders.

use std::io::Write;

use ::csv::Error;

use super::{joined, write};
use crate::rank::Opportunity;
use crate::report::view::{
    BorderImport, Group, Groups, Municipality, Participant, Quote, Refused, RefusedFeature,
    RegionGroups, RegisterChange, RegisterFetch, SharedInitiative, SharedInitiatives, TakenBorders,
};

/// A municipality of a shared initiative: one that takes part, or one that chose not to.
struct WheelRow<'a> {
    wheel: &'a SharedInitiative,
    code: &'a str,
    name: &'a str,
    quotes: &'a [Quote],
    /// `None` for a municipality that chose not to.
    participant: Option<&'a Participant>,
}

columns! { WheelRow<'_>, row;
    "rank" = row.wheel.rank,
    "thing" = row.wheel.key,
    "thing_name" = row.wheel.name,
    "theme" = row.wheel.theme,
    "chance" = row.wheel.opportunity.map(Opportunity::name),
    "municipality" = row.code,
    "municipality_name" = row.name,
    // A refusal has no stage; this word keeps it from looking like a missing value.
    "stage" = row.participant.map_or("refused", |one| one.stage.name()),
    "intensity" = row.participant.map(|one| one.intensity),
    "since" = row.participant.and_then(|one| one.since.as_ref()),
    "distance_km" = row.participant.and_then(|one| one.distance_km),
    "border" = row.participant.map(|one| one.border),
    "alignment" = row.participant.and_then(|one| one.alignment),
    "sentence" = row.quotes.first().map(|quote| &quote.sentence),
}

impl<'a> WheelRow<'a> {
    fn of_participant(wheel: &'a SharedInitiative, one: &'a Participant) -> Self {
        Self {
            wheel,
            code: &one.code,
            name: &one.name,
            quotes: &one.quotes,
            participant: Some(one),
        }
    }

    fn of_refused(wheel: &'a SharedInitiative, one: &'a Refused) -> Self {
        Self {
            wheel,
            code: &one.code,
            name: &one.name,
            quotes: &one.quotes,
            participant: None,
        }
    }
}

/// A group, with the list that it is in.
struct GroupRow<'a> {
    group: &'a Group,
    /// `best`, or `partition` for a group of a region that is divided into groups.
    set: &'static str,
}

columns! { GroupRow<'_>, row;
    "size" = row.group.size,
    "rank" = row.group.rank,
    "members" = codes(&row.group.members),
    "member_names" = joined(row.group.members.iter().map(|one| one.name.as_str())),
    "alignment" = row.group.alignment,
    "weakest_a" = row.group.weakest_pair.municipality.code,
    "weakest_b" = row.group.weakest_pair.partner.code,
    "weakest_alignment" = row.group.weakest_pair.alignment,
    "differing" = row.group.weakest_pair.differing.join(";"),
    "widest_km" = row.group.widest_km,
    "set" = row.set,
    "ahead_on" = row.ahead_on(),
    "agreed_by_all" = row.agreed_by_all(),
    "partnerships" = joined(row.group.partnerships.iter().map(|one| one.name.as_str())),
}

impl GroupRow<'_> {
    /// A member and the themes on which it is furthest: `DM01:ai+data;DM02:archief`.
    fn ahead_on(&self) -> String {
        let members = self.group.contributions.iter();
        let ahead = members.filter(|one| !one.ahead_on.is_empty());
        let texts: Vec<String> = ahead
            .map(|one| format!("{}:{}", one.municipality.code, one.ahead_on.join("+")))
            .collect();
        texts.join(";")
    }

    /// The themes that all members mention without a difference.
    fn agreed_by_all(&self) -> String {
        let coalitions = self.group.coalitions.iter();
        let of_all = coalitions.filter(|one| one.members.len() == self.group.members.len());
        joined(of_all.map(|one| one.theme.as_str()))
    }
}

fn codes(members: &[Municipality]) -> String {
    joined(members.iter().map(|one| one.code.as_str()))
}

/// A feature of a file of borders: one that was imported, or one that was not.
enum BorderRow<'a> {
    Imported(&'a TakenBorders),
    Refused(&'a RefusedFeature),
}

columns! { BorderRow<'_>, row;
    // Features are numbered only when refused: imported ones are known by their code.
    "feature" = row.refused().map(|one| one.feature),
    "code" = row.code(),
    "name" = row.name(),
    "lon" = row.imported().map(|one| one.lon),
    "lat" = row.imported().map(|one| one.lat),
    "area_km2" = row.imported().map(|one| one.area_km2),
    "neighbours" = row.imported().map(|one| one.neighbours.join(";")),
    "reason" = row.refused().map(|one| &one.reason),
    "remedy" = row.refused().map(|one| &one.remedy),
}

impl<'a> BorderRow<'a> {
    fn imported(&self) -> Option<&'a TakenBorders> {
        match self {
            Self::Imported(one) => Some(one),
            Self::Refused(_) => None,
        }
    }

    fn refused(&self) -> Option<&'a RefusedFeature> {
        match self {
            Self::Imported(_) => None,
            Self::Refused(one) => Some(one),
        }
    }

    fn code(&self) -> Option<&'a str> {
        match self {
            Self::Imported(one) => Some(&one.code),
            Self::Refused(one) => one.code.as_deref(),
        }
    }

    fn name(&self) -> Option<&'a str> {
        match self {
            Self::Imported(one) => Some(&one.name),
            Self::Refused(one) => one.name.as_deref(),
        }
    }
}

/// Shared initiatives: a line for each municipality of each, also for one that chose not to, whose stage is
/// `refused`.
///
/// # Errors
/// When they cannot be written.
pub fn wheels(to: impl Write, view: &SharedInitiatives) -> Result<(), Error> {
    let rows = view.initiatives.iter().flat_map(|wheel| {
        let participants = wheel.municipalities.iter();
        let refused = wheel.refused.iter();
        participants
            .map(move |one| WheelRow::of_participant(wheel, one))
            .chain(refused.map(move |one| WheelRow::of_refused(wheel, one)))
    });
    write(to, rows)
}

/// Groups: a line for each; the members are codes with `;` between them.
///
/// # Errors
/// When they cannot be written.
pub fn groups(to: impl Write, view: &Groups) -> Result<(), Error> {
    write(to, rows(&view.groups, "best"))
}

/// The groups within a region: a line for each, first those of the division and then the best of each size.
///
/// # Errors
/// When they cannot be written.
pub fn region_groups(to: impl Write, view: &RegionGroups) -> Result<(), Error> {
    let partition = rows(&view.partition.groups, "partition");
    write(to, partition.chain(rows(&view.groups, "best")))
}

fn rows<'g>(groups: &'g [Group], set: &'static str) -> impl Iterator<Item = GroupRow<'g>> {
    groups.iter().map(move |group| GroupRow { group, set })
}

/// What became of each feature of a file of borders: those that were imported, then those that were not.
///
/// # Errors
/// When they cannot be written.
pub fn borders(to: impl Write, view: &BorderImport) -> Result<(), Error> {
    let imported = view.taken.iter().map(BorderRow::Imported);
    let refused = view.refused.iter().map(BorderRow::Refused);
    write(to, imported.chain(refused))
}

columns! { RegisterChange<'_>, row;
    "change" = row.change,
    "code" = row.code,
    "name" = row.name,
    "becomes" = row.becomes.as_str(),
    "until" = row.until,
}

/// What an official list changes in a register, a line for each municipality.
///
/// # Errors
/// The error of the writer.
pub fn register_changes(to: impl Write, view: &RegisterFetch) -> Result<(), Error> {
    write(to, view.lines())
}

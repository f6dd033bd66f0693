//! What concerns several municipalities: shared initiatives, groups, borders.

use std::io::Write;

use ::csv::Error;

use super::{joined, write};
use crate::rank::Opportunity;
use crate::report::view::{
    BorderImport, Group, Groups, Participant, Quote, Refused, RefusedFeature, RegisterChange,
    RegisterFetch, SharedInitiative, SharedInitiatives, TakenBorders,
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

columns! { Group, group;
    "size" = group.size,
    "rank" = group.rank,
    "members" = joined(group.members.iter().map(|one| one.code.as_str())),
    "member_names" = joined(group.members.iter().map(|one| one.name.as_str())),
    "alignment" = group.alignment,
    "weakest_a" = group.weakest_pair.municipality.code,
    "weakest_b" = group.weakest_pair.partner.code,
    "weakest_alignment" = group.weakest_pair.alignment,
    "differing" = group.weakest_pair.differing.join(";"),
    "widest_km" = group.widest_km,
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
    write(to, &view.groups)
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

//! What concerns several municipalities: wheels, groups, borders.

use std::io::Write;

use ::csv::Error;

use super::{Table, cell, number};
use crate::rank::Chance;
use crate::report::view::{BorderImport, Groups, Wheels};

const WHEELS: [&str; 14] = [
    "rank",
    "thing",
    "thing_name",
    "theme",
    "chance",
    "municipality",
    "municipality_name",
    "stage",
    "intensity",
    "since",
    "distance_km",
    "border",
    "alignment",
    "sentence",
];

const GROUPS: [&str; 10] = [
    "size",
    "rank",
    "members",
    "member_names",
    "alignment",
    "weakest_a",
    "weakest_b",
    "weakest_alignment",
    "differing",
    "widest_km",
];

const BORDERS: [&str; 9] = [
    "feature",
    "code",
    "name",
    "lon",
    "lat",
    "area_km2",
    "neighbours",
    "reason",
    "remedy",
];

/// Wheels: a line for each municipality of each, also for who refused it, whose stage is `refused`.
///
/// # Errors
/// When they cannot be written.
pub fn wheels(to: impl Write, view: &Wheels) -> Result<(), Error> {
    let mut table = Table::new(to, &WHEELS)?;
    for wheel in &view.wheels {
        let first = [
            wheel.rank.to_string(),
            cell(&wheel.key),
            cell(&wheel.name),
            cell(&wheel.theme),
            wheel.chance.map_or("", Chance::name).to_owned(),
        ];
        for one in &wheel.municipalities {
            let sentence = one.quotes.first().map(|quote| cell(&quote.sentence));
            let rest = [
                cell(&one.code),
                cell(&one.name),
                one.stage.name().to_owned(),
                one.intensity.to_string(),
                one.since.clone().unwrap_or_default(),
                number(one.distance_km),
                one.border.to_string(),
                number(one.alignment),
                sentence.unwrap_or_default(),
            ];
            table.writer.write_record(first.iter().chain(&rest))?;
        }
        for one in &wheel.refused {
            let mut rest = [const { String::new() }; 9];
            rest[0] = cell(&one.code);
            rest[1] = cell(&one.name);
            rest[2] = "refused".to_owned();
            rest[8] = one
                .quotes
                .first()
                .map_or_else(String::new, |quote| cell(&quote.sentence));
            table.writer.write_record(first.iter().chain(&rest))?;
        }
    }
    table.finish().map(|_| ())
}

/// Groups: a line for each; the members are codes with `;` between them.
///
/// # Errors
/// When they cannot be written.
pub fn groups(to: impl Write, view: &Groups) -> Result<(), Error> {
    let mut table = Table::new(to, &GROUPS)?;
    for group in &view.groups {
        let codes: Vec<&str> = group.members.iter().map(|one| one.code.as_str()).collect();
        let names: Vec<&str> = group.members.iter().map(|one| one.name.as_str()).collect();
        let pair = &group.weakest_pair;
        table.writer.write_record([
            group.size.to_string(),
            group.rank.to_string(),
            cell(&codes.join(";")),
            cell(&names.join(";")),
            group.alignment.to_string(),
            cell(&pair.municipality.code),
            cell(&pair.partner.code),
            pair.alignment.to_string(),
            cell(&pair.differing.join(";")),
            number(group.widest_km),
        ])?;
    }
    table.finish().map(|_| ())
}

/// What became of each feature of a file of borders: those that were taken, then those that were not.
///
/// # Errors
/// When they cannot be written.
pub fn borders(to: impl Write, view: &BorderImport) -> Result<(), Error> {
    let mut table = Table::new(to, &BORDERS)?;
    for one in &view.taken {
        table.writer.write_record([
            String::new(),
            cell(&one.code),
            cell(&one.name),
            one.lon.to_string(),
            one.lat.to_string(),
            one.area_km2.to_string(),
            cell(&one.neighbours.join(";")),
            String::new(),
            String::new(),
        ])?;
    }
    for one in &view.refused {
        let mut record = vec![String::new(); BORDERS.len()];
        record[0] = one.feature.to_string();
        record[1] = cell(one.code.as_deref().unwrap_or_default());
        record[2] = cell(one.name.as_deref().unwrap_or_default());
        record[7] = cell(&one.reason);
        record[8] = cell(&one.remedy);
        table.writer.write_record(record)?;
    }
    table.finish().map(|_| ())
}

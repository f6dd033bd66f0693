//! The file of municipalities.

use std::collections::{BTreeMap, BTreeSet};

use crate::municipality::code::GemeenteCode;
use crate::municipality::entity::Municipality;
use crate::municipality::error::LineError;
use crate::municipality::position::Position;
use crate::municipality::sheet::{Row, Sheet};
use crate::municipality::source::SourceText;

/// The municipalities that could be read, and the codes of all that are there:
/// a line with an error is still known to the other lines and files.
pub(super) fn municipalities(
    source: &SourceText,
    errors: &mut Vec<LineError>,
) -> (BTreeMap<GemeenteCode, Municipality>, BTreeSet<GemeenteCode>) {
    let mut read: BTreeMap<GemeenteCode, Municipality> = BTreeMap::new();
    let Some(sheet) = Sheet::read(source, &["code", "name"], errors) else {
        return (read, BTreeSet::new());
    };
    let mut lines: BTreeMap<GemeenteCode, u64> = BTreeMap::new();
    let mut names: BTreeMap<String, (u64, GemeenteCode)> = BTreeMap::new();
    for row in sheet.rows() {
        let Some(code) = sheet.code(row, "code", errors) else {
            continue;
        };
        if let Some(first) = lines.get(&code) {
            errors.push(sheet.error_at(
                row.line,
                format!("code {code} is there twice, first at line {first}; drop one"),
            ));
            continue;
        }
        // Known even without a name, so that other lines and files raise no second error.
        lines.insert(code.clone(), row.line);
        let Some(name) = sheet.filled(row, "name", errors) else {
            continue;
        };
        if let Some((first, other)) = names.get(&name) {
            errors.push(sheet.error_at(
                row.line,
                format!(
                    "name {name:?} is there twice, first at line {first} for {other}; \
                     tell them apart, as in \"Bergen (L.)\" and \"Bergen (NH.)\""
                ),
            ));
        }
        names.insert(name.clone(), (row.line, code.clone()));
        let place = Municipality {
            position: position(&sheet, row, errors),
            population: sheet.optional(row, "population", "a whole number such as 35000", errors),
            area_km2: area(&sheet, row, errors),
            neighbours: neighbours(&sheet, row, &code, errors),
            province: Some(sheet.field(row, "province"))
                .filter(|province| !province.is_empty())
                .map(str::to_owned),
            name,
            code: code.clone(),
        };
        read.insert(code, place);
    }
    if lines.is_empty() {
        errors.push(sheet.error_at(
            1,
            "the register has no municipalities; add a line for each".to_owned(),
        ));
    }
    // Last, when the lines of all municipalities are known.
    borders(&sheet, &read, &lines, errors);
    (read, lines.into_keys().collect())
}

fn position(sheet: &Sheet<'_>, row: &Row, errors: &mut Vec<LineError>) -> Option<Position> {
    let expected = "degrees such as 5.12142";
    // Whether it is filled in, not whether it can be read: a bad number has its own error.
    let given = ["lon", "lat"].map(|column| !sheet.field(row, column).is_empty());
    let lon: Option<f64> = sheet.optional(row, "lon", expected, errors);
    let lat: Option<f64> = sheet.optional(row, "lat", expected, errors);
    if given[0] != given[1] {
        let message = "lon and lat go together; give both or neither".to_owned();
        errors.push(sheet.error_at(row.line, message));
    }
    Position::new(lon?, lat?)
        .map_err(|error| {
            let message = format!("{error}; give degrees, east and north positive");
            errors.push(sheet.error_at(row.line, message));
        })
        .ok()
}

fn area(sheet: &Sheet<'_>, row: &Row, errors: &mut Vec<LineError>) -> Option<f64> {
    let expected = "square kilometres such as 99.21";
    let area: f64 = sheet.optional(row, "area_km2", expected, errors)?;
    // The parser of numbers accepts `inf` and `NaN`.
    if area.is_finite() && area >= 0.0 {
        return Some(area);
    }
    let message = format!("column area_km2: expected {expected}, got {area}");
    errors.push(sheet.error_at(row.line, message));
    None
}

fn neighbours(
    sheet: &Sheet<'_>,
    row: &Row,
    code: &GemeenteCode,
    errors: &mut Vec<LineError>,
) -> BTreeSet<GemeenteCode> {
    let mut out = BTreeSet::new();
    let parts = sheet.field(row, "neighbours").split(';').map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        match part.parse::<GemeenteCode>() {
            Ok(other) if other == *code => errors.push(sheet.error_at(
                row.line,
                format!("{code} is its own neighbour; take it out of the column neighbours"),
            )),
            Ok(other) => {
                out.insert(other);
            }
            Err(error) => errors.push(sheet.error_at(
                row.line,
                format!("column neighbours: {error}; separate codes by a semicolon"),
            )),
        }
    }
    out
}

/// Checks that every neighbour is in the register, and has the border on its side too.
fn borders(
    sheet: &Sheet<'_>,
    read: &BTreeMap<GemeenteCode, Municipality>,
    lines: &BTreeMap<GemeenteCode, u64>,
    errors: &mut Vec<LineError>,
) {
    for (code, place) in read {
        let line = lines.get(code).copied().unwrap_or(1);
        for other in &place.neighbours {
            let Some(other_line) = lines.get(other) else {
                errors.push(sheet.error_at(
                    line,
                    format!(
                        "neighbour {other} of {code} is no municipality of the register; \
                         correct the code or take it out"
                    ),
                ));
                continue;
            };
            if read
                .get(other)
                .is_some_and(|back| !back.neighbours.contains(code))
            {
                errors.push(sheet.error_at(
                    line,
                    format!(
                        "{code} has {other} as a neighbour, but {other} at line {other_line} \
                         does not have {code}; add it there or take it out here"
                    ),
                ));
            }
        }
    }
}

//! What the lines of the five files mean, with every fault collected on the way.

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::code::GemeenteCode;
use super::error::Fault;
use super::fold;
use super::herindeling::{Succession, Successions, in_circle};
use super::lookup::AliasKind;
use super::neighbours::Position;
use super::partnership::{Membership, Partnership};
use super::region::{RegionKinds, Regions};
use super::register::{Municipality, RegisterSources, SourceText};
use super::sheet::{Row, Sheet};

/// What the files say, before it is made ready to be asked.
pub(super) struct Parsed {
    pub(super) municipalities: BTreeMap<GemeenteCode, Municipality>,
    pub(super) aliases: Vec<Alias>,
    pub(super) successions: Successions,
    pub(super) partnerships: Vec<Partnership>,
    pub(super) regions: RegionKinds,
}

/// One line of the alias file.
pub(super) struct Alias {
    pub(super) code: GemeenteCode,
    pub(super) text: String,
    pub(super) kind: AliasKind,
    pub(super) until: Option<Date>,
}

/// Reads all files; the faults are in the order of files and lines.
pub(super) fn parse<'a>(sources: &'a RegisterSources) -> Result<Parsed, Vec<Fault>> {
    let mut faults = Vec::new();
    let (municipalities, known) = municipalities(&sources.municipalities, &mut faults);
    // Without the municipalities every other line would be a fault that is none.
    if known.is_empty() {
        return Err(faults);
    }
    let mut sheet = |source: &'a Option<SourceText>, columns: &[&str]| {
        Sheet::read(source.as_ref()?, columns, &mut faults)
    };
    let alias_sheet = sheet(&sources.aliases, &["code", "alias"]);
    let old_sheet = sheet(&sources.predecessors, &["old_code", "old_name", "code"]);
    let member_sheet = sheet(&sources.partnerships, &["partnership", "municipality"]);
    let region_sheet = sheet(&sources.regions, &["code", "kind", "region"]);

    let aliases = alias_sheet.map_or_else(Vec::new, |sheet| aliases(&sheet, &known, &mut faults));
    let successions = old_sheet.map_or_else(Successions::new, |sheet| {
        successions(&sheet, &known, &municipalities, &mut faults)
    });
    let partnerships = member_sheet.map_or_else(Vec::new, |sheet| {
        partnerships(&sheet, &known, &successions, &mut faults)
    });
    let regions = region_sheet.map_or_else(RegionKinds::new, |sheet| {
        regions(&sheet, &known, &mut faults)
    });
    if faults.is_empty() {
        return Ok(Parsed {
            municipalities,
            aliases,
            successions,
            partnerships,
            regions,
        });
    }
    let order: Vec<&str> = sources.all().map(|source| source.name.as_str()).collect();
    let place = |file: &str| order.iter().position(|name| *name == file);
    faults.sort_by_key(|fault| (place(&fault.file), fault.line));
    Err(faults)
}

/// The municipalities that could be read, and the codes of all that are there:
/// a line with a fault is still known to the other lines and files.
fn municipalities(
    source: &SourceText,
    faults: &mut Vec<Fault>,
) -> (BTreeMap<GemeenteCode, Municipality>, BTreeSet<GemeenteCode>) {
    let mut read: BTreeMap<GemeenteCode, Municipality> = BTreeMap::new();
    let Some(sheet) = Sheet::read(source, &["code", "name"], faults) else {
        return (read, BTreeSet::new());
    };
    let mut lines: BTreeMap<GemeenteCode, u64> = BTreeMap::new();
    let mut names: BTreeMap<String, (u64, GemeenteCode)> = BTreeMap::new();
    for row in sheet.rows() {
        let Some(code) = sheet.code(row, "code", faults) else {
            continue;
        };
        if let Some(first) = lines.get(&code) {
            faults.push(sheet.fault(
                row.line,
                format!("code {code} is there twice, first at line {first}; drop one"),
            ));
            continue;
        }
        lines.insert(code.clone(), row.line);
        let Some(name) = sheet.filled(row, "name", faults) else {
            continue;
        };
        if let Some((first, other)) = names.get(&name) {
            faults.push(sheet.fault(
                row.line,
                format!(
                    "name {name:?} is there twice, first at line {first} for {other}; \
                     tell them apart, as in \"Bergen (L.)\" and \"Bergen (NH.)\""
                ),
            ));
        }
        names.insert(name.clone(), (row.line, code.clone()));
        let place = Municipality {
            position: position(&sheet, row, faults),
            population: sheet.optional(row, "population", "a whole number such as 35000", faults),
            area_km2: area(&sheet, row, faults),
            neighbours: neighbours(&sheet, row, &code, faults),
            province: Some(sheet.field(row, "province"))
                .filter(|province| !province.is_empty())
                .map(str::to_owned),
            name,
            code: code.clone(),
        };
        read.insert(code, place);
    }
    if lines.is_empty() {
        faults.push(sheet.fault(
            1,
            "the register has no municipalities; add a line for each".to_owned(),
        ));
    }
    borders(&sheet, &read, &lines, faults);
    (read, lines.into_keys().collect())
}

fn position(sheet: &Sheet<'_>, row: &Row, faults: &mut Vec<Fault>) -> Option<Position> {
    let expected = "degrees such as 5.12142";
    let given = ["lon", "lat"].map(|column| !sheet.field(row, column).is_empty());
    let lon: Option<f64> = sheet.optional(row, "lon", expected, faults);
    let lat: Option<f64> = sheet.optional(row, "lat", expected, faults);
    if given[0] != given[1] {
        let message = "lon and lat go together; give both or neither".to_owned();
        faults.push(sheet.fault(row.line, message));
    }
    Position::new(lon?, lat?)
        .map_err(|error| {
            let message = format!("{error}; give degrees, east and north positive");
            faults.push(sheet.fault(row.line, message));
        })
        .ok()
}

fn area(sheet: &Sheet<'_>, row: &Row, faults: &mut Vec<Fault>) -> Option<f64> {
    let expected = "square kilometres such as 99.21";
    let area: f64 = sheet.optional(row, "area_km2", expected, faults)?;
    if area.is_finite() && area >= 0.0 {
        return Some(area);
    }
    let message = format!("column area_km2: expected {expected}, got {area}");
    faults.push(sheet.fault(row.line, message));
    None
}

fn neighbours(
    sheet: &Sheet<'_>,
    row: &Row,
    code: &GemeenteCode,
    faults: &mut Vec<Fault>,
) -> BTreeSet<GemeenteCode> {
    let mut out = BTreeSet::new();
    let parts = sheet.field(row, "neighbours").split(';').map(str::trim);
    for part in parts.filter(|part| !part.is_empty()) {
        match part.parse::<GemeenteCode>() {
            Ok(other) if other == *code => faults.push(sheet.fault(
                row.line,
                format!("{code} is its own neighbour; take it out of the column neighbours"),
            )),
            Ok(other) => {
                out.insert(other);
            }
            Err(error) => faults.push(sheet.fault(
                row.line,
                format!("column neighbours: {error}; separate codes by a semicolon"),
            )),
        }
    }
    out
}

/// Every neighbour must be there and tell the same of its side.
fn borders(
    sheet: &Sheet<'_>,
    read: &BTreeMap<GemeenteCode, Municipality>,
    lines: &BTreeMap<GemeenteCode, u64>,
    faults: &mut Vec<Fault>,
) {
    for (code, place) in read {
        let line = lines.get(code).copied().unwrap_or(1);
        for other in &place.neighbours {
            let Some(other_line) = lines.get(other) else {
                faults.push(sheet.fault(
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
                faults.push(sheet.fault(
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

fn aliases(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    faults: &mut Vec<Fault>,
) -> Vec<Alias> {
    let mut out = Vec::new();
    for row in sheet.rows() {
        let code = sheet.known_code(row, "code", known, faults);
        let text = sheet.filled(row, "alias", faults);
        let until = sheet.date(row, "until", faults);
        let kind = match sheet.field(row, "kind") {
            "" => Some(AliasKind::Alternative),
            kind => AliasKind::from_name(kind),
        };
        if kind.is_none() {
            faults.push(sheet.fault(
                row.line,
                format!(
                    "column kind: expected official, alternative, abbreviation or predecessor, \
                     got {:?}",
                    sheet.field(row, "kind")
                ),
            ));
        }
        if let (Some(code), Some(text), Some(kind)) = (code, text, kind) {
            out.push(Alias {
                code,
                text,
                kind,
                until,
            });
        }
    }
    out
}

fn successions(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    current: &BTreeMap<GemeenteCode, Municipality>,
    faults: &mut Vec<Fault>,
) -> Successions {
    let mut told = Successions::new();
    let mut lines: BTreeMap<(GemeenteCode, GemeenteCode), u64> = BTreeMap::new();
    for row in sheet.rows() {
        let old = sheet.code(row, "old_code", faults);
        let old_name = sheet.filled(row, "old_name", faults);
        let code = sheet.code(row, "code", faults);
        let until = sheet.date(row, "until", faults);
        let (Some(old), Some(old_name), Some(code)) = (old, old_name, code) else {
            continue;
        };
        if old != code && known.contains(&old) {
            faults.push(sheet.fault(
                row.line,
                format!(
                    "old code {old} is still a municipality of the register; drop one of the two"
                ),
            ));
            continue;
        }
        if let Some(first) = lines.get(&(old.clone(), code.clone())) {
            faults.push(sheet.fault(
                row.line,
                format!("{old} to {code} is there twice, first at line {first}; drop one"),
            ));
            continue;
        }
        lines.insert((old.clone(), code.clone()), row.line);
        let step = Succession {
            code,
            old_name,
            until,
        };
        told.entry(old).or_default().push(step);
    }
    for ((old, code), &line) in &lines {
        if !known.contains(code) && !told.contains_key(code) {
            faults.push(sheet.fault(
                line,
                format!(
                    "{old} goes on in {code}, which is neither a municipality of the register \
                     nor an old code; correct the code or drop the line"
                ),
            ));
        } else if !known.contains(code) && in_circle(code, &told, current) {
            faults.push(sheet.fault(
                line,
                format!("{old} goes on in {code}, which leads to no municipality of the register"),
            ));
        }
    }
    told
}

fn partnerships(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    told: &Successions,
    faults: &mut Vec<Fault>,
) -> Vec<Partnership> {
    let mut groups: BTreeMap<String, Vec<Membership>> = BTreeMap::new();
    for row in sheet.rows() {
        let name = sheet.filled(row, "partnership", faults);
        let from = sheet.date(row, "from", faults);
        let until = sheet.date(row, "until", faults);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = format!("until {until} lies before from {from}; swap or correct them");
            faults.push(sheet.fault(row.line, message));
        }
        let old = sheet
            .field(row, "municipality")
            .parse::<GemeenteCode>()
            .ok();
        let steps = old
            .as_ref()
            .filter(|old| !known.contains(*old))
            .and_then(|old| told.get(old));
        if let (Some(old), Some([step, ..])) = (old, steps.map(Vec::as_slice)) {
            faults.push(sheet.fault(
                row.line,
                format!(
                    "{old} ({}) is an old code; use that of today, such as {}",
                    step.old_name, step.code
                ),
            ));
            continue;
        }
        let municipality = sheet.known_code(row, "municipality", known, faults);
        let (Some(name), Some(municipality)) = (name, municipality) else {
            continue;
        };
        let source = sheet.field(row, "source");
        groups.entry(name).or_default().push(Membership {
            municipality,
            from,
            until,
            source: (!source.is_empty()).then(|| source.to_owned()),
        });
    }
    groups
        .into_iter()
        .map(|(name, members)| Partnership::new(name, members))
        .collect()
}

fn regions(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    faults: &mut Vec<Fault>,
) -> RegionKinds {
    let mut out = RegionKinds::new();
    for row in sheet.rows() {
        let code = sheet.known_code(row, "code", known, faults);
        let kind = sheet.filled(row, "kind", faults);
        let region = sheet.filled(row, "region", faults);
        let (Some(code), Some(kind), Some(region)) = (code, kind, region) else {
            continue;
        };
        let regions = out.entry(fold::key(&kind)).or_insert_with(|| Regions {
            kind: kind.clone(),
            of: BTreeMap::new(),
        });
        if let Some(first) = regions.of.get(&code) {
            faults.push(sheet.fault(
                row.line,
                format!(
                    "{code} lies in {first:?} already; a municipality has one region of a kind"
                ),
            ));
            continue;
        }
        regions.of.insert(code, region);
    }
    out
}

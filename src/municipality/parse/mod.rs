//! From the text of the five files to checked values, with every problem collected on the way.

mod groups;
mod municipalities;
mod names;

use std::collections::BTreeMap;

use super::alias::Alias;
use super::code::GemeenteCode;
use super::entity::Municipality;
use super::error::LineError;
use super::herindeling::Successions;
use super::partnership::Partnership;
use super::region::RegionKinds;
use super::sheet::Sheet;
use super::source::{RegisterSources, SourceText};
use groups::{partnerships, regions};
use municipalities::municipalities;
use names::{aliases, successions};

/// The content of the files, checked and not yet indexed.
pub(super) struct Parsed {
    pub(super) municipalities: BTreeMap<GemeenteCode, Municipality>,
    pub(super) aliases: Vec<Alias>,
    pub(super) successions: Successions,
    pub(super) partnerships: Vec<Partnership>,
    pub(super) regions: RegionKinds,
}

/// Reads all files; the errors are in the order of files and lines.
pub(super) fn parse<'a>(sources: &'a RegisterSources) -> Result<Parsed, Vec<LineError>> {
    let mut errors = Vec::new();
    let (municipalities, known) = municipalities(&sources.municipalities, &mut errors);
    // Without municipalities, every line of the other files would be reported for its unknown code.
    if known.is_empty() {
        return Err(errors);
    }
    let mut sheet = |source: &'a Option<SourceText>, columns: &[&str]| {
        Sheet::read(source.as_ref()?, columns, &mut errors)
    };
    let alias_sheet = sheet(&sources.aliases, &["code", "alias"]);
    let old_sheet = sheet(&sources.predecessors, &["old_code", "old_name", "code"]);
    let member_sheet = sheet(&sources.partnerships, &["partnership", "municipality"]);
    let region_sheet = sheet(&sources.regions, &["code", "kind", "region"]);

    let aliases = alias_sheet.map_or_else(Vec::new, |sheet| aliases(&sheet, &known, &mut errors));
    let successions = old_sheet.map_or_else(Successions::new, |sheet| {
        successions(&sheet, &known, &municipalities, &mut errors)
    });
    let partnerships = member_sheet.map_or_else(Vec::new, |sheet| {
        partnerships(&sheet, &known, &successions, &mut errors)
    });
    let regions = region_sheet.map_or_else(RegionKinds::new, |sheet| {
        regions(&sheet, &known, &mut errors)
    });
    if errors.is_empty() {
        return Ok(Parsed {
            municipalities,
            aliases,
            successions,
            partnerships,
            regions,
        });
    }
    // All headers are checked before the rows of any file, so the errors are sorted at the end.
    let order: Vec<&str> = sources.all().map(|source| source.name.as_str()).collect();
    let place = |file: &str| order.iter().position(|name| *name == file);
    errors.sort_by_key(|error| (place(&error.file), error.line));
    Err(errors)
}

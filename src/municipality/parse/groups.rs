//! The files of partnerships and of regions.

use std::collections::{BTreeMap, BTreeSet};

use crate::municipality::code::GemeenteCode;
use crate::municipality::error::LineError;
use crate::municipality::fold;
use crate::municipality::herindeling::Successions;
use crate::municipality::partnership::{Membership, Partnership};
use crate::municipality::region::{RegionKinds, Regions};
use crate::municipality::sheet::Sheet;

pub(super) fn partnerships(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    told: &Successions,
    errors: &mut Vec<LineError>,
) -> Vec<Partnership> {
    let mut groups: BTreeMap<String, Vec<Membership>> = BTreeMap::new();
    for row in sheet.rows() {
        let name = sheet.filled(row, "partnership", errors);
        let from = sheet.date(row, "from", errors);
        let until = sheet.date(row, "until", errors);
        if let (Some(from), Some(until)) = (from, until)
            && until < from
        {
            let message = format!("until {until} lies before from {from}; swap or correct them");
            errors.push(sheet.error_at(row.line, message));
        }
        // Read without an error first, because an old code gets a better message than an unknown one.
        let old = sheet
            .field(row, "municipality")
            .parse::<GemeenteCode>()
            .ok();
        let steps = old
            .as_ref()
            .filter(|old| !known.contains(*old))
            .and_then(|old| told.get(old));
        if let (Some(old), Some([step, ..])) = (old, steps.map(Vec::as_slice)) {
            errors.push(sheet.error_at(
                row.line,
                format!(
                    "{old} ({}) is an old code; use that of today, such as {}",
                    step.old_name, step.code
                ),
            ));
            continue;
        }
        let municipality = sheet.known_code(row, "municipality", known, errors);
        let (Some(name), Some(municipality)) = (name, municipality) else {
            continue;
        };
        // These columns may be missing, which is as if they were empty.
        let text = |column| {
            let text = sheet.field(row, column);
            (!text.is_empty()).then(|| text.to_owned())
        };
        groups.entry(name).or_default().push(Membership {
            municipality,
            from,
            until,
            source: text("source"),
            doubtful: text("doubtful"),
            end_reason: text("reason"),
        });
    }
    groups
        .into_iter()
        .map(|(name, members)| Partnership::new(name, members))
        .collect()
}

pub(super) fn regions(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    errors: &mut Vec<LineError>,
) -> RegionKinds {
    let mut out = RegionKinds::new();
    for row in sheet.rows() {
        let code = sheet.known_code(row, "code", known, errors);
        let kind = sheet.filled(row, "kind", errors);
        let region = sheet.filled(row, "region", errors);
        let (Some(code), Some(kind), Some(region)) = (code, kind, region) else {
            continue;
        };
        // The first spelling of a kind is shown; the others join it.
        let regions = out.entry(fold::key(&kind)).or_insert_with(|| Regions {
            kind: kind.clone(),
            of: BTreeMap::new(),
        });
        if let Some(first) = regions.of.get(&code) {
            errors.push(sheet.error_at(
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

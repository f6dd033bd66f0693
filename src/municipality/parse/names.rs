//! The files of aliases and of former codes.

use std::collections::{BTreeMap, BTreeSet};

use crate::municipality::alias::{Alias, AliasKind};
use crate::municipality::code::GemeenteCode;
use crate::municipality::entity::Municipality;
use crate::municipality::error::LineError;
use crate::municipality::herindeling::{Succession, Successions, in_circle};
use crate::municipality::sheet::Sheet;

pub(super) fn aliases(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    errors: &mut Vec<LineError>,
) -> Vec<Alias> {
    let mut out = Vec::new();
    for row in sheet.rows() {
        let code = sheet.known_code(row, "code", known, errors);
        let text = sheet.filled(row, "alias", errors);
        let until = sheet.date(row, "until", errors);
        let kind = match sheet.field(row, "kind") {
            "" => Some(AliasKind::Alternative),
            kind => AliasKind::from_name(kind),
        };
        if kind.is_none() {
            errors.push(sheet.error_at(
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

pub(super) fn successions(
    sheet: &Sheet<'_>,
    known: &BTreeSet<GemeenteCode>,
    current: &BTreeMap<GemeenteCode, Municipality>,
    errors: &mut Vec<LineError>,
) -> Successions {
    let mut told = Successions::new();
    let mut lines: BTreeMap<(GemeenteCode, GemeenteCode), u64> = BTreeMap::new();
    for row in sheet.rows() {
        let old = sheet.code(row, "old_code", errors);
        let old_name = sheet.filled(row, "old_name", errors);
        let code = sheet.code(row, "code", errors);
        let until = sheet.date(row, "until", errors);
        let (Some(old), Some(old_name), Some(code)) = (old, old_name, code) else {
            continue;
        };
        // A change of name alone keeps the code, so both are equal then.
        if old != code && known.contains(&old) {
            errors.push(sheet.error_at(
                row.line,
                format!(
                    "old code {old} is still a municipality of the register; drop one of the two"
                ),
            ));
            continue;
        }
        if let Some(first) = lines.get(&(old.clone(), code.clone())) {
            errors.push(sheet.error_at(
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
    // After all lines, because a chain can go on in a later line.
    for ((old, code), &line) in &lines {
        if !known.contains(code) && !told.contains_key(code) {
            errors.push(sheet.error_at(
                line,
                format!(
                    "{old} goes on in {code}, which is neither a municipality of the register \
                     nor an old code; correct the code or drop the line"
                ),
            ));
        } else if !known.contains(code) && in_circle(code, &told, current) {
            errors.push(sheet.error_at(
                line,
                format!("{old} goes on in {code}, which leads to no municipality of the register"),
            ));
        }
    }
    told
}

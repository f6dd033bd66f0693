//! The answer of `wiel regions fetch`.

use serde::Serialize;

use super::{BorderImport, Municipality};
use crate::municipality::{OfficialList, Register, RegisterChanges};

/// What the official list and the borders of a year change in a register.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RegisterFetch {
    /// The day that the list holds for.
    pub day: String,
    /// The year of the borders.
    pub year: i16,
    /// The folder of the register that was written; null if nothing was.
    pub folder: Option<String>,
    /// Whether nothing was written because the register would lose municipalities or neighbours.
    pub withheld: bool,
    /// Municipalities that are new, in code order.
    pub added: Vec<Municipality>,
    /// Municipalities of the register that ended, in code order.
    pub ended: Vec<EndedMunicipality>,
    /// Municipalities with another name, in code order.
    pub renamed: Vec<RenamedMunicipality>,
    /// Municipalities of the register that the list does not have, or that ended without a successor; they stay.
    pub unknown: Vec<Municipality>,
    /// What was taken of the borders; null if none were asked for, or the source has none of that year.
    pub borders: Option<BorderImport>,
    /// Whether the source has no borders of that year.
    pub borders_missing: bool,
}

/// A municipality that ended.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct EndedMunicipality {
    /// Its code.
    pub code: String,
    /// Its last name.
    pub name: String,
    /// Its last day.
    pub until: String,
    /// Those that it went on in, the main one first.
    pub successors: Vec<Municipality>,
}

/// A municipality with another name.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct RenamedMunicipality {
    /// Its code.
    pub code: String,
    /// The name that the register had.
    pub old_name: String,
    /// The name of the list.
    pub new_name: String,
}

/// One change of a register, as a line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct RegisterChange<'a> {
    /// `added`, `ended`, `renamed` or `unknown`.
    pub change: &'static str,
    /// The code.
    pub code: &'a str,
    /// The name, of one that is renamed the old one.
    pub name: &'a str,
    /// The codes that it went on in, or its new name.
    pub becomes: String,
    /// The last day of one that ended.
    pub until: &'a str,
}

impl RegisterFetch {
    /// Creates the view. `register` is the one that was changed.
    pub fn new(
        (list, year): (&OfficialList, i16),
        changes: &RegisterChanges,
        register: &Register,
        (folder, withheld): (Option<String>, bool),
        (borders, borders_missing): (Option<BorderImport>, bool),
    ) -> Self {
        let listed = |code: &crate::municipality::GemeenteCode| Municipality {
            code: code.to_string(),
            name: list
                .current
                .get(code)
                .map(|one| one.name.clone())
                .or_else(|| register.get(code).map(|place| place.name.clone()))
                .unwrap_or_default(),
        };
        let ended = changes.ended.iter().map(|one| EndedMunicipality {
            code: one.code.to_string(),
            name: one.name.clone(),
            until: one.until.to_string(),
            successors: one.successors.iter().map(listed).collect(),
        });
        let renamed = changes
            .renamed
            .iter()
            .map(|(code, old, new)| RenamedMunicipality {
                code: code.to_string(),
                old_name: old.clone(),
                new_name: new.clone(),
            });
        Self {
            day: list.day.to_string(),
            year,
            folder,
            withheld,
            added: changes.added.iter().map(|one| listed(&one.code)).collect(),
            ended: ended.collect(),
            renamed: renamed.collect(),
            unknown: changes.unknown.iter().map(listed).collect(),
            borders,
            borders_missing,
        }
    }

    /// All changes of the list as lines: new, ended, renamed, unknown.
    pub fn lines(&self) -> Vec<RegisterChange<'_>> {
        let line = |change, code, name, becomes, until| RegisterChange {
            change,
            code,
            name,
            becomes,
            until,
        };
        let mut lines = Vec::new();
        for one in &self.added {
            lines.push(line("added", &one.code, &one.name, String::new(), ""));
        }
        for one in &self.ended {
            let codes: Vec<&str> = one
                .successors
                .iter()
                .map(|next| next.code.as_str())
                .collect();
            lines.push(line(
                "ended",
                &one.code,
                &one.name,
                codes.join(";"),
                &one.until,
            ));
        }
        for one in &self.renamed {
            lines.push(line(
                "renamed",
                &one.code,
                &one.old_name,
                one.new_name.clone(),
                "",
            ));
        }
        for one in &self.unknown {
            lines.push(line("unknown", &one.code, &one.name, String::new(), ""));
        }
        lines
    }
}

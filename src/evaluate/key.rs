//! The truth files of the task "the same organisation in another year".

use std::collections::{BTreeMap, BTreeSet};

use super::EvaluateError;
use crate::municipality::{Fault, Sheet, SourceText};

/// The task "the same organisation in another year", checked.
///
/// A query is a document; the candidates are the documents of **other** years; relevant are those of the
/// same organisation, or of one that the relations call the same. Pairs that are to be ignored, by document
/// or by organisation, are taken out of the ranking: neither right nor wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameOrganisation {
    pub(super) file: String,
    /// By id.
    pub(super) entries: Vec<Entry>,
    /// Places in `entries`, the lower first.
    pub(super) ignored: BTreeSet<(usize, usize)>,
    pub(super) ignored_unknown: usize,
    /// Organisations, the first in the alphabet first.
    pub(super) relations: BTreeMap<(String, String), Kinship>,
}

/// One document of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// Its id.
    pub id: String,
    /// Whose it is.
    pub organisation: String,
    /// Its year.
    pub year: i32,
}

/// What two organisations are to each other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Kinship {
    /// One is the other under a later name or after a merger.
    Same,
    /// So near that finding the one for the other is neither right nor wrong.
    Ignored,
    /// Neither.
    Other,
}

impl SameOrganisation {
    /// Reads the key and, when there are, the list of pairs to ignore and the relations.
    ///
    /// - `key`: `id,party,year`; the organisation may also be called `organisation`.
    /// - `ignore`: `id1,id2`. A line with an id that the key has not does nothing and is counted.
    /// - `relations`: `a,b,relation` over organisations, with `same` or `ignored`; both directions hold.
    ///   Organisations that the key has not are allowed: one list serves many keys.
    ///
    /// Other columns are passed over.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every fault of every file:
    /// 1. a column is missing or there twice, or a line has too few or too many fields;
    /// 2. a field is empty, a year is no whole number, a relation is neither of the two;
    /// 3. an id is there twice, or the key has no document;
    /// 4. a relation of an organisation with itself, or a pair with two relations.
    pub fn parse(
        key: &SourceText,
        ignore: Option<&SourceText>,
        relations: Option<&SourceText>,
    ) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let entries = entries(key, &mut faults);
        let (ignored, ignored_unknown) = match ignore {
            Some(ignore) => ignored(ignore, &entries, &mut faults),
            None => (BTreeSet::new(), 0),
        };
        let relations = match relations {
            Some(relations) => kinships(relations, &mut faults),
            None => BTreeMap::new(),
        };
        if !faults.is_empty() {
            return Err(EvaluateError::Faults(faults));
        }
        Ok(Self {
            file: key.name.clone(),
            entries,
            ignored,
            ignored_unknown,
            relations,
        })
    }

    /// The documents, by id.
    pub fn entries(&self) -> &[Entry] {
        &self.entries
    }

    /// What two documents, by place, are to each other.
    pub(super) fn kinship(&self, one: usize, other: usize) -> Kinship {
        if self.ignored.contains(&(one.min(other), one.max(other))) {
            return Kinship::Ignored;
        }
        let (a, b) = (
            &self.entries[one].organisation,
            &self.entries[other].organisation,
        );
        if a == b {
            return Kinship::Same;
        }
        let pair = sorted(a.clone(), b.clone());
        self.relations.get(&pair).copied().unwrap_or(Kinship::Other)
    }
}

fn entries(key: &SourceText, faults: &mut Vec<Fault>) -> Vec<Entry> {
    let Some(sheet) = Sheet::read(key, &["id", "year"], faults) else {
        return Vec::new();
    };
    let named = ["party", "organisation"]
        .into_iter()
        .find(|name| sheet.has(name));
    let Some(organisation) = named else {
        let message = "missing column party or organisation; add it or correct its name";
        faults.push(sheet.fault(1, message.to_owned()));
        return Vec::new();
    };
    let mut found: BTreeMap<String, (Entry, u64)> = BTreeMap::new();
    for row in sheet.rows() {
        let id = sheet.filled(row, "id", faults);
        let organisation = sheet.filled(row, organisation, faults);
        let written = sheet.field(row, "year");
        let year = written.parse().ok();
        if year.is_none() {
            let message = format!("column year: expected a year such as 2022, got {written:?}");
            faults.push(sheet.fault(row.line, message));
        }
        let (Some(id), Some(organisation), Some(year)) = (id, organisation, year) else {
            continue;
        };
        if let Some((_, line)) = found.get(&id) {
            let message = format!("{id} is on line {line} already; leave one");
            faults.push(sheet.fault(row.line, message));
            continue;
        }
        let entry = Entry {
            id: id.clone(),
            organisation,
            year,
        };
        found.insert(id, (entry, row.line));
    }
    if sheet.rows().is_empty() {
        let message = "the key has no documents; add a line for each";
        faults.push(sheet.fault(1, message.to_owned()));
    }
    found.into_values().map(|(entry, _)| entry).collect()
}

/// The pairs of places to ignore, and how many lines name an id that is not there.
fn ignored(
    ignore: &SourceText,
    entries: &[Entry],
    faults: &mut Vec<Fault>,
) -> (BTreeSet<(usize, usize)>, usize) {
    let Some(sheet) = Sheet::read(ignore, &["id1", "id2"], faults) else {
        return (BTreeSet::new(), 0);
    };
    let place = |id: String| entries.binary_search_by(|entry| entry.id.cmp(&id)).ok();
    let (mut pairs, mut unknown) = (BTreeSet::new(), 0);
    for row in sheet.rows() {
        let one = sheet.filled(row, "id1", faults);
        let other = sheet.filled(row, "id2", faults);
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        match (place(one), place(other)) {
            (Some(one), Some(other)) => drop(pairs.insert((one.min(other), one.max(other)))),
            (None, _) | (_, None) => unknown += 1,
        }
    }
    (pairs, unknown)
}

fn kinships(
    relations: &SourceText,
    faults: &mut Vec<Fault>,
) -> BTreeMap<(String, String), Kinship> {
    let mut found: BTreeMap<(String, String), (Kinship, u64)> = BTreeMap::new();
    if let Some(sheet) = Sheet::read(relations, &["a", "b", "relation"], faults) {
        for row in sheet.rows() {
            let a = sheet.filled(row, "a", faults);
            let b = sheet.filled(row, "b", faults);
            let word = sheet.field(row, "relation");
            let kinship = match word.to_lowercase().as_str() {
                "same" => Some(Kinship::Same),
                "ignored" => Some(Kinship::Ignored),
                _ => None,
            };
            let mut fault = |message| faults.push(sheet.fault(row.line, message));
            if kinship.is_none() {
                fault(format!(
                    "column relation: expected same or ignored, got {word:?}"
                ));
            }
            let (Some(a), Some(b), Some(kinship)) = (a, b, kinship) else {
                continue;
            };
            if a == b {
                fault(format!("{a} is always the same as itself; drop the line"));
                continue;
            }
            let pair = sorted(a, b);
            match found.get(&pair) {
                Some((before, line)) if *before != kinship => fault(format!(
                    "{} and {} have another relation on line {line}; leave one",
                    pair.0, pair.1
                )),
                Some(_) => {}
                None => drop(found.insert(pair, (kinship, row.line))),
            }
        }
    }
    found
        .into_iter()
        .map(|(pair, (kinship, _))| (pair, kinship))
        .collect()
}

fn sorted(a: String, b: String) -> (String, String) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> SourceText {
        SourceText::new(name, text)
    }

    #[test]
    fn the_files_are_read() {
        let task = SameOrganisation::parse(
            &source(
                "key.csv",
                "id,year,organisation\nb,2018,Oud\na,2022,Nieuw\nc,2022,Zus\n",
            ),
            Some(&source(
                "ignore.csv",
                "id1,id2,containment\nc,b,0.9\nb,z,1\n",
            )),
            Some(&source(
                "relations.csv",
                "a,b,relation\nOud,Nieuw,same\nNieuw,Zus,ignored\nNieuw,Oud,same\n",
            )),
        )
        .expect("sound");
        let ids: Vec<_> = task.entries().iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(task.ignored_unknown, 1);
        assert_eq!(task.kinship(0, 1), Kinship::Same);
        assert_eq!(task.kinship(2, 0), Kinship::Ignored);
        assert_eq!(task.kinship(1, 2), Kinship::Ignored);
        assert_eq!(task.kinship(1, 1), Kinship::Same);
    }

    #[test]
    fn every_fault_of_every_file_is_told() {
        let error = SameOrganisation::parse(
            &source("key.csv", "id,party,year\na,A,2018\na,B,2019\n,B,20-1\n"),
            Some(&source("ignore.csv", "id1\na\n")),
            Some(&source(
                "rel.csv",
                "a,b,relation\nA,A,same\nA,B,sister\nA,B,same\nB,A,ignored\n",
            )),
        )
        .expect_err("faults");
        let message = error.to_string();
        for part in [
            "the truth has 7 faults",
            "key.csv:3: a is on line 2 already",
            "key.csv:4: column id is empty",
            "key.csv:4: column year: expected a year such as 2022, got \"20-1\"",
            "ignore.csv:1: missing column id2",
            "rel.csv:2: A is always the same as itself",
            "rel.csv:3: column relation: expected same or ignored, got \"sister\"",
            "rel.csv:5: A and B have another relation on line 4",
        ] {
            assert!(message.contains(part), "{part} in {message}");
        }
        let none = SameOrganisation::parse(&source("key.csv", "id,year\na,1\n"), None, None);
        assert!(
            none.expect_err("no party")
                .to_string()
                .contains("party or organisation")
        );
        let empty = SameOrganisation::parse(&source("key.csv", "id,party,year\n"), None, None);
        assert!(
            empty
                .expect_err("empty")
                .to_string()
                .contains("no documents")
        );
    }

    #[test]
    fn the_relations_of_the_parties_are_sound() {
        let text = include_str!("../../benches/peer/party_relations.csv");
        let key = source(
            "key.csv",
            "id,party,year\na,PPR,1981\nb,GroenLinks,1989\nc,PSP,1982\n",
        );
        let relations = source("party_relations.csv", text);
        let task = SameOrganisation::parse(&key, None, Some(&relations)).expect("sound");
        assert_eq!(task.relations.len(), 43);
        assert_eq!(task.kinship(0, 1), Kinship::Same);
        assert_eq!(task.kinship(0, 2), Kinship::Ignored);
    }
}

//! The truth files of the task: the key, the pairs to ignore, and the relations of organisations.

use std::collections::{BTreeMap, BTreeSet};

use crate::evaluate::EvaluateError;
use crate::municipality::{LineError, Sheet, SourceText};

/// The task "the same organisation in another year", read from truth files.
///
/// Each document is a query. Its candidates are the documents of **other** years; relevant are those of the same
/// organisation, or of one that the relations call the same. Ignored pairs, of documents or of organisations, are
/// removed from the ranking, as unjudged documents are in a condensed list (Sakai 2007).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SameOrganisation {
    /// The name of the key file, for error messages.
    pub(super) file: String,
    /// The documents, by id.
    pub(super) documents: Vec<KeyDocument>,
    /// Pairs of indices in `documents`, the lower first.
    pub(super) ignored: BTreeSet<(usize, usize)>,
    /// The number of lines of the ignore list with an unknown id.
    pub(super) ignored_unknown: usize,
    /// By pair of organisations, the alphabetically first one first.
    pub(super) relations: BTreeMap<(String, String), Relevance>,
}

/// One document of the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct KeyDocument {
    /// Its id.
    pub id: String,
    /// The organisation that wrote it.
    pub organisation: String,
    /// Its year.
    pub year: i32,
}

/// Whether a document of one organisation is relevant to a query of the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Relevance {
    /// The organisations are the same, perhaps under a later name or after a merger.
    Relevant,
    /// The organisations are so close that finding one for the other is neither right nor wrong.
    Ignored,
    /// The organisations are different.
    NotRelevant,
}

impl SameOrganisation {
    /// Reads the key and, where given, the list of pairs to ignore and the relations.
    ///
    /// - `key`: `id,party,year`; the organisation may also be called `organisation`.
    /// - `ignore`: `id1,id2`. A line with an id that is not in the key has no effect and is counted.
    /// - `relations`: `a,b,relation` over organisations, with `same` or `ignored`; both directions hold.
    ///   Organisations that are not in the key are allowed: one list serves many keys.
    ///
    /// Other columns are ignored.
    ///
    /// # Errors
    /// [`EvaluateError::Faults`] with every error of every file:
    /// 1. a column is missing or occurs twice, or a line has too few or too many fields;
    /// 2. a field is empty, a year is no whole number, a relation is neither of the two;
    /// 3. an id occurs twice, or the key has no document;
    /// 4. a relation of an organisation with itself, or a pair with two relations.
    pub fn parse(
        key: &SourceText,
        ignore: Option<&SourceText>,
        relations: Option<&SourceText>,
    ) -> Result<Self, EvaluateError> {
        let mut faults = Vec::new();
        let documents = read_key(key, &mut faults);
        let (ignored, ignored_unknown) = match ignore {
            Some(ignore) => read_ignored(ignore, &documents, &mut faults),
            None => (BTreeSet::new(), 0),
        };
        let relations = match relations {
            Some(relations) => read_relations(relations, &mut faults),
            None => BTreeMap::new(),
        };
        // All files are read first, so that one run reports every error.
        if !faults.is_empty() {
            return Err(EvaluateError::Faults(faults));
        }
        Ok(Self {
            file: key.name.clone(),
            documents,
            ignored,
            ignored_unknown,
            relations,
        })
    }

    /// Returns the documents, by id.
    pub fn documents(&self) -> &[KeyDocument] {
        &self.documents
    }

    /// Returns the relevance of one document, by index, to the other as a query. Symmetric.
    pub(super) fn relevance(&self, one: usize, other: usize) -> Relevance {
        // An ignored pair of documents goes before the relation of their organisations.
        if self.ignored.contains(&(one.min(other), one.max(other))) {
            return Relevance::Ignored;
        }
        let (a, b) = (
            &self.documents[one].organisation,
            &self.documents[other].organisation,
        );
        if a == b {
            return Relevance::Relevant;
        }
        // Relations hold both ways, so they are stored once.
        let pair = ordered(a.clone(), b.clone());
        self.relations
            .get(&pair)
            .copied()
            .unwrap_or(Relevance::NotRelevant)
    }
}

/// Reads the documents of the key, by id.
fn read_key(key: &SourceText, faults: &mut Vec<LineError>) -> Vec<KeyDocument> {
    let Some(sheet) = Sheet::read(key, &["id", "year"], faults) else {
        return Vec::new();
    };
    let organisation_column = ["party", "organisation"]
        .into_iter()
        .find(|name| sheet.has(name));
    let Some(organisation_column) = organisation_column else {
        let message = "missing column party or organisation; add it or correct its name";
        faults.push(sheet.error_at(1, message.to_owned()));
        return Vec::new();
    };
    // With the line of each, for the message about a double.
    let mut documents: BTreeMap<String, (KeyDocument, u64)> = BTreeMap::new();
    for row in sheet.rows() {
        let id = sheet.filled(row, "id", faults);
        let organisation = sheet.filled(row, organisation_column, faults);
        let written = sheet.field(row, "year");
        let year = written.parse().ok();
        // Reported beside the errors of the other fields, so that a line is mended in one go.
        if year.is_none() {
            let message = format!("column year: expected a year such as 2022, got {written:?}");
            faults.push(sheet.error_at(row.line, message));
        }
        let (Some(id), Some(organisation), Some(year)) = (id, organisation, year) else {
            continue;
        };
        if let Some((_, line)) = documents.get(&id) {
            let message = format!("{id} is on line {line} already; leave one");
            faults.push(sheet.error_at(row.line, message));
            continue;
        }
        let document = KeyDocument {
            id: id.clone(),
            organisation,
            year,
        };
        documents.insert(id, (document, row.line));
    }
    // Only when there is no line at all: lines with errors have been reported.
    if sheet.rows().is_empty() {
        let message = "the key has no documents; add a line for each";
        faults.push(sheet.error_at(1, message.to_owned()));
    }
    documents
        .into_values()
        .map(|(document, _)| document)
        .collect()
}

/// Returns the pairs of indices to ignore, and the number of lines with an unknown id.
fn read_ignored(
    ignore: &SourceText,
    documents: &[KeyDocument],
    faults: &mut Vec<LineError>,
) -> (BTreeSet<(usize, usize)>, usize) {
    let Some(sheet) = Sheet::read(ignore, &["id1", "id2"], faults) else {
        return (BTreeSet::new(), 0);
    };
    let index = |id: String| {
        documents
            .binary_search_by(|document| document.id.cmp(&id))
            .ok()
    };
    let (mut pairs, mut unknown) = (BTreeSet::new(), 0);
    for row in sheet.rows() {
        let one = sheet.filled(row, "id1", faults);
        let other = sheet.filled(row, "id2", faults);
        let (Some(one), Some(other)) = (one, other) else {
            continue;
        };
        match (index(one), index(other)) {
            (Some(one), Some(other)) => drop(pairs.insert((one.min(other), one.max(other)))),
            // Counted, since an ignore list may serve several keys.
            (None, _) | (_, None) => unknown += 1,
        }
    }
    (pairs, unknown)
}

/// Returns the relations by pair of organisations.
fn read_relations(
    relations: &SourceText,
    faults: &mut Vec<LineError>,
) -> BTreeMap<(String, String), Relevance> {
    let mut found: BTreeMap<(String, String), (Relevance, u64)> = BTreeMap::new();
    if let Some(sheet) = Sheet::read(relations, &["a", "b", "relation"], faults) {
        for row in sheet.rows() {
            let a = sheet.filled(row, "a", faults);
            let b = sheet.filled(row, "b", faults);
            let word = sheet.field(row, "relation");
            let relevance = match word.to_lowercase().as_str() {
                "same" => Some(Relevance::Relevant),
                "ignored" => Some(Relevance::Ignored),
                _ => None,
            };
            // A line may have several errors; each is reported.
            let mut fault = |message| faults.push(sheet.error_at(row.line, message));
            if relevance.is_none() {
                fault(format!(
                    "column relation: expected same or ignored, got {word:?}"
                ));
            }
            let (Some(a), Some(b), Some(relevance)) = (a, b, relevance) else {
                continue;
            };
            if a == b {
                // Harmless, but likely a mistake in the list.
                fault(format!("{a} is always the same as itself; drop the line"));
                continue;
            }
            let pair = ordered(a, b);
            // A repeated line with the same relation is harmless.
            match found.get(&pair) {
                Some((before, line)) if *before != relevance => fault(format!(
                    "{} and {} have another relation on line {line}; leave one",
                    pair.0, pair.1
                )),
                Some(_) => {}
                None => drop(found.insert(pair, (relevance, row.line))),
            }
        }
    }
    found
        .into_iter()
        .map(|(pair, (relevance, _))| (pair, relevance))
        .collect()
}

fn ordered(a: String, b: String) -> (String, String) {
    if a <= b { (a, b) } else { (b, a) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn source(name: &str, text: &str) -> SourceText {
        SourceText::new(name, text)
    }

    #[test]
    fn reads_all_three_files() {
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
        .expect("valid files");
        let ids: Vec<_> = task.documents().iter().map(|e| e.id.as_str()).collect();
        assert_eq!(ids, ["a", "b", "c"]);
        assert_eq!(task.ignored_unknown, 1);
        assert_eq!(task.relevance(0, 1), Relevance::Relevant);
        assert_eq!(task.relevance(2, 0), Relevance::Ignored);
        assert_eq!(task.relevance(1, 2), Relevance::Ignored);
        assert_eq!(task.relevance(1, 1), Relevance::Relevant);
    }

    #[test]
    fn reports_every_error_of_every_file() {
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
    fn party_relations_are_valid() {
        let text = include_str!("../../../benches/peer/party_relations.csv");
        let key = source(
            "key.csv",
            "id,party,year\na,PPR,1981\nb,GroenLinks,1989\nc,PSP,1982\n",
        );
        let relations = source("party_relations.csv", text);
        let task = SameOrganisation::parse(&key, None, Some(&relations)).expect("valid files");
        assert_eq!(task.relations.len(), 43);
        assert_eq!(task.relevance(0, 1), Relevance::Relevant);
        assert_eq!(task.relevance(0, 2), Relevance::Ignored);
    }
}

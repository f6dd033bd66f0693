//! A labelled document, read as a build reads a document of one municipality.

use std::collections::{BTreeMap, BTreeSet};

use wiel::document::{DocumentId, DocumentRecord};
use wiel::municipality::GemeenteCode;
use wiel::profile::{Position, Profile, ThemeStatistics, profiles};
use wiel::stance::{Detector, PolicyStatement, Stance, detect_document};
use wiel::taxonomy::Taxonomy;

use wiel::training::LabelledDocument;

/// What the program finds in one document, in the notation of the labels.
pub(crate) struct Reading {
    pub(crate) positions: BTreeMap<String, String>,
    /// By theme on which the municipality states something: the highest intensity, and the tempo or `-`.
    pub(crate) themes: BTreeMap<String, (u8, String)>,
    /// The sentences with what they state on principles, for own statements.
    pub(crate) stances: Vec<(String, BTreeSet<String>)>,
}

/// Reads the document through extraction, segmentation, detection and the profile of its municipality.
pub(crate) fn read(
    document: &LabelledDocument,
    detector: &Detector,
    taxonomy: &Taxonomy,
) -> Reading {
    let (pages, passages) = document.pages_and_passages();
    let id = DocumentId::from_bytes(document.to_markdown().as_bytes());
    let names: Vec<&str> = document.owners.iter().map(String::as_str).collect();
    let statements = detect_document(&pages, &passages, detector, &names);
    let stances = statements
        .iter()
        .filter(|one| one.is_own())
        .map(|one| {
            let passage = &passages[one.passage.ordinal as usize];
            let principles = one.principles.iter().map(|reading| {
                let principle = taxonomy.principle(reading.principle);
                format!("{}={}", principle.name, name(reading.stance))
            });
            (
                one.sentence.of(&passage.text).to_owned(),
                principles.collect(),
            )
        })
        .collect();
    let profile = profile(id, passages.len(), statements, taxonomy);
    Reading {
        positions: positions(&profile, taxonomy),
        themes: themes(&profile, taxonomy),
        stances,
    }
}

/// The profile of a municipality that has this document and no other.
fn profile(
    id: DocumentId,
    passages: usize,
    statements: Vec<PolicyStatement>,
    taxonomy: &Taxonomy,
) -> Profile {
    let code: GemeenteCode = "GM0001".parse().expect("a code");
    let record: DocumentRecord = serde_json::from_value(serde_json::json!({
        "id": id, "path": "visie.md", "title": "Visie", "owners": [code], "kind": "i-visie", "dated": null,
        "url": null, "pages": 1, "readableShare": 1.0, "words": 0, "language": null, "firstRow": 0,
        "passages": passages, "supersededFor": [], "warnings": [],
    }))
    .expect("the form of a record");
    let first = record.first_row;
    let cited: Vec<_> = statements
        .into_iter()
        .map(|one| one.in_generation(first))
        .collect();
    profiles([&code], &[record], &cited, taxonomy).remove(0)
}

fn positions(profile: &Profile, taxonomy: &Taxonomy) -> BTreeMap<String, String> {
    let named = taxonomy.principles().iter().zip(&profile.principles);
    named
        .filter_map(|(principle, counts)| {
            let position = match counts.position() {
                Position::For => "for",
                Position::Against => "against",
                Position::Mixed => "mixed",
                Position::NotMentioned => return None,
            };
            Some((principle.name.clone(), position.to_owned()))
        })
        .collect()
}

fn themes(profile: &Profile, taxonomy: &Taxonomy) -> BTreeMap<String, (u8, String)> {
    let named = taxonomy.themes().iter().zip(&profile.themes);
    named
        .filter(|(_, statistics)| statistics.statements > 0)
        .map(|(theme, statistics)| {
            // Refusals have no intensity of their own in a profile: they are rules, 3.
            let highest = statistics
                .intensity
                .iter()
                .rposition(|count| *count > 0)
                .unwrap_or(3);
            (
                theme.name.clone(),
                (highest as u8, tempo(statistics).to_owned()),
            )
        })
        .collect()
}

/// The tempo of most statements that show one, as for positions three of four.
fn tempo(statistics: &ThemeStatistics) -> &'static str {
    match statistics.tempo.balance_among(statistics.statements) {
        Some(balance) if balance >= 0.5 => "fast",
        Some(balance) if balance <= -0.5 => "slow",
        Some(_) | None => "-",
    }
}

fn name(stance: Stance) -> &'static str {
    match stance {
        Stance::For => "for",
        Stance::Against => "against",
    }
}

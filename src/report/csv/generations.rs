//! What is on disk, and what changed overnight.

use std::io::Write;

use ::csv::Error;

use super::{Table, cell, number};
use crate::report::view::{GenerationDiff, Generations, Pruned, Verified};

const GENERATIONS: [&str; 7] = [
    "id",
    "current",
    "created",
    "documents",
    "passages",
    "municipalities",
    "damage",
];

const CHANGES: [&str; 11] = [
    "change",
    "municipality",
    "municipality_name",
    "path",
    "title",
    "partner",
    "rank_before",
    "rank",
    "alignment_before",
    "alignment",
    "because",
];

/// The generations of a data folder.
///
/// # Errors
/// When they cannot be written.
pub fn generations(to: impl Write, view: &Generations) -> Result<(), Error> {
    let mut table = Table::new(to, &GENERATIONS)?;
    for generation in &view.generations {
        let count = |name: &str| {
            generation
                .counts
                .get(name)
                .map_or_else(String::new, u64::to_string)
        };
        table.writer.write_record([
            generation.id.clone(),
            generation.current.to_string(),
            generation.created.clone().unwrap_or_default(),
            count("documents"),
            count("passages"),
            count("municipalities"),
            cell(generation.damage.as_deref().unwrap_or_default()),
        ])?;
    }
    table.finish().map(|_| ())
}

/// The files that a full check held against their checksums.
///
/// # Errors
/// When they cannot be written.
pub fn verified(to: impl Write, view: &Verified) -> Result<(), Error> {
    let mut table = Table::new(to, &["id", "artifacts", "bytes"])?;
    table.writer.write_record([
        view.id.clone(),
        view.artifacts.to_string(),
        view.bytes.to_string(),
    ])?;
    table.finish().map(|_| ())
}

/// What a prune removed and what it left.
///
/// # Errors
/// When it cannot be written.
pub fn pruned(to: impl Write, view: &Pruned) -> Result<(), Error> {
    let mut table = Table::new(to, &["id", "outcome"])?;
    for id in &view.removed {
        table.writer.write_record([id.as_str(), "removed"])?;
    }
    for (id, because) in &view.kept {
        table.writer.write_record([id.as_str(), because])?;
    }
    table.finish().map(|_| ())
}

/// What changed from one generation to another: a line for each owner of a document (`added`, `removed`,
/// `changed`) and each partner that moved (`entered`, `left`, `reordered`).
///
/// # Errors
/// When it cannot be written.
pub fn changes(to: impl Write, view: &GenerationDiff) -> Result<(), Error> {
    let mut table = Table::new(to, &CHANGES)?;
    let documents = &view.documents;
    for (change, list) in [
        ("added", &documents.added),
        ("removed", &documents.removed),
        ("changed", &documents.changed),
    ] {
        for (document, owner) in list.iter().flat_map(|document| {
            document
                .municipalities
                .iter()
                .map(move |one| (document, one))
        }) {
            let mut record = [const { String::new() }; CHANGES.len()];
            record[0] = change.to_owned();
            record[1] = cell(&owner.code);
            record[2] = cell(&owner.name);
            record[3] = cell(&document.path);
            record[4] = cell(&document.title);
            table.writer.write_record(record)?;
        }
    }
    for one in &view.municipalities {
        for (change, list) in [
            ("entered", &one.entered),
            ("left", &one.left),
            ("reordered", &one.reordered),
        ] {
            for moved in list {
                let rank =
                    |rank: Option<u32>| rank.map_or_else(String::new, |rank| rank.to_string());
                table.writer.write_record([
                    change.to_owned(),
                    cell(&one.municipality.code),
                    cell(&one.municipality.name),
                    String::new(),
                    String::new(),
                    cell(&moved.partner.code),
                    rank(moved.rank_before),
                    rank(moved.rank),
                    number(moved.alignment_before),
                    number(moved.alignment),
                    cell(&moved.because.join(";")),
                ])?;
            }
        }
    }
    table.finish().map(|_| ())
}

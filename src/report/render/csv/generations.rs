//! What is on disk, and what changed overnight.

use std::io::Write;

use ::csv::Error;

use super::write;
use crate::report::view::{
    ChangedDocument, Generation, GenerationDiff, Generations, Municipality, PartnerMoved, Pruned,
    Verified,
};

columns! { Generation, generation;
    "id" = generation.id,
    "current" = generation.current,
    "created" = generation.created,
    "documents" = generation.counts.get("documents").copied(),
    "passages" = generation.counts.get("passages").copied(),
    "municipalities" = generation.counts.get("municipalities").copied(),
    "damage" = generation.damage,
}

columns! { Verified, verified;
    "id" = verified.id,
    "artifacts" = verified.artifacts,
    "bytes" = verified.bytes,
}

/// A generation, and whether or why it was kept.
struct PrunedRow<'a> {
    id: &'a str,
    outcome: &'a str,
}

columns! { PrunedRow<'_>, row;
    "id" = row.id,
    "outcome" = row.outcome,
}

/// Something that changed for a municipality: a document of it, or one of its partners.
struct ChangeRow<'a> {
    change: &'static str,
    municipality: &'a Municipality,
    /// In which it goes on.
    successor: Option<&'a Municipality>,
    document: Option<&'a ChangedDocument>,
    moved: Option<&'a PartnerMoved>,
}

columns! { ChangeRow<'_>, row;
    "change" = row.change,
    "municipality" = row.municipality.code,
    "municipality_name" = row.municipality.name,
    "path" = row.document.map(|document| &document.path),
    "title" = row.document.map(|document| &document.title),
    "partner" = row.moved.map(|moved| &moved.partner.code).or(row.successor.map(|place| &place.code)),
    "rank_before" = row.moved.and_then(|moved| moved.rank_before),
    "rank" = row.moved.and_then(|moved| moved.rank),
    "alignment_before" = row.moved.and_then(|moved| moved.alignment_before),
    "alignment" = row.moved.and_then(|moved| moved.alignment),
    "because" = row.moved.map(|moved| moved.because.join(";")),
}

/// The generations of a data folder.
///
/// # Errors
/// When they cannot be written.
pub fn generations(to: impl Write, view: &Generations) -> Result<(), Error> {
    write(to, &view.generations)
}

/// The files whose checksums were verified.
///
/// # Errors
/// When they cannot be written.
pub fn verified(to: impl Write, view: &Verified) -> Result<(), Error> {
    write(to, [view])
}

/// What a prune removed, then what it left and why.
///
/// # Errors
/// When it cannot be written.
pub fn pruned(to: impl Write, view: &Pruned) -> Result<(), Error> {
    // What was removed first: that is what the command was asked to do.
    let removed = view.removed.iter().map(|id| PrunedRow {
        id,
        outcome: "removed",
    });
    let kept = view
        .kept
        .iter()
        .map(|(id, outcome)| PrunedRow { id, outcome });
    write(to, removed.chain(kept))
}

/// What changed from one generation to another.
///
/// First a line for each municipality that went on in another (`merged`, with that one under `partner`), then one for
/// each owner of a document (`added`, `removed`, `changed`), then one for each partner that moved (`entered`, `left`,
/// `reordered`).
///
/// # Errors
/// When it cannot be written.
pub fn changes(to: impl Write, view: &GenerationDiff) -> Result<(), Error> {
    let documents = [
        ("added", &view.documents.added),
        ("removed", &view.documents.removed),
        ("changed", &view.documents.changed),
    ];
    let mut rows = Vec::new();
    for merger in &view.mergers {
        for ended in &merger.ended {
            rows.extend(merger.into.iter().map(|into| ChangeRow {
                change: "merged",
                municipality: ended,
                successor: Some(into),
                document: None,
                moved: None,
            }));
        }
    }
    for (change, document) in documents
        .into_iter()
        .flat_map(|(change, list)| list.iter().map(move |document| (change, document)))
    {
        // A row for each owner, so that a spreadsheet can filter by municipality.
        rows.extend(document.municipalities.iter().map(|owner| ChangeRow {
            change,
            municipality: owner,
            successor: None,
            document: Some(document),
            moved: None,
        }));
    }
    for one in &view.municipalities {
        let partners = [
            ("entered", &one.entered),
            ("left", &one.left),
            ("reordered", &one.reordered),
        ];
        for (change, list) in partners {
            rows.extend(list.iter().map(|moved| ChangeRow {
                change,
                municipality: &one.municipality,
                successor: None,
                document: None,
                moved: Some(moved),
            }));
        }
    }
    write(to, rows)
}

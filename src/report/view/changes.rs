//! The answer of `wiel generations diff`.

use std::collections::BTreeMap;

use serde::Serialize;

use super::Municipality;
use crate::document::{DocumentId, DocumentRecord};
use crate::engine::{Changes, Engine, Moved, TopChange};
use crate::municipality::GemeenteCode;

/// What changed from one generation to another.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct GenerationDiff {
    /// The earlier generation.
    pub old: String,
    /// The later generation.
    pub new: String,
    /// When the earlier one was made.
    pub old_created: String,
    /// When the later one was made.
    pub new_created: String,
    /// Whether the two were built with other settings or another version of a stage: ranks may then move
    /// without any document.
    pub settings_changed: bool,
    /// So many first partners were looked at.
    pub top: u32,
    /// How far was looked.
    pub scope: String,
    /// What happened to documents.
    pub documents: DocumentChanges,
    /// Municipalities whose first partners changed, by code.
    pub municipalities: Vec<PartnersChanged>,
    /// Whether municipalities and documents are invented.
    pub demonstration: bool,
}

/// Documents that came, went or changed; each by path.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct DocumentChanges {
    /// They are new.
    pub added: Vec<ChangedDocument>,
    /// They are gone.
    pub removed: Vec<ChangedDocument>,
    /// They have another content.
    pub changed: Vec<ChangedDocument>,
}

/// A document that came, went or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct ChangedDocument {
    /// Its place in the corpus.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Its date or year.
    pub date: Option<String>,
    /// Whose it is.
    pub municipalities: Vec<Municipality>,
    /// Who share a border with one of them.
    pub neighbours: Vec<Municipality>,
}

/// How the first partners of a municipality changed.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnersChanged {
    /// Whose partners.
    pub municipality: Municipality,
    /// They are new among the first.
    pub entered: Vec<PartnerMoved>,
    /// They are not among the first any more.
    pub left: Vec<PartnerMoved>,
    /// They stayed among the first, at another rank.
    pub reordered: Vec<PartnerMoved>,
}

/// How one partner moved.
#[derive(Clone, Debug, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct PartnerMoved {
    /// The partner.
    pub partner: Municipality,
    /// Its rank before.
    pub rank_before: Option<u32>,
    /// Its rank now.
    pub rank: Option<u32>,
    /// The alignment before, `[0, 1]`.
    pub alignment_before: Option<f64>,
    /// The alignment now, `[0, 1]`.
    pub alignment: Option<f64>,
    /// The difference, when both are known.
    pub difference: Option<f64>,
    /// The paths of documents of the pair that came, went or changed; empty when the change came from others.
    pub because: Vec<String>,
}

impl GenerationDiff {
    /// The differences between two opened generations.
    pub fn of(
        (old, new): (&Engine, &Engine),
        changes: &Changes,
        scope: String,
        top: u32,
        demonstration: bool,
    ) -> Self {
        let paths: BTreeMap<DocumentId, &str> =
            [&changes.added, &changes.removed, &changes.changed]
                .into_iter()
                .flatten()
                .map(|document| (document.id, document.path.as_str()))
                .collect();
        let documents = |engine, list: &[DocumentRecord]| {
            list.iter()
                .map(|document| ChangedDocument::of(engine, document))
                .collect()
        };
        Self {
            old: old.generation().to_string(),
            new: new.generation().to_string(),
            old_created: old.manifest().created.to_string(),
            new_created: new.manifest().created.to_string(),
            settings_changed: old.manifest().params_hash != new.manifest().params_hash,
            top,
            scope,
            documents: DocumentChanges {
                added: documents(new, &changes.added),
                removed: documents(old, &changes.removed),
                changed: documents(new, &changes.changed),
            },
            municipalities: changes
                .municipalities
                .iter()
                .map(|change| PartnersChanged::of((old, new), change, &paths))
                .collect(),
            demonstration,
        }
    }

    /// Whether neither documents nor first partners changed.
    pub fn is_empty(&self) -> bool {
        let DocumentChanges {
            added,
            removed,
            changed,
        } = &self.documents;
        added.is_empty()
            && removed.is_empty()
            && changed.is_empty()
            && self.municipalities.is_empty()
    }
}

impl ChangedDocument {
    fn of(engine: &Engine, document: &DocumentRecord) -> Self {
        let mut neighbours: Vec<GemeenteCode> = document
            .owners
            .iter()
            .flat_map(|owner| engine.neighbours(owner))
            .filter(|code| !document.owners.contains(code))
            .collect();
        neighbours.sort_unstable();
        neighbours.dedup();
        let named = |codes: &[GemeenteCode]| {
            codes
                .iter()
                .map(|code| Municipality::of(engine, code))
                .collect()
        };
        Self {
            path: document.path.clone(),
            title: document.title.clone(),
            kind: document.kind.to_string(),
            date: document.dated.map(|dated| dated.to_string()),
            municipalities: named(&document.owners),
            neighbours: named(&neighbours),
        }
    }
}

impl PartnersChanged {
    fn of(
        (old, new): (&Engine, &Engine),
        change: &TopChange,
        paths: &BTreeMap<DocumentId, &str>,
    ) -> Self {
        // A municipality that is gone is known to the old register only.
        let named = |code: &GemeenteCode| {
            let known = new.register().get(code).is_some();
            Municipality::of(if known { new } else { old }, code)
        };
        let moved = |list: &[Moved]| {
            list.iter()
                .map(|moved| PartnerMoved::of(named(&moved.partner), moved, paths))
                .collect()
        };
        Self {
            municipality: named(&change.municipality),
            entered: moved(&change.entered),
            left: moved(&change.left),
            reordered: moved(&change.reordered),
        }
    }
}

impl PartnerMoved {
    fn of(partner: Municipality, moved: &Moved, paths: &BTreeMap<DocumentId, &str>) -> Self {
        let before = moved.before.map(|(_, alignment)| alignment.get());
        let now = moved.now.map(|(_, alignment)| alignment.get());
        let mut because: Vec<String> = moved
            .because
            .iter()
            .map(|id| paths[id].to_owned())
            .collect();
        because.sort_unstable();
        Self {
            partner,
            rank_before: moved.before.map(|(rank, _)| rank),
            rank: moved.now.map(|(rank, _)| rank),
            alignment_before: before,
            alignment: now,
            difference: before.zip(now).map(|(before, now)| now - before),
            because,
        }
    }
}

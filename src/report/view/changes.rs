//! The answer of `wiel generations diff`.

use std::collections::BTreeMap;

use serde::Serialize;
use utoipa::ToSchema;

use super::{Focus, Municipality};
use crate::document::DocumentId;
use crate::engine::{self, Catalog, Changes, PartnerChanges, RankChange};
use crate::municipality::{GemeenteCode, Recognised};
use crate::rank::Alignment;
use crate::report::Presentation;

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
    /// Whether the two were built with different settings or versions of a stage; ranks may then change without a
    /// changed document.
    pub settings_changed: bool,
    /// How many first partners of each municipality are compared.
    pub top: u32,
    /// The scope.
    pub scope: String,
    /// Municipalities that ended and went on in others; below they are known by their successors.
    pub mergers: Vec<Merger>,
    /// The documents that changed.
    pub documents: DocumentChanges,
    /// Municipalities whose first partners changed, by code.
    pub municipalities: Vec<PartnersChanged>,
    /// Whether municipalities and documents are invented.
    pub demonstration: bool,
}

/// Municipalities that ended and went on in others (herindeling).
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Merger {
    /// Those that ended.
    pub ended: Vec<Municipality>,
    /// Those in which they go on, the main one first; more than one after a split.
    pub into: Vec<Municipality>,
    /// The day on which it took effect; null if the register does not have it.
    #[schema(format = "date")]
    pub since: Option<String>,
}

/// Documents that were added, removed or changed, each by path.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct DocumentChanges {
    /// Documents that are new.
    pub added: Vec<ChangedDocument>,
    /// Documents that are gone.
    pub removed: Vec<ChangedDocument>,
    /// Documents with other content.
    pub changed: Vec<ChangedDocument>,
}

/// A document that was added, removed or changed.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct ChangedDocument {
    /// Its path in the corpus folder.
    pub path: String,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Its date or year.
    #[schema(format = "date-or-year", pattern = r"^\d{4}(-\d{2}-\d{2})?$")]
    pub date: Option<String>,
    /// Its owners.
    pub municipalities: Vec<Municipality>,
    /// Those that share a border with one of them.
    pub neighbours: Vec<Municipality>,
}

/// How the first partners of a municipality changed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct PartnersChanged {
    /// The municipality whose partners they are.
    pub municipality: Municipality,
    /// Partners that are new among the first.
    pub entered: Vec<PartnerMoved>,
    /// Partners that are no longer among the first.
    pub left: Vec<PartnerMoved>,
    /// Partners that are still among the first, at another rank.
    pub reordered: Vec<PartnerMoved>,
}

/// How the rank of one partner changed.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
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
    /// The difference; null unless both are known.
    pub difference: Option<f64>,
    /// The paths of documents of the pair that were added, removed or changed; empty if the change came from others.
    pub because: Vec<String>,
}

/// What changed for one municipality from the generation before to the one that answers.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct MunicipalityChanges {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The municipality.
    pub municipality: Focus,
    /// The generation before; null if there is none.
    pub before: Option<String>,
    /// When that one was made; null if there is none.
    pub before_created: Option<String>,
    /// Whether settings or methods changed too; ranks may then change without a changed document.
    pub settings_changed: bool,
    /// How many first partners are compared.
    pub top: u32,
    /// The scope.
    pub scope: String,
    /// The mergers that the municipality came from, or is in.
    pub mergers: Vec<Merger>,
    /// The documents of the municipality and of those that share a border with it.
    pub documents: DocumentChanges,
    /// How its first partners changed; null if they are the same.
    pub partners: Option<PartnersChanged>,
}

impl MunicipalityChanges {
    /// Creates the view for one municipality out of all changes. `None` stands for no earlier generation.
    pub fn new(
        catalog: &Catalog<'_>,
        focus: &Recognised,
        diff: Option<&GenerationDiff>,
        (scope, top): (String, u32),
        presentation: &Presentation,
    ) -> Self {
        let code = focus.code.as_str();
        let is_of = |document: &&ChangedDocument| {
            let mut places = document.municipalities.iter().chain(&document.neighbours);
            places.any(|place| place.code == code)
        };
        let of = |documents: fn(&DocumentChanges) -> &Vec<ChangedDocument>| {
            let all = diff.into_iter().flat_map(|diff| documents(&diff.documents));
            all.filter(is_of).cloned().collect()
        };
        let mut changed = diff.into_iter().flat_map(|diff| &diff.municipalities);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            municipality: Focus::new(catalog, focus, presentation.language),
            before: diff.map(|diff| diff.old.clone()),
            before_created: diff.map(|diff| diff.old_created.clone()),
            settings_changed: diff.is_some_and(|diff| diff.settings_changed),
            top,
            scope,
            mergers: diff
                .into_iter()
                .flat_map(|diff| &diff.mergers)
                .filter(|merger| merger.into.iter().any(|place| place.code == code))
                .cloned()
                .collect(),
            documents: DocumentChanges {
                added: of(|documents| &documents.added),
                removed: of(|documents| &documents.removed),
                changed: of(|documents| &documents.changed),
            },
            partners: changed.find(|one| one.municipality.code == code).cloned(),
        }
    }

    /// Returns whether nothing changed for the municipality.
    pub fn is_empty(&self) -> bool {
        let DocumentChanges {
            added,
            removed,
            changed,
        } = &self.documents;
        let documents = [added, removed, changed];
        self.partners.is_none()
            && self.mergers.is_empty()
            && documents.iter().all(|list| list.is_empty())
    }
}

impl GenerationDiff {
    /// Creates the view of the changes between two generations.
    pub fn new(
        (old, new): (&Catalog<'_>, &Catalog<'_>),
        changes: &Changes,
        scope: String,
        top: u32,
        demonstration: bool,
    ) -> Self {
        // Removed documents too: the old generation knew their paths.
        let paths: BTreeMap<DocumentId, &str> =
            [&changes.added, &changes.removed, &changes.changed]
                .into_iter()
                .flatten()
                .map(|document| (document.record.id, document.record.path.as_str()))
                .collect();
        let documents = |catalog, list: &[engine::ChangedDocument]| {
            list.iter()
                .map(|document| ChangedDocument::new(catalog, document))
                .collect()
        };
        Self {
            old: old.generation().to_string(),
            new: new.generation().to_string(),
            old_created: old.manifest().created.to_string(),
            new_created: new.manifest().created.to_string(),
            // The hash covers settings and stages, so one comparison finds any change that could move a rank.
            settings_changed: old.manifest().params_hash != new.manifest().params_hash,
            top,
            scope,
            mergers: changes
                .mergers
                .iter()
                .map(|merger| Merger::new((old, new), merger))
                .collect(),
            documents: DocumentChanges {
                added: documents(new, &changes.added),
                // Each from the generation that has the document, since names of owners may differ.
                removed: documents(old, &changes.removed),
                changed: documents(new, &changes.changed),
            },
            municipalities: changes
                .municipalities
                .iter()
                .map(|change| PartnersChanged::new((old, new), change, &paths))
                .collect(),
            demonstration,
        }
    }

    /// Returns whether neither municipalities nor documents nor first partners changed.
    pub fn is_empty(&self) -> bool {
        let DocumentChanges {
            added,
            removed,
            changed,
        } = &self.documents;
        added.is_empty()
            && removed.is_empty()
            && changed.is_empty()
            && self.mergers.is_empty()
            && self.municipalities.is_empty()
    }
}

impl Merger {
    fn new((old, new): (&Catalog<'_>, &Catalog<'_>), merger: &engine::Merger) -> Self {
        let named = |catalog: &Catalog<'_>, codes: &[GemeenteCode]| {
            let places = codes.iter().map(|code| Municipality::new(catalog, code));
            places.collect()
        };
        Self {
            // Only the earlier register knows their names.
            ended: named(old, &merger.ended),
            into: named(new, &merger.into),
            since: merger.since.map(|day| day.to_string()),
        }
    }
}

impl ChangedDocument {
    fn new(catalog: &Catalog<'_>, changed: &engine::ChangedDocument) -> Self {
        let document = &changed.record;
        let named = |codes: &[GemeenteCode]| {
            codes
                .iter()
                .map(|code| Municipality::new(catalog, code))
                .collect()
        };
        Self {
            path: document.path.clone(),
            title: document.title.clone(),
            kind: document.kind.to_string(),
            date: document.dated.map(|dated| dated.to_string()),
            municipalities: named(&document.owners),
            neighbours: named(&changed.neighbours),
        }
    }
}

impl PartnersChanged {
    fn new(
        (old, new): (&Catalog<'_>, &Catalog<'_>),
        change: &PartnerChanges,
        paths: &BTreeMap<DocumentId, &str>,
    ) -> Self {
        // A municipality that is gone is known to the old register only.
        let named = |code: &GemeenteCode| {
            // The newer name where there is one, as the reader knows it.
            let known = new.register().get(code).is_some();
            Municipality::new(if known { new } else { old }, code)
        };
        let moved = |list: &[RankChange]| {
            list.iter()
                .map(|moved| PartnerMoved::new(named(&moved.partner), moved, paths))
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
    fn new(partner: Municipality, moved: &RankChange, paths: &BTreeMap<DocumentId, &str>) -> Self {
        let course = |rank: Option<(u32, Option<Alignment>)>| rank.and_then(|(_, course)| course);
        let before = course(moved.before).map(Alignment::get);
        let now = course(moved.now).map(Alignment::get);
        let mut because: Vec<String> = moved
            .changed_documents
            .iter()
            .map(|id| paths[id].to_owned())
            .collect();
        // Ids are hashes; paths give an order that a reader can follow.
        because.sort_unstable();
        Self {
            partner,
            rank_before: moved.before.map(|(rank, _)| rank),
            rank: moved.now.map(|(rank, _)| rank),
            alignment_before: before,
            alignment: now,
            // Unknown on one side is no difference.
            difference: before.zip(now).map(|(before, now)| now - before),
            because,
        }
    }
}

//! What changed between two generations: documents, and the first partners of each municipality.

use std::collections::{BTreeMap, BTreeSet};

use super::mergers::{Merger, Successors};
use super::{Engine, EngineError};
use crate::document::{Dated, DocumentId, DocumentKind, DocumentRecord};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, PairStatus, Scope};

/// The differences between two generations.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Municipalities that ended and went on in others, by successor. Below they are known by their successors.
    pub mergers: Vec<Merger>,
    /// Documents of which both path and content are new, by path.
    pub added: Vec<ChangedDocument>,
    /// Documents of which both path and content are gone, by path.
    pub removed: Vec<ChangedDocument>,
    /// Documents with the same path and other content, as they are now, by path.
    pub changed: Vec<ChangedDocument>,
    /// The municipalities whose first partners changed, by code.
    pub municipalities: Vec<PartnerChanges>,
}

/// A document that was added, removed or changed.
#[derive(Clone, Debug)]
pub struct ChangedDocument {
    /// The document, in the later of the two generations that has it.
    pub record: DocumentRecord,
    /// The municipalities that share a border with one of its owners and are no owners, by code.
    pub neighbours: Vec<GemeenteCode>,
}

/// How the first partners of one municipality changed. At least one entered, left, or took another rank.
#[derive(Clone, Debug)]
pub struct PartnerChanges {
    /// The municipality whose partners they are.
    pub municipality: GemeenteCode,
    /// Partners that are among the first now and were not before, by rank.
    pub entered: Vec<RankChange>,
    /// Partners that were among the first and are not now, by former rank.
    pub left: Vec<RankChange>,
    /// Partners that are among the first both times with another rank, by rank.
    pub reordered: Vec<RankChange>,
}

/// How the rank of one partner changed.
#[derive(Clone, Debug)]
pub struct RankChange {
    /// The partner.
    pub partner: GemeenteCode,
    /// Its rank before, and its alignment if the visions were compared; `None` if it had no text or was out of scope.
    pub before: Option<(u32, Option<Alignment>)>,
    /// Its rank now, and its alignment if the visions are compared; `None` if it has no text or is out of scope.
    pub now: Option<(u32, Option<Alignment>)>,
    /// Documents of the pair that were added, removed or changed, by id. Empty if there are none: then the ranks of
    /// others changed, or settings did.
    pub changed_documents: Vec<DocumentId>,
}

/// Rank by partner, and the alignment where the visions are compared.
type Ranks = BTreeMap<GemeenteCode, (u32, Option<Alignment>)>;

/// The documents that were added, removed or changed, by owner.
type DocumentsByOwner = BTreeMap<GemeenteCode, BTreeSet<DocumentId>>;

impl Changes {
    /// Computes what changed from `old` to `new`, among the first `top` partners of each municipality in `scope`.
    ///
    /// A municipality that was merged is compared with those that it was before: it is neither a partner that left
    /// nor, under its new code, one that entered.
    ///
    /// Both are ranked with the weights that they were opened with. Cost: the scores of all pairs in scope, twice.
    ///
    /// # Errors
    /// Returns [`EngineError::Rank`] if the registers lack what the scope needs for every municipality.
    pub fn between(
        old: &Engine,
        new: &Engine,
        scope: &Scope,
        top: u32,
    ) -> Result<Self, EngineError> {
        let [added, removed, changed] = document_changes(old.documents(), new.documents());
        let successors = Successors::new(old, new);
        let by_owner = changed_by_owner(old, &successors, &[&added, &removed, &changed]);
        let codes: BTreeSet<&GemeenteCode> = [old, new]
            .into_iter()
            .flat_map(|engine| engine.register().iter().map(|place| &place.code))
            // Its successor is compared with it.
            .filter(|code| !successors.has_ended(code))
            .collect();
        let mut municipalities = Vec::new();
        // A scope that fails everywhere is an error of the question, not of one municipality.
        let (mut any_ranked, mut rank_error) = (false, None);
        for code in codes {
            let before = ranks_before(old, &successors, code, scope);
            match [before, ranks(new, code, scope)] {
                [Ok(before), Ok(now)] => {
                    any_ranked = true;
                    municipalities.extend(partner_changes(code, &before, &now, top, &by_owner));
                }
                // The register may lack what the scope needs for some municipalities; the others are compared.
                [Err(error @ EngineError::Rank(_)), _] | [_, Err(error @ EngineError::Rank(_))] => {
                    rank_error = Some(error);
                }
                // A damaged index is no property of a municipality, so it ends the comparison.
                [Err(error), _] | [_, Err(error)] => return Err(error),
            }
        }
        match rank_error {
            Some(error) if !any_ranked => Err(error),
            _ => Ok(Self {
                // A removed document has its neighbours in the old register, where its owner may be the only one to
                // exist.
                added: new.with_neighbours(added),
                removed: old.with_neighbours(removed),
                changed: new.with_neighbours(changed),
                municipalities,
                mergers: successors.into_mergers(),
            }),
        }
    }

    /// Returns whether documents and first partners are the same.
    pub fn is_empty(&self) -> bool {
        let Self {
            mergers,
            added,
            removed,
            changed,
            municipalities,
        } = self;
        let documents = [added, removed, changed];
        mergers.is_empty()
            && documents.iter().all(|list| list.is_empty())
            && municipalities.is_empty()
    }
}

impl Engine {
    /// Adds the neighbours of the owners to each document.
    fn with_neighbours(&self, records: Vec<DocumentRecord>) -> Vec<ChangedDocument> {
        let neighbours = |record: &DocumentRecord| {
            let of_owners = record
                .owners
                .iter()
                // An owner may be no municipality of this register, after a merger.
                .filter_map(|owner| self.register().get(owner))
                .flat_map(|owner| &owner.neighbours)
                .filter(|code| !record.owners.contains(code));
            let distinct: BTreeSet<&GemeenteCode> = of_owners.collect();
            distinct.into_iter().cloned().collect()
        };
        records
            .into_iter()
            .map(|record| ChangedDocument {
                neighbours: neighbours(&record),
                record,
            })
            .collect()
    }
}

impl Engine {
    /// Lists the municipalities of this generation of which something changed since `old`, by code.
    ///
    /// That is: a document of theirs was added or removed, has another text, title, kind or date, or counts where it did
    /// not; or their first `top` partners in `scope` are others or in another order; or the old register lacks them.
    /// Figures of the others may have moved too, since a score depends on the whole corpus.
    ///
    /// Cost: that of [`Changes::between`].
    ///
    /// # Errors
    /// Those of [`Changes::between`].
    pub fn changed_since(
        &self,
        old: &Self,
        scope: &Scope,
        top: u32,
    ) -> Result<BTreeSet<GemeenteCode>, EngineError> {
        let [then, now] = [old, self].map(documents_by_owner);
        let ranked = Changes::between(old, self, scope, top)?.municipalities;
        let ranked: BTreeSet<GemeenteCode> =
            ranked.into_iter().map(|one| one.municipality).collect();
        let codes = self.register().iter().map(|place| &place.code);
        Ok(codes
            .filter(|code| {
                let is_new = old.register().get(code).is_none();
                is_new || ranked.contains(*code) || then.get(*code) != now.get(*code)
            })
            .cloned()
            .collect())
    }
}

/// What is said of a document in an answer about an owner: title, kind, date, and whether it counts for it.
type Described<'a> = (&'a str, &'a DocumentKind, Option<Dated>, bool);

/// Returns the documents of each owner by id, which is the hash of the text.
fn documents_by_owner(
    engine: &Engine,
) -> BTreeMap<&GemeenteCode, BTreeMap<DocumentId, Described<'_>>> {
    let mut by_owner: BTreeMap<_, BTreeMap<_, _>> = BTreeMap::new();
    for document in engine.documents() {
        for owner in &document.owners {
            let counts = document.represents(owner);
            let described = (
                document.title.as_str(),
                &document.kind,
                document.dated,
                counts,
            );
            let documents = by_owner.entry(owner).or_default();
            documents.insert(document.id, described);
        }
    }
    by_owner
}

/// Returns the added, removed and changed documents, each by path.
fn document_changes(old: &[DocumentRecord], new: &[DocumentRecord]) -> [Vec<DocumentRecord>; 3] {
    let paths_and_ids = |documents: &'_ [DocumentRecord]| {
        let paths: BTreeMap<String, DocumentId> = documents
            .iter()
            .map(|document| (document.path.clone(), document.id))
            .collect();
        let ids: BTreeSet<DocumentId> = documents.iter().map(|document| document.id).collect();
        (paths, ids)
    };
    // A document that moved to another path is neither added nor removed: its content is known.
    let only = |documents: &[DocumentRecord], others: &[DocumentRecord]| {
        let (paths, ids) = paths_and_ids(others);
        let only = documents
            .iter()
            .filter(|document| !paths.contains_key(&document.path) && !ids.contains(&document.id));
        by_path(only)
    };
    let (paths, _) = paths_and_ids(old);
    // The path is known and the content, whose hash is the id, is not.
    let changed = new.iter().filter(|document| {
        paths
            .get(&document.path)
            .is_some_and(|id| *id != document.id)
    });
    [only(new, old), only(old, new), by_path(changed)]
}

fn by_path<'a>(documents: impl Iterator<Item = &'a DocumentRecord>) -> Vec<DocumentRecord> {
    let mut documents: Vec<DocumentRecord> = documents.cloned().collect();
    // A reader looks for paths, and the order must not depend on how documents are stored.
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    documents
}

/// Returns the documents of all lists by owner of today, including the owners that a changed document had before.
fn changed_by_owner(
    old: &Engine,
    successors: &Successors,
    lists: &[&Vec<DocumentRecord>; 3],
) -> DocumentsByOwner {
    let mut by_owner = DocumentsByOwner::new();
    let before: BTreeMap<&str, &DocumentRecord> = old
        .documents()
        .iter()
        .map(|document| (document.path.as_str(), document))
        .collect();
    // A changed document counts for its former owners too: for them it went.
    for document in lists.iter().flat_map(|list| list.iter()) {
        let former = before.get(document.path.as_str());
        let owners = document
            .owners
            .iter()
            .chain(former.iter().flat_map(|document| &document.owners));
        for owner in owners {
            by_owner
                .entry(successors.today(owner).clone())
                .or_default()
                .insert(document.id);
        }
    }
    by_owner
}

/// Ranks all partners in scope with text. Empty for a municipality that the register of the generation lacks.
fn ranks(engine: &Engine, code: &GemeenteCode, scope: &Scope) -> Result<Ranks, EngineError> {
    let mut scores = match engine.pair_scores(code, scope) {
        // Not an error: in that generation the municipality had no partners.
        Err(EngineError::UnknownCode { .. }) => Vec::new(),
        scores => scores?,
    };
    // The order of `Engine::partners`: best first, ties by code.
    scores.sort_by(|a, b| {
        let by_key = a.rank_key().cmp(&b.rank_key());
        by_key.then_with(|| a.partner.cmp(&b.partner))
    });
    Ok(scores
        .into_iter()
        .zip(1..)
        .map(|(score, rank)| {
            let is_compared = score.status() == PairStatus::VisionsCompared;
            (
                score.partner,
                (rank, is_compared.then_some(score.alignment)),
            )
        })
        .collect())
}

/// Ranks all partners of a municipality of today in the generation before, each under its code of today.
///
/// Those that were merged since stand where the best of them stood, and those after it move up, as if they had been one
/// then; partners of which a merged municipality had several ranks have the best.
fn ranks_before(
    old: &Engine,
    successors: &Successors,
    code: &GemeenteCode,
    scope: &Scope,
) -> Result<Ranks, EngineError> {
    let mut focuses = successors.predecessors(code);
    // Where it was there already, its own ranking counts, and what it took in had another.
    if focuses.is_empty() || old.register().get(code).is_some() {
        focuses = [code].into();
    }
    let mut best = Ranks::new();
    for focus in focuses {
        for (partner, (rank, alignment)) in ranks(old, focus, scope)? {
            let partner = successors.today(&partner).clone();
            // Before the merger these were partners of each other.
            if partner == *code {
                continue;
            }
            let known = best.entry(partner).or_insert((rank, alignment));
            if rank < known.0 {
                *known = (rank, alignment);
            }
        }
    }
    let mut ordered: Vec<_> = best.into_iter().collect();
    ordered.sort_by_key(|(partner, (rank, _))| (*rank, partner.clone()));
    let numbered = ordered.into_iter().zip(1..);
    Ok(numbered
        .map(|((partner, (_, alignment)), rank)| (partner, (rank, alignment)))
        .collect())
}

/// Compares the first `top` partners of one municipality. Returns `None` if they are the same, in the same order.
fn partner_changes(
    code: &GemeenteCode,
    before: &Ranks,
    now: &Ranks,
    top: u32,
    by_owner: &DocumentsByOwner,
) -> Option<PartnerChanges> {
    let rank_change = |partner: &GemeenteCode| {
        // Documents of both sides: either may have moved the alignment of the pair.
        let of_both = [code, partner]
            .into_iter()
            .filter_map(|one| by_owner.get(one));
        let changed: BTreeSet<DocumentId> = of_both.flatten().copied().collect();
        RankChange {
            partner: partner.clone(),
            before: before.get(partner).copied(),
            now: now.get(partner).copied(),
            changed_documents: changed.into_iter().collect(),
        }
    };
    let first = |ranks: &Ranks| -> BTreeMap<u32, GemeenteCode> {
        ranks
            .iter()
            .filter(|(_, (rank, _))| *rank <= top)
            .map(|(partner, (rank, _))| (*rank, partner.clone()))
            .collect()
    };
    let (then, today) = (first(before), first(now));
    // The same partners at the same ranks; alignments may have moved.
    if then == today {
        return None;
    }
    // From here on only membership of the first partners matters, not the rank.
    let was = |partner: &GemeenteCode| then.values().any(|other| other == partner);
    let is = |partner: &GemeenteCode| today.values().any(|other| other == partner);
    Some(PartnerChanges {
        municipality: code.clone(),
        entered: today
            .values()
            .filter(|one| !was(one))
            .map(rank_change)
            .collect(),
        left: then
            .values()
            .filter(|one| !is(one))
            .map(rank_change)
            .collect(),
        reordered: today
            .iter()
            // Compared at their rank: a partner that stands where it stood is no news.
            .filter(|(rank, one)| was(one) && then.get(rank) != Some(*one))
            .map(|(_, one)| rank_change(one))
            .collect(),
    })
}

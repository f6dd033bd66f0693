//! What changed from one generation to the next: documents, and whom a municipality would talk to first.

use std::collections::{BTreeMap, BTreeSet};

use super::{Engine, EngineError};
use crate::document::{DocumentId, DocumentRecord};
use crate::municipality::GemeenteCode;
use crate::rank::{Alignment, RankError, Scope, candidates};

/// The differences between two generations.
#[derive(Clone, Debug)]
pub struct Changes {
    /// Documents whose path and bytes are both new, by path.
    pub added: Vec<DocumentRecord>,
    /// Documents whose path and bytes are both gone, by path.
    pub removed: Vec<DocumentRecord>,
    /// Documents whose path stayed and whose bytes did not, as they are now, by path.
    pub changed: Vec<DocumentRecord>,
    /// Municipalities whose top partners changed, by code.
    pub municipalities: Vec<TopChange>,
}

/// How the top partners of one municipality changed. At least one entered, left, or took another rank.
#[derive(Clone, Debug)]
pub struct TopChange {
    /// Whose partners.
    pub municipality: GemeenteCode,
    /// Partners in the top now that were not, by rank.
    pub entered: Vec<Moved>,
    /// Partners that were in the top and are not now, by their former rank.
    pub left: Vec<Moved>,
    /// Partners in the top both times with another rank, by rank.
    pub reordered: Vec<Moved>,
}

/// How one partner of a municipality moved.
#[derive(Clone, Debug)]
pub struct Moved {
    /// The partner.
    pub partner: GemeenteCode,
    /// Rank and alignment before, when it had text and was in scope.
    pub before: Option<(u32, Alignment)>,
    /// Rank and alignment now.
    pub now: Option<(u32, Alignment)>,
    /// Ids of the documents of the pair that came, went or changed; sorted. Empty when the pair has none: then
    /// the ranks moved because others' did, or because settings changed.
    pub because: Vec<DocumentId>,
}

type Ranks = BTreeMap<GemeenteCode, (u32, Alignment)>;

impl Changes {
    /// What changed from `old` to `new` among the first `top` partners of every municipality, within `scope`.
    ///
    /// Both are ranked with the weights they were opened with. Cost: the scores of all pairs in scope, twice.
    ///
    /// # Errors
    /// [`EngineError::Rank`] when neither register can tell the scope for any municipality.
    pub fn between(
        old: &Engine,
        new: &Engine,
        scope: &Scope,
        top: u32,
    ) -> Result<Self, EngineError> {
        let [added, removed, changed] = documents(old.documents(), new.documents());
        let touched = touched(old, &[&added, &removed, &changed]);
        let codes: BTreeSet<&GemeenteCode> = [old, new]
            .into_iter()
            .flat_map(|engine| engine.register().iter().map(|place| &place.code))
            .collect();
        let (mut municipalities, mut told, mut failure) = (Vec::new(), false, None);
        for code in codes {
            let ranks = [old, new].map(|engine| ranks(engine, code, scope));
            match ranks {
                [Ok(before), Ok(now)] => {
                    told = true;
                    municipalities.extend(top_change(code, &before, &now, top, &touched));
                }
                // Some municipalities may lack what a scope needs.
                [Err(error @ EngineError::Rank(_)), _] | [_, Err(error @ EngineError::Rank(_))] => {
                    failure = Some(error);
                }
                [Err(error), _] | [_, Err(error)] => return Err(error),
            }
        }
        match failure {
            Some(error) if !told => Err(error),
            _ => Ok(Self {
                added,
                removed,
                changed,
                municipalities,
            }),
        }
    }

    /// Whether documents and top partners are the same.
    pub fn is_empty(&self) -> bool {
        let Self {
            added,
            removed,
            changed,
            municipalities,
        } = self;
        added.is_empty() && removed.is_empty() && changed.is_empty() && municipalities.is_empty()
    }
}

impl Engine {
    /// The municipalities that share a border with this one, by code; none where the register does not tell.
    pub fn neighbours(&self, code: &GemeenteCode) -> Vec<GemeenteCode> {
        let found: Result<Vec<_>, RankError> = candidates(self.register(), code, &Scope::Border);
        let mut codes: Vec<GemeenteCode> = found
            .map(|found| found.into_iter().map(|one| one.code).collect())
            .unwrap_or_default();
        codes.sort_unstable();
        codes
    }
}

/// Added, removed and changed documents.
fn documents(old: &[DocumentRecord], new: &[DocumentRecord]) -> [Vec<DocumentRecord>; 3] {
    let known = |documents: &'_ [DocumentRecord]| {
        let paths: BTreeMap<String, DocumentId> = documents
            .iter()
            .map(|document| (document.path.clone(), document.id))
            .collect();
        let ids: BTreeSet<DocumentId> = documents.iter().map(|document| document.id).collect();
        (paths, ids)
    };
    let only = |documents: &[DocumentRecord], others: &[DocumentRecord]| {
        let (paths, ids) = known(others);
        let only = documents
            .iter()
            .filter(|document| !paths.contains_key(&document.path) && !ids.contains(&document.id));
        sorted(only)
    };
    let (paths, _) = known(old);
    let changed = new.iter().filter(|document| {
        paths
            .get(&document.path)
            .is_some_and(|id| *id != document.id)
    });
    [only(new, old), only(old, new), sorted(changed)]
}

fn sorted<'a>(documents: impl Iterator<Item = &'a DocumentRecord>) -> Vec<DocumentRecord> {
    let mut documents: Vec<DocumentRecord> = documents.cloned().collect();
    documents.sort_by(|a, b| a.path.cmp(&b.path));
    documents
}

/// The documents that came, went or changed, by owner; owners that a change took away included.
fn touched(
    old: &Engine,
    lists: &[&Vec<DocumentRecord>; 3],
) -> BTreeMap<GemeenteCode, BTreeSet<DocumentId>> {
    let mut touched: BTreeMap<GemeenteCode, BTreeSet<DocumentId>> = BTreeMap::new();
    let before: BTreeMap<&str, &DocumentRecord> = old
        .documents()
        .iter()
        .map(|document| (document.path.as_str(), document))
        .collect();
    for document in lists.iter().flat_map(|list| list.iter()) {
        let former = before.get(document.path.as_str());
        let owners = document
            .owners
            .iter()
            .chain(former.iter().flat_map(|document| &document.owners));
        for owner in owners {
            touched
                .entry(owner.clone())
                .or_default()
                .insert(document.id);
        }
    }
    touched
}

/// All partners in scope with text; empty for a municipality that the register of then did not have.
fn ranks(engine: &Engine, code: &GemeenteCode, scope: &Scope) -> Result<Ranks, EngineError> {
    let mut scores = match engine.pair_scores(code, scope) {
        Err(EngineError::UnknownCode { .. }) => Vec::new(),
        scores => scores?,
    };
    scores.sort_by(|a, b| {
        b.alignment
            .cmp(&a.alignment)
            .then_with(|| a.partner.cmp(&b.partner))
    });
    Ok(scores
        .into_iter()
        .zip(1..)
        .map(|(score, rank)| (score.partner, (rank, score.alignment)))
        .collect())
}

fn top_change(
    code: &GemeenteCode,
    before: &Ranks,
    now: &Ranks,
    top: u32,
    touched: &BTreeMap<GemeenteCode, BTreeSet<DocumentId>>,
) -> Option<TopChange> {
    let moved = |partner: &GemeenteCode| {
        let of_both = [code, partner]
            .into_iter()
            .filter_map(|one| touched.get(one));
        let because: BTreeSet<DocumentId> = of_both.flatten().copied().collect();
        Moved {
            partner: partner.clone(),
            before: before.get(partner).copied(),
            now: now.get(partner).copied(),
            because: because.into_iter().collect(),
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
    if then == today {
        return None;
    }
    let was = |partner: &GemeenteCode| then.values().any(|other| other == partner);
    let is = |partner: &GemeenteCode| today.values().any(|other| other == partner);
    Some(TopChange {
        municipality: code.clone(),
        entered: today.values().filter(|one| !was(one)).map(moved).collect(),
        left: then.values().filter(|one| !is(one)).map(moved).collect(),
        reordered: today
            .iter()
            .filter(|(rank, one)| was(one) && then.get(rank) != Some(*one))
            .map(|(_, one)| moved(one))
            .collect(),
    })
}

//! Which statements count towards which municipality.

use std::collections::{BTreeMap, BTreeSet};

use super::Engine;
use crate::document::{DocumentKind, DocumentRecord};
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, PrincipleCounts};
use crate::rank::{DocumentCounts, Reliability};
use crate::snapshot::Snapshot;
use crate::stance::Decision;

/// For each municipality, in register order, the places in [`Snapshot::statements`] of those that count towards it.
pub(super) type StatementIndex = Vec<Vec<usize>>;

/// Builds the index of statements by municipality. `places` maps codes to register order.
///
/// Cost: one pass over the statements. Statements of a joint vision are listed for each of its owners; those of
/// superseded documents for none.
pub(super) fn index(places: &BTreeMap<GemeenteCode, usize>, snapshot: &Snapshot) -> StatementIndex {
    let mut by_municipality = vec![Vec::new(); places.len()];
    let statements = &snapshot.statements;
    for record in &snapshot.documents {
        // Statements are sorted by passage row, and the rows of a document follow each other.
        let first = statements.partition_point(|one| one.passage < record.first_row);
        let of_record =
            (first..statements.len()).take_while(|at| record.contains_row(statements[*at].passage));
        for at in of_record {
            // Owners for whom the document is superseded are no longer counted.
            for owner in record.represented() {
                by_municipality[places[owner]].push(at);
            }
        }
    }
    by_municipality
}

/// Computes of each municipality, in register order, how far what its documents state is more than chance.
///
/// Cost: one pass over the documents and their statements.
pub(super) fn reliability(
    places: &BTreeMap<GemeenteCode, usize>,
    snapshot: &Snapshot,
) -> Vec<Reliability> {
    let mut counts = vec![Vec::new(); places.len()];
    for record in &snapshot.documents {
        let of_record = of_record(record, &snapshot.statements);
        let is_positive = |one: &&CitedStatement| one.decision == Decision::Positive;
        let of_document = DocumentCounts {
            domain_words: record.domain_words,
            statements: of_record.iter().filter(is_positive).count() as u32,
            choices: of_record
                .iter()
                .map(|one| one.principles.len() as u32)
                .sum(),
        };
        for owner in record.represented() {
            counts[places[owner]].push(of_document);
        }
    }
    counts
        .into_iter()
        .map(Reliability::from_documents)
        .collect()
}

/// Lists for each municipality, in register order, the kinds of the documents in which it states something, sorted.
pub(super) fn kinds(
    places: &BTreeMap<GemeenteCode, usize>,
    snapshot: &Snapshot,
) -> Vec<Vec<DocumentKind>> {
    let mut kinds = vec![BTreeSet::new(); places.len()];
    for record in &snapshot.documents {
        // A document that states nothing is no vision, whatever it is called.
        if !of_record(record, &snapshot.statements).is_empty() {
            for owner in record.represented() {
                kinds[places[owner]].insert(record.kind.clone());
            }
        }
    }
    kinds
        .into_iter()
        .map(|kinds| kinds.into_iter().collect())
        .collect()
}

/// Returns the statements of one document, in text order.
fn of_record<'s>(
    record: &DocumentRecord,
    statements: &'s [CitedStatement],
) -> &'s [CitedStatement] {
    // Statements are sorted by passage row, and the rows of a document follow each other.
    let first = statements.partition_point(|one| one.passage < record.first_row);
    let length = statements[first..].partition_point(|one| record.contains_row(one.passage));
    &statements[first..first + length]
}

impl Engine {
    /// Iterates over the statements that count towards a municipality, in the order of its documents.
    pub(super) fn statements_of(
        &self,
        code: &GemeenteCode,
    ) -> impl Iterator<Item = &CitedStatement> {
        let places = &self.statement_index[self.place(code)];
        places.iter().map(|at| &self.snapshot.statements[*at])
    }

    /// Counts the statements of a municipality for and against each principle, in taxonomy order.
    ///
    /// Only the statements that `select` keeps are counted.
    pub(super) fn principle_cells(
        &self,
        code: &GemeenteCode,
        select: impl Fn(&CitedStatement) -> bool,
    ) -> Vec<PrincipleCounts> {
        // A row for every principle, also those not mentioned: the callers walk along the taxonomy.
        let mut cells = vec![PrincipleCounts::default(); self.taxonomy().principles().len()];
        for one in self.statements_of(code).filter(|one| select(one)) {
            for reading in &one.principles {
                cells[reading.principle.index()].add(*reading);
            }
        }
        cells
    }
}

//! Which statements count towards which municipality.

use std::collections::BTreeMap;

use super::Engine;
use crate::municipality::GemeenteCode;
use crate::profile::{CitedStatement, PrincipleCounts};
use crate::snapshot::Snapshot;
use crate::stance::Stance;

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
            for (principle, stance) in &one.principles {
                count(&mut cells[principle.index()], *stance);
            }
        }
        cells
    }
}

/// Adds one statement to a cell.
pub(super) fn count(cell: &mut PrincipleCounts, stance: Stance) {
    match stance {
        Stance::For => cell.for_it += 1,
        Stance::Against => cell.against += 1,
    }
}

//! Queries about many municipalities at once, in parallel.

use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::{Mutex, PoisonError};

use super::{Engine, EngineError, PairScore, PartnerQuery};
use crate::municipality::GemeenteCode;
use crate::rank::{Ranking, Scope};

/// What a batch asks about each municipality.
#[derive(Clone, Debug, PartialEq)]
pub struct BatchQuery {
    /// Which municipalities are candidates.
    pub scope: Scope,
    /// How many of the first partners get quotes. All partners are ranked, but the quotes of all would be nine
    /// tenths of the time and of the output.
    pub evidence_for: usize,
    /// Whether to return the scores of the pairs too.
    pub pair_scores: bool,
}

/// What a batch answers about one municipality.
#[derive(Clone, Debug)]
pub struct BatchAnswer {
    /// All its partners.
    pub ranking: Ranking,
    /// Its scores with all candidates, in code order; empty unless the query asks for them.
    pub pair_scores: Vec<PairScore>,
}

impl Engine {
    /// Answers a batch query about each of `codes` with `threads` threads.
    ///
    /// `present` turns each answer into what the caller needs, on the thread that computed it. Results are in the
    /// order of `codes`, whatever thread is first.
    ///
    /// # Errors
    /// Each answer can be an error of its own: those of [`Engine::partners`].
    ///
    /// # Panics
    /// Panics if `present` panics.
    pub fn batch<T: Send>(
        &self,
        codes: &[GemeenteCode],
        query: &BatchQuery,
        threads: usize,
        present: impl Fn(&GemeenteCode, Result<BatchAnswer, EngineError>) -> T + Sync,
    ) -> Vec<T> {
        parallel_map(threads, codes, |code| {
            present(code, self.batch_answer(code, query))
        })
    }

    fn batch_answer(
        &self,
        code: &GemeenteCode,
        query: &BatchQuery,
    ) -> Result<BatchAnswer, EngineError> {
        let pair_scores = if query.pair_scores {
            self.pair_scores(code, &query.scope)?
        } else {
            Vec::new()
        };
        let partners = PartnerQuery::new(code.clone())
            .scope(query.scope.clone())
            .evidence_for(query.evidence_for);
        Ok(BatchAnswer {
            ranking: self.partners(&partners)?,
            pair_scores,
        })
    }
}

/// Applies `work` to each item with `threads` threads, and returns the results in the order of the items.
fn parallel_map<I: Sync, T: Send>(
    threads: usize,
    items: &[I],
    work: impl Fn(&I) -> T + Sync,
) -> Vec<T> {
    // Threads take the next item from a shared counter, since some items cost far more than others.
    let next = AtomicUsize::new(0);
    let results = Mutex::new(Vec::with_capacity(items.len()));
    std::thread::scope(|scope| {
        // No more threads than items: a thread without an item would only be started and ended.
        for _ in 0..threads.min(items.len()) {
            scope.spawn(|| {
                loop {
                    // Relaxed suffices: only the counter is shared, and the results have a lock of their own.
                    let place = next.fetch_add(1, Ordering::Relaxed);
                    let Some(item) = items.get(place) else {
                        break;
                    };
                    let result = work(item);
                    // Held for a push only; the work is done outside it.
                    results
                        .lock()
                        // Whoever panics does so before the lock is taken, so the list is whole.
                        .unwrap_or_else(PoisonError::into_inner)
                        .push((place, result));
                }
            });
        }
    });
    let mut results = results.into_inner().unwrap_or_else(PoisonError::into_inner);
    // Threads finish in any order.
    results.sort_by_key(|(place, _)| *place);
    results.into_iter().map(|(_, result)| result).collect()
}

#[cfg(test)]
mod tests {
    use super::parallel_map;

    #[test]
    fn results_keep_the_order_of_the_items() {
        let items: Vec<u64> = (0..200).collect();
        for threads in [1, 4] {
            let doubled = parallel_map(threads, &items, |item| item * 2);
            assert_eq!(
                doubled,
                items.iter().map(|item| item * 2).collect::<Vec<_>>()
            );
        }
    }
}

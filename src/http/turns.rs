//! Turns to compute a response, so that cached responses never wait for others, and cheap ones never long.

use std::sync::Arc;

use tokio::sync::{OwnedSemaphorePermit, Semaphore};

/// Computations at once, at least: one of them is for questions that are not costly.
const MIN_TURNS: usize = 2;

/// The turns of a server, and the places in the queue for them.
pub(super) struct Turns {
    all: Arc<Semaphore>,
    /// One fewer than all, so that costly questions leave a turn to the others.
    costly: Arc<Semaphore>,
    queue: Arc<Semaphore>,
    /// Half of the queue, for the same reason.
    costly_queue: Arc<Semaphore>,
}

/// A place in the queue.
pub(super) struct Place<'t> {
    turns: &'t Turns,
    costly: bool,
    _places: Vec<OwnedSemaphorePermit>,
}

/// The right to compute, until it is dropped.
pub(super) struct Turn {
    _permits: Vec<OwnedSemaphorePermit>,
}

impl Turns {
    /// Turns for a machine with so many threads. At most `queue` questions wait or compute, at least 1.
    pub(super) fn new(threads: usize, queue: usize) -> Self {
        let semaphore = |permits: usize| Arc::new(Semaphore::new(permits));
        // With one thread there are still two turns, or a costly question would block all others.
        let all = threads.max(MIN_TURNS);
        Self {
            all: semaphore(all),
            // One fewer, as the field says; at least 1.
            costly: semaphore(all - 1),
            queue: semaphore(queue),
            // Rounded up, so that a queue of one still lets a costly question in.
            costly_queue: semaphore(queue.div_ceil(2)),
        }
    }

    /// A place in the queue. Returns `None` if there is none left for such a question.
    pub(super) fn queue(&self, costly: bool) -> Option<Place<'_>> {
        let place = |queue: &Arc<Semaphore>| Arc::clone(queue).try_acquire_owned().ok();
        let mut places = Vec::with_capacity(2);
        // The narrower queue first: when it is full, no place of the other is taken.
        if costly {
            places.push(place(&self.costly_queue)?);
        }
        places.push(place(&self.queue)?);
        Some(Place {
            turns: self,
            costly,
            _places: places,
        })
    }
}

impl Place<'_> {
    /// Waits for a turn.
    pub(super) async fn turn(&self) -> Turn {
        let mut permits = Vec::with_capacity(2);
        // The narrower one first, or costly questions would hold turns while they wait for each other.
        if self.costly {
            permits.push(acquire(&self.turns.costly).await);
        }
        // Fair: semaphores serve in the order of asking.
        permits.push(acquire(&self.turns.all).await);
        Turn { _permits: permits }
    }
}

async fn acquire(semaphore: &Arc<Semaphore>) -> OwnedSemaphorePermit {
    let permit = Arc::clone(semaphore).acquire_owned().await;
    permit.expect("the semaphore is never closed")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;

    /// Whether such a question gets its turn at once.
    async fn at_once(place: &Place<'_>) -> Option<Turn> {
        let wait = tokio::time::timeout(Duration::from_millis(20), place.turn());
        wait.await.ok()
    }

    #[tokio::test]
    async fn costly_questions_leave_a_turn_and_half_of_the_queue() {
        for threads in [1, 2, 4] {
            let turns = Turns::new(threads, 20);
            let costly: Vec<Place<'_>> = std::iter::from_fn(|| turns.queue(true)).collect();
            assert_eq!(costly.len(), 10);
            let mut at_work = Vec::new();
            for place in &costly {
                at_work.extend(at_once(place).await);
            }
            assert_eq!(at_work.len(), threads.max(2) - 1);
            let cheap: Vec<Place<'_>> = std::iter::from_fn(|| turns.queue(false)).collect();
            assert_eq!(cheap.len(), 10);
            let turn = at_once(&cheap[0]).await;
            assert!(turn.is_some());
            assert!(at_once(&cheap[1]).await.is_none());
            drop(turn);
            assert!(at_once(&cheap[1]).await.is_some());
        }
    }
}

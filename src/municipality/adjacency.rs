//! Which municipalities share a border, as a graph.

use std::collections::{BTreeMap, VecDeque};

use super::code::GemeenteCode;
use super::entity::Municipality;

/// An adjacency list by index, so that a search over it compares no codes.
#[derive(Debug, Clone)]
pub(super) struct AdjacencyGraph {
    /// All codes, in order.
    codes: Vec<GemeenteCode>,
    /// For each code, the indices of its neighbours in `codes`.
    near: Vec<Vec<usize>>,
}

impl AdjacencyGraph {
    /// Builds the graph of all municipalities. Neighbours that are not among them are ignored.
    pub(super) fn new(municipalities: &BTreeMap<GemeenteCode, Municipality>) -> Self {
        let codes: Vec<GemeenteCode> = municipalities.keys().cloned().collect();
        let near = municipalities
            .values()
            .map(|place| {
                let found = place
                    .neighbours
                    .iter()
                    .map(|code| codes.binary_search(code));
                found.filter_map(Result::ok).collect()
            })
            .collect();
        Self { codes, near }
    }

    /// The length of the shortest path between two municipalities, by breadth-first search. Returns `None` if a code
    /// is unknown or there is no path.
    pub(super) fn hops(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<u32> {
        let start = self.codes.binary_search(a).ok()?;
        let goal = self.codes.binary_search(b).ok()?;
        let mut seen = vec![false; self.codes.len()];
        seen[start] = true;
        let mut queue = VecDeque::from([(start, 0)]);
        while let Some((place, here)) = queue.pop_front() {
            if place == goal {
                return Some(here);
            }
            for &next in &self.near[place] {
                if !seen[next] {
                    // Marked when it is queued and not when it is visited, so that it is queued once.
                    seen[next] = true;
                    queue.push_back((next, here + 1));
                }
            }
        }
        None
    }
}

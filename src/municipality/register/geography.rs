//! Queries about borders, distances and provinces.

use super::Register;
use crate::municipality::{GemeenteCode, Kilometres};

impl Register {
    /// The distance in kilometres between the centroids of two municipalities.
    /// `None` when a code is unknown or has no place. Symmetric; 0 to itself.
    pub fn distance_km(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<Kilometres> {
        Some(self.get(a)?.position?.distance(self.get(b)?.position?))
    }

    /// Whether two municipalities share a border. Nobody borders on itself.
    pub fn are_neighbours(&self, a: &GemeenteCode, b: &GemeenteCode) -> bool {
        self.get(a)
            .is_some_and(|place| place.neighbours.contains(b))
    }

    /// The fewest borders to cross from one municipality to the other: 0 to
    /// itself, 1 to a neighbour. `None` when a code is unknown or no chain of
    /// borders joins the two (an island). Symmetric.
    ///
    /// Breadth-first over the borders: at most every border twice.
    pub fn hops(&self, a: &GemeenteCode, b: &GemeenteCode) -> Option<u32> {
        self.adjacency.hops(a, b)
    }

    /// All others within a distance (the distance itself included), nearest
    /// first, ties by code. Municipalities without a place are left out; empty
    /// when `code` is unknown or has no place.
    pub fn within_km(
        &self,
        code: &GemeenteCode,
        limit: Kilometres,
    ) -> Vec<(GemeenteCode, Kilometres)> {
        let mut near: Vec<(GemeenteCode, Kilometres)> = self
            .iter()
            .filter(|other| other.code != *code)
            .filter_map(|other| Some((other.code.clone(), self.distance_km(code, &other.code)?)))
            .filter(|&(_, distance)| distance <= limit)
            .collect();
        // Stable, and they come in code order, so ties stay in code order.
        near.sort_by_key(|&(_, distance)| distance);
        near
    }

    /// Whether two municipalities lie in the same province. False when a code or
    /// a province is unknown.
    pub fn same_province(&self, a: &GemeenteCode, b: &GemeenteCode) -> bool {
        let province = |code| self.get(code).and_then(|place| place.province.as_deref());
        // Two unknown provinces are not the same one.
        province(a).is_some() && province(a) == province(b)
    }
}

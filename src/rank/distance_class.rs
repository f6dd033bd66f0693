//! How far apart two municipalities are, in classes.

use crate::municipality::Municipality;

/// Centroids at most so many kilometres apart are near: about an hour by bicycle and train, the reach of most
/// partnerships that are no neighbours.
const NEAR_KM: f64 = 30.0;

/// How far apart two municipalities are. Neighbours often write alike for reasons of their own (a joint office,
/// the same adviser), so that a likeness means more beside pairs of the same class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DistanceClass {
    /// They share a border.
    Neighbours,
    /// No border, centroids at most 30 km apart.
    Near,
    /// Farther.
    Far,
    /// No border, and the register does not tell where one of them lies.
    Unknown,
}

impl DistanceClass {
    /// All classes, nearest first.
    pub const ALL: [Self; 4] = [Self::Neighbours, Self::Near, Self::Far, Self::Unknown];

    /// The class of a pair. Symmetric, as borders are.
    pub fn of(a: &Municipality, b: &Municipality) -> Self {
        if a.neighbours.contains(&b.code) {
            return Self::Neighbours;
        }
        match (a.position, b.position) {
            (Some(here), Some(there)) if here.distance(there).get() <= NEAR_KM => Self::Near,
            (Some(_), Some(_)) => Self::Far,
            _ => Self::Unknown,
        }
    }
}

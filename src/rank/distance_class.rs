//! Distance classes: pairs of municipalities that are about equally far apart.

use crate::municipality::Municipality;

/// The largest distance between the centroids of a near pair, in kilometres: about an hour by bicycle and train,
/// the reach of most partnerships between municipalities that are not neighbours.
const MAX_NEAR_KM: f64 = 30.0;

/// How far apart two municipalities are.
///
/// Neighbours often write alike for reasons that have nothing to do with policy (a joint office, the same adviser),
/// so an alignment says more when it is compared with pairs of the same class.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum DistanceClass {
    /// They share a border.
    Neighbours,
    /// No border, centroids at most 30 km apart.
    Near,
    /// No border, centroids more than 30 km apart.
    Far,
    /// No border, and the register lacks the position of at least one.
    Unknown,
}

impl DistanceClass {
    /// All classes, nearest first.
    pub const ALL: [Self; 4] = [Self::Neighbours, Self::Near, Self::Far, Self::Unknown];

    /// Returns the class of a pair. Symmetric, as borders are.
    pub fn between(a: &Municipality, b: &Municipality) -> Self {
        // First, since neighbours with distant centroids (large rural municipalities) work together all the same.
        if a.neighbours.contains(&b.code) {
            return Self::Neighbours;
        }
        match (a.position, b.position) {
            (Some(here), Some(there)) if here.distance(there).get() <= MAX_NEAR_KM => Self::Near,
            (Some(_), Some(_)) => Self::Far,
            _ => Self::Unknown,
        }
    }
}

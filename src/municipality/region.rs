//! Regions: named groups of municipalities, of one or more kinds (safety region,
//! labour market region, …). Within a kind a municipality lies in one region.

use std::collections::BTreeMap;

use super::code::GemeenteCode;

/// The regions of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Regions {
    /// The kind as it was first written.
    pub(super) kind: String,
    /// Municipality to region.
    pub(super) of: BTreeMap<GemeenteCode, String>,
}

/// Kinds by their folded name, so that `Safety Region` and `safety-region` are equal.
pub(super) type RegionKinds = BTreeMap<String, Regions>;

//! Regions: named groups of municipalities, of one or more kinds (safety region,
//! labour market region, …). Within a kind a municipality lies in one region.

use std::collections::BTreeMap;

use super::code::GemeenteCode;
use super::fold;
use super::register::Register;

/// The regions of one kind.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Regions {
    /// The kind as it was first written.
    pub(super) kind: String,
    /// Municipality to region.
    pub(super) of: BTreeMap<GemeenteCode, String>,
}

/// Kinds by their folded name, so that `Safety Region` and `safety-region` are one.
pub(super) type RegionKinds = BTreeMap<String, Regions>;

impl Register {
    /// The kinds of region that the register knows, in order of their folded name.
    pub fn region_kinds(&self) -> impl Iterator<Item = &str> {
        self.regions.values().map(|regions| regions.kind.as_str())
    }

    /// The region of a kind in which a municipality lies. `None` when the code or
    /// the kind is unknown, or the municipality lies in no region of that kind.
    /// Case, accents and punctuation of `kind` do not count.
    pub fn region_of(&self, code: &GemeenteCode, kind: &str) -> Option<&str> {
        let regions = self.regions.get(&fold::key(kind))?;
        regions.of.get(code).map(String::as_str)
    }

    /// The municipalities of a region, in code order; empty when the kind or the
    /// region is unknown. Case, accents and punctuation do not count.
    pub fn region_members(&self, kind: &str, region: &str) -> Vec<GemeenteCode> {
        let wanted = fold::key(region);
        let regions = self.regions.get(&fold::key(kind));
        let pairs = regions.into_iter().flat_map(|regions| &regions.of);
        pairs
            .filter(|(_, name)| fold::key(name) == wanted)
            .map(|(code, _)| code.clone())
            .collect()
    }
}

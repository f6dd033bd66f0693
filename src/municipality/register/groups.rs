//! Queries about partnerships and regions.

use std::collections::BTreeSet;

use jiff::civil::Date;

use super::Register;
use crate::municipality::{GemeenteCode, Partnership, fold};

impl Register {
    /// All partnerships, by name. Empty when the register has no such file.
    pub fn partnerships(&self) -> &[Partnership] {
        &self.partnerships
    }

    /// The partnerships in which a municipality takes part on a day, by name.
    /// Empty for an unknown code.
    pub fn partnerships_of(&self, code: &GemeenteCode, on: Date) -> Vec<&Partnership> {
        let takes_part = |partnership: &&Partnership| partnership.has_member(code, on);
        self.partnerships.iter().filter(takes_part).collect()
    }

    /// The partnerships in which both take part on a day, by name.
    pub fn shared_partnerships(
        &self,
        a: &GemeenteCode,
        b: &GemeenteCode,
        on: Date,
    ) -> Vec<&Partnership> {
        let mut shared = self.partnerships_of(a, on);
        shared.retain(|partnership| partnership.has_member(b, on));
        shared
    }
}

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
        // Folded on both sides, so that the spelling in the file has no effect.
        let wanted = fold::key(region);
        let regions = self.regions.get(&fold::key(kind));
        let pairs = regions.into_iter().flat_map(|regions| &regions.of);
        pairs
            .filter(|(_, name)| fold::key(name) == wanted)
            .map(|(code, _)| code.clone())
            .collect()
    }

    /// The names of the regions of a kind, sorted; empty when the kind is unknown. Case, accents and punctuation of
    /// `kind` do not count.
    pub fn region_names(&self, kind: &str) -> BTreeSet<&str> {
        let regions = self.regions.get(&fold::key(kind));
        let names = regions.into_iter().flat_map(|regions| regions.of.values());
        names.map(String::as_str).collect()
    }

    /// The names of the provinces, sorted; empty when the register does not tell in which province a municipality lies.
    pub fn provinces(&self) -> BTreeSet<&str> {
        let provinces = self.iter().filter_map(|one| one.province.as_deref());
        provinces.collect()
    }

    /// The municipalities of a province, in code order; empty when it is unknown. Case, accents and punctuation do not
    /// count.
    pub fn province_members(&self, province: &str) -> Vec<GemeenteCode> {
        let wanted = fold::key(province);
        self.iter()
            .filter(|one| {
                let province = one.province.as_deref();
                province.is_some_and(|name| fold::key(name) == wanted)
            })
            .map(|one| one.code.clone())
            .collect()
    }
}

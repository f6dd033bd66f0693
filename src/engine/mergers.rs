//! Municipalities that ended between two generations and went on in others (herindeling).

use std::collections::{BTreeMap, BTreeSet};

use jiff::civil::Date;

use super::Engine;
use crate::municipality::{GemeenteCode, Resolution};

/// Municipalities that went on in the same others, on the same day.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Merger {
    /// Those that ended, by code; known to the earlier register only.
    pub ended: Vec<GemeenteCode>,
    /// Those in which they go on, the main one first; more than one after a split.
    pub into: Vec<GemeenteCode>,
    /// The day on which it took effect; `None` if the register does not have it.
    pub since: Option<Date>,
}

/// What became of the municipalities of an earlier generation in a later one.
pub(super) struct Successors {
    mergers: Vec<Merger>,
    /// The main successor of each municipality that ended.
    main: BTreeMap<GemeenteCode, GemeenteCode>,
}

impl Successors {
    /// Asks the register of `new` for the municipalities of `old` that it lacks.
    pub(super) fn new(old: &Engine, new: &Engine) -> Self {
        let mut groups: BTreeMap<(Vec<GemeenteCode>, Option<Date>), Vec<GemeenteCode>> =
            BTreeMap::new();
        let mut main = BTreeMap::new();
        for code in old.register().iter().map(|place| &place.code) {
            let Some(Resolution::Former(steps)) = new.register().resolve_code(code) else {
                continue;
            };
            let Some(first) = steps.first() else {
                continue;
            };
            main.insert(code.clone(), first.code.clone());
            let since = first.since();
            let into: Vec<GemeenteCode> = steps.into_iter().map(|step| step.code).collect();
            groups.entry((into, since)).or_default().push(code.clone());
        }
        let mergers =
            groups
                .into_iter()
                .map(|((into, since), ended)| Merger { ended, into, since });
        Self {
            mergers: mergers.collect(),
            main,
        }
    }

    /// The mergers, by successor.
    pub(super) fn into_mergers(self) -> Vec<Merger> {
        self.mergers
    }

    /// What a municipality of the earlier generation is called in the later one; itself if it did not end.
    pub(super) fn today<'c>(&'c self, code: &'c GemeenteCode) -> &'c GemeenteCode {
        self.main.get(code).unwrap_or(code)
    }

    /// Whether a municipality ended and goes on in another.
    pub(super) fn has_ended(&self, code: &GemeenteCode) -> bool {
        self.main.contains_key(code)
    }

    /// Those that went on in a municipality, by code.
    pub(super) fn predecessors(&self, code: &GemeenteCode) -> BTreeSet<&GemeenteCode> {
        let of_code = self
            .mergers
            .iter()
            .filter(|merger| merger.into.contains(code));
        of_code.flat_map(|merger| &merger.ended).collect()
    }
}

//! Finding municipalities by a name, or by the beginning of one.

use std::collections::BTreeSet;

use super::Engine;
use crate::municipality::{GemeenteCode, Lookup, Recognised};

/// A municipality that fits what was typed.
#[derive(Clone, Debug, PartialEq)]
pub struct FoundMunicipality {
    /// The municipality.
    pub code: GemeenteCode,
    /// How what was typed fits it.
    pub found_by: FoundBy,
    /// How many of its documents were read.
    pub documents: u32,
}

/// How a municipality fits what was typed.
#[derive(Clone, Debug, PartialEq)]
pub enum FoundBy {
    /// The text is a name or code of it.
    Recognition(Recognised),
    /// The text is the beginning of, or a part of, this spelling: the official name, an alias or a former name.
    Completion(String),
}

impl Engine {
    /// Finds all municipalities that fit what was typed.
    ///
    /// Those that a whole name or code means come first, then completions in the order of
    /// [`Register::complete`](crate::municipality::Register::complete). Empty text finds the whole register, by name.
    pub fn find_municipalities(&self, typed: &str) -> Vec<FoundMunicipality> {
        let typed = typed.trim();
        let recognised = match self.lookup(typed) {
            Lookup::Found(found) => vec![found],
            Lookup::Ambiguous(several) => several,
            Lookup::Unknown { .. } => Vec::new(),
        };
        let mut found: Vec<FoundMunicipality> = recognised
            .into_iter()
            .filter_map(|one| self.found_municipality(&one))
            .collect();
        let mut seen: BTreeSet<GemeenteCode> = found.iter().map(|one| one.code.clone()).collect();
        // One municipality may fit by its official name and by a former one: it is listed once.
        for completion in self.register().complete(typed, usize::MAX) {
            if seen.insert(completion.code.clone()) {
                found.push(FoundMunicipality {
                    documents: self.documents_read(&completion.code),
                    code: completion.code,
                    found_by: FoundBy::Completion(completion.spelling),
                });
            }
        }
        found
    }

    /// Describes a municipality that was recognised. Returns `None` if the register does not have it.
    pub fn found_municipality(&self, recognised: &Recognised) -> Option<FoundMunicipality> {
        let code = &self.register().get(&recognised.code)?.code;
        Some(FoundMunicipality {
            code: code.clone(),
            found_by: FoundBy::Recognition(recognised.clone()),
            documents: self.documents_read(code),
        })
    }

    fn documents_read(&self, code: &GemeenteCode) -> u32 {
        self.coverage
            .get(code)
            .map_or(0, |coverage| coverage.documents)
    }
}

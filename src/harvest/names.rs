//! The names under which sources know a municipality.

use std::collections::BTreeMap;

use crate::municipality::{GemeenteCode, Municipality, Register};

/// For each municipality its names of today, the official one first.
#[derive(Clone, Debug, Default)]
pub struct MunicipalityNames(BTreeMap<GemeenteCode, Vec<String>>);

/// More names than this make a question longer than services take.
const MAX_NAMES: usize = 6;

impl MunicipalityNames {
    /// The names of a register: the official ones, and its aliases of kind `alternative`.
    pub fn from_register(register: &Register) -> Self {
        let mut names: BTreeMap<_, Vec<String>> = register
            .iter()
            .map(|one| (one.code.clone(), vec![one.name.clone()]))
            .collect();
        let aliases = register.sources().aliases.as_ref();
        let text = aliases
            .map(|source| source.text.as_str())
            .unwrap_or_default();
        let mut reader = csv::ReaderBuilder::new()
            .flexible(true)
            .from_reader(text.as_bytes());
        let headers = reader.headers().cloned().unwrap_or_default();
        let place = |name: &str| headers.iter().position(|header| header.trim() == name);
        let (code_at, alias_at, kind_at) = (place("code"), place("alias"), place("kind"));
        for record in reader.records().flatten() {
            let cell =
                |at: Option<usize>| at.and_then(|at| record.get(at)).unwrap_or_default().trim();
            let known = cell(code_at)
                .parse::<GemeenteCode>()
                .ok()
                .and_then(|code| names.get_mut(&code));
            let alias = cell(alias_at);
            if let Some(known) = known
                && matches!(cell(kind_at), "alternative" | "")
                && !known.iter().any(|name| name == alias)
                && known.len() < MAX_NAMES
            {
                known.push(alias.to_owned());
            }
        }
        Self(names)
    }

    /// The names of a municipality, at least its official one.
    pub fn of(&self, municipality: &Municipality) -> Vec<String> {
        let known = self.0.get(&municipality.code).cloned();
        known.unwrap_or_else(|| vec![municipality.name.clone()])
    }
}

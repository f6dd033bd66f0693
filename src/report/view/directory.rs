//! Municipalities, found by a name or the beginning of one.

use std::collections::BTreeSet;

use serde::Serialize;
use utoipa::ToSchema;

use super::RecognisedAs;
use crate::engine::Engine;
use crate::municipality::{GemeenteCode, Lookup, Recognised};
use crate::report::Language;

/// A page of municipalities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Municipalities {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// How many there are in all.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many a page has.
    pub page_size: usize,
    /// Those on this page: the one that the name means first, then those that begin so, then the rest by name.
    pub municipalities: Vec<FoundMunicipality>,
    /// Where the other pages are.
    pub links: Links,
}

/// One municipality in a list.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct FoundMunicipality {
    /// Its code.
    pub code: String,
    /// Its official name.
    pub name: String,
    /// The province, when the register tells.
    pub province: Option<String>,
    /// Inhabitants, when the register tells.
    pub population: Option<u32>,
    /// The spelling that fits what was typed: the official name, an alias or a former name.
    pub spelling: String,
    /// Why this municipality is meant; left out when its own name or code was given, or only a beginning.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub recognised_as: Option<RecognisedAs>,
    /// How many of its documents were read.
    pub documents: u32,
}

/// Where other pages of a list are, relative to the server.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Links {
    /// This page.
    #[serde(rename = "self")]
    pub this: String,
    /// The first page.
    pub first: String,
    /// The page before; nothing on the first.
    pub previous: Option<String>,
    /// The page after; nothing on the last.
    pub next: Option<String>,
    /// The last page.
    pub last: String,
}

impl Links {
    /// The links of a page, with `address` giving the address of a page by its number.
    pub fn of(page: usize, size: usize, total: usize, address: impl Fn(usize) -> String) -> Self {
        let last = total.div_ceil(size.max(1)).max(1);
        Self {
            this: address(page),
            first: address(1),
            previous: (page > 1).then(|| address((page - 1).min(last))),
            next: (page < last).then(|| address(page + 1)),
            last: address(last),
        }
    }
}

impl FoundMunicipality {
    /// All that fit what was typed, best first; all of the register by name for nothing typed.
    pub fn find(engine: &Engine, typed: &str, language: Language) -> Vec<Self> {
        let typed = typed.trim();
        let meant = match engine.lookup(typed) {
            Lookup::Found(found) => vec![found],
            Lookup::Ambiguous(several) => several,
            Lookup::Unknown { .. } => Vec::new(),
        };
        let mut found: Vec<Self> = meant
            .iter()
            .filter_map(|one| Self::recognised(engine, one, language))
            .collect();
        let mut seen: BTreeSet<String> = found.iter().map(|one| one.code.clone()).collect();
        for completion in engine.register().complete(typed, usize::MAX) {
            if seen.insert(completion.code.to_string()) {
                found.extend(Self::of(engine, &completion.code, completion.spelling));
            }
        }
        found
    }

    /// The one that was recognised, with why.
    pub fn recognised(engine: &Engine, one: &Recognised, language: Language) -> Option<Self> {
        let name = engine.register().get(&one.code)?.name.clone();
        let recognised_as = RecognisedAs::of(&name, &one.reason, language);
        let spelling = recognised_as
            .as_ref()
            .and_then(|reason| reason.name.clone())
            .unwrap_or(name);
        Some(Self {
            recognised_as,
            ..Self::of(engine, &one.code, spelling)?
        })
    }

    fn of(engine: &Engine, code: &GemeenteCode, spelling: String) -> Option<Self> {
        let place = engine.register().get(code)?;
        Some(Self {
            code: code.to_string(),
            name: place.name.clone(),
            province: place.province.clone(),
            population: place.population,
            spelling,
            recognised_as: None,
            documents: engine
                .coverage(code)
                .map_or(0, |coverage| coverage.documents),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_neighbours_where_there_are_any() {
        let links = |page, total| Links::of(page, 10, total, |page| format!("?page={page}"));
        let middle = links(2, 25);
        assert_eq!(middle.previous.as_deref(), Some("?page=1"));
        assert_eq!(
            (middle.next.as_deref(), middle.last.as_str()),
            (Some("?page=3"), "?page=3")
        );
        let only = links(1, 0);
        assert_eq!(
            (only.previous, only.next, only.last.as_str()),
            (None, None, "?page=1")
        );
        assert_eq!(links(9, 25).previous.as_deref(), Some("?page=3"));
    }
}

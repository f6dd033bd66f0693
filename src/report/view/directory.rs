//! Municipalities found by a name, or by the beginning of one.

use serde::Serialize;
use utoipa::ToSchema;

use super::RecognisedAs;
use crate::engine::{self, Catalog, FoundBy};
use crate::report::Language;

/// A page of municipalities.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Municipalities {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// How many there are in all.
    pub total: usize,
    /// The page, from 1.
    pub page: usize,
    /// How many a page has.
    pub page_size: usize,
    /// Those on this page: the one that the name means first, then those that begin with it, then the rest by name.
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
    /// The province, if known.
    pub province: Option<String>,
    /// The number of inhabitants, if known.
    pub population: Option<u32>,
    /// The spelling that fits what was typed: the official name, an alias or a former name.
    pub spelling: String,
    /// Why this municipality is meant; left out if its own name or code was given, or only a beginning.
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
    /// The page before; null on the first.
    pub previous: Option<String>,
    /// The page after; null on the last.
    pub next: Option<String>,
    /// The last page.
    pub last: String,
}

impl Links {
    /// Creates the links of page number `page`. `address` returns the address of a page by its number, from 1.
    pub fn new(page: usize, size: usize, total: usize, address: impl Fn(usize) -> String) -> Self {
        // At least one page, so that an empty list has a first and a last page too.
        let last = total.div_ceil(size.max(1)).max(1);
        Self {
            this: address(page),
            first: address(1),
            // From beyond the end the link leads back to the last page.
            previous: (page > 1).then(|| address((page - 1).min(last))),
            next: (page < last).then(|| address(page + 1)),
            last: address(last),
        }
    }
}

impl FoundMunicipality {
    /// Creates the view of a municipality that fits what was typed.
    pub fn new(
        catalog: &Catalog<'_>,
        found: &engine::FoundMunicipality,
        language: Language,
    ) -> Self {
        let place = catalog.register().get(&found.code);
        let name = catalog.municipality_name(&found.code);
        let (recognised_as, spelling) = match &found.found_by {
            FoundBy::Completion(spelling) => (None, spelling.clone()),
            FoundBy::Recognition(recognised) => {
                let recognised_as = RecognisedAs::new(&name, &recognised.reason, language);
                // A former or other name is shown as it was spelt; a code or short name has no spelling.
                let spelling = recognised_as.as_ref().and_then(|one| one.name.clone());
                (recognised_as, spelling.unwrap_or_else(|| name.clone()))
            }
        };
        Self {
            code: found.code.to_string(),
            name,
            province: place.and_then(|place| place.province.clone()),
            population: place.and_then(|place| place.population),
            spelling,
            recognised_as,
            documents: found.documents,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_have_neighbours_where_there_are_any() {
        let links = |page, total| Links::new(page, 10, total, |page| format!("?page={page}"));
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

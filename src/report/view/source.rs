//! The source of a quote or passage.

use serde::Serialize;
use utoipa::ToSchema;

use crate::document::DocumentRecord;
use crate::index::StoredPassage;
use crate::rank;

/// The source of a quote or passage: the document, and the page and heading in it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Source {
    /// The path of the document in the corpus folder; null if this generation does not have it.
    pub path: Option<String>,
    /// Its title.
    pub title: String,
    /// Its kind.
    pub kind: String,
    /// Its date.
    #[schema(format = "date-or-year", pattern = r"^\d{4}(-\d{2}-\d{2})?$")]
    pub date: Option<String>,
    /// Its public address.
    pub url: Option<String>,
    /// The page, from 1; 1 in formats without pages.
    pub page: u32,
    /// The heading above it.
    pub heading: Option<String>,
}

impl Source {
    /// Creates the source of a passage.
    pub(super) fn from_passage(document: &DocumentRecord, passage: &StoredPassage) -> Self {
        Self {
            path: Some(document.path.clone()),
            title: document.title.clone(),
            kind: document.kind.to_string(),
            date: document.dated.map(|dated| dated.to_string()),
            url: document.url.clone(),
            page: passage.page.get(),
            heading: passage.heading.clone(),
        }
    }

    /// Creates the source of a quote. `document` is its record, if this generation has it.
    pub(super) fn from_quote(document: Option<&DocumentRecord>, quote: &rank::Quote) -> Self {
        Self {
            path: document.map(|document| document.path.clone()),
            title: quote.title.clone(),
            kind: quote.kind.to_string(),
            date: quote.dated.map(|dated| dated.to_string()),
            url: quote.url.clone(),
            page: quote.page.get(),
            heading: quote.heading.clone(),
        }
    }
}

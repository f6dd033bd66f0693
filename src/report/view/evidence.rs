//! Quotes, and where they stand.

use serde::Serialize;
use utoipa::ToSchema;

use crate::document::PassageId;
use crate::engine::Engine;
use crate::rank;

/// A quote of each side that say alike things.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The quote of the municipality that was asked about.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// How alike the two passages are, `[-1, 1]`.
    pub similarity: f64,
}

/// Words of a document, and where they stand.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// The sentence.
    pub sentence: String,
    /// The hash of the document, its name in this generation.
    pub document: String,
    /// The passage it stands in.
    pub passage: String,
    /// Where the document lies in the corpus folder.
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
    /// The page, from 1; formats without pages have one.
    pub page: u32,
    /// The heading above it.
    pub heading: Option<String>,
}

impl Evidence {
    /// The quotes of a pair.
    pub fn of(engine: &Engine, evidence: &rank::Evidence) -> Self {
        Self {
            ours: Quote::of(engine, &evidence.ours),
            theirs: Quote::of(engine, &evidence.theirs),
            similarity: evidence.similarity,
        }
    }
}

impl Quote {
    /// A quote with the place of its document.
    pub fn of(engine: &Engine, quote: &rank::Quote) -> Self {
        let document = engine.document(&quote.document);
        let first = document.map_or(quote.row, |document| document.first_row);
        let passage = PassageId {
            document: quote.document,
            ordinal: quote.row.0 - first.0,
        };
        Self {
            sentence: quote.sentence.clone(),
            document: quote.document.to_string(),
            passage: passage.to_string(),
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

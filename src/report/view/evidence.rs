//! Quotes with their sources.

use serde::Serialize;
use utoipa::ToSchema;

use super::Source;
use crate::document::PassageId;
use crate::engine::Catalog;
use crate::rank;

/// A quote of each side that say similar things.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Evidence {
    /// The quote of the municipality that was asked about.
    pub ours: Quote,
    /// The quote of the partner.
    pub theirs: Quote,
    /// The cosine similarity of the two passages, in `[-1, 1]`.
    pub similarity: f64,
}

/// A sentence of a document, with its source.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Quote {
    /// The sentence.
    pub sentence: String,
    /// The hash of the document, its name in this generation.
    pub document: String,
    /// The id of its passage.
    pub passage: String,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
}

impl Evidence {
    /// Creates the view of a pair of quotes.
    pub fn new(catalog: &Catalog<'_>, evidence: &rank::Evidence) -> Self {
        Self {
            ours: Quote::new(catalog, &evidence.ours),
            theirs: Quote::new(catalog, &evidence.theirs),
            similarity: evidence.similarity,
        }
    }
}

impl Quote {
    /// Creates the view of a quote.
    pub fn new(catalog: &Catalog<'_>, quote: &rank::Quote) -> Self {
        let document = catalog.document(&quote.document);
        let first = document.map_or(quote.row, |document| document.first_row);
        // The rows of a document follow each other from its first row on.
        let passage = PassageId {
            document: quote.document,
            ordinal: quote.row.0 - first.0,
        };
        Self {
            sentence: quote.sentence.clone(),
            document: quote.document.to_string(),
            passage: passage.to_string(),
            source: Source::from_quote(document, quote),
        }
    }
}

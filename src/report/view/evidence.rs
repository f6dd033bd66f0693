//! Quotes, and where they stand.

use serde::Serialize;
use utoipa::ToSchema;

use super::Source;
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
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
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
            source: Source::of_quote(document, quote),
        }
    }
}

//! One passage in its document.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Municipality, Provenance, Source};
use crate::document::{DocumentRecord, PassageId};
use crate::engine::Catalog;
use crate::index::StoredPassage;
use crate::report::Presentation;

/// A passage, with its document and the passages around it.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// Its id: the hash of the document, a hyphen, and its place in the document from 0.
    pub id: String,
    /// The owners of the document; a joint vision has several.
    pub municipalities: Vec<Municipality>,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// From where the document was fetched; null if nothing is known of that.
    pub provenance: Option<Provenance>,
    /// Its text.
    pub text: String,
    /// The id of the passage before it; null for the first.
    pub previous: Option<String>,
    /// The id of the passage after it; null for the last.
    pub next: Option<String>,
}

impl Passage {
    /// Creates the view of a passage of a document.
    pub fn new(
        catalog: &Catalog<'_>,
        passage: &StoredPassage,
        document: &DocumentRecord,
        presentation: &Presentation,
    ) -> Self {
        let PassageId {
            document: id,
            ordinal,
        } = passage.id;
        let at = |ordinal| {
            PassageId {
                document: id,
                ordinal,
            }
            .to_string()
        };
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            id: at(ordinal),
            municipalities: document
                .owners
                .iter()
                .map(|code| Municipality::new(catalog, code))
                .collect(),
            source: Source::from_passage(document, passage),
            provenance: document.provenance.as_deref().map(Provenance::from),
            text: passage.text.clone(),
            // The first passage has none before it.
            previous: ordinal.checked_sub(1).map(at),
            next: (ordinal + 1 < document.passages).then(|| at(ordinal + 1)),
        }
    }
}

//! One passage, to be read where it stands.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Municipality, Source};
use crate::document::{DocumentRecord, PassageId};
use crate::engine::Engine;
use crate::index::StoredPassage;
use crate::report::Presentation;

/// One passage, with the document it stands in and its neighbours.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Passage {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// Its name: the hash of the document, a hyphen, and its place in the document from 0.
    pub id: String,
    /// Whose document it is; a joint vision has several.
    pub municipalities: Vec<Municipality>,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
    /// Its text.
    pub text: String,
    /// The passage before it in the document.
    pub previous: Option<String>,
    /// The passage after it in the document.
    pub next: Option<String>,
}

impl Passage {
    /// A passage of a document.
    pub fn of(
        engine: &Engine,
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
                .map(|code| Municipality::of(engine, code))
                .collect(),
            source: Source::of_passage(document, passage),
            text: passage.text.clone(),
            previous: ordinal.checked_sub(1).map(at),
            next: (ordinal + 1 < document.passages).then(|| at(ordinal + 1)),
        }
    }
}

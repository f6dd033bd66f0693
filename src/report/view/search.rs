//! The answer of `wiel search`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Links, Municipality, Source};
use crate::engine::{Catalog, FoundPassage, PassageQuery, SearchMode, SearchResults};
use crate::report::Presentation;

/// The passages that match a query.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented, for demonstration.
    pub demonstration: bool,
    /// The query.
    pub query: String,
    /// How the query was read, in words for a person; null when it was read as it stands.
    pub read_as: Option<String>,
    /// How passages were found: `words`, `meaning` or `both`.
    pub mode: String,
    /// What to know about the way of searching; null when there is nothing.
    pub note: Option<String>,
    /// The number of passages found.
    pub total: usize,
    /// A page of them, best first.
    pub hits: Vec<Hit>,
}

/// A page of passages, with links to the other pages.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Passages {
    /// The passages of this page.
    #[serde(flatten)]
    pub search: Search,
    /// Where the other pages are.
    pub links: Links,
}

/// One passage.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Hit {
    /// Place in the list, from 1.
    pub rank: usize,
    /// The owners of the document; a joint vision has several.
    pub municipalities: Vec<Municipality>,
    /// The hash of the document, its name in this generation.
    pub document: String,
    /// The name of the passage.
    pub id: String,
    /// The source.
    #[serde(flatten)]
    pub source: Source,
    /// The part of the passage around the matched words; of a passage found by meaning alone, the sentence that means
    /// what is most like the query.
    pub text: String,
    /// Where the matched words are in `text`, in order, without overlap.
    pub highlights: Vec<Mark>,
    /// The whole passage.
    pub passage: String,
    /// Whether it has the words (`words`), means the like (`meaning`) or both (`both`).
    pub found_by: String,
    /// BM25, likeness of meaning or the sum of reciprocal ranks, by `mode` of the answer; comparable within one answer only.
    pub score: f32,
}

/// A part of a text, counted in characters (Unicode scalar values) from 0, the end not included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Mark {
    /// The first character.
    pub start: usize,
    /// The character after the last.
    pub end: usize,
}

impl Search {
    /// Creates the view of search results. Ranks start at the offset of the query plus 1.
    pub fn new(
        catalog: &Catalog<'_>,
        query: &PassageQuery,
        answer: &SearchResults<'_>,
        presentation: &Presentation,
    ) -> Self {
        let language = presentation.language;
        let ranked = answer.hits.iter().zip(query.offset + 1..);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            query: query.text.clone(),
            read_as: language.reading_of_query(&answer.query, answer.is_partial),
            mode: mode_name(answer.mode),
            note: (query.mode != answer.mode && !answer.query.has_filters_only())
                .then(|| language.no_vectors().to_owned()),
            total: answer.total,
            // Ranks go on from page to page.
            hits: ranked
                .map(|(found, rank)| Hit::new(catalog, rank, found))
                .collect(),
        }
    }
}

/// The name of a mode in JSON and in addresses.
fn mode_name(mode: SearchMode) -> String {
    match mode {
        SearchMode::Words => "words",
        SearchMode::Meaning => "meaning",
        SearchMode::Both => "both",
    }
    .to_owned()
}

impl Hit {
    fn new(catalog: &Catalog<'_>, rank: usize, found: &FoundPassage<'_>) -> Self {
        let (document, passage) = (found.document, &found.passage);
        let text = &found.highlight.fragment;
        // Spans are in bytes; JSON counts in characters, as scripts do.
        let characters = |bytes: usize| text[..bytes].chars().count();
        Self {
            rank,
            municipalities: document
                .owners
                .iter()
                .map(|code| Municipality::new(catalog, code))
                .collect(),
            document: document.id.to_string(),
            id: passage.id.to_string(),
            source: Source::from_passage(document, passage),
            highlights: found
                .highlight
                .spans
                .iter()
                .map(|span| Mark {
                    start: characters(span.range().start),
                    end: characters(span.range().end),
                })
                .collect(),
            text: text.clone(),
            passage: passage.text.clone(),
            found_by: mode_name(found.found_by),
            score: found.score,
        }
    }
}

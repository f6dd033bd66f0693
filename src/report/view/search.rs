//! The answer of `wiel search`.

use serde::Serialize;
use utoipa::ToSchema;

use super::{Links, Municipality, Source};
use crate::engine::{Engine, FoundPassage, SearchAnswer};
use crate::report::Presentation;

/// Passages that hold what was asked.
#[derive(Clone, Debug, PartialEq, Serialize, ToSchema)]
#[serde(rename_all = "camelCase")]
pub struct Search {
    /// The generation that answers.
    pub generation: String,
    /// Whether everything in it is invented.
    pub demonstration: bool,
    /// What was asked.
    pub query: String,
    /// How many passages match in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<Hit>,
}

/// A page of passages, as it is asked for over HTTP.
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
    /// Whose document it is; a joint vision has several.
    pub municipalities: Vec<Municipality>,
    /// The hash of the document, its name in this generation.
    pub document: String,
    /// The name of the passage.
    pub id: String,
    /// Where it stands.
    #[serde(flatten)]
    pub source: Source,
    /// The part of the passage around the words found.
    pub text: String,
    /// Where the words found stand in `text`, in order, not overlapping.
    pub highlights: Vec<Mark>,
    /// The whole passage.
    pub passage: String,
    /// BM25; comparable within one answer only.
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
    /// The answer to `query`; ranks count on from `offset`.
    pub fn of(
        engine: &Engine,
        query: &str,
        offset: usize,
        answer: &SearchAnswer<'_>,
        presentation: &Presentation,
    ) -> Self {
        let ranked = answer.hits.iter().zip(offset + 1..);
        Self {
            generation: presentation.generation.clone(),
            demonstration: presentation.demonstration,
            query: query.to_owned(),
            total: answer.total,
            hits: ranked
                .map(|(found, rank)| Hit::of(engine, rank, found))
                .collect(),
        }
    }
}

impl Hit {
    fn of(engine: &Engine, rank: usize, found: &FoundPassage<'_>) -> Self {
        let (document, hit) = (found.document, &found.hit);
        let text = &hit.highlight.fragment;
        let characters = |bytes: usize| text[..bytes].chars().count();
        Self {
            rank,
            municipalities: document
                .owners
                .iter()
                .map(|code| Municipality::of(engine, code))
                .collect(),
            document: document.id.to_string(),
            id: hit.passage.id.to_string(),
            source: Source::of_passage(document, &hit.passage),
            highlights: hit
                .highlight
                .spans
                .iter()
                .map(|span| Mark {
                    start: characters(span.range().start),
                    end: characters(span.range().end),
                })
                .collect(),
            text: text.clone(),
            passage: hit.passage.text.clone(),
            score: hit.score,
        }
    }
}

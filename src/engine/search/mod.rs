//! Search by words and by meaning, passages and statements.
//!
//! Read in this order: this file, `meaning` (the passages nearest in meaning), `fusion` (one ranking of two).

mod fusion;
mod meaning;

use std::str::FromStr;

use serde::Serialize;

use fusion::{FUSION_DEPTH, Ranked, fuse, single};
use meaning::NearPassage;

use super::{Engine, EngineError};
use crate::document::{DocumentKind, DocumentRecord, PassageId, PassageRow};
use crate::encoder::Embedding;
use crate::index::{
    FilterNames, Highlight, IndexError, ReadQuery, SearchFilter, SearchRequest, StopFlag,
    StoredPassage, TermCounts, WordRanking,
};
use crate::municipality::GemeenteCode;
use crate::profile::CitedStatement;

/// A search for passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageQuery {
    /// What to search for, as it was typed; see [`ReadQuery`] for the syntax.
    pub text: String,
    /// By words, by meaning or by both.
    pub mode: SearchMode,
    /// The restriction of the passages.
    pub filter: SearchFilter,
    /// The maximum number of hits.
    pub limit: usize,
    /// The number of hits to skip.
    pub offset: usize,
    /// The maximum length of a snippet in characters.
    pub snippet_chars: usize,
}

/// How passages are found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SearchMode {
    /// Passages that hold the words, by BM25.
    Words,
    /// Passages that mean the like, by the cosine of their vectors.
    Meaning,
    /// Both rankings fused.
    #[default]
    Both,
}

/// The error of parsing a mode.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown mode {0:?}\nuse words, meaning or both")]
pub struct UnknownMode(String);

impl FromStr for SearchMode {
    type Err = UnknownMode;

    fn from_str(text: &str) -> Result<Self, UnknownMode> {
        match text {
            "words" => Ok(Self::Words),
            "meaning" => Ok(Self::Meaning),
            "both" => Ok(Self::Both),
            _ => Err(UnknownMode(text.to_owned())),
        }
    }
}

/// The result of a search.
#[derive(Clone, Debug)]
pub struct SearchResults<'e> {
    /// The query as it was read.
    pub query: ReadQuery,
    /// How passages were found: by words when the generation has no vectors, whatever was asked.
    pub mode: SearchMode,
    /// Whether no passage has all the words, so that those found by words have some of them.
    pub is_partial: bool,
    /// The number of passages found.
    pub total: usize,
    /// The requested page of them, best first.
    pub hits: Vec<FoundPassage<'e>>,
}

/// A passage that was found, with its document.
#[derive(Clone, Debug)]
pub struct FoundPassage<'e> {
    /// The passage.
    pub passage: StoredPassage,
    /// The document.
    pub document: &'e DocumentRecord,
    /// By words or by meaning, or [`SearchMode::Both`] when it is in both rankings.
    pub found_by: SearchMode,
    /// What it was ranked by, comparable within one search only: BM25, likeness of meaning or the sum of reciprocal ranks, by the
    /// mode of the search.
    pub score: f32,
    /// The part of the passage with the words; of a passage without any of them the sentence that means what is most
    /// like the query, with nothing marked.
    pub highlight: Highlight,
}

/// All that was found.
struct Found {
    ranked: Vec<Ranked>,
    total: usize,
    by_words: WordRanking,
    /// What was found by meaning.
    near: Vec<NearPassage>,
    /// The vector of the query; `None` when only words were looked for.
    vector: Option<Embedding>,
}

/// The municipalities and kinds of documents of a generation, by the names that filters in a query use.
struct Names<'e>(&'e Engine);

impl FilterNames for Names<'_> {
    fn municipality(&self, name: &str) -> Option<GemeenteCode> {
        self.0.lookup(name).code().cloned()
    }

    fn kind(&self, label: &str) -> Option<DocumentKind> {
        let Ok(kind) = label.parse::<DocumentKind>();
        let mut documents = self.0.documents().iter();
        documents
            .any(|document| document.kind == kind)
            .then_some(kind)
    }
}

impl Engine {
    /// Searches the passages.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the query is too long or has no words, or the index is damaged.
    pub fn search(&self, query: &PassageQuery) -> Result<SearchResults<'_>, EngineError> {
        self.search_until(query, &StopFlag::default())
    }

    /// Does the same, unless the flag is set before the end.
    ///
    /// # Errors
    /// Those of [`Engine::search`], and [`EngineError::Stopped`].
    pub fn search_until(
        &self,
        query: &PassageQuery,
        stop: &StopFlag,
    ) -> Result<SearchResults<'_>, EngineError> {
        let read = ReadQuery::parse(&query.text, &Names(self))?;
        // A query of filters only has no meaning, and lists what they allow.
        let mode = if self.has_passage_vectors() && !read.has_filters_only() {
            query.mode
        } else {
            SearchMode::Words
        };
        let found = self.ranked_passages(query, &read, mode, stop);
        let found = match found {
            Err(EngineError::Index(IndexError::Stopped)) => return Err(EngineError::Stopped),
            found => found?,
        };
        let page = found.ranked.iter().skip(query.offset).take(query.limit);
        let hits = page
            .map(|ranked| self.found_passage(ranked, &found, query.snippet_chars))
            .collect::<Result<_, _>>()?;
        Ok(SearchResults {
            query: read,
            mode,
            is_partial: found.by_words.is_partial,
            total: found.total,
            hits,
        })
    }

    /// The passages of a query, ranked far enough for the page that is asked for.
    fn ranked_passages(
        &self,
        query: &PassageQuery,
        read: &ReadQuery,
        mode: SearchMode,
        stop: &StopFlag,
    ) -> Result<Found, EngineError> {
        let wanted = query.offset + query.limit;
        let vector = (mode != SearchMode::Words).then(|| meaning::encode(read));
        let request = SearchRequest {
            query: read,
            filter: &query.filter,
            depth: match mode {
                SearchMode::Words => wanted,
                // Words are looked up for the highlights only.
                SearchMode::Meaning => 0,
                SearchMode::Both => wanted.max(FUSION_DEPTH),
            },
        };
        let by_words = self.snapshot.index.search(&request, stop)?;
        let near = match &vector {
            Some(vector) => {
                let has_words = by_words.total > 0;
                self.nearest_passages(vector, read, &query.filter, has_words, stop)?
            }
            None => Vec::new(),
        };
        let by_meaning: Vec<(PassageRow, f32)> =
            near.iter().map(|one| (one.row, one.likeness)).collect();
        let ranked = match mode {
            SearchMode::Words => single(&by_words.passages, SearchMode::Words),
            SearchMode::Meaning => single(&by_meaning, SearchMode::Meaning),
            SearchMode::Both => fuse(&by_words.passages, &by_meaning),
        };
        let total = match mode {
            SearchMode::Words => by_words.total,
            // All words were ranked, or more than the fusion looks at; what is found by meaning alone comes to that.
            _ => {
                let by_meaning_only = |one: &&Ranked| one.found_by == SearchMode::Meaning;
                let words = if mode == SearchMode::Both {
                    by_words.total
                } else {
                    0
                };
                words + ranked.iter().filter(by_meaning_only).count()
            }
        };
        Ok(Found {
            ranked,
            total,
            by_words,
            near,
            vector,
        })
    }

    fn found_passage(
        &self,
        ranked: &Ranked,
        found: &Found,
        snippet_chars: usize,
    ) -> Result<FoundPassage<'_>, EngineError> {
        let passage = self.snapshot.index.passage(ranked.row)?;
        let mut highlight = found
            .by_words
            .matcher
            .highlight(&passage.text, snippet_chars);
        if let (SearchMode::Meaning, Some(vector)) = (ranked.found_by, &found.vector)
            && highlight.spans.is_empty()
        {
            let near = found.near.iter().find(|one| one.row == ranked.row);
            let statement = near.and_then(|one| one.sentence);
            highlight = meaning::nearest_sentence(&passage.text, statement, vector, snippet_chars);
        }
        Ok(FoundPassage {
            document: self.document_of(ranked.row),
            passage,
            found_by: ranked.found_by,
            score: ranked.score,
            highlight,
        })
    }

    /// Iterates over all statements, in the order of the documents, each with its passage and document.
    ///
    /// Statements that count towards no profile (of superseded documents, or about others) are included. Cost: one
    /// passage is read from the index for each statement.
    ///
    /// # Errors
    /// Each item is [`EngineError::Index`] if the index is damaged.
    pub fn statements(
        &self,
    ) -> impl Iterator<Item = Result<(&CitedStatement, StoredPassage, &DocumentRecord), EngineError>>
    {
        let all = self.snapshot.statements.iter();
        all.map(|one| {
            let passage = self.snapshot.index.passage(one.passage)?;
            Ok((one, passage, self.document_of(one.passage)))
        })
    }

    /// Returns a passage with its document, or `None` if the generation has no such passage.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the index is damaged.
    pub fn passage(
        &self,
        id: &PassageId,
    ) -> Result<Option<(StoredPassage, &DocumentRecord)>, EngineError> {
        let Some(document) = self.document(&id.document) else {
            return Ok(None);
        };
        // The rows of a document follow each other, so a higher ordinal would be a passage of the next one.
        if id.ordinal >= document.passages {
            return Ok(None);
        }
        // Rows of a document are consecutive, from its first passage on.
        let row = PassageRow(document.first_row.0 + id.ordinal);
        let passage = self.snapshot.index.passage(row)?;
        Ok(Some((passage, document)))
    }

    /// Returns the counts of each term in each passage, for terms that occur in at least `min_passages` passages.
    ///
    /// Rows are those of [`Engine::documents`]. For baselines that look at the same words as the similarity model.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the index is damaged.
    pub fn term_counts(&self, min_passages: u32) -> Result<TermCounts, EngineError> {
        Ok(self.snapshot.index.term_counts(min_passages)?)
    }
}

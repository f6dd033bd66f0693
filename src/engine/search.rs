//! Full-text search, passages and statements.

use super::{Engine, EngineError};
use crate::document::{DocumentKind, DocumentRecord, PassageId, PassageRow};
use crate::index::{
    FilterNames, IndexError, ReadQuery, SearchFilter, SearchHit, SearchRequest, StopFlag,
    StoredPassage, TermCounts,
};
use crate::municipality::GemeenteCode;
use crate::profile::CitedStatement;

/// A search for passages.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PassageQuery {
    /// What to search for, as it was typed; see [`ReadQuery`] for the syntax.
    pub text: String,
    /// The restriction of the passages.
    pub filter: SearchFilter,
    /// The maximum number of hits.
    pub limit: usize,
    /// The number of hits to skip.
    pub offset: usize,
    /// The maximum length of a snippet in characters.
    pub snippet_chars: usize,
}

/// The result of a search.
#[derive(Clone, Debug)]
pub struct SearchResults<'e> {
    /// The query as it was read.
    pub query: ReadQuery,
    /// Whether no passage has all the words, so that these have some of them.
    pub is_partial: bool,
    /// The number of passages that match.
    pub total: usize,
    /// The requested page of them, best first.
    pub hits: Vec<FoundPassage<'e>>,
}

/// A passage that matches, with its document.
#[derive(Clone, Debug)]
pub struct FoundPassage<'e> {
    /// The passage, its score and the matched words.
    pub hit: SearchHit,
    /// The document.
    pub document: &'e DocumentRecord,
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
        let request = SearchRequest {
            query: ReadQuery::parse(&query.text, &Names(self))?,
            filter: query.filter.clone(),
            limit: query.limit,
            offset: query.offset,
            snippet_chars: query.snippet_chars,
        };
        let page = match self.snapshot.index.search(&request, stop) {
            Err(IndexError::Stopped) => return Err(EngineError::Stopped),
            page => page?,
        };
        let hits = page.hits.into_iter().filter_map(|hit| {
            // Every passage of the index belongs to a document of the generation, so none is dropped.
            let document = self.document(&hit.passage.id.document)?;
            Some(FoundPassage { hit, document })
        });
        Ok(SearchResults {
            query: request.query,
            is_partial: page.is_partial,
            total: page.total,
            hits: hits.collect(),
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

//! Full-text search, passages and statements.

use super::{Engine, EngineError};
use crate::document::{DocumentRecord, PassageId, PassageRow};
use crate::index::{IndexError, SearchHit, SearchRequest, StopFlag, StoredPassage, TermCounts};
use crate::profile::CitedStatement;

/// The result of a search.
#[derive(Clone, Debug)]
pub struct SearchResults<'e> {
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

impl Engine {
    /// Searches the passages; see [`crate::index::PassageIndex::search`] for the syntax.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if the query does not parse or the index is damaged.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchResults<'_>, EngineError> {
        self.search_until(request, &StopFlag::default())
    }

    /// Does the same, unless the flag is set before the end.
    ///
    /// # Errors
    /// Those of [`Engine::search`], and [`EngineError::Stopped`].
    pub fn search_until(
        &self,
        request: &SearchRequest,
        stop: &StopFlag,
    ) -> Result<SearchResults<'_>, EngineError> {
        let page = match self.snapshot.index.search_until(request, stop) {
            Err(IndexError::Stopped) => return Err(EngineError::Stopped),
            page => page?,
        };
        let hits = page.hits.into_iter().filter_map(|hit| {
            // Every passage of the index belongs to a document of the generation, so none is dropped.
            let document = self.document(&hit.passage.id.document)?;
            Some(FoundPassage { hit, document })
        });
        Ok(SearchResults {
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

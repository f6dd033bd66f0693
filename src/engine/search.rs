//! Passages that hold given words.

use super::{Engine, EngineError};
use crate::document::{DocumentRecord, PassageId, PassageRow};
use crate::index::{SearchHit, SearchRequest, StoredPassage};
use crate::profile::CitedStatement;

/// The answer to a search.
#[derive(Clone, Debug)]
pub struct SearchAnswer<'e> {
    /// How many passages match in all.
    pub total: usize,
    /// The best of them, best first.
    pub hits: Vec<FoundPassage<'e>>,
}

/// A passage found, with the document it stands in.
#[derive(Clone, Debug)]
pub struct FoundPassage<'e> {
    /// The passage and the words found.
    pub hit: SearchHit,
    /// The document.
    pub document: &'e DocumentRecord,
}

impl Engine {
    /// Searches the passages; see [`crate::index::PassageIndex::search`] for the syntax.
    ///
    /// # Errors
    /// [`EngineError::Index`] when the query does not parse or the index is damaged.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchAnswer<'_>, EngineError> {
        let page = self.snapshot.index.search(request)?;
        let hits = page.hits.into_iter().filter_map(|hit| {
            let document = self.document(&hit.passage.id.document)?;
            Some(FoundPassage { hit, document })
        });
        Ok(SearchAnswer {
            total: page.total,
            hits: hits.collect(),
        })
    }

    /// All that is stated, in the order of the documents, with the sentence and the passage it stands in.
    ///
    /// What nobody's profile counts (older documents, what others say) is among it. Cost: each passage with a
    /// statement is read once from the index.
    ///
    /// # Errors
    /// [`EngineError::Index`] when the index is damaged.
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

    /// One passage, with the document it stands in; nothing when this generation has no such passage.
    ///
    /// # Errors
    /// [`EngineError::Index`] when the index is damaged.
    pub fn passage(
        &self,
        id: &PassageId,
    ) -> Result<Option<(StoredPassage, &DocumentRecord)>, EngineError> {
        let Some(document) = self.document(&id.document) else {
            return Ok(None);
        };
        if id.ordinal >= document.passages {
            return Ok(None);
        }
        let row = PassageRow(document.first_row.0 + id.ordinal);
        let passage = self.snapshot.index.passage(row)?;
        Ok(Some((passage, document)))
    }
}

//! Passages that hold given words.

use super::{Engine, EngineError};
use crate::document::DocumentRecord;
use crate::index::{SearchHit, SearchRequest};

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
        let page = self.artifacts.index.search(request)?;
        let hits = page.hits.into_iter().filter_map(|hit| {
            let place = *self.documents.get(&hit.passage.id.document)?;
            Some(FoundPassage {
                hit,
                document: &self.artifacts.documents[place],
            })
        });
        Ok(SearchAnswer {
            total: page.total,
            hits: hits.collect(),
        })
    }
}

//! Quotes: sentences of statements with their source.

use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::StoredPassage;
use crate::profile::CitedStatement;
use crate::rank::Quote;

/// The most quotes of one municipality on one theme, principle or initiative.
const MAX_QUOTES: usize = 2;

/// The lengths of a sentence that reads well, in bytes: what is shorter is a heading, what is longer a table.
const READABLE_LENGTHS: std::ops::Range<u32> = 25..400;

impl Engine {
    /// Returns quotes of the best statements, at most [`MAX_QUOTES`] and at most one of each passage.
    ///
    /// Sentences of readable length come first, then those that are not hedged, then those of the highest
    /// intensity; ties in the order of the documents.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn best_quotes(
        &self,
        statements: &[&CitedStatement],
    ) -> Result<Vec<Quote>, EngineError> {
        let mut order: Vec<&CitedStatement> = statements.to_vec();
        order.sort_by_key(|one| {
            (
                !READABLE_LENGTHS.contains(&(one.sentence.end - one.sentence.start)),
                one.hedged,
                std::cmp::Reverse(one.intensity),
                one.passage,
                one.sentence,
            )
        });
        let mut quotes: Vec<Quote> = Vec::with_capacity(MAX_QUOTES);
        for one in order {
            if quotes.len() == MAX_QUOTES {
                break;
            }
            if quotes.iter().any(|quote| quote.row == one.passage) {
                continue;
            }
            let passage = self.snapshot.index.passage(one.passage)?;
            quotes.push(self.quote(one.passage, &passage, one.sentence.of(&passage.text)));
        }
        Ok(quotes)
    }

    /// Creates a quote of a sentence of a passage, with white space reduced to single spaces.
    pub(super) fn quote(&self, row: PassageRow, passage: &StoredPassage, sentence: &str) -> Quote {
        let document = self.document_of(row);
        Quote {
            sentence: sentence.split_whitespace().collect::<Vec<_>>().join(" "),
            row,
            document: document.id,
            title: document.title.clone(),
            kind: document.kind.clone(),
            dated: document.dated,
            url: document.url.clone(),
            page: passage.page,
            heading: passage.heading.clone(),
        }
    }
}

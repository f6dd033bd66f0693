//! Quotes: sentences of statements with their source.

use std::cmp::Reverse;
use std::sync::Arc;

use super::cache::BoundedCache;
use super::sentence_quality::{SentenceQuality, quoted_with_lead, sentence_quality};
use super::{Engine, EngineError};
use crate::document::PassageRow;
use crate::index::StoredPassage;
use crate::profile::CitedStatement;
use crate::rank::Quote;
use crate::taxonomy::PrincipleId;
use crate::text::Span;

/// The most quotes of one municipality on one theme, principle or initiative.
const MAX_QUOTES: usize = 2;

/// A sentence whose words alone show a stance with a lower probability, in percent, needs its neighbours to show it:
/// "De rest volgt in 2025."
pub(super) const MIN_BY_ITSELF: u8 = 50;

/// The most sentences that are cached: about 30 MB of them.
const MAX_CACHED_SENTENCES: usize = 100_000;

/// The sentence of a statement as it is quoted.
#[derive(Clone, Debug)]
pub(super) struct QuotedSentence {
    /// The sentence with single spaces, a list item with its introduction.
    pub(super) text: Arc<str>,
    /// How well it can be quoted by itself.
    pub(super) quality: SentenceQuality,
}

/// The sentences of statements by passage and place in it.
pub(super) type SentenceCache = BoundedCache<(PassageRow, Span), QuotedSentence>;

/// Creates an empty cache.
pub(super) fn cache() -> SentenceCache {
    BoundedCache::new(MAX_CACHED_SENTENCES)
}

impl Engine {
    /// Returns the sentence of a statement as it is quoted.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if its passage cannot be read.
    pub(super) fn quoted_sentence(
        &self,
        statement: &CitedStatement,
    ) -> Result<QuotedSentence, EngineError> {
        let key = (statement.passage, statement.sentence);
        // Kept by place in the text, since the sentence follows from its place alone.
        self.sentence_cache.get_or_try_compute(key, || {
            let passage = self.snapshot.index.passage(statement.passage)?;
            let text = quoted_with_lead(&passage.text, statement.sentence);
            // Judged with its introduction, as it will be shown.
            let quality = sentence_quality(&text);
            Ok(QuotedSentence {
                text: text.into(),
                quality,
            })
        })
    }

    /// Returns quotes of the best statements on a topic, at most [`MAX_QUOTES`] and at most one of each passage.
    ///
    /// Sentences that are clear by themselves come first, then those that are not hedged, then those of the highest
    /// intensity, then those that state least else; ties in the order of the documents. Sentences that cannot be
    /// quoted by themselves are left out.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn best_quotes(
        &self,
        statements: &[&CitedStatement],
    ) -> Result<Vec<Quote>, EngineError> {
        self.quotes_of_at_least(SentenceQuality::Readable, statements, None)
    }

    /// The same for a position on a principle, which must not stand there without a sentence: where no other is found,
    /// sentences that lean on the one before are quoted, and where there are none of these, whatever the position rests on.
    /// Sentences that show the stance by their own words come first.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn quotes_of_position(
        &self,
        principle: PrincipleId,
        statements: &[&CitedStatement],
    ) -> Result<Vec<Quote>, EngineError> {
        for least in [
            SentenceQuality::Readable,
            SentenceQuality::Dependent,
            SentenceQuality::Unfit,
        ] {
            let quotes = self.quotes_of_at_least(least, statements, Some(principle))?;
            if !quotes.is_empty() {
                return Ok(quotes);
            }
        }
        Ok(Vec::new())
    }

    /// The same with every sentence where no better one is found: for what rests on these sentences alone.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if a passage cannot be read.
    pub(super) fn quotes_of_any_quality(
        &self,
        statements: &[&CitedStatement],
    ) -> Result<Vec<Quote>, EngineError> {
        // A poor sentence beside a good one adds nothing.
        let fit = self.best_quotes(statements)?;
        if fit.is_empty() {
            self.quotes_of_at_least(SentenceQuality::Unfit, statements, None)
        } else {
            Ok(fit)
        }
    }

    fn quotes_of_at_least(
        &self,
        least: SentenceQuality,
        statements: &[&CitedStatement],
        principle: Option<PrincipleId>,
    ) -> Result<Vec<Quote>, EngineError> {
        let needs_neighbours = |one: &CitedStatement| {
            let reading = principle.and_then(|principle| one.reading_on(principle));
            reading.is_some_and(|reading| reading.by_itself < MIN_BY_ITSELF)
        };
        let mut order = Vec::with_capacity(statements.len());
        for one in statements {
            let sentence = self.quoted_sentence(one)?;
            // Filtered before sorting, so that the limit below counts quotes that are shown.
            if sentence.quality >= least {
                order.push((*one, sentence));
            }
        }
        order.sort_by_key(|(one, sentence)| {
            (
                needs_neighbours(one),
                Reverse(sentence.quality),
                one.hedged,
                Reverse(one.intensity),
                // A sentence about one thing shows it better than one about everything.
                one.principles.len() + one.themes.len(),
                // The last two make the order total: two runs quote the same.
                one.passage,
                one.sentence,
            )
        });
        let mut quotes: Vec<Quote> = Vec::with_capacity(MAX_QUOTES);
        for (one, sentence) in order {
            if quotes.len() == MAX_QUOTES {
                break;
            }
            let is_known = |quote: &Quote| {
                // A second quote from the same passage, or the same sentence of another document, tells nothing new.
                quote.row == one.passage || quote.sentence.as_str() == &*sentence.text
            };
            if quotes.iter().any(is_known) {
                continue;
            }
            quotes.push(self.statement_quote(one, &sentence)?);
        }
        Ok(quotes)
    }

    /// Creates the quote of a statement.
    ///
    /// # Errors
    /// Returns [`EngineError::Index`] if its passage cannot be read.
    pub(super) fn statement_quote(
        &self,
        statement: &CitedStatement,
        sentence: &QuotedSentence,
    ) -> Result<Quote, EngineError> {
        let passage = self.snapshot.index.passage(statement.passage)?;
        Ok(self.quote(statement.passage, &passage, &sentence.text))
    }

    /// Creates a quote of a sentence of a passage, with white space reduced to single spaces.
    pub(super) fn quote(&self, row: PassageRow, passage: &StoredPassage, sentence: &str) -> Quote {
        let document = self.document_of(row);
        Quote {
            // Line breaks and the columns of a PDF must not tear a quote apart.
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

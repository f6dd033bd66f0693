//! Full-text search over passages.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, QueryParser, QueryParserError, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Score, Term};

use super::stop::{StopFlag, Stoppable};
use super::{IndexError, PassageIndex, StoredPassage};
use crate::document::DocumentKind;
use crate::municipality::GemeenteCode;
use crate::text::Span;

/// The boost of a match in the heading, which tells more about a passage than one in running text.
const HEADING_BOOST: Score = 1.5;

/// A restriction of the passages that can match.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// Only passages of this municipality.
    pub municipality: Option<GemeenteCode>,
    /// Only passages of this kind of document.
    pub kind: Option<DocumentKind>,
    /// Only passages of documents of this year.
    pub year: Option<i16>,
}

/// A search request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query in tantivy's syntax: words (any of them), `+must`, `-not`, `AND`, `OR`, `"a phrase"`,
    /// `"a phrase"~2`, `heading:word`.
    pub query: String,
    /// The restriction of the passages.
    pub filter: SearchFilter,
    /// The maximum number of hits.
    pub limit: usize,
    /// The number of hits to skip.
    pub offset: usize,
    /// The maximum length of a snippet in characters.
    pub snippet_chars: usize,
}

/// A snippet of a passage with the matched words.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The part of the passage's text around the matches.
    pub fragment: String,
    /// The byte ranges of the matched words in `fragment`, in order, not overlapping.
    pub spans: Vec<Span>,
}

/// One matching passage.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The passage.
    pub passage: StoredPassage,
    /// Its BM25 score, comparable within one search only.
    pub score: f32,
    /// The snippet with the matches; the beginning of the passage when only the heading matched.
    pub highlight: Highlight,
}

/// One page of the hits of a search.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchPage {
    /// The number of matching passages.
    pub total: usize,
    /// The hits of this page, by score, then by document and ordinal, so that ties are stable.
    pub hits: Vec<SearchHit>,
}

impl PassageIndex {
    /// Returns the passages that match a query, best first, by BM25 (Robertson & Zaragoza 2009; tantivy's k1 = 1.2,
    /// b = 0.75) over body and heading.
    ///
    /// # Errors
    /// 1. [`IndexError::Query`] when the query does not parse, is empty, or consists of stop words;
    /// 2. [`IndexError::Read`] when the index is damaged.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, IndexError> {
        self.search_until(request, &StopFlag::default())
    }

    /// Does the same, unless the flag is set before the end.
    ///
    /// # Errors
    /// Those of [`PassageIndex::search`], and [`IndexError::Stopped`].
    pub fn search_until(
        &self,
        request: &SearchRequest,
        stop: &StopFlag,
    ) -> Result<SearchPage, IndexError> {
        // tantivy reports a stopped collector like any other failure; the flag tells the two apart.
        let fail = |source| match stop.is_set() {
            true => IndexError::Stopped,
            false => IndexError::read(&self.folder, source),
        };
        let parsed = self.parse(&request.query)?;
        let query = self.filtered(parsed.box_clone(), &request.filter);
        // The collector panics at a limit of 0; the hits are cut to the limit below.
        let top_docs = TopDocs::with_limit(request.limit.max(1))
            .and_offset(request.offset)
            .order_by_score();
        let collector = Stoppable {
            collector: (top_docs, Count),
            stop,
        };
        let (top, total) = self.searcher.search(&query, &collector).map_err(fail)?;
        // Snippets follow the query of the user, without the clauses of the filter.
        let mut snippets =
            SnippetGenerator::create(&self.searcher, &*parsed, self.fields.body).map_err(fail)?;
        snippets.set_max_num_chars(request.snippet_chars);
        let mut hits = top
            .into_iter()
            .take(request.limit)
            .map(|(score, address)| self.hit(score, address, &snippets, request.snippet_chars))
            .collect::<Result<Vec<_>, _>>()?;
        // tantivy orders ties by the order of the segments, which is not that of the documents.
        hits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.passage.id.cmp(&b.passage.id))
        });
        Ok(SearchPage { total, hits })
    }

    /// Parses a query over body and heading.
    fn parse(&self, text: &str) -> Result<Box<dyn Query>, IndexError> {
        let mut parser =
            QueryParser::for_index(&self.index, vec![self.fields.body, self.fields.heading]);
        parser.set_field_boost(self.fields.heading, HEADING_BOOST);
        let invalid = |reason: String, hint: &str| IndexError::Query {
            query: text.chars().take(200).collect(),
            reason,
            hint: hint.to_owned(),
        };
        let query = parser
            .parse_query(text)
            .map_err(|error| invalid(error.to_string(), hint(&error)))?;
        // A query of stop words parses, but has no terms left.
        let mut has_terms = false;
        query.query_terms(&mut |_, _| has_terms = true);
        if !has_terms {
            return Err(invalid(
                "nothing to search for".into(),
                "give at least one word that is not a stop word",
            ));
        }
        Ok(query)
    }

    /// Combines a query with the clauses of a filter, all of which must match.
    fn filtered(&self, query: Box<dyn Query>, filter: &SearchFilter) -> BooleanQuery {
        // `Basic`: a filter asks which documents hold a value, not how often.
        let must = |term| -> (Occur, Box<dyn Query>) {
            (
                Occur::Must,
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            )
        };
        let text = |field: Field, value: &str| must(Term::from_field_text(field, value));
        let mut clauses = vec![(Occur::Must, query)];
        clauses.extend(
            filter
                .municipality
                .as_ref()
                .map(|code| text(self.fields.municipality, code.as_ref())),
        );
        clauses.extend(
            filter
                .kind
                .as_ref()
                .map(|kind| text(self.fields.kind, kind.label())),
        );
        clauses.extend(
            filter
                .year
                .map(|year| must(Term::from_field_i64(self.fields.year, i64::from(year)))),
        );
        BooleanQuery::new(clauses)
    }

    /// Reads the passage at an address and makes its snippet.
    fn hit(
        &self,
        score: Score,
        address: DocAddress,
        snippets: &SnippetGenerator,
        chars: usize,
    ) -> Result<SearchHit, IndexError> {
        let passage = self.stored(address)?;
        let snippet = snippets.snippet(&passage.text);
        // A match in the heading only leaves no words to highlight in the text.
        let highlight = if snippet.is_empty() {
            Highlight {
                fragment: passage.text.chars().take(chars).collect(),
                spans: Vec::new(),
            }
        } else {
            let spans = snippet
                .highlighted()
                .iter()
                .map(|range| Span::new(range.start, range.end))
                .collect();
            Highlight {
                fragment: snippet.fragment().to_owned(),
                spans,
            }
        };
        Ok(SearchHit {
            passage,
            score,
            highlight,
        })
    }
}

/// Returns how to fix a query that does not parse.
fn hint(error: &QueryParserError) -> &'static str {
    match error {
        QueryParserError::FieldDoesNotExist(_) => {
            "fields are body, heading, title, municipality, kind and year; put a text with a colon in double quotes"
        }
        QueryParserError::AllButQueryForbidden => "add a word that must be there: +cloud -eigen",
        QueryParserError::ExpectedInt(_) => "year takes a number: year:2023",
        _ => {
            "write words, \"a phrase\", AND, OR, +must, -not; put special characters in double quotes"
        }
    }
}

//! Searching passages.

use tantivy::collector::{Count, TopDocs};
use tantivy::query::{BooleanQuery, Occur, Query, QueryParser, QueryParserError, TermQuery};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::snippet::SnippetGenerator;
use tantivy::{DocAddress, Score, Term};

use super::{IndexError, PassageIndex, StoredPassage};
use crate::document::DocumentKind;
use crate::municipality::GemeenteCode;
use crate::text::Span;

/// A word in a heading says more about a passage than one in running text.
const HEADING_BOOST: Score = 1.5;

/// Which passages may be found.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SearchFilter {
    /// Only passages of this municipality.
    pub municipality: Option<GemeenteCode>,
    /// Only passages of this kind of document.
    pub kind: Option<DocumentKind>,
    /// Only passages of documents of this year.
    pub year: Option<i16>,
}

/// What is searched.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SearchRequest {
    /// The query in tantivy's syntax: words (any of them), `+must`, `-not`, `AND`, `OR`, `"a phrase"`,
    /// `"a phrase"~2`, `heading:word`.
    pub query: String,
    /// What may be found.
    pub filter: SearchFilter,
    /// At most this many hits.
    pub limit: usize,
    /// Skip this many hits first.
    pub offset: usize,
    /// Snippets have at most this many characters.
    pub snippet_chars: usize,
}

/// A part of a passage with the words found in it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Highlight {
    /// The fragment of the passage's text around the words found.
    pub fragment: String,
    /// Where the words found stand in `fragment`, in order, not overlapping.
    pub spans: Vec<Span>,
}

/// One passage found.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchHit {
    /// The passage.
    pub passage: StoredPassage,
    /// Its BM25 score; comparable within one search only.
    pub score: f32,
    /// The words found; the beginning of the passage when only the heading matched.
    pub highlight: Highlight,
}

/// The hits of one search.
#[derive(Clone, Debug, PartialEq)]
pub struct SearchPage {
    /// How many passages match in all.
    pub total: usize,
    /// The best of them: by score, then by document and place, so that ties are stable.
    pub hits: Vec<SearchHit>,
}

impl PassageIndex {
    /// Passages that match a query, best first, by BM25 (Robertson & Zaragoza 2009; tantivy's k1 = 1.2,
    /// b = 0.75) over body and heading.
    ///
    /// # Errors
    /// 1. [`IndexError::Query`] when the query does not parse, is empty, or has stop words only;
    /// 2. [`IndexError::Read`] when the index is damaged.
    pub fn search(&self, request: &SearchRequest) -> Result<SearchPage, IndexError> {
        let fail = |source| IndexError::read(&self.folder, source);
        let asked = self.parse(&request.query)?;
        let query = self.filtered(asked.box_clone(), &request.filter);
        let wanted = TopDocs::with_limit(request.limit.max(1))
            .and_offset(request.offset)
            .order_by_score();
        let (found, total) = self
            .searcher
            .search(&query, &(wanted, Count))
            .map_err(fail)?;
        let mut snippets =
            SnippetGenerator::create(&self.searcher, &*asked, self.fields.body).map_err(fail)?;
        snippets.set_max_num_chars(request.snippet_chars);
        let mut hits = found
            .into_iter()
            .take(request.limit)
            .map(|(score, address)| self.hit(score, address, &snippets, request.snippet_chars))
            .collect::<Result<Vec<_>, _>>()?;
        hits.sort_by(|a, b| {
            b.score
                .total_cmp(&a.score)
                .then(a.passage.id.cmp(&b.passage.id))
        });
        Ok(SearchPage { total, hits })
    }

    fn parse(&self, text: &str) -> Result<Box<dyn Query>, IndexError> {
        let mut parser =
            QueryParser::for_index(&self.index, vec![self.fields.body, self.fields.heading]);
        parser.set_field_boost(self.fields.heading, HEADING_BOOST);
        let refuse = |reason: String, hint: &str| IndexError::Query {
            query: text.chars().take(200).collect(),
            reason,
            hint: hint.to_owned(),
        };
        let query = parser
            .parse_query(text)
            .map_err(|error| refuse(error.to_string(), hint(&error)))?;
        let mut has_terms = false;
        query.query_terms(&mut |_, _| has_terms = true);
        if !has_terms {
            return Err(refuse(
                "nothing to search for".into(),
                "give at least one word that is not a stop word",
            ));
        }
        Ok(query)
    }

    fn filtered(&self, asked: Box<dyn Query>, filter: &SearchFilter) -> BooleanQuery {
        let exactly = |term| -> (Occur, Box<dyn Query>) {
            (
                Occur::Must,
                Box::new(TermQuery::new(term, IndexRecordOption::Basic)),
            )
        };
        let text = |field: Field, value: &str| exactly(Term::from_field_text(field, value));
        let mut clauses = vec![(Occur::Must, asked)];
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
                .map(|year| exactly(Term::from_field_i64(self.fields.year, i64::from(year)))),
        );
        BooleanQuery::new(clauses)
    }

    fn hit(
        &self,
        score: Score,
        address: DocAddress,
        snippets: &SnippetGenerator,
        chars: usize,
    ) -> Result<SearchHit, IndexError> {
        let passage = self.stored(address)?;
        let snippet = snippets.snippet(&passage.text);
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

/// How to mend a query that does not parse.
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

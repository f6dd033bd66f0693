//! Full-text search over passages.

use tantivy::collector::{Count, DocSetCollector, TopDocs};
use tantivy::query::{
    BooleanQuery, BoostQuery, DisjunctionMaxQuery, ExistsQuery, Occur, PhraseQuery, Query,
    RegexQuery, TermQuery,
};
use tantivy::schema::{Field, IndexRecordOption};
use tantivy::{DocAddress, Score, Term};

use super::pattern::Pattern;
use super::query::{FilterValue, Operand, OperandForm, QueryFilter, ReadQuery, TextField};
use super::snippet::Highlight;
use super::stop::{StopFlag, Stoppable};
use super::surface::{SurfaceQuery, Surfaces};
use super::{IndexError, PassageIndex, analyse};
use crate::document::{DocumentKind, PassageRow};
use crate::municipality::GemeenteCode;
use crate::text::words;

/// Clauses of a query, each with how it must occur.
type Clauses = Vec<(Occur, Box<dyn Query>)>;

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
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct SearchRequest<'q> {
    /// What to search for.
    pub query: &'q ReadQuery,
    /// The restriction of the passages.
    pub filter: &'q SearchFilter,
    /// How many passages are ranked.
    pub depth: usize,
}

/// The passages that match a query.
#[derive(Clone, Debug)]
pub struct WordRanking {
    /// The number of matching passages.
    pub total: usize,
    /// The best of them, each with its BM25 score, which is comparable within one search only; best first, equals by
    /// row.
    pub passages: Vec<(PassageRow, f32)>,
    /// Whether no passage has all the words, so that these have some of them.
    pub is_partial: bool,
    /// What marks the words found.
    pub matcher: Matcher,
}

/// Finds the words of a query in a text.
#[derive(Clone, Debug)]
pub struct Matcher(Vec<Pattern>);

impl Matcher {
    /// The part of a text that shows most of the words, at most `max_chars` characters of it; the beginning when none
    /// is in it.
    pub fn highlight(&self, text: &str, max_chars: usize) -> Highlight {
        Highlight::new(text, &self.0, max_chars)
    }
}

/// A query with what it matches in this index.
struct CompiledQuery {
    /// For each clause its patterns, and whether it is required.
    clauses: Vec<(Vec<Pattern>, bool)>,
    excluded: Vec<Pattern>,
}

impl PassageIndex {
    /// Returns the passages that match a query, best first, by BM25 (Robertson & Zaragoza 2009; tantivy's k1 = 1.2,
    /// b = 0.75) over body and heading. A word in another form or spelling counts as the word itself; of several in a
    /// passage the best counts.
    ///
    /// When no passage has all the words, those that have some of them are returned ([`WordRanking::is_partial`]).
    ///
    /// # Errors
    /// 1. [`IndexError::Stopped`] when the flag is set before the end;
    /// 2. [`IndexError::Read`] when the index is damaged.
    pub fn search(
        &self,
        request: &SearchRequest<'_>,
        stop: &StopFlag,
    ) -> Result<WordRanking, IndexError> {
        let compiled = self.compile(request.query)?;
        let filters = self.filter_clauses(&request.query.filters, request.filter, stop)?;
        let all = self.with_filters(self.all_words(&compiled, stop), &filters);
        let (mut top, mut total) = self.collect(&all, request.depth, stop)?;
        let mut is_partial = false;
        let mut patterns: Vec<Pattern> = compiled.patterns().cloned().collect();
        if total == 0
            && let Some(parts) = self.compile_parts(request.query)?
        {
            let some = self.with_filters(self.some_words(&parts, stop), &filters);
            (top, total) = self.collect(&some, request.depth, stop)?;
            patterns = parts.patterns().cloned().collect();
            is_partial = total > 0;
        }
        let mut passages: Vec<(PassageRow, f32)> = top
            .into_iter()
            .take(request.depth)
            .filter_map(|(score, address)| Some((self.row(address)?, score)))
            .collect();
        // tantivy orders ties by the order of the segments, which is not that of the documents.
        passages.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        Ok(WordRanking {
            total,
            passages,
            is_partial,
            matcher: Matcher(patterns),
        })
    }

    /// Returns the passages that the filters, exclusions, phrases and required words of a query allow, whatever its
    /// other words; in row order. Returns `None` if it allows all.
    ///
    /// # Errors
    /// Those of [`PassageIndex::search`].
    pub fn allowed(
        &self,
        query: &ReadQuery,
        filter: &SearchFilter,
        stop: &StopFlag,
    ) -> Result<Option<Vec<PassageRow>>, IndexError> {
        let literal = ReadQuery {
            clauses: query
                .clauses
                .iter()
                .filter(|one| one.is_literal())
                .cloned()
                .collect(),
            ..query.clone()
        };
        let compiled = self.compile(&literal)?;
        let mut clauses = self.all_words(&compiled, stop);
        let filters = self.filter_clauses(&query.filters, filter, stop)?;
        if clauses.is_empty() && filters.is_empty() {
            return Ok(None);
        }
        clauses.extend(filters);
        let query = self.with_filters(clauses, &[]);
        let collector = Stoppable {
            collector: DocSetCollector,
            stop,
        };
        let found = self.searcher.search(&query, &collector);
        if stop.is_set() {
            return Err(IndexError::Stopped);
        }
        let found = found.map_err(|source| IndexError::read(&self.folder, source))?;
        let mut rows: Vec<PassageRow> = found.into_iter().filter_map(|at| self.row(at)).collect();
        rows.sort_unstable();
        Ok(Some(rows))
    }

    /// The row of the passage at an address. Returns `None` for the record of a document.
    fn row(&self, address: DocAddress) -> Option<PassageRow> {
        let rows = self.rows.get(address.segment_ord as usize)?;
        *rows.get(address.doc_id as usize)?
    }

    /// The best passages and the number of all.
    fn collect(
        &self,
        query: &BooleanQuery,
        depth: usize,
        stop: &StopFlag,
    ) -> Result<(Vec<(Score, DocAddress)>, usize), IndexError> {
        // The collector panics at a limit of 0; the caller cuts to the depth.
        let top_docs = TopDocs::with_limit(depth.max(1)).order_by_score();
        let collector = Stoppable {
            collector: (top_docs, Count),
            stop,
        };
        let found = self.searcher.search(query, &collector);
        // A part that was given up may look as if it had come to its end.
        if stop.is_set() {
            return Err(IndexError::Stopped);
        }
        found.map_err(|source| IndexError::read(&self.folder, source))
    }

    fn compile(&self, query: &ReadQuery) -> Result<CompiledQuery, IndexError> {
        let patterns = |operands: &[Operand]| -> Result<Vec<Pattern>, IndexError> {
            operands
                .iter()
                .map(|operand| self.pattern(operand))
                .collect()
        };
        let clauses = query
            .clauses
            .iter()
            .map(|clause| Ok((patterns(&clause.operands)?, clause.is_required)));
        Ok(CompiledQuery {
            clauses: clauses.collect::<Result<_, IndexError>>()?,
            excluded: patterns(&query.excluded)?,
        })
    }

    /// The same query with words that stood without space between them apart. Returns `None` when the query has but
    /// one word or phrase, so that no part of it can be left out.
    fn compile_parts(&self, query: &ReadQuery) -> Result<Option<CompiledQuery>, IndexError> {
        let mut apart = query.clone();
        for clause in &mut apart.clauses {
            clause.operands = clause.operands.iter().flat_map(parts).collect();
        }
        let operands: usize = apart
            .clauses
            .iter()
            .map(|clause| clause.operands.len())
            .sum();
        if operands < 2 {
            return Ok(None);
        }
        self.compile(&apart).map(Some)
    }

    /// Every clause must match, none of what is excluded.
    fn all_words(&self, compiled: &CompiledQuery, stop: &StopFlag) -> Clauses {
        let clauses = compiled.clauses.iter();
        let mut found: Clauses = clauses
            .map(|(patterns, _)| (Occur::Must, self.any_pattern(patterns, stop)))
            .collect();
        found.extend(self.excluded(compiled, stop));
        found
    }

    /// One clause must match and all that are required, none of what is excluded.
    fn some_words(&self, parts: &CompiledQuery, stop: &StopFlag) -> Clauses {
        let mut optional: Clauses = Vec::new();
        let mut found: Clauses = Vec::new();
        for (patterns, is_required) in &parts.clauses {
            let clause = self.any_pattern(patterns, stop);
            if *is_required {
                found.push((Occur::Must, clause));
            } else {
                optional.push((Occur::Should, clause));
            }
        }
        let occur = if found.is_empty() {
            Occur::Must
        } else {
            Occur::Should
        };
        if !optional.is_empty() {
            found.push((occur, Box::new(BooleanQuery::new(optional))));
        }
        found.extend(self.excluded(parts, stop));
        found
    }

    fn excluded(&self, compiled: &CompiledQuery, stop: &StopFlag) -> Clauses {
        let patterns = compiled
            .excluded
            .iter()
            .filter(|pattern| !pattern.is_empty());
        patterns
            .map(|pattern| (Occur::MustNot, self.pattern_query(pattern, stop)))
            .collect()
    }

    fn any_pattern(&self, patterns: &[Pattern], stop: &StopFlag) -> Box<dyn Query> {
        let mut queries: Vec<_> = patterns
            .iter()
            .map(|pattern| self.pattern_query(pattern, stop))
            .collect();
        match queries.len() {
            1 => queries.remove(0),
            _ => Box::new(BooleanQuery::union(queries)),
        }
    }

    /// A pattern over text and heading, whose scores add up.
    fn pattern_query(&self, pattern: &Pattern, stop: &StopFlag) -> Box<dyn Query> {
        let body = || self.field_query(pattern, self.fields.body, stop);
        let heading = || -> Box<dyn Query> {
            let query = self.field_query(pattern, self.fields.heading, stop);
            Box::new(BoostQuery::new(query, HEADING_BOOST))
        };
        match pattern.field {
            TextField::Any => Box::new(BooleanQuery::union(vec![body(), heading()])),
            TextField::Body => body(),
            TextField::Heading => heading(),
        }
    }

    /// A pattern in one field: the best of its terms and sequences counts. Without any it matches nothing.
    fn field_query(&self, pattern: &Pattern, field: Field, stop: &StopFlag) -> Box<dyn Query> {
        let term = |text: &str| Term::from_field_text(field, text);
        let mut any: Vec<Box<dyn Query>> = Vec::new();
        for (text, surfaces) in &pattern.terms {
            any.push(match surfaces {
                Surfaces::Any => Box::new(TermQuery::new(term(text), IndexRecordOption::WithFreqs)),
                surfaces => {
                    let term = term(text);
                    let known = self
                        .spellings
                        .of((term.clone(), surfaces.clone()), &self.searcher);
                    Box::new(SurfaceQuery::new(term, surfaces.clone(), known, stop))
                }
            });
        }
        for sequence in &pattern.sequences {
            let terms = sequence.terms.iter();
            let terms = terms.map(|(offset, text)| (*offset, term(text))).collect();
            any.push(Box::new(PhraseQuery::new_with_offset_and_slop(
                terms,
                sequence.slop,
            )));
        }
        if let Some(prefix) = &pattern.prefix {
            let expression = Pattern::prefix_expression(prefix);
            // The expression is made of letters, digits and classes of letters, so it is one.
            if let Ok(query) = RegexQuery::from_pattern(&expression, field) {
                any.push(Box::new(query));
            }
        }
        match any.len() {
            1 => any.remove(0),
            _ => Box::new(DisjunctionMaxQuery::new(any)),
        }
    }

    /// The clauses of the filters of the request and of those in the query.
    fn filter_clauses(
        &self,
        typed: &[QueryFilter],
        filter: &SearchFilter,
        stop: &StopFlag,
    ) -> Result<Clauses, IndexError> {
        let fields = &self.fields;
        let exact =
            |term| -> Box<dyn Query> { Box::new(TermQuery::new(term, IndexRecordOption::Basic)) };
        let of_municipality =
            |code: &GemeenteCode| exact(Term::from_field_text(fields.municipality, code.as_ref()));
        let of_kind = |kind: &DocumentKind| exact(Term::from_field_text(fields.kind, kind.label()));
        let of_year = |year: i16| exact(Term::from_field_i64(fields.year, i64::from(year)));
        let mut found = Vec::new();
        found.extend(filter.municipality.as_ref().map(of_municipality));
        found.extend(filter.kind.as_ref().map(of_kind));
        found.extend(filter.year.map(of_year));
        let mut clauses: Vec<_> = found
            .into_iter()
            .map(|query| (Occur::Must, query))
            .collect();
        for one in typed {
            let query = match &one.value {
                FilterValue::Municipality { code, .. } => of_municipality(code),
                FilterValue::Kind(kind) => of_kind(kind),
                FilterValue::Year(year) => of_year(*year),
                FilterValue::Title(words) => self.of_titled_documents(words, stop)?,
            };
            let occur = if one.is_excluded {
                Occur::MustNot
            } else {
                Occur::Must
            };
            clauses.push((occur, query));
        }
        Ok(clauses)
    }

    /// The passages of the documents whose title has all these words. The titles are in records of their own.
    fn of_titled_documents(
        &self,
        title: &str,
        stop: &StopFlag,
    ) -> Result<Box<dyn Query>, IndexError> {
        let fail = |source| IndexError::read(&self.folder, source);
        let terms = analyse(title);
        let all: Vec<Box<dyn Query>> = terms
            .iter()
            .map(|term| -> Box<dyn Query> {
                let term = Term::from_field_text(self.fields.title, term);
                Box::new(TermQuery::new(term, IndexRecordOption::Basic))
            })
            .collect();
        let collector = Stoppable {
            collector: DocSetCollector,
            stop,
        };
        let records = self
            .searcher
            .search(&BooleanQuery::intersection(all), &collector);
        if stop.is_set() {
            return Err(IndexError::Stopped);
        }
        let mut documents = Vec::new();
        // A set has no order; the query gets one.
        let mut records: Vec<_> = records.map_err(fail)?.into_iter().collect();
        records.sort_unstable();
        for address in records {
            documents.extend(self.document_id(address)?);
        }
        documents.sort_unstable();
        let queries = documents.iter().map(|id| -> Box<dyn Query> {
            let term = Term::from_field_text(self.fields.document, &id.to_string());
            Box::new(TermQuery::new(term, IndexRecordOption::Basic))
        });
        Ok(Box::new(BooleanQuery::union(queries.collect())))
    }

    /// Adds filters to clauses, and what keeps the records of documents out where no word does.
    fn with_filters(
        &self,
        mut clauses: Clauses,
        filters: &[(Occur, Box<dyn Query>)],
    ) -> BooleanQuery {
        if !clauses.iter().any(|(occur, _)| *occur == Occur::Must) {
            // Only passages have a page.
            let passages = ExistsQuery::new("page".to_owned(), false);
            clauses.push((Occur::Must, Box::new(passages)));
        }
        let filters = filters
            .iter()
            .map(|(occur, query)| (*occur, query.box_clone()));
        clauses.extend(filters);
        BooleanQuery::new(clauses)
    }
}

impl CompiledQuery {
    /// What is to be found, in the order of the query.
    fn patterns(&self) -> impl Iterator<Item = &Pattern> {
        self.clauses.iter().flat_map(|(patterns, _)| patterns)
    }
}

/// The words of an operand as operands of their own; a phrase, a prefix and a single word stay whole.
fn parts(operand: &Operand) -> Vec<Operand> {
    if operand.form != OperandForm::Words {
        return vec![operand.clone()];
    }
    let part = |word: &str| Operand {
        text: word.to_owned(),
        ..operand.clone()
    };
    let words = words(&operand.text).filter(|word| !analyse(word.text).is_empty());
    words.map(|word| part(word.text)).collect()
}

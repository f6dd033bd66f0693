//! Passages that hold given words.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::{IntoParams, ToSchema};

use crate::document::{DocumentKind, PassageId};
use crate::engine::{PassageQuery, SearchMode};
use crate::http::extract::{ApiQuery, PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::{LangParams, Paging};
use crate::http::problem::Problem;
use crate::http::query_string::encode_query;
use crate::http::state::ServingState;
use crate::index::{SearchFilter, StopFlag};
use crate::report::render::csv;
use crate::report::view::{Links, Passage, Passages, Search};
use crate::report::{Language, ProblemKind};

/// Characters of a snippet: long enough to see a word in its sentence, short enough for ten on a screen.
const SNIPPET_CHARS: usize = 240;

/// How passages are found, as `mode` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, ToSchema)]
#[serde(rename_all = "lowercase")]
pub(in crate::http) enum Mode {
    Words,
    Meaning,
    Both,
}

impl Mode {
    /// Its name in an address.
    fn name(self) -> &'static str {
        match self {
            Self::Words => "words",
            Self::Meaning => "meaning",
            Self::Both => "both",
        }
    }
}

impl From<Mode> for SearchMode {
    fn from(mode: Mode) -> Self {
        match mode {
            Mode::Words => Self::Words,
            Mode::Meaning => Self::Meaning,
            Mode::Both => Self::Both,
        }
    }
}

/// Which passages.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PassagesParams {
    /// Words, all of which must be there: `"a phrase"`, `-not`, `begin*`, `OR`, `AND`, `+must`, and as filters
    /// `gemeente:`, `soort:`, `jaar:`, `titel:`. When no passage has all words, those with some of them are given, and
    /// `readAs` says so. At least one word that is not a stop word.
    #[param(min_length = 1, max_length = 1000)]
    pub(in crate::http) q: String,
    /// Only passages of this municipality: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) municipality: Option<String>,
    /// Only passages of this kind of document.
    #[param(min_length = 1)]
    pub(in crate::http) kind: Option<String>,
    /// Only passages of documents of this year.
    #[param(minimum = -9999, maximum = 9999)]
    pub(in crate::http) year: Option<i16>,
    /// Passages with these words, with this meaning, or both; both when left out.
    #[param(inline)]
    pub(in crate::http) mode: Option<Mode>,
    /// The page, from 1.
    #[param(minimum = 1, maximum = 1000)]
    pub(in crate::http) page: Option<u32>,
    /// How many a page has; 20 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub(in crate::http) page_size: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

/// The passages found, best first, page by page.
#[utoipa::path(get, path = "/passages", operation_id = "listPassages", tag = "passages",
    params(PassagesParams), responses((status = 200, description = "A page of passages",
        content((Passages = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    ApiQuery(params): ApiQuery<PassagesParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let paging = Paging::new(language, params.page, params.page_size)?;
    let (stop, base) = (context.stop.clone(), context.base.clone());
    context
        .json_or_lines(
            language,
            move |_, serving| {
                let search = search(serving, &params, paging, language, &stop)?;
                let links = Links::new(paging.page, paging.size, search.total, |page| {
                    let query = params.query_string(page, paging.size);
                    base.address(&format!("/api/v1/passages?{query}"))
                });
                Ok(Passages { search, links })
            },
            |lines, view| csv::search(&mut *lines, &view.search),
        )
        .await
}

/// The passage with this name.
#[utoipa::path(get, path = "/passages/{passage}", operation_id = "getPassage", tag = "passages",
    params(("passage" = String, Path, description = "The name of a passage, as quotes and found passages have it"), LangParams),
    responses((status = 200, description = "The passage", body = Passage)))]
pub(in crate::http) async fn one(
    context: RequestContext,
    PathSegment(name): PathSegment,
    ApiQuery(params): ApiQuery<LangParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |_, serving| {
            passage(serving, &name, language)
        })
        .await
}

/// The passage with this id.
///
/// # Errors
/// 404 if there is none, also if `name` cannot be an id.
pub(in crate::http) fn passage(
    serving: &ServingState,
    name: &str,
    language: Language,
) -> Result<Passage, Problem> {
    let engine = &serving.engine;
    let missing = || Problem::new(language, StatusCode::NOT_FOUND, &ProblemKind::NoSuchPassage);
    // A name that cannot be an id gets the same answer as one that does not exist.
    let id: PassageId = name.parse().map_err(|_| missing())?;
    let found = engine
        .passage(&id)
        .map_err(|error| Problem::from_engine(language, &error))?;
    let (passage, document) = found.ok_or_else(missing)?;
    let presentation = serving.presentation(language);
    Ok(Passage::new(
        &engine.catalog(),
        &passage,
        document,
        &presentation,
    ))
}

impl PassagesParams {
    /// The query string of another page of the same list.
    pub(in crate::http) fn query_string(&self, page: usize, size: usize) -> String {
        let mut pairs = vec![("q", self.q.clone())];
        let rest = [
            ("municipality", self.municipality.clone()),
            ("kind", self.kind.clone()),
            ("year", self.year.map(|year| year.to_string())),
            ("mode", self.mode.map(|mode| mode.name().to_owned())),
            ("page", Some(page.to_string())),
            ("pageSize", Some(size.to_string())),
        ];
        pairs.extend(
            rest.into_iter()
                .filter_map(|(key, value)| Some((key, value?))),
        );
        encode_query(&pairs)
    }
}

/// One page of the passages found, best first.
///
/// # Errors
/// 404 if the municipality is unknown; 400 if the query is too long or has no words.
pub(in crate::http) fn search(
    serving: &ServingState,
    params: &PassagesParams,
    paging: Paging,
    language: Language,
    stop: &StopFlag,
) -> Result<Search, Problem> {
    let municipality = match &params.municipality {
        Some(name) => Some(lookup::municipality(serving, language, name)?.code),
        None => None,
    };
    // Every text is a kind of document; an unknown one finds no passages.
    let kind = params.kind.as_deref().map(|label| {
        let Ok(kind) = label.parse::<DocumentKind>();
        kind
    });
    let query = PassageQuery {
        text: params.q.clone(),
        mode: params
            .mode
            .map_or_else(SearchMode::default, SearchMode::from),
        filter: SearchFilter {
            municipality,
            kind,
            year: params.year,
        },
        limit: paging.size,
        offset: paging.offset(),
        snippet_chars: SNIPPET_CHARS,
    };
    let engine = &serving.engine;
    let answer = engine
        .search_until(&query, stop)
        .map_err(|error| Problem::from_engine(language, &error))?;
    Ok(Search::new(
        &engine.catalog(),
        &query,
        &answer,
        &serving.presentation(language),
    ))
}

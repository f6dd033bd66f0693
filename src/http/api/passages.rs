//! Passages that hold given words.

use axum::http::StatusCode;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::{LangQuery, language};
use crate::document::{DocumentKind, PassageId};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::question::{Asked, Lang, Named, Paging, resolve};
use crate::http::state::Answering;
use crate::index::{SearchFilter, SearchRequest};
use crate::report::view::{Links, Passage, Passages, Search};
use crate::report::{Language, Trouble};

/// Long enough to see a word in its sentence, short enough for ten on a screen.
const SNIPPET: usize = 240;

/// Which passages.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PassagesQuery {
    /// Words: any of them, `+must`, `-not`, `AND`, `OR`, `"a phrase"`. At least one word that is not a stop word.
    #[param(min_length = 1)]
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
    /// The page, from 1.
    #[param(minimum = 1, maximum = 1000)]
    pub(in crate::http) page: Option<u32>,
    /// How many a page has; 20 when left out.
    #[param(minimum = 1, maximum = 100)]
    pub(in crate::http) page_size: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Lang>,
}

/// The passages found, best first, page by page.
#[utoipa::path(get, path = "/passages", operation_id = "listPassages", tag = "passages",
    params(PassagesQuery), responses((status = 200, description = "A page of passages", body = Passages)))]
pub(in crate::http) async fn list(
    ask: Ask,
    Asked(query): Asked<PassagesQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    let paging = Paging::check(language, query.page, query.page_size)?;
    ask.json(language, move |_, answering| {
        let search = search(answering, &query, paging, language)?;
        let links = Links::of(paging.page, paging.size, search.total, |page| {
            format!("/api/v1/passages?{}", query.address(page, paging.size))
        });
        Ok(Passages { search, links })
    })
    .await
}

/// The passage with this name.
#[utoipa::path(get, path = "/passages/{passage}", operation_id = "getPassage", tag = "passages",
    params(("passage" = String, Path, description = "The name of a passage, as quotes and found passages have it"), LangQuery),
    responses((status = 200, description = "The passage", body = Passage)))]
pub(in crate::http) async fn one(
    ask: Ask,
    Named(name): Named,
    Asked(query): Asked<LangQuery>,
) -> Result<Response, Problem> {
    let language = language(query.lang);
    ask.json(language, move |_, answering| {
        passage(answering, &name, language)
    })
    .await
}

/// The passage with this name, in the generation that answers.
pub(in crate::http) fn passage(
    answering: &Answering,
    name: &str,
    language: Language,
) -> Result<Passage, Problem> {
    let engine = &answering.engine;
    let missing = || Problem::of(language, StatusCode::NOT_FOUND, &Trouble::NoSuchPassage);
    let id: PassageId = name.parse().map_err(|_| missing())?;
    let found = engine
        .passage(&id)
        .map_err(|error| Problem::engine(language, &error))?;
    let (passage, document) = found.ok_or_else(missing)?;
    let demonstration = answering.demonstration;
    Ok(Passage::of(engine, &passage, document, demonstration))
}

impl PassagesQuery {
    /// The query of another page of the same list.
    pub(in crate::http) fn address(&self, page: usize, size: usize) -> String {
        let mut pairs = vec![("q", self.q.clone())];
        let rest = [
            ("municipality", self.municipality.clone()),
            ("kind", self.kind.clone()),
            ("year", self.year.map(|year| year.to_string())),
            ("page", Some(page.to_string())),
            ("pageSize", Some(size.to_string())),
        ];
        pairs.extend(
            rest.into_iter()
                .filter_map(|(key, value)| Some((key, value?))),
        );
        super::query_of(&pairs)
    }
}

/// One page of what is found.
pub(in crate::http) fn search(
    answering: &Answering,
    query: &PassagesQuery,
    paging: Paging,
    language: Language,
) -> Result<Search, Problem> {
    let municipality = match &query.municipality {
        Some(name) => Some(resolve(answering, language, name)?.code),
        None => None,
    };
    let kind = query.kind.as_deref().map(|label| {
        let Ok(kind) = label.parse::<DocumentKind>();
        kind
    });
    let request = SearchRequest {
        query: query.q.clone(),
        filter: SearchFilter {
            municipality,
            kind,
            year: query.year,
        },
        limit: paging.size,
        offset: paging.offset(),
        snippet_chars: SNIPPET,
    };
    let engine = &answering.engine;
    let answer = engine
        .search(&request)
        .map_err(|error| Problem::engine(language, &error))?;
    let demonstration = answering.demonstration;
    Ok(Search::of(
        engine,
        &query.q,
        request.offset,
        &answer,
        demonstration,
    ))
}

//! All municipalities at once: the first partners of each, and the alignments of all pairs.

use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use crate::engine::{EngineError, PairScore};
use crate::http::base_path::BasePath;
use crate::http::extract::{ApiQuery, RequestContext};
use crate::http::params::Paging;
use crate::http::problem::Problem;
use crate::http::query_string::encode_query;
use crate::http::ranking_params::{RankingParams, RankingQuery};
use crate::http::state::{AppState, ServingState};
use crate::index::StopFlag;
use crate::municipality::{Municipality as Place, Recognised, Recognition};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::render::csv::{MatchRow, PairRow, Row, Table};
use crate::report::view::{Links, Match, Matches, MatchesOfOne, Municipality, NotScored, Pairs};

/// Partners of each municipality where the address does not say how many.
const DEFAULT_TOP: u32 = 3;

/// The most partners of each municipality: the whole list of one has an address of its own.
const MAX_TOP: u32 = 50;

/// Which page of the municipalities, and how many partners of each.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct MatchesParams {
    /// How many partners of each municipality; 3 when left out.
    #[param(minimum = 1, maximum = 50)]
    top: Option<u32>,
    /// The page, from 1. Lines have all municipalities unless a page is asked for.
    #[param(minimum = 1, maximum = 1000)]
    page: Option<u32>,
    /// How many municipalities a page has; 20 when left out.
    #[param(minimum = 1, maximum = 100)]
    page_size: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Language>,
}

/// The first partners of all municipalities of the register, without quotes. As lines with the columns of `matches.csv`.
#[utoipa::path(get, path = "/matches", operation_id = "listMatches", tag = "partners", params(RankingParams, MatchesParams),
    responses((status = 200, description = "The first partners of each municipality",
        content((Matches = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn list(
    context: RequestContext,
    RankingQuery(ranking, params): RankingQuery<MatchesParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let (stop, base) = (context.stop.clone(), context.base.clone());
    let as_lines = context.wants_lines()?;
    let work = move |app: &AppState, serving: &ServingState| {
        let top = params.top.unwrap_or(DEFAULT_TOP);
        if !(1..=MAX_TOP).contains(&top) {
            let reason = format!("top must be from 1 to {MAX_TOP}, got {top}");
            return Err(Problem::invalid_input(language, reason));
        }
        let paging = Paging::new(language, params.page, params.page_size)?;
        let places: Vec<&Place> = serving.engine.register().iter().collect();
        let is_page = !as_lines || params.page.is_some() || params.page_size.is_some();
        let shown = if is_page { paging.of(&places) } else { &places };
        let ask = Ask {
            app,
            serving,
            ranking: &ranking,
            top: top as usize,
            language,
            stop: &stop,
        };
        let (found, not_scored) = ask.each(shown)?;
        if as_lines {
            return ask.lines(&found).map(Answer::Lines);
        }
        let (scope, weights) = ask.asked()?;
        let mut asked = ranking.pairs();
        asked.extend(params.top.map(|top| ("top", top.to_string())));
        let links = links(&base, "/api/v1/matches", &asked, &paging, places.len());
        let municipalities = found.iter().map(|view| MatchesOfOne {
            municipality: Municipality::from(&view.municipality),
            partners: view.partners.iter().map(Into::into).collect(),
        });
        let presentation = serving.presentation(language);
        Ok(Answer::View(Matches {
            generation: presentation.generation,
            demonstration: presentation.demonstration,
            scope: scope.to_string(),
            weights,
            total: places.len(),
            page: paging.page,
            page_size: paging.size,
            links,
            municipalities: municipalities.collect(),
            not_scored,
        }))
    };
    respond(context, language, as_lines, work).await
}

/// Which page of the pairs.
#[derive(Clone, Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PairsParams {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    scope: Option<Scope>,
    /// How much the likeness of the texts counts; of three weights those that are left out count for nothing.
    #[param(minimum = 0)]
    weight_text: Option<f64>,
    /// How much the likeness of what is stressed counts.
    #[param(minimum = 0)]
    weight_themes: Option<f64>,
    /// How much the agreement on principles counts.
    #[param(minimum = 0)]
    weight_principles: Option<f64>,
    /// The page, from 1. Lines have all pairs unless a page is asked for.
    #[param(minimum = 1, maximum = 1000)]
    page: Option<u32>,
    /// How many pairs a page has; 20 when left out.
    #[param(minimum = 1, maximum = 100)]
    page_size: Option<u32>,
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Language>,
}

/// The alignments of all pairs of municipalities within a scope of each other. As lines with the columns of `pairs.csv`,
/// which has the number also where only words are known; its `status` tells.
#[utoipa::path(get, path = "/pairs", operation_id = "listPairs", tag = "partners", params(PairsParams),
    responses((status = 200, description = "The alignment of each pair",
        content((Pairs = "application/json"), (String = "text/csv")))))]
pub(in crate::http) async fn pairs(
    context: RequestContext,
    ApiQuery(params): ApiQuery<PairsParams>,
) -> Result<Response, Problem> {
    let language = params.lang.unwrap_or_default();
    let (stop, base) = (context.stop.clone(), context.base.clone());
    let as_lines = context.wants_lines()?;
    let work = move |app: &AppState, serving: &ServingState| {
        let ranking = RankingParams {
            scope: params.scope.clone(),
            weight_text: params.weight_text,
            weight_themes: params.weight_themes,
            weight_principles: params.weight_principles,
            ..RankingParams::default()
        };
        let paging = Paging::new(language, params.page, params.page_size)?;
        let ask = Ask {
            app,
            serving,
            ranking: &ranking,
            top: 0,
            language,
            stop: &stop,
        };
        let all = ask.pairs()?;
        let is_page = !as_lines || params.page.is_some() || params.page_size.is_some();
        let shown = if is_page { paging.of(&all) } else { &all };
        if as_lines {
            return ask
                .written(shown.iter().map(PairRow::from))
                .map(Answer::Lines);
        }
        let (scope, weights) = ask.asked()?;
        let links = links(&base, "/api/v1/pairs", &ranking.pairs(), &paging, all.len());
        let presentation = serving.presentation(language);
        Ok(Answer::View(Pairs {
            generation: presentation.generation,
            demonstration: presentation.demonstration,
            scope: scope.to_string(),
            weights,
            total: all.len(),
            page: paging.page,
            page_size: paging.size,
            links,
            pairs: shown.iter().map(Into::into).collect(),
        }))
    };
    respond(context, language, as_lines, work).await
}

/// The pages of a list of so many entries, each with what was asked in its address.
fn links(
    base: &BasePath,
    path: &str,
    asked: &[(&'static str, String)],
    paging: &Paging,
    total: usize,
) -> Links {
    Links::new(paging.page, paging.size, total, |page| {
        let mut pairs = asked.to_vec();
        pairs.extend([
            ("page", page.to_string()),
            ("pageSize", paging.size.to_string()),
        ]);
        base.address(&format!("{path}?{}", encode_query(&pairs)))
    })
}

/// An answer in one of its two forms.
enum Answer<T> {
    View(T),
    Lines(Vec<u8>),
}

/// Responds with lines or with JSON.
async fn respond<T: serde::Serialize>(
    context: RequestContext,
    language: Language,
    as_lines: bool,
    work: impl FnOnce(&AppState, &ServingState) -> Result<Answer<T>, Problem> + Send + 'static,
) -> Result<Response, Problem> {
    let media_type = RequestContext::media_type_of(as_lines);
    context
        .bytes(media_type, language, move |app, serving| {
            Ok(match work(app, serving)? {
                Answer::Lines(lines) => lines.into(),
                Answer::View(view) => serde_json::to_vec(&view).expect("views serialise").into(),
            })
        })
        .await
}

/// What is asked of each municipality.
struct Ask<'a> {
    app: &'a AppState,
    serving: &'a ServingState,
    ranking: &'a RankingParams,
    top: usize,
    language: Language,
    stop: &'a StopFlag,
}

impl Ask<'_> {
    /// The scope and the weights, of the address or else of the settings.
    fn asked(&self) -> Result<(Scope, crate::report::view::Weights), Problem> {
        let options = self
            .ranking
            .resolve(self.app, self.serving, self.language)?;
        let weights = options.weights.unwrap_or(self.app.settings.rank.weights);
        Ok((options.scope, (&weights).into()))
    }

    /// The first partners of each of these places, and who could not be ranked.
    ///
    /// # Errors
    /// 400 if a parameter cannot be used; 504 if nobody waits any more.
    fn each(&self, places: &[&Place]) -> Result<(Vec<Match>, Vec<NotScored>), Problem> {
        let (serving, language) = (self.serving, self.language);
        let presentation = serving.presentation(language);
        let (mut found, mut not_scored) = (Vec::new(), Vec::new());
        for place in places {
            let options = self.ranking.resolve(self.app, serving, language)?;
            let query = options.partner_query(&place.code).top(self.top);
            let ranking = serving
                .engine
                .partners_until(&query.evidence_for(0), self.stop);
            match ranking {
                Ok(ranking) => {
                    let focus = Recognised {
                        code: place.code.clone(),
                        reason: Recognition::Code,
                    };
                    let catalog = serving.engine.catalog();
                    found.push(Match::new(&catalog, &focus, &ranking, &presentation));
                }
                // Silence of one municipality is no error of the question.
                Err(EngineError::NotScored { name, reason }) => {
                    let code = place.code.to_string();
                    not_scored.push(NotScored::new(code, name, reason, language));
                }
                Err(error) => return Err(Problem::from_engine(language, &error)),
            }
        }
        Ok((found, not_scored))
    }

    /// All pairs within the scope, with these weights.
    ///
    /// # Errors
    /// 400 if a parameter cannot be used; 504 if nobody waits any more.
    fn pairs(&self) -> Result<Vec<PairScore>, Problem> {
        let (serving, language) = (self.serving, self.language);
        let options = self.ranking.resolve(self.app, serving, language)?;
        let problem = |error: EngineError| Problem::from_engine(language, &error);
        let mut all = Vec::new();
        for place in serving.engine.register().iter() {
            if self.stop.is_set() {
                return Err(problem(EngineError::Stopped));
            }
            let scores = serving.engine.pair_scores(&place.code, &options.scope);
            let scores = scores.map_err(problem)?.into_iter();
            all.extend(scores.map(|pair| match &options.weights {
                Some(weights) => pair.with_weights(weights),
                None => pair,
            }));
        }
        Ok(all)
    }

    /// The partners as lines.
    fn lines(&self, found: &[Match]) -> Result<Vec<u8>, Problem> {
        let municipalities: Vec<Municipality> = found
            .iter()
            .map(|view| Municipality::from(&view.municipality))
            .collect();
        let rows = found.iter().zip(&municipalities);
        let rows = rows.flat_map(|(view, municipality)| {
            view.partners.iter().map(move |partner| MatchRow {
                municipality,
                partner,
            })
        });
        self.written(rows)
    }

    fn written<R: Row>(&self, rows: impl Iterator<Item = R>) -> Result<Vec<u8>, Problem> {
        let write = || {
            let mut table = Table::new(Vec::new(), R::HEADER)?;
            for row in rows {
                table.row(&row)?;
            }
            table.finish()
        };
        write().map_err(|error| Problem::internal(self.language, &error))
    }
}

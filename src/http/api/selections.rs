//! A selection of up to five municipalities, side by side.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use axum::response::Response;
use serde::Deserialize;
use utoipa::IntoParams;

use super::comparisons::{ComparisonParams, compare};
use super::profiles::profile;
use crate::http::extract::{RequestContext, deserialize_pairs};
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::query_string::{decode_query, requested_language};
use crate::http::ranking_params::{RankingParams, is_ranking_pair};
use crate::http::state::{AppState, ServingState};
use crate::municipality::Recognised;
use crate::report::Language;
use crate::report::view::Several;

/// Municipalities that fit beside the one that asks.
pub(in crate::http) const MAX_PARTNERS: usize = 4;

/// The parameters besides the partners, of which there may be several.
#[derive(Clone, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(in crate::http) struct SelectionParams {
    /// The one that asks: its code or a name.
    #[param(min_length = 1)]
    pub(in crate::http) municipality: String,
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Language>,
}

/// The query of the address: how is ranked, who asks, and whom it is compared with.
pub(in crate::http) struct SelectionQuery {
    ranking: RankingParams,
    params: SelectionParams,
    partners: Vec<String>,
}

impl FromRequestParts<Arc<AppState>> for SelectionQuery {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<AppState>) -> Result<Self, Problem> {
        let language = requested_language(&parts.uri);
        let ranking = RankingParams::parse(&parts.uri, language, false)?;
        let own = |pair: &str| !is_ranking_pair(pair) && !is_partner_pair(pair);
        let params = deserialize_pairs(&parts.uri, language, false, own)?;
        let partners = partners_in(&parts.uri);
        if !(1..=MAX_PARTNERS).contains(&partners.len()) {
            let reason = format!(
                "partner must be there from 1 to {MAX_PARTNERS} times, got {}",
                partners.len()
            );
            return Err(Problem::invalid_input(language, reason));
        }
        Ok(Self {
            ranking,
            params,
            partners,
        })
    }
}

/// Two to five municipalities: what each states on each principle and theme, and the course of each pair.
#[utoipa::path(get, path = "/selections", operation_id = "getSelection", tag = "partners",
    params(SelectionParams,
        ("partner" = Vec<String>, Query, description = "Whom it is compared with: codes or names, one to four; who is named twice counts once", min_items = 1, max_items = 4),
        RankingParams),
    responses((status = 200, description = "They side by side", body = Several)))]
pub(in crate::http) async fn one(
    context: RequestContext,
    query: SelectionQuery,
) -> Result<Response, Problem> {
    let SelectionQuery {
        ranking,
        params,
        partners,
    } = query;
    let language = params.lang.unwrap_or_default();
    context
        .json(language, move |app, serving| {
            let (selection, _) =
                Selection::find(serving, language, &params.municipality, &partners)?;
            if selection.partners.is_empty() {
                let reason = "partner must name another municipality than the one that asks";
                return Err(Problem::invalid_input(language, reason.to_owned()));
            }
            side_by_side(app, serving, &ranking, &selection, language)
        })
        .await
}

/// Whether a pair such as `partner=DM02` of a query string names a partner.
pub(in crate::http) fn is_partner_pair(pair: &str) -> bool {
    pair.starts_with("partner=")
}

/// All values of `partner` in the query of an address, in their order.
pub(in crate::http) fn partners_in(uri: &Uri) -> Vec<String> {
    let pairs = decode_query(uri).into_iter();
    pairs
        .filter(|(key, _)| key == "partner")
        .map(|(_, value)| value)
        .collect()
}

/// Who stand side by side.
pub(in crate::http) struct Selection {
    pub(in crate::http) focus: Recognised,
    /// Each once, without the focus, at most [`MAX_PARTNERS`].
    pub(in crate::http) partners: Vec<Recognised>,
}

impl Selection {
    /// Looks up the names, and gives those that do not fit apart. Who is named twice counts once.
    ///
    /// # Errors
    /// 404 if a name is unknown.
    pub(in crate::http) fn find(
        serving: &ServingState,
        language: Language,
        focus: &str,
        partners: &[String],
    ) -> Result<(Self, Vec<Recognised>), Problem> {
        let find = |name: &str| lookup::municipality(serving, language, name);
        let focus = find(focus)?;
        let mut found: Vec<Recognised> = Vec::new();
        for name in partners {
            let one = find(name)?;
            let is_known =
                one.code == focus.code || found.iter().any(|other| other.code == one.code);
            if !is_known {
                found.push(one);
            }
        }
        let beyond = found.split_off(found.len().min(MAX_PARTNERS));
        Ok((
            Self {
                focus,
                partners: found,
            },
            beyond,
        ))
    }
}

/// The municipalities of a selection side by side.
///
/// # Errors
/// 404 if one of them has no text; 400 if a ranking parameter cannot be used.
pub(in crate::http) fn side_by_side(
    app: &AppState,
    serving: &ServingState,
    ranking: &RankingParams,
    selection: &Selection,
    language: Language,
) -> Result<Several, Problem> {
    let codes: Vec<&str> = std::iter::once(&selection.focus)
        .chain(&selection.partners)
        .map(|one| one.code.as_str())
        .collect();
    let profiles = codes.iter().map(|code| profile(serving, code, language));
    let profiles = profiles.collect::<Result<Vec<_>, _>>()?;
    let mut comparisons = Vec::new();
    for (at, ours) in codes.iter().enumerate() {
        // A supposed choice is that of the focus alone.
        let ranking = if at == 0 {
            ranking.clone()
        } else {
            ranking.without_supposition()
        };
        for theirs in &codes[at + 1..] {
            let params = ComparisonParams {
                municipality: (*ours).to_owned(),
                partner: (*theirs).to_owned(),
                lang: None,
            };
            comparisons.push(compare(app, serving, &ranking, &params, language)?);
        }
    }
    let presentation = serving.presentation(language);
    Ok(Several::new(profiles, comparisons, &presentation))
}

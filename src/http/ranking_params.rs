//! How partners are ranked: the one value that every link, page and address of the API carries along.
//!
//! A list and the comparison, the region or the guide that it links to must show the same percentage. So all of them
//! read the same parameters, here, and every link between them writes them again.

use std::sync::Arc;

use axum::extract::FromRequestParts;
use axum::http::Uri;
use axum::http::request::Parts;
use serde::Deserialize;
use serde::de::DeserializeOwned;
use utoipa::IntoParams;

use super::extract::deserialize_pairs;
use super::problem::Problem;
use super::query_string::requested_language;
use super::state::{AppState, ServingState};
use crate::engine::{PartnerQuery, WhatIf};
use crate::municipality::GemeenteCode;
use crate::rank::{Scope, Weights};
use crate::report::Language;
use crate::settings::Settings;
use crate::taxonomy::ThemeId;

/// How partners are ranked; the same on every page and at every address of the API.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct RankingParams {
    /// How far to look: `border`, `km:30`, `province`, `region:KIND` or `all`. Without effect on one pair.
    #[param(value_type = Option<String>, pattern = r"^(border|province|all|km:\d+(\.\d+)?|region:.+)$")]
    pub(in crate::http) scope: Option<Scope>,
    /// How much the likeness of the texts counts; of three weights those that are left out count for nothing.
    #[param(minimum = 0)]
    pub(in crate::http) weight_text: Option<f64>,
    /// How much the likeness of what is stressed counts.
    #[param(minimum = 0)]
    pub(in crate::http) weight_themes: Option<f64>,
    /// How much the agreement on principles counts.
    #[param(minimum = 0)]
    pub(in crate::http) weight_principles: Option<f64>,
    /// Only municipalities that speak of this theme too, scored by what both choose on it: its name in the taxonomy.
    #[param(min_length = 1)]
    pub(in crate::http) theme: Option<String>,
    /// Only municipalities that have come further on this theme: its name in the taxonomy. Without effect on one pair.
    #[param(min_length = 1)]
    pub(in crate::http) ahead_on: Option<String>,
    /// As if the municipality chose for or against a principle: `collectief=for`.
    #[param(min_length = 1)]
    pub(in crate::http) what_if: Option<String>,
}

/// The query of an address of the API that ranks: the ranking parameters, and those of the address itself. Rejects with
/// 400 if either cannot be deserialised.
pub(super) struct RankingQuery<T>(pub(super) RankingParams, pub(super) T);

impl<T: DeserializeOwned> FromRequestParts<Arc<AppState>> for RankingQuery<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, _: &Arc<AppState>) -> Result<Self, Problem> {
        let language = requested_language(&parts.uri);
        let ranking = RankingParams::parse(&parts.uri, language, false)?;
        let own = deserialize_pairs(&parts.uri, language, false, |pair| !is_ranking_pair(pair))?;
        Ok(Self(ranking, own))
    }
}

/// The query of a page, without the ranking parameters, which every page accepts. Parameters without a value count as
/// missing.
///
/// # Errors
/// 400 if the rest cannot be deserialised.
pub(super) fn form_query<T: DeserializeOwned>(uri: &Uri, language: Language) -> Result<T, Problem> {
    deserialize_pairs(uri, language, true, |pair| !is_ranking_pair(pair))
}

/// The ranking parameters, with the themes and principles that they name.
pub(in crate::http) struct RankingOptions {
    /// The scope of the parameters, or that of the settings.
    pub(in crate::http) scope: Scope,
    /// `None` for the weights of the settings.
    pub(in crate::http) weights: Option<Weights>,
    pub(in crate::http) theme: Option<ThemeId>,
    pub(in crate::http) ahead_on: Option<ThemeId>,
    pub(in crate::http) what_if: Option<WhatIf>,
}

/// The names of the parameters, as addresses have them.
const KEYS: [&str; 7] = [
    "scope",
    "weightText",
    "weightThemes",
    "weightPrinciples",
    "theme",
    "aheadOn",
    "whatIf",
];

/// Whether a pair such as `scope=all` of a query string is one of the ranking parameters.
pub(in crate::http) fn is_ranking_pair(pair: &str) -> bool {
    let key = pair.split_once('=').map_or(pair, |(key, _)| key);
    KEYS.contains(&key)
}

impl RankingParams {
    /// Reads the parameters of a query string; the others in it are ignored. If `is_form`, empty ones count as missing.
    ///
    /// # Errors
    /// 400 if one of them cannot be read.
    pub(in crate::http) fn parse(
        uri: &Uri,
        language: Language,
        is_form: bool,
    ) -> Result<Self, Problem> {
        deserialize_pairs(uri, language, is_form, is_ranking_pair)
    }

    /// The parameters that are set, as they stand in an address, in a fixed order.
    pub(in crate::http) fn pairs(&self) -> Vec<(&'static str, String)> {
        let number = |weight: Option<f64>| weight.map(|weight| weight.to_string());
        let values = [
            self.scope.as_ref().map(ToString::to_string),
            number(self.weight_text),
            number(self.weight_themes),
            number(self.weight_principles),
            self.theme.clone(),
            self.ahead_on.clone(),
            self.what_if.clone(),
        ];
        let set = KEYS.into_iter().zip(values);
        set.filter_map(|(key, value)| Some((key, value?))).collect()
    }

    /// Whether it has weights of its own.
    pub(in crate::http) fn has_weights(&self) -> bool {
        let given = [self.weight_text, self.weight_themes, self.weight_principles];
        given.iter().any(Option::is_some)
    }

    /// The same with the weights of the settings.
    pub(in crate::http) fn without_weights(&self) -> Self {
        Self {
            weight_text: None,
            weight_themes: None,
            weight_principles: None,
            ..self.clone()
        }
    }

    /// The same without what the settings say anyway. A form sends all its fields, and addresses stay short.
    pub(in crate::http) fn without_defaults(self, settings: &Settings) -> Self {
        let weights = self.weights(Language::default());
        let is_default = weights.is_ok_and(|weights| weights == Some(settings.rank.weights));
        let own = if is_default {
            self.without_weights()
        } else {
            self
        };
        Self {
            scope: own.scope.filter(|scope| *scope != settings.scope),
            ..own
        }
    }

    /// The same with another scope.
    pub(in crate::http) fn within(&self, scope: &Scope) -> Self {
        Self {
            scope: Some(scope.clone()),
            ..self.clone()
        }
    }

    /// The same without the supposed choice, which is about one municipality only.
    pub(in crate::http) fn without_supposition(&self) -> Self {
        Self {
            what_if: None,
            ..self.clone()
        }
    }

    /// Resolves the names of themes and principles, and fills in the scope of the settings.
    ///
    /// # Errors
    /// 400 if a weight is out of range, or a name is unknown.
    pub(in crate::http) fn resolve(
        &self,
        app: &AppState,
        serving: &ServingState,
        language: Language,
    ) -> Result<RankingOptions, Problem> {
        let engine = &serving.engine;
        let problem = |error| Problem::from_engine(language, &error);
        let theme = |name: &Option<String>| {
            let theme = name.as_deref().map(|name| engine.theme(name));
            theme.transpose().map_err(problem)
        };
        let what_if = self.what_if.as_deref();
        let what_if = what_if.map(|text| engine.parse_what_if(text));
        Ok(RankingOptions {
            scope: self.scope.clone().unwrap_or(app.settings.scope.clone()),
            weights: self.weights(language)?,
            theme: theme(&self.theme)?,
            ahead_on: theme(&self.ahead_on)?,
            what_if: what_if.transpose().map_err(problem)?,
        })
    }

    /// The weights. Returns `None` if no weight is given; of three weights those that are missing are 0.
    ///
    /// # Errors
    /// 400 if a weight is negative, or all are 0.
    pub(in crate::http) fn weights(&self, language: Language) -> Result<Option<Weights>, Problem> {
        let given = [self.weight_text, self.weight_themes, self.weight_principles];
        // Without any weight those of the settings apply, which is not the same as three weights of 0.
        if given.iter().all(Option::is_none) {
            return Ok(None);
        }
        // What is left out counts for nothing, so that one weight alone asks for that part alone.
        let [text, themes, principles] = given.map(|weight| weight.unwrap_or(0.0));
        Weights::new(text, themes, principles)
            .map(Some)
            .map_err(|error| {
                Problem::invalid_input(language, error.to_string().replace('\n', "; "))
            })
    }
}

impl RankingOptions {
    /// The query for the partners of `focus`.
    pub(in crate::http) fn partner_query(self, focus: &GemeenteCode) -> PartnerQuery {
        PartnerQuery::new(focus.clone())
            .scope(self.scope)
            .weights(self.weights)
            .theme(self.theme)
            .ahead_on(self.ahead_on)
            .what_if(self.what_if)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::query_string::encode_query;

    fn parse(query: &str, is_form: bool) -> Result<RankingParams, Problem> {
        let uri = format!("/x?{query}").parse().expect("an address");
        RankingParams::parse(&uri, Language::English, is_form)
    }

    #[test]
    fn what_is_written_into_a_link_is_read_again() {
        let query = "scope=km%3A30&weightText=2.5&theme=cloud&aheadOn=data&whatIf=collectief%3Dfor";
        let params = parse(query, false).expect("valid");
        assert_eq!(encode_query(&params.pairs()), query);
        assert_eq!(params.without_supposition().pairs().len(), 4);
        // Other parameters of the address are not its business.
        assert_eq!(
            parse("q=x&page=2", false).expect("valid"),
            RankingParams::default()
        );
    }

    #[test]
    fn empty_values_count_as_missing_in_forms_only() {
        let form = parse("scope=&weightText=&theme=", true).expect("valid");
        assert_eq!(form, RankingParams::default());
        assert!(parse("scope=", false).is_err());
        let problem = parse("scope=near", true).expect_err("no scope");
        assert!(problem.details.detail.contains("border"), "{problem:?}");
        let weights = parse("weightText=-1", true).expect("a number");
        assert!(weights.weights(Language::English).is_err());
    }
}

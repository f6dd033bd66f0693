//! Which partners a list shows, and in which order; the same on the page and over the API.

use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::problem::Problem;
use crate::rank::{CautionKind, PartnerFilter, PartnerOrder, PopulationRange, RankError};
use crate::report::Language;

/// Which partners a list shows, and in which order.
#[derive(Clone, Debug, Default, PartialEq, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields, rename_all = "camelCase")]
pub(in crate::http) struct PartnersParams {
    /// At most so many partners.
    #[param(minimum = 1, maximum = 10_000)]
    pub(in crate::http) top: Option<u32>,
    /// Only partners in this province, by its name; empty for all. Ranks stay those of the whole ranking.
    pub(in crate::http) province: Option<String>,
    /// Only partners with so many inhabitants: `25000-50000`, `-25000`, `100000-`, or `similar` for half to twice as many.
    #[param(value_type = Option<String>, pattern = r"^(similar|-[1-9]\d{0,6}|\d{1,6}-([1-9]\d{0,6})?)$")]
    pub(in crate::http) size: Option<PopulationRange>,
    /// Only partners without these cautions: their kinds, with commas between them; empty for all.
    pub(in crate::http) without: Option<String>,
    /// The order of the list, before it is cut off at `top`: `alignment`, `distance`, `population` or `name`.
    #[param(value_type = Option<String>, pattern = "^(alignment|distance|population|name)$")]
    pub(in crate::http) order: Option<PartnerOrder>,
    /// The page, from 1; the answer then has `total`, `page`, `pageSize` and `links` as well. JSON only.
    #[param(minimum = 1, maximum = 1000)]
    pub(in crate::http) page: Option<u32>,
    /// How many partners a page has; 20 when left out. JSON only.
    #[param(minimum = 1, maximum = 100)]
    pub(in crate::http) page_size: Option<u32>,
    /// Only these fields of each partner, with commas: `rank,code,name,alignment`. JSON only.
    #[param(min_length = 1)]
    pub(in crate::http) fields: Option<String>,
    /// The language of texts in the answer.
    #[param(inline)]
    pub(in crate::http) lang: Option<Language>,
}

impl PartnersParams {
    /// The greatest `top`, far above the number of municipalities.
    pub(super) const MAX_TOP: u32 = 10_000;

    /// How many partners to return, at least 1.
    ///
    /// # Errors
    /// 400 if `top` is out of range.
    pub(super) fn top(&self, language: Language, default: usize) -> Result<usize, Problem> {
        match self.top {
            None => Ok(default),
            // The schema states the same bounds; this check serves clients that do not read it.
            Some(top @ 1..=Self::MAX_TOP) => Ok(top as usize),
            Some(top) => {
                let reason = format!("top must be from 1 to {}, got {top}", Self::MAX_TOP);
                Err(Problem::invalid_input(language, reason))
            }
        }
    }

    /// The cautions that no partner may have, in the order of [`CautionKind`].
    ///
    /// # Errors
    /// 400 if one of them is unknown.
    pub(in crate::http) fn without(&self, language: Language) -> Result<Vec<CautionKind>, Problem> {
        let kinds = self.without.as_deref().unwrap_or_default().split(',');
        let kinds = kinds.filter(|kind| !kind.trim().is_empty());
        let parsed: Result<Vec<CautionKind>, RankError> = kinds.map(str::parse).collect();
        let mut kinds = parsed.map_err(|error| {
            Problem::invalid_input(language, error.to_string().replace('\n', "; "))
        })?;
        kinds.sort_unstable();
        kinds.dedup();
        Ok(kinds)
    }

    /// Which partners are shown.
    ///
    /// # Errors
    /// 400 if a caution is unknown.
    pub(in crate::http) fn filter(&self, language: Language) -> Result<PartnerFilter, Problem> {
        Ok(PartnerFilter {
            // An empty name is no province that could be asked for.
            province: self.province.clone().filter(|name| !name.trim().is_empty()),
            population: self.size,
            without: self.without(language)?,
        })
    }

    /// The parameters that say which partners are shown, as they stand in an address.
    pub(in crate::http) fn pairs(&self) -> Vec<(&'static str, String)> {
        let set = [
            ("top", self.top.map(|top| top.to_string())),
            ("province", self.province.clone()),
            ("size", self.size.map(|size| size.to_string())),
            ("without", self.without.clone()),
            ("order", self.order.map(|order| order.name().to_owned())),
        ];
        let set = set.into_iter();
        set.filter_map(|(key, value)| Some((key, value?))).collect()
    }
}

/// The kinds of cautions as they stand in an address. Returns `None` if there are none.
pub(in crate::http) fn without_value(kinds: &[CautionKind]) -> Option<String> {
    let names: Vec<&str> = kinds.iter().map(|kind| kind.name()).collect();
    (!names.is_empty()).then(|| names.join(","))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::http::ranking_params::form_query;
    use axum::http::StatusCode;

    fn parse(query: &str) -> Result<PartnersParams, Problem> {
        let uri = format!("/x?{query}").parse().expect("an address");
        form_query(&uri, Language::English)
    }

    #[test]
    fn empty_form_fields_count_as_missing() {
        let params = parse("scope=km%3A30&top=&weightText=&size=&lang=en").expect("valid");
        assert_eq!((params.top, params.lang), (None, Some(Language::English)));
        assert_eq!(parse("").expect("valid"), PartnersParams::default());
    }

    #[test]
    fn problems_name_what_is_wrong() {
        for (wrong, part) in [
            ("scoop=all", "scoop"),
            ("top=x", "top"),
            ("size=large", "similar"),
            ("order=up", "distance"),
        ] {
            let problem = parse(wrong).expect_err(wrong);
            assert_eq!(problem.status, StatusCode::BAD_REQUEST);
            assert!(problem.details.detail.contains(part), "{problem:?}");
        }
        let top = parse("top=0").expect("a number").top(Language::English, 10);
        assert!(top.is_err());
        let without = parse("without=oldText,bad").expect("a text");
        let problem = without.filter(Language::English).expect_err("unknown");
        assert!(problem.details.detail.contains("thinCoverage"));
    }

    #[test]
    fn what_is_chosen_is_written_as_it_was_read() {
        let query = "top=3&province=Utrecht&size=similar&without=oldText%2CtempoGap&order=distance";
        let params = parse(query).expect("valid");
        let pairs = params.pairs();
        assert_eq!(crate::http::query_string::encode_query(&pairs), query);
        let without = params.without(Language::Dutch).expect("known");
        assert_eq!(without, [CautionKind::OldText, CautionKind::TempoGap]);
        assert_eq!(without_value(&without), params.without);
        assert_eq!(without_value(&[]), None);
    }
}

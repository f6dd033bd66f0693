//! Which partners a list shows, and in which order; the same on the page and over the API.

use std::fmt;

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
    /// At most so many partners. More of them, as JSON, come page by page.
    #[param(minimum = 1, maximum = 500)]
    pub(in crate::http) top: Option<u32>,
    /// Only partners in this province, by its name; empty for all. Ranks stay those of the whole ranking.
    pub(in crate::http) province: Option<String>,
    /// Only partners with so many inhabitants: `25000-50000`, `-25000`, `100000-`, or `similar` for half to twice as many.
    #[param(value_type = Option<String>, pattern = r"^(similar|-[1-9]\d{0,6}|\d{1,6}-([1-9]\d{0,6})?)$")]
    pub(in crate::http) size: Option<PopulationRange>,
    /// Only partners without these cautions: their kinds, with commas between them; empty for all.
    #[param(value_type = Option<String>)]
    #[serde(default)]
    pub(in crate::http) without: ExcludedCautions,
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

/// The cautions that no partner may have, in the order of [`CautionKind`]. Written with commas between them.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize)]
#[serde(try_from = "String")]
pub(in crate::http) struct ExcludedCautions(Vec<CautionKind>);

impl ExcludedCautions {
    /// The kinds, each once.
    pub(in crate::http) fn kinds(&self) -> &[CautionKind] {
        &self.0
    }

    /// The same and this one.
    pub(in crate::http) fn and(&self, kind: CautionKind) -> Self {
        self.0.iter().copied().chain([kind]).collect()
    }

    /// The same but this one.
    pub(in crate::http) fn except(&self, kind: CautionKind) -> Self {
        let others = self.0.iter().copied();
        others.filter(|one| *one != kind).collect()
    }

    /// As it stands in an address. Returns `None` if there are none.
    pub(in crate::http) fn value(&self) -> Option<String> {
        (!self.0.is_empty()).then(|| self.to_string())
    }
}

impl FromIterator<CautionKind> for ExcludedCautions {
    fn from_iter<I: IntoIterator<Item = CautionKind>>(kinds: I) -> Self {
        let mut kinds: Vec<CautionKind> = kinds.into_iter().collect();
        // One way to write each choice, so that its answer is computed once.
        kinds.sort_unstable();
        kinds.dedup();
        Self(kinds)
    }
}

impl TryFrom<String> for ExcludedCautions {
    type Error = RankError;

    fn try_from(text: String) -> Result<Self, RankError> {
        let kinds = text.split(',').filter(|kind| !kind.trim().is_empty());
        kinds.map(str::parse).collect()
    }
}

impl fmt::Display for ExcludedCautions {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let names: Vec<&str> = self.0.iter().map(|kind| kind.name()).collect();
        f.write_str(&names.join(","))
    }
}

impl PartnersParams {
    /// The greatest `top`: all Dutch municipalities, and no more, since each partner brings quotes along.
    const MAX_TOP: u32 = 500;

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

    /// Which partners are shown.
    pub(in crate::http) fn filter(&self) -> PartnerFilter {
        PartnerFilter {
            // An empty name is no province that could be asked for.
            province: self.province.clone().filter(|name| !name.trim().is_empty()),
            population: self.size,
            without: self.without.kinds().to_vec(),
        }
    }

    /// The parameters that say which partners are shown, as they stand in an address.
    pub(in crate::http) fn pairs(&self) -> Vec<(&'static str, String)> {
        let set = [
            ("top", self.top.map(|top| top.to_string())),
            ("province", self.province.clone()),
            ("size", self.size.map(|size| size.to_string())),
            ("without", self.without.value()),
            ("order", self.order.map(|order| order.name().to_owned())),
        ];
        let set = set.into_iter();
        set.filter_map(|(key, value)| Some((key, value?))).collect()
    }
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
            ("without=oldText,bad", "thinCoverage"),
        ] {
            let problem = parse(wrong).expect_err(wrong);
            assert_eq!(problem.status, StatusCode::BAD_REQUEST);
            assert!(problem.details.detail.contains(part), "{problem:?}");
        }
        for top in ["top=0", "top=501"] {
            let params = parse(top).expect("a number");
            let problem = params.top(Language::English, 10).expect_err(top);
            assert!(problem.details.detail.contains("from 1 to 500"), "{top}");
        }
    }

    #[test]
    fn what_is_chosen_is_written_as_it_was_read() {
        let query = "top=3&province=Utrecht&size=similar&without=oldText%2CtempoGap&order=distance";
        let params = parse(query).expect("valid");
        let pairs = params.pairs();
        assert_eq!(crate::http::query_string::encode_query(&pairs), query);
        let without = [CautionKind::OldText, CautionKind::TempoGap];
        assert_eq!(params.without.kinds(), without);
        assert_eq!(params.filter().without, without);
        let other = parse("without=tempoGap,,oldText,tempoGap").expect("valid");
        assert_eq!(other.without, params.without);
        for none in ["", "without=", "without=,"] {
            let params = parse(none).expect("valid");
            assert!(params.pairs().is_empty() && params.filter().is_empty());
        }
    }

    #[test]
    fn cautions_come_and_go_one_by_one() {
        let one: ExcludedCautions = [CautionKind::TempoGap].into_iter().collect();
        let two = one.and(CautionKind::OldText);
        assert_eq!(two.value().as_deref(), Some("oldText,tempoGap"));
        assert_eq!(two.except(CautionKind::OldText), one);
        assert_eq!(one.and(CautionKind::TempoGap), one);
        assert_eq!(one.except(CautionKind::TempoGap).value(), None);
    }
}

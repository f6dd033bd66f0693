//! A part of a ranking: one page of the partners, or some of their fields.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::http::base_path::BasePath;
use crate::http::params::Paging;
use crate::http::problem::Problem;
use crate::http::query_string::encode_query;
use crate::http::ranking_params::RankingParams;
use crate::report::Language;
use crate::report::view::{Links, Match};

/// The fields of a partner that quotes are in.
const QUOTED_FIELDS: [&str; 2] = ["evidence", "similarPassages"];

/// What is asked for of a ranking.
pub(super) struct Selection {
    language: Language,
    paging: Option<Paging>,
    fields: Option<Vec<String>>,
}

/// A ranking, or the part of it that was asked for.
#[derive(Serialize)]
#[serde(untagged)]
pub(super) enum Selected {
    Whole(Box<Match>),
    Part(Map<String, Value>),
}

impl Selection {
    /// What these parameters ask for: a page with its size, and fields with commas between them.
    ///
    /// # Errors
    /// 400 if the page is out of range.
    pub(super) fn new(
        (page, page_size): (Option<u32>, Option<u32>),
        fields: Option<&str>,
        language: Language,
    ) -> Result<Self, Problem> {
        let has_page = page.is_some() || page_size.is_some();
        let paging = has_page.then(|| Paging::new(language, page, page_size));
        let fields = fields.map(|fields| {
            let fields = fields.split(',').map(|field| field.trim().to_owned());
            fields.collect()
        });
        Ok(Self {
            language,
            paging: paging.transpose()?,
            fields,
        })
    }

    /// Whether only a page of the list is asked for.
    pub(super) fn is_page(&self) -> bool {
        self.paging.is_some()
    }

    /// The part of a list of so many that is asked for: how many come before it, and how many it has at most.
    pub(super) fn part_of(&self, listed: usize) -> (usize, usize) {
        match self.paging {
            None => (0, listed),
            Some(paging) => {
                let offset = paging.offset();
                (offset, paging.size.min(listed.saturating_sub(offset)))
            }
        }
    }

    /// How many of the partners that are returned need quotes, which are most of the cost.
    pub(super) fn quoted(&self) -> usize {
        let wants_quotes = |fields: &Vec<String>| {
            let mut quoted = QUOTED_FIELDS.iter();
            quoted.any(|field| fields.iter().any(|wanted| wanted == field))
        };
        if self.fields.as_ref().is_none_or(wants_quotes) {
            usize::MAX
        } else {
            0
        }
    }

    /// The part of a ranking of `total` partners; `own` are the parameters that say which partners are in it, for the links to other pages.
    ///
    /// # Errors
    /// 400 if a partner has no field of such a name.
    pub(super) fn of(
        &self,
        (view, total): (Match, usize),
        base: &BasePath,
        ranking: &RankingParams,
        own: &[(&'static str, String)],
    ) -> Result<Selected, Problem> {
        if self.paging.is_none() && self.fields.is_none() {
            return Ok(Selected::Whole(Box::new(view)));
        }
        let code = view.municipality.code.clone();
        let Ok(Value::Object(mut part)) = serde_json::to_value(&view) else {
            return Err(Problem::internal(self.language, &"a ranking is an object"));
        };
        if let Some(Value::Array(partners)) = part.get_mut("partners") {
            partners
                .iter_mut()
                .try_for_each(|partner| self.keep_fields(partner))?;
        }
        if let Some(paging) = self.paging {
            let address = |page: usize| {
                let mut pairs = ranking.pairs();
                pairs.push(("page", page.to_string()));
                pairs.push(("pageSize", paging.size.to_string()));
                let fields = self.fields.as_ref().map(|fields| fields.join(","));
                pairs.extend(fields.map(|fields| ("fields", fields)));
                pairs.extend(own.iter().cloned());
                let query = encode_query(&pairs);
                base.address(&format!("/api/v1/municipalities/{code}/partners?{query}"))
            };
            let links = Links::new(paging.page, paging.size, total, address);
            part.insert("total".to_owned(), total.into());
            part.insert("page".to_owned(), paging.page.into());
            part.insert("pageSize".to_owned(), paging.size.into());
            let links = serde_json::to_value(links);
            part.insert("links".to_owned(), links.unwrap_or_default());
        }
        Ok(Selected::Part(part))
    }

    fn keep_fields(&self, partner: &mut Value) -> Result<(), Problem> {
        let (Some(fields), Value::Object(partner)) = (&self.fields, partner) else {
            return Ok(());
        };
        if let Some(unknown) = fields.iter().find(|field| !partner.contains_key(*field)) {
            let known: Vec<&str> = partner.keys().map(String::as_str).collect();
            let known = known.join(", ");
            let reason = format!("a partner has no field {unknown}; it has {known}");
            return Err(Problem::invalid_input(self.language, reason));
        }
        partner.retain(|key, _| fields.contains(key));
        Ok(())
    }
}

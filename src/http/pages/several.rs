//! Up to five municipalities side by side. The address holds who they are, so a selection can be kept and sent.

use maud::{Markup, html};
use serde::Deserialize;

use super::page::{Content, Page, as_strs};
use super::topics::{outcome_mark, paced, steps};
use super::why::covered;
use crate::http::api;
use crate::http::api::comparisons::ComparisonParams;
use crate::http::extract::deserialize_pairs;
use crate::http::lookup;
use crate::http::problem::Problem;
use crate::http::query_string::decode_query;
use crate::http::ranking_params::is_ranking_pair;
use crate::municipality::Recognised;
use crate::rank::Outcome;
use crate::report::Language;
use crate::report::view::{PairCourse, Several, SideOfTopic, TopicOfAll};

/// Municipalities that fit beside the one that asks.
const MAX_PARTNERS: usize = 4;

/// The parameters besides the partners, of which there may be several.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct SeveralParams {
    municipality: String,
    /// Read from the address before; here it only is no unknown field.
    #[serde(rename = "lang")]
    _lang: Option<Language>,
}

/// Who is compared.
pub(super) struct Chosen {
    focus: Recognised,
    partners: Vec<Recognised>,
    /// The names of those that do not fit.
    left_out: Vec<String>,
}

impl Page<'_> {
    /// Who is compared, if it is not one pair: more than two, or one that still looks for another. Returns `None` for a
    /// pair.
    ///
    /// # Errors
    /// 400 if a parameter cannot be read; 404 if a name is unknown.
    pub(super) fn chosen(&self) -> Result<Option<Chosen>, Problem> {
        let is_partner = |pair: &str| pair.starts_with("partner=");
        let partners = decode_query(self.uri);
        let typed: Vec<&str> = partners
            .iter()
            .filter(|(key, value)| key == "partner" && !value.trim().is_empty())
            .map(|(_, value)| value.as_str())
            .collect();
        if typed.len() == 1 {
            return Ok(None);
        }
        let wanted = |pair: &str| !is_ranking_pair(pair) && !is_partner(pair);
        let params: SeveralParams = deserialize_pairs(self.uri, self.language, true, wanted)?;
        let find = |name: &str| lookup::municipality(self.serving, self.language, name);
        let focus = find(&params.municipality)?;
        let mut partners: Vec<Recognised> = Vec::new();
        for name in typed {
            let found = find(name)?;
            let is_known =
                found.code == focus.code || partners.iter().any(|one| one.code == found.code);
            if !is_known {
                partners.push(found);
            }
        }
        let beyond = partners.split_off(partners.len().min(MAX_PARTNERS));
        let catalog = self.serving.engine.catalog();
        let left_out = beyond
            .iter()
            .map(|one| catalog.municipality_name(&one.code));
        Ok(Some(Chosen {
            focus,
            left_out: left_out.collect(),
            partners,
        }))
    }

    /// The page of several municipalities.
    ///
    /// # Errors
    /// 404 if one of them has no text.
    pub(super) fn several(&self, chosen: &Chosen) -> Result<Content, Problem> {
        let language = self.language;
        let codes: Vec<&str> = std::iter::once(&chosen.focus)
            .chain(&chosen.partners)
            .map(|one| one.code.as_str())
            .collect();
        let profiles = codes
            .iter()
            .map(|code| api::profiles::profile(self.serving, code, language));
        let profiles = profiles.collect::<Result<Vec<_>, _>>()?;
        let mut comparisons = Vec::new();
        for (at, ours) in codes.iter().enumerate() {
            // A supposed choice is that of the focus alone.
            let ranking = if at == 0 {
                self.ranking.clone()
            } else {
                self.ranking.without_supposition()
            };
            for theirs in &codes[at + 1..] {
                let params = ComparisonParams {
                    municipality: (*ours).to_owned(),
                    partner: (*theirs).to_owned(),
                    lang: None,
                };
                let pair =
                    api::comparisons::compare(self.app, self.serving, &ranking, &params, language)?;
                comparisons.push(pair);
            }
        }
        let view = Several::new(profiles, comparisons);
        let names: Vec<String> = view
            .profiles
            .iter()
            .map(|one| one.municipality.name.clone())
            .collect();
        let focus = chosen.focus.code.as_str();
        let main = html! {
            @if !chosen.left_out.is_empty() { p role="note" { (language.left_out_of_comparison(&language.list(&chosen.left_out))) } }
            @if chosen.partners.is_empty() {
                p.lead { (language.whom_to_compare()) }
            } @else {
                (self.several_in_short(&view))
                (self.several_chips(focus, &view))
            }
            @if chosen.partners.len() < MAX_PARTNERS {
                (self.add_form(focus, chosen.partners.iter().map(|one| one.code.as_str())))
            }
            (self.narrowing_notes())
            @if !view.pairs.is_empty() {
                h2 { (language.course_of_pairs()) }
                p { (language.percentage_note()) }
                ul {
                    @for pair in &view.pairs {
                        li {
                            a href=(self.pair_link("/vergelijk", &pair.ours.code, &pair.theirs.code, pair.ours.code == focus)) {
                                (language.two_names(&pair.ours.name, &pair.theirs.name)) ": " (language.course(pair.alignment))
                            }
                            @if let Some(km) = pair.distance_km { ", " (language.number(km, 1)) " km" }
                        }
                    }
                }
                h2 { (language.principles_heading()) }
                p { (language.principles_note()) }
                (self.several_table(&names, language.principle_column(), &view.principles, true))
                h2 { (language.themes_heading()) }
                p { (language.themes_note()) }
                (self.several_table(&names, language.theme_column(), &view.themes, false))
                h2 { (language.pace_heading()) }
                ul {
                    @for one in &view.profiles { li { b { (one.municipality.name) } ". " (paced(language, one.tempo, one.intensity)) } }
                }
                h2 { (language.what_was_read()) }
                ul {
                    @for one in &view.profiles {
                        li { a href=(self.other_link(&one.municipality.code, "")) { (one.municipality.name) } ": " (covered(language, &one.coverage.coverage)) }
                    }
                }
            }
            p { a href=(self.municipality_link(focus, "/partners")) { (language.back_to_list(&names[0])) } }
        };
        Ok(Content::new(language.list(&names), main).about(focus, &names[0]))
    }

    /// What all choose, on what they differ, and which pairs are most and least alike.
    fn several_in_short(&self, view: &Several) -> Markup {
        let language = self.language;
        let of_outcome = |outcome: Outcome| {
            let topics = view.principles.iter();
            let topics = topics.filter(|topic| topic.outcome == outcome);
            topics.map(|topic| topic.name.clone()).collect::<Vec<_>>()
        };
        let known: Vec<_> = view
            .pairs
            .iter()
            .filter(|pair| pair.alignment.is_some())
            .collect();
        let named = |pair: &PairCourse| {
            let names = language.two_names(&pair.ours.name, &pair.theirs.name);
            format!("{names} ({})", language.course(pair.alignment))
        };
        html! {
            section.short {
                h2 { (language.in_short()) }
                ul {
                    li { (language.all_choose(view.profiles.len(), &of_outcome(Outcome::Aligned))) }
                    li { (language.difference_in_short(&of_outcome(Outcome::Differs))) }
                    @if let [strongest, .., weakest] = known.as_slice() {
                        li { (language.strongest_and_weakest(&named(strongest), &named(weakest))) }
                    }
                }
            }
        }
    }

    /// Who is compared; each but the focus can be taken off.
    fn several_chips(&self, focus: &str, view: &Several) -> Markup {
        let language = self.language;
        let partners = || view.profiles.iter().skip(1).map(|one| &one.municipality);
        let without = |code: &str| {
            let mut pairs = vec![("municipality", focus.to_owned())];
            let others = partners().filter(|one| one.code != code);
            pairs.extend(others.map(|one| ("partner", one.code.clone())));
            self.ranking_link("/vergelijk", &as_strs(&pairs))
        };
        html! {
            ul.chips aria-label=(language.compared_with()) {
                @for one in partners() {
                    li { a href=(without(&one.code)) aria-label=(language.take_off(&one.name)) { (one.name) span aria-hidden="true" { " ×" } } }
                }
            }
        }
    }

    /// The form that adds a municipality to a comparison.
    pub(super) fn add_form<'c>(
        &self,
        focus: &str,
        partners: impl IntoIterator<Item = &'c str>,
    ) -> Markup {
        let language = self.language;
        html! {
            form.ask.no-print action=(self.base.address("/vergelijk")) method="get" {
                input type="hidden" name="municipality" value=(focus);
                @for code in partners { input type="hidden" name="partner" value=(code); }
                label for="partner" { (language.add_municipality()) }
                input #partner name="partner" list="namen" autocomplete="off" data-names=(language.names_found());
                datalist #namen {
                    @for place in self.serving.engine.register().iter() { option value=(place.name) {} }
                }
                (self.keep_ranking(&[]))
                (self.keep_language())
                button type="submit" { (language.add()) }
            }
        }
    }

    /// A table of subjects by municipality: the side that each chooses on a principle, or how far it has come on a theme.
    fn several_table(
        &self,
        names: &[String],
        column: &str,
        topics: &[TopicOfAll],
        are_principles: bool,
    ) -> Markup {
        let language = self.language;
        let cell = |topic: &TopicOfAll, side: &SideOfTopic| match are_principles {
            true => self.chosen_side(&topic.key, side),
            false => language.progress(side),
        };
        html! {
            @if topics.is_empty() {
                p { (language.nothing_said()) }
            } @else {
                div.wide tabindex="0" role="region" aria-label=(column) {
                    table.stacked {
                        thead {
                            tr {
                                th scope="col" { (column) }
                                @for name in names { th scope="col" { (name) } }
                                @if are_principles { th scope="col" { (language.together_column()) } }
                            }
                        }
                        tbody {
                            @for topic in topics {
                                tr {
                                    th scope="row" { (topic.name) }
                                    @for (name, side) in names.iter().zip(&topic.sides) {
                                        td data-label=(name) { (cell(topic, side)) (steps(language, side)) }
                                    }
                                    @if are_principles {
                                        td data-label=(language.together_column()) { (outcome_mark(topic.outcome, language.outcome_of_all(topic.outcome))) }
                                    }
                                }
                            }
                        }
                    }
                }
            }
        }
    }
}

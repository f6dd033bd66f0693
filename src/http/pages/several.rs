//! Up to five municipalities side by side. The address holds who they are, so a selection can be kept and sent.

use maud::{Markup, html};

use super::page::{Content, Page, as_strs};
use super::topics::{outcome_mark, paced, steps};
use super::why::covered;
use crate::http::api::selections::{
    MAX_PARTNERS, Selection, SelectionParams, is_partner_pair, partners_in, side_by_side,
};
use crate::http::extract::deserialize_pairs;
use crate::http::problem::Problem;
use crate::http::ranking_params::is_ranking_pair;
use crate::rank::Outcome;
use crate::report::view::{PairCourse, Several, SideOfTopic, TopicOfAll};

/// Who is compared.
pub(super) struct Chosen {
    selection: Selection,
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
        let mut typed = partners_in(self.uri);
        typed.retain(|name| !name.trim().is_empty());
        if typed.len() == 1 {
            return Ok(None);
        }
        let wanted = |pair: &str| !is_ranking_pair(pair) && !is_partner_pair(pair);
        let params: SelectionParams = deserialize_pairs(self.uri, self.language, true, wanted)?;
        let (selection, beyond) =
            Selection::find(self.serving, self.language, &params.municipality, &typed)?;
        let catalog = self.serving.engine.catalog();
        let left_out = beyond
            .iter()
            .map(|one| catalog.municipality_name(&one.code));
        Ok(Some(Chosen {
            left_out: left_out.collect(),
            selection,
        }))
    }

    /// The page of several municipalities.
    ///
    /// # Errors
    /// 404 if one of them has no text.
    pub(super) fn several(&self, chosen: &Chosen) -> Result<Content, Problem> {
        let language = self.language;
        let Chosen {
            selection,
            left_out,
        } = chosen;
        let view = side_by_side(self.app, self.serving, self.ranking, selection, language)?;
        let partners = &selection.partners;
        let names: Vec<String> = view
            .municipalities
            .iter()
            .map(|one| one.municipality.name.clone())
            .collect();
        let focus = selection.focus.code.as_str();
        let main = html! {
            @if !left_out.is_empty() { p role="note" { (language.left_out_of_comparison(&language.list(left_out))) } }
            @if partners.is_empty() {
                p.lead { (language.whom_to_compare()) }
            } @else {
                (self.several_in_short(&view))
                (self.several_chips(focus, &view))
            }
            @if partners.len() < MAX_PARTNERS {
                (self.add_form(focus, partners.iter().map(|one| one.code.as_str())))
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
                            ". " (language.compared(&pair.compared, pair.status))
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
                    @for one in &view.municipalities { li { b { (one.municipality.name) } ". " (paced(language, one.tempo, one.intensity)) } }
                }
                h2 { (language.what_was_read()) }
                ul {
                    @for one in &view.municipalities {
                        li { a href=(self.member_link(focus, &one.municipality.code, "")) { (one.municipality.name) } ": " (covered(language, &one.coverage)) }
                    }
                }
            }
            @if !view.pairs.is_empty() {
                p.no-print { a href=(self.selection_data_link(&view)) { (language.comparison_as_data()) } }
            }
            p { a href=(self.municipality_link(focus, "/partners")) { (language.back_to_list(&names[0])) } }
        };
        Ok(Content::new(language.list(&names), main).about(focus, &names[0]))
    }

    /// The address of the same answer over the API.
    fn selection_data_link(&self, view: &Several) -> String {
        let codes = view.municipalities.iter();
        let codes: Vec<&str> = codes.map(|one| one.municipality.code.as_str()).collect();
        let keys = std::iter::once("municipality").chain(std::iter::repeat("partner"));
        let pairs: Vec<(&str, &str)> = keys.zip(codes).collect();
        self.api_link("/selections", &pairs)
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
                    li { (language.all_choose(view.municipalities.len(), &of_outcome(Outcome::Aligned))) }
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
        let partners = || {
            view.municipalities
                .iter()
                .skip(1)
                .map(|one| &one.municipality)
        };
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

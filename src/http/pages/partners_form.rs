//! The form that narrows a ranking of partners, and the notes that say what it was narrowed by.

use std::collections::BTreeSet;

use maud::{Markup, html};

use super::page::Page;
use crate::http::api::partners::PartnersParams;
use crate::rank::{PartnerOrder, PopulationRange};
use crate::report::view::Match;
use crate::taxonomy::Principle;

/// The sizes that are offered: like the focus, and the classes in which Dutch municipalities usually are counted.
const SIZES: [PopulationRange; 5] = [
    PopulationRange::Similar,
    PopulationRange::Between(0, Some(25_000)),
    PopulationRange::Between(25_000, Some(50_000)),
    PopulationRange::Between(50_000, Some(100_000)),
    PopulationRange::Between(100_000, None),
];

impl Page<'_> {
    /// The form with all that a ranking can be narrowed by: scope and theme in one line, the rest below it.
    pub(super) fn partners_form(&self, view: &Match, params: &PartnersParams) -> Markup {
        let language = self.language;
        let weights = [
            ("weightText", "text", view.weights.text),
            ("weightThemes", "themes", view.weights.themes),
            ("weightPrinciples", "principles", view.weights.principles),
        ];
        let top = params.top.map_or(self.app.settings.top, |top| top as usize);
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        html! {
            form.filters action=(self.base.address(&path)) method="get" {
                div.line {
                    (self.scope_field(&view.scope))
                    div.field {
                        label for="theme" { (language.only_theme()) }
                        select #theme name="theme" { (self.theme_options(self.ranking.theme.as_deref())) }
                    }
                    div.field {
                        label for="order" { (language.order_label()) }
                        select #order name="order" {
                            @for order in PartnerOrder::ALL {
                                option value=(order.name()) selected[order == params.order.unwrap_or_default()] { (language.partner_order(order)) }
                            }
                        }
                    }
                    button type="submit" { (language.apply()) }
                }
                // Closed also when something in it is set: that stands below, as a choice to take off.
                details.settings {
                    summary { (language.more_choices()) }
                    div.field {
                        label for="top" { (language.how_many()) }
                        input #top name="top" type="number" min="1" max="400" value=(top);
                    }
                    (self.place_fields(params))
                    fieldset {
                        legend { (language.how_heavy()) }
                        p.hint { (language.weights_hint()) }
                        @for (name, part, weight) in weights {
                            div.field {
                                label for=(name) { (language.part(part)) }
                                // Any step: weights are proportions, and need not be round.
                                input id=(name) name=(name) type="number" min="0" step="any" value=(weight);
                            }
                        }
                    }
                    (self.policy_fields())
                    button type="submit" { (language.apply()) }
                }
                // Chosen by a link beside the list, and kept when the form is sent.
                @if let Some(without) = params.without.value() { input type="hidden" name="without" value=(without); }
                (self.keep_language())
            }
        }
    }

    /// The fields about where partners lie and how large they are, as far as the register knows.
    fn place_fields(&self, params: &PartnersParams) -> Markup {
        let language = self.language;
        let places = || self.serving.engine.register().iter();
        let provinces: BTreeSet<&str> = places()
            .filter_map(|place| place.province.as_deref())
            .collect();
        let mut sizes: Vec<PopulationRange> = SIZES.to_vec();
        // One from a link stays chosen, or sending the form would change it.
        let own = params.size.filter(|size| !sizes.contains(size));
        sizes.extend(own);
        let chosen = params.province.as_deref().unwrap_or_default();
        html! {
            @if provinces.len() > 1 {
                div.field {
                    label for="province" { (language.province_label()) }
                    select #province name="province" {
                        option value="" { (language.no_choice()) }
                        @for province in provinces { option value=(province) selected[province == chosen] { (province) } }
                    }
                }
            }
            @if places().any(|place| place.population.is_some()) {
                div.field {
                    label for="size" { (language.size_label()) }
                    select #size name="size" {
                        option value="" { (language.no_choice()) }
                        @for size in sizes { option value=(size) selected[Some(size) == params.size] { (language.population_range(size)) } }
                    }
                }
            }
        }
    }

    /// The fields about policy: only those ahead on a theme, and a supposed choice of the focus on a
    /// principle.
    fn policy_fields(&self) -> Markup {
        let language = self.language;
        let theme_field = |id: &str, label: &str, hint: &str, chosen: Option<&str>| {
            let hint_id = format!("{id}-hint");
            html! {
                div.field {
                    label for=(id) { (label) }
                    p.hint id=(hint_id) { (hint) }
                    select id=(id) name=(id) aria-describedby=(hint_id) {
                        (self.theme_options(chosen))
                    }
                }
            }
        };
        let supposition = self.ranking.what_if.as_deref().unwrap_or_default();
        html! {
            (theme_field("aheadOn", language.ahead_on(), language.ahead_hint(), self.ranking.ahead_on.as_deref()))
            div.field {
                label for="whatIf" { (language.what_if()) }
                p.hint #what-if-hint { (language.what_if_hint()) }
                select #whatIf name="whatIf" aria-describedby="what-if-hint" { (self.principle_options(supposition)) }
            }
        }
    }

    /// The choices of a field for a side of a principle, with the supposition `chosen` selected. The first is none.
    pub(super) fn principle_options(&self, chosen: &str) -> Markup {
        let language = self.language;
        // Each principle has two poles to choose from.
        let sides = |principle: &Principle| {
            let for_it = language.either(&principle.for_nl, &principle.for_en);
            let against = language.either(&principle.against_nl, &principle.against_en);
            [
                (format!("{}=for", principle.name), for_it.clone()),
                (format!("{}=against", principle.name), against.clone()),
            ]
        };
        html! {
            option value="" { (language.no_choice()) }
            @for principle in self.serving.engine.taxonomy().principles() {
                optgroup label=(language.either(&principle.nl, &principle.en)) {
                    @for (value, side) in sides(principle) {
                        // The engine accepts a prefix, which the values of this field do not have.
                        option value=(value) selected[value == chosen.trim_start_matches("principle:")] { (side) }
                    }
                }
            }
        }
    }

    /// The side of a principle that is supposed to be chosen, in words. Returns `None` if none is.
    pub(super) fn supposed_side(&self) -> Option<&str> {
        let (language, taxonomy) = (self.language, self.serving.engine.taxonomy());
        let text = self.ranking.what_if.as_deref()?;
        let (name, side) = text.trim_start_matches("principle:").split_once('=')?;
        let principle = taxonomy.principle(taxonomy.principle_named(name)?);
        Some(match side {
            "for" => language.either(principle.for_nl.as_str(), principle.for_en.as_str()),
            // Only two stances exist; the engine has refused everything else.
            _ => language.either(principle.against_nl.as_str(), principle.against_en.as_str()),
        })
    }

    /// What the ranking is narrowed by, in words, so that a shared address explains itself.
    pub(super) fn narrowing_notes(&self) -> Markup {
        let language = self.language;
        let taxonomy = self.serving.engine.taxonomy();
        // A name that the taxonomy does not know has been refused before.
        let theme = |name: &Option<String>| {
            let theme = taxonomy.theme(taxonomy.theme_named(name.as_deref()?)?);
            Some(language.either(theme.nl.as_str(), theme.en.as_str()))
        };
        let supposed = self.supposed_side();
        html! {
            @if let Some(theme) = theme(&self.ranking.theme) { p role="note" { (language.only_on_theme(theme)) } }
            @if let Some(theme) = theme(&self.ranking.ahead_on) { p role="note" { (language.only_ahead_on(theme)) } }
            @if let Some(side) = supposed { p role="note" { (language.supposing(side)) } }
        }
    }
}

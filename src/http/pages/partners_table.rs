//! The ranking of partners as a table, with what a supposed choice changes.

use maud::{Markup, html};

use super::page::Page;
use crate::http::api::partners::PartnersParams;
use crate::rank::PartnerOrder;
use crate::report::Language;
use crate::report::view::{Match, Partner};

impl Page<'_> {
    /// The ranking as a table. On narrow screens a row becomes a card, with the labels of its cells.
    pub(super) fn ranking(&self, view: &Match, params: &PartnersParams) -> Markup {
        let language = self.language;
        let columns = language.ranking_columns();
        let meanings = language.ranking_meanings();
        let order = params.order.unwrap_or_default();
        // Only where it is what the list is ordered by: the table is wide as it is.
        let has_population = order == PartnerOrder::Population;
        let tick = |partner: &Partner| {
            html! { input type="checkbox" name="partner" value=(partner.code) aria-label=(language.tick(&partner.name)); }
        };
        html! {
            // One form around the table: its boxes choose who stands side by side.
            form.compare action=(self.base.address("/vergelijk")) method="get" {
            input type="hidden" name="municipality" value=(view.municipality.code);
            (self.keep_ranking(&[]))
            (self.keep_language())
            div.wide tabindex="0" role="region" aria-label=(language.in_a_list()) {
                table.stacked.ranked {
                    thead {
                        tr {
                            th scope="col" { (language.choose_column()) }
                            @for (at, column) in columns.iter().enumerate() {
                                // By `abbr` a screen reader names the column of a cell without its explanation.
                                th scope="col" abbr=(column) aria-sort=[sorting(order, at)] { (column) (explanation(language, at, column, meanings[at])) }
                                @if at == 5 && has_population {
                                    th scope="col" aria-sort="descending" { (language.inhabitants_column()) }
                                }
                            }
                        }
                    }
                    tbody {
                        @for partner in &view.partners {
                            tr data-code=(partner.code) {
                                td.bare data-label=(language.choose_column()) { (tick(partner)) }
                                td.number.bare data-label=(columns[0]) { (self.rank_of(partner)) }
                                th scope="row" { a href=(format!("#{}", partner.code)) { (partner.name) } }
                                td.number data-label=(columns[2]) { (self.course_of(partner)) }
                                td.number data-label=(columns[3]) { (partner.interval.map_or_else(|| "–".to_owned(), |range| language.percents(range.low, range.high))) }
                                td.number data-label=(columns[4]) { (language.compared_cell(&partner.compared)) }
                                td.number data-label=(columns[5]) { (kilometres(language, partner.distance_km)) }
                                @if has_population {
                                    td.number data-label=(language.inhabitants_column()) { (partner.population.map_or_else(|| "–".to_owned(), |count| language.integer(u64::from(count)))) }
                                }
                                td data-label=(columns[6]) { (language.yes_no(partner.border)) }
                                td.number data-label=(columns[7]) { (partner.mutual_rank) }
                                td.last data-label=(columns[8]) { (language.caution_labels(partner.cautions.iter().map(|one| &one.facts))) }
                            }
                        }
                    }
                }
            }
            p.hint #aanvinken { (language.compare_ticked_hint()) }
            button type="submit" aria-describedby="aanvinken" { (language.compare_ticked()) }
            }
        }
    }

    /// The rank of a partner; with a supposed choice also what it was.
    fn rank_of(&self, partner: &Partner) -> Markup {
        let was = partner.before.map(|before| before.rank.to_string());
        self.changed(was, &partner.rank.to_string())
    }

    /// The course of a partner; with a supposed choice also what it was.
    pub(super) fn course_of(&self, partner: &Partner) -> Markup {
        let was = partner
            .before
            .map(|before| self.language.course(before.alignment));
        self.changed(was, &self.language.course(partner.alignment))
    }

    /// What is, with what it was before it where that is known: an arrow for who sees, words for who hears.
    fn changed(&self, was: Option<String>, becomes: &str) -> Markup {
        html! {
            @match was {
                Some(was) => {
                    span.unseen { (self.language.was_becomes(&was, becomes)) }
                    span.change aria-hidden="true" { (was) " → " b { (becomes) } }
                },
                None => (becomes),
            }
        }
    }
}

/// How a column is sorted. Returns `None` if the list is not ordered by it.
fn sorting(order: PartnerOrder, column: usize) -> Option<&'static str> {
    match (order, column) {
        (PartnerOrder::Alignment, 0) | (PartnerOrder::Name, 1) | (PartnerOrder::Distance, 5) => {
            Some("ascending")
        }
        _ => None,
    }
}

/// A button beside the heading of a column that shows what the column means. It needs no script: the browser opens and
/// closes it, by mouse, touch and keyboard.
fn explanation(language: Language, at: usize, column: &str, meaning: &str) -> Markup {
    let id = format!("uitleg-{at}");
    html! {
        button.help type="button" popovertarget=(id) aria-label=(language.explain_column(column)) { "?" }
        div.explained #(id) popover { p { strong { (column) } ": " (meaning) } }
    }
}

/// What the columns mean in one list: on narrow screens, where a row is a card without headings, and in browsers that
/// know no popovers. The style sheet shows either this or the buttons.
pub(super) fn column_meanings(language: Language) -> Markup {
    let columns = language.ranking_columns().into_iter();
    html! {
        details.settings.columns {
            summary { (language.what_columns_mean()) }
            dl {
                @for (column, meaning) in columns.zip(language.ranking_meanings()) {
                    dt { (column) }
                    dd { (meaning) }
                }
            }
        }
    }
}

/// A distance in kilometres with one decimal, or a dash.
fn kilometres(language: Language, km: Option<f64>) -> String {
    km.map_or_else(|| "–".to_owned(), |km| language.number(km, 1))
}

//! The partners of a municipality: a map, a list, and why.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use super::map::map;
use crate::http::answer::Ask;
use crate::http::api::partners::rank;
use crate::http::problem::Problem;
use crate::http::question::{Named, PartnersQuery, query};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::{
    Caution, Coverage, Evidence, Explanation, Match, NotScored, Partner, Quote,
};

/// The ranked partners of who is named.
pub(in crate::http) async fn partners(
    ask: Ask,
    uri: Uri,
    name: Result<Named, Problem>,
) -> Response {
    let address = uri.clone();
    page(ask, uri, move |page| {
        let (Named(name), asked) = (name?, query::<PartnersQuery>(&address, language(&address))?);
        let view = rank(page.app, page.answering, &name, &asked, page.language, true)?;
        page.partners(&view, &asked)
    })
    .await
}

impl Page<'_> {
    fn partners(&self, view: &Match, asked: &PartnersQuery) -> Result<Content, Problem> {
        let language = self.language;
        let scope: Scope = view
            .scope
            .parse()
            .map_err(|error| Problem::ours(language, &error))?;
        let focus = &view.municipality;
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            p { (language.what_alignment_is()) }
            (self.partners_form(view, asked))
            @if view.partners.is_empty() {
                p { (language.nobody_near()) }
            } @else {
                (map(&self.answering.engine, view, language))
                h2 { (language.in_a_list()) }
                (self.ranking(view))
                p { a href=(format!("/api/v1/municipalities/{}/partners", focus.code)) { (language.as_data()) } }
                h2 { (language.why()) }
                @for partner in &view.partners { (self.partner(view, partner)) }
            }
            (not_scored(language, &view.not_scored))
            h2 { (language.our_text()) }
            p { (covered(language, &view.coverage)) " " a href=(self.of(&focus.code, "")) { (language.profile_link()) } }
        };
        Ok(Content {
            title: language.partners_of(&focus.name, &scope),
            main,
        })
    }

    fn partners_form(&self, view: &Match, asked: &PartnersQuery) -> Markup {
        let language = self.language;
        let register = self.answering.engine.register();
        let mut scopes: Vec<String> = ["border", "km:10", "km:20", "km:30", "km:50", "province"]
            .map(str::to_owned)
            .to_vec();
        scopes.extend(register.region_kinds().map(|kind| format!("region:{kind}")));
        scopes.push("all".to_owned());
        if !scopes.contains(&view.scope) {
            scopes.insert(0, view.scope.clone());
        }
        let choice = |scope: &str| {
            let read = scope.parse::<Scope>();
            read.map_or_else(|_| scope.to_owned(), |scope| language.scope_choice(&scope))
        };
        let weights = [
            ("weightText", "text", view.weights.text),
            ("weightThemes", "themes", view.weights.themes),
            ("weightPrinciples", "principles", view.weights.principles),
        ];
        let top = asked.top.map_or(self.app.settings.top, |top| top as usize);
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        html! {
            details.settings {
                summary { (language.narrow()) }
                form action=(path) method="get" {
                    div.field {
                        label for="scope" { (language.how_far()) }
                        select #scope name="scope" {
                            @for scope in &scopes {
                                option value=(scope) selected[*scope == view.scope] { (choice(scope)) }
                            }
                        }
                    }
                    div.field {
                        label for="top" { (language.how_many()) }
                        input #top name="top" type="number" min="1" max="400" value=(top);
                    }
                    fieldset {
                        legend { (language.how_heavy()) }
                        p.hint { (language.weights_hint()) }
                        @for (name, part, weight) in weights {
                            div.field {
                                label for=(name) { (language.part(part)) }
                                input id=(name) name=(name) type="number" min="0" step="any" value=(weight);
                            }
                        }
                    }
                    (self.keep_language())
                    button type="submit" { (language.apply()) }
                    " "
                    a href=(self.link(&path, &[])) { (language.reset()) }
                }
            }
        }
    }

    fn ranking(&self, view: &Match) -> Markup {
        let language = self.language;
        let columns = language.ranking_columns();
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.in_a_list()) {
                table {
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody {
                        @for partner in &view.partners {
                            tr {
                                td.number { (partner.rank) }
                                th scope="row" { a href=(format!("#{}", partner.code)) { (partner.name) } }
                                td.number { (language.percent(partner.alignment)) }
                                td.number { (language.percents(partner.interval.low, partner.interval.high)) }
                                td.number { (kilometres(language, partner.distance_km)) }
                                td { (language.yes_no(partner.border)) }
                                td.number { (partner.mutual_rank) }
                                td { (labels(language, &partner.cautions)) }
                            }
                        }
                    }
                }
            }
        }
    }

    fn partner(&self, view: &Match, partner: &Partner) -> Markup {
        let language = self.language;
        let ours = &view.municipality;
        let pair = [
            ("municipality", ours.code.as_str()),
            ("partner", partner.code.as_str()),
        ];
        html! {
            section id=(partner.code) {
                h3 { (partner.rank) ". " (partner.name) ": " (language.percent(partner.alignment)) }
                p { (language.standing(partner.percentile, partner.interval.low, partner.interval.high)) }
                (cautions(language, &partner.cautions))
                @for evidence in partner.evidence.iter().take(1) {
                    (quotes(language, &ours.name, &partner.name, evidence))
                }
                p.coverage { (covered(language, &partner.coverage)) }
                p {
                    a href=(self.link("/vergelijk", &pair)) { (language.side_by_side()) ": " (language.two_names(&ours.name, &partner.name)) }
                }
            }
        }
    }
}

/// What a judgement rests on, in a sentence.
pub(super) fn covered(language: Language, coverage: &Coverage) -> String {
    let newest = coverage
        .newest
        .as_deref()
        .and_then(|date| date.parse().ok());
    language.coverage(
        coverage.documents,
        coverage.words,
        coverage.readable_share,
        newest,
    )
}

fn kilometres(language: Language, km: Option<f64>) -> String {
    km.map_or_else(|| "–".to_owned(), |km| language.number(km, 1))
}

fn labels(language: Language, cautions: &[Caution]) -> String {
    let label = |caution: &Caution| language.caution_label(&caution.facts);
    let mut labels: Vec<&str> = cautions.iter().map(label).collect();
    labels.sort_unstable();
    labels.dedup();
    labels.join(", ")
}

/// What must be said beside a score.
pub(super) fn cautions(language: Language, cautions: &[Caution]) -> Markup {
    html! {
        @if !cautions.is_empty() {
            div.caution {
                p { strong { (language.take_care()) } }
                ul { @for caution in cautions { li { (caution.text) } } }
            }
        }
    }
}

/// A quote of each side.
pub(super) fn quotes(language: Language, ours: &str, theirs: &str, evidence: &Evidence) -> Markup {
    html! {
        div.pair {
            (quote(language, ours, &evidence.ours))
            (quote(language, theirs, &evidence.theirs))
        }
    }
}

fn quote(language: Language, name: &str, quote: &Quote) -> Markup {
    let dated = quote.date.as_deref().and_then(|date| date.parse().ok());
    let source = language.source(name, &quote.title, quote.page, dated);
    html! {
        figure.quote {
            blockquote lang="nl" { p { (quote.sentence) } }
            figcaption {
                @match public(quote.url.as_deref()) {
                    Some(url) => a href=(format!("{url}#page={}", quote.page)) rel="external noreferrer" { (source) },
                    None => (source),
                }
            }
        }
    }
}

/// An address that a reader may follow: only those of the web, whatever a manifest says.
pub(super) fn public(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

fn not_scored(language: Language, silent: &[NotScored]) -> Markup {
    html! {
        @if !silent.is_empty() {
            h2 { (language.not_compared()) }
            ul { @for one in silent { li { (one.name) ": " (one.text) } } }
        }
    }
}

/// Why a score is what it is, part by part.
pub(super) fn explained(language: Language, explanation: &Explanation) -> Markup {
    html! {
        div.wide tabindex="0" role="region" aria-label=(language.why()) {
            table {
                thead {
                    tr {
                        th scope="col" { (language.part_column()) }
                        th scope="col" { (language.value()) }
                        th scope="col" { (language.weight()) }
                        th scope="col" { (language.adds()) }
                        th scope="col" { (language.meaning_column()) }
                    }
                }
                tbody {
                    @for node in std::iter::once(explanation).chain(&explanation.children) {
                        tr {
                            th scope="row" { (language.part(&node.key)) }
                            td.number { (node.value.map_or_else(|| "–".to_owned(), |value| language.percent(value))) }
                            td.number { (language.percent(node.weight)) }
                            td.number { (language.percent(node.contribution)) }
                            td { (language.meaning(&node.key, node.value)) }
                        }
                    }
                }
            }
        }
    }
}

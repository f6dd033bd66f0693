//! The partners of a municipality: a map, a list, and why.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use super::map::map;
use super::why::{cautions, covered};
use crate::http::answer::Ask;
use crate::http::api::partners::rank;
use crate::http::problem::Problem;
use crate::http::question::{Named, PartnersQuery, query};
use crate::rank::Scope;
use crate::report::Language;
use crate::report::view::{Match, NotScored, Partner};
use crate::taxonomy::Principle;

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
            p { (language.what_alignment_is()) " " (language.what_the_range_is()) }
            (self.partners_form(view, asked))
            (self.narrowed(asked))
            @if view.partners.is_empty() {
                p { (language.nobody_near()) }
            } @else {
                (map(&self.answering.engine, &self.answering.areas, view, language))
                h2 { (language.in_a_list()) }
                (self.ranking(view))
                p { a href=(format!("/api/v1/municipalities/{}/partners", focus.code)) { (language.as_data()) } }
                h2 { (language.why()) }
                @for partner in &view.partners { (self.partner(view, partner)) }
            }
            ul {
                li { a href=(self.of(&focus.code, "/wielen")) { (language.to_wheels()) } }
                li { a href=(self.of(&focus.code, "/regio")) { (language.region_of(&focus.name)) } }
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
        let weights = [
            ("weightText", "text", view.weights.text),
            ("weightThemes", "themes", view.weights.themes),
            ("weightPrinciples", "principles", view.weights.principles),
        ];
        let top = asked.top.map_or(self.app.settings.top, |top| top as usize);
        let path = format!("/gemeenten/{}/partners", view.municipality.code);
        html! {
            details.settings open[self.is_narrowed(asked)] {
                summary { (language.narrow()) }
                form action=(path) method="get" {
                    (self.scope_field(&view.scope))
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
                    (self.course_fields(asked))
                    (self.keep_language())
                    button type="submit" { (language.apply()) }
                    " "
                    a.reset href=(self.link(&path, &[])) { (language.reset()) }
                }
            }
        }
    }

    /// How far to look, as a field of a form.
    pub(super) fn scope_field(&self, chosen: &str) -> Markup {
        let language = self.language;
        let register = self.answering.engine.register();
        let mut scopes: Vec<String> = ["border", "km:10", "km:20", "km:30", "km:50", "province"]
            .map(str::to_owned)
            .to_vec();
        scopes.extend(register.region_kinds().map(|kind| format!("region:{kind}")));
        scopes.push("all".to_owned());
        if !scopes.iter().any(|scope| scope == chosen) {
            scopes.insert(0, chosen.to_owned());
        }
        let choice = |scope: &str| {
            let read = scope.parse::<Scope>();
            read.map_or_else(|_| scope.to_owned(), |scope| language.scope_choice(&scope))
        };
        html! {
                    div.field {
                        label for="scope" { (language.how_far()) }
                        select #scope name="scope" {
                            @for scope in &scopes {
                                option value=(scope) selected[scope == chosen] { (choice(scope)) }
                            }
                        }
                    }
        }
    }

    /// What can be asked of the course: what is chosen on one theme, who has come further on a theme, and what if the focus chose.
    fn course_fields(&self, asked: &PartnersQuery) -> Markup {
        let language = self.language;
        let taxonomy = self.answering.engine.taxonomy();
        let theme_field = |id: &str, label: &str, hint: &str, chosen: &Option<String>| {
            let told = format!("{id}-hint");
            html! {
                div.field {
                    label for=(id) { (label) }
                    p.hint id=(told) { (hint) }
                    select id=(id) name=(id) aria-describedby=(told) {
                        option value="" { (language.no_choice()) }
                        @for theme in taxonomy.themes() {
                            option value=(theme.name) selected[Some(&theme.name) == chosen.as_ref()] { (language.either(&theme.nl, &theme.en)) }
                        }
                    }
                }
            }
        };
        let supposed = asked.what_if.as_deref().unwrap_or_default();
        let sides = |principle: &Principle| {
            let for_it = language.either(&principle.for_nl, &principle.for_en);
            let against = language.either(&principle.against_nl, &principle.against_en);
            [
                (format!("{}=for", principle.name), for_it.clone()),
                (format!("{}=against", principle.name), against.clone()),
            ]
        };
        html! {
            (theme_field("theme", language.only_theme(), language.only_theme_hint(), &asked.theme))
            (theme_field("aheadOn", language.ahead_on(), language.ahead_hint(), &asked.ahead_on))
            div.field {
                label for="whatIf" { (language.what_if()) }
                p.hint #what-if-hint { (language.what_if_hint()) }
                select #whatIf name="whatIf" aria-describedby="what-if-hint" {
                    option value="" { (language.no_choice()) }
                    @for principle in taxonomy.principles() {
                        optgroup label=(language.either(&principle.nl, &principle.en)) {
                            @for (value, side) in sides(principle) {
                                option value=(value) selected[value == supposed.trim_start_matches("principle:")] { (side) }
                            }
                        }
                    }
                }
            }
        }
    }

    /// Whether the question is another than the plain one.
    fn is_narrowed(&self, asked: &PartnersQuery) -> bool {
        let plain = PartnersQuery {
            lang: asked.lang,
            ..PartnersQuery::default()
        };
        *asked != plain
    }

    /// What makes this list another than the plain one, in words, so that a shared address explains itself.
    fn narrowed(&self, asked: &PartnersQuery) -> Markup {
        let language = self.language;
        let taxonomy = self.answering.engine.taxonomy();
        let theme = |name: &Option<String>| {
            let theme = taxonomy.theme(taxonomy.theme_named(name.as_deref()?)?);
            Some(language.either(theme.nl.as_str(), theme.en.as_str()))
        };
        let supposed = asked.what_if.as_deref().and_then(|text| {
            let (name, side) = text.trim_start_matches("principle:").split_once('=')?;
            let principle = taxonomy.principle(taxonomy.principle_named(name)?);
            Some(match side {
                "for" => language.either(principle.for_nl.as_str(), principle.for_en.as_str()),
                _ => language.either(principle.against_nl.as_str(), principle.against_en.as_str()),
            })
        });
        html! {
            @if let Some(theme) = theme(&asked.theme) { p role="note" { (language.only_on_theme(theme)) } }
            @if let Some(theme) = theme(&asked.ahead_on) { p role="note" { (language.only_ahead_on(theme)) } }
            @if let Some(side) = supposed { p role="note" { (language.supposing(side)) } }
        }
    }

    fn ranking(&self, view: &Match) -> Markup {
        let language = self.language;
        let columns = language.ranking_columns();
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.in_a_list()) {
                table.stacked {
                    thead { tr { @for column in columns { th scope="col" { (column) } } } }
                    tbody {
                        @for partner in &view.partners {
                            tr data-code=(partner.code) {
                                td.number data-label=(columns[0]) { (partner.rank) }
                                th scope="row" { a href=(format!("#{}", partner.code)) { (partner.name) } }
                                td.number data-label=(columns[2]) { (language.percent(partner.alignment)) }
                                td.number data-label=(columns[3]) { (language.percents(partner.interval.low, partner.interval.high)) }
                                td.number data-label=(columns[4]) { (kilometres(language, partner.distance_km)) }
                                td data-label=(columns[5]) { (language.yes_no(partner.border)) }
                                td.number data-label=(columns[6]) { (partner.mutual_rank) }
                                td data-label=(columns[7]) { (language.caution_labels(partner.cautions.iter().map(|one| &one.facts))) }
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
                    (self.alike(&ours.name, &partner.name, evidence))
                }
                p.coverage { (covered(language, &partner.coverage)) }
                p {
                    a href=(self.link("/vergelijk", &pair)) { (language.side_by_side()) ": " (language.two_names(&ours.name, &partner.name)) }
                }
            }
        }
    }
}

fn kilometres(language: Language, km: Option<f64>) -> String {
    km.map_or_else(|| "–".to_owned(), |km| language.number(km, 1))
}

fn not_scored(language: Language, silent: &[NotScored]) -> Markup {
    html! {
        @if !silent.is_empty() {
            h2 { (language.not_compared()) }
            ul { @for one in silent { li { (one.name) ": " (one.text) } } }
        }
    }
}

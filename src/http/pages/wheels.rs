//! The wheels of a municipality: what it and those around it plan, build or have.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use crate::http::answer::Ask;
use crate::http::api::wheels::{WheelsQuery, wheels as find};
use crate::http::problem::Problem;
use crate::http::question::{Named, query};
use crate::rank::{Scope, Stage};
use crate::report::view::{Participant, Wheel, Wheels};

/// The wheels of who is named.
pub(in crate::http) async fn wheels(ask: Ask, uri: Uri, name: Result<Named, Problem>) -> Response {
    let address = uri.clone();
    page(ask, uri, move |page| {
        let (Named(name), asked) = (name?, query::<WheelsQuery>(&address, language(&address))?);
        let view = find(page.app, page.answering, &name, &asked, page.language)?;
        page.wheels(&view, &asked)
    })
    .await
}

impl Page<'_> {
    fn wheels(&self, view: &Wheels, asked: &WheelsQuery) -> Result<Content, Problem> {
        let language = self.language;
        let scope: Scope = view
            .scope
            .parse()
            .map_err(|error| Problem::ours(language, &error))?;
        let focus = view.municipality.as_ref();
        let code = focus.map_or("", |focus| focus.code.as_str());
        let main = html! {
            @if let Some(reason) = focus.and_then(|focus| focus.recognised_as.as_ref()) { p role="note" { (reason.text) } }
            p { (language.what_wheels_are()) }
            (self.wheels_form(code, view, asked))
            @if view.wheels.is_empty() { p { (language.no_wheels()) } } @else { (self.stages(view)) }
            @for wheel in &view.wheels { (self.wheel(wheel)) }
            p { a href=(self.of(code, "/partners")) { (language.show_partners()) } }
        };
        Ok(Content {
            title: language.wheels_of(focus.map(|focus| focus.name.as_str()), &scope),
            main,
        })
    }

    fn wheels_form(&self, code: &str, view: &Wheels, asked: &WheelsQuery) -> Markup {
        let language = self.language;
        let chosen = asked.theme.as_deref().unwrap_or_default();
        let path = format!("/gemeenten/{code}/wielen");
        html! {
            form action=(path) method="get" {
                (self.scope_field(&view.scope))
                div.field {
                    label for="theme" { (language.only_theme()) }
                    select #theme name="theme" {
                        option value="" { (language.no_choice()) }
                        @for theme in self.answering.engine.taxonomy().themes() {
                            option value=(theme.name) selected[theme.name == chosen] { (language.either(&theme.nl, &theme.en)) }
                        }
                    }
                }
                (self.keep_language())
                button type="submit" { (language.apply()) }
                " "
                a.reset href=(self.link(&path, &[])) { (language.reset()) }
            }
        }
    }

    /// A line for each thing: who has it, who builds it and who plans it.
    fn stages(&self, view: &Wheels) -> Markup {
        let language = self.language;
        let names = |wheel: &Wheel, stage: Stage| {
            let of_stage = wheel.municipalities.iter().filter(|one| one.stage == stage);
            let names: Vec<&str> = of_stage.map(|one| one.name.as_str()).collect();
            if names.is_empty() {
                "–".to_owned()
            } else {
                names.join(", ")
            }
        };
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.in_a_list()) {
                table.stacked {
                    thead {
                        tr {
                            th scope="col" { (language.what_column()) }
                            th scope="col" { (language.chance_column()) }
                            @for stage in Stage::FURTHEST_FIRST { th scope="col" { (language.reached(stage)) } }
                        }
                    }
                    tbody {
                        @for wheel in &view.wheels {
                            tr {
                                th scope="row" { a href=(format!("#{}", wheel.key)) { (wheel.name) } }
                                td data-label=(language.chance_column()) { @if let Some(chance) = wheel.chance { (language.chance_label(chance)) } }
                                @for stage in Stage::FURTHEST_FIRST { td data-label=(language.reached(stage)) { (names(wheel, stage)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn wheel(&self, wheel: &Wheel) -> Markup {
        let language = self.language;
        html! {
            section id=(wheel.key) {
                h2 { (wheel.name) }
                @if let Some(text) = wheel.text { p { (text) } }
                @for one in &wheel.municipalities {
                    h3 { a href=(self.of(&one.code, "")) { (one.name) } ": " (self.about(one)) }
                    @if let Some(quote) = one.quotes.first() { (self.quote(&one.name, quote)) }
                }
                @if !wheel.refused.is_empty() {
                    @let names: Vec<&str> = wheel.refused.iter().map(|one| one.name.as_str()).collect();
                    p { (language.who_refused(&names.join(", "))) }
                }
            }
        }
    }

    /// How far one has come, since when, and how near it is.
    fn about(&self, one: &Participant) -> String {
        let language = self.language;
        let said = one.since_from == Some("sentence");
        let since = one.since.as_deref().map(|date| language.since(date, said));
        let near = one
            .distance_km
            .map(|km| format!("{} km", language.number(km, 0)));
        let parts = [Some(language.reached(one.stage).to_owned()), since, near];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

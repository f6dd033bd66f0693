//! Shared initiatives ("wielen"): what a municipality and others in its scope plan, build or have.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use crate::http::api;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::rank::{Scope, Stage};
use crate::report::view::{Participant, SharedInitiative, SharedInitiatives};

/// The shared initiatives of the municipality in the path.
pub(in crate::http) async fn wheels(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        page.params::<LangParams>()?;
        let view = api::wheels::wheels(page.app, page.serving, &name, page.ranking, page.language)?;
        page.wheels(&view)
    })
    .await
}

impl Page<'_> {
    fn wheels(&self, view: &SharedInitiatives) -> Result<Content, Problem> {
        let language = self.language;
        let scope: Scope = view
            // Written by the engine, so this is an error of the program.
            .scope
            .parse()
            .map_err(|error| Problem::internal(language, &error))?;
        let focus = view.municipality.as_ref();
        let code = focus.map_or("", |focus| focus.code.as_str());
        let main = html! {
            @if let Some(reason) = focus.and_then(|focus| focus.recognised_as.as_ref()) { p role="note" { (reason.text) } }
            p { (language.wheels_note()) }
            (self.wheels_form(code, view))
            @if view.initiatives.is_empty() {
                p { (language.no_wheels_here()) }
                (self.wider(&scope, |scope| self.has_wheels(code, scope)))
            } @else {
                (self.stages(view))
            }
            @for wheel in &view.initiatives { (self.wheel(code, wheel)) }
            p { a href=(self.municipality_link(code, "/partners")) { (language.show_partners()) } }
        };
        Ok(Content::new(
            language.wheels_of(focus.map(|focus| focus.name.as_str()), &scope),
            main,
        )
        .about(code, focus.map_or("", |focus| focus.name.as_str())))
    }

    /// Whether initiatives are shared within this scope.
    fn has_wheels(&self, code: &str, scope: &Scope) -> bool {
        let ranking = self.ranking.within(scope);
        let found = api::wheels::wheels(self.app, self.serving, code, &ranking, self.language);
        found.is_ok_and(|found| !found.initiatives.is_empty())
    }

    fn wheels_form(&self, code: &str, view: &SharedInitiatives) -> Markup {
        let language = self.language;
        let path = format!("/gemeenten/{code}/wielen");
        html! {
            form action=(self.base.address(&path)) method="get" {
                (self.scope_field(&view.scope))
                div.field {
                    label for="theme" { (language.only_theme()) }
                    select #theme name="theme" {
                        (self.theme_options(self.ranking.theme.as_deref()))
                    }
                }
                (self.keep_ranking(&["scope", "theme"]))
                (self.keep_language())
                button type="submit" { (language.apply()) }
                " "
                a.reset href=(self.link(&path, &[])) { (language.reset()) }
            }
        }
    }

    /// A table with a row for each initiative and a column for each stage, filled with municipalities.
    fn stages(&self, view: &SharedInitiatives) -> Markup {
        let language = self.language;
        let names = |wheel: &SharedInitiative, stage: Stage| {
            let of_stage = wheel.municipalities.iter().filter(|one| one.stage == stage);
            let names: Vec<&str> = of_stage.map(|one| one.name.as_str()).collect();
            if names.is_empty() {
                // A dash rather than an empty cell, which could be missing.
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
                            th scope="col" { (language.opportunity_column()) }
                            @for stage in Stage::FURTHEST_FIRST { th scope="col" { (language.stage(stage)) } }
                        }
                    }
                    tbody {
                        @for wheel in &view.initiatives {
                            tr {
                                th scope="row" { a href=(format!("#{}", wheel.key)) { (wheel.name) } }
                                td data-label=(language.opportunity_column()) { @if let Some(opportunity) = wheel.opportunity { (language.opportunity_label(opportunity)) } }
                                @for stage in Stage::FURTHEST_FIRST { td data-label=(language.stage(stage)) { (names(wheel, stage)) } }
                            }
                        }
                    }
                }
            }
        }
    }

    fn wheel(&self, focus: &str, wheel: &SharedInitiative) -> Markup {
        let language = self.language;
        html! {
            section id=(wheel.key) {
                h2 { (wheel.name) }
                @if let Some(text) = wheel.text { p { (text) } }
                @for one in &wheel.municipalities {
                    h3 { a href=(self.member_link(focus, &one.code, "")) { (one.name) } ": " (self.about(one)) }
                    @if let Some(quote) = one.quotes.first() { (self.quote(&one.name, quote)) }
                }
                @if !wheel.refused.is_empty() {
                    // Named without quotes: a refusal is listed for completeness.
                    @let names: Vec<&str> = wheel.refused.iter().map(|one| one.name.as_str()).collect();
                    p { (language.declined_by(&names.join(", "))) }
                }
            }
        }
    }

    /// The stage of a participant, since when, and its distance.
    fn about(&self, one: &Participant) -> String {
        let language = self.language;
        // A year from a sentence is more certain than the date of its document.
        let is_stated = one.since_from == Some("sentence");
        let since = one
            .since
            .as_deref()
            .map(|date| language.since(date, is_stated));
        let near = one
            .distance_km
            .map(|km| format!("{} km", language.number(km, 0)));
        let parts = [Some(language.stage(one.stage).to_owned()), since, near];
        parts.into_iter().flatten().collect::<Vec<_>>().join(", ")
    }
}

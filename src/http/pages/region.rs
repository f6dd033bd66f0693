//! The overview of a region: how far its municipalities agree, each with each.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use super::map::band;
use crate::http::answer::Ask;
use crate::http::api::regions::{RegionQuery, region as find};
use crate::http::problem::Problem;
use crate::http::question::{Named, query};
use crate::report::view::Region;

/// The region of who is named.
pub(in crate::http) async fn region(ask: Ask, uri: Uri, name: Result<Named, Problem>) -> Response {
    let address = uri.clone();
    page(ask, uri, move |page| {
        let (Named(name), asked) = (name?, query::<RegionQuery>(&address, language(&address))?);
        let view = find(page.app, page.answering, &name, &asked, page.language)?;
        Ok(page.region(&view))
    })
    .await
}

impl Page<'_> {
    fn region(&self, view: &Region) -> Content {
        let language = self.language;
        let focus = &view.municipality;
        let path = format!("/gemeenten/{}/regio", focus.code);
        let main = html! {
            @if let Some(reason) = &focus.recognised_as { p role="note" { (reason.text) } }
            p { (language.region_note()) }
            form action=(path) method="get" {
                (self.scope_field(&view.scope))
                (self.keep_language())
                button type="submit" { (language.apply()) }
            }
            @if view.municipalities.len() < 2 { p { (language.nobody_near()) } } @else { (self.each_with_each(view)) }
            p { a href=(self.of(&focus.code, "/partners")) { (language.show_partners()) } }
        };
        Content {
            title: language.region_of(&focus.name),
            main,
        }
    }

    fn each_with_each(&self, view: &Region) -> Markup {
        let language = self.language;
        let numbered = || view.municipalities.iter().zip(1..);
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.region_of(&view.municipality.name)) {
                table.heat {
                    thead {
                        tr {
                            th scope="col" { (language.municipality_column()) }
                            @for (one, number) in numbered() { th scope="col" { abbr title=(one.name) { (number) } } }
                        }
                    }
                    tbody {
                        @for ((one, number), row) in numbered().zip(&view.alignments) {
                            tr {
                                th scope="row" { (number) ". " a href=(self.of(&one.code, "/partners")) { (one.name) } }
                                @for (other, alignment) in view.municipalities.iter().zip(row) {
                                    @match alignment {
                                        Some(alignment) => td class=(format!("number heat{}", band(*alignment))) {
                                            @let pair = [("municipality", one.code.as_str()), ("partner", other.code.as_str())];
                                            a href=(self.link("/vergelijk", &pair)) aria-label=(language.pair_at(&one.name, &other.name, *alignment)) { (language.number(alignment * 100.0, 0)) }
                                        },
                                        None => td.number { "–" },
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

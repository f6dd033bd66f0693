//! What is known of one municipality.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, page};
use super::quote::public;
use super::topics::{of_one, paced};
use super::why::covered;
use crate::http::answer::Ask;
use crate::http::api;
use crate::http::problem::Problem;
use crate::http::question::Named;
use crate::report::view::{Document, Profile};

/// The profile of who is named.
pub(in crate::http) async fn profile(ask: Ask, uri: Uri, name: Result<Named, Problem>) -> Response {
    page(ask, uri, move |page| {
        let Named(name) = name?;
        let view = api::profiles::profile(page.answering, &name, page.language)?;
        Ok(page.profile(&view))
    })
    .await
}

impl Page<'_> {
    fn profile(&self, view: &Profile) -> Content {
        let language = self.language;
        let place = &view.municipality;
        let mut about = vec![place.code.clone()];
        about.extend(view.province.clone());
        about.extend(view.population.map(|count| language.inhabitants(count)));
        let main = html! {
            @if let Some(reason) = &place.recognised_as { p role="note" { (reason.text) } }
            p { (about.join(", ")) }
            p { (covered(language, &view.coverage.coverage)) }
            ul {
                li { a href=(self.of(&place.code, "/partners")) { (language.show_partners()) } }
                li { a href=(self.of(&place.code, "/wielen")) { (language.to_wheels()) } }
                li { a href=(self.of(&place.code, "/regio")) { (language.region_of(&place.name)) } }
            }
            @if view.coverage.coverage.documents > 0 {
                p { (paced(language, view.tempo, view.intensity)) }
                (self.stances(&place.name, &view.principles))
                (of_one(language, &view.themes))
            }
            h2 { (language.documents()) }
            @if view.documents.is_empty() { p { (language.no_documents()) } }
            @else { (self.documents(&view.documents)) }
        };
        Content {
            title: place.name.clone(),
            main,
        }
    }

    fn documents(&self, documents: &[Document]) -> Markup {
        let language = self.language;
        html! {
            div.wide tabindex="0" role="region" aria-label=(language.documents()) {
                table {
                    thead {
                        tr {
                            th scope="col" { (language.title_column()) }
                            th scope="col" { (language.kind_column()) }
                            th scope="col" { (language.date_column()) }
                            th scope="col" { (language.pages_column()) }
                            th scope="col" { (language.words_column()) }
                            th scope="col" { (language.remarks_column()) }
                        }
                    }
                    tbody {
                        @for document in documents {
                            tr {
                                th scope="row" {
                                    @match public(document.url.as_deref()) {
                                        Some(url) => a href=(url) rel="external noreferrer" { (document.title) },
                                        None => (document.title),
                                    }
                                }
                                td { (document.kind) }
                                td { (language.date_of(document.date.as_deref())) }
                                td.number { (document.pages) }
                                td.number { (language.count(document.words)) }
                                td {
                                    @for remark in &document.warnings {
                                        p { (language.warning(remark.kind)) ": " (remark.message) }
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

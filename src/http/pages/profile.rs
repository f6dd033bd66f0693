//! The profile of one municipality.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::quote::web_url;
use super::render::render;
use super::topics::{paced, salience_table};
use super::why::covered;
use crate::http::api;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::problem::Problem;
use crate::report::view::{Document, Profile};

/// The profile of the municipality in the path.
pub(in crate::http) async fn profile(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render(context, move |page| {
        let PathSegment(name) = name?;
        let view = api::profiles::profile(page.serving, &name, page.language)?;
        Ok(page.profile(&view))
    })
    .await
}

impl Page<'_> {
    fn profile(&self, view: &Profile) -> Content {
        let language = self.language;
        let place = &view.municipality;
        let mut facts = vec![place.code.clone()];
        facts.extend(view.province.clone());
        facts.extend(view.population.map(|count| language.inhabitants(count)));
        let main = html! {
            @if let Some(reason) = &place.recognised_as { p role="note" { (reason.text) } }
            p { (facts.join(", ")) }
            p { (covered(language, &view.coverage.coverage)) }
            ul {
                li { a href=(self.municipality_link(&place.code, "/partners")) { (language.show_partners()) } }
                li { a href=(self.municipality_link(&place.code, "/wielen")) { (language.to_wheels()) } }
                li { a href=(self.municipality_link(&place.code, "/regio")) { (language.region_of(&place.name)) } }
            }
            // Without documents there is no profile, and empty tables would look like an opinion.
            @if view.coverage.coverage.documents > 0 {
                p { (paced(language, view.tempo, view.intensity)) }
                (self.positions(&place.name, &view.principles))
                (salience_table(language, &view.themes))
            }
            h2 { (language.documents()) }
            @if view.documents.is_empty() { p { (language.no_documents()) } }
            @else { (self.documents(&view.documents)) }
        };
        Content::new(place.name.clone(), main).about(&place.code, &place.name)
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
                                    // Only web addresses become links: a manifest may hold any text.
                                    @match web_url(document.url.as_deref()) {
                                        Some(url) => a href=(url) rel="external noreferrer" { (document.title) },
                                        None => (document.title),
                                    }
                                }
                                td { (document.kind) }
                                td { (language.date_of(document.date.as_deref())) }
                                td.number { (document.pages) }
                                td.number { (language.integer(document.words)) }
                                td {
                                    @for remark in &document.warnings {
                                        p { (language.warning(remark.kind)) ": " (language.warning_message(&remark.message)) }
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

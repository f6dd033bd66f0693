//! The coverage: what was read of each municipality, and which documents were skipped.

use axum::response::Response;
use maud::html;

use super::page::{Content, Page};
use super::render::render;
use crate::http::extract::RequestContext;
use crate::report::view::{Coverage, Municipality, SkippedDocument};

/// All municipalities of the register with their coverage.
pub(in crate::http) async fn coverage(context: RequestContext) -> Response {
    render(context, |page| Ok(page.coverage())).await
}

impl Page<'_> {
    fn coverage(&self) -> Content {
        let language = self.language;
        let engine = &self.serving.engine;
        let rows = engine.register().iter().filter_map(|place| {
            let coverage: Coverage = engine.coverage(&place.code).ok()?.into();
            Some((Municipality::new(&engine.catalog(), &place.code), coverage))
        });
        let skipped: Vec<SkippedDocument> =
            engine.skipped().iter().map(SkippedDocument::from).collect();
        let main = html! {
            p { (language.coverage_intro()) }
            div.wide tabindex="0" role="region" aria-label=(language.menu_coverage()) {
                table {
                    thead {
                        tr {
                            th scope="col" { (language.municipality_column()) }
                            th scope="col" { (language.documents_column()) }
                            th scope="col" { (language.readable_column()) }
                            th scope="col" { (language.words_column()) }
                            th scope="col" { (language.newest_column()) }
                        }
                    }
                    tbody {
                        @for (place, coverage) in rows {
                            tr {
                                th scope="row" { a href=(self.municipality_link(&place.code, "")) { (place.name) } }
                                td.number { (coverage.documents) }
                                // A municipality without documents has no share of readable pages, and 0 % would be
                                // untrue.
                                @if coverage.documents + coverage.unreadable > 0 {
                                    td.number { (language.percent(coverage.readable_share)) }
                                    td.number { (language.integer(coverage.words)) }
                                    td.number { (language.date_of(coverage.newest.as_deref())) }
                                } @else {
                                    td.number { "–" }
                                    td.number { "–" }
                                    td { "–" }
                                }
                            }
                        }
                    }
                }
            }
            @if !skipped.is_empty() {
                h2 { (language.left_out_of_build()) }
                ul { @for one in &skipped { li { (one.path) ": " (language.reason(&one.reason)) } } }
            }
        };
        Content::new(language.menu_coverage().to_owned(), main)
    }
}

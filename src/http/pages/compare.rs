//! Two municipalities side by side.

use axum::http::Uri;
use axum::response::Response;
use maud::html;

use super::frame::{Content, Page, language, page};
use super::partners::{cautions, covered, explained, quotes};
use crate::http::answer::Ask;
use crate::http::api;
use crate::http::api::comparisons::ComparisonQuery;
use crate::http::question::query;
use crate::report::view::Comparison;

/// The comparison of the two that are named.
pub(in crate::http) async fn compare(ask: Ask, uri: Uri) -> Response {
    let address = uri.clone();
    page(ask, uri, move |page| {
        let asked = query::<ComparisonQuery>(&address, language(&address))?;
        let view = api::comparisons::compare(page.answering, &asked, page.language)?;
        Ok(page.comparison(&view))
    })
    .await
}

impl Page<'_> {
    fn comparison(&self, view: &Comparison) -> Content {
        let language = self.language;
        let (ours, theirs) = (&view.municipality, &view.partner);
        let both = [(ours, &view.coverage.ours), (theirs, &view.coverage.theirs)];
        let main = html! {
            @for reason in [ours, theirs].into_iter().filter_map(|one| one.recognised_as.as_ref()) {
                p role="note" { (reason.text) }
            }
            p { (language.standing(view.percentile, view.interval.low, view.interval.high)) }
            p { (language.nearness(view.border, view.distance_km)) }
            p { (language.what_alignment_is()) }
            (cautions(language, &view.cautions))
            h2 { (language.why()) }
            (explained(language, &view.explanation))
            h2 { (language.quotes(&theirs.name)) }
            @if view.evidence.is_empty() { p { (language.nothing_to_quote()) } }
            @for evidence in &view.evidence { (quotes(language, &ours.name, &theirs.name, evidence)) }
            h2 { (language.what_was_read()) }
            ul {
                @for (one, coverage) in both {
                    li { a href=(self.of(&one.code, "")) { (one.name) } ": " (covered(language, coverage)) }
                }
            }
        };
        Content {
            title: language.two_names(&ours.name, &theirs.name),
            main,
        }
    }
}

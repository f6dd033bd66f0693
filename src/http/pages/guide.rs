//! The guide for a conversation between two municipalities.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use super::why::{cautions, covered};
use crate::http::api;
use crate::http::api::comparisons::ComparisonParams;
use crate::http::extract::RequestContext;
use crate::report::view::{Guide, TalkingPoint};

/// The guide for the two municipalities in the query.
pub(in crate::http) async fn guide(context: RequestContext) -> Response {
    render(context, |page| {
        let params = page.params::<ComparisonParams>()?;
        let view =
            api::guides::guide(page.app, page.serving, page.ranking, &params, page.language)?;
        Ok(page.guide(&view))
    })
    .await
}

impl Page<'_> {
    fn guide(&self, view: &Guide) -> Content {
        let language = self.language;
        let headings = language.guide_headings();
        let (ours, theirs) = (&view.names.ours, &view.names.theirs);
        let main = html! {
            p.lead { (language.guide_aim()) }
            (self.points(headings.shared, view, &view.shared, language.guide_nothing()))
            (self.points(headings.differing, view, &view.differing, language.guide_no_difference()))
            // This section may be missing: nothing one-sided is no finding.
            @if !view.one_sided.is_empty() { (self.points(headings.one_sided, view, &view.one_sided, "")) }
            @if !view.unsaid.is_empty() {
                h2 { (headings.unsaid) }
                ul { @for one in &view.unsaid { li { (one.name) ": " (one.question) } } }
            }
            h2 { (headings.pace) }
            p { (view.pace.ours) " " (view.pace.theirs) }
            p.question { strong { (language.guide_ask()) } " " (view.pace_question) }
            @for one in &view.ahead { (self.point(view, one)) }
            (cautions(language, &view.cautions))
            h2 { (language.what_was_read()) }
            ul {
                li { (ours) ": " (covered(language, &view.coverage.ours)) }
                li { (theirs) ": " (covered(language, &view.coverage.theirs)) }
            }
        };
        Content {
            title: language.guide_title(ours, theirs),
            main,
        }
    }

    fn points(
        &self,
        heading: &str,
        view: &Guide,
        points: &[TalkingPoint],
        if_empty: &str,
    ) -> Markup {
        html! {
            h2 { (heading) }
            @if points.is_empty() { p { (if_empty) } }
            @for one in points { (self.point(view, one)) }
        }
    }

    fn point(&self, view: &Guide, one: &TalkingPoint) -> Markup {
        let sides = [
            (view.names.ours.as_str(), one.quotes.ours.as_ref()),
            (view.names.theirs.as_str(), one.quotes.theirs.as_ref()),
        ];
        let quotes: Vec<_> = sides
            .into_iter()
            .filter_map(|(name, quote)| Some((name, quote?)))
            .collect();
        html! {
            section {
                h3 { (one.name) }
                p { (one.text) }
                (self.quotes(&quotes))
                p.question { strong { (self.language.guide_ask()) } " " (one.question) }
            }
        }
    }
}

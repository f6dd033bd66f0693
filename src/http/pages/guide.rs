//! The guide for a conversation between two municipalities.

use axum::http::header::CONTENT_DISPOSITION;
use axum::http::{HeaderValue, Uri};
use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::{render, render_as};
use super::why::{cautions, covered};
use crate::http::api;
use crate::http::api::comparisons::ComparisonParams;
use crate::http::extract::RequestContext;
use crate::http::problem::Problem;
use crate::http::query_string::query_value;
use crate::report::render::{docx, guide as documents};
use crate::report::view::{Guide, TalkingPoint};

/// Letters and digits of a name in the name of a file.
const MAX_NAME: usize = 40;

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

/// The same guide as a Word document.
pub(in crate::http) async fn guide_docx(context: RequestContext) -> Response {
    let name = file_name(&context.uri);
    let mut response = render_as(context, docx::MEDIA_TYPE, |page| {
        let params = page.params::<ComparisonParams>()?;
        let language = page.language;
        let view = api::guides::guide(page.app, page.serving, page.ranking, &params, language)?;
        let document = documents::docx(language, &view);
        let document = document.map_err(|error| Problem::internal(language, &error))?;
        Ok(document.into())
    })
    .await;
    // A problem is a page, to be read here.
    if response.status().is_success() {
        let headers = response.headers_mut();
        headers.insert(CONTENT_DISPOSITION, name);
    }
    response
}

/// That the answer is a file to keep, named after the two as the address has them.
fn file_name(uri: &Uri) -> HeaderValue {
    let plain = |key: &str| -> String {
        let value = query_value(uri, key).unwrap_or_default();
        // What else a header or a file system could take amiss is left out.
        value
            .chars()
            .filter(char::is_ascii_alphanumeric)
            .take(MAX_NAME)
            .collect()
    };
    let (ours, theirs) = (plain("municipality"), plain("partner"));
    let value = format!("attachment; filename=\"gespreksgids-{ours}-{theirs}.docx\"");
    HeaderValue::from_str(&value).expect("letters and digits")
}

impl Page<'_> {
    fn guide(&self, view: &Guide) -> Content {
        let language = self.language;
        let headings = language.guide_headings();
        let (ours, theirs) = (&view.names.ours, &view.names.theirs);
        let first = view.first_page();
        let main = html! {
            // On paper this is one page, and the annex begins the next.
            div.one-page {
            p.lead { (language.guide_aim()) }
            ul.no-print {
                li { a href=(self.ranking_back("/gespreksgids.docx")) { (language.guide_as_docx()) } }
                li { a href=(self.ranking_back("/vergelijk")) { (language.guide_back()) } }
            }
            (self.points(headings.shared, view, first.shared, language.guide_nothing()))
            (self.points(headings.differing, view, first.differing, language.guide_no_difference()))
            @if !first.one_sided.is_empty() || !first.unsaid.is_empty() {
                h2 { (language.guide_open()) }
                ul {
                    @for one in first.one_sided { li { strong { (one.name) } ": " (one.text) " " (one.question) } }
                    @for one in first.unsaid { li { strong { (one.name) } ": " (one.question) } }
                }
            }
            h2 { (headings.pace) }
            p { (view.pace.ours) " " (view.pace.theirs) }
            p.question { strong { (language.guide_ask()) } " " (view.pace_question) }
            (cautions(language, &view.cautions))
            h2 { (language.what_was_read()) }
            ul {
                li { (ours) ": " (covered(language, &view.coverage.ours)) }
                li { (theirs) ": " (covered(language, &view.coverage.theirs)) }
            }
            }
            (self.annex(view))
        };
        Content::new(language.guide_title(ours, theirs), main)
    }

    /// This pair at another address, with the ranking of this page.
    fn ranking_back(&self, path: &str) -> String {
        let value = |key: &str| query_value(self.uri, key).unwrap_or_default();
        self.pair_link(path, &value("municipality"), &value("partner"), true)
    }

    /// All that is not on the first page. Of what only one mentions the quotes stand here.
    fn annex(&self, view: &Guide) -> Markup {
        let language = self.language;
        let (headings, first) = (language.guide_headings(), view.first_page());
        let rest = [
            (headings.shared, &view.shared[first.shared.len()..]),
            (headings.differing, &view.differing[first.differing.len()..]),
            (headings.ahead, &view.ahead[..]),
        ];
        let unsaid = &view.unsaid[first.unsaid.len()..];
        html! {
            section.annex {
                h2 { (language.guide_annex()) }
                @for (heading, points) in rest {
                    @if !points.is_empty() { (self.points(heading, view, points, "")) }
                }
                @if !view.one_sided.is_empty() { h2 { (headings.one_sided) } }
                // Those at the beginning were asked on the first page.
                @for (one, place) in view.one_sided.iter().zip(0..) { (self.point(view, one, place >= first.one_sided.len())) }
                @if !unsaid.is_empty() {
                    h2 { (headings.unsaid) }
                    ul { @for one in unsaid { li { (one.name) ": " (one.question) } } }
                }
            }
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
            @for one in points { (self.point(view, one, true)) }
        }
    }

    fn point(&self, view: &Guide, one: &TalkingPoint, asks: bool) -> Markup {
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
                @if asks { p.question { strong { (self.language.guide_ask()) } " " (one.question) } }
            }
        }
    }
}

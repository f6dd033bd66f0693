//! The responder of pages: from the content of a page to a cacheable response.

use std::sync::Arc;

use axum::body::Bytes;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::response::{IntoResponse, Redirect, Response};
use maud::html;

use super::page::{Content, Page};
use crate::http::extract::RequestContext;
use crate::http::problem::Problem;
use crate::http::query_string::requested_language;
use crate::http::ranking_params::RankingParams;
use crate::index::StopFlag;
use crate::report::ProblemKind;

const HTML: &str = "text/html; charset=utf-8";

/// Only the style and the script of this server, no frames; forms are sent only to this server.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// Responds with the page that has this content. A problem becomes a page too, with its status.
pub(super) async fn render(
    context: RequestContext,
    content: impl FnOnce(&Page<'_>) -> Result<Content, Problem> + Send + 'static,
) -> Response {
    let document = |page: &Page<'_>| Ok(page.document(&content(page)?).into_string().into());
    render_as(context, HTML, document).await
}

/// Responds with a document of this media type, made from what a page is made from. A problem becomes a page.
pub(super) async fn render_as(
    context: RequestContext,
    media_type: &'static str,
    document: impl FnOnce(&Page<'_>) -> Result<Bytes, Problem> + Send + 'static,
) -> Response {
    let language = requested_language(&context.uri);
    // Kept for the page of a problem, when the response below has consumed the context.
    let (app, serving) = (Arc::clone(&context.app), Arc::clone(&context.serving));
    let (base, page_base) = (context.base.clone(), context.base.clone());
    let uri = context.uri.clone();
    // The page borrows it inside the closure, while `uri` is for a problem.
    let page_uri = context.uri.clone();
    let stop = context.stop.clone();
    let response = context.bytes(media_type, language, move |app, serving| {
        let page = Page {
            app,
            serving,
            language,
            uri: &page_uri,
            base: &page_base,
            ranking: &RankingParams::parse(&page_uri, language, true)?
                .without_defaults(&app.settings),
            stop: &stop,
        };
        // Rendered on the blocking thread: a large page takes milliseconds.
        document(&page)
    });
    let mut response = match response.await {
        Ok(response) => response,
        // A problem is shown in the layout of the site, with the form to try again.
        Err(problem) => {
            let page = Page {
                app: &app,
                serving: &serving,
                language,
                uri: &uri,
                base: &base,
                // They may be what is wrong.
                ranking: &RankingParams::parse(&uri, language, true).unwrap_or_default(),
                // Nothing is computed for it any more.
                stop: &StopFlag::default(),
            };
            let document = page.document(&page.problem(&problem)).into_string();
            let content_type = [(CONTENT_TYPE, HTML)];
            let mut response = (problem.status, content_type, document).into_response();
            response.headers_mut().extend(problem.header());
            response
        }
    };
    let policy = HeaderValue::from_static(POLICY);
    let headers = response.headers_mut();
    // In the place of the default, which forbids style and script.
    headers.insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// The response at an unknown address: a document below `/api`, else a page.
pub(in crate::http) async fn not_found(context: RequestContext) -> Response {
    // An address with a slash at its end is meant without it. Never more than one slash in front: a browser would take
    // what follows for the name of another server.
    let path = context.uri.path();
    if path.len() > 1 && path.ends_with('/') && !path.starts_with("/api/v") {
        let query = context
            .uri
            .query()
            .map_or_else(String::new, |query| format!("?{query}"));
        let there = format!("/{}{query}", path.trim_matches(['/', '\\']));
        let there = context.base.address(&there);
        return Redirect::permanent(&there).into_response();
    }
    // The root of the API is no resource; what there is below it stands on a page.
    if path.trim_end_matches('/') == "/api/v1" {
        return Redirect::temporary(&context.base.address("/api")).into_response();
    }
    let problem = Problem::no_such_address(requested_language(&context.uri));
    // Programs get a document; people get a page.
    if context.uri.path().starts_with("/api") {
        return problem.into_response();
    }
    render(context, move |_| Err(problem)).await
}

impl Page<'_> {
    /// The name that was not recognised, if the problem is about one.
    fn typed_name<'p>(&self, problem: &'p Problem) -> &'p str {
        match problem.kind() {
            ProblemKind::UnknownMunicipality { typed, .. }
            | ProblemKind::AmbiguousMunicipality { typed } => typed,
            _ => "",
        }
    }

    /// A problem with its remedy, the municipalities that may be meant, and the form to name another.
    fn problem(&self, problem: &Problem) -> Content {
        let details = &problem.details;
        let (detail, remedy) = problem.for_visitor(self.language);
        let main = html! {
            p { (detail) }
            p { (remedy) }
            (self.retry(problem))
            @if !details.candidates.is_empty() {
                h2 { (self.language.who_is_meant()) }
                ul {
                    @for candidate in &details.candidates {
                        li { a href=(self.municipality_link(&candidate.code, "/partners")) { (candidate.name) } " (" (candidate.code) ")" }
                    }
                }
            }
            (self.name_form(self.typed_name(problem)))
        };
        Content::new(details.title.clone(), main)
    }
}

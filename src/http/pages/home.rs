//! The home page: the form to name a municipality.

use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use crate::http::extract::RequestContext;
use crate::http::query_string::{percent_encode, query_value, requested_language};
use crate::municipality::Lookup;
use crate::report::view::FoundMunicipality;

/// Municipalities that are offered when a name is unknown or ambiguous.
const MAX_CANDIDATES: usize = 12;

/// The form. A name that is recognised is redirected to its partners; any other gets the municipalities that may be meant.
pub(in crate::http) async fn home(context: RequestContext) -> Response {
    // Read without deserialising: the page must also show for a query that cannot be used.
    let typed = query_value(&context.uri, "q").unwrap_or_default();
    let typed = typed.trim().to_owned();
    // Only a name that is certain; for all others the reader chooses.
    if let Lookup::Found(_) = context.serving.engine.lookup(&typed) {
        // The name goes along as it was typed, so that the next page can say how it was understood.
        let name = percent_encode(&typed);
        // The language must survive the redirect.
        let lang = requested_language(&context.uri).either("", "?lang=en");
        return Redirect::to(&format!("/gemeenten/{name}/partners{lang}")).into_response();
    }
    render(context, move |page| Ok(page.home(&typed))).await
}

impl Page<'_> {
    fn home(&self, typed: &str) -> Content {
        let language = self.language;
        let main = html! {
            p.lead { (language.home_intro()) }
            (self.name_form(typed))
            @if !typed.is_empty() { (self.candidates(typed)) }
        };
        Content {
            title: language.slogan().to_owned(),
            main,
        }
    }

    /// The municipalities that `typed` may mean: those that begin with it, else those with a similar name.
    fn candidates(&self, typed: &str) -> Markup {
        let language = self.language;
        let engine = &self.serving.engine;
        let catalog = engine.catalog();
        let mut found = engine.find_municipalities(typed);
        let mut similar = Vec::new();
        if let Lookup::Unknown { suggestions } = engine.lookup(typed) {
            // Kept for the heading, which names them.
            similar = suggestions.iter().map(|(_, name)| name.clone()).collect();
            // Completions come first: suggestions are for names that were mistyped.
            if found.is_empty() {
                // The suggestion itself is a name, so its first completion is that municipality.
                let nearest = |name: &String| engine.find_municipalities(name).into_iter().next();
                found.extend(similar.iter().filter_map(nearest));
            }
        }
        // A single letter begins many names.
        found.truncate(MAX_CANDIDATES);
        let candidates: Vec<FoundMunicipality> = found
            .iter()
            .map(|one| FoundMunicipality::new(&catalog, one, language))
            .collect();
        let heading = if candidates.is_empty() {
            language.unknown_municipality(typed, &similar)
        } else {
            language.who_is_meant().to_owned()
        };
        html! {
            h2 { (heading) }
            ul {
                @for one in &candidates {
                    li {
                        a href=(self.municipality_link(&one.code, "/partners")) { (one.name) }
                        // Found by a former name or an alias, which would otherwise puzzle the reader.
                        @if one.spelling != one.name { " (" (one.spelling) ")" }
                        @if let Some(province) = &one.province { ", " (province) }
                    }
                }
            }
        }
    }
}

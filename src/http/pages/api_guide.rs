//! The page about the API, for people who want to know what a program can ask for.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::render::render;
use crate::http::extract::RequestContext;
use crate::report::{API_ADDRESSES, ApiAddress};

/// What the API is, its addresses with examples, and the link to its description.
pub(in crate::http) async fn api_guide(context: RequestContext) -> Response {
    render(context, |page| Ok(page.api_guide())).await
}

impl Page<'_> {
    fn api_guide(&self) -> Content {
        let language = self.language;
        let how = [
            language.api_same_choices(),
            language.api_formats(),
            language.api_language(),
            language.api_problems(),
            language.api_versions(),
        ];
        let main = html! {
            p.lead { (language.api_intro()) }
            p { a href=(self.base.address("/api/v1/openapi.json")) { (language.api_description_link()) } }
            h2 { (language.api_addresses_heading()) }
            div.wide tabindex="0" role="region" aria-label=(language.api_addresses_heading()) {
                table.stacked {
                    thead {
                        tr {
                            th scope="col" { (language.api_address_column()) }
                            th scope="col" { (language.api_answer_column()) }
                            th scope="col" { (language.api_example_column()) }
                        }
                    }
                    tbody { @for address in &API_ADDRESSES { (self.api_address(address)) } }
                }
            }
            h2 { (language.api_how_heading()) }
            ul {
                @for one in how { li { (one) } }
                @if self.app.settings.server.token.is_some() { li { (language.api_token()) } }
            }
        };
        Content::new(language.api_title(), main)
    }

    /// One address with what it answers, and an example that works with the generation that answers.
    fn api_address(&self, address: &ApiAddress) -> Markup {
        let language = self.language;
        let example = self.example_of(address);
        html! {
            tr {
                th scope="row" { code { "/api/v1" (address.path) } }
                td data-label=(language.api_answer_column()) { (address.text(language)) }
                td data-label=(language.api_example_column()) {
                    @if let Some(example) = example {
                        a href=(example) aria-label=(language.api_example(address.path)) { (language.api_example_column()) }
                    }
                }
            }
        }
    }

    /// The example of an address. Returns `None` if it needs what only another answer names, or two municipalities with
    /// text and there are none.
    fn example_of(&self, address: &ApiAddress) -> Option<String> {
        let [ours, theirs] = self.serving.example_municipalities()?;
        let path = address.path.replace("{municipality}", &ours);
        if path.contains('{') {
            return None;
        }
        let query = address.query.replace("{ours}", &ours);
        let query = query.replace("{theirs}", &theirs);
        let query = if query.is_empty() {
            query
        } else {
            format!("?{query}")
        };
        Some(self.base.address(&format!("/api/v1{path}{query}")))
    }
}

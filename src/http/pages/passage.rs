//! One passage in full, with a quoted sentence marked in it.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::quote::{document_link, web_url};
use super::render::render;
use crate::http::api;
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::problem::Problem;
use crate::http::query_string::query_value;
use crate::report::Language;
use crate::report::view::{Passage, Provenance};

/// The key of the sentence to mark in the query of the page.
const SENTENCE_KEY: &str = "zin";

/// Characters of a sentence in a link: mail programs cut off longer addresses.
const MAX_SENTENCE_CHARS: usize = 400;

/// The passage with this id. The sentence in the query is marked.
pub(in crate::http) async fn passage(
    context: RequestContext,
    id: Result<PathSegment, Problem>,
) -> Response {
    let quoted = query_value(&context.uri, SENTENCE_KEY).unwrap_or_default();
    render(context, move |page| {
        let PathSegment(id) = id?;
        let view = api::passages::passage(page.serving, &id, page.language)?;
        Ok(page.passage(&view, &quoted))
    })
    .await
}

impl Page<'_> {
    /// The address of a passage, with the sentence to mark in it; empty for none.
    pub(super) fn passage_link(&self, passage: &str, sentence: &str) -> String {
        // By characters, so that no letter is cut in two; the beginning is enough to find the sentence.
        let sentence: String = sentence.chars().take(MAX_SENTENCE_CHARS).collect();
        let path = format!("/passages/{passage}");
        match sentence.is_empty() {
            true => self.ranking_link(&path, &[]),
            false => self.ranking_link(&path, &[(SENTENCE_KEY, &sentence)]),
        }
    }

    fn passage(&self, view: &Passage, quoted: &str) -> Content {
        let language = self.language;
        let source = &view.source;
        let names: Vec<&str> = view
            .municipalities
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let neighbours = [
            ("prev", &view.previous, language.passage_before()),
            ("next", &view.next, language.passage_after()),
        ];
        let main = html! {
            p { (language.source(&names.join(", "), source)) }
            // Documents are in Dutch whatever the language of the page, and screen readers must know.
            @if let Some(heading) = &source.heading { h2 lang="nl" { (heading) } }
            blockquote.passage lang="nl" { p { (marked(&view.text, quoted)) } }
            @if web_url(source.url.as_deref()).is_some() { p { (document_link(language, source)) } }
            @if let Some(provenance) = &view.provenance { (provenance_list(language, provenance)) }
            nav aria-label=(language.around_passage()) {
                ul.pages {
                    @for (rel, passage, text) in neighbours {
                        @if let Some(passage) = passage { li { a rel=(rel) href=(self.passage_link(passage, "")) { (text) } } }
                    }
                }
            }
            ul {
                @for one in &view.municipalities { li { a href=(self.municipality_link(&one.code, "")) { (language.profile_of(&one.name)) } } }
            }
        };
        Content::new(language.passage_from(&source.title), main)
    }
}

/// From where the document was fetched. What is unknown is left out.
fn provenance_list(language: Language, provenance: &Provenance) -> Markup {
    let moment = provenance.fetched.as_deref();
    let moment = moment.and_then(|moment| language.moment_of(moment));
    let from = provenance.fetched_from.as_deref();
    html! {
        h2 { (language.provenance_heading()) }
        dl {
            @if let Some(source) = &provenance.source {
                dt { (language.provenance_source()) }
                dd { (language.source_name(source)) @if let Some(address) = &provenance.address { ": " (address) } }
            }
            @if moment.is_some() || from.is_some() {
                dt { (language.provenance_fetched()) }
                dd {
                    @if let Some(moment) = &moment { (moment) }
                    @if moment.is_some() && from.is_some() { br; }
                    // Only web addresses become links: a manifest may hold any text.
                    @match (web_url(from), from) {
                        (Some(url), _) => a href=(url) rel="external noreferrer" { (url) },
                        (None, Some(text)) => (text),
                        (None, None) => {}
                    }
                }
            }
            @if let Some(licence) = &provenance.licence {
                dt { (language.provenance_licence()) }
                // The note is in Dutch whatever the language of the page.
                dd lang="nl" { (licence) }
            }
            @if let Some(hash) = &provenance.hash {
                dt { (language.provenance_hash()) }
                dd { code { (hash) } }
            }
        }
    }
}

/// A text with one sentence marked, or without a mark if it does not contain the sentence. White space is normalised in
/// both, as it is in quotes.
fn marked(text: &str, sentence: &str) -> Markup {
    let normalise = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, sentence) = (normalise(text), normalise(sentence));
    // The empty sentence is found everywhere.
    let found = text.find(&sentence).filter(|_| !sentence.is_empty());
    // The sentence may have been cut or put together from a list: then the passage is shown unmarked.
    let Some(from) = found else {
        return html! { (text) };
    };
    let to = from + sentence.len();
    // maud escapes all three parts.
    html! { (text[..from]) mark { (text[from..to]) } (text[to..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_the_quoted_sentence() {
        let text = "Wij werken samen. Wij kopen\nsamen in. Wij delen.";
        let shown = marked(text, "Wij kopen samen in.").into_string();
        assert_eq!(
            shown,
            "Wij werken samen. <mark>Wij kopen samen in.</mark> Wij delen."
        );
        for absent in ["", " ", "Iets anders"] {
            assert!(!marked(text, absent).into_string().contains("mark"));
        }
    }
}

//! One passage, where a quote stands.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, page};
use super::quote::{public, to_document};
use crate::http::answer::Ask;
use crate::http::api;
use crate::http::problem::Problem;
use crate::http::question::{Named, query_pairs};
use crate::report::view::Passage;

/// More characters of a sentence are not marked: an address that is longer gets cut off in mails.
const LONGEST: usize = 400;

/// The passage that is named, with the sentence that was quoted marked.
pub(in crate::http) async fn passage(ask: Ask, uri: Uri, name: Result<Named, Problem>) -> Response {
    let quoted = query_pairs(&uri).into_iter().find(|(key, _)| key == "zin");
    page(ask, uri, move |page| {
        let Named(name) = name?;
        let view = api::passages::passage(page.answering, &name, page.language)?;
        let quoted = quoted.map(|(_, sentence)| sentence).unwrap_or_default();
        Ok(page.passage(&view, &quoted))
    })
    .await
}

impl Page<'_> {
    /// The address of a passage, with the sentence to mark in it.
    pub(super) fn passage_address(&self, passage: &str, sentence: &str) -> String {
        let sentence: String = sentence.chars().take(LONGEST).collect();
        let path = format!("/passages/{passage}");
        match sentence.is_empty() {
            true => self.link(&path, &[]),
            false => self.link(&path, &[("zin", &sentence)]),
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
            @if let Some(heading) = &source.heading { h2 lang="nl" { (heading) } }
            blockquote.passage lang="nl" { p { (marked(&view.text, quoted)) } }
            @if public(source.url.as_deref()).is_some() { p { (to_document(language, source)) } }
            nav aria-label=(language.around_passage()) {
                ul.pages {
                    @for (rel, passage, text) in neighbours {
                        @if let Some(passage) = passage { li { a rel=(rel) href=(self.passage_address(passage, "")) { (text) } } }
                    }
                }
            }
            ul {
                @for one in &view.municipalities { li { a href=(self.of(&one.code, "")) { (language.profile_of(&one.name)) } } }
            }
        };
        Content {
            title: language.passage_from(&source.title),
            main,
        }
    }
}

/// A text with a sentence of it marked; the text as it is when it does not have the sentence. White space does
/// not matter: quotes have it tidied.
fn marked(text: &str, sentence: &str) -> Markup {
    let tidy = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
    let (text, sentence) = (tidy(text), tidy(sentence));
    let found = text.find(&sentence).filter(|_| !sentence.is_empty());
    let Some(from) = found else {
        return html! { (text) };
    };
    let to = from + sentence.len();
    html! { (text[..from]) mark { (text[from..to]) } (text[to..]) }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_quoted_sentence_is_marked() {
        let text = "Wij werken samen. Wij kopen\nsamen in. Wij delen.";
        let shown = marked(text, "Wij kopen samen in.").into_string();
        assert_eq!(
            shown,
            "Wij werken samen. <mark>Wij kopen samen in.</mark> Wij delen."
        );
        for nothing in ["", " ", "Iets anders"] {
            assert!(!marked(text, nothing).into_string().contains("mark"));
        }
    }
}

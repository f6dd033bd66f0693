//! Passages that hold given words.

use axum::http::Uri;
use axum::response::Response;
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use super::quote::{public, to_document};
use crate::http::answer::Ask;
use crate::http::api::passages::{PassagesQuery, search as find};
use crate::http::question::{Paging, query, query_pairs};
use crate::report::view::{Hit, Links, Search};

/// The form, and what was found when words were given.
pub(in crate::http) async fn search(ask: Ask, uri: Uri) -> Response {
    let address = uri.clone();
    page(ask, uri, move |page| {
        let language = language(&address);
        let asked = query_pairs(&address);
        if !asked
            .iter()
            .any(|(key, value)| key == "q" && !value.is_empty())
        {
            return Ok(Content {
                title: language.menu_search().to_owned(),
                main: page.search_form(&asked),
            });
        }
        let query = query::<PassagesQuery>(&address, language)?;
        let paging = Paging::check(language, query.page, query.page_size)?;
        let view = find(page.answering, &query, paging, language)?;
        Ok(page.found(&asked, &query, paging, &view))
    })
    .await
}

impl Page<'_> {
    fn search_form(&self, asked: &[(String, String)]) -> Markup {
        let language = self.language;
        let given = |wanted: &str| {
            let pair = asked.iter().find(|(key, _)| key == wanted);
            pair.map_or("", |(_, value)| value.as_str()).to_owned()
        };
        html! {
            form action="/zoeken" method="get" role="search" {
                div.field {
                    label for="woorden" { (language.search_words()) }
                    p.hint #woorden-hint { (language.search_hint()) }
                    input #woorden name="q" value=(given("q")) required aria-describedby="woorden-hint";
                }
                div.field {
                    label for="gemeente" { (language.only_municipality()) }
                    input #gemeente name="municipality" value=(given("municipality")) autocomplete="off" data-names=(language.names_found());
                }
                div.field {
                    label for="jaar" { (language.only_year()) }
                    input #jaar name="year" type="number" min="1900" max="2100" value=(given("year"));
                }
                (self.keep_language())
                button type="submit" { (language.search()) }
            }
        }
    }

    fn found(
        &self,
        asked: &[(String, String)],
        query: &PassagesQuery,
        paging: Paging,
        view: &Search,
    ) -> Content {
        let language = self.language;
        let english = language.either("", "&lang=en");
        let links = Links::of(paging.page, paging.size, view.total, |page| {
            format!("/zoeken?{}{english}", query.address(page, paging.size))
        });
        let main = html! {
            (self.search_form(asked))
            h2 { (language.passages_found(view.total, &view.query)) }
            @for hit in &view.hits { (self.hit(hit)) }
            @if links.previous.is_some() || links.next.is_some() {
                nav aria-label=(language.more_pages()) {
                    ul.pages {
                        @if let Some(previous) = &links.previous { li { a rel="prev" href=(previous) { (language.previous()) } } }
                        @if let Some(next) = &links.next { li { a rel="next" href=(next) { (language.next()) } } }
                    }
                }
            }
        };
        Content {
            title: language.menu_search().to_owned(),
            main,
        }
    }

    fn hit(&self, hit: &Hit) -> Markup {
        let language = self.language;
        let names: Vec<&str> = hit
            .municipalities
            .iter()
            .map(|one| one.name.as_str())
            .collect();
        let source = language.source(&names.join(", "), &hit.source);
        html! {
            article.hit {
                h3 { (source) }
                p lang="nl" { (marked(hit)) }
                p {
                    a href=(self.passage_address(&hit.id, "")) { (language.whole_passage()) }
                    @for one in &hit.municipalities { " · " a href=(self.of(&one.code, "")) { (one.name) } }
                    @if public(hit.source.url.as_deref()).is_some() { " · " (to_document(language, &hit.source)) }
                }
            }
        }
    }
}

/// The text around the words found, with those marked.
fn marked(hit: &Hit) -> Markup {
    let letters: Vec<char> = hit.text.chars().collect();
    let part = |from: usize, to: usize| letters[from..to].iter().collect::<String>();
    let starts = std::iter::once(0).chain(hit.highlights.iter().map(|mark| mark.end));
    let last = hit.highlights.last().map_or(0, |mark| mark.end);
    html! {
        @for (from, mark) in starts.zip(&hit.highlights) {
            (part(from, mark.start)) mark { (part(mark.start, mark.end)) }
        }
        (part(last, letters.len()))
    }
}

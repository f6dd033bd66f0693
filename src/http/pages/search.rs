//! Full-text search for passages.

use axum::response::Response;
use maud::{Markup, html};

use super::page::{Content, Page};
use super::quote::{document_link, web_url};
use super::render::render;
use crate::http::api;
use crate::http::api::passages::PassagesParams;
use crate::http::extract::RequestContext;
use crate::http::params::Paging;
use crate::http::query_string::{carried_language, decode_query};
use crate::report::view::{Hit, Links, Search};

/// The form, with the passages found if words were given.
pub(in crate::http) async fn search(context: RequestContext) -> Response {
    render(context, |page| {
        let has_words = |(key, value): &(String, String)| key == "q" && !value.is_empty();
        // Checked before the parameters, because without words none of the others matters.
        if !decode_query(page.uri).iter().any(has_words) {
            return Ok(Content::new(
                page.language.menu_search(),
                page.search_form(),
            ));
        }
        let params = page.params::<PassagesParams>()?;
        let paging = Paging::new(page.language, params.page, params.page_size)?;
        let view = api::passages::search(page.serving, &params, paging, page.language, page.stop)?;
        Ok(page.search_results(&params, paging, &view))
    })
    .await
}

impl Page<'_> {
    /// The form, filled in with the parameters as they were sent: also those that could not be used.
    fn search_form(&self) -> Markup {
        let language = self.language;
        let pairs = decode_query(self.uri);
        // As sent: who mistyped a year should find it in the form.
        let sent = |wanted: &str| {
            let pair = pairs.iter().find(|(key, _)| key == wanted);
            pair.map_or("", |(_, value)| value.as_str())
        };
        html! {
            form action=(self.base.address("/zoeken")) method="get" role="search" {
                div.field {
                    label for="woorden" { (language.search_words()) }
                    p.hint #woorden-hint { (language.search_hint()) }
                    input #woorden name="q" value=(sent("q")) required aria-describedby="woorden-hint";
                }
                div.field {
                    label for="gemeente" { (language.only_municipality()) }
                    input #gemeente name="municipality" value=(sent("municipality")) autocomplete="off" data-names=(language.names_found());
                }
                div.field {
                    label for="jaar" { (language.only_year()) }
                    input #jaar name="year" type="number" min="1900" max="2100" value=(sent("year"));
                }
                div.field {
                    label for="mode" { (language.search_mode()) }
                    select #mode name="mode" {
                        @for (mode, label) in [("both", language.mode_both()), ("words", language.mode_words()), ("meaning", language.mode_meaning())] {
                            option value=(mode) selected[mode == sent("mode")] { (label) }
                        }
                    }
                }
                (self.keep_language())
                button type="submit" { (language.search()) }
            }
        }
    }

    fn search_results(&self, params: &PassagesParams, paging: Paging, view: &Search) -> Content {
        let language = self.language;
        let lang = carried_language(self.uri);
        let lang = lang.map_or_else(String::new, |lang| format!("&lang={lang}"));
        let links = Links::new(paging.page, paging.size, view.total, |page| {
            let query = params.query_string(page, paging.size);
            self.base.address(&format!("/zoeken?{query}{lang}"))
        });
        let main = html! {
            (self.search_form())
            h2 { (language.passages_found(view.total, &view.query)) }
            @for told in view.read_as.iter().chain(&view.note) { p { (told) } }
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
        Content::new(language.menu_search().to_owned(), main)
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
                @if hit.found_by == "meaning" { p.hint { (language.found_by_meaning()) } }
                p lang="nl" { (highlighted(hit)) }
                p {
                    a href=(self.passage_link(&hit.id, "")) { (language.whole_passage()) }
                    @for one in &hit.municipalities { " · " a href=(self.municipality_link(&one.code, "")) { (one.name) } }
                    @if web_url(hit.source.url.as_deref()).is_some() { " · " (document_link(language, &hit.source)) }
                }
            }
        }
    }
}

/// The snippet with its highlights marked. Highlights are ranges of characters, in order and apart.
fn highlighted(hit: &Hit) -> Markup {
    let chars: Vec<char> = hit.text.chars().collect();
    // The ranges are in order and within the text, so slicing does not panic.
    let slice = |from: usize, to: usize| chars[from..to].iter().collect::<String>();
    // Before each highlight stands what follows the one before it.
    let gap_starts = std::iter::once(0).chain(hit.highlights.iter().map(|mark| mark.end));
    let tail_start = hit.highlights.last().map_or(0, |mark| mark.end);
    html! {
        @for (from, mark) in gap_starts.zip(&hit.highlights) {
            (slice(from, mark.start)) mark { (slice(mark.start, mark.end)) }
        }
        (slice(tail_start, chars.len()))
    }
}

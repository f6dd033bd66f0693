//! The first page: a name, and what it leads to.

use axum::http::Uri;
use axum::response::{IntoResponse, Redirect, Response};
use maud::{Markup, html};

use super::frame::{Content, Page, language, page};
use crate::http::answer::Ask;
use crate::http::api::query_of;
use crate::http::question::query_pairs;
use crate::municipality::Lookup;
use crate::report::view::FoundMunicipality;

/// So many names are offered when it is not plain who is meant.
const OFFERED: usize = 12;

/// A name that is recognised leads to its partners; else the form, with those that may be meant.
pub(in crate::http) async fn home(ask: Ask, uri: Uri) -> Response {
    let pairs = query_pairs(&uri);
    let typed = pairs.into_iter().find(|(key, _)| key == "q");
    let typed = typed
        .map(|(_, typed)| typed.trim().to_owned())
        .unwrap_or_default();
    if let Lookup::Found(_) = ask.answering.engine.lookup(&typed) {
        // The typed name goes along, so that the next page can say how it was understood.
        let name = query_of(&[("", typed)]);
        let lang = language(&uri).either("", "?lang=en");
        return Redirect::to(&format!("/gemeenten/{}/partners{lang}", &name[1..])).into_response();
    }
    page(ask, uri, move |page| Ok(page.home(&typed))).await
}

impl Page<'_> {
    fn home(&self, typed: &str) -> Content {
        let language = self.language;
        let main = html! {
            p.lead { (language.home_intro()) }
            (self.name_form(typed))
            @if !typed.is_empty() { (self.offered(typed)) }
        };
        Content {
            title: language.slogan().to_owned(),
            main,
        }
    }

    /// The form in which a name is typed; it is completed from a list: by the browser, or while one types by our
    /// script, which also knows former names.
    pub(super) fn name_form(&self, typed: &str) -> Markup {
        let language = self.language;
        html! {
            form.ask action="/" method="get" role="search" {
                label for="q" { (language.name_of_municipality()) }
                p.hint #q-hint { (language.name_hint()) }
                input #q name="q" value=(typed) list="namen" required aria-describedby="q-hint" autocomplete="off" data-names=(language.names_found()) data-go;
                datalist #namen {
                    @for place in self.answering.engine.register().iter() { option value=(place.name) {} }
                }
                (self.keep_language())
                button type="submit" { (language.show_partners()) }
            }
        }
    }

    fn offered(&self, typed: &str) -> Markup {
        let language = self.language;
        let engine = &self.answering.engine;
        let mut offered = FoundMunicipality::find(engine, typed, language);
        let mut like = Vec::new();
        if let Lookup::Unknown { suggestions } = engine.lookup(typed) {
            like = suggestions.iter().map(|(_, name)| name.clone()).collect();
            if offered.is_empty() {
                let found = like.iter().flat_map(|name| {
                    FoundMunicipality::find(engine, name, language)
                        .into_iter()
                        .take(1)
                });
                offered.extend(found);
            }
        }
        offered.truncate(OFFERED);
        let told = if offered.is_empty() {
            language.unknown(typed, &like)
        } else {
            language.who_is_meant().to_owned()
        };
        html! {
            h2 { (told) }
            ul {
                @for one in &offered {
                    li {
                        a href=(self.of(&one.code, "/partners")) { (one.name) }
                        @if one.spelling != one.name { " (" (one.spelling) ")" }
                        @if let Some(province) = &one.province { ", " (province) }
                    }
                }
            }
        }
    }
}

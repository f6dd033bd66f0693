//! The changes of a municipality as a feed (Atom, RFC 4287), for who wants to be told.

use axum::response::Response;
use maud::{Markup, PreEscaped, html};

use super::page::Page;
use super::render::render_as;
use crate::generation::Checksum;
use crate::http::api::changes::{DatedChanges, history};
use crate::http::extract::{PathSegment, RequestContext};
use crate::http::lookup;
use crate::http::params::LangParams;
use crate::http::problem::Problem;
use crate::report::render::xml;

/// The media type of a feed.
pub(super) const ATOM: &str = "application/atom+xml";

/// The end of the address of a feed, below that of its municipality.
const SUBPAGE: &str = "/veranderingen.atom";

/// What changed for the municipality in the path, in this generation and those before it.
pub(in crate::http) async fn changes_feed(
    context: RequestContext,
    name: Result<PathSegment, Problem>,
) -> Response {
    render_as(context, ATOM, move |page| {
        let PathSegment(name) = name?;
        page.params::<LangParams>()?;
        let focus = lookup::municipality(page.serving, page.language, &name)?;
        let known_as = page.serving.engine.catalog().municipality_name(&focus.code);
        let mut entries = history(page.app, page.serving, &name, page.language)?;
        entries.retain(|entry| !entry.changes.is_empty());
        let feed = page.feed(focus.code.as_str(), &known_as, &entries);
        Ok(xml::legal(&feed.into_string()).into())
    })
    .await
}

impl Page<'_> {
    /// The address of the feed of a municipality.
    pub(super) fn feed_link(&self, code: &str) -> String {
        self.link(&format!("/gemeenten/{code}{SUBPAGE}"), &[])
    }

    fn feed(&self, code: &str, name: &str, entries: &[DatedChanges]) -> Markup {
        let language = self.language;
        // Absolute where the settings say where the service is; else readers resolve them against the feed itself.
        let root = self.app.settings.server.url.as_deref();
        let absolute = |path: String| format!("{}{path}", root.unwrap_or_default());
        let page = absolute(self.other_link(code, "/veranderingen"));
        // The generation that answers was made last, also when nothing changed for this municipality.
        let updated = self.serving.engine.manifest().created;
        // Ids must stay when the address of the service does not; they say nothing else.
        let id = |of: &str| urn(&[root.unwrap_or_default(), self.base.as_str(), code, of]);
        html! {
            (PreEscaped("<?xml version=\"1.0\" encoding=\"utf-8\"?>\n"))
            feed xmlns="http://www.w3.org/2005/Atom" xml:lang=(language.code_of_language()) xml:base=[root.map(|root| format!("{root}/"))] {
                id { (id("")) }
                title { (language.changes_of(name)) }
                updated { (updated) }
                author { name { "wiel" } }
                @if self.serving.demonstration { subtitle { (language.demonstration()) } }
                link rel="self" type=(ATOM) href=(absolute(self.feed_link(code))) {}
                link rel="alternate" type="text/html" href=(page) {}
                @for entry in entries {
                    entry {
                        id { (id(&entry.generation)) }
                        title { (language.changes_on(name, &language.date_of(entry.created.get(..10)))) }
                        updated { (entry.created) }
                        link rel="alternate" type="text/html" href=(page) {}
                        content type="xhtml" {
                            div xmlns="http://www.w3.org/1999/xhtml" {
                                @if entry.changes.settings_changed { p { (language.settings_changed()) } }
                                (self.what_changed(&entry.changes))
                            }
                        }
                    }
                }
            }
        }
    }
}

/// A name of a thing that no other has, made from these parts (RFC 9562, version 8).
fn urn(parts: &[&str]) -> String {
    let digest = Checksum::of_bytes(parts.join("\n").as_bytes()).to_string();
    let part = |from: usize, to: usize| digest.get(from..to).unwrap_or_default();
    format!(
        "urn:uuid:{}-{}-8{}-8{}-{}",
        part(0, 8),
        part(8, 12),
        part(12, 15),
        part(15, 18),
        part(18, 30)
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn ids_are_stable_and_differ_by_each_part() {
        let id = urn(&["https://wiel.example", "", "DM01", "a"]);
        assert_eq!(id, urn(&["https://wiel.example", "", "DM01", "a"]));
        assert_ne!(id, urn(&["https://wiel.example", "", "DM01", "b"]));
        let parts: Vec<usize> = id["urn:uuid:".len()..].split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
    }
}

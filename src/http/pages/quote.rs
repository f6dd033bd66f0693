//! Quotes, each with a way to the passage it stands in.

use maud::{Markup, html};

use super::frame::Page;
use crate::report::Language;
use crate::report::view::{Evidence, Quote, Source};

impl Page<'_> {
    /// A quote of each side that are alike.
    pub(super) fn alike(&self, ours: &str, theirs: &str, evidence: &Evidence) -> Markup {
        self.both(&[(ours, &evidence.ours), (theirs, &evidence.theirs)])
    }

    /// Quotes side by side, each of who is named before it.
    pub(super) fn both(&self, quotes: &[(&str, &Quote)]) -> Markup {
        // Both names stand above the one sentence of a vision that they wrote together.
        if let [(ours, quote), (theirs, other)] = quotes
            && quote == other
        {
            return self.quote(&self.language.two_names(ours, theirs), quote);
        }
        html! {
            div.pair { @for (name, quote) in quotes { (self.quote(name, quote)) } }
        }
    }

    /// One quote: the sentence, and below it the way to its passage and to the public document.
    pub(super) fn quote(&self, name: &str, quote: &Quote) -> Markup {
        let language = self.language;
        let source = language.source(name, &quote.source);
        html! {
            figure.quote {
                blockquote lang="nl" { p { (quote.sentence) } }
                figcaption {
                    a href=(self.passage_address(&quote.passage, &quote.sentence)) { (source) }
                    @if public(quote.source.url.as_deref()).is_some() { " · " (to_document(language, &quote.source)) }
                }
            }
        }
    }
}

/// An address that a reader may follow: only those of the web, whatever a manifest says.
pub(super) fn public(url: Option<&str>) -> Option<&str> {
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// A way to the page of the public document; nothing where there is none.
pub(super) fn to_document(language: Language, source: &Source) -> Markup {
    html! {
        @if let Some(url) = public(source.url.as_deref()) {
            a href=(format!("{url}#page={}", source.page)) rel="external noreferrer" { (language.to_document()) }
        }
    }
}

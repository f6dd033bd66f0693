//! Quotes with links to their passage and their document.

use maud::{Markup, html};

use super::page::Page;
use crate::report::Language;
use crate::report::view::{Evidence, Quote, SimilarPassages, Source};

impl Page<'_> {
    /// Pairs of quotes that show what two municipalities want, each with what it shows. Without any: that none was
    /// found, and the passages that resemble each other.
    pub(super) fn evidence(
        &self,
        (ours, theirs): (&str, &str),
        evidence: &[Evidence],
        similar: &[SimilarPassages],
    ) -> Markup {
        let language = self.language;
        html! {
            @for pair in evidence {
                p.relation { strong { (language.relation(pair)) } }
                (self.quotes(&[(ours, &pair.ours), (theirs, &pair.theirs)]))
            }
            // Said openly: no evidence is a finding too.
            @if evidence.is_empty() {
                p { (language.no_evidence()) }
                // Called similar, not evidence: such sentences need not want the same.
                @if !similar.is_empty() { p { (language.similar_passages()) } }
                @for pair in similar { (self.quotes(&[(ours, &pair.ours), (theirs, &pair.theirs)])) }
            }
        }
    }

    /// Quotes side by side, each with the name of its municipality.
    pub(super) fn quotes(&self, quotes: &[(&str, &Quote)]) -> Markup {
        // Two municipalities with one vision share the sentence: it is shown once, with both names.
        if let [(ours, quote), (theirs, other)] = quotes
            && quote == other
        {
            return self.quote(&self.language.two_names(ours, theirs), quote);
        }
        html! {
            div.pair { @for (name, quote) in quotes { (self.quote(name, quote)) } }
        }
    }

    /// One quote: the sentence, and below it the links to its passage and to the public document.
    pub(super) fn quote(&self, name: &str, quote: &Quote) -> Markup {
        let language = self.language;
        let source = language.source(name, &quote.source);
        html! {
            figure.quote {
                blockquote lang="nl" { p { (quote.sentence) } }
                figcaption {
                    // To our own passage first, since public documents move.
                    a href=(self.passage_link(&quote.passage, &quote.sentence)) { (source) }
                    @if web_url(quote.source.url.as_deref()).is_some() { " · " (document_link(language, &quote.source)) }
                }
            }
        }
    }
}

/// A URL that is safe as a link. Returns `None` for schemes other than `http` and `https`, since manifests may hold any.
pub(super) fn web_url(url: Option<&str>) -> Option<&str> {
    // No `javascript:` and no `data:`, which would run in this page.
    url.filter(|url| url.starts_with("https://") || url.starts_with("http://"))
}

/// A link to the page of the public document. Empty if the document has no web address.
pub(super) fn document_link(language: Language, source: &Source) -> Markup {
    html! {
        @if let Some(url) = web_url(source.url.as_deref()) {
            // Most readers of PDF open at the page; others ignore the fragment.
            a href=(format!("{url}#page={}", source.page)) rel="external noreferrer" { (language.to_document()) }
        }
    }
}

//! Pages of text: the method, accessibility, `robots.txt` and `security.txt`.

use std::sync::Arc;

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use maud::{Markup, html};

use super::page::Content;
use super::render::render;
use crate::http::extract::RequestContext;
use crate::http::problem::Problem;
use crate::http::state::AppState;
use crate::rank::Part;
use crate::report::Language;
use crate::taxonomy::Principle;

/// The method, with the counts of the serving generation.
pub(in crate::http) async fn method(context: RequestContext) -> Response {
    render(context, |page| {
        let language = page.language;
        let weights = page.app.settings.rank.weights;
        // The counts of this generation, so that the page is never out of date.
        let counts = &page.serving.engine.manifest().counts;
        let main = html! {
            h2 { (language.method_use()) } p { (language.method_use_text()) }
            h2 { (language.method_what()) } p { (language.method_what_text()) }
            ul { @for part in [language.method_text_part(), language.method_themes_part(), language.method_principles_part()] { li { (part) } } }
            h2 { (language.method_principles()) } p { (language.method_principles_text()) }
            @for principle in page.serving.engine.taxonomy().principles() { (defined(language, principle)) }
            h2 { (language.method_quotes()) } p { (language.method_quotes_text()) }
            h2 { (language.method_meaning()) } p { (language.method_meaning_text()) }
            p { (language.method_meaning_limits()) }
            @if page.serving.engine.embeddings().is_none() { p { strong { (language.method_meaning_missing()) } } }
            h2 { (language.method_weights()) } p { (language.method_weights_text()) }
            ul {
                @for part in Part::ALL { li { (language.part(part.name())) ": " (language.percent(weights.get(part))) } }
            }
            h2 { (language.method_limits()) } p { (language.method_limits_text()) }
            h2 { (language.method_biases()) }
            ul { @for bias in [language.method_bias_readings(), language.method_bias_template(), language.method_bias_general(), language.method_bias_more()] { li { (bias) } } }
            h2 { (language.method_numbers()) }
            ul {
                @for (what, count) in counts { li { (language.count_label(what)) ": " (language.integer(*count)) } }
            }
            p { a href=(page.link("/dekking", &[])) { (language.menu_coverage()) } }
        };
        Ok(Content::new(language.menu_method(), main))
    })
    .await
}

/// A principle with what counts as for and against it. Empty if the taxonomy does not say.
fn defined(language: Language, principle: &Principle) -> Markup {
    let ends = [
        (language.method_for(), &principle.for_meaning),
        (language.method_against(), &principle.against_meaning),
    ];
    html! {
        @if ends.iter().any(|(_, meaning)| meaning.is_some()) {
            h3 { (language.either(&principle.nl, &principle.en)) }
            dl {
                @for (label, meaning) in ends {
                    @if let Some(meaning) = meaning {
                        dt { (label) }
                        dd {
                            (language.either(&meaning.nl, &meaning.en))
                            @if !meaning.example.is_empty() { " “" (meaning.example) "”" }
                        }
                    }
                }
            }
        }
    }
}

/// The accessibility statement.
pub(in crate::http) async fn accessibility(context: RequestContext) -> Response {
    render(context, |page| {
        let language = page.language;
        Ok(Content::new(
            language.accessibility_title(),
            html! {
                p { (language.accessibility_text()) }
                // Accessibility law asks for a contact, which comes from the settings.
                @for part in language.accessibility(page.app.settings.server.contact.as_deref()) {
                    h2 { (part.heading) }
                    @if !part.text.is_empty() { p { (part.text) } }
                    @if !part.points.is_empty() { ul { @for point in part.points { li { (point) } } } }
                }
            },
        ))
    })
    .await
}

/// What crawlers should leave alone (RFC 9309): the API, and searches, of which there is no end.
const ROBOTS: &str = "User-agent: *\nDisallow: /api/\nDisallow: /zoeken?\nDisallow: /*?*weight\n";

/// The rules for crawlers.
pub(in crate::http) async fn robots_txt() -> Response {
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], ROBOTS).into_response()
}

/// How long a `security.txt` is valid; RFC 9116, section 2.5.5, recommends less than a year.
const VALIDITY: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whom to tell about a vulnerability (RFC 9116). 404 if the settings name no contact.
pub(in crate::http) async fn security_txt(State(app): State<Arc<AppState>>) -> Response {
    let Some(contact) = &app.settings.server.contact else {
        return Problem::no_such_address(Language::default()).into_response();
    };
    // The field must be a URI.
    let contact = if contact.contains("://") || contact.starts_with("mailto:") {
        contact.clone()
    } else {
        format!("mailto:{contact}")
    };
    // Computed at each request: a running server must not serve an expired file.
    let expires = Timestamp::now()
        .saturating_add(VALIDITY)
        .unwrap_or(Timestamp::MAX);
    // In UTC, without fractions, as the RFC writes dates.
    let expires = expires.strftime("%Y-%m-%dT%H:%M:%SZ");
    let text = format!("Contact: {contact}\nExpires: {expires}\nPreferred-Languages: nl, en\n");
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

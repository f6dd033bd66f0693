//! Pages that explain: how it works, accessibility, and whom to tell about a leak.

use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use jiff::{SignedDuration, Timestamp};
use maud::html;
use std::sync::Arc;

use super::frame::{Content, page};
use crate::http::answer::Ask;
use crate::http::problem::Problem;
use crate::http::state::App;
use crate::rank::Part;
use crate::report::{Language, Trouble};

/// How it works, with the numbers of the generation that answers.
pub(in crate::http) async fn method(ask: Ask, uri: Uri) -> Response {
    page(ask, uri, |page| {
        let language = page.language;
        let weights = page.app.settings.rank.weights;
        let counts = &page.answering.engine.manifest().counts;
        let main = html! {
            h2 { (language.method_use()) } p { (language.method_use_text()) }
            h2 { (language.method_what()) } p { (language.method_what_text()) }
            ul { @for part in [language.method_text_part(), language.method_themes_part(), language.method_principles_part()] { li { (part) } } }
            h2 { (language.method_weights()) } p { (language.method_weights_text()) }
            ul {
                @for part in Part::ALL { li { (language.part(part.name())) ": " (language.percent(weights.of(part))) } }
            }
            h2 { (language.method_limits()) } p { (language.method_limits_text()) }
            h2 { (language.method_biases()) }
            ul { @for bias in [language.method_bias_readings(), language.method_bias_template(), language.method_bias_general(), language.method_bias_more()] { li { (bias) } } }
            h2 { (language.method_numbers()) }
            ul {
                @for (what, count) in counts { li { (language.counted(what)) ": " (language.count(*count)) } }
            }
            p { a href=(page.link("/dekking", &[])) { (language.menu_coverage()) } }
        };
        Ok(Content {
            title: language.menu_method().to_owned(),
            main,
        })
    })
    .await
}

/// How accessible the pages are.
pub(in crate::http) async fn accessibility(ask: Ask, uri: Uri) -> Response {
    page(ask, uri, |page| {
        let language = page.language;
        Ok(Content {
            title: language.accessibility_title().to_owned(),
            main: html! {
                p { (language.accessibility_text()) }
                @for part in language.accessibility(page.app.settings.server.contact.as_deref()) {
                    h2 { (part.heading) }
                    @if !part.text.is_empty() { p { (part.text) } }
                    @if !part.points.is_empty() { ul { @for point in part.points { li { (point) } } } }
                }
            },
        })
    })
    .await
}

/// How long the text for finders of leaks is good; RFC 9116 advises less than a year.
const GOOD_FOR: SignedDuration = SignedDuration::from_hours(180 * 24);

/// Whom to tell about a leak (RFC 9116); not there when nobody is named in the settings.
pub(in crate::http) async fn security_txt(State(app): State<Arc<App>>) -> Response {
    let Some(contact) = &app.settings.server.contact else {
        let (language, status) = (Language::default(), StatusCode::NOT_FOUND);
        return Problem::of(language, status, &Trouble::NoSuchAddress).into_response();
    };
    let contact = if contact.contains("://") || contact.starts_with("mailto:") {
        contact.clone()
    } else {
        format!("mailto:{contact}")
    };
    let until = Timestamp::now()
        .saturating_add(GOOD_FOR)
        .unwrap_or(Timestamp::MAX);
    let until = until.strftime("%Y-%m-%dT%H:%M:%SZ");
    let text = format!("Contact: {contact}\nExpires: {until}\nPreferred-Languages: nl, en\n");
    ([(CONTENT_TYPE, "text/plain; charset=utf-8")], text).into_response()
}

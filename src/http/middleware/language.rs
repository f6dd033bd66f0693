//! The language of who asks: that of the address, else that of `Accept-Language`.
//!
//! What the field prefers is written into the address, as if it had been asked for there: everything behind this layer
//! reads one place, and an answer is kept once for each language.

use axum::extract::Request;
use axum::http::Uri;

use crate::http::negotiation;
use crate::http::query_string::query_value;
use crate::report::Language;

/// Adds `lang=en` to an address that names no language, if the client prefers English to Dutch. Dutch is the default, and
/// what a client prefers to both is not there.
pub(super) fn negotiate(mut request: Request) -> Request {
    let is_named = query_value(request.uri(), "lang").is_some_and(|lang| !lang.is_empty());
    if !is_named && negotiation::language(request.headers()) == Some(Language::English) {
        // An address that cannot be built stays as it was: Dutch is better than no answer.
        if let Some(uri) = in_english(request.uri()) {
            *request.uri_mut() = uri;
        }
    }
    request
}

/// The same address with `lang=en`. A `lang` without a value, as forms send it, is replaced. Returns `None` if it becomes
/// no address.
fn in_english(uri: &Uri) -> Option<Uri> {
    let query = uri.query().unwrap_or_default();
    let pairs = query.split('&');
    let kept = pairs.filter(|pair| !pair.is_empty() && *pair != "lang" && *pair != "lang=");
    let query: Vec<&str> = kept.chain(["lang=en"]).collect();
    let target = format!("{}?{}", uri.path(), query.join("&"));
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::header::ACCEPT_LANGUAGE;

    fn asked(uri: &str, languages: &str) -> String {
        let request = Request::builder()
            .uri(uri)
            .header(ACCEPT_LANGUAGE, languages);
        let request = request.body(Body::empty()).expect("a request");
        negotiate(request).uri().to_string()
    }

    #[test]
    fn an_address_without_a_language_gets_that_of_the_client() {
        assert_eq!(asked("/x", "en-GB,en;q=0.9,nl;q=0.8"), "/x?lang=en");
        assert_eq!(asked("/x?q=a&lang=", "en"), "/x?q=a&lang=en");
        for (uri, languages) in [
            ("/x", "nl,en;q=0.9"),
            ("/x?q=a", "de,fr;q=0.5"),
            ("/x?lang=nl", "en"),
            ("/x?lang=en", "nl"),
            ("/x", ""),
        ] {
            assert_eq!(asked(uri, languages), uri, "{languages}");
        }
    }
}

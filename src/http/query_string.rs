//! Query strings: encoding pairs for a link, decoding those of a request.

use axum::extract::Query;
use axum::http::Uri;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, utf8_percent_encode};

use crate::report::Language;

/// All but the unreserved characters of RFC 3986, section 2.3, is escaped.
const RESERVED: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Percent-encodes a text as one segment of a path or one value of a query.
pub(super) fn percent_encode(text: &str) -> String {
    utf8_percent_encode(text, RESERVED).to_string()
}

/// The pairs as `key=value&key=value`, in their order. Keys are taken as they are, values are escaped.
pub(super) fn encode_query(pairs: &[(&str, String)]) -> String {
    let pairs = pairs.iter();
    pairs
        // Keys are constants of this program; only values come from outside.
        .map(|(key, value)| format!("{key}={}", percent_encode(value)))
        .collect::<Vec<_>>()
        .join("&")
}

/// The decoded pairs of a query, in their order. Empty when the query is missing or cannot be decoded.
pub(super) fn decode_query(uri: &Uri) -> Vec<(String, String)> {
    // An address that cannot be decoded is treated as one without a query; handlers that need it refuse it.
    Query::try_from_uri(uri).map_or_else(|_| Vec::new(), |Query(pairs)| pairs)
}

/// The first value of a key in the query of `uri`. Returns `None` if the key is missing.
pub(super) fn query_value(uri: &Uri, key: &str) -> Option<String> {
    let mut pairs = decode_query(uri).into_iter();
    // Forms never send a key twice, so the first value is as good as any.
    pairs.find_map(|(name, value)| (name == key).then_some(value))
}

/// The language that the query asks for by `lang=en`; Dutch for everything else.
///
/// Also for a query that cannot be read otherwise, so that its problem is told in the language asked for.
pub(super) fn requested_language(uri: &Uri) -> Language {
    match query_value(uri, "lang").as_deref() {
        Some("en") => Language::English,
        _ => Language::Dutch,
    }
}

/// The `lang` that links of an answer carry: English always, Dutch only where the address asks for it. Else who prefers
/// English and chose Dutch would be led back to English by the next link. Returns `None` for Dutch as the default.
pub(super) fn carried_language(uri: &Uri) -> Option<&'static str> {
    match query_value(uri, "lang").as_deref() {
        Some("en") => Some("en"),
        Some("nl") => Some("nl"),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn encodes_reserved_characters() {
        let pairs = [("q", "a&b é".to_owned()), ("page", "2".to_owned())];
        assert_eq!(encode_query(&pairs), "q=a%26b%20%C3%A9&page=2");
    }

    #[test]
    fn answers_are_dutch_unless_english_is_asked_for() {
        let of = |uri: &str| requested_language(&uri.parse().expect("an address"));
        assert_eq!(of("/x"), Language::Dutch);
        assert_eq!(of("/x?lang=en&top=many"), Language::English);
        assert_eq!(of("/x?lang=fr&q=a"), Language::Dutch);
        let carried = |uri: &str| carried_language(&uri.parse().expect("an address"));
        assert_eq!(carried("/x?lang=nl"), Some("nl"));
        assert_eq!((carried("/x?lang=en"), carried("/x")), (Some("en"), None));
    }

    #[test]
    fn decodes_what_it_encoded() {
        let pairs = [("q", "a&b é+%".to_owned())];
        let uri = format!("/?{}", encode_query(&pairs));
        let uri = uri.parse().expect("an encoded query is valid in a URI");
        assert_eq!(query_value(&uri, "q").as_deref(), Some("a&b é+%"));
        assert_eq!(query_value(&uri, "page"), None);
    }
}

//! Proactive content negotiation (RFC 9110, section 12): media type, content coding and language of a response.

use axum::http::header::{ACCEPT, ACCEPT_ENCODING, ACCEPT_LANGUAGE};
use axum::http::{HeaderMap, HeaderName};

use super::content_coding::ContentCoding;
use crate::report::Language;

/// The media type of a response, out of those offered: the first that `Accept` names, directly or by a wildcard,
/// in the order of the header; weights are not regarded. Without the header it is the first that is offered.
/// Returns `None` if the client accepts none of them.
pub(super) fn media_type<'a>(headers: &HeaderMap, offered: &[&'a str]) -> Option<&'a str> {
    let mut ranges = list_elements(headers, &ACCEPT).peekable();
    // No field means that anything is acceptable (RFC 9110, section 12.5.1).
    if ranges.peek().is_none() {
        return offered.first().copied();
    }
    ranges.find_map(|range| {
        // Parameters such as `q` and `charset` do not decide.
        let range = range.split(';').next().unwrap_or_default();
        let range = range.trim().to_ascii_lowercase();
        let mut offered = offered.iter();
        offered
            .find(|media_type| matches_range(media_type, &range))
            .copied()
    })
}

/// Whether a media type lies in a range such as `text/html`, `text/*` or `*/*`.
fn matches_range(media_type: &str, range: &str) -> bool {
    let main_type = media_type.split('/').next().unwrap_or_default();
    range == media_type || range == "*/*" || range.strip_suffix("/*") == Some(main_type)
}

/// The content coding that `Accept-Encoding` gives the greatest weight, brotli before gzip. Returns `None` if
/// neither is named, or only with weight 0: the body then goes out as it is.
pub(super) fn content_coding(headers: &HeaderMap) -> Option<ContentCoding> {
    // Weights are regarded here: clients use `q=0` to refuse a coding.
    let accepted: Vec<(String, f64)> = weighted_elements(headers, &ACCEPT_ENCODING).collect();
    let weight = |coding: ContentCoding| {
        let named = accepted.iter().find(|(name, _)| name == coding.name());
        // A coding that is not named is not accepted; `*` is rare and not worth a wrong guess.
        named.map_or(0.0, |(_, weight)| *weight)
    };
    let (brotli, gzip) = (weight(ContentCoding::Brotli), weight(ContentCoding::Gzip));
    // On a tie brotli, which compresses text better.
    match brotli >= gzip {
        true => (brotli > 0.0).then_some(ContentCoding::Brotli),
        false => Some(ContentCoding::Gzip),
    }
}

/// The language, of those that there are, that `Accept-Language` gives the greatest weight; of equal ones the first, and
/// of a language with regions (`en-GB`) the language. Returns `None` if it names neither, or only with weight 0.
pub(super) fn language(headers: &HeaderMap) -> Option<Language> {
    let spoken = weighted_elements(headers, &ACCEPT_LANGUAGE).filter_map(|(tag, weight)| {
        let language = match tag.split('-').next()? {
            "nl" => Language::Dutch,
            "en" => Language::English,
            // `*` as well: then the default is as good as any.
            _ => return None,
        };
        (weight > 0.0).then_some((language, weight))
    });
    // Of equals the first is kept, since browsers write the dearest first.
    let best = spoken.reduce(|best, other| if other.1 > best.1 { other } else { best });
    best.map(|(language, _)| language)
}

/// The elements of a comma-separated field with their weights, in lower case.
fn weighted_elements<'h>(
    headers: &'h HeaderMap,
    name: &'h HeaderName,
) -> impl Iterator<Item = (String, f64)> + 'h {
    list_elements(headers, name).map(|element| {
        let (name, parameter) = element.split_once(';').unwrap_or((element, ""));
        let weight = parameter.trim().trim_start_matches("q=").parse::<f64>();
        // What cannot be parsed counts as 1, the value without a weight.
        (name.trim().to_ascii_lowercase(), weight.unwrap_or(1.0))
    })
}

/// The elements of a comma-separated field, over all its lines; those that are not ASCII text are left out.
fn list_elements<'h>(
    headers: &'h HeaderMap,
    name: &'h HeaderName,
) -> impl Iterator<Item = &'h str> {
    let lines = headers.get_all(name).iter();
    lines
        .filter_map(|line| line.to_str().ok())
        .flat_map(|line| line.split(','))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn with(name: HeaderName, value: &str) -> HeaderMap {
        HeaderMap::from_iter([(name, value.parse().expect("a header value"))])
    }

    #[test]
    fn chooses_the_first_accepted_media_type() {
        let offered = ["application/json", "application/geo+json"];
        let chosen = |accept: &str| media_type(&with(ACCEPT, accept), &offered);
        assert_eq!(chosen("application/geo+json, */*;q=0.1"), Some(offered[1]));
        assert_eq!(chosen("text/html,*/*"), Some(offered[0]));
        assert_eq!(chosen("application/*"), Some(offered[0]));
        assert_eq!(chosen("text/csv"), None);
        assert_eq!(media_type(&HeaderMap::new(), &offered), Some(offered[0]));
    }

    #[test]
    fn chooses_the_language_with_the_greatest_weight() {
        let chosen = |accepted: &str| language(&with(ACCEPT_LANGUAGE, accepted));
        for (accepted, expected) in [
            ("en-GB,en;q=0.9,nl;q=0.8", Some(Language::English)),
            ("nl-NL,nl;q=0.9,en;q=0.9", Some(Language::Dutch)),
            ("en;q=0.2, NL;q=0.5", Some(Language::Dutch)),
            ("de, en;q=0.1", Some(Language::English)),
            ("en;q=0", None),
            ("de, *", None),
            ("", None),
        ] {
            assert_eq!(chosen(accepted), expected, "{accepted}");
        }
    }

    #[test]
    fn chooses_the_content_coding_with_the_greatest_weight() {
        let chosen = |accepted: &str| {
            content_coding(&with(ACCEPT_ENCODING, accepted)).map(ContentCoding::name)
        };
        for (accepted, expected) in [
            ("gzip", Some("gzip")),
            ("gzip, deflate, br", Some("br")),
            ("br;q=0.2, GZIP;q=0.5", Some("gzip")),
            ("br;q=0", None),
            ("identity", None),
            ("", None),
        ] {
            assert_eq!(chosen(accepted), expected, "{accepted}");
        }
        assert_eq!(content_coding(&HeaderMap::new()), None);
    }
}

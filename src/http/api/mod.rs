//! The API: one file for each resource, each handler a question, an answer of the engine and its view.

pub(super) mod comparisons;
pub(super) mod generations;
pub(super) mod guides;
pub(super) mod health;
pub(super) mod municipalities;
pub(super) mod partners;
pub(super) mod passages;
pub(super) mod profiles;
pub(super) mod regions;
pub(super) mod wheels;

use serde::Deserialize;
use utoipa::IntoParams;

use crate::http::question::Lang;
use crate::report::Language;

/// What may name a municipality in an address.
pub(super) const NAMED: &str = "Its code, its name, a former name or an alias";

/// A question that only says in which language the answer is wanted.
#[derive(Clone, Copy, Debug, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(deny_unknown_fields)]
pub(super) struct LangQuery {
    /// The language of texts in the answer.
    #[param(inline)]
    lang: Option<Lang>,
}

/// The language of an answer: Dutch where nothing is said.
fn language(lang: Option<Lang>) -> Language {
    lang.map_or_else(Language::default, Language::from)
}

/// Pairs as the query of an address.
pub(in crate::http) fn query_of(pairs: &[(&str, String)]) -> String {
    let mut query = String::new();
    for (key, value) in pairs {
        if !query.is_empty() {
            query.push('&');
        }
        query.push_str(key);
        query.push('=');
        for byte in value.bytes() {
            // RFC 3986, 2.3: what needs no escape anywhere.
            if byte.is_ascii_alphanumeric() || b"-._~".contains(&byte) {
                query.push(char::from(byte));
            } else {
                query.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    query
}

#[cfg(test)]
mod tests {
    use super::query_of;

    #[test]
    fn addresses_are_escaped() {
        let pairs = [("q", "a&b é".to_owned()), ("page", "2".to_owned())];
        assert_eq!(query_of(&pairs), "q=a%26b%20%C3%A9&page=2");
    }
}

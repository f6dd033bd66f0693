//! The token of a private service (RFC 6750, bearer tokens).

use axum::http::HeaderMap;
use headers::HeaderMapExt;
use headers::authorization::{Authorization, Bearer};
use subtle::ConstantTimeEq;

/// Whether a request carries this token. Takes the same time wherever a wrong token of the same length differs.
pub(super) fn token_matches(headers: &HeaderMap, token: &str) -> bool {
    let authorization = headers.typed_get::<Authorization<Bearer>>();
    authorization.is_some_and(|authorization| {
        let sent = authorization.token().as_bytes();
        // Compared in constant time: the time of a refusal must not tell how much of a guess was right.
        bool::from(sent.ct_eq(token.as_bytes()))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use axum::http::header::AUTHORIZATION;

    #[test]
    fn accepts_only_the_whole_token() {
        let matches = |sent: &'static str| {
            let sent = HeaderValue::from_static(sent);
            token_matches(&HeaderMap::from_iter([(AUTHORIZATION, sent)]), "geheim")
        };
        assert!(matches("Bearer geheim"));
        for wrong in [
            "Bearer gehei",
            "Bearer geheimer",
            "geheim",
            "Bearer ",
            "Basic geheim",
        ] {
            assert!(!matches(wrong), "{wrong}");
        }
    }
}

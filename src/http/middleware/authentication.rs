//! The token of a private service: programs send it as a bearer token (RFC 6750), browsers a cookie that signing in gave
//! them.
//!
//! The cookie says until when it holds and proves with a digest of the token that this server made it. Nothing is kept, so
//! it outlives a restart; another token in the settings ends all of them.

use axum::http::HeaderMap;
use headers::Cookie;
use headers::HeaderMapExt;
use headers::authorization::{Authorization, Bearer};
use jiff::{SignedDuration, Timestamp};
use subtle::ConstantTimeEq;

use crate::generation::Checksum;

/// The name of the cookie.
pub(in crate::http) const COOKIE: &str = "wiel-toegang";

/// How long one sign-in holds: a working day.
const SESSION: SignedDuration = SignedDuration::from_hours(12);

/// Whether a request carries this token, or a cookie that stands for it and still holds at this time.
pub(super) fn is_authenticated(headers: &HeaderMap, token: &str, now: Timestamp) -> bool {
    let authorization = headers.typed_get::<Authorization<Bearer>>();
    if authorization.is_some_and(|sent| is_token(sent.token(), token)) {
        return true;
    }
    let cookie = headers.typed_get::<Cookie>();
    cookie.is_some_and(|cookie| {
        let value = cookie.get(COOKIE);
        value.is_some_and(|value| is_session(value, token, now))
    })
}

/// Whether a text is this token. Takes the same time wherever a wrong one of the same length differs.
pub(in crate::http) fn is_token(sent: &str, token: &str) -> bool {
    // Compared in constant time: the time of a refusal must not tell how much of a guess was right.
    bool::from(sent.as_bytes().ct_eq(token.as_bytes()))
}

/// The value of `Set-Cookie` for who has just sent the token. The cookie goes to this server only, below `path`, and no
/// script can read it; with `is_secure` it is sent over TLS only.
pub(in crate::http) fn session_cookie(
    token: &str,
    now: Timestamp,
    path: &str,
    is_secure: bool,
) -> String {
    let until = now.as_second() + SESSION.as_secs();
    let value = format!("{until}.{}", proof(token, until));
    set_cookie(&value, SESSION.as_secs(), path, is_secure)
}

/// The value of `Set-Cookie` that takes the cookie away again.
pub(in crate::http) fn no_cookie(path: &str, is_secure: bool) -> String {
    set_cookie("", 0, path, is_secure)
}

fn set_cookie(value: &str, seconds: i64, path: &str, is_secure: bool) -> String {
    let secure = if is_secure { "; Secure" } else { "" };
    // `Lax`: a link in a mail leads to the page, while no form of another site is sent with it (RFC 6265bis).
    format!("{COOKIE}={value}; Max-Age={seconds}; Path={path}; HttpOnly; SameSite=Lax{secure}")
}

/// Whether the value of a cookie was made with this token and holds at this time.
fn is_session(value: &str, token: &str, now: Timestamp) -> bool {
    let Some((until, proven)) = value.split_once('.') else {
        return false;
    };
    let Ok(until) = until.parse::<i64>() else {
        return false;
    };
    let expected = proof(token, until);
    bool::from(proven.as_bytes().ct_eq(expected.as_bytes())) && now.as_second() < until
}

/// What only who knows the token can make for this time: a prefix MAC, which BLAKE3 allows.
fn proof(token: &str, until: i64) -> String {
    Checksum::of_bytes(format!("{token}\n{COOKIE}\n{until}").as_bytes()).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::http::HeaderValue;
    use axum::http::header::{AUTHORIZATION, COOKIE as COOKIE_FIELD};

    fn now() -> Timestamp {
        Timestamp::from_second(1_800_000_000).expect("a time")
    }

    #[test]
    fn accepts_only_the_whole_token() {
        let matches = |sent: &'static str| {
            let sent = HeaderValue::from_static(sent);
            is_authenticated(
                &HeaderMap::from_iter([(AUTHORIZATION, sent)]),
                "geheim",
                now(),
            )
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

    #[test]
    fn a_cookie_holds_for_its_token_and_time_only() {
        let set = session_cookie("geheim", now(), "/wiel", true);
        assert!(
            set.contains("; Path=/wiel; HttpOnly; SameSite=Lax; Secure"),
            "{set}"
        );
        assert!(!set.contains("geheim"), "the token itself is not in it");
        let (pair, _) = set.split_once(';').expect("attributes");
        let holds = |pair: &str, token: &str, at: Timestamp| {
            let sent = HeaderValue::from_str(pair).expect("a header value");
            is_authenticated(&HeaderMap::from_iter([(COOKIE_FIELD, sent)]), token, at)
        };
        assert!(holds(pair, "geheim", now()));
        assert!(holds(&format!("a=b; {pair}"), "geheim", now()));
        assert!(!holds(pair, "ander", now()), "another token ends it");
        assert!(!holds(pair, "geheim", now() + SESSION), "it has an end");
        // Who moves the end cannot prove it.
        let later = pair.replacen("18000", "19000", 1);
        assert_ne!(later, pair);
        for wrong in [
            later.as_str(),
            "wiel-toegang=",
            "wiel-toegang=1.",
            "wiel-toegang=9999999999.x",
        ] {
            assert!(!holds(wrong, "geheim", now()), "{wrong}");
        }
        assert!(no_cookie("/", false).starts_with("wiel-toegang=; Max-Age=0; Path=/; HttpOnly"));
    }
}

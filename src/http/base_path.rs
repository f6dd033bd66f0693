//! The path below which the server stands: `/wiel` where others reach it as `https://example.nl/wiel/`.
//!
//! It is that of the settings, or what a trusted proxy says in `X-Forwarded-Prefix`. A request comes in with it or
//! without it, as proxies cut it off or leave it; behind this file it is always gone, and every address that an answer
//! gives begins with it again.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::http::uri::PathAndQuery;
use axum::http::{HeaderMap, HeaderName, Request, Uri};

const X_FORWARDED_PREFIX: HeaderName = HeaderName::from_static("x-forwarded-prefix");

/// Characters of a prefix that a proxy may give: it is part of every key of the cache.
const MAX_PREFIX_LENGTH: usize = 100;

/// The path before every address of an answer: empty, or with a slash at its beginning and none at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct BasePath(Arc<str>);

impl BasePath {
    /// Reads a path such as `/wiel`. Empty for an empty text or a slash alone. Returns `None` if it is no plain path: it
    /// must begin with one slash, and have letters, digits and `-._~/` only.
    pub(super) fn parse(text: &str) -> Option<Self> {
        let path = text.trim().trim_end_matches('/');
        if path.is_empty() {
            return Some(Self::default());
        }
        // Two slashes at the beginning would be the name of another server.
        let is_own = path.starts_with('/') && !path.contains("//");
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
        // `..` would be resolved by browsers.
        let climbs = path
            .split('/')
            .any(|segment| segment == ".." || segment == ".");
        let is_path = is_own && !climbs && path.len() <= MAX_PREFIX_LENGTH;
        (is_path && path.bytes().all(is_plain)).then(|| Self(path.into()))
    }

    /// The path as text.
    pub(super) fn as_str(&self) -> &str {
        &self.0
    }

    /// The address of a path of this server, with its base path.
    pub(super) fn address(&self, path: &str) -> String {
        format!("{}{path}", self.0)
    }

    /// The base path of a request: what the nearest proxy says if it is trusted, else this one.
    fn of_request(&self, peer: IpAddr, headers: &HeaderMap, proxies: &[IpAddr]) -> Self {
        let peer = peer.to_canonical();
        // A proxy on this machine need not be named, as with `X-Forwarded-For`.
        if !(peer.is_loopback() || proxies.contains(&peer)) {
            return self.clone();
        }
        let given = headers.get_all(X_FORWARDED_PREFIX).iter().next_back();
        let given = given.and_then(|value| Self::parse(value.to_str().ok()?));
        given.unwrap_or_else(|| self.clone())
    }
}

/// Takes the base path off the target of a request and leaves it with the request as an extension.
pub(super) fn locate<B>(
    request: &mut Request<B>,
    peer: SocketAddr,
    own: &BasePath,
    proxies: &[IpAddr],
) {
    let base = own.of_request(peer.ip(), request.headers(), proxies);
    // The proxy may have cut it off already.
    if let Some(uri) = without_base(request.uri(), &base) {
        *request.uri_mut() = uri;
    }
    request.extensions_mut().insert(base);
}

/// The target without the base path. Returns `None` if it does not begin with it.
fn without_base(uri: &Uri, base: &BasePath) -> Option<Uri> {
    if base.as_str().is_empty() {
        return None;
    }
    let rest = uri.path().strip_prefix(base.as_str())?;
    // `/wielen` does not lie below `/wiel`.
    if !(rest.is_empty() || rest.starts_with('/')) {
        return None;
    }
    let path = if rest.is_empty() { "/" } else { rest };
    let target = match uri.query() {
        Some(query) => format!("{path}?{query}"),
        None => path.to_owned(),
    };
    let mut parts = uri.clone().into_parts();
    parts.path_and_query = Some(target.parse::<PathAndQuery>().ok()?);
    Uri::from_parts(parts).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn located(uri: &str, peer: &str, prefix: Option<&str>) -> (String, String) {
        let mut request = Request::builder().uri(uri);
        if let Some(prefix) = prefix {
            request = request.header(X_FORWARDED_PREFIX, prefix);
        }
        let mut request = request.body(()).expect("a request");
        let peer = SocketAddr::new(peer.parse().expect("an address"), 1);
        let proxy = "192.0.2.1".parse().expect("an address");
        let own = BasePath::parse("/wiel").expect("a path");
        locate(&mut request, peer, &own, &[proxy]);
        let base = request.extensions().get::<BasePath>().expect("it is set");
        (request.uri().to_string(), base.as_str().to_owned())
    }

    #[test]
    fn a_base_path_is_taken_off_whether_the_proxy_did_so_or_not() {
        let at = |uri: &str| located(uri, "203.0.113.1", None).0;
        assert_eq!(at("/wiel/zoeken?q=a"), "/zoeken?q=a");
        assert_eq!((at("/wiel"), at("/wiel/")), ("/".into(), "/".into()));
        assert_eq!(
            (at("/zoeken"), at("/wielen")),
            ("/zoeken".into(), "/wielen".into())
        );
    }

    #[test]
    fn a_prefix_counts_from_trusted_proxies_only() {
        let base = |peer: &str, prefix: &str| located("/", peer, Some(prefix)).1;
        assert_eq!(base("192.0.2.1", "/apps/wiel/"), "/apps/wiel");
        assert_eq!(base("127.0.0.1", "/a"), "/a");
        assert_eq!(base("203.0.113.1", "/evil"), "/wiel");
        for wrong in [
            "//evil.example",
            "evil",
            "/a\"b",
            "/a/../b",
            "/a b",
            "https://x",
        ] {
            assert_eq!(base("192.0.2.1", wrong), "/wiel", "{wrong}");
        }
        assert_eq!(located("/apps/x", "192.0.2.1", Some("/apps")).0, "/x");
    }
}

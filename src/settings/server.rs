//! How the API and the pages are served, checked.

use std::net::{IpAddr, SocketAddr};
use std::time::Duration;

use jiff::SignedDuration;

use super::check::within;
use super::config::ServerConfig;
use super::theme::{Theme, check_theme};

/// How the API and the pages are served.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ServerParams {
    /// Where to listen; port 0 for any that is free.
    pub listen: SocketAddr,
    /// The address under which others reach it, when it is another one.
    pub url: Option<String>,
    /// The path below which others reach it: empty, or with a slash at its beginning and none at its end.
    pub base_path: String,
    /// Who answers for it: a mail address or a web address.
    pub contact: Option<String>,
    /// Connections at once, at least 1.
    pub connections: usize,
    /// Requests at work at once, at least 1.
    pub requests: usize,
    /// After how long an answer is given up.
    pub timeout: Duration,
    /// How long ago a build may have ended well while the server calls itself ready; `None` for no limit.
    pub max_age: Option<SignedDuration>,
    /// Requests a second from one address; `None` for no limit.
    pub rate: Option<Rate>,
    /// Who may say for whom it asks.
    pub proxies: Vec<IpAddr>,
    /// The bearer token that requests must carry; `None` if none is needed.
    pub token: Option<String>,
    /// The header field, in lower case, in which one of the `proxies` says who signed in; `None` if none is believed.
    pub trusted_header: Option<String>,
    /// The colours and the name of the organisation that offers the pages.
    pub theme: Theme,
}

impl ServerParams {
    /// Whether only some are answered: who has the token, or whom a proxy vouches for.
    pub fn is_private(&self) -> bool {
        self.token.is_some() || self.trusted_header.is_some()
    }
}

/// How fast one address may ask.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Rate {
    /// Requests a second in the long run, at least 1.
    pub per_second: u32,
    /// Requests at once after a rest, at least 1.
    pub burst: u32,
}

/// Checks a configuration.
///
/// # Errors
/// The key that cannot be used, with what was expected and what was got.
pub(super) fn check_server(config: &ServerConfig) -> Result<ServerParams, String> {
    let listen = config.listen.parse().map_err(|_| {
        let got = &config.listen;
        format!("server.listen must be an address and a port such as 127.0.0.1:8080, got {got:?}")
    })?;
    for (key, got, least, most) in [
        ("connections", config.connections, 1, 100_000),
        ("requests", config.requests, 1, 100_000),
        ("timeout_seconds", config.timeout_seconds, 1, 600),
        (
            "requests_per_second",
            config.requests_per_second,
            0,
            100_000,
        ),
        ("burst", config.burst, 1, 100_000),
        ("max_age_days", config.max_age_days, 0, 3_650),
    ] {
        within(&format!("server.{key}"), got, least, most)?;
    }
    // Paths are added to it, so a slash at the end would be doubled.
    let url = config.url.trim_end_matches('/');
    // Other schemes, such as `javascript:`, must not get into links.
    if !(url.is_empty() || url.starts_with("https://") || url.starts_with("http://")) {
        return Err(format!(
            "server.url must begin with https:// or http://, got {url:?}"
        ));
    }
    let base_path = config.base_path.trim().trim_end_matches('/');
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-._~/".contains(&byte);
    let is_path = base_path.starts_with('/') && !base_path.contains("//");
    if !(base_path.is_empty() || is_path && base_path.bytes().all(is_plain)) {
        return Err(format!(
            "server.base_path must be a path such as /wiel, of letters, digits and -._~, got {base_path:?}"
        ));
    }
    // Every key has a default, so an empty text means that nothing is set.
    let set = |text: &str| (!text.trim().is_empty()).then(|| text.trim().to_owned());
    let named = config.proxies.split(',').map(str::trim);
    let proxies = named.filter(|name| !name.is_empty()).map(|name| {
        let wrong =
            |_| format!("server.proxies must be addresses such as 127.0.0.1, ::1, got {name:?}");
        name.parse().map_err(wrong)
    });
    let proxies: Vec<IpAddr> = proxies.collect::<Result<_, String>>()?;
    Ok(ServerParams {
        listen,
        url: set(url),
        base_path: base_path.to_owned(),
        contact: set(&config.contact),
        connections: config.connections as usize,
        requests: config.requests as usize,
        timeout: Duration::from_secs(u64::from(config.timeout_seconds)),
        max_age: (config.max_age_days > 0)
            .then(|| SignedDuration::from_hours(24 * i64::from(config.max_age_days))),
        // 0 turns the limit off, and with it the burst.
        rate: (config.requests_per_second > 0).then_some(Rate {
            per_second: config.requests_per_second,
            burst: config.burst,
        }),
        trusted_header: check_trusted_header(&config.trusted_header, &proxies)?,
        proxies,
        token: set(&config.token),
        theme: check_theme(
            &config.theme_name,
            &config.theme_colour,
            &config.theme_colour_dark,
        )?,
    })
}

/// Reads the name of a header field (RFC 9110, section 5.1). Returns `None` for an empty text.
fn check_trusted_header(text: &str, proxies: &[IpAddr]) -> Result<Option<String>, String> {
    let name = text.trim();
    if name.is_empty() {
        return Ok(None);
    }
    let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-';
    if !name.bytes().all(is_plain) {
        return Err(format!(
            "server.trusted_header must be the name of a header field such as X-Remote-User, got {text:?}"
        ));
    }
    // Without a proxy to believe nobody could get in, and believing everyone would let anybody in.
    if proxies.is_empty() {
        return Err(
            "server.trusted_header needs server.proxies: the addresses that are believed"
                .to_owned(),
        );
    }
    Ok(Some(name.to_ascii_lowercase()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_trusted_header_needs_a_name_and_a_proxy() {
        let check = |header: &str, proxies: &str| {
            check_server(&ServerConfig {
                trusted_header: header.to_owned(),
                proxies: proxies.to_owned(),
                ..ServerConfig::default()
            })
        };
        let fine = check(" X-Remote-User ", "127.0.0.1").expect("it is valid");
        assert_eq!(fine.trusted_header.as_deref(), Some("x-remote-user"));
        assert_eq!(check("", "").expect("none is valid").trusted_header, None);
        assert!(check("X-Remote-User", "").is_err_and(|error| error.contains("server.proxies")));
        assert!(check("X Remote: User", "127.0.0.1").is_err_and(|error| error.contains("name")));
    }
}

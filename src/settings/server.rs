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
    /// The colours and the name of the organisation that offers the pages.
    pub theme: Theme,
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
        proxies: proxies.collect::<Result<_, String>>()?,
        token: set(&config.token),
        theme: check_theme(
            &config.theme_name,
            &config.theme_colour,
            &config.theme_colour_dark,
        )?,
    })
}

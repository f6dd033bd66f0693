//! One client for all sources.

use std::fmt;
use std::io;
use std::sync::Arc;
use std::sync::atomic::AtomicBool;
use std::time::Duration;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};
use ureq::unversioned::transport::DefaultConnector;
use ureq::{Agent, Body, Proxy};
use url::Url;

use super::address::{PrivateAddress, PrivateHosts, PublicResolver};
use super::hosts::{Host, Hosts};
use super::retry::{MAX_WAIT, back_off, is_temporary, retry_after};
use super::robots::{MAX_ROBOTS_BYTES, Robots};
use crate::harvest::Reason;

/// Within which limits hosts are asked.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct HttpParams {
    /// Who asks, with an address at which they can be reached: the `User-Agent`.
    pub user_agent: String,
    /// The least time between two requests to one host.
    pub interval: Duration,
    /// How often a request is tried again that may succeed later.
    pub retries: u32,
    /// How long one request may take, redirects not included.
    pub timeout: Duration,
    /// The largest answer in bytes.
    pub max_bytes: u64,
    /// The most redirects that one request may follow.
    pub max_redirects: u32,
    /// Hosts in a private network that may be asked, in lower case.
    pub private_hosts: Vec<String>,
    /// The proxy that all requests go through; `None` for none.
    pub proxy: Option<String>,
    /// Certificates in PEM of who may vouch for a host; `None` for those that are built in.
    pub certificates: Option<Vec<u8>>,
}

/// By which a host can say that nothing changed.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Validators {
    /// The `ETag` of the answer.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub last_modified: Option<String>,
}

/// What is asked for.
#[derive(Clone, Copy, Debug)]
pub struct Request<'a> {
    /// The address.
    pub url: &'a str,
    /// JSON to post; `None` for a GET.
    pub json: Option<&'a str>,
    /// What is known already.
    pub known: Option<&'a Validators>,
    /// Whether `robots.txt` decides. A documented interface for programs is not crawled, and needs no leave.
    pub obeys_robots: bool,
    /// The largest answer in bytes, if that is less than what holds for all.
    pub max_bytes: Option<u64>,
}

impl<'a> Request<'a> {
    /// A document of a site, with leave of its `robots.txt`.
    pub fn document(url: &'a str, known: Option<&'a Validators>) -> Self {
        Self {
            url,
            json: None,
            known,
            obeys_robots: true,
            max_bytes: None,
        }
    }

    /// A question to an interface for programs.
    pub fn service(url: &'a str, json: Option<&'a str>) -> Self {
        Self {
            url,
            json,
            known: None,
            obeys_robots: false,
            max_bytes: None,
        }
    }
}

/// The answer to a request.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Nothing changed since the validators that were sent.
    NotModified,
    /// The content.
    Found(Response),
}

/// Content that was received whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Response {
    /// The address after redirects.
    pub url: String,
    /// The content.
    pub bytes: Vec<u8>,
    /// The media type that the host gives, without parameters, in lower case.
    pub media_type: Option<String>,
    /// By which a later request can ask whether it changed.
    pub validators: Validators,
}

/// What one hop gave.
enum Hop {
    Done(Answer),
    To(String),
}

/// Asks hosts within limits. One value for a whole harvest, since it keeps the pace of each host.
pub struct Client {
    agent: Agent,
    params: HttpParams,
    private: PrivateHosts,
    hosts: Hosts,
    stop: Arc<AtomicBool>,
}

impl fmt::Debug for Client {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Client")
            .field("params", &self.params)
            .finish_non_exhaustive()
    }
}

impl Client {
    /// Creates a client that gives up as soon as `stop` is set.
    ///
    /// # Errors
    /// What is wrong with the proxy or the certificates.
    pub fn new(params: HttpParams, stop: Arc<AtomicBool>) -> Result<Self, String> {
        let mut private = PrivateHosts(params.private_hosts.clone());
        let proxy = params.proxy.as_deref().map(Proxy::new).transpose();
        let proxy = proxy.map_err(|error| format!("harvest.proxy: {error}"))?;
        // The proxy itself mostly stands in the network of this machine, and is asked because a setting says so.
        if let Some(proxy) = &proxy {
            private.0.push(proxy.host().to_ascii_lowercase());
        }
        let mut tls = TlsConfig::builder();
        if let Some(pem) = &params.certificates {
            tls = tls.root_certs(read_certificates(pem)?);
        }
        let config = Agent::config_builder()
            .http_status_as_error(false)
            // Each hop is checked here like a request of its own.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .user_agent(params.user_agent.as_str())
            .timeout_global(Some(params.timeout))
            .tls_config(tls.build())
            // Also when it is none: a proxy of the environment would get round the check of addresses.
            .proxy(proxy)
            .build();
        let resolver = PublicResolver::new(private.clone());
        Ok(Self {
            agent: Agent::with_parts(config, DefaultConnector::default(), resolver),
            hosts: Hosts::new(params.interval),
            private,
            params,
            stop,
        })
    }

    /// How many requests each host got, by name.
    pub fn requests(&self) -> Vec<(String, u64)> {
        self.hosts.requests()
    }

    /// Asks, and follows redirects.
    ///
    /// # Errors
    /// The [`Reason`] for which there is no answer.
    pub fn send(&self, request: &Request<'_>) -> Result<Answer, Reason> {
        let mut url = request.url.to_owned();
        for _ in 0..=self.params.max_redirects {
            let checked = self.private.check(&url)?;
            let name = host_name(&checked);
            let host = self.hosts.get(&name);
            if request.obeys_robots && !self.robots(&checked, &host)?.allows(checked.as_str()) {
                return Err(Reason::Robots);
            }
            let max_bytes = self.params.max_bytes;
            let max_bytes = request
                .max_bytes
                .map_or(max_bytes, |own| own.min(max_bytes));
            match self.hop(request, &checked, &host, &name, max_bytes)? {
                Hop::Done(answer) => return Ok(answer),
                Hop::To(next) => url = next,
            }
        }
        Err(Reason::Redirects)
    }

    /// Asks for content that was never asked for before.
    ///
    /// # Errors
    /// The [`Reason`] for which there is none.
    pub fn content(&self, request: &Request<'_>) -> Result<Response, Reason> {
        match self.send(request)? {
            Answer::Found(response) => Ok(response),
            // Without validators nobody may answer so.
            Answer::NotModified => Err(Reason::Status { status: 304 }),
        }
    }

    /// The rules of a host, read once in a run.
    fn robots<'h>(&self, url: &Url, host: &'h Host) -> Result<&'h Robots, Reason> {
        if let Some(known) = host.robots.get() {
            return Ok(known);
        }
        let rules = self.read_robots(url)?;
        if let Some(delay) = rules.crawl_delay() {
            host.slow_down(delay);
        }
        Ok(host.robots.get_or_init(|| rules))
    }

    fn read_robots(&self, url: &Url) -> Result<Robots, Reason> {
        let Ok(mut address) = url.join("/robots.txt") else {
            return Err(Reason::Address);
        };
        let request = Request::service("", None);
        for _ in 0..=self.params.max_redirects {
            let name = host_name(&address);
            let host = self.hosts.get(&name);
            match self.hop(&request, &address, &host, &name, MAX_ROBOTS_BYTES) {
                Ok(Hop::Done(Answer::Found(found))) => {
                    return Ok(Robots::Rules(
                        String::from_utf8_lossy(&found.bytes).into_owned(),
                    ));
                }
                Ok(Hop::To(next)) => address = self.private.check(&next)?,
                // RFC 9309: who has no such file allows everything, who cannot give it allows nothing.
                Err(Reason::Status { status }) if (400..500).contains(&status) && status != 429 => {
                    return Ok(Robots::Everything);
                }
                Err(Reason::Status { .. } | Reason::TooLarge { .. }) => return Ok(Robots::Nothing),
                Err(reason) => return Err(reason),
                Ok(Hop::Done(Answer::NotModified)) => return Ok(Robots::Everything),
            }
        }
        Ok(Robots::Everything)
    }

    /// One address, with retries.
    fn hop(
        &self,
        request: &Request<'_>,
        url: &Url,
        host: &Host,
        name: &str,
        max_bytes: u64,
    ) -> Result<Hop, Reason> {
        let mut attempt = 0;
        loop {
            let mut turn = host.turn(name, &self.stop)?;
            turn.begin();
            let (asked_wait, reason) = match self.once(request, url, max_bytes) {
                Once::Hop(hop) => {
                    turn.note(false);
                    turn.end();
                    return Ok(hop);
                }
                Once::Never(reason) => {
                    // A refusal of one address says nothing against its host.
                    turn.note(false);
                    turn.end();
                    return Err(reason);
                }
                Once::Later { wait, reason } => (wait, reason),
            };
            attempt += 1;
            if asked_wait.is_some_and(|wait| wait > MAX_WAIT) {
                turn.note(true);
                turn.end();
                let seconds = asked_wait.map_or(0, |wait| wait.as_secs());
                return Err(Reason::Wait { seconds });
            }
            let own = back_off(
                self.params.interval.max(Duration::from_millis(10)),
                attempt,
                url.as_str(),
            );
            turn.back_off(asked_wait.unwrap_or(own));
            if attempt > self.params.retries {
                turn.note(true);
                return Err(reason);
            }
        }
    }

    /// One request.
    fn once(&self, request: &Request<'_>, url: &Url, max_bytes: u64) -> Once {
        let answered = match request.json {
            Some(json) => {
                let post = self.agent.post(url.as_str());
                post.header("content-type", "application/json").send(json)
            }
            None => {
                let mut get = self.agent.get(url.as_str());
                let known = request.known.cloned().unwrap_or_default();
                if let Some(etag) = &known.etag {
                    get = get.header("if-none-match", etag);
                }
                if let Some(modified) = &known.last_modified {
                    get = get.header("if-modified-since", modified);
                }
                get.call()
            }
        };
        let mut response = match answered {
            Ok(response) => response,
            Err(error) => return Once::failed(&error, max_bytes),
        };
        let header = |name: &str| {
            let value = response.headers().get(name)?;
            value.to_str().ok().map(str::to_owned)
        };
        let status = response.status().as_u16();
        let location = header("location");
        match (status, location) {
            (304, _) if request.known.is_some() => Once::Hop(Hop::Done(Answer::NotModified)),
            (301 | 302 | 303 | 307 | 308, Some(location)) => match url.join(&location) {
                Ok(next) => Once::Hop(Hop::To(next.into())),
                Err(_) => Once::Never(Reason::Address),
            },
            (200, _) => {
                let validators = Validators {
                    etag: header("etag"),
                    last_modified: header("last-modified"),
                };
                let media_type = header("content-type").map(|text| bare_media_type(&text));
                Once::of_body(response.body_mut(), max_bytes, |bytes| Response {
                    url: url.to_string(),
                    bytes,
                    media_type,
                    validators,
                })
            }
            (status, _) if is_temporary(status) => Once::Later {
                wait: header("retry-after").and_then(|text| retry_after(&text, Timestamp::now())),
                reason: Reason::Status { status },
            },
            (status, _) => Once::Never(Reason::Status { status }),
        }
    }
}

/// What one request gave.
enum Once {
    Hop(Hop),
    Later {
        wait: Option<Duration>,
        reason: Reason,
    },
    Never(Reason),
}

impl Once {
    fn of_body(body: &mut Body, max_bytes: u64, whole: impl FnOnce(Vec<u8>) -> Response) -> Self {
        match body.with_config().limit(max_bytes).read_to_vec() {
            Ok(bytes) => Self::Hop(Hop::Done(Answer::Found(whole(bytes)))),
            Err(error) => Self::failed(&error, max_bytes),
        }
    }

    fn failed(error: &ureq::Error, limit: u64) -> Self {
        use ureq::Error;
        let later = |reason| Self::Later { wait: None, reason };
        match error {
            Error::BodyExceedsLimit(_) => Self::Never(Reason::TooLarge { limit }),
            Error::Timeout(_) => later(Reason::Timeout),
            Error::Io(error) if is_limit(error) => Self::Never(Reason::TooLarge { limit }),
            Error::Other(other) => match other.downcast_ref::<PrivateAddress>() {
                Some(private) => Self::Never(Reason::Private {
                    host: private.host.clone(),
                }),
                None => later(network(error)),
            },
            Error::BadUri(_) | Error::Http(_) => Self::Never(Reason::Address),
            error => later(network(error)),
        }
    }
}

/// Whether reading stopped at the largest size, which comes wrapped from a compressed body.
fn is_limit(error: &io::Error) -> bool {
    let inner = error
        .get_ref()
        .and_then(|inner| inner.downcast_ref::<ureq::Error>());
    matches!(inner, Some(ureq::Error::BodyExceedsLimit(_)))
}

fn network(error: &ureq::Error) -> Reason {
    Reason::Network {
        error: crate::text::single_line(&error.to_string()),
    }
}

/// Name and port of a host, by which its pace is kept.
fn host_name(url: &Url) -> String {
    let host = url.host_str().unwrap_or_default();
    match url.port() {
        Some(port) => format!("{host}:{port}"),
        None => host.to_owned(),
    }
}

fn bare_media_type(text: &str) -> String {
    text.split(';')
        .next()
        .unwrap_or_default()
        .trim()
        .to_ascii_lowercase()
}

/// What to do about a file of certificates that cannot be used.
const CERTIFICATES_REMEDY: &str = "hint: name a text file with -----BEGIN CERTIFICATE-----, as `openssl x509 -inform DER -in FILE` prints it; \
     the keeper of the proxy has it";

fn read_certificates(pem: &[u8]) -> Result<RootCerts, String> {
    let mut found: Vec<Certificate<'static>> = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            // A private key has no place here, and does no harm.
            Ok(_) => {}
            Err(error) => {
                return Err(format!(
                    "harvest.certificates is no PEM: {error}\n{CERTIFICATES_REMEDY}"
                ));
            }
        }
    }
    if found.is_empty() {
        return Err(format!(
            "harvest.certificates holds no certificate in PEM\n{CERTIFICATES_REMEDY}"
        ));
    }
    Ok(RootCerts::new_with_certs(&found))
}

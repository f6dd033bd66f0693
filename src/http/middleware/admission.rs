//! Which requests are let through to a handler, and for how long.

use std::net::{IpAddr, SocketAddr};
use std::sync::Arc;

use axum::extract::{ConnectInfo, Request, State};
use axum::http::header::{RETRY_AFTER, WWW_AUTHENTICATE};
use axum::http::uri::PathAndQuery;
use axum::http::{HeaderValue, Method, StatusCode, Uri};
use axum::middleware::Next;
use axum::response::{IntoResponse, Redirect, Response};
use headers::{ContentLength, HeaderMapExt};
use jiff::Timestamp;

use super::authentication::is_authenticated;
use super::client_address::client_address;
use super::rate_limit::ClientRateLimiter;
use crate::http::base_path::BasePath;
use crate::http::negotiation;
use crate::http::problem::Problem;
use crate::http::query_string::{carried_language, encode_query, requested_language};
use crate::report::ProblemKind;
use crate::settings::ServerParams;

/// Bytes of a query: more than any request needs, less than any proxy lets through.
const MAX_QUERY_BYTES: usize = 4096;

/// Bytes of a body. No address reads one; this refuses uploads before they are sent.
const MAX_BODY_BYTES: u64 = 16 * 1024;

/// The page to sign in to a private service.
pub(in crate::http) const SIGN_IN: &str = "/aanmelden";

/// Paths that need no token: for programs that watch the server, for who signs in, and what those rely on.
const PUBLIC_PATHS: [&str; 4] = [
    "/api/v1/health",
    "/api/v1/readiness",
    SIGN_IN,
    "/robots.txt",
];

/// Beginnings of paths that need no token: the style of the page to sign in, and whom to tell about a weakness.
const PUBLIC_PREFIXES: [&str; 2] = ["/assets/", "/.well-known/"];

/// The limits of the server with their present state.
pub(super) struct Admission {
    server: ServerParams,
    /// `None` if clients may send as many requests as they like.
    rate_limiter: Option<ClientRateLimiter>,
}

impl Admission {
    pub(super) fn new(server: ServerParams) -> Self {
        Self {
            rate_limiter: server.rate.map(ClientRateLimiter::new),
            server,
        }
    }

    /// Checks a request, the cheapest checks first.
    ///
    /// # Errors
    /// 1. 414 and 413: the query or the body is too long; 2. 429: the rate limit; 3. 401: the token.
    fn check(&self, request: &Request) -> Result<(), Problem> {
        check_sizes(request)?;
        // A router that is called without a connection, as in a test, has no peer.
        if let Some(ConnectInfo(peer)) = request.extensions().get::<ConnectInfo<SocketAddr>>()
            && is_question(request.uri().path())
        {
            // By the peer and its headers, before the token: guessing tokens is limited too.
            self.check_rate(peer.ip(), request)?;
        }
        self.check_token(request)
    }

    fn check_rate(&self, peer: IpAddr, request: &Request) -> Result<(), Problem> {
        let Some(rate_limiter) = &self.rate_limiter else {
            return Ok(());
        };
        // Behind a proxy all requests come from one address, so the client is read from the headers.
        let client = client_address(peer, request.headers(), &self.server.proxies);
        // A program of the operator on this machine.
        if client.is_local {
            return Ok(());
        }
        rate_limiter.check(client.address).map_err(|wait| {
            // At least one second: 0 would invite a client to repeat at once.
            let seconds = (wait.as_secs_f64().ceil() as u64).max(1);
            problem(
                request.uri(),
                StatusCode::TOO_MANY_REQUESTS,
                &ProblemKind::TooOften { seconds },
            )
            .with_header(RETRY_AFTER, seconds)
        })
    }

    fn check_token(&self, request: &Request) -> Result<(), Problem> {
        if !self.server.is_private() {
            return Ok(());
        }
        // A browser asks without a token what a script may do, and sends the token after that.
        if request.method() == Method::OPTIONS {
            return Ok(());
        }
        // Programs that watch the server have no token, and learn no more than that it lives.
        let path = request.uri().path();
        let is_public = PUBLIC_PATHS.contains(&path)
            || PUBLIC_PREFIXES
                .iter()
                .any(|prefix| path.starts_with(prefix));
        let token = self.server.token.as_deref();
        let has_token = || {
            token.is_some_and(|token| is_authenticated(request.headers(), token, Timestamp::now()))
        };
        if is_public || has_token() || self.is_vouched_for(request) {
            return Ok(());
        }
        // RFC 9110 demands this field with every 401.
        let challenge = HeaderValue::from_static("Bearer");
        let refused = problem(
            request.uri(),
            StatusCode::UNAUTHORIZED,
            &ProblemKind::NoToken,
        );
        Err(refused.with_header(WWW_AUTHENTICATE, challenge))
    }
}

impl Admission {
    /// Whether a trusted proxy says who signed in with it.
    fn is_vouched_for(&self, request: &Request) -> bool {
        let Some(name) = &self.server.trusted_header else {
            return false;
        };
        let peer = request.extensions().get::<ConnectInfo<SocketAddr>>();
        // Only the settings name who is believed: not every program on this machine, as for addresses.
        let is_trusted = peer.is_some_and(|ConnectInfo(peer)| {
            let peer = peer.ip().to_canonical();
            let proxies = self.server.proxies.iter();
            proxies.map(IpAddr::to_canonical).any(|proxy| proxy == peer)
        });
        let mut values = request.headers().get_all(name.as_str()).iter();
        // A second field would be one that the client sent and the proxy did not remove.
        let only = values.next().filter(|_| values.next().is_none());
        is_trusted && only.is_some_and(|value| !value.as_bytes().trim_ascii().is_empty())
    }
}

/// Whether a request at this path counts: what belongs to a page, and the description of the server, do not.
fn is_question(path: &str) -> bool {
    // A page brings several of these along, which would use up its client's requests.
    const FREE_PREFIXES: [&str; 2] = ["/assets/", "/.well-known/"];
    const FREE_PATHS: [&str; 3] = ["/openapi.json", "/api/v1/openapi.json", "/favicon.ico"];
    !(FREE_PATHS.contains(&path) || FREE_PREFIXES.iter().any(|prefix| path.starts_with(prefix)))
}

/// Refuses a query or a body that is too long. A body without a declared length is not read by any handler.
fn check_sizes(request: &Request) -> Result<(), Problem> {
    // The length of the path is bounded by hyper, with that of the whole head.
    let query_bytes = request.uri().query().map_or(0, str::len);
    if query_bytes > MAX_QUERY_BYTES {
        return Err(problem(
            request.uri(),
            StatusCode::URI_TOO_LONG,
            &ProblemKind::TooLong,
        ));
    }
    let declared = request.headers().typed_get::<ContentLength>();
    if declared.is_some_and(|length| length.0 > MAX_BODY_BYTES) {
        return Err(problem(
            request.uri(),
            StatusCode::PAYLOAD_TOO_LARGE,
            &ProblemKind::TooLarge,
        ));
    }
    Ok(())
}

/// A problem in the language that the address asks for.
fn problem(uri: &Uri, status: StatusCode, kind: &ProblemKind) -> Problem {
    Problem::new(requested_language(uri), status, kind)
}

/// The way to the page to sign in, for a browser that asks for a page. Returns `None` for others: programs get a problem
/// document.
fn to_sign_in(request: &Request) -> Option<Response> {
    let path = request.uri().path();
    let is_page = request.method() == Method::GET && !path.starts_with("/api/");
    let asks_for_page =
        negotiation::media_type(request.headers(), &["application/json", "text/html"]);
    if !is_page || asks_for_page != Some("text/html") {
        return None;
    }
    let base: BasePath = request.extensions().get().cloned().unwrap_or_default();
    let target = request.uri().path_and_query();
    let target = target.map_or("/", PathAndQuery::as_str);
    // In the language of the page that was asked for.
    let lang = carried_language(request.uri());
    let mut pairs = vec![("terug", target.to_owned())];
    pairs.extend(lang.map(|lang| ("lang", lang.to_owned())));
    let form = format!("{SIGN_IN}?{}", encode_query(&pairs));
    Some(Redirect::to(&base.address(&form)).into_response())
}

/// Lets a request through if it passes all checks, and gives up waiting for its response after the
/// timeout of the settings.
pub(super) async fn admit(
    State(admission): State<Arc<Admission>>,
    request: Request,
    next: Next,
) -> Response {
    if let Err(problem) = admission.check(&request) {
        // Without a token there is nothing to sign in with here: the proxy has a page for that.
        let is_stranger =
            problem.status == StatusCode::UNAUTHORIZED && admission.server.token.is_some();
        return match is_stranger.then(|| to_sign_in(&request)).flatten() {
            Some(form) => form,
            None => problem.into_response(),
        };
    }
    let uri = request.uri().clone();
    // The timeout covers compression and handler, the parts that may take long.
    match tokio::time::timeout(admission.server.timeout, next.run(request)).await {
        Ok(response) => response,
        // Dropping the handler sets its stop flag, so the computation ends too.
        Err(_) => problem(&uri, StatusCode::GATEWAY_TIMEOUT, &ProblemKind::TooSlow).into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;
    use axum::http::header::CONTENT_LENGTH;

    fn status(uri: &str, length: u64) -> Option<StatusCode> {
        let request = Request::builder().uri(uri).header(CONTENT_LENGTH, length);
        let request = request.body(Body::empty()).expect("a request");
        check_sizes(&request).err().map(|problem| problem.status)
    }

    #[test]
    fn rejects_long_queries_and_bodies() {
        let query = |bytes| format!("/?{}", "a".repeat(bytes));
        assert_eq!(status(&query(MAX_QUERY_BYTES), MAX_BODY_BYTES), None);
        assert_eq!(
            status(&query(MAX_QUERY_BYTES + 1), 0),
            Some(StatusCode::URI_TOO_LONG)
        );
        assert_eq!(
            status("/", MAX_BODY_BYTES + 1),
            Some(StatusCode::PAYLOAD_TOO_LARGE)
        );
    }
}

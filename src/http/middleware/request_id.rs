//! The id of a request, in `X-Request-Id`: that of the client if it is plausible, else the next number.

use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

use axum::extract::Request;
use axum::http::{HeaderName, HeaderValue};
use tower_http::request_id::{MakeRequestId, RequestId};

const X_REQUEST_ID: HeaderName = HeaderName::from_static("x-request-id");

/// Characters of an id that a client may choose.
const MAX_ID_LENGTH: usize = 64;

/// Numbers requests from 1, as eight hex digits. Clones share the counter.
#[derive(Clone, Debug, Default)]
pub(super) struct SequentialId(Arc<AtomicU64>);

impl MakeRequestId for SequentialId {
    fn make_request_id<B>(&mut self, _: &axum::http::Request<B>) -> Option<RequestId> {
        // Relaxed suffices: the numbers need only differ.
        let number = self.0.fetch_add(1, Ordering::Relaxed) + 1;
        // A fixed width keeps the columns of the log aligned.
        let id = HeaderValue::from_str(&format!("{number:08x}"));
        Some(RequestId::new(id.expect("hex digits are a header value")))
    }
}

/// Removes an id that could forge lines or columns of the log. The request then gets one of the server.
pub(super) fn discard_implausible(mut request: Request) -> Request {
    let given = request.headers().get(X_REQUEST_ID);
    if given.is_some_and(|id| !is_plausible(id.as_bytes())) {
        request.headers_mut().remove(X_REQUEST_ID);
    }
    request
}

fn is_plausible(id: &[u8]) -> bool {
    // No spaces, quotes or line breaks, which could forge an entry of the log.
    let is_plain = |byte: &u8| byte.is_ascii_alphanumeric() || b"-_.".contains(byte);
    (1..=MAX_ID_LENGTH).contains(&id.len()) && id.iter().all(is_plain)
}

#[cfg(test)]
mod tests {
    use super::*;
    use axum::body::Body;

    #[test]
    fn keeps_only_plausible_ids_of_clients() {
        let kept = |id: &'static str| {
            let request = Request::builder().header(X_REQUEST_ID, id);
            let request = request.body(Body::empty()).expect("a request");
            let request = discard_implausible(request);
            request.headers().get(X_REQUEST_ID).cloned()
        };
        assert_eq!(kept("a-1_B.2"), Some(HeaderValue::from_static("a-1_B.2")));
        assert_eq!(kept("a b"), None);
        assert_eq!(kept(""), None);
    }

    #[test]
    fn numbers_differ() {
        let request = Request::new(Body::empty());
        let ids = SequentialId::default();
        let id = |mut ids: SequentialId| {
            let id = ids.make_request_id(&request).expect("always an id");
            id.into_header_value()
        };
        assert_eq!(id(ids.clone()), "00000001");
        assert_eq!(id(ids), "00000002");
    }
}

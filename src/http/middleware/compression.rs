//! Compression of response bodies, for clients that accept it.

use std::sync::Arc;

use axum::body::{Body, Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::HeaderValue;
use axum::http::header::{CONTENT_ENCODING, CONTENT_LENGTH};
use axum::middleware::Next;
use axum::response::Response;

use crate::http::content_coding::ContentCoding;
use crate::http::negotiation;
use crate::http::response_cache::CachedBody;

/// Smaller bodies are not compressed: they fit in one packet as they are.
const MIN_BODY_BYTES: usize = 1024;

/// No body is larger: those of the whole register with all quotes stay below a tenth of it.
const MAX_BODY_BYTES: usize = 256 * 1024 * 1024;

/// Compresses the body of a response in the content coding that the client prefers. A cached body brings its compressed
/// variant along; any other is compressed here, which happens only to short ones such as the pages of problems.
pub(super) async fn compress(request: Request, next: Next) -> Response {
    let coding = negotiation::content_coding(request.headers());
    let (mut parts, body) = next.run(request).await.into_parts();
    let cached = parts.extensions.remove::<Arc<CachedBody>>();
    // A handler that has compressed by itself is left alone.
    let is_encoded = parts.headers.contains_key(CONTENT_ENCODING);
    // A response to HEAD, or 304, has no body to compress.
    let is_empty = body.size_hint().exact() == Some(0);
    let Some(coding) = coding.filter(|_| !is_encoded && !is_empty) else {
        return Response::from_parts(parts, body);
    };
    let (body, compressed) = match cached {
        // The compressed variant is kept with the body, so it is made once for each generation.
        Some(cached) => {
            let compressed = if_worthwhile(cached.identity(), || cached.compressed(coding));
            (body, compressed)
        }
        None => compress_body(body, coding).await,
    };
    let Some(compressed) = compressed else {
        return Response::from_parts(parts, body);
    };
    // Hyper sets the length anew from the body.
    parts.headers.remove(CONTENT_LENGTH);
    let name = HeaderValue::from_static(coding.name());
    parts.headers.insert(CONTENT_ENCODING, name);
    Response::from_parts(parts, compressed.into())
}

/// The body, and its compressed variant if that is worthwhile.
async fn compress_body(body: Body, coding: ContentCoding) -> (Body, Option<Bytes>) {
    // Every body of this server is in memory as one piece, so this neither waits nor fails.
    let bytes = to_bytes(body, MAX_BODY_BYTES).await.unwrap_or_default();
    let compressed = if_worthwhile(&bytes, || coding.compress(&bytes));
    (bytes.into(), compressed)
}

fn if_worthwhile(bytes: &Bytes, compress: impl FnOnce() -> Option<Bytes>) -> Option<Bytes> {
    (bytes.len() >= MIN_BODY_BYTES).then(compress).flatten()
}

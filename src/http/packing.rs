//! Answers packed for the way (RFC 9110, 8.4): brotli or gzip for who takes it.

use std::io::Write;
use std::sync::Arc;

use axum::body::{Bytes, HttpBody, to_bytes};
use axum::extract::Request;
use axum::http::header::{ACCEPT_ENCODING, CONTENT_ENCODING, CONTENT_LENGTH};
use axum::http::{HeaderMap, HeaderValue};
use axum::middleware::Next;
use axum::response::Response;
use flate2::Compression;
use flate2::write::GzEncoder;

use super::kept::Answer;

/// Smaller answers gain nothing: they fit in one packet as they are.
const WORTH_IT: usize = 1024;

/// No answer is larger: those of the whole register with all quotes stay under a tenth of it.
const LARGEST: usize = 256 * 1024 * 1024;

/// Of 0 to 11: higher ones take longer to pack than the bytes they save take to send.
const BROTLI_QUALITY: u32 = 4;

/// The window in powers of two: answers are smaller than 4 MiB.
const BROTLI_WINDOW: u32 = 22;

/// A way to pack.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Coding {
    Brotli,
    Gzip,
}

impl Coding {
    fn name(self) -> &'static str {
        match self {
            Self::Brotli => "br",
            Self::Gzip => "gzip",
        }
    }

    /// The same bytes packed; nothing when that does not make them fewer.
    pub(super) fn pack(self, bytes: &[u8]) -> Option<Bytes> {
        let packed = Vec::with_capacity(bytes.len() / 3);
        let packed = match self {
            Self::Brotli => {
                let mut packer =
                    brotli::CompressorWriter::new(packed, 4096, BROTLI_QUALITY, BROTLI_WINDOW);
                packer.write_all(bytes).map(|()| packer.into_inner())
            }
            Self::Gzip => {
                let mut packer = GzEncoder::new(packed, Compression::fast());
                packer.write_all(bytes).and_then(|()| packer.finish())
            }
        };
        let packed = packed.expect("memory takes bytes");
        (packed.len() < bytes.len()).then(|| packed.into())
    }
}

/// Packs the body of an answer when who asks takes it packed and it is worth it.
pub(super) async fn pack(request: Request, next: Next) -> Response {
    let wanted = accepted(request.headers());
    let (mut parts, body) = next.run(request).await.into_parts();
    let Some(coding) = wanted.filter(|_| !parts.headers.contains_key(CONTENT_ENCODING)) else {
        return Response::from_parts(parts, body);
    };
    let answer = parts.extensions.remove::<Arc<Answer>>();
    // To HEAD, or when the answer is known already, there is nothing to pack.
    if body.size_hint().exact() == Some(0) {
        return Response::from_parts(parts, body);
    }
    let (body, packed) = match answer {
        Some(answer) if answer.plain().len() >= WORTH_IT => (body, answer.packed(coding)),
        Some(_) => (body, None),
        None => {
            // Bodies are already in memory as one piece, so this does not wait.
            let bytes = to_bytes(body, LARGEST).await.unwrap_or_default();
            let packed = (bytes.len() >= WORTH_IT).then(|| coding.pack(&bytes));
            (bytes.into(), packed.flatten())
        }
    };
    let Some(packed) = packed else {
        return Response::from_parts(parts, body);
    };
    parts.headers.remove(CONTENT_LENGTH);
    let name = HeaderValue::from_static(coding.name());
    parts.headers.insert(CONTENT_ENCODING, name);
    Response::from_parts(parts, packed.into())
}

/// The way to pack that is accepted with the greatest weight, brotli before gzip; nothing for neither, or with a
/// weight of 0.
fn accepted(headers: &HeaderMap) -> Option<Coding> {
    let given: Vec<(String, f64)> = headers
        .get_all(ACCEPT_ENCODING)
        .iter()
        .filter_map(|value| value.to_str().ok())
        .flat_map(|value| value.split(','))
        .map(|coding| {
            let (name, weight) = coding.split_once(';').unwrap_or((coding, ""));
            let weight = weight.trim().trim_start_matches("q=").parse::<f64>();
            (name.trim().to_ascii_lowercase(), weight.unwrap_or(1.0))
        })
        .collect();
    let weight = |coding: Coding| {
        let named = given.iter().find(|(name, _)| name == coding.name());
        named.map_or(0.0, |(_, weight)| *weight)
    };
    let (brotli, gzip) = (weight(Coding::Brotli), weight(Coding::Gzip));
    match brotli >= gzip {
        true => (brotli > 0.0).then_some(Coding::Brotli),
        false => Some(Coding::Gzip),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Read;

    #[test]
    fn the_heaviest_that_is_accepted_is_taken() {
        let takes = |given: &'static str| {
            let mut headers = HeaderMap::new();
            headers.insert(ACCEPT_ENCODING, HeaderValue::from_static(given));
            accepted(&headers).map(Coding::name)
        };
        for (given, taken) in [
            ("gzip", Some("gzip")),
            ("gzip, deflate, br", Some("br")),
            ("br;q=0.2, GZIP;q=0.5", Some("gzip")),
            ("br;q=0", None),
            ("identity", None),
            ("", None),
        ] {
            assert_eq!(takes(given), taken, "{given}");
        }
        assert_eq!(accepted(&HeaderMap::new()), None);
    }

    #[test]
    fn what_is_packed_comes_out_again() {
        let text = "wij werken samen ".repeat(500);
        let packed = Coding::Brotli
            .pack(text.as_bytes())
            .expect("it gets smaller");
        let mut back = String::new();
        let mut reader = brotli::Decompressor::new(&packed[..], 4096);
        reader.read_to_string(&mut back).expect("it is sound");
        assert_eq!(back, text);
        assert!(packed.len() < text.len() / 10);
        let packed = Coding::Gzip.pack(text.as_bytes()).expect("it gets smaller");
        assert_eq!(packed[..2], [0x1f, 0x8b]);
    }
}

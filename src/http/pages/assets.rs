//! The style sheet, the script and the icon, which are the same for all pages.

use std::sync::{Arc, LazyLock};

use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::http::response_cache::CachedBody;
use crate::http::state::etag_digest;

static STYLE: LazyLock<Arc<CachedBody>> =
    LazyLock::new(|| CachedBody::new(include_str!("../assets/wiel.css")));

static SCRIPT: LazyLock<Arc<CachedBody>> =
    LazyLock::new(|| CachedBody::new(include_str!("../assets/wiel.js")));

static ICON: LazyLock<Arc<CachedBody>> =
    LazyLock::new(|| CachedBody::new(include_str!("../assets/favicon.svg")));

/// Where pages find the icon.
pub(super) static ICON_ADDRESS: LazyLock<String> = LazyLock::new(|| address("favicon.svg", &ICON));

/// Where pages find the style sheet.
pub(super) static STYLE_ADDRESS: LazyLock<String> = LazyLock::new(|| address("wiel.css", &STYLE));

/// Where pages find the script.
pub(super) static SCRIPT_ADDRESS: LazyLock<String> = LazyLock::new(|| address("wiel.js", &SCRIPT));

/// The address of an asset with the digest of its content: another content has another address.
fn address(name: &str, body: &CachedBody) -> String {
    // The digest is of the uncompressed bytes, so all codings share the address.
    format!("/assets/{name}?v={}", etag_digest(body.identity()))
}

/// The links to assets carry the digest of their content, so what is at such an address never changes.
const IMMUTABLE: &str = "max-age=31536000, immutable";

/// The style sheet.
pub(in crate::http) async fn stylesheet() -> Response {
    asset("text/css; charset=utf-8", &STYLE)
}

/// The script that completes names while they are typed and links the map to the list. Pages work without it.
pub(in crate::http) async fn script() -> Response {
    asset("text/javascript; charset=utf-8", &SCRIPT)
}

/// The icon of the site: a wheel.
pub(in crate::http) async fn icon() -> Response {
    asset("image/svg+xml", &ICON)
}

fn asset(media_type: &'static str, body: &Arc<CachedBody>) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, IMMUTABLE)];
    (headers, Arc::clone(body).into_response()).into_response()
}

//! The style sheet, the script and the icon, which are the same for all pages.

use std::sync::{Arc, LazyLock};

use axum::extract::State;
use axum::http::header::{CACHE_CONTROL, CONTENT_TYPE};
use axum::response::{IntoResponse, Response};

use crate::http::problem::Problem;
use crate::http::response_cache::CachedBody;
use crate::http::state::{AppState, etag_digest};
use crate::report::Language;
use crate::settings::{Colour, Theme};

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

/// The colours of the organisation that offers the pages, as a style sheet. Returns `None` if the settings have none.
pub(super) fn theme_style(theme: &Theme) -> Option<String> {
    // On a screen only: on paper all is black. Digits come out of the settings and no text, so nothing can be injected.
    let rule = |scheme: &str, colour: Colour, over: &str| {
        format!(
            "@media screen{scheme}{{:root{{--accent:{colour};--button:{colour};--button-over:color-mix(in srgb,{colour} 80%,{over})}}}}\n"
        )
    };
    let light = " and (not (prefers-color-scheme: dark))";
    let light = theme.colour.map(|colour| rule(light, colour, "#000"));
    let dark = " and (prefers-color-scheme: dark)";
    let dark = theme.colour_dark.map(|colour| rule(dark, colour, "#fff"));
    (light.is_some() || dark.is_some())
        .then(|| light.unwrap_or_default() + &dark.unwrap_or_default())
}

/// Where pages find this style sheet.
pub(super) fn theme_address(style: &str) -> String {
    format!("/assets/thema.css?v={}", etag_digest(style.as_bytes()))
}

/// The style sheet of the organisation. 404 if the settings have no colours.
pub(in crate::http) async fn theme(State(app): State<Arc<AppState>>) -> Response {
    match theme_style(&app.settings.server.theme) {
        Some(style) => asset("text/css; charset=utf-8", &CachedBody::new(style)),
        None => Problem::no_such_address(Language::default()).into_response(),
    }
}

fn asset(media_type: &'static str, body: &Arc<CachedBody>) -> Response {
    let headers = [(CONTENT_TYPE, media_type), (CACHE_CONTROL, IMMUTABLE)];
    (headers, Arc::clone(body).into_response()).into_response()
}

//! All addresses, on one screen.

use std::sync::Arc;

use axum::Router;
use axum::middleware::{from_fn, from_fn_with_state};
use axum::routing::{MethodRouter, get};

use super::state::App;
use super::{api, border, packing, pages, problem};

/// What answers at an address.
type Answers = fn() -> MethodRouter<Arc<App>>;

/// The addresses of the API below `/api/v1`, as its description has them.
const ADDRESSES: &[(&str, Answers)] = &[
    ("/municipalities", || get(api::municipalities::list)),
    ("/municipalities/{municipality}", || {
        get(api::municipalities::one)
    }),
    ("/municipalities/{municipality}/partners", || {
        get(api::partners::list)
    }),
    ("/municipalities/{municipality}/wheels", || {
        get(api::wheels::list)
    }),
    ("/municipalities/{municipality}/alignments", || {
        get(api::regions::list)
    }),
    ("/guides", || get(api::guides::one)),
    ("/comparisons", || get(api::comparisons::one)),
    ("/profiles/{municipality}", || get(api::profiles::one)),
    ("/passages", || get(api::passages::list)),
    ("/passages/{passage}", || get(api::passages::one)),
    ("/generations", || get(api::generations::list)),
    ("/health", || get(api::health::health)),
    ("/readiness", || get(api::health::readiness)),
];

/// Every address the server knows; all others are a problem document.
pub(super) fn router(app: Arc<App>) -> Router {
    let api = ADDRESSES
        .iter()
        .fold(Router::new(), |api, (path, answers)| {
            api.route(path, answers())
        })
        .route("/openapi.json", get(api::health::description));
    Router::new()
        .nest("/api/v1", api)
        .route("/openapi.json", get(api::health::description))
        .route("/", get(pages::home))
        .route("/gemeenten/{municipality}", get(pages::profile))
        .route("/gemeenten/{municipality}/partners", get(pages::partners))
        .route("/gemeenten/{municipality}/wielen", get(pages::wheels))
        .route("/gemeenten/{municipality}/regio", get(pages::region))
        .route("/vergelijk", get(pages::compare))
        .route("/gespreksgids", get(pages::guide))
        .route("/zoeken", get(pages::search))
        .route("/passages/{passage}", get(pages::passage))
        .route("/dekking", get(pages::coverage))
        .route("/werkwijze", get(pages::method))
        .route("/toegankelijkheid", get(pages::accessibility))
        .route("/assets/wiel.css", get(pages::stylesheet))
        .route("/assets/wiel.js", get(pages::script))
        .route("/.well-known/security.txt", get(pages::security_txt))
        .fallback(pages::no_such_page)
        .method_not_allowed_fallback(problem::method_not_allowed)
        .layer(from_fn(packing::pack))
        .layer(from_fn(border::headers))
        .layer(from_fn_with_state(Arc::clone(&app), border::watch))
        .with_state(app)
}

#[cfg(test)]
mod tests {
    use super::ADDRESSES;
    use crate::http::description::describe;
    use crate::settings::{Flags, Settings};

    #[test]
    fn every_address_is_described_and_every_description_has_an_address() {
        let settings = Settings::load(&Flags::default(), &[]).expect("defaults are sound");
        let described = describe(&settings.server);
        let document: serde_json::Value = serde_json::from_slice(&described).expect("it is JSON");
        let paths = document["paths"].as_object().expect("paths");
        let mut described: Vec<&str> = paths.keys().map(String::as_str).collect();
        let mut answered: Vec<&str> = ADDRESSES.iter().map(|(path, _)| *path).collect();
        described.sort_unstable();
        answered.sort_unstable();
        assert_eq!(described, answered);
    }
}

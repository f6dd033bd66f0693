//! All addresses of the server.

use std::sync::Arc;

use axum::Router;
use axum::routing::{MethodRouter, get, post};

use super::state::AppState;
use super::{api, middleware, pages, problem};

/// Makes the handlers of an address, by method.
type Handlers = fn() -> MethodRouter<Arc<AppState>>;

/// The resources of the API below `/api/v1`, as its `OpenAPI` description has them.
const RESOURCES: &[(&str, Handlers)] = &[
    ("/municipalities", || get(api::municipalities::list)),
    ("/municipalities/{municipality}", || {
        get(api::municipalities::one)
    }),
    ("/municipalities/{municipality}/partners", || {
        get(api::partners::list)
    }),
    ("/municipalities/{municipality}/map", || {
        get(api::partners::map)
    }),
    ("/municipalities/{municipality}/wheels", || {
        get(api::wheels::list)
    }),
    ("/municipalities/{municipality}/alignments", || {
        get(api::regions::list)
    }),
    ("/municipalities/{municipality}/groups", || {
        get(api::groups::list)
    }),
    ("/municipalities/{municipality}/changes", || {
        get(api::changes::one)
    }),
    ("/matches", || get(api::matches::list)),
    ("/pairs", || get(api::matches::pairs)),
    ("/coverage", || get(api::lists::coverage)),
    ("/themes", || get(api::lists::themes)),
    ("/principles", || get(api::lists::principles)),
    ("/region-kinds", || get(api::lists::region_kinds)),
    ("/guides", || get(api::guides::one)),
    ("/comparisons", || get(api::comparisons::one)),
    ("/selections", || get(api::selections::one)),
    ("/profiles/{municipality}", || get(api::profiles::one)),
    ("/passages", || get(api::passages::list)),
    ("/passages/{passage}", || get(api::passages::one)),
    ("/generations", || get(api::generations::list)),
    ("/health", || get(api::health::health)),
    ("/readiness", || get(api::health::readiness)),
];

/// The service for all requests: the API, the pages and the middleware around them. An address that it does not
/// know gets a problem document below `/api`, and a page elsewhere.
pub(super) fn router(app: Arc<AppState>) -> Router {
    let api = RESOURCES
        .iter()
        // From a table, so that a test can compare it with the description of the API.
        .fold(Router::new(), |api, (path, handlers)| {
            api.route(path, handlers().options(api::preflight))
        })
        .route("/openapi.json", get(api::health::openapi));
    let server = app.settings.server.clone();
    let router = Router::new()
        .nest("/api/v1", api)
        .route("/openapi.json", get(api::health::openapi))
        .route("/", get(pages::home))
        .route("/gemeenten", get(pages::municipalities))
        .route("/gemeenten/{municipality}", get(pages::profile))
        .route("/gemeenten/{municipality}/groepen", get(pages::groups_page))
        .route(
            "/gemeenten/{municipality}/veranderingen",
            get(pages::changes_page),
        )
        .route(
            "/gemeenten/{municipality}/veranderingen.atom",
            get(pages::changes_feed),
        )
        .route("/gemeenten/{municipality}/partners", get(pages::partners))
        .route(
            "/gemeenten/{municipality}/partners.csv",
            get(pages::partners_csv),
        )
        .route(
            "/gemeenten/{municipality}/partners.xlsx",
            get(pages::partners_xlsx),
        )
        .route("/gemeenten/{municipality}/wielen", get(pages::wheels))
        .route("/gemeenten/{municipality}/regio", get(pages::region))
        .route("/vergelijk", get(pages::compare))
        .route("/gespreksgids", get(pages::guide))
        .route("/gespreksgids.docx", get(pages::guide_docx))
        .route("/zoeken", get(pages::search))
        .route("/passages/{passage}", get(pages::passage))
        .route(
            middleware::SIGN_IN,
            get(pages::sign_in).post(pages::signed_in),
        )
        .route("/afmelden", post(pages::sign_out))
        .route("/api", get(pages::api_guide))
        .route("/dekking", get(pages::coverage))
        .route("/werkwijze", get(pages::method))
        .route("/toegankelijkheid", get(pages::accessibility))
        .route("/assets/wiel.css", get(pages::stylesheet))
        .route("/assets/thema.css", get(pages::theme))
        .route("/assets/wiel.js", get(pages::script))
        .route("/assets/favicon.svg", get(pages::icon))
        .route("/robots.txt", get(pages::robots_txt))
        .route("/.well-known/security.txt", get(pages::security_txt))
        // Set last, for every path that none of the routes has.
        .fallback(pages::not_found)
        // Else axum would answer with an empty body.
        .method_not_allowed_fallback(problem::method_not_allowed)
        .with_state(app);
    // Around everything, so that unknown addresses are limited and logged as well.
    middleware::apply(router, server)
}

#[cfg(test)]
mod tests {
    use super::RESOURCES;
    use crate::http::openapi;
    use crate::report::API_ADDRESSES;
    use crate::settings::{Flags, Settings};

    #[test]
    fn resources_are_those_of_the_openapi_description() {
        let settings = Settings::load(&Flags::default(), &[]).expect("defaults are valid");
        let document = openapi::document(&settings.server, &[]);
        let document: serde_json::Value = serde_json::from_slice(&document).expect("it is JSON");
        let paths = document["paths"].as_object().expect("paths");
        let mut described: Vec<&str> = paths.keys().map(String::as_str).collect();
        let mut routed: Vec<&str> = RESOURCES.iter().map(|(path, _)| *path).collect();
        described.sort_unstable();
        routed.sort_unstable();
        assert_eq!(described, routed);
        // The page for people has them all as well.
        let mut told: Vec<&str> = API_ADDRESSES.iter().map(|one| one.path).collect();
        told.sort_unstable();
        assert_eq!(told, routed);
    }
}

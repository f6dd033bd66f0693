//! What every page has around its content, and the page of a question without an answer.

use std::sync::{Arc, LazyLock};

use axum::http::header::{CACHE_CONTROL, CONTENT_SECURITY_POLICY, CONTENT_TYPE};
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Response};
use maud::{DOCTYPE, Markup, html};

use crate::http::answer::Ask;
use crate::http::api::query_of;
use crate::http::kept::{Answer, respond};
use crate::http::problem::Problem;
use crate::http::question::query_pairs;
use crate::http::state::{Answering, App};
use crate::report::{Language, Trouble};

const HTML: &str = "text/html; charset=utf-8";

static STYLE: LazyLock<Arc<Answer>> =
    LazyLock::new(|| Answer::new(include_str!("../assets/wiel.css")));

static SCRIPT: LazyLock<Arc<Answer>> =
    LazyLock::new(|| Answer::new(include_str!("../assets/wiel.js")));

/// The address of an asset has the version of the program, so what is there never changes.
const KEPT: &str = "max-age=31536000, immutable";

/// Nothing but our own style and script, no frames; forms go to ourselves.
const POLICY: &str = "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; img-src 'self' data:; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

/// What a page is made from.
pub(super) struct Page<'a> {
    pub(super) app: &'a App,
    pub(super) answering: &'a Answering,
    pub(super) language: Language,
    pub(super) uri: &'a Uri,
}

/// The part of a page that is its own.
pub(super) struct Content {
    pub(super) title: String,
    pub(super) main: Markup,
}

/// Answers with a page; a question without an answer is a page too.
pub(super) async fn page(
    ask: Ask,
    uri: Uri,
    content: impl FnOnce(&Page<'_>) -> Result<Content, Problem> + Send + 'static,
) -> Response {
    let language = language(&uri);
    let (app, answering) = (Arc::clone(&ask.app), Arc::clone(&ask.answering));
    let address = uri.clone();
    let answered = ask.bytes(HTML, language, move |app, answering| {
        let page = Page {
            app,
            answering,
            language,
            uri: &address,
        };
        Ok(page.whole(&content(&page)?).into_string().into())
    });
    let response = match answered.await {
        Ok(response) => response,
        Err(problem) => {
            let page = Page {
                app: &app,
                answering: &answering,
                language,
                uri: &uri,
            };
            let whole = page.whole(&page.problem(&problem)).into_string();
            (problem.status, [(CONTENT_TYPE, HTML)], whole).into_response()
        }
    };
    with_policy(response)
}

/// The answer at an address that is not there: a page, or for the API a document.
pub(in crate::http) async fn no_such_page(ask: Ask, uri: Uri) -> Response {
    let language = language(&uri);
    let problem = Problem::of(language, StatusCode::NOT_FOUND, &Trouble::NoSuchAddress);
    if uri.path().starts_with("/api") {
        return problem.into_response();
    }
    page(ask, uri, move |_| Err(problem)).await
}

/// The style of all pages.
pub(in crate::http) async fn stylesheet() -> Response {
    let content = [
        (CONTENT_TYPE, "text/css; charset=utf-8"),
        (CACHE_CONTROL, KEPT),
    ];
    (content, respond(Arc::clone(&STYLE))).into_response()
}

/// What pages have beyond what they need: the same for all of them.
pub(in crate::http) async fn script() -> Response {
    let content = [
        (CONTENT_TYPE, "text/javascript; charset=utf-8"),
        (CACHE_CONTROL, KEPT),
    ];
    (content, respond(Arc::clone(&SCRIPT))).into_response()
}

fn with_policy(mut response: Response) -> Response {
    let policy = HeaderValue::from_static(POLICY);
    response
        .headers_mut()
        .insert(CONTENT_SECURITY_POLICY, policy);
    response
}

/// The language that an address asks for; Dutch where it says nothing that is understood.
pub(super) fn language(uri: &Uri) -> Language {
    match query_pairs(uri).iter().find(|(key, _)| key == "lang") {
        Some((_, lang)) if lang == "en" => Language::English,
        _ => Language::Dutch,
    }
}

impl Page<'_> {
    /// An address with its query, in the language of this page.
    pub(super) fn link(&self, path: &str, pairs: &[(&str, &str)]) -> String {
        let own = pairs.iter().map(|(key, value)| (*key, (*value).to_owned()));
        let mut pairs: Vec<(&str, String)> = own.collect();
        if self.language == Language::English {
            pairs.push(("lang", "en".to_owned()));
        }
        match pairs[..] {
            [] => path.to_owned(),
            _ => format!("{path}?{}", query_of(&pairs)),
        }
    }

    /// The address of something about a municipality.
    pub(super) fn of(&self, code: &str, what: &str) -> String {
        self.link(&format!("/gemeenten/{code}{what}"), &[])
    }

    /// The field that keeps the language when a form is sent.
    pub(super) fn keep_language(&self) -> Markup {
        html! {
            @if self.language == Language::English { input type="hidden" name="lang" value="en"; }
        }
    }

    /// This page in the other language.
    fn other(&self) -> String {
        let pairs = query_pairs(self.uri);
        let mut pairs: Vec<(&str, String)> = pairs
            .iter()
            .filter(|(key, _)| key != "lang")
            .map(|(key, value)| (key.as_str(), value.clone()))
            .collect();
        if self.language == Language::Dutch {
            pairs.push(("lang", "en".to_owned()));
        }
        let query = query_of(&pairs);
        if query.is_empty() {
            self.uri.path().to_owned()
        } else {
            format!("{}?{query}", self.uri.path())
        }
    }

    fn whole(&self, content: &Content) -> Markup {
        let language = self.language;
        let other = language.either("en", "nl");
        let menu = [
            ("/", language.menu_home()),
            ("/zoeken", language.menu_search()),
            ("/dekking", language.menu_coverage()),
            ("/werkwijze", language.menu_method()),
        ];
        let asset = |name: &str| format!("/assets/{name}?v={}", env!("CARGO_PKG_VERSION"));
        html! {
            (DOCTYPE)
            html lang=(language.code_of_language()) {
                head {
                    meta charset="utf-8";
                    meta name="viewport" content="width=device-width, initial-scale=1";
                    title { (content.title) " – wiel" }
                    link rel="stylesheet" href=(asset("wiel.css"));
                    script src=(asset("wiel.js")) defer {}
                    link rel="icon" href="data:,";
                }
                body {
                    a.skip href="#inhoud" { (language.skip_to_content()) }
                    header.site {
                        a.name href=(self.link("/", &[])) { "wiel" }
                        nav aria-label=(language.main_menu()) {
                            ul {
                                @for (path, text) in menu {
                                    li {
                                        a href=(self.link(path, &[])) aria-current=[(path == self.uri.path()).then_some("page")] { (text) }
                                    }
                                }
                                li { a lang=(other) hreflang=(other) href=(self.other()) { (language.other_language()) } }
                            }
                        }
                    }
                    @if self.answering.demonstration {
                        aside.invented aria-label=(language.take_care()) { p { (language.demonstration()) } }
                    }
                    main #inhoud tabindex="-1" {
                        h1 { (content.title) }
                        (content.main)
                    }
                    footer {
                        p { (language.footer_note()) }
                        p { (language.answered_by(&self.answering.generation)) }
                        p { a href=(self.link("/toegankelijkheid", &[])) { (language.menu_accessibility()) } }
                    }
                }
            }
        }
    }

    fn problem(&self, problem: &Problem) -> Content {
        let told = &problem.told;
        let main = html! {
            p { (told.detail) }
            p { (told.remedy) }
            @if !told.candidates.is_empty() {
                h2 { (self.language.who_is_meant()) }
                ul {
                    @for one in &told.candidates {
                        li { a href=(self.of(&one.code, "/partners")) { (one.name) } " (" (one.code) ")" }
                    }
                }
            }
            (self.name_form(""))
        };
        Content {
            title: told.title.clone(),
            main,
        }
    }
}

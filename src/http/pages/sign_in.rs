//! Signing in to a private service, and out of it: a form that gives a browser the cookie that stands for the token.

use std::sync::Arc;
use std::time::Duration;

use axum::Extension;
use axum::body::{Body, to_bytes};
use axum::extract::State;
use axum::http::header::SET_COOKIE;
use axum::http::{HeaderValue, StatusCode, Uri};
use axum::response::{IntoResponse, Redirect, Response};
use jiff::Timestamp;
use maud::html;

use super::page::Content;
use super::render::render;
use crate::http::base_path::BasePath;
use crate::http::extract::RequestContext;
use crate::http::middleware::{SIGN_IN, is_token, no_cookie, session_cookie};
use crate::http::problem::Problem;
use crate::http::query_string::{percent_encode, query_value, requested_language};
use crate::http::state::AppState;

/// Bytes of the form: a token and an address.
const MAX_FORM_BYTES: usize = 8 * 1024;

/// How long who sends a wrong token waits, so that guessing takes its time.
const WRONG_TOKEN_DELAY: Duration = Duration::from_secs(1);

/// The form to sign in. 404 if the service is open to everyone.
pub(in crate::http) async fn sign_in(context: RequestContext) -> Response {
    if context.app.settings.server.token.is_none() {
        return no_such_address(&context.uri);
    }
    let uri = context.uri.clone();
    render(context, move |page| {
        let language = page.language;
        let is_wrong = query_value(&uri, "fout").is_some();
        let back = query_value(&uri, "terug").unwrap_or_default();
        let main = html! {
            p { (language.sign_in_text()) }
            form.ask action=(page.base.address(SIGN_IN)) method="post" {
                @if is_wrong { p.caution #fout role="alert" { (language.wrong_token()) } }
                label for="token" { (language.token_label()) }
                input #token type="password" name="token" required autocomplete="current-password" aria-invalid=[is_wrong.then_some("true")] aria-describedby=[is_wrong.then_some("fout")];
                input type="hidden" name="terug" value=(back);
                (page.keep_language())
                button type="submit" { (language.sign_in_title()) }
            }
        };
        Ok(Content::new(language.sign_in_title(), main))
    })
    .await
}

/// Takes the form: the right token gives a cookie and leads on, a wrong one leads back to the form.
pub(in crate::http) async fn signed_in(
    State(app): State<Arc<AppState>>,
    base: Option<Extension<BasePath>>,
    uri: Uri,
    body: Body,
) -> Response {
    let Some(token) = &app.settings.server.token else {
        return no_such_address(&uri);
    };
    let base = base.map(|Extension(base)| base).unwrap_or_default();
    // A form is written as a query is, so it is read as one.
    let form = to_bytes(body, MAX_FORM_BYTES).await.unwrap_or_default();
    let form = String::from_utf8_lossy(&form);
    let form: Uri = format!("/?{form}").parse().unwrap_or_default();
    let value = |key: &str| query_value(&form, key).unwrap_or_default();
    let back = value("terug");
    if !is_token(&value("token"), token) {
        tokio::time::sleep(WRONG_TOKEN_DELAY).await;
        let lang = query_value(&form, "lang");
        let lang = lang.map(|lang| format!("&lang={}", percent_encode(&lang)));
        let again = format!(
            "{SIGN_IN}?fout=1&terug={}{}",
            percent_encode(&back),
            lang.unwrap_or_default()
        );
        return Redirect::to(&base.address(&again)).into_response();
    }
    let cookie = session_cookie(
        token,
        Timestamp::now(),
        &cookie_path(&base),
        is_secure(&app),
    );
    let mut response = Redirect::to(&base.address(&own_path(&back))).into_response();
    set(&mut response, &cookie);
    response
}

/// Takes the cookie away and leads to the form.
pub(in crate::http) async fn sign_out(
    State(app): State<Arc<AppState>>,
    base: Option<Extension<BasePath>>,
    uri: Uri,
) -> Response {
    if app.settings.server.token.is_none() {
        return no_such_address(&uri);
    }
    let base = base.map(|Extension(base)| base).unwrap_or_default();
    let mut response = Redirect::to(&base.address(SIGN_IN)).into_response();
    set(
        &mut response,
        &no_cookie(&cookie_path(&base), is_secure(&app)),
    );
    response
}

fn set(response: &mut Response, cookie: &str) {
    let cookie = HeaderValue::from_str(cookie).expect("a cookie is ASCII");
    response.headers_mut().insert(SET_COOKIE, cookie);
}

fn no_such_address(uri: &Uri) -> Response {
    let mut response = Problem::no_such_address(requested_language(uri)).into_response();
    *response.status_mut() = StatusCode::NOT_FOUND;
    response
}

/// Where the cookie is sent: below the path of this server.
fn cookie_path(base: &BasePath) -> String {
    base.address("/")
}

/// Whether others reach the service over TLS, as the settings say.
fn is_secure(app: &AppState) -> bool {
    let url = app.settings.server.url.as_deref();
    url.is_some_and(|url| url.starts_with("https://"))
}

/// A path of this server, whatever was sent: never the name of another one, nor a line of a header.
fn own_path(text: &str) -> String {
    let path = text.trim_start_matches(['/', '\\']);
    let is_plain = path.bytes().all(|byte| byte.is_ascii_graphic());
    // The form itself would lead in a circle.
    let is_form = format!("/{path}").starts_with(SIGN_IN);
    if is_plain && !is_form {
        format!("/{path}")
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::own_path;

    #[test]
    fn who_signs_in_is_led_to_a_page_of_this_server() {
        for (sent, path) in [
            (
                "/gemeenten/DM01?scope=km%3A30&a=b",
                "/gemeenten/DM01?scope=km%3A30&a=b",
            ),
            ("", "/"),
            ("//evil.example/x", "/evil.example/x"),
            ("/\\evil.example", "/evil.example"),
            ("https://evil.example", "/https://evil.example"),
            ("/a\r\nSet-Cookie: x", "/"),
            ("/aanmelden?terug=/aanmelden", "/"),
        ] {
            assert_eq!(own_path(sent), path, "{sent}");
        }
    }
}

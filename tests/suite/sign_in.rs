//! A private service: programs send its token, browsers sign in.

use crate::support::{Place, Server};

#[test]
fn private_service_requires_its_token() {
    let place = Place::new();
    let server = Server::start_with(&place, &[("WIEL__SERVER__TOKEN", "geheim")]);
    for path in ["/", "/api/v1/generations", "/openapi.json"] {
        let stranger = server.get(path);
        assert_eq!(stranger.status, 401, "{path}");
        assert_eq!(stranger.header("www-authenticate"), "Bearer");
        assert!(!stranger.body.contains("geheim"));
        let known = server.ask("GET", path, &[("Authorization", "Bearer geheim")]);
        assert_eq!(known.status, 200, "{path}");
    }
    assert_eq!(server.get("/api/v1/readiness").status, 200);
}

#[test]
fn a_browser_signs_in_to_a_private_service_and_out_again() {
    let place = Place::new();
    let server = Server::start_with(&place, &[("WIEL__SERVER__TOKEN", "geheim & meer")]);
    let html = ("Accept", "text/html,application/xhtml+xml,*/*;q=0.8");
    let path = "/gemeenten/DM01/partners?scope=all&lang=en";
    let stranger = server.ask("GET", path, &[html]);
    assert_eq!(stranger.status, 303);
    let form = stranger.header("location").to_owned();
    assert!(
        form.starts_with("/aanmelden?terug=%2Fgemeenten%2FDM01"),
        "{form}"
    );
    let page = server.ask("GET", &form, &[html]);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("type=\"password\"") && page.body.contains("Sign in"));
    assert_eq!(server.get(page.link("/assets/wiel.css")).status, 200);

    let send = |token: &str| {
        let body =
            format!("token={token}&terug=%2Fgemeenten%2FDM01%2Fpartners%3Fscope%3Dall&lang=en");
        let head = format!(
            "POST /aanmelden HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Type: application/x-www-form-urlencoded\r\nContent-Length: {}\r\n\r\n{body}",
            body.len()
        );
        server.send(head.as_bytes())
    };
    let wrong = send("geheim");
    assert_eq!((wrong.status, wrong.header("set-cookie")), (303, ""));
    let again = wrong.header("location");
    assert!(
        again.starts_with("/aanmelden?fout=1&terug=") && again.ends_with("lang=en"),
        "{again}"
    );
    assert!(
        server
            .ask("GET", again, &[html])
            .body
            .contains("aria-invalid=\"true\"")
    );
    let right = send("geheim+%26+meer");
    assert_eq!(right.status, 303);
    assert_eq!(
        right.header("location"),
        "/gemeenten/DM01/partners?scope=all"
    );
    let cookie = right.header("set-cookie").to_owned();
    assert!(
        cookie.contains("HttpOnly; SameSite=Lax") && !cookie.contains("geheim"),
        "{cookie}"
    );
    let cookie = cookie.split(';').next().expect("a pair").to_owned();
    let signed = ("Cookie", cookie.as_str());
    let page = server.ask("GET", path, &[html, signed]);
    assert_eq!(page.status, 200);
    assert!(page.body.contains("action=\"/afmelden\""));
    // The script of the page asks the API for names.
    let names = server.ask("GET", "/api/v1/municipalities?q=zil", &[signed]);
    assert_eq!(names.status, 200);
    let forged = cookie.replace('.', ".0");
    assert_eq!(
        server
            .ask("GET", "/api/v1/themes", &[("Cookie", &forged)])
            .status,
        401
    );
    let out = server.ask("POST", "/afmelden", &[signed]);
    assert_eq!((out.status, out.header("location")), (303, "/aanmelden"));
    assert!(out.header("set-cookie").contains("Max-Age=0"));
    // Programs are not led to a form.
    assert_eq!(server.get(path).status, 401);
}

#[test]
fn a_trusted_proxy_vouches_for_who_signed_in_with_it() {
    let place = Place::new();
    let header = ("WIEL__SERVER__TRUSTED_HEADER", "X-Remote-User");
    let believed = [header, ("WIEL__SERVER__PROXIES", "127.0.0.1")];
    let server = Server::start_with(&place, &believed);
    let user = ("X-Remote-User", "secretaris@gemeente.example");
    for path in ["/", "/api/v1/generations"] {
        assert_eq!(server.ask("GET", path, &[user]).status, 200, "{path}");
        for unknown in [
            &[][..],
            &[("X-Remote-User", " ")],
            &[("X-Other-User", "secretaris")],
            // What a client sent beside what the proxy says.
            &[("X-Remote-User", "anders"), user],
        ] {
            assert_eq!(
                server.ask("GET", path, unknown).status,
                401,
                "{path} {unknown:?}"
            );
        }
    }
    // Without a token there is no form: the proxy has one.
    assert_eq!(server.get("/aanmelden").status, 404);
    assert!(!server.ask("GET", "/", &[user]).body.contains("afmelden"));
    assert_eq!(server.get("/api/v1/readiness").status, 200);
    drop(server);

    // The same field from an address that is not named is worth nothing; the token still is.
    let other = [
        header,
        ("WIEL__SERVER__PROXIES", "192.0.2.1"),
        ("WIEL__SERVER__TOKEN", "geheim"),
    ];
    let server = Server::start_with(&place, &other);
    assert_eq!(server.ask("GET", "/", &[user]).status, 401);
    let known = ("Authorization", "Bearer geheim");
    assert_eq!(server.ask("GET", "/", &[known]).status, 200);
}

#[test]
fn an_open_service_has_no_page_to_sign_in() {
    let place = Place::new();
    let server = Server::start(&place);
    assert_eq!(server.get("/aanmelden").status, 404);
    assert!(!server.get("/").body.contains("afmelden"));
}

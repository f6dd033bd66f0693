//! In which language who asks is answered.

use crate::support::{Place, Server};

const ENGLISH: (&str, &str) = ("Accept-Language", "en-GB,en;q=0.9,nl;q=0.5");

#[test]
fn without_a_language_in_the_address_that_of_the_client_answers() {
    let place = Place::new();
    let server = Server::start(&place);
    let ask = |path: &str, language: (&str, &str)| server.ask("GET", path, &[language]);
    let is_english = |body: &str| body.contains("<html lang=\"en\">");
    for path in [
        "/",
        "/gemeenten/DM01/partners",
        "/zoeken?q=cloud",
        "/nergens",
    ] {
        assert!(is_english(&ask(path, ENGLISH).body), "{path}");
        assert!(!is_english(
            &ask(path, ("Accept-Language", "nl,en;q=0.9")).body
        ));
        assert!(!is_english(&ask(path, ("Accept-Language", "fr")).body));
    }
    // The address goes first, and its links stay with it.
    let chosen = ask("/gemeenten/DM01/partners?lang=nl", ENGLISH);
    assert!(!is_english(&chosen.body));
    assert!(
        chosen
            .body
            .contains("href=\"/gemeenten/DM01/regio?lang=nl\"")
    );
    assert!(
        chosen
            .body
            .contains("<input type=\"hidden\" name=\"lang\" value=\"nl\">")
    );
    let english = ask("/gemeenten/DM01/partners", ENGLISH);
    assert!(
        english
            .body
            .contains("href=\"/gemeenten/DM01/partners?lang=nl\"")
    );
    let found = ask("/?q=Biezeloord", ENGLISH);
    assert_eq!(
        found.header("location"),
        "/gemeenten/Biezeloord/partners?lang=en"
    );

    // The API as well: texts of answers and of problems.
    let list = "/api/v1/municipalities/DM01/partners";
    let texts = |body: &str| body.contains("wants to move faster than");
    assert!(texts(&ask(list, ENGLISH).body) && !texts(&server.get(list).body));
    let unknown = ask("/api/v1/municipalities/Nergenshuizen", ENGLISH).json();
    let dutch = server.get("/api/v1/municipalities/Nergenshuizen").json();
    assert_ne!(unknown["title"], dutch["title"]);

    // What is kept for one language is not given for another.
    let (en, nl) = (ask(list, ENGLISH), server.get(list));
    assert!(en.header("vary").contains("accept-language"));
    assert_ne!(en.header("etag"), nl.header("etag"));
    let headers = [ENGLISH, ("If-None-Match", nl.header("etag"))];
    assert_eq!(server.ask("GET", list, &headers).status, 200);
    let headers = [ENGLISH, ("If-None-Match", en.header("etag"))];
    assert_eq!(server.ask("GET", list, &headers).status, 304);
}

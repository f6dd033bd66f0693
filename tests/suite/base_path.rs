//! Below a path of another server: every address that an answer gives begins with it.

use crate::support::{Place, Server};

const PAGES: [&str; 12] = [
    "/",
    "/?q=onbekend",
    "/gemeenten",
    "/gemeenten/DM01",
    "/gemeenten/DM01/partners?scope=all&top=3&size=-50000&whatIf=collectief%3Dagainst",
    "/gemeenten/DM01/regio",
    "/gemeenten/DM01/wielen",
    "/gemeenten/DM17/groepen",
    "/vergelijk?municipality=DM01&partner=DM02",
    "/vergelijk?municipality=DM01&partner=DM02&partner=DM10",
    "/gespreksgids?municipality=DM01&partner=DM02&lang=en",
    "/zoeken?q=cloud&pageSize=1",
];

/// The addresses of this server in the attributes of a page.
fn addresses(page: &str) -> Vec<String> {
    let mut found = Vec::new();
    for attribute in ["href=\"", "src=\"", "action=\""] {
        let values = page.split(attribute).skip(1);
        let values = values.map(|rest| rest.split('"').next().unwrap_or_default());
        found.extend(
            values
                .filter(|value| value.starts_with('/'))
                .map(|value| value.replace("&amp;", "&")),
        );
    }
    found
}

#[test]
fn every_address_begins_with_the_base_path() {
    let place = Place::new();
    let server = Server::start_with(&place, &[("WIEL__SERVER__BASE_PATH", "/apps/wiel/")]);
    let mut seen = std::collections::BTreeSet::new();
    for page in PAGES {
        let reply = server.get(&format!("/apps/wiel{page}"));
        assert_eq!(reply.status, 200, "{page}");
        for address in addresses(&reply.body) {
            assert!(address.starts_with("/apps/wiel/"), "{page}: {address}");
            // One of each kind is followed: there are hundreds.
            let kind: String = address
                .chars()
                .filter(|one| !one.is_ascii_digit())
                .take(60)
                .collect();
            if seen.insert(kind) {
                let status = server.get(&address).status;
                assert!(
                    (200..400).contains(&status) || address.ends_with("/vergelijk"),
                    "{address}: {status}"
                );
            }
        }
    }
    assert!(seen.len() > 40, "{seen:?}");
    // A proxy that cuts the path off is as good, and a path that only begins alike is another.
    assert!(
        server
            .get("/zoeken")
            .body
            .contains("href=\"/apps/wiel/gemeenten\"")
    );
    assert_eq!(server.get("/apps/wielen").status, 404);

    let found = server.get("/apps/wiel/?q=Biezeloord");
    assert_eq!(
        found.header("location"),
        "/apps/wiel/gemeenten/Biezeloord/partners"
    );
    let slash = server.get("/apps/wiel/gemeenten/");
    assert_eq!(slash.header("location"), "/apps/wiel/gemeenten");
    for list in [
        "municipalities?pageSize=2",
        "municipalities/DM01/partners?pageSize=2&fields=name",
        "passages?q=cloud&pageSize=1",
    ] {
        let next = server.json(&format!("/apps/wiel/api/v1/{list}"))["links"]["next"].clone();
        let next = next.as_str().expect("a next page");
        assert!(next.starts_with("/apps/wiel/api/v1/"), "{next}");
        assert_eq!(server.get(next).status, 200, "{next}");
    }
    let described = server.json("/apps/wiel/openapi.json");
    assert_eq!(described["servers"][0]["url"], "/apps/wiel/api/v1");
}

#[test]
fn a_trusted_proxy_says_below_which_path_it_is() {
    let place = Place::new();
    let server = Server::start(&place);
    let page = |prefix: &str| {
        let headers = [("X-Forwarded-Prefix", prefix)];
        server.ask("GET", "/gemeenten/DM01/partners", &headers).body
    };
    for address in addresses(&page("/portaal")) {
        assert!(address.starts_with("/portaal/"), "{address}");
    }
    // Kept apart, and nothing else gets into a page.
    for prefix in ["", "//evil.example", "/\"><script>", "/a/../b"] {
        let body = page(prefix);
        assert!(body.contains("href=\"/gemeenten/DM01/regio\""), "{prefix}");
        assert!(!body.contains("evil.example"));
    }
}

#[test]
fn a_base_path_that_is_none_is_refused() {
    let place = Place::new();
    for wrong in ["wiel", "/a b", "//wiel", "https://wiel.example"] {
        let mut command = place.command(&["serve", "--listen", "127.0.0.1:0"]);
        let done = command.env("WIEL__SERVER__BASE_PATH", wrong).output();
        let done = done.expect("the program starts");
        assert_eq!(done.status.code(), Some(1), "{wrong}");
        let told = String::from_utf8_lossy(&done.stderr).into_owned();
        assert!(told.contains("server.base_path"), "{told}");
    }
}

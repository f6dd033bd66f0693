//! The API of `wiel serve` over a real connection: values, problems, limits, caching and shutdown.

use std::io::{Read, Write};
use std::process::Command;

use serde_json::json;

use crate::support::{Place, Server, fields, records};

#[test]
fn command_line_batch_and_api_return_the_same_numbers() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    place
        .run(&["batch", "--out", "out", "--pairs", "--quiet"])
        .done();
    let matches = records(&place.read("out/matches.csv"));
    let pairs = records(&place.read("out/pairs.csv"));
    let server = Server::start(&place);
    for code in ["DM01", "DM08", "DM12"] {
        let over_http = server.json(&format!("/api/v1/municipalities/{code}/partners"));
        assert_eq!(over_http, place.json(&["match", code]), "{code}");
        let partners = over_http["partners"].as_array().expect("partners");
        let in_batch: Vec<_> = matches
            .iter()
            .filter(|line| line["municipality"] == code)
            .collect();
        assert_eq!(partners.len(), in_batch.len());
        for (partner, line) in partners.iter().zip(in_batch) {
            assert_eq!(partner["code"], line["partner"].as_str());
            let number = |text: &String| text.parse::<f64>().expect("a number");
            assert_eq!(partner["alignment"], number(&line["alignment"]));
            let pair = pairs.iter().find(|pair| {
                pair["municipality"] == code && partner["code"] == pair["partner"].as_str()
            });
            let pair = pair.expect("every partner is a pair");
            assert_eq!(partner["alignment"], number(&pair["alignment"]));
        }
    }
    let both = "/api/v1/comparisons?municipality=Zilverhorne&partner=DM02&lang=en";
    let compared = place.json(&["compare", "Zilverhorne", "DM02", "--lang", "en"]);
    assert_eq!(server.json(both), compared);
    let wide =
        "/api/v1/municipalities/DM04/partners?scope=all&top=3&weightText=3&weightPrinciples=1";
    let args = ["match", "DM04", "--scope", "all", "--top", "3"];
    let weighed = place.json(&[&args[..], &["--weights", "text=3,principles=1"]].concat());
    assert_eq!(server.json(wide), weighed);
    let guide = "/api/v1/guides?municipality=Zilverhorne&partner=DM02";
    let guided = place.json(&["compare", "Zilverhorne", "DM02", "--guide"]);
    assert_eq!(server.json(guide), guided);
    let wheels = server.json("/api/v1/municipalities/DM01/wheels?scope=km:30");
    assert_eq!(wheels, place.json(&["wheels", "DM01", "--scope", "km:30"]));
    let region = server.json("/api/v1/municipalities/DM01/alignments?scope=all");
    let (names, rows) = (&region["municipalities"], &region["alignments"]);
    assert_eq!(names[0]["code"], "DM01");
    for (at, row) in rows.as_array().expect("rows").iter().enumerate() {
        assert_eq!(row[at], json!(null));
        assert_eq!(row[0], rows[0][at], "alignment is symmetric");
    }
    assert_eq!(
        server.json("/api/v1/profiles/DM13"),
        place.json(&["profile", "DM13"])
    );
    let mut found = server.json("/api/v1/passages?q=cloud&pageSize=10");
    let links = found.as_object_mut().expect("an object").remove("links");
    assert_eq!(found, place.json(&["search", "cloud"]));
    assert_eq!(links.expect("links")["previous"], json!(null));
}

#[test]
fn finds_municipalities_by_prefix_and_former_name() {
    let place = Place::new();
    let server = Server::start(&place);
    let found = server.json("/api/v1/municipalities?q=zil");
    assert_eq!(found["municipalities"][0]["name"], "Zilverhorne");
    let former = server.json("/api/v1/municipalities?q=Biezeloord");
    let first = &former["municipalities"][0];
    assert_eq!(first["code"], "DM11");
    assert_eq!(first["recognisedAs"]["kind"], "formerName");
    let one = server.json("/api/v1/municipalities/Biezeloord");
    assert_eq!(
        (&one["code"], &one["recognisedAs"]),
        (&json!("DM11"), &first["recognisedAs"])
    );
    let page = server.json("/api/v1/municipalities?page=2&pageSize=5");
    assert_eq!(page["total"], 18);
    assert_eq!(page["municipalities"].as_array().map(Vec::len), Some(5));
    let next = page["links"]["next"].as_str().expect("there is more");
    let after = server.json(next);
    assert_eq!(after["page"], 3);
    assert_eq!(
        page["links"]["last"],
        "/api/v1/municipalities?page=4&pageSize=5"
    );
}

#[test]
fn ranking_is_available_as_geojson() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = "/api/v1/municipalities/DM01/partners";
    let reply = server.ask("GET", path, &[("Accept", "application/geo+json")]);
    assert_eq!(reply.header("content-type"), "application/geo+json");
    let map = reply.json();
    let list = server.json(path);
    let features = map["features"].as_array().expect("features");
    assert_eq!(features[0]["id"], "DM01");
    assert_eq!(features[0]["properties"]["rank"], json!(null));
    let partners = list["partners"].as_array().expect("partners");
    assert_eq!(features.len(), partners.len() + 1);
    for (feature, partner) in features[1..].iter().zip(partners) {
        assert_eq!(feature["id"], partner["code"]);
        assert_eq!(feature["properties"]["alignment"], partner["alignment"]);
        assert_eq!(feature["geometry"]["type"], "Point");
    }
}

#[test]
fn invalid_requests_get_a_problem_with_a_remedy() {
    let place = Place::new();
    let server = Server::start(&place);
    for (path, status, kind, part) in [
        ("/api/v1/municipalities/", 404, "no-such-address", ""),
        ("/api/v1/nothing", 404, "no-such-address", ""),
        ("/api/v1/../../etc/passwd", 404, "no-such-address", ""),
        (
            "/api/v1/municipalities/..%2F..%2Fetc/partners",
            404,
            "unknown-municipality",
            "",
        ),
        (
            "/api/v1/municipalities/Zilverhorn",
            404,
            "unknown-municipality",
            "Zilverhorne",
        ),
        (
            "/api/v1/municipalities/%FF/partners",
            400,
            "invalid-input",
            "",
        ),
        (
            "/api/v1/municipalities/Pollemeren/partners",
            404,
            "no-text",
            "Pollemeren",
        ),
        (
            "/api/v1/municipalities/DM01/partners?scope=near",
            400,
            "invalid-input",
            "border",
        ),
        (
            "/api/v1/municipalities/DM01/partners?scoop=all",
            400,
            "invalid-input",
            "scoop",
        ),
        (
            "/api/v1/municipalities/DM01/partners?top=0",
            400,
            "invalid-input",
            "top",
        ),
        (
            "/api/v1/municipalities/DM01/partners?weightText=-1",
            400,
            "invalid-input",
            "gewichten",
        ),
        (
            "/api/v1/municipalities/DM01/partners?scope=region:waterschap",
            400,
            "invalid-input",
            "waterschap",
        ),
        (
            "/api/v1/comparisons?municipality=DM01",
            400,
            "invalid-input",
            "partner",
        ),
        (
            "/api/v1/comparisons?municipality=DM01&partner=DM01",
            400,
            "same-municipality",
            "",
        ),
        (
            "/api/v1/passages?q=(((",
            400,
            "invalid-input",
            "niets om te zoeken",
        ),
        (
            "/api/v1/passages?q=cloud&pageSize=1000",
            400,
            "invalid-input",
            "pageSize",
        ),
        ("/api/v1/passages", 400, "invalid-input", "q"),
    ] {
        let reply = server.get(path);
        assert_eq!(reply.status, status, "{path}: {reply:?}");
        assert_eq!(
            reply.header("content-type"),
            "application/problem+json",
            "{path}"
        );
        assert_eq!(reply.header("api-version"), "1.0.0", "{path}");
        let problem = reply.json();
        assert_eq!(
            problem["type"],
            format!("urn:wiel:problem:{kind}"),
            "{path}"
        );
        assert_eq!(problem["status"], status);
        assert!(!problem["remedy"].as_str().expect("a remedy").is_empty());
        assert!(reply.body.contains(part), "{path}: {}", reply.body);
    }
    let reply = server.ask("POST", "/api/v1/generations", &[("Content-Length", "0")]);
    assert_eq!(
        (reply.status, reply.header("allow")),
        (405, "GET,HEAD,OPTIONS")
    );
    let reply = server.ask("GET", "/api/v1/generations", &[("Accept", "text/csv")]);
    assert_eq!(reply.status, 406);
}

#[test]
fn refuses_oversized_requests_and_stays_up() {
    let place = Place::new();
    let server = Server::start(&place);
    let long = format!("/api/v1/passages?q={}", "a".repeat(5000));
    assert_eq!(server.get(&long).status, 414);
    let large = server.ask("GET", "/api/v1/health", &[("Content-Length", "99999999")]);
    assert_eq!(large.status, 413);
    let headers = vec![("X-A", "b"); 100];
    assert_eq!(server.ask("GET", "/api/v1/health", &headers).status, 431);
    let long_value = "x".repeat(100_000);
    let mut stream = server.connect();
    // The server may close before it has read everything.
    _ = stream
        .write_all(format!("GET /api/v1/health HTTP/1.1\r\nX-A: {long_value}\r\n\r\n").as_bytes());
    _ = stream.read(&mut [0; 64]);
    let mut slow = server.connect();
    slow.write_all(b"GET /api/v1/hea")
        .expect("the beginning goes out");
    assert_eq!(server.json("/api/v1/health")["status"], "up");
}

#[test]
fn responses_are_cacheable_until_the_generation_changes() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = "/api/v1/municipalities/DM01/partners";
    let first = server.get(path);
    let etag = first.header("etag").to_owned();
    assert_eq!(first.header("cache-control"), "no-cache");
    assert_eq!(first.json()["generation"], first.header("wiel-generation"));
    let again = server.ask("GET", path, &[("If-None-Match", &etag)]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    assert_eq!(again.header("etag"), etag);
    let other = server.ask("GET", path, &[("If-None-Match", "\"x\"")]);
    assert_eq!(other.status, 200);
    let head = server.ask("HEAD", path, &[]);
    assert_eq!(
        (head.status, head.body.as_str(), head.header("etag")),
        (200, "", etag.as_str())
    );
    for (accepted, expected) in [("gzip", "gzip"), ("br, gzip;q=0.8", "br"), ("identity", "")] {
        let response = server.ask("GET", path, &[("Accept-Encoding", accepted)]);
        assert_eq!(response.header("content-encoding"), expected);
    }
    assert_eq!(first.header("access-control-allow-origin"), "*");
    assert_eq!(first.header("x-content-type-options"), "nosniff");
    assert!(
        first
            .header("content-security-policy")
            .contains("frame-ancestors 'none'")
    );
    let named = server.ask("GET", "/api/v1/readiness", &[("X-Request-Id", "abc-1")]);
    assert_eq!(named.header("x-request-id"), "abc-1");
    assert_eq!(named.json()["generation"], first.header("wiel-generation"));
    let list = server.json("/api/v1/generations");
    assert_eq!(list["generations"][0]["current"], true);
    assert_eq!(
        fields(&list),
        ["demonstration", "generation", "generations"]
    );
}

#[test]
fn list_of_generations_changes_when_one_is_pruned() {
    let place = Place::new();
    for _ in 0..2 {
        place.run(&["build", "--force", "--quiet"]).done();
    }
    let server = Server::start(&place);
    let path = "/api/v1/generations";
    let before = server.get(path);
    let etag = before.header("etag").to_owned();
    assert_eq!(
        before.json()["generations"].as_array().map(Vec::len),
        Some(2)
    );
    let status = |etag: &str| server.ask("GET", path, &[("If-None-Match", etag)]).status;
    assert_eq!(status(&etag), 304);
    place.run(&["generations", "prune", "--keep", "1"]).done();
    assert_eq!(status(&etag), 200);
    assert_eq!(
        server.json(path)["generations"].as_array().map(Vec::len),
        Some(1)
    );
}

#[test]
fn stops_gracefully_on_a_signal() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    for signal in ["-TERM", "-INT"] {
        let server = Server::start(&place);
        // An idle connection does not delay the shutdown.
        let mut idle = server.connect();
        idle.write_all(b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n")
            .expect("a request goes out");
        assert!(idle.read(&mut [0; 1024]).expect("an answer") > 0);
        let pid = server.pid().to_string();
        let sent = Command::new("kill").args([signal, &pid]).status();
        assert!(sent.expect("there is a kill").success());
        assert_eq!(server.ended(), Some(0), "{signal}");
    }
}

#[test]
fn address_in_use_is_an_input_error() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    let taken = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
    let address = taken.local_addr().expect("an address").to_string();
    place
        .run(&["serve", "--listen", &address])
        .refused(&[&address, "[server] listen"]);
}

#[test]
fn rate_limit_reports_when_to_retry() {
    let place = Place::new();
    let limits = [
        ("WIEL__SERVER__REQUESTS_PER_SECOND", "1"),
        ("WIEL__SERVER__BURST", "3"),
        ("WIEL__SERVER__PROXIES", "127.0.0.1"),
    ];
    let server = Server::start_with(&place, &limits);
    let ask = |from: &str| server.ask("GET", "/api/v1/health", &[("X-Forwarded-For", from)]);
    let refused = (0..10)
        .map(|_| ask("192.0.2.1"))
        .find(|reply| reply.status != 200)
        .expect("ten requests in a row exceed the burst of three");
    assert_eq!(refused.status, 429);
    assert_eq!(refused.json()["type"], "urn:wiel:problem:too-often");
    let wait: u64 = refused.header("retry-after").parse().expect("seconds");
    assert!((1..=3).contains(&wait));
    assert_eq!(
        ask("192.0.2.2").status,
        200,
        "another client has its own bucket"
    );
}

#[test]
fn quote_refers_to_its_passage() {
    let place = Place::new();
    let server = Server::start(&place);
    let list = server.json("/api/v1/municipalities/DM01/partners?top=1");
    let quote = &list["partners"][0]["evidence"][0]["theirs"];
    let name = quote["passage"].as_str().expect("a passage");
    let passage = server.json(&format!("/api/v1/passages/{name}"));
    let normalised = |text: &serde_json::Value| {
        let words = text.as_str().unwrap_or_default().split_whitespace();
        words.collect::<Vec<_>>().join(" ")
    };
    assert!(normalised(&passage["text"]).contains(&normalised(&quote["sentence"])));
    assert_eq!(
        (&passage["page"], &passage["title"]),
        (&quote["page"], &quote["title"])
    );
    for missing in ["x", "00000000000000000000000000000000-0", "../health"] {
        let reply = server.get(&format!("/api/v1/passages/{missing}"));
        assert_eq!(reply.status, 404, "{missing}");
    }
}

#[test]
fn partners_can_be_narrowed_by_theme_lead_and_supposition() {
    let place = Place::new();
    let server = Server::start(&place);
    let path = "/api/v1/municipalities/DM01/partners";
    for (query, args) in [
        ("theme=dienstverlening", ["--theme", "dienstverlening"]),
        ("aheadOn=ai", ["--ahead-on", "ai"]),
        (
            "whatIf=collectief%3Dagainst",
            ["--what-if", "collectief=against"],
        ),
    ] {
        let on_command_line = place.json(&[&["match", "DM01"][..], &args].concat());
        assert_eq!(server.json(&format!("{path}?{query}")), on_command_line);
    }
    for (query, part) in [
        ("theme=x", "unknown-theme"),
        ("theme=", "onderwerp"),
        ("aheadOn=x", "dienstverlening"),
        ("whatIf=x%3Dfor", "unknown-principle"),
        ("whatIf=x", "collectief=for"),
    ] {
        let reply = server.get(&format!("{path}?{query}"));
        assert_eq!(reply.status, 400);
        assert!(reply.body.contains(part), "{}", reply.body);
    }
}

#[test]
fn problems_are_told_in_the_language_of_the_address() {
    let place = Place::new();
    let server = Server::start(&place);
    let partners = "/api/v1/municipalities/DM01/partners";
    let page = "/gemeenten/DM01/partners";
    let long = "a".repeat(5000);
    for (path, dutch, english) in [
        (
            format!("{partners}?top=veel"),
            "top: dit is geen getal",
            "top: invalid digit",
        ),
        (
            format!("{partners}?top=99999999999"),
            "top: dit getal is te groot",
            "top: number too large",
        ),
        (
            format!("{partners}?top=0"),
            "top moet van 1 tot",
            "top must be from 1",
        ),
        (
            format!("{page}?scope=km:30&top=veel"),
            "“veel” kan hier niet",
            "“veel” cannot be used",
        ),
        (
            "/api/v1/passages?q=de".to_owned(),
            "er is niets om te zoeken",
            "nothing to search for",
        ),
        (
            "/api/v1/niets?x=1".to_owned(),
            "Op dit adres staat niets",
            "There is nothing at this address",
        ),
        (
            format!("/api/v1/passages?q={long}"),
            "De vraag is te lang",
            "The question is too long",
        ),
    ] {
        let (in_dutch, in_english) = (server.get(&path), server.get(&format!("{path}&lang=en")));
        assert!(in_dutch.status >= 400 && in_dutch.status == in_english.status);
        assert!(in_dutch.body.contains(dutch), "{path}: {}", in_dutch.body);
        assert!(
            in_english.body.contains(english),
            "{path}: {}",
            in_english.body
        );
    }
}

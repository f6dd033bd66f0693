//! A server that one client cannot stop.

use std::io::{Read, Write};
use std::net::TcpStream;
use std::time::{Duration, Instant};

use crate::support::{Place, Server, TestCorpus};

fn place() -> Place {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    place
}

/// Whether a connection was closed by the server, within some seconds.
fn is_closed(stream: &mut TcpStream) -> bool {
    let patience = Some(Duration::from_secs(5));
    stream.set_read_timeout(patience).expect("a time-out");
    let mut byte = [0; 1];
    matches!(stream.read(&mut byte), Ok(0)) || {
        let error = stream.read(&mut byte).err().map(|error| error.kind());
        error == Some(std::io::ErrorKind::ConnectionReset)
    }
}

#[test]
fn idle_connections_make_room_for_those_that_ask() {
    let place = place();
    let server = Server::start_with(&place, &[("WIEL__SERVER__CONNECTIONS", "8")]);
    let mut idle: Vec<TcpStream> = (0..8).map(|_| server.connect()).collect();
    // Some ask for a large page and never read it.
    for slow in idle.iter_mut().take(4) {
        let request = "GET /werkwijze HTTP/1.1\r\nHost: x\r\n\r\n".repeat(4);
        slow.write_all(request.as_bytes()).expect("it goes out");
    }
    let begun = Instant::now();
    for _ in 0..4 {
        assert_eq!(server.get("/api/v1/health").status, 200);
    }
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
    assert!(idle.iter_mut().any(is_closed));
}

#[cfg(unix)]
#[test]
fn a_server_stops_within_five_seconds_whatever_is_open() {
    let place = place();
    let server = Server::start(&place);
    let mut open: Vec<TcpStream> = (0..40).map(|_| server.connect()).collect();
    for (number, stream) in open.iter_mut().enumerate() {
        let sent: &[u8] = match number % 4 {
            0 => b"",
            1 => b"GET / HT",
            2 => b"GET /api/v1/health HTTP/1.1\r\nHost: x\r\n\r\n",
            _ => b"GET /api/v1/municipalities/DM01/partners?scope=all&weightText=1 HTTP/1.1\r\nHost: x\r\n\r\n",
        };
        stream.write_all(sent).expect("it goes out");
    }
    let begun = Instant::now();
    let pid = server.pid().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-TERM", &pid])
        .status();
    assert!(sent.expect("there is a kill").success());
    assert_eq!(server.ended(), Some(0));
    let took = begun.elapsed();
    assert!(took < Duration::from_secs(5), "{took:?}");
}

#[cfg(unix)]
#[test]
fn a_hangup_does_not_end_the_server() {
    let place = place();
    let server = Server::start(&place);
    let pid = server.pid().to_string();
    let sent = std::process::Command::new("kill")
        .args(["-HUP", &pid])
        .status();
    assert!(sent.expect("there is a kill").success());
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.get("/api/v1/health").status, 200);
}

#[test]
fn health_and_kept_answers_need_no_place_in_the_queue() {
    let place = place();
    let server = Server::start_with(&place, &[("WIEL__SERVER__REQUESTS", "1")]);
    let kept = "/api/v1/profiles/DM01";
    assert_eq!(server.get(kept).status, 200);
    let statuses: Vec<u16> = std::thread::scope(|scope| {
        let ask = |number: usize| {
            let path =
                format!("/api/v1/municipalities/DM01/partners?scope=all&weightText=0.{number:03}");
            server.get(&path).status
        };
        let busy: Vec<_> = (1..40)
            .map(|number| scope.spawn(move || ask(number)))
            .collect();
        for _ in 0..20 {
            assert_eq!(server.get("/api/v1/health").status, 200);
            assert_eq!(server.get("/api/v1/readiness").status, 200);
            assert_eq!(server.get(kept).status, 200);
        }
        busy.into_iter()
            .map(|one| one.join().expect("an answer"))
            .collect()
    });
    assert!(
        statuses.iter().all(|status| [200, 503].contains(status)),
        "{statuses:?}"
    );
    assert!(statuses.contains(&200));
}

#[test]
fn an_office_behind_one_address_opens_its_pages() {
    let place = place();
    let proxies = [("WIEL__SERVER__PROXIES", "127.0.0.1")];
    let server = Server::start_with(&place, &proxies);
    let from = [("X-Forwarded-For", "203.0.113.7:5123")];
    for path in [
        "/",
        "/gemeenten/DM01",
        "/gemeenten/DM01/partners",
        "/werkwijze",
        "/dekking",
    ] {
        for _ in 0..40 {
            for part in [path, "/assets/wiel.css", "/assets/wiel.js"] {
                assert_eq!(server.ask("GET", part, &from).status, 200, "{part}");
            }
        }
    }
}

#[test]
fn no_header_field_lifts_the_rate_limit() {
    let place = place();
    let limits = [
        ("WIEL__SERVER__REQUESTS_PER_SECOND", "1"),
        ("WIEL__SERVER__BURST", "3"),
    ];
    let named = [("WIEL__SERVER__PROXIES", "127.0.0.1")];
    for proxies in [&[][..], &named[..]] {
        let server = Server::start_with(&place, &[&limits[..], proxies].concat());
        for (number, claim) in [
            "127.0.0.1",
            "::1",
            "[::1]:80",
            "9.9.9.9, 203.0.113.7:5123",
            "x",
        ]
        .iter()
        .enumerate()
        {
            let limited = (0..8).any(|_| {
                let reply = server.ask("GET", "/werkwijze", &[("X-Forwarded-For", claim)]);
                reply.status == 429
            });
            assert!(limited, "{number} {claim}");
        }
        // A program on this machine that asks for itself.
        assert!((0..8).all(|_| server.get("/werkwijze").status == 200));
    }
}

#[test]
fn long_questions_are_refused_and_many_words_cut() {
    let place = place();
    let server = Server::start(&place);
    for path in ["/api/v1/passages", "/zoeken"] {
        let reply = server.get(&format!("{path}?q={}", "a".repeat(1001)));
        assert_eq!(reply.status, 400, "{path}: {reply:?}");
        assert!(reply.body.contains("1000"), "{}", reply.body);
    }
    let many = format!("/api/v1/passages?q={}", "regie+data+".repeat(50));
    assert!(server.json(&many)["readAs"].is_string());
    assert_eq!(server.get("/api/v1/health").status, 200);
}

/// The longest allowed run of each character that means something somewhere, beside a word and alone.
#[test]
fn no_run_of_characters_ends_the_server() {
    let place = place();
    let server = Server::start(&place);
    let mut asked = 0;
    for character in
        "()[]{}<>\"'`´“”‘’„«»*?+-–—^~:;.,!|&/\\=#%@$€_§°·•…\u{a0}\u{ad}\u{200b}\u{301}".chars()
    {
        // An address holds 4 kB, and a character may take nine bytes of it.
        let encoded: String = character
            .to_string()
            .bytes()
            .map(|byte| format!("%{byte:02X}"))
            .collect();
        let times = 990.min(3_600 / encoded.len());
        for query in [
            encoded.repeat(times),
            format!("{}regie", encoded.repeat(times)),
        ] {
            for path in ["/api/v1/passages", "/zoeken"] {
                let reply = server.get(&format!("{path}?q={query}"));
                assert!(
                    [200, 400].contains(&reply.status),
                    "{character:?}: {reply:?}"
                );
                asked += 1;
            }
        }
        let beside = server.get(&format!("/zoeken?q={}+regie", encoded.repeat(times)));
        assert_eq!(beside.status, 200, "{character:?} beside a word");
    }
    assert!(asked > 150);
    assert_eq!(server.get("/api/v1/health").status, 200);
}

#[test]
fn what_people_paste_is_searched_for() {
    let place = place();
    let server = Server::start(&place);
    for (query, is_literal) in [
        ("kind:x", false),
        ("municipality:x", false),
        ("title:x", true),
        ("year:x", false),
        ("kind:i-visie", true),
        ("gemeente:Zilverhorne regie", true),
        ("jaar:2023 cloud", true),
        ("risico's", true),
        ("'s-Gravenhage", true),
        ("“open source”", true),
        ("\"open source", false),
        ("Woo)", false),
        ("https://vng.example/x?y=1", false),
        ("open\u{a0}source", true),
        ("* cloud", false),
        ("-cloud", false),
    ] {
        let encoded: String = query.bytes().map(|byte| format!("%{byte:02X}")).collect();
        for address in ["/api/v1/passages", "/zoeken"] {
            let reply = server.get(&format!("{address}?q={encoded}"));
            assert_eq!(reply.status, 200, "{query}: {reply:?}");
        }
        let found = server.json(&format!("/api/v1/passages?q={encoded}"));
        let read_as = found["readAs"].as_str().unwrap_or_default();
        assert_eq!(
            !read_as.contains("Gelezen als"),
            is_literal,
            "{query}: {read_as}"
        );
    }
}

#[test]
fn an_unknown_address_does_not_link_to_another_server() {
    let place = place();
    let server = Server::start(&place);
    for path in ["//evil.example/x", "///evil.example/x"] {
        let reply = server.get(path);
        assert_eq!(reply.status, 404);
        assert!(!reply.body.contains("\"//"), "{}", reply.body);
    }
}

#[test]
fn readiness_turns_when_the_data_folder_goes() {
    let place = place();
    let server = Server::start(&place);
    let status = || server.get("/api/v1/readiness").status;
    let until = |expected: u16| {
        let begun = Instant::now();
        while status() != expected {
            assert!(
                begun.elapsed() < Duration::from_secs(10),
                "still {}",
                status()
            );
            std::thread::sleep(Duration::from_millis(100));
        }
    };
    until(200);
    let (data, aside) = (place.file("wiel-data"), place.file("aside"));
    std::fs::rename(&data, &aside).expect("it can be moved");
    until(503);
    assert_eq!(server.get("/api/v1/health").status, 200);
    assert_eq!(server.get("/api/v1/profiles/DM01").status, 200);
    std::fs::rename(&aside, &data).expect("it can be moved");
    until(200);
}

/// A million pairs and more would be ranked for a number that hardly anybody looks at.
#[test]
fn hubs_are_not_counted_where_that_takes_seconds() {
    let names: Vec<String> = (1..=1_100)
        .map(|number| format!("Plaats {number}"))
        .collect();
    let names: Vec<&str> = names.iter().map(String::as_str).collect();
    let place = TestCorpus::new().municipalities(&names).visions(4).place();
    place.run(&["build", "--quiet"]).done();
    let server = Server::start(&place);
    let partners = |query: &str| {
        let view = server.json(&format!("/api/v1/municipalities/t001/partners?{query}"));
        (view["partners"].as_array().expect("a list").clone(), view)
    };
    let (all, _) = partners("scope=all");
    assert_eq!(all.len(), 3);
    assert!(all.iter().all(|one| one["hubCount"].is_null()), "{all:?}");
    let (near, _) = partners("scope=border");
    assert!(near[0]["hubCount"].is_number(), "{near:?}");
    // The place in the ranking of the other is counted one by one, and is the same.
    let beside = |list: &[serde_json::Value]| -> serde_json::Value {
        let found = list.iter().find(|one| one["code"] == "t002");
        found.expect("a neighbour")["mutualRank"].clone()
    };
    assert!(beside(&all).is_number() && beside(&near).is_number());

    // Only what is on a page is described; its total and ranks are those of all.
    let (page, view) = partners("scope=all&page=2&pageSize=2");
    assert_eq!((page.len(), &view["total"]), (1, &3.into()));
    assert_eq!(page[0], all[2]);
    let (none, view) = partners("scope=all&page=3&pageSize=2");
    assert_eq!((none.len(), &view["total"]), (0, &3.into()));
    let (cut, view) = partners("scope=all&top=2&page=2&pageSize=1");
    assert_eq!((cut.len(), &view["total"]), (1, &2.into()));
    assert_eq!(cut[0], all[1]);
}

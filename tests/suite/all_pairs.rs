//! All municipalities at once over the API: the first partners of each, and the alignment of every pair.

use serde_json::{Value, json};

use crate::support::{Place, Server};

fn list(value: &Value) -> &Vec<Value> {
    value.as_array().expect("a list")
}

#[test]
fn the_first_partners_of_all_are_those_of_each() {
    let place = Place::new();
    let server = Server::start(&place);
    let ranking = "scope=km%3A30&weightText=1&weightPrinciples=2";
    let first = server.json(&format!("/api/v1/matches?{ranking}&top=2&pageSize=7"));
    assert_eq!(
        (&first["total"], &first["page"], &first["pageSize"]),
        (&json!(18), &json!(1), &json!(7))
    );
    let mut address = first["links"]["self"].as_str().expect("a link").to_owned();
    let mut seen = 0;
    loop {
        let page = server.json(&address);
        for one in list(&page["municipalities"]) {
            let code = one["municipality"]["code"].as_str().expect("a code");
            let whole = server.json(&format!("/api/v1/municipalities/{code}/partners?{ranking}"));
            let of_list: Vec<_> = list(&whole["partners"]).iter().take(2).collect();
            assert_eq!(list(&one["partners"]).len(), of_list.len(), "{code}");
            for (partner, expected) in list(&one["partners"]).iter().zip(of_list) {
                for key in [
                    "rank",
                    "code",
                    "name",
                    "alignment",
                    "percentile",
                    "mutualRank",
                    "distanceKm",
                    "border",
                ] {
                    assert_eq!(partner[key], expected[key], "{code} {key}");
                }
            }
        }
        seen += list(&page["municipalities"]).len() + list(&page["notScored"]).len();
        match page["links"]["next"].as_str() {
            Some(next) => next.clone_into(&mut address),
            None => break,
        }
    }
    assert_eq!(seen, 18, "with those without text");
    let address = format!("/api/v1/matches?{ranking}&top=1");
    let lines = server.ask("GET", &address, &[("Accept", "text/csv")]);
    assert_eq!(lines.header("content-type"), "text/csv; charset=utf-8");
    assert!(
        lines
            .body
            .starts_with("municipality,municipality_name,rank,partner,")
    );
    let rows = lines.body.lines().count() - 1;
    assert!(
        (10..=17).contains(&rows),
        "one line for each with a partner: {rows}"
    );
    assert_eq!(server.get("/api/v1/matches?top=51").status, 400);
}

#[test]
fn every_pair_has_the_alignment_of_its_comparison() {
    let place = Place::new();
    let server = Server::start(&place);
    for weights in ["", "&weightText=1&weightThemes=2"] {
        let page = server.json(&format!("/api/v1/pairs?scope=border{weights}&pageSize=100"));
        let total = page["total"].as_u64().expect("a number");
        assert_eq!(list(&page["pairs"]).len() as u64, total.min(100));
        for pair in list(&page["pairs"]).iter().step_by(7) {
            let [ours, theirs] =
                ["municipality", "partner"].map(|key| pair[key].as_str().expect("a code"));
            let compared = server.json(&format!(
                "/api/v1/comparisons?municipality={ours}&partner={theirs}{weights}"
            ));
            for key in ["alignment", "border", "distanceKm", "status"] {
                assert_eq!(pair[key], compared[key], "{ours} {theirs} {key}");
            }
        }
        let address = format!("/api/v1/pairs?scope=border{weights}");
        let lines = server.ask("GET", &address, &[("Accept", "text/csv")]).body;
        assert!(lines.starts_with("municipality,partner,alignment,text,themes,principles,"));
        assert_eq!(lines.lines().count() as u64, total + 1);
    }
    let refused = server.get("/api/v1/pairs?theme=cloud");
    assert_eq!(refused.status, 400, "themes are for rankings");
}

#[test]
fn lists_come_as_lines_for_who_asks() {
    let place = Place::new();
    let server = Server::start(&place);
    let csv = ("Accept", "text/csv");
    for (address, head) in [
        ("/api/v1/municipalities/DM01/wheels?scope=all", "rank,thing"),
        ("/api/v1/municipalities/DM01/groups?scope=all", "size,rank"),
        (
            "/api/v1/comparisons?municipality=DM01&partner=DM02",
            "municipality,partner,alignment",
        ),
        ("/api/v1/profiles/DM01", ""),
        ("/api/v1/passages?q=cloud", "rank,municipalities"),
    ] {
        let reply = server.ask("GET", address, &[csv]);
        assert_eq!(reply.status, 200, "{address}");
        assert_eq!(
            reply.header("content-type"),
            "text/csv; charset=utf-8",
            "{address}"
        );
        assert!(reply.body.starts_with(head), "{address}: {}", reply.body);
        assert!(reply.body.lines().count() > 1, "{address}");
    }
    assert_eq!(server.ask("GET", "/api/v1/themes", &[csv]).status, 406);
}

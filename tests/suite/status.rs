//! What is known of a pair: without visions to compare there is no percentage.

use crate::support::{Place, Server, TestCorpus, records, vision, zoning_prose};

/// Two municipalities with zoning prose only, and one with a vision too.
fn place() -> Place {
    let plan = |seed: u64| zoning_prose(seed, 1_500);
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Ceedam", "Deewoude"])
        .document("a.md", "t001", plan(1))
        .document("b.md", "t002", plan(2))
        .document("c.md", "t003", vision("het zaaksysteem", 12))
        .place()
}

#[test]
fn pairs_of_which_only_words_are_known_have_no_percentage() {
    let place = place();
    let ranking = place.json(&["match", "t001", "--scope", "all"]);
    let partners = ranking["partners"].as_array().expect("partners");
    assert_eq!(partners.len(), 2);
    for partner in partners {
        assert_eq!(partner["status"], "wordsOnly", "{partner}");
        assert_eq!(partner["compared"]["principles"], 0);
        for number in ["alignment", "percentile", "interval", "explanation"] {
            assert!(partner[number].is_null(), "{number} of {partner}");
        }
    }
    let left_out = &ranking["notScored"][0];
    assert_eq!(left_out["status"], "notComparable");
    assert!(left_out["text"].is_string(), "{left_out}");
    for command in [
        ["match", "t001", "--scope", "all"].as_slice(),
        &["match", "t001", "--scope", "all", "--explain"],
        &["compare", "t001", "t002"],
    ] {
        let out = place.run(command).done().out;
        // Lines of a table are wrapped anywhere.
        let text = out.split_whitespace().collect::<Vec<_>>().join(" ");
        assert!(
            text.contains("alleen woorden bekend") || text.contains("Alleen woorden bekend"),
            "{text}"
        );
        // The share of readable pages is the only percentage that may be there.
        let percents = text.matches('%').count();
        assert_eq!(percents, text.matches("% leesbaar").count(), "{text}");
    }
}

#[test]
fn scripts_find_the_numbers_of_all_pairs_and_their_status() {
    let place = place();
    place
        .run(&["batch", "--scope", "all", "--pairs", "--out", "b"])
        .done();
    let pairs = records(&place.read("b/pairs.csv"));
    assert_eq!(pairs.len(), 6);
    for pair in &pairs {
        assert_eq!(pair["status"], "wordsOnly");
        assert_eq!(pair["compared_principles"], "0");
        let alignment: f64 = pair["alignment"].parse().expect("a number");
        assert!((0.0..=1.0).contains(&alignment));
    }
    assert!(place.read("b/pairs.csv").starts_with(
        "municipality,partner,alignment,text,themes,principles,distance_km,border,status,compared_principles,compared_themes\n"
    ));
    for row in records(&place.read("b/matches.csv")) {
        assert_eq!(
            (row["status"].as_str(), row["alignment"].as_str()),
            ("wordsOnly", "")
        );
    }
}

#[test]
fn the_map_says_what_has_no_colour() {
    let place = place();
    place.run(&["build"]).done();
    let server = Server::start(&place);
    let page = server.get("/gemeenten/t001/partners?scope=all").body;
    let legend = page.split("<ul class=\"legend\"").nth(1).expect("a legend");
    assert!(
        legend.contains("alleen woorden bekend, geen tekst, of niet gevraagd"),
        "{legend}"
    );
}

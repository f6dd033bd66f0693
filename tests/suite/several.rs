//! Several municipalities side by side.

use crate::support::{Place, Server};

#[test]
fn up_to_five_municipalities_stand_side_by_side() {
    let place = Place::new();
    let server = Server::start(&place);
    // A list of partners has a box for each.
    let list = server.get("/gemeenten/DM01/partners?scope=km%3A20").body;
    assert_eq!(
        list.matches("type=\"checkbox\" name=\"partner\"").count(),
        6
    );
    assert!(list.contains("<input type=\"hidden\" name=\"scope\" value=\"km:20\">"));

    // What its form sends: twice the same counts once, and so does who asks.
    let ticked = "municipality=DM01&partner=DM02&partner=DM10&partner=DM10&partner=DM01&partner=";
    let page = server.get(&format!("/vergelijk?{ticked}"));
    assert_eq!(page.status, 200);
    let body = page.body;
    assert!(
        body.contains("<h1>Zilverhorne, Mandelvoort en Zandermuide</h1>"),
        "{body}"
    );
    let short = body.split("In het kort").nth(1).expect("a summary");
    let short = short.split("</section>").next().expect("it ends");
    assert!(
        short.contains("Alle 3 gemeenten kiezen hetzelfde bij") || short.contains("waarbij alle 3")
    );
    assert!(short.contains("lijken het meest op elkaar"), "{short}");
    // Three pairs, each with the course that its own comparison has.
    for (ours, theirs) in [("DM01", "DM02"), ("DM01", "DM10"), ("DM02", "DM10")] {
        let pair = format!("municipality={ours}&partner={theirs}");
        let course = server.json(&format!("/api/v1/comparisons?{pair}"));
        let course = course["alignment"].as_f64().expect("a number") * 100.0;
        let link = format!("/vergelijk?{}", pair.replace('&', "&amp;"));
        let shown = body
            .split(&format!("href=\"{link}\">"))
            .nth(1)
            .expect("a link");
        let shown = shown.split("</a>").next().expect("it ends");
        assert!(shown.ends_with(&format!(": {course:.0}%")), "{shown}");
    }
    // The two that differ on a principle are told apart.
    assert!(body.contains("verschilt"));
    let forms = ["kiest", "kiest waarschijnlijk"];
    let has = |verb: &&str| body.contains(&format!("{verb}: maatwerk, eigen werkwijze"));
    assert!(forms.iter().any(has), "{body}");
    // Each can be taken off, which leaves a pair; another can be added.
    assert!(body.contains("href=\"/vergelijk?municipality=DM01&amp;partner=DM10\""));
    assert!(body.contains("Haal weg: Mandelvoort"));
    assert_eq!(
        body.matches("<input type=\"hidden\" name=\"partner\"")
            .count(),
        2
    );
}

#[test]
fn a_comparison_says_who_does_not_fit_and_asks_for_whom_is_missing() {
    let place = Place::new();
    let server = Server::start(&place);
    let many = "municipality=DM01&partner=DM02&partner=DM03&partner=DM05&partner=DM06&partner=DM08";
    let page = server.get(&format!("/vergelijk?{many}&lang=en")).body;
    assert!(page.contains("Left out: Schorrewijk."), "{page}");
    // No more can be added, and ten pairs are shown, beside four chips and the page in the other language.
    assert!(!page.contains("id=\"partner\""));
    assert_eq!(
        page.matches("href=\"/vergelijk?municipality=DM").count() - 5,
        10
    );

    let alone = server.get("/vergelijk?municipality=Biezeloord");
    assert_eq!(alone.status, 200);
    assert!(alone.body.contains("Met wie wilt u vergelijken?"));
    let pair = server.get("/vergelijk?municipality=DM01&partner=DM02").body;
    assert!(pair.contains("id=\"partner\""), "a pair can become three");
    for wrong in [
        "municipality=DM01&partner=DM02&partner=Onbekend",
        "partner=DM02&partner=DM03",
        "municipality=DM01&partner=DM02&partner=DM03&partners=DM05",
    ] {
        let status = server.get(&format!("/vergelijk?{wrong}")).status;
        assert!(status == 400 || status == 404, "{wrong}: {status}");
    }
}

#[test]
fn a_selection_over_the_api_is_that_of_the_page() {
    let place = Place::new();
    let server = Server::start(&place);
    let chosen = "municipality=DM01&partner=DM02&partner=Zandermuide";
    let ranking = "weightText=9&weightThemes=1&whatIf=collectief%3Dfor";
    let view = server.json(&format!("/api/v1/selections?{chosen}&{ranking}"));
    let codes = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["municipality"]["code"].to_string().replace('"', ""))
            .collect()
    };
    assert_eq!(codes(&view["municipalities"]), ["DM01", "DM02", "DM10"]);
    let pairs = view["pairs"].as_array().expect("pairs");
    assert_eq!(pairs.len(), 3);
    for pair in pairs {
        let (ours, theirs) = (&pair["municipality"]["code"], &pair["partner"]["code"]);
        // A supposed choice is that of who asks.
        let ranking = match ours == "DM01" {
            true => ranking,
            false => "weightText=9&weightThemes=1",
        };
        let alone = format!("municipality={ours}&partner={theirs}&{ranking}").replace('"', "");
        let alone = server.json(&format!("/api/v1/comparisons?{alone}"));
        for key in [
            "alignment",
            "compared",
            "percentile",
            "interval",
            "distanceKm",
            "border",
            "status",
        ] {
            assert_eq!(pair[key], alone[key], "{pair} {key}");
        }
    }
    for topic in view["principles"].as_array().expect("principles") {
        assert_eq!(topic["sides"].as_array().map(Vec::len), Some(3));
    }
    let first = &view["pairs"][0]["compared"];
    let compared = format!(
        "Wat is vergeleken: {} van 15 principes",
        first["principles"]
    );
    assert!(
        server
            .get(&format!("/vergelijk?{chosen}"))
            .body
            .contains(&compared),
        "{first}"
    );
    // The page leads to the same answer.
    let page = server.get(&format!("/vergelijk?{chosen}&{ranking}")).body;
    let link = "/api/v1/selections?municipality=DM01&amp;partner=DM02&amp;partner=DM10&amp;";
    assert!(page.contains(link), "{page}");

    for (wrong, status) in [
        ("municipality=DM01", 400),
        ("municipality=DM01&partner=", 404),
        ("municipality=DM01&partner=DM01", 400),
        ("municipality=DM01&partner=Onbekend", 404),
        ("partner=DM01", 400),
        (
            "municipality=DM01&partner=DM02&partner=DM03&partner=DM04&partner=DM05&partner=DM06",
            400,
        ),
        ("municipality=DM01&partner=DM02&partners=DM03", 400),
    ] {
        let reply = server.get(&format!("/api/v1/selections?{wrong}"));
        assert_eq!(reply.status, status, "{wrong}: {}", reply.body);
        assert_eq!(reply.header("content-type"), "application/problem+json");
    }
}

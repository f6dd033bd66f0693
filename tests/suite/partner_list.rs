//! Which partners a list shows and in which order, and what a supposed choice changes.

use serde_json::Value;

use crate::support::{Place, Server};

const LIST: &str = "/api/v1/municipalities/DM01/partners";
const PAGE: &str = "/gemeenten/DM01/partners";

/// One field of each partner, in the order of the list.
fn fields(list: &Value, key: &str) -> Vec<Value> {
    let partners = list["partners"].as_array().expect("partners");
    partners
        .iter()
        .map(|partner| partner[key].clone())
        .collect()
}

/// The codes in the rows of a table, in their order.
fn rows(page: &str) -> Vec<String> {
    let rows = page.split("<tr data-code=\"").skip(1);
    rows.map(|row| row.split('"').next().unwrap_or_default().to_owned())
        .collect()
}

#[test]
fn a_list_shows_those_of_a_province_or_size_and_keeps_their_ranks() {
    let place = Place::new();
    let server = Server::start(&place);
    let all = server.json(&format!("{LIST}?scope=all&top=100"));
    let ranks: Vec<(Value, Value)> = fields(&all, "code")
        .into_iter()
        .zip(fields(&all, "rank"))
        .collect();
    for (choice, wanted) in [
        ("province=waterrijk-DEMO", "province"),
        ("size=25000-50000", "population"),
        ("size=similar", "population"),
        ("without=tempoGap", "cautions"),
    ] {
        let list = server.json(&format!("{LIST}?scope=all&top=100&{choice}"));
        let kept = fields(&list, "code");
        assert!(!kept.is_empty() && kept.len() < ranks.len(), "{choice}");
        for partner in list["partners"].as_array().expect("partners") {
            let same = (partner["code"].clone(), partner["rank"].clone());
            assert!(ranks.contains(&same), "{choice}: {same:?} is another rank");
            let people = partner["population"].as_u64().expect("a number");
            match (choice, wanted) {
                (_, "province") => assert_eq!(partner["province"], "Waterrijk-demo"),
                ("size=similar", _) => assert!((19_206..=76_824).contains(&people), "{people}"),
                (_, "population") => assert!((25_000..50_000).contains(&people), "{people}"),
                _ => {
                    let cautions = partner["cautions"].as_array().expect("cautions");
                    assert!(cautions.iter().all(|one| one["kind"] != "tempoGap"));
                }
            }
        }
        // The page shows the same, and its data are those of the page.
        let page = server
            .get(&format!("{PAGE}?scope=all&top=100&{choice}"))
            .body;
        assert_eq!(rows(&page).len(), kept.len(), "{choice}");
    }
    for wrong in ["size=large", "without=badTemper", "order=up"] {
        assert_eq!(server.get(&format!("{LIST}?{wrong}")).status, 400);
        assert_eq!(server.get(&format!("{PAGE}?{wrong}")).status, 400);
    }
}

#[test]
fn a_list_is_ordered_before_it_is_cut_off() {
    let place = Place::new();
    let server = Server::start(&place);
    let list = |query: &str| server.json(&format!("{LIST}?scope=all&{query}"));
    let near = list("order=distance&top=5");
    let km: Vec<f64> = fields(&near, "distanceKm")
        .iter()
        .filter_map(Value::as_f64)
        .collect();
    assert_eq!(km.len(), 5);
    assert!(km.is_sorted(), "{km:?}");
    // Neighbours are nearest in this region, wherever they rank.
    assert!(
        fields(&near, "rank")
            .iter()
            .any(|rank| rank.as_u64() > Some(5))
    );
    let large = fields(&list("order=population&top=3"), "population");
    assert_eq!(large, [97_836, 71_340, 62_705]);
    let names = fields(&list("order=name&top=100"), "name");
    assert!(names.is_sorted_by_key(|name| name.as_str().expect("a name").to_lowercase()));
    // A page of the API carries the choice to the next.
    let paged = list("order=name&size=-50000&pageSize=2&fields=name");
    let next = paged["links"]["next"].as_str().expect("a next page");
    let next = server.json(next);
    assert_eq!(fields(&next, "name").len(), 2);
    let both = [fields(&paged, "name"), fields(&next, "name")].concat();
    assert!(both.is_sorted_by_key(|name| name.as_str().expect("a name").to_lowercase()));
}

#[test]
fn choices_in_a_list_are_chips_and_links() {
    let place = Place::new();
    let server = Server::start(&place);
    let chosen = "scope=all&province=Demoland&size=similar&without=tempoGap&order=distance";
    let page = server.get(&format!("{PAGE}?{chosen}&lang=en")).body;
    for chip in [
        "province Demoland",
        "about the same size",
        "without: different pace",
        "order: distance",
    ] {
        assert!(page.contains(&format!("Remove: {chip}")), "{chip}");
    }
    // Each takes off itself alone.
    let without = "scope=all&amp;size=similar&amp;without=tempoGap&amp;order=distance&amp;lang=en";
    assert!(page.contains(&format!("href=\"{PAGE}?{without}\"")));
    // What stands beside those that are left can be left out as well, and a form keeps what was left out.
    let more = "without=tempoGap%2C";
    assert!(page.contains(more), "{page}");
    assert!(page.contains("name=\"without\" value=\"tempoGap\""));
    assert!(page.contains("<option value=\"similar\" selected>"));
    // The data of this page are those that it shows.
    assert!(page.contains("/api/v1/municipalities/DM01/partners?province=Demoland&amp;"));
    let nobody = server.get(&format!("{PAGE}?size=100000-")).body;
    assert!(nobody.contains("Geen gemeente past bij wat u koos"));
    assert!(nobody.contains("Haal weg: 100.000 inwoners of meer"));
}

#[test]
fn a_supposed_choice_shows_what_was_and_what_becomes() {
    let place = Place::new();
    let server = Server::start(&place);
    let as_read = server.json(&format!("{LIST}?scope=km:30"));
    let supposed = server.json(&format!("{LIST}?scope=km:30&whatIf=collectief%3Dagainst"));
    let mut changed = 0;
    for partner in supposed["partners"].as_array().expect("partners") {
        let was = as_read["partners"].as_array().expect("partners");
        let was = was.iter().find(|one| one["code"] == partner["code"]);
        if let Some(was) = was {
            assert_eq!(partner["before"]["rank"], was["rank"]);
            assert_eq!(partner["before"]["alignment"], was["alignment"]);
            changed += usize::from(partner["alignment"] != was["alignment"]);
            assert!(was["before"].is_null());
        }
    }
    assert!(changed > 3, "a choice that changes nothing tests nothing");
    let page = server
        .get(&format!("{PAGE}?scope=km:30&whatIf=collectief%3Dagainst"))
        .body;
    let percent = |value: &serde_json::Value| {
        let alignment = value["alignment"].as_f64();
        alignment.map(|alignment| format!("{:.0}%", alignment * 100.0))
    };
    let mut told = 0;
    for partner in supposed["partners"].as_array().expect("partners") {
        // What stays the same to a whole percent is not told.
        if let (Some(was), Some(becomes)) = (percent(&partner["before"]), percent(partner))
            && was != becomes
        {
            let change = format!("was {was}, wordt {becomes}");
            assert!(page.contains(&change), "{change}");
            told += 1;
        }
    }
    assert!(told > 0, "a choice that changes nothing tests nothing");
    assert!(!server.get(PAGE).body.contains("class=\"change\""));
}

#[test]
fn an_empty_answer_offers_the_next_wider_scope_that_has_one() {
    let place = Place::new();
    let server = Server::start(&place);
    for page in ["partners", "regio", "wielen", "groepen"] {
        // An island: nobody borders on it.
        let body = server.get(&format!("/gemeenten/DM17/{page}")).body;
        let link = format!("/gemeenten/DM17/{page}?scope=");
        let offered = body.split(&format!("href=\"{link}")).nth(1);
        let Some(offered) = offered.and_then(|rest| rest.split('"').next()) else {
            // What has nothing far and wide either says so.
            assert_eq!(page, "groepen", "{body}");
            continue;
        };
        let wider = server.get(&format!("{link}{offered}"));
        assert_eq!(wider.status, 200);
        assert!(!wider.body.contains("Kijk verder"), "{page}: {offered}");
    }
}

#[test]
fn weights_of_ones_own_order_anew_and_count_no_hubs() {
    let place = Place::new();
    let server = Server::start(&place);
    let ranking = |of: &str, weights: &str| -> Vec<Value> {
        let path = format!("/api/v1/municipalities/{of}/partners?scope=all&top=100{weights}");
        let answer = server.json(&path);
        answer["partners"].as_array().expect("a list").clone()
    };
    let weights = "&weightThemes=2&weightPrinciples=1";
    let (usual, own) = (ranking("DM01", ""), ranking("DM01", weights));
    let codes = |list: &[Value]| -> Vec<String> {
        let codes = list.iter().map(|one| one["code"].as_str());
        codes.map(|code| code.expect("a code").to_owned()).collect()
    };
    assert_ne!(codes(&usual), codes(&own), "the order is another");
    for partner in &own {
        let code = partner["code"].as_str().expect("a code");
        let as_usual = usual.iter().find(|one| one["code"] == code);
        let as_usual = as_usual.expect("whoever has text is in both");
        assert_eq!(partner["hubCount"], as_usual["hubCount"], "{code}");
        // The place in the partner's own list is the one with these weights.
        let theirs = codes(&ranking(code, weights));
        let place = theirs.iter().position(|other| other == "DM01");
        let rank = place.map(|place| place as u64 + 1);
        assert_eq!(partner["mutualRank"].as_u64(), rank, "{code}");
    }
}

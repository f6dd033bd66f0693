//! Wheels: who plans, builds or has the designed initiatives of the demonstration.

use serde_json::Value;

use crate::support::{Place, fields, records, truth};

fn wheel<'v>(wheels: &'v Value, key: &str) -> Option<&'v Value> {
    let list = wheels["wheels"].as_array().expect("a list");
    list.iter().find(|wheel| wheel["key"] == key)
}

fn among<'v>(wheel: &'v Value, list: &str, code: &str) -> Option<&'v Value> {
    let list = wheel[list].as_array().expect("a list");
    list.iter().find(|one| one["code"] == code)
}

#[test]
fn designed_initiatives_are_found_with_who_made_them() {
    let wheels = Place::new().json(&["wheels"]);
    let rows = truth("wheel");
    let (mut missed, mut elsewhere) = (Vec::new(), Vec::new());
    for [code, _, thing, stage] in &rows {
        let found = wheel(&wheels, thing).unwrap_or_else(|| panic!("no wheel {thing}"));
        let stage = match stage.as_str() {
            "plan" => "plans",
            "build" => "builds",
            other => other,
        };
        match among(found, "municipalities", code) {
            None => missed.push(format!("{code} {thing} {stage}")),
            Some(one) => {
                let quotes = one["quotes"].as_array().expect("a list");
                assert!(!quotes.is_empty() && quotes[0]["page"].as_u64() >= Some(1));
                assert!(one["since"].is_string(), "{one}");
                if one["stage"] != stage {
                    elsewhere.push(format!("{code} {thing} {stage}: {}", one["stage"]));
                }
            }
        }
    }
    assert!(missed.len() <= 2, "{missed:#?}");
    assert!(
        (missed.len() + elsewhere.len()) * 4 <= rows.len(),
        "{missed:#?} {elsewhere:#?}"
    );
}

#[test]
fn who_turned_it_down_has_no_part_in_it() {
    let wheels = Place::new().json(&["wheels"]);
    for [code, _, thing, _] in truth("not_wheel") {
        let found = wheel(&wheels, &thing).expect("a wheel");
        assert_eq!(among(found, "municipalities", &code), None);
        assert!(among(found, "refused", &code).is_some(), "{code} {thing}");
    }
}

#[test]
fn what_one_wants_and_others_have_comes_first() {
    let place = Place::new();
    let wheels = place.json(&["wheels", "Zilverhorne"]);
    assert_eq!(
        fields(&wheels),
        [
            "demonstration",
            "generation",
            "municipality",
            "scope",
            "wheels"
        ]
    );
    let first = &wheels["wheels"][0];
    assert_eq!(
        fields(first),
        [
            "chance",
            "key",
            "municipalities",
            "name",
            "rank",
            "refused",
            "text",
            "theme",
            "themeName"
        ]
    );
    assert_eq!(first["chance"], "takeOver");
    let depot = wheel(&wheels, "e-depot").expect("neighbours have one");
    assert_eq!(depot["chance"], "takeOver");
    let who = depot["municipalities"].as_array().expect("a list");
    assert_eq!(
        (&who[0]["code"], &who[0]["isFocus"], &who[0]["distanceKm"]),
        (&"DM01".into(), &true.into(), &Value::Null)
    );
    assert!(
        who[1..]
            .iter()
            .all(|one| one["distanceKm"].is_f64() && one["alignment"].is_f64())
    );
    let of_archive = place.json(&["wheels", "Zilverhorne", "--theme", "archief"]);
    let themes = of_archive["wheels"].as_array().expect("a list");
    assert!(!themes.is_empty() && themes.iter().all(|wheel| wheel["theme"] == "archief"));
    place
        .run(&["wheels", "Zilverhorne", "--theme", "vissen"])
        .refused(&["vissen", "archief"]);
}

#[test]
fn who_is_in_scope_decides_who_is_shown_but_not_how_far_they_are() {
    let place = Place::new();
    let near = place.json(&["wheels", "DM02", "--scope", "border"]);
    let all = place.json(&["wheels", "DM02", "--scope", "all"]);
    for wheel_near in near["wheels"].as_array().expect("a list") {
        let key = wheel_near["key"].as_str().expect("a name");
        let wheel_far = wheel(&all, key).expect("more municipalities, the same things");
        for one in wheel_near["municipalities"].as_array().expect("a list") {
            let code = one["code"].as_str().expect("a code");
            assert_eq!(among(wheel_far, "municipalities", code), Some(one));
        }
    }
}

#[test]
fn as_csv_each_municipality_is_a_line() {
    let ran = Place::new()
        .run(&["wheels", "DM04", "--scope", "all", "--format", "csv"])
        .done();
    let lines = records(&ran.out);
    let refused = lines.iter().any(|line| {
        line["thing"] == "chatbot" && line["municipality"] == "DM09" && line["stage"] == "refused"
    });
    assert!(refused && lines.iter().all(|line| !line["sentence"].is_empty()));
}

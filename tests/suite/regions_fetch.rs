//! The register from its sources: the official list of municipalities and their borders, with a merger of a 1 January to
//! come. All municipalities are invented.

use serde_json::{Value, json};

use crate::support::{Asked, Place, PublicSource, Reply, records, vision};

const TOOI: &str = "https://identifier.overheid.nl/tooi/def/ont/";
const PROV: &str = "http://www.w3.org/ns/prov#";

fn id(digits: &str) -> Value {
    json!({ "@id": format!("https://identifier.overheid.nl/tooi/id/gemeente/gm{digits}") })
}

/// A municipality in the expanded JSON-LD of the list.
fn listed(digits: &str, name: &str, first: &str, last: &str) -> Value {
    let mut node = id(digits);
    node["@type"] = json!([format!("{TOOI}Gemeente")]);
    node[format!("{TOOI}officieleNaamExclSoort")] = json!([{ "@value": name }]);
    for (property, day) in [("begindatum", first), ("einddatum", last)] {
        if !day.is_empty() {
            node[format!("{TOOI}{property}")] =
                json!([{ "@type": "http://www.w3.org/2001/XMLSchema#date", "@value": day }]);
        }
    }
    node
}

/// Noordoord and Zuidoord become Samenoord on 1 January 2027; Oudenaam gets another name.
fn list() -> String {
    let mut merger = json!({ "@id": "wzg_1", "@type": [format!("{TOOI}Samenvoeging")] });
    merger[format!("{PROV}invalidated")] = json!([id("9001"), id("9002")]);
    merger[format!("{PROV}generated")] = json!([id("9005")]);
    merger[format!("{TOOI}tijdstipWijziging")] = json!([{ "@value": "2027-01-01T00:00:00" }]);
    json!([
        listed("9001", "Noordoord", "", "2026-12-31"),
        listed("9002", "Zuidoord", "", "2026-12-31"),
        listed("9003", "Westoord", "", ""),
        listed("9004", "Nieuwenaam", "", ""),
        listed("9005", "Samenoord", "2027-01-01", ""),
        merger,
    ])
    .to_string()
}

/// A rectangle of the map, in tenths of a degree from 5 east, 52 north.
fn feature(year: i32, code: &str, x: [f64; 2]) -> Value {
    let [west, east] = x.map(|x| 5.0 + x / 10.0);
    let ring = [
        [west, 52.0],
        [east, 52.0],
        [east, 52.1],
        [west, 52.1],
        [west, 52.0],
    ];
    json!({ "type": "Feature", "id": code,
        "properties": { "statcode": code, "statnaam": code, "jrstatcode": format!("{year}{code}"), "jaarcode": year },
        "geometry": { "type": "MultiPolygon", "coordinates": [[ring]] } })
}

/// Borders of a year in pages of two.
fn borders(asked: &Asked, base: &str) -> Reply {
    let year: i32 = asked
        .parameter("jaarcode")
        .and_then(|year| year.parse().ok())
        .expect("all years are in one collection");
    let all = match year {
        2026 => vec![
            feature(2026, "GM9001", [0.0, 1.0]),
            feature(2026, "GM9002", [1.0, 2.0]),
            feature(2026, "GM9003", [2.0, 3.0]),
            feature(2026, "GM9004", [3.0, 4.0]),
        ],
        2027 => vec![
            feature(2027, "GM9005", [0.0, 2.0]),
            feature(2027, "GM9003", [2.0, 3.0]),
            feature(2027, "GM9004", [3.0, 4.0]),
        ],
        _ => Vec::new(),
    };
    let from: usize = asked
        .parameter("cursor")
        .map_or(0, |cursor| cursor.parse().expect("ours"));
    let page: Vec<_> = all.iter().skip(from).take(2).collect();
    let mut links = vec![json!({ "rel": "self", "href": base })];
    if from + 2 < all.len() {
        let next = format!("{base}/items?f=json&jaarcode={year}&cursor={}", from + 2);
        links.push(json!({ "rel": "next", "href": next }));
    }
    let number = page.len();
    Reply::found(
        json!({ "type": "FeatureCollection", "numberReturned": number, "links": links, "features": page })
            .to_string(),
    )
}

fn source() -> PublicSource {
    PublicSource::start(|asked: &Asked| {
        let base = format!("http://{}", asked.header("host").unwrap_or_default());
        match asked.path.split('?').next() {
            Some("/tooi.json") => Reply::found(list()),
            Some("/items") => borders(asked, &base),
            Some("/elders") => Reply::found(
                json!({ "type": "FeatureCollection", "features": [feature(2026, "GM9003", [2.0, 3.0])],
                    "links": [{ "rel": "next", "href": "http://10.0.0.1/items" }] })
                .to_string(),
            ),
            Some("/storing") => Reply::found("<html>Storing</html>"),
            _ => Reply::new(404, ""),
        }
    })
}

fn place(source: &PublicSource) -> Place {
    let place = Place::new().with(&["--config", "wiel.toml"]);
    let url = &source.url;
    place.write(
        "wiel.toml",
        format!(
            "[register]\nfolder = \"register\"\n[corpus]\nfolder = \"docs\"\n[data]\nfolder = \"data\"\n[harvest]\n\
             contact = \"ict@noordoord.example\"\ninterval_ms = 0\nretries = 0\nprivate_hosts = \"127.0.0.1\"\n\
             municipalities_url = \"{url}/tooi.json\"\nborders_url = \"{url}/items\"\n"
        ),
    );
    place.write(
        "register/municipalities.csv",
        "code,name,province,lon,lat,population,area_km2,neighbours\n\
         GM9001,Noordoord,Demo,5.05,52.05,1000,76,GM9002\nGM9002,Zuidoord,Demo,5.15,52.05,2000,76,GM9001;GM9003\n\
         GM9003,Westoord,Demo,5.25,52.05,3000,76,GM9002;GM9004\nGM9004,Oudenaam,Demo,5.35,52.05,4000,76,GM9003\n",
    );
    place.write(
        "register/partnerships.csv",
        "partnership,municipality,from,until,source\nSamen sterk,GM9001,,,x\nSamen sterk,GM9003,,,x\n",
    );
    place
}

fn fetch(place: &Place, args: &[&str], code: i32) -> Value {
    let ran = place.run(&[&["regions", "fetch", "--format", "json"], args].concat());
    assert_eq!(ran.code, code, "{ran:#?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

fn register(place: &Place, folder: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    records(&place.read(&format!("{folder}/municipalities.csv")))
}

#[test]
fn list_and_borders_of_a_year_come_page_by_page() {
    let source = source();
    let place = place(&source);
    let told = fetch(&place, &["--year", "2026"], 0);
    assert_eq!(
        told["borders"]["taken"].as_array().map(Vec::len),
        Some(4),
        "{told:#}"
    );
    assert_eq!(
        (&told["added"], &told["ended"], &told["withheld"]),
        (&json!([]), &json!([]), &false.into())
    );
    assert_eq!(told["renamed"][0]["newName"], "Nieuwenaam");
    let pages = source
        .paths()
        .iter()
        .filter(|path| path.starts_with("/items"))
        .count();
    assert_eq!(pages, 2);
    let rows = register(&place, "register");
    assert_eq!(rows[0]["neighbours"], "GM9002");
    assert!(place.read("register/borders.geojson").contains("GM9004"));
    assert_eq!(rows[3]["name"], "Nieuwenaam");
    // The same again: nothing is new.
    let again = fetch(&place, &["--year", "2026"], 0);
    assert_eq!(again["renamed"], json!([]));
    let table = place
        .run(&["regions", "fetch", "--year", "2026"])
        .done()
        .out;
    assert!(table.contains("gelijk aan die in het register"), "{table}");
}

#[test]
fn a_merger_to_come_is_prepared_and_old_names_and_documents_move_along() {
    let source = source();
    let place = place(&source);
    for (number, name) in ["GM9001", "GM9002", "GM9003", "Oudenaam"]
        .iter()
        .enumerate()
    {
        place.write(
            &format!("docs/{name}/visie.md"),
            vision("samen werken", number),
        );
    }
    let told = fetch(&place, &["--year", "2027", "--out", "straks"], 0);
    assert_eq!(
        told["added"],
        json!([{ "code": "GM9005", "name": "Samenoord" }])
    );
    assert_eq!(told["ended"][1]["until"], "2026-12-31");
    assert_eq!(told["ended"][1]["successors"][0]["code"], "GM9005");
    // The register of today is as it was.
    assert_eq!(register(&place, "register").len(), 4);
    let rows = register(&place, "straks");
    assert_eq!(rows.len(), 3, "{rows:#?}");
    let merged = rows
        .iter()
        .find(|row| row["code"] == "GM9005")
        .expect("the new one");
    assert_eq!(
        (merged["population"].as_str(), merged["neighbours"].as_str()),
        ("3000", "GM9003")
    );
    let members = records(&place.read("straks/partnerships.csv"));
    assert_eq!(members[0]["municipality"], "GM9005");
    // With that register, old codes and names answer, and their documents are those of the new one.
    let settings = place
        .read("wiel.toml")
        .replace("\"register\"", "\"straks\"");
    place.write("straks.toml", settings);
    let next = |args: &[&str]| {
        let args = [&["--config", "straks.toml"], args].concat();
        place.run(&args)
    };
    next(&["build"]).done();
    for typed in ["Zuidoord", "GM9001", "Samenoord"] {
        let ran = next(&["profile", typed, "--format", "json"]).done();
        let profile: Value = serde_json::from_str(&ran.out).expect("JSON");
        assert_eq!(profile["municipality"]["code"], "GM9005", "{typed}");
        assert_eq!(
            profile["documents"].as_array().map(Vec::len),
            Some(2),
            "{typed}"
        );
    }
    let csv = next(&["regions", "fetch", "--year", "2027", "--format", "csv"])
        .done()
        .out;
    assert_eq!(
        csv.trim(),
        "change,code,name,becomes,until",
        "nothing is left to change"
    );
}

#[test]
fn without_borders_of_the_year_what_is_known_of_the_old_ones_holds() {
    let source = source();
    let place = place(&source);
    let text = place.read("wiel.toml").replace("/items", "/geen");
    let told = fetch(&place, &["--year", "2027", "--without-borders"], 0);
    assert_eq!(
        (&told["borders"], &told["bordersMissing"]),
        (&Value::Null, &false.into())
    );
    let rows = register(&place, "register");
    let merged = rows
        .iter()
        .find(|row| row["code"] == "GM9005")
        .expect("the new one");
    assert_eq!(
        (merged["area_km2"].as_str(), merged["neighbours"].as_str()),
        ("152.00", "GM9003")
    );
    // A year of which there are none yet.
    let later = fetch(&place, &["--year", "2028"], 0);
    assert_eq!(later["bordersMissing"], true, "{later:#}");
    // A source that does not answer, or answers with something else, changes nothing.
    let before = place.read("register/municipalities.csv");
    place.write("wiel.toml", &text);
    place
        .run(&["regions", "fetch", "--year", "2027"])
        .refused(&["404"]);
    for path in ["/storing", "/elders"] {
        place.write("wiel.toml", text.replace("/geen", path));
        place
            .run(&["regions", "fetch", "--year", "2026"])
            .refused(&["/"]);
    }
    place.write("wiel.toml", text.replace("/tooi.json", "/storing"));
    place
        .run(&["regions", "fetch", "--year", "2027"])
        .refused(&["/storing"]);
    assert_eq!(place.read("register/municipalities.csv"), before);
    let without = [("WIEL__HARVEST__CONTACT", "")];
    place
        .run_in(&["regions", "fetch"], &without)
        .refused(&["[harvest] contact"]);
}

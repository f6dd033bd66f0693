//! A harvest in the night: `wiel nightly` fetches documents before it builds, and builds whatever became of that.

use std::path::Path;

use serde_json::Value;

use crate::support::{Asked, Place, PublicSource, Reply, vision};

/// A place with one document, whose night harvests from the list `lijst.csv` as `harvest` says.
fn place(list: &str, harvest: &str) -> Place {
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/register");
    let place = Place::new().with(&["--config", "wiel.toml"]);
    place.write("lijst.csv", list);
    place.write("docs/Zilverhorne/visie.md", vision("collectief", 2023));
    place.write(
        "wiel.toml",
        format!(
            "[register]\nfolder = {register:?}\n[corpus]\nfolder = \"docs\"\n[data]\nfolder = \"data\"\n\
             [nightly]\nretries = 0\nmetrics = \"wiel.prom\"\n\
             [harvest]\nsources = \"addresses\"\naddresses = \"lijst.csv\"\ninterval_ms = 5\nretries = 0\n\
             private_hosts = \"127.0.0.1\"\n{harvest}"
        ),
    );
    place
}

fn night(place: &Place) -> Value {
    place.run(&["nightly", "--once"]).done();
    place.json(&["generations", "list"])["lastBuild"].clone()
}

const ALLOWED: &str = "nightly = true\ncontact = \"ict@schorrewijk.example\"\n";

#[test]
fn a_night_builds_from_what_it_harvested() {
    let answer = |asked: &Asked| match asked.path.as_str() {
        "/visie.md" => Reply::found(vision("gegevens bij de bron", 2024)),
        _ => Reply::new(404, ""),
    };
    let source = PublicSource::start(answer);
    let list = format!("municipality,url\nSchorrewijk,{}/visie.md\n", source.url);
    // Nothing is asked of others unless the settings say so.
    let off = place(&list, "contact = \"ict@schorrewijk.example\"\n");
    let last = night(&off);
    assert_eq!(last["outcome"], "published");
    assert!(last.get("harvest").is_none(), "{last:#}");
    assert!(source.asked().is_empty());
    let on = place(&list, ALLOWED);
    let last = night(&on);
    assert_eq!(last["outcome"], "published");
    let harvest = &last["harvest"];
    assert_eq!(
        (&harvest["outcome"], &harvest["fetched"], &harvest["reason"]),
        (&"complete".into(), &1.into(), &Value::Null),
        "{last:#}"
    );
    let profile = on.json(&["profile", "Schorrewijk"]);
    assert_eq!(profile["municipality"]["code"], "DM08");
    let metrics = on.read("wiel.prom");
    assert!(
        metrics.contains("wiel_harvest_outcome{outcome=\"complete\"} 1\n"),
        "{metrics}"
    );
    let last = night(&on);
    assert_eq!(
        (&last["outcome"], &last["harvest"]["unchanged"]),
        (&"unchanged".into(), &1.into())
    );
}

#[test]
fn a_harvest_that_fails_stops_no_build_and_is_told() {
    let list = "municipality,url\nAtlantis,https://voorbeeld.example/visie.pdf\n";
    for (harvest, outcome, part) in [
        // Nobody may be asked.
        ("nightly = true\n", "failed", "contact"),
        // A list that names a municipality that does not exist.
        (ALLOWED, "partial", "Atlantis"),
    ] {
        let place = place(list, harvest);
        let last = night(&place);
        assert_eq!(last["outcome"], "published", "{last:#}");
        let told = &last["harvest"];
        assert_eq!(told["outcome"], outcome, "{last:#}");
        let reason = told["reason"].as_str().expect("a reason");
        assert!(reason.contains(part), "{reason}");
        let shown = place.run(&["generations", "list"]).done().out;
        assert!(shown.contains("niet alle documenten"), "{shown}");
        place.json(&["profile", "Zilverhorne"]);
        let metrics = place.read("wiel.prom");
        assert!(metrics.contains(&format!(
            "wiel_harvest_outcome{{outcome=\"{outcome}\"}} 1\n"
        )));
        // A build by hand harvests nothing, so its status tells of none.
        place.run(&["build", "--force"]).done();
        let last = place.json(&["generations", "list"])["lastBuild"].clone();
        assert!(last.get("harvest").is_none(), "{last:#}");
    }
}

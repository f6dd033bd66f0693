//! Documents from public sources: `wiel harvest` against a source on this machine, with all that may go wrong.

use std::collections::BTreeMap;
use std::path::Path;
use std::time::Duration;

use crate::support::{Asked, Place, PublicSource, Reply, Server, records, vision};

/// A PDF as far as a harvest looks at one.
pub(crate) fn pdf(text: &str) -> Vec<u8> {
    format!("%PDF-1.4\n% {text}\n%%EOF\n").into_bytes()
}

/// A place that harvests into `docs` from the list `lijst.csv`, quickly.
pub(crate) fn place(list: &str, settings: &str) -> Place {
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/register");
    let place = Place::new().with(&["--config", "wiel.toml"]);
    place.write("lijst.csv", list);
    place.write(
        "wiel.toml",
        format!(
            "[register]\nfolder = {register:?}\n[corpus]\nfolder = \"docs\"\n[data]\nfolder = \"data\"\n\
             [harvest]\nsources = \"addresses, folder\"\ncontact = \"ict@schorrewijk.example\"\naddresses = \"lijst.csv\"\ninterval_ms = 5\n\
             retries = 2\nprivate_hosts = \"127.0.0.1\"\n{settings}"
        ),
    );
    place
}

/// A list of addresses of one municipality.
pub(crate) fn list(base: &str, paths: &[&str]) -> String {
    let lines: String = paths
        .iter()
        .map(|path| format!("Schorrewijk,{base}{path},,,2024\n"))
        .collect();
    format!("municipality,url,title,kind,year\n{lines}")
}

/// What became of each document of a report, by the end of its address.
pub(crate) fn states(report: &serde_json::Value) -> BTreeMap<String, (String, String)> {
    let municipalities = report["municipalities"].as_array().expect("a list");
    let documents = municipalities
        .iter()
        .flat_map(|one| one["documents"].as_array().expect("a list"));
    let word = |value: &serde_json::Value| value.as_str().unwrap_or_default().to_owned();
    let state = |one: &serde_json::Value| {
        let id = word(&one["id"]);
        let name = id.rsplit('/').next().unwrap_or_default().to_owned();
        (name, (word(&one["state"]), word(&one["reason"])))
    };
    documents.map(state).collect()
}

pub(crate) fn report(place: &Place, args: &[&str], code: i32) -> serde_json::Value {
    let ran = place.run(&[&["harvest", "--format", "json"], args].concat());
    assert_eq!(ran.code, code, "{ran:#?}");
    serde_json::from_str(&ran.out).expect("JSON")
}

#[test]
fn documents_of_a_list_come_with_their_provenance_and_only_once() {
    let answer = |asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => Reply::new(404, ""),
        "/visie.md" if asked.header("if-none-match") == Some("\"1\"") => Reply::new(304, ""),
        "/visie.md" => Reply::found(vision("collectief", 2024)).with("etag", "\"1\""),
        "/plan.pdf" => Reply::found(pdf("plan")),
        _ => Reply::new(404, ""),
    };
    let source = PublicSource::start(answer);
    let text = list(&source.url, &["/visie.md", "/plan.pdf"]);
    let place = place(&text, "");
    let first = report(&place, &[], 0);
    assert_eq!(
        (&first["fetched"], &first["nothingFound"]),
        (&2.into(), &17.into()),
        "{first:#}"
    );
    assert!(
        source.asked()[0]
            .header("user-agent")
            .is_some_and(|agent| agent.contains("mailto:ict@"))
    );
    let rows = records(&place.read("docs/manifest.csv"));
    assert_eq!(rows.len(), 2, "{rows:#?}");
    for row in &rows {
        assert!(place.file("docs").join(&row["path"]).is_file(), "{row:?}");
        assert_eq!(
            (row["source"].as_str(), row["date"].as_str()),
            ("addresses", "2024")
        );
        assert!(
            row["hash"].len() == 64
                && row["licence"].contains("15b")
                && row["fetched"].starts_with("20")
        );
        assert_eq!(row["url"], row["address"]);
    }
    // A person corrects a title; the next harvest keeps it, and asks without fetching.
    let corrected = place
        .read("docs/manifest.csv")
        .replace("visie,", "Onze visie,");
    place.write("docs/manifest.csv", &corrected);
    source.forget();
    let second = report(&place, &[], 0);
    assert_eq!(
        (&second["fetched"], &second["unchanged"]),
        (&0.into(), &2.into()),
        "{second:#}"
    );
    assert_eq!(place.read("docs/manifest.csv"), corrected);
    assert_eq!(source.paths().len(), 2);
    place.run(&["build"]).done();
    provenance_is_shown(&place, &source.url);
}

/// Where a document comes from stands in the API, on the page of a passage, and in the check of the corpus.
fn provenance_is_shown(place: &Place, base: &str) {
    let server = Server::start(place);
    let found = server.json("/api/v1/passages?q=collectief");
    let id = found["hits"][0]["id"].as_str().expect("a passage");
    let passage = server.json(&format!("/api/v1/passages/{id}"));
    let provenance = &passage["provenance"];
    let address = format!("{base}/visie.md");
    assert_eq!(
        (
            &provenance["source"],
            &provenance["address"],
            &provenance["fetchedFrom"]
        ),
        (
            &"addresses".into(),
            &address.as_str().into(),
            &address.as_str().into()
        ),
        "{passage:#}"
    );
    let word = |key: &str| provenance[key].as_str().unwrap_or_default();
    assert!(word("fetched").ends_with('Z') && word("licence").contains("15b"));
    assert_eq!(word("hash").len(), 64);
    let page = server.get(&format!("/passages/{id}")).body;
    for part in [
        "Herkomst van het document",
        "Lijst van adressen",
        word("hash"),
        word("licence"),
    ] {
        assert!(page.contains(part), "{part:?} is not in {page}");
    }
    assert!(page.contains(&format!("href=\"{address}\"")), "{page}");
    let profile = server.json("/api/v1/profiles/DM08");
    // The PDF of this test has no text, which the check reports with exit code 1.
    let check = place.run(&["corpus", "check", "--format", "json"]).out;
    let check: serde_json::Value = serde_json::from_str(&check).expect("JSON");
    for list in [&profile["documents"], &check["documents"]] {
        let documents = list.as_array().expect("a list").iter();
        let mut known = documents.filter(|one| one["provenance"]["hash"].is_string());
        assert!(known.next().is_some(), "{list:#}");
    }
}

#[test]
fn what_goes_wrong_with_one_document_costs_no_other() {
    let answer = |asked: &Asked| {
        let host = asked
            .header("host")
            .unwrap_or_default()
            .replace("127.0.0.1", "localhost");
        match asked.path.as_str() {
            "/robots.txt" => Reply::found("User-agent: *\nDisallow: /geheim/\n"),
            "/goed.pdf" => Reply::found(pdf("goed")),
            "/lus" => Reply::to("/lus"),
            "/intern" => Reply::to(&format!("http://{host}/goed.pdf")),
            "/metadata" => Reply::to("http://169.254.169.254/latest"),
            "/bestand" => Reply::to("file:///etc/passwd"),
            "/half.pdf" => Reply::found(b"%PDF-1.4\nhalf".to_vec()),
            "/afgebroken.pdf" => Reply::found(pdf(&"x".repeat(5000))).cut(100),
            "/login.pdf" => Reply::found("<!DOCTYPE html><title>Inloggen</title>"),
            "/leeg.pdf" => Reply::found(""),
            "/groot.pdf" => Reply::found(pdf(&"x".repeat(200_000))),
            "/traag.pdf" => Reply::found(pdf("traag")).after(Duration::from_secs(3)),
            "/wacht" => Reply::new(503, "").with("retry-after", "86400"),
            "/geheim/visie.pdf" => Reply::found(pdf("geheim")),
            _ => Reply::new(404, "<html>"),
        }
    };
    let source = PublicSource::start(answer);
    let paths = [
        "/goed.pdf",
        "/lus",
        "/intern",
        "/metadata",
        "/bestand",
        "/half.pdf",
        "/afgebroken.pdf",
        "/login.pdf",
        "/leeg.pdf",
        "/groot.pdf",
        "/traag.pdf",
        "/wacht",
        "/geheim/visie.pdf",
        "/weg.pdf",
    ];
    let mut text = list(&source.url, &paths);
    text.push_str(
        "Schorrewijk,http://10.0.0.1/a.pdf,,,\nSchorrewijk,http://localhost:1/b.pdf,,,\n",
    );
    let place = place(&text, "timeout_seconds = 1\nmax_bytes = 100000\n");
    let states = states(&report(&place, &[], 0));
    for (name, state, reason) in [
        ("goed.pdf", "fetched", ""),
        ("lus", "failed", "stuurt steeds door"),
        ("intern", "refused", "eigen netwerk"),
        ("metadata", "refused", "169.254.169.254"),
        ("bestand", "refused", "geen adres van het web"),
        ("half.pdf", "failed", "niet compleet"),
        ("afgebroken.pdf", "failed", "geen verbinding"),
        ("login.pdf", "failed", "webpagina"),
        ("leeg.pdf", "failed", "leeg"),
        ("groot.pdf", "failed", "groter dan 100.000 bytes"),
        ("traag.pdf", "failed", "niet op tijd"),
        ("wacht", "failed", "86400"),
        ("visie.pdf", "refused", "robots.txt"),
        ("weg.pdf", "failed", "404"),
        ("a.pdf", "refused", "10.0.0.1"),
        ("b.pdf", "refused", "localhost"),
    ] {
        let (found, why) = states
            .get(name)
            .unwrap_or_else(|| panic!("{name} is not in {states:#?}"));
        assert_eq!(found, state, "{name}: {why}");
        assert!(why.contains(reason), "{name}: {why}");
    }
    let asked = source.paths();
    assert!(
        !asked.iter().any(|path| path.contains("geheim")),
        "{asked:?}"
    );
    assert_eq!(records(&place.read("docs/manifest.csv")).len(), 1);
}

#[test]
fn a_host_that_is_busy_is_asked_again_and_never_faster_than_the_interval() {
    let calls = std::sync::atomic::AtomicUsize::new(0);
    let answer = move |asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => Reply::new(404, ""),
        "/druk.pdf" if calls.fetch_add(1, std::sync::atomic::Ordering::Relaxed) < 2 => {
            Reply::new(429, "").with("retry-after", "0")
        }
        _ => Reply::found(pdf(&asked.path)),
    };
    let source = PublicSource::start(answer);
    let paths: Vec<String> = (0..8)
        .map(|n| format!("/{n}.pdf"))
        .chain(["/druk.pdf".to_owned()])
        .collect();
    let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
    let place = place(&list(&source.url, &paths), "").with(&[]);
    let report = {
        let variables = [("WIEL__HARVEST__INTERVAL_MS", "60")];
        let ran = place
            .run_in(&["harvest", "--format", "json"], &variables)
            .done();
        serde_json::from_str::<serde_json::Value>(&ran.out).expect("JSON")
    };
    assert_eq!(report["fetched"], 9, "{report:#}");
    let asked = source.asked();
    assert_eq!(
        asked.len(),
        12,
        "robots.txt, nine documents, two more tries"
    );
    for pair in asked.windows(2) {
        let apart = pair[1].at - pair[0].at;
        // The moment at which this machine takes up a request may vary a little.
        assert!(apart >= Duration::from_millis(50), "{apart:?} {pair:?}");
    }
}

#[test]
fn a_plan_asks_nobody_and_names_the_hosts() {
    let source = PublicSource::start(|_| Reply::new(500, ""));
    let place = place(&list(&source.url, &["/a.pdf", "/b.pdf"]), "");
    let ran = place.run(&["harvest", "--plan"]).done();
    let host = source.url.trim_start_matches("http://");
    assert!(
        ran.out.contains(host) && ran.out.contains("addresses"),
        "{ran:#?}"
    );
    let plan = place.json(&["harvest", "--plan", "--municipality", "Schorrewijk"]);
    assert_eq!(
        (
            &plan["hosts"][0]["requests"],
            &plan["hosts"][0]["municipalities"]
        ),
        (&2.into(), &1.into())
    );
    let other = place.json(&["harvest", "--plan", "--municipality", "Zilverhorne"]);
    assert_eq!(
        other["hosts"].as_array().map(Vec::len),
        Some(0),
        "{other:#}"
    );
    assert!(source.asked().is_empty() && !place.file("docs").exists());
}

#[test]
fn a_harvest_needs_a_contact_a_corpus_and_a_source() {
    let place = place("municipality,url\nElders,https://a.example/\n", "");
    let without = |name: &str| place.run_in(&["harvest"], &[(name, "")]);
    without("WIEL__HARVEST__CONTACT").refused(&["[harvest] contact"]);
    without("WIEL__HARVEST__ADDRESSES").refused(&["[harvest] addresses"]);
    Place::new().run(&["harvest"]).refused(&["[corpus] folder"]);
    place.run(&["harvest", "google"]).refused(&["addresses"]);
    place
        .run(&["harvest", "--municipality", "Nergenshuizen"])
        .refused(&["Nergenshuizen"]);
    // A wrong line is told with its place.
    let ran = place.run(&["harvest"]);
    assert!(
        ran.code == 1 && ran.out.contains("regel 2") && ran.out.contains("Elders"),
        "{ran:#?}"
    );
}

#[test]
fn a_harvest_that_is_killed_goes_on_and_fetches_nothing_twice() {
    let source = PublicSource::start(|asked: &Asked| match asked.path.as_str() {
        "/robots.txt" => Reply::new(404, ""),
        path => Reply::found(pdf(path)),
    });
    let names = ["Schorrewijk", "Zilverhorne", "Zandermuide", "Mandelvoort"];
    let lines: String = (0..40)
        .map(|n| format!("{},{}/{n}.pdf\n", names[n % 4], source.url))
        .collect();
    let place = place(&format!("municipality,url\n{lines}"), "");
    let mut child = place
        .command(&["harvest"])
        .env("WIEL__HARVEST__INTERVAL_MS", "30")
        .spawn()
        .expect("it starts");
    while source.paths().len() < 15 {
        std::thread::sleep(Duration::from_millis(5));
    }
    child.kill().expect("it runs");
    child.wait().expect("it ended");
    let before = source.paths();
    assert!(before.len() < 40, "{before:?}");
    let report = report(&place, &[], 0);
    let total = report["fetched"].as_u64().expect("a number")
        + report["unchanged"].as_u64().expect("a number");
    assert_eq!(total, 40, "{report:#}");
    let mut asked = source.paths();
    let all = asked.len();
    asked.sort();
    asked.dedup();
    // Only what was under way when it was killed is asked for once more: one request at a time to one host.
    assert!(asked.len() == 40 && all <= 41, "{all} requests");
    assert_eq!(records(&place.read("docs/manifest.csv")).len(), 40);
    let again = place.json(&["harvest"]);
    assert_eq!(
        (&again["unchanged"], &again["resumed"]),
        (&40.into(), &0.into()),
        "{again:#}"
    );
}

#[test]
fn a_folder_of_others_is_taken_in_beside_what_is_there() {
    let place = place("municipality,url\n", "folder = \"neer\"\n");
    place.write("docs/Zilverhorne/visie.md", vision("collectief", 2023));
    place.write(
        "neer/Schorrewijk/I-visie 2024.md",
        vision("collectief", 2024),
    );
    place.write("neer/Onbekend/x.md", "x");
    let report = report(&place, &["folder"], 0);
    assert_eq!(report["fetched"], 1, "{report:#}");
    let rows = records(&place.read("docs/manifest.csv"));
    let paths: Vec<_> = rows.iter().map(|row| row["path"].as_str()).collect();
    assert!(
        paths.contains(&"Zilverhorne/visie.md") && paths.len() == 2,
        "{paths:?}"
    );
    let check = place.json(&["corpus", "check"]);
    assert_eq!(
        check["documents"].as_array().map(Vec::len),
        Some(2),
        "{check:#}"
    );
}

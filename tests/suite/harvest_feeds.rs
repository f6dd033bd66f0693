//! Feeds as a source: RSS and Atom in which others tell of documents. All municipalities and documents are invented.

use crate::harvest_services::{base, demonstration, harvest, place};
use crate::support::{Asked, PublicSource, Reply, records, vision};

/// A feed of a partnership, of which each entry names its municipality.
fn atom(base: &str) -> String {
    let entry = |number: usize, name: &str, title: &str, links: &str| {
        format!(
            "<entry><title>{title}</title><id>tag:samen.example,2026:{number}</id>{links}\
             <updated>2026-11-24T06:16:00Z</updated><author><name>{name}</name></author></entry>"
        )
    };
    let entries = [
        entry(
            1,
            "Gemeente Schorrewijk",
            "I-visie &amp; koers",
            "<link rel=\"enclosure\" href=\"/i-visie.md\"/><link href=\"/pagina\"/>",
        ),
        entry(
            2,
            "Zilverhorne",
            "Digitale agenda",
            &format!("<link href=\"{base}/agenda.md\"/>"),
        ),
        entry(
            3,
            "Schorrewijk",
            "Vacature beleidsmedewerker",
            "<link href=\"/vacature\"/>",
        ),
        entry(
            4,
            "Atlantis",
            "I-visie Atlantis",
            "<link href=\"/atlantis.md\"/>",
        ),
        entry(
            5,
            "Schorrewijk",
            "Digitale agenda",
            "<link href=\"http://10.0.0.1/geheim.pdf\"/>",
        ),
        entry(
            6,
            "Schorrewijk",
            "Informatievisie",
            "<link href=\"file:///etc/passwd\"/>",
        ),
    ];
    format!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?><feed xmlns=\"http://www.w3.org/2005/Atom\">\
         <title>Samen</title>{}</feed>",
        entries.concat()
    )
}

/// A feed of one municipality, all of whose documents are of one kind.
const RSS: &str = "<rss version=\"2.0\"><channel><title>Visies</title><item><title>Ons plan</title>\
    <link>/plan</link><enclosure url=\"/plan.md\" type=\"text/markdown\" length=\"1\"/>\
    <pubDate>Tue, 24 Nov 2026 06:16:00 +0100</pubDate></item><item><title>Oud plan</title>\
    <enclosure url=\"/oud.md\"/><pubDate>Tue, 24 Nov 2015 06:16:00 +0100</pubDate></item></channel></rss>";

fn answer(asked: &Asked) -> Reply {
    let document = |title: &str, seed| {
        let text = vision("samenwerking", seed);
        Reply::found(format!("# {title}\n\nVastgesteld door de raad.\n\n{text}"))
    };
    match asked.path.as_str() {
        "/samen.atom" => Reply::found(atom(&base(asked))),
        "/visies.rss" => Reply::found(RSS),
        "/i-visie.md" => document("I-visie", 1),
        "/agenda.md" => document("Digitale agenda", 2),
        "/plan.md" => document("Ons plan", 3),
        "/stuk.rss" => Reply::found("<html><body>Storing</body></html>"),
        "/groot.rss" => Reply::found(format!("<rss><channel>{}", " ".repeat(6 << 20))),
        _ => Reply::new(404, ""),
    }
}

#[test]
fn feeds_of_one_and_of_several_municipalities_are_read() {
    let source = PublicSource::start(answer);
    let place = place(&demonstration(), &source.url, "feeds = \"feeds.csv\"\n");
    let url = &source.url;
    place.write(
        "feeds.csv",
        format!("municipality,url,kind\n,{url}/samen.atom,\nMandelvoort,{url}/visies.rss,informatiebeleidsplan\n"),
    );
    let plan = place.json(&["harvest", "feeds", "--plan"]);
    assert_eq!(plan["hosts"][0]["source"], "feeds", "{plan:#}");
    assert!(source.asked().is_empty());
    let report = harvest(&place, &["feeds"], 0);
    assert_eq!(
        (&report["fetched"], &report["refused"]),
        (&3.into(), &2.into()),
        "{report:#}"
    );
    let asked = source.paths();
    let times = asked.iter().filter(|path| *path == "/samen.atom").count();
    assert_eq!(
        times, 1,
        "one feed of all municipalities is asked for once: {asked:?}"
    );
    for never in ["/vacature", "/atlantis.md", "/oud.md"] {
        assert!(!asked.iter().any(|path| path == never), "{never}");
    }
    let rows = records(&place.read("docs/manifest.csv"));
    let row = |code: &str| {
        let found = rows.iter().find(|row| row["municipality"] == code);
        found.unwrap_or_else(|| panic!("{code} is not in {rows:#?}"))
    };
    let schorrewijk = row("DM08");
    assert_eq!(
        (schorrewijk["title"].as_str(), schorrewijk["kind"].as_str()),
        ("I-visie & koers", "i-visie")
    );
    assert_eq!(schorrewijk["fetched_from"], format!("{url}/i-visie.md"));
    assert_eq!(schorrewijk["address"], "tag:samen.example,2026:1");
    assert_eq!(
        (schorrewijk["url"].as_str(), schorrewijk["date"].as_str()),
        (format!("{url}/pagina").as_str(), "2026-11-24")
    );
    assert!(
        rows.iter()
            .any(|row| row["title"] == "Ons plan" && row["kind"] == "informatiebeleidsplan")
    );
    // An Atom entry says when it changed, so that its document is not asked for again.
    source.forget();
    let second = harvest(&place, &["feeds"], 0);
    assert_eq!(
        (&second["fetched"], &second["unchanged"]),
        (&0.into(), &3.into()),
        "{second:#}"
    );
    assert!(!source.paths().iter().any(|path| path == "/i-visie.md"));
    place.run(&["build"]).done();
}

#[test]
fn a_feed_that_is_none_or_too_large_stops_no_other() {
    let source = PublicSource::start(answer);
    let place = place(&demonstration(), &source.url, "feeds = \"feeds.csv\"\n");
    let url = &source.url;
    let names = ["Schorrewijk", "Zilverhorne", "Zandermuide", "Stroomerwaard"];
    let broken: String = names
        .iter()
        .map(|name| format!("{name},{url}/stuk.rss,\n"))
        .collect();
    place.write(
        "feeds.csv",
        format!(
            "municipality,url,kind\n{broken}Mandelvoort,{url}/groot.rss,\nMandelvoort,{url}/visies.rss,i-visie\n\
             Atlantis,{url}/x.rss,\nSchorrewijk,ftp://x.example/,\n"
        ),
    );
    let report = harvest(&place, &["feeds"], 1);
    let failure = &report["failures"][0];
    assert_eq!(
        (&failure["source"], &failure["municipalities"]),
        (&"feeds".into(), &4.into()),
        "{report:#}"
    );
    assert!(
        failure["reason"]
            .as_str()
            .is_some_and(|reason| reason.contains("RSS"))
    );
    assert_eq!(
        (&report["fetched"], &report["failed"]),
        (&1.into(), &1.into()),
        "{report:#}"
    );
    let lists: Vec<_> = report["wrongLines"]
        .as_array()
        .expect("a list")
        .iter()
        .collect();
    assert!(
        lists.len() == 2 && lists.iter().all(|line| line["list"] == "feeds"),
        "{lists:#?}"
    );
    let told = place.run(&["harvest", "feeds"]);
    assert!(
        told.out.contains("feeds, regel 8") && told.out.contains("Atlantis"),
        "{told:#?}"
    );
}

//! The morning report: what changed from one generation to the next.

use crate::support::{Place, Server, TestCorpus, fields, records, vision};

/// Five municipalities in a row; the first and last two write about the same.
fn corpus() -> Place {
    let names = [
        "Aadrecht",
        "Beekhorst",
        "Duinrade",
        "Elderveen",
        "Fonteinstad",
    ];
    let themes = [
        "gegevens bij de bron",
        "gegevens bij de bron",
        "een loket in het dorpshuis",
        "open programma's en vrije keuze",
        "open programma's en vrije keuze",
    ];
    let mut corpus = TestCorpus::new().municipalities(&names);
    for (number, (owner, theme)) in names.iter().zip(themes).enumerate() {
        corpus = corpus.document(&format!("{owner}.md"), owner, vision(theme, number));
    }
    corpus.place()
}

fn build(place: &Place) -> String {
    place
        .run(&["build", "--quiet", "--force"])
        .done()
        .out
        .trim()
        .to_owned()
}

#[test]
fn the_report_names_documents_partners_and_why() {
    let place = corpus();
    let old = build(&place);
    place.write("corpus/Elderveen.md", vision("gegevens bij de bron", 3));
    place.write("corpus/nieuw.md", vision("gegevens bij de bron", 7));
    let manifest = place
        .read("corpus/manifest.csv")
        .replace("Duinrade.md,Duinrade,,,2023,\n", "");
    place.write(
        "corpus/manifest.csv",
        format!("{manifest}nieuw.md,Elderveen,Nieuwe koers,i-visie,2026,\n"),
    );
    let new = build(&place);

    let diff = ["generations", "diff", "--scope", "all", "--top", "1"];
    let json = place.json(&diff);
    assert_eq!(
        (json["old"].as_str(), json["new"].as_str()),
        (Some(old.as_str()), Some(new.as_str()))
    );
    let paths = |list: &str| -> Vec<&str> {
        let list = json["documents"][list].as_array().expect("a list");
        list.iter()
            .filter_map(|document| document["path"].as_str())
            .collect()
    };
    assert_eq!(paths("added"), ["nieuw.md"]);
    assert_eq!(paths("changed"), ["Elderveen.md"]);
    assert_eq!(paths("removed"), ["Duinrade.md"]);
    let added = &json["documents"]["added"][0];
    assert_eq!(added["municipalities"][0]["name"], "Elderveen");
    let beside: Vec<_> = added["neighbours"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| one["name"].as_str())
        .collect();
    assert_eq!(beside, [Some("Duinrade"), Some("Fonteinstad")]);

    // Fonteinstad wrote the same as Elderveen; now nobody does, and somebody else must be first.
    let of = |name: &str| {
        let all = json["municipalities"].as_array().expect("a list");
        all.iter()
            .find(|one| one["municipality"]["name"] == name)
            .cloned()
    };
    let change = of("Fonteinstad").unwrap_or_else(|| panic!("{json:#}"));
    let left = &change["left"][0];
    assert_eq!(left["partner"]["name"], "Elderveen");
    assert_eq!(
        left["because"],
        serde_json::json!(["Elderveen.md", "nieuw.md"])
    );
    let number = |field: &str| left[field].as_f64();
    match (number("alignmentBefore"), number("alignment")) {
        (Some(before), Some(now)) => {
            let difference = number("difference").expect("both are known");
            assert!(difference < 0.0, "{left}");
            assert!((now - before - difference).abs() < 1e-12);
        }
        // Where the visions are not compared there is no course, and nothing to subtract.
        _ => assert!(left["difference"].is_null(), "{left}"),
    }
    assert_eq!(fields(left).len(), 7);
    assert!(
        of("Duinrade").is_some_and(|change| change["entered"] == serde_json::json!([])),
        "it has no text any more"
    );

    let report = place
        .run(&[&diff[..], &["--format", "markdown"]].concat())
        .done()
        .out;
    for part in [
        "# Wat is er veranderd?\n",
        "Documenten: 1 nieuw, 1 weg, 1 gewijzigd.",
        "- Elderveen heeft een nieuwe visie: Nieuwe koers (i-visie, 2026). Buurgemeente van Duinrade en Fonteinstad.",
        "- De visie van Duinrade is er niet meer: ",
        "### Fonteinstad\n\n- Een nieuwe partner in de top 1: **",
        "- Niet meer in de top 1: **Elderveen**, nu op plaats ",
        "Nieuwe koers (Elderveen)",
    ] {
        assert!(report.contains(part), "{part:?} is not in {report}");
    }
    let english = place
        .run(&[&diff[..], &["--lang", "en"]].concat())
        .done()
        .out;
    assert!(
        english.starts_with("What changed?\n") && !english.contains("**"),
        "{english}"
    );
    let lines = records(
        &place
            .run(&[&diff[..], &["--format", "csv"]].concat())
            .done()
            .out,
    );
    let count = |change: &str| lines.iter().filter(|line| line["change"] == change).count();
    assert_eq!(
        (count("added"), count("changed"), count("removed")),
        (1, 1, 1)
    );
    assert!(count("left") >= 1);
}

#[test]
fn equal_generations_differ_in_nothing_and_the_first_has_no_predecessor() {
    let place = corpus();
    let first = build(&place);
    place
        .run(&["generations", "diff"])
        .refused(&[&first, "geen versie"]);
    let second = build(&place);
    let json = place.json(&["generations", "diff", &first, &second]);
    assert_eq!(json["municipalities"], serde_json::json!([]));
    assert_eq!(json["settingsChanged"], false);
    let report = place
        .run(&["generations", "diff", "--format", "markdown"])
        .done()
        .out;
    assert!(report.contains("geen documenten veranderd"), "{report}");
    place
        .run(&["generations", "diff", "20200101T000000Z-00000000"])
        .refused(&["there is no generation 20200101T000000Z-00000000"]);
}

/// Reads a feed: the texts of all elements of its entries, by name. Fails if it is no sound XML.
fn entries(feed: &str) -> Vec<std::collections::BTreeMap<String, String>> {
    let mut reader = quick_xml::Reader::from_str(feed);
    reader.config_mut().check_end_names = true;
    let (mut found, mut open) = (Vec::new(), Vec::new());
    loop {
        use quick_xml::events::Event;
        match reader
            .read_event()
            .unwrap_or_else(|error| panic!("{error}: {feed}"))
        {
            Event::Start(tag) => {
                let name = tag.name().as_ref().to_owned();
                if name == "entry" {
                    found.push(std::collections::BTreeMap::new());
                }
                open.push(name);
            }
            Event::Text(text) => {
                let text: &str = &text;
                if let (Some(entry), Some(name)) = (found.last_mut(), open.last()) {
                    entry
                        .entry(name.clone())
                        .or_insert_with(String::new)
                        .push_str(text);
                }
            }
            Event::End(_) => {
                open.pop();
            }
            Event::Eof => break,
            _ => {}
        }
    }
    assert!(open.is_empty(), "{open:?}");
    found
}

#[test]
fn a_feed_tells_what_changed_in_each_of_the_last_generations() {
    let place = corpus();
    build(&place);
    let add = |file: &str, title: &str, number: usize| {
        place.write(
            &format!("corpus/{file}"),
            vision("gegevens bij de bron", number),
        );
        let manifest = place.read("corpus/manifest.csv");
        let line = format!("{file},Elderveen,\"{title}\",i-visie,2026,\n");
        place.write("corpus/manifest.csv", manifest + &line);
    };
    add("een.md", "Koers <b>& meer</b>", 7);
    build(&place);
    add("twee.md", "Nog een koers", 8);
    build(&place);

    let server = Server::start_with(&place, &[("WIEL__SERVER__URL", "https://wiel.example")]);
    let path = "/gemeenten/Elderveen/veranderingen.atom";
    let reply = server.get(path);
    assert_eq!(reply.status, 200, "{}", reply.body);
    assert_eq!(reply.header("content-type"), "application/atom+xml");
    let found = entries(&reply.body);
    assert_eq!(found.len(), 2, "{}", reply.body);
    let ids: Vec<&str> = found.iter().map(|entry| entry["id"].as_str()).collect();
    assert!(ids.iter().all(|id| id.starts_with("urn:uuid:")) && ids[0] != ids[1]);
    assert!(
        found[0]["updated"] > found[1]["updated"],
        "the newest first"
    );
    assert!(reply.body.contains("Nog een koers"));
    // What a title says means nothing in the feed.
    assert!(
        reply.body.contains("Koers &lt;b&gt;&amp; meer&lt;/b&gt;"),
        "{}",
        reply.body
    );
    let itself = "https://wiel.example/gemeenten/";
    assert!(reply.body.contains(&format!(
        "rel=\"self\" type=\"application/atom+xml\" href=\"{itself}"
    )));

    // A reader that has it is told so; a third one has the id that the second gave.
    let tag = reply.header("etag");
    let again = server.ask("GET", path, &[("If-None-Match", tag)]);
    assert_eq!((again.status, again.body.as_str()), (304, ""));
    let page = server.get("/gemeenten/Elderveen/veranderingen").body;
    let link = "rel=\"alternate\" type=\"application/atom+xml\"";
    assert!(
        page.contains(link) && page.matches("/veranderingen.atom").count() == 2,
        "{page}"
    );
    assert_eq!(
        server.get("/gemeenten/Nergens/veranderingen.atom").status,
        404
    );
    // Nothing changed here, so the feed is empty, and still a feed.
    let far = server.get("/gemeenten/Aadrecht/veranderingen.atom");
    assert_eq!(far.status, 200);
    assert!(far.body.contains("<updated>"), "{}", far.body);
    assert!(entries(&far.body).len() <= 2);
    drop(server);

    add("drie.md", "Een derde koers", 9);
    build(&place);
    let server = Server::start_with(&place, &[("WIEL__SERVER__URL", "https://wiel.example")]);
    let later = entries(&server.get(path).body);
    assert_eq!(later.len(), 3);
    assert_eq!([later[1]["id"].as_str(), later[2]["id"].as_str()], ids[..]);
}

/// Flips a bit of a stored model, which only a checksum tells.
fn damage(place: &Place, generation: &str) {
    let folder = place.file(&format!("data/generations/{generation}/model"));
    let entries = std::fs::read_dir(folder).expect("a folder");
    let mut arrays: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|end| end == "npy"))
        .collect();
    arrays.sort();
    let mut bytes = std::fs::read(&arrays[0]).expect("ours");
    *bytes.last_mut().expect("it holds something") ^= 1;
    std::fs::write(&arrays[0], bytes).expect("ours");
}

#[test]
fn what_was_compared_is_kept_and_what_is_damaged_is_passed_over() {
    let place = corpus();
    let first = build(&place);
    let mut generations = vec![first];
    for number in 0..3 {
        place.write("corpus/Elderveen.md", vision("nieuwe koers", 20 + number));
        generations.push(build(&place));
    }
    damage(&place, &generations[2]);
    let server = Server::start(&place);
    let changes = "/api/v1/municipalities/Elderveen/changes";
    let view = server.json(changes);
    assert_eq!(
        (view["before"].as_str(), view["generation"].as_str()),
        (Some(&*generations[1]), Some(&*generations[3])),
        "{view}"
    );
    let feed = "/gemeenten/Elderveen/veranderingen.atom";
    let told = entries(&server.get(feed).body);
    assert_eq!(told.len(), 2, "{told:?}");

    // What was compared need not be opened again for the next generation.
    damage(&place, &generations[0]);
    damage(&place, &generations[1]);
    place.write("corpus/Elderveen.md", vision("nieuwe koers", 30));
    let newest = build(&place);
    let begun = std::time::Instant::now();
    while server.json("/api/v1/readiness")["generation"] != newest.as_str() {
        assert!(begun.elapsed() < std::time::Duration::from_secs(20));
        std::thread::sleep(std::time::Duration::from_millis(100));
    }
    let later = entries(&server.get(feed).body);
    assert_eq!(later.len(), 3, "{later:?}");
    assert_eq!(
        [&later[1]["id"], &later[2]["id"]],
        [&told[0]["id"], &told[1]["id"]]
    );
    assert_eq!(server.json(changes)["before"], generations[3].as_str());
}

#[test]
fn a_merger_is_named_and_followed() {
    let place = corpus();
    place.write("corpus/tweede.md", vision("gegevens bij de bron", 9));
    place.write(
        "corpus/manifest.csv",
        place.read("corpus/manifest.csv") + "tweede.md,Beekhorst,,,2023,\n",
    );
    build(&place);
    // Aadrecht and Beekhorst become Cedrecht; their documents keep their names.
    place.write(
        "register/municipalities.csv",
        "code,name,lon,lat,neighbours\nt006,Cedrecht,5.05,52.1,t003\nt003,Duinrade,5.2,52.1,t006;t004\n\
         t004,Elderveen,5.3,52.1,t003;t005\nt005,Fonteinstad,5.4,52.1,t004\n",
    );
    place.write(
        "register/predecessors.csv",
        "old_code,old_name,code,until\nt001,Aadrecht,t006,2026-12-31\nt002,Beekhorst,t006,2026-12-31\n",
    );
    build(&place);

    let diff = ["generations", "diff", "--scope", "all", "--top", "2"];
    let json = place.json(&diff);
    let merger = &json["mergers"][0];
    let names = |list: &serde_json::Value| -> Vec<String> {
        let list = list.as_array().expect("a list").iter();
        list.map(|one| one["name"].as_str().expect("a name").to_owned())
            .collect()
    };
    assert_eq!(names(&merger["ended"]), ["Aadrecht", "Beekhorst"]);
    assert_eq!(names(&merger["into"]), ["Cedrecht"]);
    assert_eq!(merger["since"], "2027-01-01");
    // No vision is lost, and none is new.
    for list in ["added", "removed", "changed"] {
        assert_eq!(json["documents"][list], serde_json::json!([]), "{list}");
    }
    // Nobody lost a partner that is called otherwise now.
    let moved = json["municipalities"].as_array().expect("a list");
    for change in moved {
        let focus = change["municipality"]["name"].as_str().expect("a name");
        assert!(!["Aadrecht", "Beekhorst"].contains(&focus), "{change:#}");
        for one in change["left"].as_array().expect("a list") {
            let partner = one["partner"]["name"].as_str().expect("a name");
            assert!(!["Aadrecht", "Beekhorst"].contains(&partner), "{change:#}");
        }
        for one in change["entered"].as_array().expect("a list") {
            // What was there under another code has a rank from before.
            assert!(!one["rankBefore"].is_null(), "{change:#}");
        }
    }
    let report = place
        .run(&[&diff[..], &["--format", "markdown"]].concat())
        .done()
        .out;
    let sentence = "- Aadrecht en Beekhorst gaan sinds 1 januari 2027 verder als Cedrecht.";
    assert!(
        report.contains("## Herindelingen") && report.contains(sentence),
        "{report}"
    );
    assert!(!report.contains("is er niet meer"), "{report}");
    let lines = records(
        &place
            .run(&[&diff[..], &["--format", "csv"]].concat())
            .done()
            .out,
    );
    let merged: Vec<[&str; 2]> = lines
        .iter()
        .filter(|line| line["change"] == "merged")
        .map(|line| [line["municipality"].as_str(), line["partner"].as_str()])
        .collect();
    assert_eq!(merged, [["t001", "t006"], ["t002", "t006"]]);

    // Whoever follows the old name or code is told about the new one.
    let server = Server::start(&place);
    for name in ["t001", "Aadrecht", "Cedrecht"] {
        let changes = server.json(&format!("/api/v1/municipalities/{name}/changes"));
        assert_eq!(changes["municipality"]["code"], "t006", "{name}");
        assert_eq!(names(&changes["mergers"][0]["ended"]).len(), 2, "{name}");
    }
    let page = server.get("/gemeenten/t006/veranderingen");
    assert!(page.body.contains("verder als Cedrecht"), "{}", page.body);
}

//! The morning report: what changed from one generation to the next.

use crate::support::{Place, TestCorpus, fields, records, vision};

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

//! What a corpus holds, told before a build: templates, law, older documents, dates, kinds, what is missing.

use serde_json::Value;

use crate::support::{Place, TestCorpus, records, vision};

/// Some six passages about nothing but `theme`, in an order of words that no other seed has.
fn own(theme: &str, seed: usize) -> String {
    const WORDS: [&str; 24] = [
        "raad", "buurt", "brug", "plein", "markt", "school", "haven", "dijk", "molen", "kerk",
        "straat", "tuin", "boom", "bank", "balie", "brief", "loket", "kaart", "lijst", "plan",
        "geld", "jaar", "week", "avond",
    ];
    let mut state = seed * 7_919 + 13;
    let mut word = || {
        state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
        WORDS[(state >> 8) % WORDS.len()]
    };
    let sentences: Vec<String> = (0..45)
        .map(|_| {
            let [a, b, c, d, e] = [(); 5].map(|()| word());
            format!("Wij zien bij {theme} een {a} of {b} met de {c}, en niet het {d} van een {e}.")
        })
        .collect();
    format!("# Verzonnen tekst\n\n{}\n", sentences.join(" "))
}

/// A text of two passages that an adviser might have written for anyone.
fn template(name: &str) -> String {
    format!(
        "# Plan van {name}\n\nDe gemeente {name} legt in dit plan vast hoe zij de komende vier jaar met gegevens \
         omgaat. Stap voor stap brengen medewerkers in kaart welke lijsten er zijn, wie ze bijhoudt en wie ze \
         mag zien. Elk najaar krijgt de raad te horen wat er van de voornemens terecht is gekomen, in een brief \
         van hoogstens twee bladzijden die ook voor inwoners leesbaar is. Leveranciers tekenen voor afspraken \
         die {name} met hen maakt; wie daar niet aan kan voldoen, levert na een jaar niet langer. Voor dat jaar \
         staat een bedrag klaar waaruit het werk van de overstap wordt betaald, zodat niemand daarop hoeft te \
         wachten. Zo blijft de rekening klein en weet iedereen aan welke kant van de tafel hij zit.\n"
    )
}

fn document<'v>(answer: &'v Value, path: &str) -> &'v Value {
    let mut documents = answer["documents"].as_array().expect("documents").iter();
    documents
        .find(|one| one["path"] == path)
        .unwrap_or_else(|| panic!("{path} is not in {answer}"))
}

fn municipality<'v>(answer: &'v Value, name: &str) -> &'v Value {
    let mut all = answer["municipalities"].as_array().expect("all").iter();
    all.find(|one| one["name"] == name).expect("it is there")
}

fn check(place: &Place) -> Value {
    place.json(&["corpus", "check"])
}

#[test]
fn template_text_is_told_and_left_out_where_there_is_other_text() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad"])
        .document("a.md", "Aadrecht", own("gegevens bij de bron", 1))
        .document("a-plan.md", "Aadrecht", template("Aadrecht"))
        .document("b.md", "Beekhorst", own("een eigen rekencentrum", 2))
        .document("b-plan.md", "Beekhorst", template("Beekhorst"))
        .document("d.md", "Dalstad", own("de menselijke maat", 3))
        .place();
    let answer = check(&place);
    let plan = document(&answer, "a-plan.md");
    assert_eq!(plan["templateShare"], 1.0);
    assert_eq!(plan["templateWith"], serde_json::json!(["t002"]));
    assert_eq!(document(&answer, "d.md")["templateShare"], 0.0);

    let kinds = |partner: &str| -> Vec<String> {
        let comparison = place.json(&["compare", "Aadrecht", partner]);
        let cautions = comparison["cautions"].as_array().expect("a list").iter();
        cautions.map(|one| one["kind"].to_string()).collect()
    };
    assert!(kinds("Beekhorst").contains(&"\"template\"".to_owned()));
    assert!(!kinds("Dalstad").contains(&"\"template\"".to_owned()));
    let comparison = place.json(&["compare", "Aadrecht", "Beekhorst"]);
    let quotes = [&comparison["evidence"], &comparison["similarPassages"]]
        .map(Value::to_string)
        .concat();
    assert!(!quotes.contains("Leveranciers tekenen"), "{quotes}");
    let found = place.json(&["search", "overstap"]);
    assert_eq!(found["total"], 2, "it can be searched");
}

#[test]
fn who_has_nothing_but_a_template_is_still_compared() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad"])
        .document("a.md", "Aadrecht", template("Aadrecht").repeat(2))
        .document("b.md", "Beekhorst", template("Beekhorst").repeat(2))
        .document("d.md", "Dalstad", own("de menselijke maat", 3))
        .place();
    let ranking = place.json(&["match", "Aadrecht", "--scope", "all"]);
    assert_eq!(ranking["partners"][0]["name"], "Beekhorst", "{ranking}");
    assert!(ranking["notScored"].as_array().is_some_and(Vec::is_empty));
}

fn two_ages() -> TestCorpus {
    let line = |path: &str, kind: &str, date: &str| format!("{path},Aadrecht,,{kind},{date},");
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("b.md", "Beekhorst", own("gegevens bij de bron", 4))
        .file("corpus/oud.md", own("een zeppelin boven het raadhuis", 1))
        .file("corpus/nieuw.md", own("gegevens bij de bron", 2))
        .line(&line("oud.md", "i-visie", "2012"))
        .line(&line("nieuw.md", "i-visie", "2023"))
}

#[test]
fn the_newest_of_a_kind_speaks_and_the_older_can_be_searched() {
    let place = two_ages().place();
    let answer = check(&place);
    assert_eq!(
        document(&answer, "oud.md")["supersededFor"],
        serde_json::json!(["t001"])
    );
    assert_eq!(
        document(&answer, "nieuw.md")["supersededFor"],
        serde_json::json!([])
    );
    let held = municipality(&answer, "Aadrecht");
    assert_eq!(
        (&held["documents"], &held["superseded"]),
        (&1.into(), &1.into())
    );

    let found = place.json(&["search", "zeppelin"]);
    assert!(found["total"].as_u64() > Some(0), "{found}");
    let profile = place.json(&["profile", "Aadrecht"]);
    assert_eq!(profile["coverage"]["superseded"], 1);
    assert_eq!(profile["coverage"]["newest"], "2023");
    let with_old = place.run(&["profile", "Aadrecht"]).done().out;
    assert!(with_old.contains("(vervangen)"), "{with_old}");

    let text_part = |place: &Place| {
        let comparison = place.json(&["compare", "Aadrecht", "Beekhorst"]);
        comparison["coverage"].to_string()
    };
    let never = two_ages().place();
    let mut settings = never.read("wiel.toml");
    settings.push_str("[documents]\nsupersede = \"never\"\n");
    never.write("wiel.toml", settings);
    assert_eq!(
        document(&check(&never), "oud.md")["supersededFor"],
        serde_json::json!([])
    );
    assert_ne!(text_part(&place), text_part(&never));
}

#[test]
fn law_is_marked_and_never_quoted() {
    let law = "Gelet op artikel 4 van de Archiefwet 1995 en het bepaalde in artikel 147, eerste lid, van de \
               Gemeentewet stelt de raad regels voor het beheer van archieven vast, zoals bedoeld in artikel 30 \
               van die wet. Zienswijzen op het ontwerp, dat zes weken ter inzage lag, zijn daarin verwerkt.\n\n";
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("a.md", "Aadrecht", own("archief", 1))
        .document("a-wet.md", "Aadrecht", law)
        .document("b.md", "Beekhorst", own("archief", 2))
        .document("b-wet.md", "Beekhorst", format!("{law}Vastgesteld."))
        .place();
    let answer = check(&place);
    assert_eq!(document(&answer, "a-wet.md")["statutoryShare"], 1.0);
    assert_eq!(document(&answer, "a.md")["statutoryShare"], 0.0);
    let comparison = place.json(&["compare", "Aadrecht", "Beekhorst"]);
    let quotes = [&comparison["evidence"], &comparison["similarPassages"]]
        .map(Value::to_string)
        .concat();
    assert!(
        quotes.contains("archief") && !quotes.contains("Gelet op"),
        "{quotes}"
    );
}

#[test]
fn dates_and_kinds_are_told_with_where_they_come_from() {
    let stated = format!(
        "# Digitale agenda\n\nVastgesteld op 12 maart 2019\n\n{}",
        vision("data", 1)
    );
    let period = format!("# Digitale agenda 2023-2026\n\n{}", vision("data", 2));
    let security = format!(
        "# Informatiebeveiligingsbeleid\n\n{}",
        "## Informatiebeveiliging\n\nDe informatiebeveiliging is op orde en blijft dat ook in de toekomst.\n\n".repeat(9)
    );
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht"])
        .file("corpus/op.md", stated)
        .file("corpus/van-tot.md", period)
        .file("corpus/los.md", vision("rust in huis", 3))
        .file("corpus/akkoord.md", security)
        .line("op.md,Aadrecht,,,,")
        .line("van-tot.md,Aadrecht,,,2022-05-01,")
        .line("los.md,Aadrecht,,,,")
        .line("akkoord.md,Aadrecht,,coalitieakkoord,2020,")
        .place();
    let answer = check(&place);
    let told = |path: &str| {
        let one = document(&answer, path);
        (
            one["date"].clone(),
            one["dateFrom"].clone(),
            one["kind"].clone(),
        )
    };
    assert_eq!(
        told("op.md"),
        ("2019-03-12".into(), "text".into(), "digitale-agenda".into())
    );
    assert_eq!(told("van-tot.md").0, "2022-05-01");
    assert_eq!(told("van-tot.md").1, "manifest");
    assert_eq!(
        told("los.md"),
        (Value::Null, Value::Null, "onbekend".into())
    );
    let doubtful = document(&answer, "akkoord.md");
    assert_eq!(doubtful["kind"], "coalitieakkoord");
    assert_eq!(doubtful["kindFromContent"], "informatiebeveiligingsbeleid");
    let warning = doubtful["warnings"][0]["message"].to_string();
    assert!(
        warning.contains("speaks for informatiebeveiligingsbeleid"),
        "{warning}"
    );
}

#[test]
fn each_municipality_is_told_with_what_it_lacks() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad"])
        .file("corpus/a.md", vision("open data", 1))
        .file("corpus/b.md", [0_u8, 159, 146, 150].repeat(2_000))
        .line("a.md,Aadrecht,,coalitieakkoord,2023,")
        .line("b.md,Beekhorst,,i-visie,2023,")
        .place();
    let ran = place.run(&["corpus", "check", "--format", "json"]);
    assert_eq!(ran.code, 1, "a document must be mended");
    let answer: Value = serde_json::from_str(&ran.out).expect("JSON");
    let missing = |name: &str| municipality(&answer, name)["missing"].clone();
    assert_eq!(
        missing("Aadrecht"),
        serde_json::json!(["informationVision"])
    );
    assert_eq!(missing("Beekhorst"), serde_json::json!(["readableText"]));
    assert_eq!(missing("Dalstad"), serde_json::json!(["documents"]));
    let unnamed = &municipality(&answer, "Aadrecht")["themesNotMentioned"];
    let unnamed = unnamed.as_array().expect("a list");
    assert!(!unnamed.is_empty() && unnamed.iter().all(|one| one["key"] != "opendata"));

    let csv = place.run(&["corpus", "check", "--format", "csv", "--by", "municipality"]);
    let lines = records(&csv.out);
    assert_eq!((csv.code, lines.len()), (1, 3));
    assert_eq!(lines[0]["kinds"], "coalitieakkoord:1");
    let table = place.run(&["corpus", "check"]);
    for part in ["Aadrecht", "Zonder documenten (1): Dalstad"] {
        assert!(table.out.contains(part), "{part:?} is not in {}", table.out);
    }
}

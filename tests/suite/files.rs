//! Files as people have them: what is read, what is left out, and that each is accounted for. Each test is one kind of
//! trouble that was met with real files; all texts are invented.

use std::fs;

use serde_json::Value;

use crate::support::{Place, TestCorpus, vision};

fn folders(files: &[(&str, &[u8])]) -> Place {
    let mut corpus = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad", "Súdmeer"])
        .manifest("");
    for (path, bytes) in files {
        corpus = corpus.file(&format!("corpus/{path}"), bytes);
    }
    corpus.place()
}

fn check(place: &Place) -> Value {
    let ran = place.run(&["corpus", "check", "--format", "json"]);
    serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("no JSON: {} {}", ran.out, ran.err))
}

fn list<'v>(answer: &'v Value, name: &str) -> &'v [Value] {
    answer[name].as_array().map_or(&[], Vec::as_slice)
}

fn messages(values: &[Value]) -> Vec<String> {
    let messages = values
        .iter()
        .map(|one| one["message"].as_str().unwrap_or_default());
    messages.map(str::to_owned).collect()
}

fn document<'v>(answer: &'v Value, path: &str) -> &'v Value {
    let mut documents = list(answer, "documents").iter();
    documents
        .find(|one| one["path"] == path)
        .unwrap_or_else(|| panic!("{path} is not in {answer}"))
}

#[test]
fn every_file_of_a_folder_is_accounted_for() {
    let text = vision("gegevens bij de bron", 1);
    let place = folders(&[
        ("Aadrecht/visie.md", text.as_bytes()),
        ("Aadrecht/~$visie.docx", b"Jan"),
        ("Aadrecht/.DS_Store", b"x"),
        ("Aadrecht/Thumbs.db", b"x"),
        ("Aadrecht/desktop.ini", b"x"),
        ("Aadrecht/nota.rtf", b"{\\rtf1\\ansi Wij werken samen.}"),
        ("Aadrecht/foto.png", b"\x89PNG"),
        (
            "Beekhorst/oud.doc",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1 Word",
        ),
        (
            "Dalstad/visie.doc",
            include_bytes!("../fixtures/extract/visie.doc"),
        ),
        ("los.txt", b"Wij werken samen."),
    ]);
    let answer = check(&place);
    let documents: Vec<&str> = list(&answer, "documents")
        .iter()
        .filter_map(|one| one["path"].as_str())
        .collect();
    assert_eq!(
        documents,
        [
            "Aadrecht/nota.rtf",
            "Beekhorst/oud.doc",
            "Aadrecht/visie.md",
            "Dalstad/visie.doc",
        ]
    );
    let word = document(&answer, "Dalstad/visie.doc");
    assert_eq!(word["readableShare"], 1.0, "{word}");
    assert_eq!(word["title"], "Digitale visie Aadrecht");
    let skipped: Vec<&str> = list(&answer, "refusals")
        .iter()
        .filter_map(|one| one["path"].as_str())
        .collect();
    assert_eq!(skipped, ["Aadrecht/foto.png", "los.txt"]);
    for path in ["Aadrecht/nota.rtf", "Beekhorst/oud.doc"] {
        let warning = &document(&answer, path)["warnings"][0];
        assert_eq!(warning["kind"], "unreadable", "{path}");
        assert!(
            warning["remedy"]
                .as_str()
                .is_some_and(|text| text.contains("DOCX or PDF"))
        );
    }
    let table = place.run(&["corpus", "check"]);
    for part in ["los.txt: het bestand ligt naast de mappen", "Word 97-2003"] {
        assert!(
            words(&table.out).contains(part),
            "{part} is not in {}",
            table.out
        );
    }
    assert!(!table.out.contains("~$visie"), "{}", table.out);
}

fn words(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(unix)]
#[test]
fn a_closed_folder_costs_only_itself() {
    use std::os::unix::fs::PermissionsExt;
    let text = vision("gegevens bij de bron", 1);
    let place = folders(&[
        ("Aadrecht/visie.md", text.as_bytes()),
        ("Beekhorst/visie.md", b"dicht"),
    ]);
    let closed = place.file("corpus/Beekhorst");
    let mode = |mode| fs::set_permissions(&closed, fs::Permissions::from_mode(mode)).expect("ours");
    mode(0o000);
    // The superuser may read anything.
    let is_closed = fs::read_dir(&closed).is_err();
    let answer = check(&place);
    mode(0o755);
    document(&answer, "Aadrecht/visie.md");
    if is_closed {
        assert_eq!(list(&answer, "refusals")[0]["path"], "Beekhorst");
    }
}

#[test]
fn a_manifest_is_read_as_excel_saves_it() {
    let text = vision("gegevens bij de bron", 1);
    let other = vision("een eigen rekencentrum", 2);
    let read = |manifest: &[u8], expected: &[(&str, &str)], notes: usize| {
        let place = folders(&[
            ("a.md", text.as_bytes()),
            ("map/coördinatie.md", other.as_bytes()),
            ("manifest.csv", manifest),
        ]);
        let answer = check(&place);
        assert_eq!(list(&answer, "refusals").len(), 0, "{answer}");
        let found: Vec<(&str, &str)> = list(&answer, "documents")
            .iter()
            .map(|one| {
                (
                    one["path"].as_str().unwrap_or(""),
                    one["date"].as_str().unwrap_or(""),
                )
            })
            .collect();
        let mut expected = expected.to_vec();
        let mut found = found;
        expected.sort_unstable();
        found.sort_unstable();
        assert_eq!(found, expected, "{}", String::from_utf8_lossy(manifest));
        assert_eq!(list(&answer, "notes").len(), notes, "{}", answer["notes"]);
    };
    let both = &[("a.md", "2023"), ("map/coördinatie.md", "2024-05-30")];
    read(
        "path,municipality,year\na.md,Aadrecht,2023\nmap/coördinatie.md,Beekhorst,2024-05-30\n"
            .as_bytes(),
        both,
        0,
    );
    read("\u{feff}path;municipality;year;;\r\na.md;Aadrecht;2023;;\r\n;;;;\r\nmap\\coördinatie.md;\"Beekhorst;Dalstad\";30-5-2024\r\n".as_bytes(), both, 1);
    read(b"sep=;\r\nPath;Municipality;Year\r\n.\\a.md;Aadrecht;2023.0\r\nmap\\co\xf6rdinatie.md;Beekhorst en Dalstad;30/05/2024\r\n", both, 2);
    let utf16: Vec<u8> = "\u{feff}path\tmunicipality\tyear\r\na.md\tAadrecht\u{a0}\t2023\r\nMap/Coo\u{308}rdinatie.md\tBeekhorst\t45442\r\n"
        .encode_utf16()
        .flat_map(u16::to_le_bytes)
        .collect();
    read(&utf16, both, 2);
}

#[test]
fn a_wrong_line_is_told_by_its_number_and_costs_only_itself() {
    let text = vision("gegevens bij de bron", 1);
    let manifest = "path;municipality;title;kind;year\r\n\r\na.md;Aadrecht;\"Samen\r\nverder\";;2023\r\n\r\nb.md;Nergens;;;2023\r\n";
    let place = folders(&[
        ("a.md", text.as_bytes()),
        ("manifest.csv", manifest.as_bytes()),
    ]);
    let answer = check(&place);
    document(&answer, "a.md");
    let refused = list(&answer, "refusals");
    assert_eq!(
        (&refused[0]["path"], &refused[0]["line"]),
        (&"b.md".into(), &6.into()),
        "{answer}"
    );
}

#[test]
fn documents_beside_a_manifest_are_not_forgotten() {
    let text = vision("gegevens bij de bron", 1);
    let place = folders(&[
        ("a.md", text.as_bytes()),
        ("vergeten.pdf", b"%PDF-1.4"),
        ("lijst.xlsx", b"x"),
        ("manifest.csv", b"path,municipality\na.md,Aadrecht\n"),
    ]);
    let told = messages(list(&check(&place), "notes"));
    assert_eq!(told, ["the manifest does not name vergeten.pdf"]);
}

#[test]
fn a_manifest_is_proposed_and_nothing_written_over() {
    let place = folders(&[
        ("visie-aadrecht-2023.md", b"# Samen digitaal\n\nWij werken samen aan de dienstverlening."),
        ("Beekhorst/agenda.txt", b"Wij werken samen aan de dienstverlening en leggen dat uit."),
        ("rest/besluit.md", b"# Digitale agenda\n\nDe gemeente Dalstad kiest. De gemeente Dalstad werkt samen. Vastgesteld op 12 maart 2019."),
        ("rest/onbekend.md", b"# Visie\n\nWij werken samen."),
    ]);
    let ran = place
        .run(&["corpus", "propose", "--out", "voorstel.csv"])
        .done();
    assert!(
        ran.err
            .contains("4 documenten voorgesteld, 1 zonder gemeente"),
        "{}",
        ran.err
    );
    let proposed = place.read("voorstel.csv");
    let lines: Vec<&str> = proposed.trim_start_matches('\u{feff}').lines().collect();
    assert_eq!(
        lines,
        [
            "path;municipality;title;kind;date;url;found_in;remark",
            "Beekhorst/agenda.txt;Beekhorst;agenda;;;;path;",
            "rest/besluit.md;Dalstad;Digitale agenda;digitale-agenda;2019-03-12;;text;",
            "rest/onbekend.md;;Visie;;;;;",
            "visie-aadrecht-2023.md;Aadrecht;Samen digitaal;;2023;;path;",
        ]
    );
    place
        .run(&["corpus", "propose", "--out", "voorstel.csv"])
        .refused(&["voorstel.csv bestaat al"]);
    assert_eq!(place.read("voorstel.csv"), proposed);
    // What a person corrects is a manifest.
    place.write(
        "corpus/manifest.csv",
        proposed.replace("onbekend.md;;", "onbekend.md;Aadrecht;"),
    );
    let answer = check(&place);
    assert_eq!(list(&answer, "refusals").len(), 0, "{answer}");
    assert_eq!(list(&answer, "documents").len(), 4);
}

#[test]
fn one_file_under_several_municipalities_is_asked_about() {
    let text = vision("gegevens bij de bron", 1);
    let place = folders(&[
        ("Aadrecht/akkoord.md", text.as_bytes()),
        ("Beekhorst/akkoord.md", text.as_bytes()),
    ]);
    let answer = check(&place);
    let told = messages(list(document(&answer, "Aadrecht/akkoord.md"), "warnings"));
    assert!(
        told.contains(
            &"the same file stands under other municipalities: Beekhorst/akkoord.md".to_owned()
        ),
        "{told:?}"
    );
    let joint = folders(&[
        ("a.md", text.as_bytes()),
        (
            "manifest.csv",
            b"path,municipality\na.md,Aadrecht;Beekhorst\n",
        ),
    ]);
    assert_eq!(
        messages(list(document(&check(&joint), "a.md"), "warnings")),
        [""; 0]
    );
}

#[test]
fn the_page_of_a_server_is_no_vision() {
    let page = b"<html><body><h1>Toegang geweigerd</h1><p>U bent niet ingelogd.</p></body></html>";
    let text = vision("gegevens bij de bron", 1);
    let place = folders(&[
        ("Aadrecht/akkoord.pdf", page),
        ("Beekhorst/akkoord.pdf", page),
        ("Dalstad/visie.md", text.as_bytes()),
    ]);
    let answer = check(&place);
    let told = messages(list(document(&answer, "Aadrecht/akkoord.pdf"), "warnings"));
    assert!(
        told.contains(&"an error message or login page in the place of a document".to_owned()),
        "{told:?}"
    );
    let built = place.run(&["build"]).done();
    assert!(
        words(&built.err).contains("een foutmelding of inlogpagina"),
        "{}",
        built.err
    );
    let found = place.json(&["search", "ingelogd"]);
    assert_eq!(found["total"], 0);
}

#[test]
fn lost_letters_and_escapes_of_council_information_are_told_or_undone() {
    let text = "# \u{fffd}\u{fffd}\u{fffd}\u{fffd}\u{fffd} \u{fffd}\u{fffd}\u{fffd}\n\n# Visie op co&amp;ouml;rdinatie\n\n\
        Wij vervangen het zaak\u{fffd}\u{fffd}steem en werken samen met de buren aan de co&amp;ouml;rdinatie van de informa\u{fffd}e.\n";
    let place = folders(&[("Aadrecht/visie.md", text.as_bytes())]);
    let answer = check(&place);
    let read = document(&answer, "Aadrecht/visie.md");
    let told = messages(list(read, "warnings"));
    assert!(told[0].starts_with("4 of "), "{told:?}");
    assert!(
        read["readableShare"]
            .as_f64()
            .is_some_and(|share| share < 0.99),
        "{read}"
    );
    assert_eq!(read["title"], "Visie op coördinatie");
    assert_eq!(place.json(&["search", "coördinatie"])["total"], 1);
}

//! Reports for paper: what a reader of PDF finds in them.

use std::process::Stdio;

use crate::support::{Place, TestCorpus, records};

/// The text of the pages of a PDF, as the program reads it from a corpus.
fn words(bytes: &[u8]) -> (u64, String) {
    let corpus = TestCorpus::new().municipalities(&["Aadrecht"]);
    let place = corpus.document("a.pdf", "Aadrecht", bytes).place();
    let check = place.json(&["corpus", "check"]);
    let document = &check["documents"][0];
    assert_eq!(document["readableShare"], 1.0, "{document}");
    let pages = document["pages"].as_u64().expect("a number");
    place.run(&["build", "--quiet"]).done();
    let found = place.json(&["search", "gemeente OR vision", "--mode", "words"]);
    (pages, found.to_string())
}

#[test]
fn a_ranking_is_written_as_an_accessible_pdf() {
    let place = Place::new();
    place.run(&["build", "--quiet"]).done();
    let pdf = |language: &str| {
        let args = [
            "--lang",
            language,
            "match",
            "Zilverhorne",
            "--format",
            "pdf",
        ];
        let output = place
            .command(&args)
            .stderr(Stdio::inherit())
            .output()
            .expect("it starts");
        assert!(output.status.success());
        output.stdout
    };
    let (dutch, english) = (pdf("nl"), pdf("en"));
    assert!(dutch == pdf("nl"), "the same ranking gives the same bytes");
    for (bytes, language) in [(&dutch, "/Lang(nl)"), (&english, "/Lang(en)")] {
        let text = String::from_utf8_lossy(bytes);
        assert!(text.starts_with("%PDF-1.7"));
        for must in [language, "pdfuaid", "/StructTreeRoot", "/MarkInfo"] {
            assert!(text.contains(must), "{must}");
        }
        // No moment in it, or no two would be equal.
        assert!(!text.contains("CreationDate") && !text.contains("ModDate"));
    }
    let (pages, text) = words(&dutch);
    assert!(pages >= 3, "{pages}");
    assert!(text.contains("Stroomerwaard"), "{text}");
}

#[test]
fn a_batch_has_a_pdf_for_each_and_one_for_all() {
    let place = Place::new();
    let batch = |more: &[&str]| {
        let args = ["batch", "--out", "b", "--scope", "all", "--quiet"];
        place.run(&[&args[..], more].concat()).done();
    };
    batch(&["--pdf"]);
    let read = |name: &str| std::fs::read(place.file(name)).expect("a file");
    let codes: Vec<String> = records(&place.read("b/matches.csv"))
        .iter()
        .map(|row| row["municipality"].clone())
        .collect();
    let mut files: Vec<String> = codes
        .iter()
        .map(|code| format!("b/reports/{code}.pdf"))
        .collect();
    files.dedup();
    // Of the eighteenth there are no documents; it has a report that says so.
    files.extend(["b/reports/DM18.pdf".to_owned(), "b/region.pdf".to_owned()]);
    assert_eq!(files.len(), 19);
    let once: Vec<Vec<u8>> = files.iter().map(|file| read(file)).collect();
    assert!(!place.file("b/reports/index.html").exists());
    batch(&["--pdf", "--reports"]);
    let again: Vec<Vec<u8>> = files.iter().map(|file| read(file)).collect();
    assert!(once == again, "the same generation gives the same bytes");
    assert!(place.file("b/reports/index.html").exists());
    let (_, text) = words(&read("b/region.pdf"));
    assert!(text.contains("Zandermuide"), "{text}");
    // Those of another batch would belong to other figures.
    batch(&["--reports"]);
    assert!(!place.file("b/region.pdf").exists());
    assert!(!place.file("b/reports/DM01.pdf").exists());
}

#[test]
fn names_are_text_and_nothing_else() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .visions(4)
        .place();
    // A name that would end a string of the format, and begin a script.
    let register = place.read("register/municipalities.csv");
    let odd = "Beek) /JS (app.alert) <script> \\";
    let register = register.replace("Beekhorst", odd);
    place.write("register/municipalities.csv", register);
    let manifest = place
        .read("corpus/manifest.csv")
        .replace("Beekhorst", "t002");
    place.write("corpus/manifest.csv", manifest);
    place.run(&["build", "--quiet"]).done();
    let output = place
        .command(&["match", "Aadrecht", "--format", "pdf"])
        .output()
        .expect("it starts");
    assert!(output.status.success());
    // In the outline and the titles strings are escaped; a key of the format would stand unescaped.
    let text = String::from_utf8_lossy(&output.stdout);
    assert!(!text.contains(") /JS ("));
    let (_, text) = words(&output.stdout);
    assert!(text.contains("app.alert"), "{text}");
}

//! Bad input: what is wrong, where, and what to do about it; and the rest goes on.

use crate::support::{Place, TestCorpus, vision};

fn sound() -> TestCorpus {
    TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst", "Dalstad"])
        .document("a.md", "Aadrecht", vision("gegevens bij de bron", 1))
        .document("b.md", "t002", vision("een eigen rekencentrum", 2))
}

#[test]
fn an_empty_or_missing_corpus_is_told_apart() {
    let empty = TestCorpus::new()
        .municipalities(&["Aadrecht"])
        .manifest("")
        .file("corpus/.keep", "")
        .place();
    empty
        .run(&["build"])
        .refused(&["holds no documents", "manifest.csv"]);
    empty
        .run(&["match", "Aadrecht"])
        .refused(&["holds no documents"]);
    let missing = TestCorpus::new()
        .municipalities(&["Aadrecht"])
        .manifest("")
        .place();
    missing
        .run(&["build"])
        .refused(&["no corpus folder", "[corpus] folder"]);
}

#[test]
fn a_manifest_with_a_wrong_column_names_it() {
    let place = sound()
        .manifest("path,gemeente,title\na.md,Aadrecht,x\n")
        .place();
    place
        .run(&["build"])
        .refused(&["municipality", "path,gemeente,title", "manifest.csv"]);
    place.run(&["corpus", "check"]).refused(&["municipality"]);
}

#[test]
fn what_cannot_be_taken_up_is_reported_and_the_rest_is_built() {
    let place = sound()
        .line("weg.md,Aadrecht,,,2023,")
        .line("a.md,Nergenshuizen,,,2023,")
        .line("a.md,Aadrecht,,,in de zomer,")
        .document("ruis.md", "Dalstad", noise())
        .document("leeg.txt", "Dalstad", "")
        .place();
    let ran = place.run(&["build"]).done();
    for part in [
        "weg.md: het bestand is er niet",
        "Nergenshuizen",
        "in de zomer",
        "ruis.md",
        "leeg.txt",
        "2 documenten",
        "5 weggelaten",
    ] {
        assert!(ran.err.contains(part), "{part:?} is not in {}", ran.err);
    }
    place
        .run(&["match", "Dalstad"])
        .refused(&["geen document was te lezen"]);
    assert_eq!(
        place.json(&["match", "Aadrecht"])["partners"][0]["name"],
        "Beekhorst"
    );

    let check = place.run(&["corpus", "check", "--format", "json"]);
    assert_eq!(check.code, 1, "something must be mended");
    let answer: serde_json::Value = serde_json::from_str(&check.out).expect("JSON");
    assert_eq!(answer["refusals"].as_array().map(Vec::len), Some(3));
    let worst = &answer["documents"][0];
    assert_eq!(worst["warnings"][0]["kind"], "unreadable");
    assert!(
        worst["warnings"][0]["remedy"]
            .as_str()
            .is_some_and(|remedy| !remedy.is_empty())
    );
    for (language, heading, reason) in [
        ("nl", "Niet opgenomen", "het bestand is er niet"),
        ("en", "Not taken up", "the file is not there"),
    ] {
        let table = place.run(&["corpus", "check", "--lang", language]);
        assert_eq!(table.code, 1);
        assert!(table.out.starts_with(heading), "{}", table.out);
        assert!(table.out.contains(reason), "{}", table.out);
    }
    assert!(sound().place().run(&["corpus", "check"]).code == 0);
}

#[test]
fn when_nothing_can_be_read_nothing_is_published() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht"])
        .document("ruis.md", "Aadrecht", noise())
        .place();
    place
        .run(&["build"])
        .refused(&["none of the 1 documents", "ruis.md"]);
    assert!(
        place
            .run(&["generations", "list"])
            .done()
            .out
            .contains("geen versies")
    );
}

#[test]
fn a_file_beyond_the_limit_is_refused_unread() {
    let place = sound().line("groot.txt,Dalstad,,,2023,").place();
    let file = std::fs::File::create(place.file("corpus/groot.txt")).expect("a file");
    // A hole in the file: it counts as long and takes no room.
    file.set_len(60_000_000).expect("a long file");
    let ran = place
        .run_in(&["build"], &[("WIEL__EXTRACT__MAX_BYTES", "50000000")])
        .done();
    assert!(
        ran.err
            .contains("groot.txt: het bestand heeft 60000000 bytes"),
        "{}",
        ran.err
    );
    assert!(ran.err.contains("max_bytes"), "{}", ran.err);
}

#[test]
fn own_documents_among_invented_municipalities_get_a_hint() {
    let place = Place::new();
    place.write("mijn/Woerden/visie.md", vision("de cloud", 1));
    place
        .run_in(&["build"], &[("WIEL__CORPUS__FOLDER", "mijn")])
        .refused(&["Woerden", "[register] folder"]);
    place.write("mijn/Zilverhorne/visie.md", vision("de cloud", 1));
    place
        .run_in(&["build"], &[("WIEL__CORPUS__FOLDER", "mijn")])
        .done();
    assert!(place.file("wiel-data/current").is_file() && !place.file("wiel-data/demo").exists());
}

#[test]
fn faults_of_the_register_come_with_file_and_line() {
    let place = sound().place();
    place.write(
        "register/municipalities.csv",
        "code,name\nt001,Aadrecht\nt001,Beekhorst\n",
    );
    place
        .run(&["build"])
        .refused(&["municipalities.csv:3", "twice"]);
    std::fs::remove_file(place.file("register/municipalities.csv")).expect("it was there");
    place
        .run(&["build"])
        .refused(&["municipalities.csv", "register.folder"]);
}

#[test]
fn a_data_folder_that_is_none_is_your_input() {
    let place = Place::new();
    place.write("bestand", "x");
    place
        .run(&["match", "DM01", "--data", "bestand"])
        .refused(&["bestand"]);
    place
        .run(&["match", "DM01", "--data", "bestand/onder"])
        .refused(&["bestand"]);
}

/// Bytes without any sense, the same every time.
fn noise() -> Vec<u8> {
    (0..20_000_u32)
        .map(|n| (n.wrapping_mul(2_654_435_761) >> 13) as u8)
        .collect()
}

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
        .refused(&["staan geen documenten", "manifest.csv"]);
    empty
        .run(&["build", "--lang", "en"])
        .refused(&["holds no documents", "manifest.csv"]);
    empty
        .run(&["match", "Aadrecht"])
        .refused(&["staan geen documenten"]);
    let missing = TestCorpus::new()
        .municipalities(&["Aadrecht"])
        .manifest("")
        .place();
    missing
        .run(&["build"])
        .refused(&["Er is geen map", "[corpus] folder"]);
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
fn what_is_wrong_with_documents_is_told_in_both_languages() {
    let place = sound()
        .document("fout.pdf", "Dalstad", "<html><p>Niet gevonden</p></html>")
        .file("corpus/leeg.md", "")
        .line("leeg.md,Dalstad,,,in 2020,")
        .place();
    for (language, parts) in [
        (
            "nl",
            [
                "heet PDF, maar",
                "hier hoort een jaar",
                "verbeter deze regel van manifest.csv",
            ],
        ),
        (
            "en",
            [
                "named as PDF but",
                "expected a year",
                "mend this line of manifest.csv",
            ],
        ),
    ] {
        let table = place.run(&["corpus", "check", "--lang", language]).out;
        // Lines of the table are wrapped.
        let text = table.split_whitespace().collect::<Vec<_>>().join(" ");
        for part in parts {
            assert!(text.contains(part), "{part:?} is not in {table}");
        }
    }
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

#[test]
fn what_steers_a_terminal_never_reaches_one() {
    let escape = '\u{1b}';
    let text = vision("open data", 3);
    let html = format!(
        "<html><head><title>Visie{escape}[31m rood\u{202e}\u{85}x</title></head><body><p>{text}</p></body></html>"
    );
    let place = sound()
        .municipalities(&[&format!("Eik{escape}[2Jhof\u{202e}")])
        .document("c.html", "Dalstad", html)
        .document("d.md", "t004", vision("een nieuw loket", 4))
        .line(&format!(
            "b.md,Beekhorst,Titel{escape}]0;x\u{7}\u{9b}31m,visie\u{202e},2023,"
        ))
        .place();
    let steering = |text: &str| {
        text.contains(|c: char| {
            (c.is_control() && c != '\n') || ('\u{202a}'..='\u{202e}').contains(&c)
        })
    };
    for args in [
        &["build"][..],
        &["corpus", "check"],
        &["profile", "Dalstad"],
        &["profile", "t004"],
        &["match", "Dalstad", "--scope", "all"],
        &["corpus", "check", "--format", "json"],
        &["match", "Dalstad", "--scope", "all", "--format", "csv"],
    ] {
        let ran = place.run(args);
        assert!(!steering(&ran.out), "{args:?}: {:?}", ran.out);
        let said: String = ran
            .err
            .lines()
            .filter(|line| !line.contains("INFO"))
            .collect();
        assert!(!steering(&said), "{args:?}: {said:?}");
    }
    place.run(&["match", "Eikhof"]).done();
}

#[cfg(unix)]
#[test]
fn names_of_files_steer_no_terminal_and_links_stay_inside() {
    let text = vision("open data", 3);
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .manifest("")
        .file("corpus/Aadrecht/visie.md", &text)
        .file("corpus/Beekhorst/\u{1b}[31mrood.md", &text)
        .file("corpus/Beekhorst/\u{202e}eisiv.md", &text)
        .file("corpus/Beekhorst/visie.md", vision("een loket", 4))
        .place();
    let check = place.run(&["corpus", "check"]);
    assert_eq!(check.out.matches("besturingstekens").count(), 2);
    for steering in ['\u{1b}', '\u{202e}'] {
        assert!(!check.out.contains(steering), "{:?}", check.out);
    }

    // A manifest names links like files; they lead no further than the corpus.
    place.write("buiten.md", vision("een geheim", 5));
    let link = |to: &str, name: &str| {
        let link = place.file(&format!("corpus/{name}"));
        std::os::unix::fs::symlink(to, link).expect("a link");
    };
    link("../buiten.md", "uit.md");
    link("..", "boven");
    link("Aadrecht/visie.md", "binnen.md");
    place.write(
        "corpus/manifest.csv",
        "path,municipality,title,kind,date,url\nuit.md,Aadrecht,,,2023,\nboven/buiten.md,Aadrecht,,,2023,\n\
         binnen.md,Beekhorst,,,2023,\n",
    );
    // What is not taken up makes the exit code 1.
    let ran = place.run(&["corpus", "check", "--format", "json"]);
    let check: serde_json::Value = serde_json::from_str(&ran.out).expect("JSON");
    let refused = check["refusals"].as_array().expect("a list");
    let paths: Vec<_> = refused.iter().map(|one| one["path"].as_str()).collect();
    assert_eq!(paths, [Some("boven/buiten.md"), Some("uit.md")], "{check}");
    assert!(!check.to_string().contains("geheim"), "{check}");
}

#[test]
fn huge_weights_are_scaled() {
    let place = Place::new();
    let with = |weights: &str| {
        let list = place.json(&["match", "DM01", "--weights", weights]);
        list["partners"].clone()
    };
    let huge = with("text=1e308,themes=1e308,principles=1e308");
    assert_eq!(huge, with("text=1,themes=1,principles=1"));
    assert!(
        huge[0]["alignment"]
            .as_f64()
            .is_some_and(|share| share > 0.0),
        "{huge}"
    );
}

#[test]
fn text_in_another_language_is_told_as_such() {
    let french = "Cette commune veut que ses habitants puissent consulter leurs données à tout moment, et que \
        les services publics soient accessibles à tous, en ligne comme au guichet, sans que personne ne soit \
        laissé de côté dans les années qui viennent. ";
    let english = "The municipality wants its residents to be able to see their own data at any time, and wants \
        public services that everyone can use, online as well as at the desk, so that nobody is left behind in \
        the years to come. ";
    for (language, text) in [("French", french), ("English", english)] {
        let place = sound().document("c.md", "Dalstad", text.repeat(8)).place();
        place.run(&["build"]).done();
        let ran = place.run(&["match", "Dalstad"]);
        assert!(ran.err.contains("andere taal"), "{language}: {ran:?}");
        let near = place.run(&["match", "Beekhorst"]).done();
        assert!(
            !near.out.contains("te weinig tekst"),
            "{language}: {near:?}"
        );
    }
}

//! Settings as they reach a command.

use crate::support::{Place, TestCorpus, vision};

#[test]
fn unknown_keys_and_wrong_values_are_refused_with_their_place() {
    let place = Place::new();
    place.write("a.toml", "[match]\ntopp = 3\n");
    place.write("b.toml", "[extract]\nmax_pages = 0\n");
    place
        .run(&["match", "DM01", "--config", "a.toml"])
        .refused(&["a.toml", "match.topp", "did you mean match.top?"]);
    place
        .run(&["match", "DM01", "--config", "b.toml"])
        .refused(&["b.toml", "extract.max_pages"]);
    place
        .run(&["match", "DM01", "--config", "c.toml"])
        .refused(&["c.toml", "--config"]);
    place
        .run_in(&["match", "DM01"], &[("WIEL__CORPUS__FODLER", "x")])
        .refused(&["the environment", "corpus.folder"]);
}

#[test]
fn flags_go_before_environment_before_files_before_defaults() {
    let place = Place::new();
    place.write("a.toml", "[match]\ntop = 1\nscope = \"all\"\n");
    place.write("b.toml", "[match]\ntop = 2\n");
    let count = |args: &[&str], environment: &[(&str, &str)]| {
        let ran = place
            .run_in(
                &[&["match", "DM01", "--format", "csv"], args].concat(),
                environment,
            )
            .done();
        ran.out.lines().count() - 1
    };
    assert_eq!(count(&[], &[]), 6);
    assert_eq!(count(&["--config", "a.toml"], &[]), 1);
    assert_eq!(count(&["--config", "a.toml", "--config", "b.toml"], &[]), 2);
    assert_eq!(
        count(&["--config", "a.toml"], &[("WIEL__MATCH__TOP", "12")]),
        12
    );
    assert_eq!(
        count(
            &["--config", "a.toml", "--top", "3"],
            &[("WIEL__MATCH__TOP", "12")]
        ),
        3
    );
}

#[test]
fn invented_and_real_answers_never_mix() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .document("a.md", "Aadrecht", vision("gegevens bij de bron", 1))
        .document("b.md", "Beekhorst", vision("een eigen rekencentrum", 2))
        .place();
    let demo = Place::new();
    let shared = place.file("data").display().to_string();
    assert_eq!(
        demo.json(&["match", "DM01", "--data", &shared])["demonstration"],
        true
    );
    let own = place.json(&["match", "Aadrecht"]);
    assert_eq!(own["demonstration"], false);
    assert_eq!(own["partners"][0]["name"], "Beekhorst");
}

#[test]
fn the_folder_convention_needs_no_manifest() {
    let place = TestCorpus::new()
        .municipalities(&["Aadrecht", "Beekhorst"])
        .manifest("")
        .file(
            "corpus/Aadrecht/visie.md",
            vision("gegevens bij de bron", 1),
        )
        .file(
            "corpus/t002/2023/agenda.txt",
            vision("een eigen rekencentrum", 2),
        )
        .place();
    assert_eq!(
        place.json(&["match", "Beekhorst"])["partners"][0]["code"],
        "t001"
    );
}

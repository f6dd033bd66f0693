//! `wiel init`: a folder to begin in, and that the commands it names go on from there.

use std::fs;
use std::path::Path;

use crate::support::{Asked, Place, PublicSource, Reply, records, vision};

/// The settings of a register of invented municipalities.
fn invented(place: &Place) {
    let register = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo/register");
    place.write(
        "register.toml",
        format!("[register]\nfolder = {register:?}\n"),
    );
}

#[test]
fn a_municipality_begins_with_its_neighbours_and_the_dutch_register() {
    let place = Place::new();
    let ran = place
        .run(&["init", "Woerden", "--dir", "mijn regio"])
        .done();
    for part in [
        "Gemaakt voor Woerden",
        "Hoe nu verder",
        "wiel --config 'mijn regio/wiel.toml' harvest --plan",
        "match Woerden",
        "Montfoort",
    ] {
        assert!(ran.out.contains(part), "{part:?} is not in {}", ran.out);
    }
    let settings = place.read("mijn regio/wiel.toml");
    assert!(
        settings.contains("GM0632") && settings.contains("GM0335"),
        "{settings}"
    );
    assert!(!settings.contains("GM0363"), "Amsterdam is no neighbour");
    assert_eq!(
        place.read("mijn regio/documenten/manifest.csv"),
        "path,municipality,title,kind,date,url\n"
    );
    assert!(
        place
            .read("mijn regio/LEESMIJ.md")
            .contains("match Woerden")
    );
    // What was written can be used as it is: the plan asks nobody, and only of these municipalities.
    let config = ["--config", "mijn regio/wiel.toml"];
    place
        .run(&[&config[..], &["harvest", "--plan"]].concat())
        .done();
    place
        .run(&[&config[..], &["corpus", "propose"]].concat())
        .done();
    place
        .run(&[&config[..], &["harvest"]].concat())
        .refused(&["contact"]);
}

#[test]
fn nothing_is_written_over_and_nothing_is_left_half() {
    let place = Place::new();
    place.write("wiel.toml", "mine");
    place
        .run(&["init", "Woerden"])
        .refused(&["wiel.toml", "--dir"]);
    assert_eq!(place.read("wiel.toml"), "mine");
    assert_eq!(fs::read_dir(place.path()).expect("a folder").count(), 1);
    // Documents that are there are not hidden by an empty list.
    fs::remove_file(place.file("wiel.toml")).expect("removed");
    place.write("documenten/Woerden/visie.md", vision("collectief", 2024));
    let ran = place.run(&["init", "Woerden"]).done();
    assert!(ran.err.contains("staan al bestanden"), "{ran:#?}");
    assert!(!place.file("documenten/manifest.csv").exists());
    place.run(&["--config", "wiel.toml", "build"]).done();
    place.run(&["init", "Woerden"]).refused(&["wiel.toml"]);
}

#[test]
fn regions_are_found_by_name_and_unknown_names_are_told() {
    let place = Place::new();
    let ran = place
        .run(&["--lang", "en", "init", "provincie Utrecht", "--dir", "a"])
        .done();
    assert!(ran.out.contains("Made for Utrecht:"), "{}", ran.out);
    let settings = place.read("a/wiel.toml");
    assert!(settings.contains("scope = \"all\"") && settings.contains("GM0344, "));
    assert!(
        place.file("a/documents/manifest.csv").is_file() && place.file("a/README.md").is_file()
    );
    place.run(&["init", "ict nml", "--dir", "b"]).done();
    assert!(place.read("b/wiel.toml").contains("GM0983"));
    place
        .run(&["init", "Woerdem", "--dir", "c"])
        .refused(&["Woerdem", "Woerden"]);
    assert!(!place.file("c").exists());
}

#[test]
fn a_first_folder_is_filled_by_a_harvest() {
    let answer = |asked: &Asked| match asked.path.as_str() {
        "/visie.md" => Reply::found(vision("collectief", 2024)),
        "/elders.md" => Reply::found(vision("collectief", 2023)),
        _ => Reply::new(404, ""),
    };
    let source = PublicSource::start(answer);
    let place = Place::new();
    invented(&place);
    place
        .run(&["--config", "register.toml", "init", "Schorrewijk"])
        .done();
    assert!(
        !place.file("register").exists(),
        "a user-supplied register is named"
    );
    let base = &source.url;
    place.write(
        "lijst.csv",
        format!(
            "municipality,url,title,kind,year\n\
             Schorrewijk,{base}/visie.md,,,2024\nGriendoog,{base}/elders.md,,,2023\n"
        ),
    );
    // As the comments say: a contact, and a user-supplied list.
    let settings = place
        .read("wiel.toml")
        .replace("contact = \"\"", "contact = \"ict@schorrewijk.example\"")
        .replace(
            "addresses = \"\"",
            "addresses = \"lijst.csv\"\nprivate_hosts = \"127.0.0.1\"\ninterval_ms = 5",
        )
        .replace("\"publications, regulations, council\"", "\"addresses\"");
    place.write("wiel.toml", settings);
    place.run(&["--config", "wiel.toml", "harvest"]).done();
    let rows = records(&place.read("documenten/manifest.csv"));
    // The other municipality is no neighbour, so its document is not asked for.
    assert_eq!(rows.len(), 1, "{rows:#?}");
    assert_eq!(rows[0]["source"], "addresses");
    place.run(&["--config", "wiel.toml", "build"]).done();
}

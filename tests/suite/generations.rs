//! What is on disk, from the outside.

use crate::support::Place;

fn build(place: &Place, args: &[&str]) -> String {
    place
        .run(&[&["build", "--quiet"], args].concat())
        .done()
        .out
        .trim()
        .to_owned()
}

#[test]
fn builds_are_listed_rolled_back_and_pruned() {
    let place = Place::new();
    let first = build(&place, &[]);
    assert_eq!(build(&place, &[]), first, "nothing changed");
    let second = build(&place, &["--force"]);
    let third = build(&place, &["--full"]);
    assert!(first < second && second < third);
    let current = |place: &Place| {
        place.json(&["match", "DM01"])["generation"]
            .as_str()
            .map(str::to_owned)
    };
    assert_eq!(current(&place).as_ref(), Some(&third));

    assert_eq!(
        place
            .run(&["generations", "rollback", &first])
            .done()
            .out
            .trim(),
        first
    );
    assert_eq!(current(&place).as_ref(), Some(&first));
    let list = place.json(&["generations", "list"]);
    let listed: Vec<_> = list["generations"]
        .as_array()
        .expect("a list")
        .iter()
        .map(|one| (one["id"].as_str(), one["current"].as_bool()))
        .collect();
    assert_eq!(
        listed,
        [
            (Some(third.as_str()), Some(false)),
            (Some(&second), Some(false)),
            (Some(&first), Some(true))
        ]
    );

    let pruned = place.json(&["generations", "prune", "--keep", "1"]);
    assert_eq!(pruned["removed"].as_array().map(Vec::len), Some(1));
    assert_eq!(pruned["kept"][&first], "current");
    place
        .run(&["generations", "rollback", &second])
        .refused(&[&second, "generations list"]);
    place
        .run(&["generations", "rollback", "gisteren"])
        .refused(&["gisteren"]);
}

#[test]
fn damage_is_found_and_is_our_fault() {
    let place = Place::new();
    place
        .run(&["generations", "verify"])
        .refused(&["wiel build"]);
    let id = build(&place, &[]);
    assert!(
        place
            .run(&["generations", "verify", &id])
            .done()
            .out
            .contains("gaaf")
    );
    let artifact = place.file(&format!("wiel-data/demo/generations/{id}/documents.json"));
    let mut bytes = std::fs::read(&artifact).expect("an artifact");
    bytes[10] ^= 1;
    std::fs::write(&artifact, bytes).expect("it can be damaged");
    let ran = place.run(&["generations", "verify"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        ran.err.contains("documents.json") && ran.err.contains("checksum"),
        "{}",
        ran.err
    );
    std::fs::remove_file(&artifact).expect("it is there");
    let ran = place.run(&["match", "DM01"]);
    assert_eq!(ran.code, 2, "{ran:?}");
    assert!(
        place
            .run(&["generations", "list"])
            .done()
            .out
            .contains("missing")
    );
    build(&place, &["--full"]);
    place.run(&["match", "DM01"]).done();
}

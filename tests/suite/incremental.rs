//! A build that takes over what did not change gives what a build from nothing gives, byte for byte.

use std::collections::BTreeMap;
use std::path::Path;

use crate::support::{Place, vision};

/// The demonstration in a folder of its own, to be changed.
pub(crate) fn demonstration() -> Place {
    let place = Place::new();
    let data = Path::new(env!("CARGO_MANIFEST_DIR")).join("data/demo");
    copy(&data, &place.file("demo"));
    place.write(
        "wiel.toml",
        "[register]\nfolder = \"demo/register\"\n[corpus]\nfolder = \"demo/corpus\"\n[data]\nfolder = \"data\"\n",
    );
    place.with(&["--config", "wiel.toml"])
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("a folder");
    for entry in std::fs::read_dir(from).expect("a folder") {
        let path = entry.expect("an entry").path();
        let target = to.join(path.file_name().expect("a name"));
        if path.is_dir() {
            copy(&path, &target);
        } else {
            std::fs::copy(&path, &target).expect("a file");
        }
    }
}

/// The artifacts of the generation in use in a data folder, by path, and the scores of all pairs.
fn outcome(place: &Place, data: &str) -> BTreeMap<String, Vec<u8>> {
    let id = place.read(&format!("{data}/current"));
    let root = place.file(&format!("{data}/generations/{}", id.trim()));
    let mut found = BTreeMap::new();
    gather(&root, &root, &mut found);
    // When it was made is no result.
    found.retain(|path, _| !path.starts_with("manifest.json"));
    let batch = [
        "--data", data, "batch", "--out", "batch", "--scope", "all", "--pairs",
    ];
    place.run(&batch).done();
    found.insert("pairs.csv".into(), place.read("batch/pairs.csv").into());
    found
}

fn gather(root: &Path, folder: &Path, found: &mut BTreeMap<String, Vec<u8>>) {
    for entry in std::fs::read_dir(folder).expect("a folder") {
        let path = entry.expect("an entry").path();
        if path.is_dir() {
            gather(root, &path, found);
        } else {
            let name = path.strip_prefix(root).expect("below the root");
            let bytes = std::fs::read(&path).expect("a file");
            found.insert(name.display().to_string(), bytes);
        }
    }
}

#[test]
fn an_incremental_build_is_a_full_one_byte_for_byte() {
    let place = demonstration();
    place.run(&["build", "--quiet"]).done();
    let first = outcome(&place, "data");
    let manifest = place.read("demo/corpus/manifest.csv");
    let lines: Vec<&str> = manifest.lines().collect();
    let path_of = |line: &str| {
        let path = line.split(',').next().expect("a first column");
        format!("demo/corpus/{path}")
    };

    // A document changes its text, one its line, one goes, and one comes before all others, so that every row moves.
    let changed = path_of(lines[3]);
    place.write(
        &changed,
        format!(
            "{}\n\nWij kiezen voortaan voor samen inkopen met de buren.\n",
            place.read(&changed)
        ),
    );
    place.write("demo/corpus/nieuw.md", vision("samen inkopen", 3));
    let code = lines[1].split(',').nth(1).expect("a second column");
    let commas = ",".repeat(lines[0].matches(',').count() - 1);
    let mut kept = vec![lines[0].to_owned(), format!("nieuw.md,{code}{commas}")];
    kept.extend(lines.iter().skip(1).map(|line| (*line).to_owned()));
    assert!(
        kept.pop().is_some_and(|line| line.contains(',')),
        "the last one goes"
    );
    place.write("demo/corpus/manifest.csv", kept.join("\n"));

    let said = place
        .run_in(&["build", "--force"], &[("WIEL_LOG", "wiel=debug")])
        .done();
    assert!(said.err.contains("a segment is taken over"), "{said:?}");
    let incremental = outcome(&place, "data");
    place
        .run(&["--data", "anew", "build", "--full", "--quiet"])
        .done();
    let full = outcome(&place, "anew");
    let names = |outcome: &BTreeMap<String, Vec<u8>>| outcome.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&incremental), names(&full));
    for (name, bytes) in &incremental {
        assert!(*bytes == full[name], "{name} differs");
    }
    // And it was not the same to begin with, yet something could be taken over.
    assert_ne!(first["profiles.json"], full["profiles.json"]);
    assert_ne!(first["pairs.csv"], full["pairs.csv"]);
    let segments = |outcome: &BTreeMap<String, Vec<u8>>| -> Vec<String> {
        let names = outcome.keys().filter(|name| name.ends_with(".segment"));
        names.cloned().collect()
    };
    let taken = segments(&full)
        .iter()
        .filter(|name| first.contains_key(*name))
        .count();
    assert!(taken > 0 && taken < segments(&full).len(), "{taken}");
}

//! Generations that other versions wrote.

use super::*;

/// A data folder with a copy of the committed generation, its id and its folder.
fn fixture() -> (tempfile::TempDir, Store, GenerationId, PathBuf) {
    let folder = tempfile::tempdir().expect("a temporary folder");
    copy(&fixture_folder("v1"), folder.path());
    let store = Store::open(folder.path());
    let id = current_id(&store).expect("one is current");
    let generation = folder.path().join("generations").join(id.to_string());
    (folder, store, id, generation)
}

/// Changes the manifest as another version might have written it, with its right checksum.
fn rewrite(generation: &Path, change: impl Fn(&str) -> String) {
    let path = generation.join("manifest.json");
    let json = change(&fs::read_to_string(&path).expect("it is there"));
    let line = manifest::checksum_line(json.as_bytes());
    fs::write(path, json).expect("the file can be written");
    fs::write(generation.join("manifest.json.blake3"), line).expect("the file can be written");
}

#[test]
fn a_generation_of_format_1_opens_and_verifies() {
    // Read where it is committed: a reader needs no right to write.
    let generation = Store::open(fixture_folder("v1"))
        .current()
        .expect("format 1 is read")
        .expect("one is current");
    let verified = generation.verify().expect("nothing was changed since");
    assert_eq!(
        (verified.artifacts, verified.bytes, verified.unlisted),
        (4, 12_126, vec![])
    );
    assert_eq!(generation.id().to_string(), FIXTURE);
    let manifest = generation.manifest();
    assert_eq!(manifest.format_version, FormatVersion(1));
    assert_eq!(manifest.created, morning());
    assert_eq!(manifest.taxonomy_hash, Checksum::of_bytes(b"themes"));
    assert_eq!(manifest.inputs[0].path, "a.md");
    assert_eq!(manifest.counts["documents"], 2);
    assert_eq!(
        generation.read("index/meta.json").expect("it is listed"),
        b"{}"
    );
}

#[test]
fn format_1_is_still_written_byte_for_byte() {
    let (_folder, store, _) = with_generations(1);
    let written = store.current().expect("it opens").expect("one is current");
    assert_eq!(written.id().to_string(), FIXTURE);
    let committed = fixture_folder("v1/generations").join(FIXTURE);
    for name in ["manifest.json", "manifest.json.blake3"] {
        let read = |folder: &Path| fs::read_to_string(folder.join(name)).expect("it is there");
        assert_eq!(read(written.path()), read(&committed));
    }
}

#[test]
fn another_format_is_refused_with_what_was_expected_and_what_to_do() {
    for (version, remedy) in [
        (0, "wiel build --full"),
        (2, "newer"),
        (4_000_000_000, "newer"),
    ] {
        let (_folder, store, id, generation) = fixture();
        let other = format!("\"format_version\": {version}");
        rewrite(&generation, |json| {
            json.replace("\"format_version\": 1", &other)
        });
        let check = |error: Error| match &error {
            Error::Version {
                path,
                expected,
                got,
            } => {
                assert_eq!(*path, generation.join("manifest.json"));
                assert_eq!(
                    (*expected, *got),
                    (FormatVersion(1), FormatVersion(version))
                );
                assert!(error.to_string().contains(remedy), "{error}");
            }
            other => panic!("{other:?}"),
        };
        check(store.get(id).expect_err("another format"));
        // Another format may have other fields and another checksum.
        fs::write(
            generation.join("manifest.json"),
            format!("{{{other}, \"id\": 7}}"),
        )
        .expect("it can be written");
        fs::remove_file(generation.join("manifest.json.blake3")).expect("it can be removed");
        check(store.get(id).expect_err("another format"));
    }
}

#[test]
fn a_newer_format_is_not_pruned_and_an_older_one_is() {
    for (version, stays) in [(2, true), (0, false)] {
        let (_folder, store, id, generation) = fixture();
        let lock = store.lock(&owner()).expect("nobody else is here");
        build(&lock, day(50)).expect("the disk works");
        let other = format!("\"format_version\": {version}");
        rewrite(&generation, |json| {
            json.replace("\"format_version\": 1", &other)
        });
        let keep = Keep {
            count: 1,
            days: 0,
            now: day(100),
        };
        let pruned = lock.prune(&keep).expect("the current one is sound");
        assert_eq!(pruned.kept.contains(&(id, KeptBecause::NewerFormat)), stays);
        assert_eq!(pruned.removed.contains(&id), !stays);
    }
}

#[test]
fn a_field_that_a_later_version_adds_is_ignored() {
    let (_folder, store, id, generation) = fixture();
    rewrite(&generation, |json| {
        json.replacen('{', "{ \"colour\": \"blue\",", 1)
    });
    store.get(id).expect("it opens");
}

#[test]
fn a_forged_manifest_reaches_no_file_outside() {
    for name in ["../../current", "/etc/hostname", "a/../../x"] {
        let (_folder, store, id, generation) = fixture();
        rewrite(&generation, |json| json.replace("profiles.json", name));
        let error = store.get(id).expect_err("no such name is allowed");
        assert!(
            matches!(error, Error::ManifestDamaged { .. }),
            "{name}: {error:?}"
        );
    }
}

/// The committed generation of format 1: what [`build`] makes in the morning.
const FIXTURE: &str = "20261124T061500Z-1cc20da8";

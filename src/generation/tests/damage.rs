//! Flipped, cut and lost bytes: found, named, and with a way back.

use super::*;

/// A sound generation, with an older one to go back to; the folder of the newer and both ids, newest first.
fn two() -> (tempfile::TempDir, Store, Vec<GenerationId>, PathBuf) {
    let (folder, store, ids) = with_generations(2);
    let newest = store.get(ids[0]).expect("it is sound").path().to_path_buf();
    (folder, store, ids, newest)
}

/// The error inside that of an unusable current generation, which names the older one as the way back.
fn unusable(store: &Store, ids: &[GenerationId]) -> Error {
    let error = store.current().expect_err("the current one is damaged");
    let text = error.to_string();
    assert!(
        text.contains(&format!("wiel generations rollback {}", ids[1])),
        "{text}"
    );
    assert_eq!(text.lines().count(), 2, "{text}");
    match error {
        Error::CurrentUnusable { id, source, .. } if id == ids[0] => *source,
        other => panic!("{other:?}"),
    }
}

#[test]
fn one_flipped_byte_in_any_artifact_is_found() {
    let (_folder, store, ids, newest) = two();
    for name in ARTIFACTS {
        let path = newest.join(name);
        let sound = fs::read(&path).expect("it is there");
        for at in [0, sound.len() / 2, sound.len() - 1] {
            let mut flipped = sound.clone();
            flipped[at] ^= 1;
            fs::write(&path, &flipped).expect("the file can be written");
            let generation = store.get(ids[0]).expect("opening does not read artifacts");
            for found in [
                generation.verify().map(|_| ()),
                generation.read_verified(name).map(|_| ()),
            ] {
                match found {
                    Err(Error::ChecksumMismatch {
                        artifact,
                        expected,
                        got,
                    }) => {
                        assert_eq!(artifact, path);
                        assert_eq!(expected, Checksum::of_bytes(&sound));
                        assert_eq!(got, Checksum::of_bytes(&flipped));
                    }
                    other => panic!("{name} at {at}: {other:?}"),
                }
            }
            let lock = store.lock(&owner()).expect("nobody else is here");
            lock.rollback(ids[0])
                .expect_err("a damaged one is no way back");
        }
        fs::write(&path, &sound).expect("the file can be written");
    }
    store
        .get(ids[0])
        .and_then(|generation| generation.verify())
        .expect("all is as it was");
}

#[test]
fn a_flipped_byte_anywhere_in_the_manifest_is_found_at_opening() {
    let (_folder, store, ids, newest) = two();
    for name in ["manifest.json", "manifest.json.blake3"] {
        let path = newest.join(name);
        let sound = fs::read(&path).expect("it is there");
        for at in 0..sound.len() {
            let mut flipped = sound.clone();
            flipped[at] ^= 1;
            fs::write(&path, &flipped).expect("the file can be written");
            let error = store.get(ids[0]).expect_err("it is damaged");
            let named = matches!(
                &error,
                Error::ChecksumMismatch { artifact, .. } if *artifact == newest.join("manifest.json")
            ) || matches!(&error, Error::ManifestDamaged { path: named, .. } if *named == path);
            assert!(named, "{name} at {at}: {error:?}");
        }
        fs::write(&path, &sound).expect("the file can be written");
    }
    assert_eq!(current_id(&store), Some(ids[0]));
}

#[test]
fn a_cut_or_grown_artifact_is_found_at_opening() {
    let (_folder, store, ids, newest) = two();
    for name in ARTIFACTS {
        let path = newest.join(name);
        let sound = fs::read(&path).expect("it is there");
        let whole = store.get(ids[0]).expect("it is sound");
        for wrong in [
            &sound[..0],
            &sound[..sound.len() - 1],
            &[&sound[..], b" "].concat(),
        ] {
            fs::write(&path, wrong).expect("the file can be written");
            for error in [
                unusable(&store, &ids),
                whole.read(name).expect_err("changed after it was opened"),
                whole.verify().expect_err("changed after it was opened"),
            ] {
                let Error::Truncated {
                    artifact,
                    expected,
                    got,
                } = error
                else {
                    panic!("{name}: {error:?}");
                };
                assert_eq!(
                    (artifact, expected, got),
                    (path.clone(), sound.len() as u64, wrong.len() as u64)
                );
            }
        }
        fs::write(&path, &sound).expect("the file can be written");
    }
}

#[test]
fn a_missing_file_is_found_at_opening() {
    let (_folder, store, ids, newest) = two();
    for name in ARTIFACTS
        .into_iter()
        .chain(["manifest.json", "manifest.json.blake3"])
    {
        let path = newest.join(name);
        let aside = newest.with_extension("aside");
        fs::rename(&path, &aside).expect("it can be moved");
        match unusable(&store, &ids) {
            Error::Missing { artifact } => assert_eq!(artifact, path),
            other => panic!("{name}: {other:?}"),
        }
        let list = store.list().expect("the folder can be listed");
        assert!(
            matches!(
                &list[0].state,
                GenerationState::Damaged(Error::Missing { .. })
            ),
            "{name}"
        );
        assert!(
            matches!(&list[1].state, GenerationState::Sound(_)),
            "{name}"
        );
        assert!(list[0].current && !list[1].current);
        // A folder of that name is no artifact either.
        fs::create_dir(&path).expect("the folder can be made");
        unusable(&store, &ids);
        fs::remove_dir(&path).expect("the folder can be removed");
        fs::rename(&aside, &path).expect("it can be moved");
    }
    assert_eq!(current_id(&store), Some(ids[0]));
}

#[test]
fn the_way_back_from_a_lost_generation_is_named_and_works() {
    let (_folder, store, ids, newest) = two();
    fs::remove_dir_all(newest).expect("it can be removed");
    assert!(matches!(unusable(&store, &ids), Error::NoSuchGeneration { id, .. } if id == ids[0]));
    let lock = store.lock(&owner()).expect("nobody else is here");
    let keep = Keep {
        count: 0,
        days: 0,
        now: day(100),
    };
    lock.prune(&keep)
        .expect_err("what one may have to go back to is not pruned");
    lock.rollback(ids[1]).expect("it is sound");
    assert_eq!(current_id(&store), Some(ids[1]));
    // A new one still sorts after the lost one only if it is made later, but always after all that are there.
    assert!(build(&lock, day(-1)).expect("the disk works").id() > ids[1]);
}

#[test]
fn a_damaged_pointer_is_named_with_the_way_back() {
    let (folder, store, ids, _) = two();
    let pointer = folder.path().join("current");
    for wrong in [
        "",
        "\n",
        "20261124",
        "../x",
        "\u{fffd}",
        &"x".repeat(100_000),
        &format!("{}\n\n", ids[0]),
    ] {
        fs::write(&pointer, wrong).expect("the file can be written");
        for error in [
            store.current().expect_err("no id"),
            store.current_id().expect_err("no id"),
        ] {
            let text = error.to_string();
            assert!(
                text.contains(&format!("wiel generations rollback {}", ids[0])),
                "{text}"
            );
            assert!(text.len() < 1000, "{text}");
            assert!(
                matches!(error, Error::PointerDamaged { path, fallback, .. } if path == pointer && fallback == Some(ids[0]))
            );
        }
        assert!(
            store
                .list()
                .expect("the folder can be listed")
                .iter()
                .all(|summary| !summary.current)
        );
    }
    // What an editor makes of it is still understood.
    fs::write(&pointer, format!("{}\r\n", ids[1])).expect("the file can be written");
    assert_eq!(current_id(&store), Some(ids[1]));

    fs::write(&pointer, "?").expect("the file can be written");
    let lock = store.lock(&owner()).expect("nobody else is here");
    let new = build(&lock, day(5)).expect("a damaged pointer keeps no better one from coming");
    assert_eq!(current_id(&store), Some(new.id()));
}

#[test]
fn without_any_sound_generation_the_remedy_is_a_new_build() {
    let (folder, store, ids) = with_generations(1);
    fs::remove_dir_all(folder.path().join("generations")).expect("it can be removed");
    let text = store.current().expect_err("it is gone").to_string();
    assert!(
        text.contains(&ids[0].to_string()) && text.contains("wiel build --full"),
        "{text}"
    );
}

#[test]
fn a_generation_in_a_folder_of_another_name_is_refused() {
    let (folder, store, ids) = with_generations(1);
    let other = "20300101T000000Z-00000000";
    let generations = folder.path().join("generations");
    fs::rename(
        generations.join(ids[0].to_string()),
        generations.join(other),
    )
    .expect("it can be moved");
    let error = store
        .get(other.parse().expect("an id"))
        .expect_err("it is another one");
    assert!(matches!(error, Error::WrongFolder { got, .. } if got == ids[0]));
}

#[test]
fn files_that_the_manifest_does_not_list_are_reported_and_do_no_harm() {
    let (_folder, store, ids, newest) = two();
    fs::write(newest.join("index/.lock"), "").expect("the file can be written");
    let verified = store
        .get(ids[0])
        .and_then(|generation| generation.verify())
        .expect("it is sound");
    assert_eq!(verified.unlisted, [newest.join("index/.lock")]);
    assert_eq!(verified.artifacts, ARTIFACTS.len());
}

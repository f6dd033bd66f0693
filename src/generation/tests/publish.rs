//! Writing, sealing, publishing, listing and going back.

use super::*;

#[test]
fn a_generation_is_read_back_as_it_was_written() {
    let (folder, store, ids) = with_generations(1);
    let generation = store.current().expect("it opens").expect("one is current");
    assert_eq!(generation.id(), ids[0]);
    assert_eq!(
        generation.path(),
        folder.path().join("generations").join(ids[0].to_string())
    );
    assert_eq!(
        generation.read("profiles.json").expect("it is listed"),
        b"[\"2026-11-24T06:15:00Z\"]"
    );
    assert_eq!(
        generation
            .read_verified("model/vectors.bin")
            .expect("it is listed")
            .len(),
        12_000
    );
    assert_eq!(generation.verify().expect("it is sound").artifacts, 4);

    let manifest = generation.manifest();
    let artifacts: Vec<&str> = manifest
        .artifacts
        .iter()
        .map(|artifact| artifact.path.as_str())
        .collect();
    assert_eq!(artifacts, ARTIFACTS);
    let inputs: Vec<&str> = manifest
        .inputs
        .iter()
        .map(|input| input.path.as_str())
        .collect();
    assert_eq!(inputs, ["a.md", "b.md"]);
    assert_eq!(
        names(folder.path()),
        ["current", "generations", "lock", "staging"]
    );
    assert_eq!(
        fs::read_to_string(folder.path().join("current")).expect("it is there"),
        format!("{}\n", ids[0])
    );
}

#[test]
fn paths_are_given_for_artifacts_and_their_folders_only() {
    let (_folder, store, ids) = with_generations(1);
    let generation = store.get(ids[0]).expect("it is sound");
    for name in ["index", "index/store", "profiles.json"] {
        let path = generation.artifact_path(name).expect("it is listed");
        assert!(path.exists() && path.starts_with(generation.path()));
    }
    for name in ["ind", "index/none", "manifest"] {
        assert!(
            matches!(
                generation.artifact_path(name),
                Err(Error::NoArtifact { .. })
            ),
            "{name}"
        );
        assert!(
            matches!(generation.read(name), Err(Error::NoArtifact { .. })),
            "{name}"
        );
    }
    for name in ["../current", "manifest.json", ""] {
        assert!(
            matches!(generation.artifact_path(name), Err(Error::Name(_))),
            "{name}"
        );
        assert!(
            matches!(generation.read(name), Err(Error::Name(_))),
            "{name}"
        );
    }
}

#[test]
fn an_empty_or_absent_folder_has_no_generation_and_reading_makes_none() {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let store = Store::open(folder.path().join("deep/data"));
    assert!(store.current().expect("nothing is wrong").is_none());
    assert!(store.list().expect("nothing is wrong").is_empty());
    assert!(names(folder.path()).is_empty());
    let lock = store.lock(&owner()).expect("the folder is made");
    let keep = Keep {
        count: 9,
        days: 9,
        now: morning(),
    };
    assert!(matches!(lock.prune(&keep), Err(Error::NoGeneration { .. })));
    build(&lock, morning()).expect("the disk works");
    assert!(store.current().expect("it opens").is_some());
}

#[test]
fn the_list_is_newest_first_and_ids_ascend_though_the_clock_goes_back() {
    let (folder, store, _) = with_generations(0);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let mut made = Vec::new();
    for created in [day(3), day(3), day(-400), day(4), day(0)] {
        let generation = build(&lock, created).expect("the disk works");
        assert_eq!(generation.manifest().created, created);
        made.insert(0, generation.id());
    }
    fs::create_dir(folder.path().join("generations/lost+found")).expect("the folder can be made");
    let listed: Vec<GenerationId> = store
        .list()
        .expect("it can be listed")
        .iter()
        .map(|one| one.id)
        .collect();
    assert_eq!(listed, made);
    assert!(made.is_sorted_by(|a, b| a > b));
}

#[test]
fn rollback_moves_current_and_the_next_build_is_still_the_newest() {
    let (_folder, store, ids) = with_generations(3);
    let lock = store.lock(&owner()).expect("nobody else is here");
    assert_eq!(lock.rollback(ids[2]).expect("it is sound").id(), ids[2]);
    assert_eq!(current_id(&store), Some(ids[2]));
    assert_eq!(store.list().expect("it can be listed").len(), 3);
    let none = "20200101T000000Z-00000000".parse().expect("an id");
    assert!(matches!(lock.rollback(none), Err(Error::NoSuchGeneration { id, .. }) if id == none));
    assert_eq!(current_id(&store), Some(ids[2]));
    assert!(build(&lock, day(0)).expect("the disk works").id() > ids[0]);
}

#[test]
fn what_is_dropped_before_publication_leaves_nothing() {
    let (folder, store, ids) = with_generations(1);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let staging = lock.begin().expect("the disk works");
    let other = lock.begin().expect("two can be written side by side");
    assert_ne!(staging.path(), other.path());
    staging.write("a", b"1").expect("the disk works");
    let sealed = staging.seal(draft(day(1))).expect("the disk works");
    assert!(sealed.manifest().id > ids[0]);
    assert_eq!(names(&folder.path().join("staging")).len(), 2);
    drop((sealed, other));
    assert!(names(&folder.path().join("staging")).is_empty());
    assert_eq!(store.list().expect("it can be listed").len(), 1);
}

#[test]
fn what_cannot_be_an_artifact_is_refused() {
    let (_folder, store, ids) = with_generations(1);
    let lock = store.lock(&owner()).expect("nobody else is here");

    let staging = lock.begin().expect("the disk works");
    staging.write("a", b"1").expect("the disk works");
    assert!(matches!(
        staging.write("a", b"2"),
        Err(Error::AlreadyWritten { .. })
    ));
    assert!(matches!(staging.write("../a", b"2"), Err(Error::Name(_))));
    assert!(matches!(staging.folder("/tmp"), Err(Error::Name(_))));
    let twice = InputFile {
        path: "a.md".into(),
        hash: Checksum::of_bytes(b"2"),
        bytes: 1,
    };
    let mut wrong = draft(day(1));
    wrong.inputs.push(twice);
    assert!(matches!(staging.seal(wrong), Err(Error::DuplicateInput { path }) if path == "a.md"));

    let staging = lock.begin().expect("the disk works");
    fs::write(staging.path().join("manifest.json"), "{}").expect("the file can be written");
    assert!(matches!(staging.seal(draft(day(1))), Err(Error::Name(_))));
    assert_eq!(current_id(&store), Some(ids[0]));
}

#[cfg(unix)]
#[test]
fn links_do_not_get_into_a_generation() {
    let (_folder, store, _) = with_generations(1);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let staging = lock.begin().expect("the disk works");
    let link = staging.path().join("link");
    std::os::unix::fs::symlink("/etc/hostname", &link).expect("a link can be made");
    let error = staging
        .seal(draft(day(1)))
        .expect_err("a link is no artifact");
    assert!(matches!(error, Error::NotAnArtifact { path } if path == link));
}

#[test]
fn a_generation_without_artifacts_is_one_too() {
    let (_folder, store, _) = with_generations(0);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let staging = lock.begin().expect("the disk works");
    staging.folder("empty").expect("the disk works");
    let sealed = staging.seal(draft(day(1))).expect("nothing is wrong");
    let verified = sealed
        .publish()
        .expect("the disk works")
        .verify()
        .expect("it is sound");
    assert_eq!((verified.artifacts, verified.bytes), (0, 0));
}

//! One builder, many readers, and pruning between them.

use std::thread;

use super::*;

#[test]
fn a_second_builder_is_told_who_builds_and_since_when() {
    let (folder, store, _) = with_generations(1);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let second = Owner {
        pid: 1,
        host: "elders".into(),
        since: day(1),
    };
    let error = Store::open(folder.path())
        .lock(&second)
        .expect_err("it is taken");
    let text = error.to_string();
    for part in ["4711", "rekenbak", "2026-11-24T06:15:00Z", "lock"] {
        assert!(text.contains(part), "{part} in {text}");
    }
    assert!(matches!(error, Error::Locked { owner: Some(first), .. } if first == owner()));
    // Readers are not kept waiting.
    store
        .current()
        .expect("it opens")
        .expect("one is current")
        .verify()
        .expect("it is sound");

    drop(lock);
    let lock = store.lock(&second).expect("it is free again");
    assert_eq!(lock.takeover().from, None);
}

#[test]
fn the_lock_of_a_dead_builder_is_free_and_what_it_left_is_removed() {
    let (folder, store, ids) = with_generations(1);
    // As a killed process leaves it: its name in the lock file, its folders, no lock of the system.
    fs::write(
        folder.path().join("lock"),
        serde_json::to_vec(&owner()).expect("it has a JSON form"),
    )
    .expect("it can be written");
    fs::create_dir_all(folder.path().join("staging/1/index")).expect("the folder can be made");
    fs::write(folder.path().join("staging/1/index/meta.json"), "{")
        .expect("the file can be written");
    fs::write(folder.path().join("staging/stray"), "").expect("the file can be written");
    fs::write(folder.path().join("current.tmp"), "2026").expect("the file can be written");

    let lock = store
        .lock(&Owner { pid: 2, ..owner() })
        .expect("the dead hold no lock");
    assert_eq!(lock.takeover().from, Some(owner()));
    let left: Vec<_> = lock
        .takeover()
        .leftovers
        .iter()
        .map(|one| (one.path.clone(), one.removed.is_ok()))
        .collect();
    let staging = folder.path().join("staging");
    assert_eq!(
        left,
        [(staging.join("1"), true), (staging.join("stray"), true)]
    );
    assert!(names(&staging).is_empty());
    assert!(build(&lock, day(1)).expect("the disk works").id() > ids[0]);
}

#[test]
fn prune_keeps_by_count_by_days_and_the_current_one() {
    // Made on days 0 to 7; `ids[0]` is of day 7.
    let keeps = |count, days, now| {
        let (_folder, store, ids) = with_generations(8);
        let lock = store.lock(&owner()).expect("nobody else is here");
        lock.rollback(ids[6]).expect("it is sound");
        let pruned = lock
            .prune(&Keep { count, days, now })
            .expect("nothing is wrong");
        let kept: Vec<usize> = ids
            .iter()
            .enumerate()
            .filter(|(_, id)| store.get(**id).is_ok())
            .map(|(at, _)| at)
            .collect();
        assert_eq!(pruned.removed.len() + pruned.kept.len(), 8);
        assert!(pruned.kept.contains(&(ids[6], KeptBecause::Current)));
        assert!(pruned.leftovers.is_empty());
        assert_eq!(current_id(&store), Some(ids[6]));
        kept
    };
    assert_eq!(keeps(0, 0, day(100)), [6]);
    assert_eq!(keeps(2, 0, day(100)), [0, 1, 6]);
    assert_eq!(keeps(2, 3, day(8)), [0, 1, 2, 6]);
    assert_eq!(keeps(5, 1, day(8)), [0, 1, 2, 3, 4, 6]);
    assert_eq!(keeps(100, 0, day(100)).len(), 8);
    // The clock was set back, or the generations come from the future.
    assert_eq!(keeps(0, 0, day(-100)).len(), 8);
}

#[test]
fn a_generation_dated_in_the_future_goes_when_the_next_one_is_old() {
    let (_folder, store, ids) = with_generations(2);
    let lock = store.lock(&owner()).expect("nobody else is here");
    // For one night the clock was wrong.
    let future = build(&lock, day(10_000)).expect("the disk works").id();
    let after = build(&lock, day(3)).expect("the disk works").id();
    let newest = build(&lock, day(20)).expect("the disk works").id();
    assert!(ids[0] < future && future < after && after < newest);
    let prune = |now| {
        let keep = Keep {
            count: 1,
            days: 5,
            now,
        };
        lock.prune(&keep).expect("nothing is wrong").removed
    };
    assert!(prune(day(5)).is_empty(), "the one after it is young");
    assert_eq!(prune(day(21)), [after, future, ids[0], ids[1]]);
}

#[test]
fn prune_removes_the_damaged_and_does_not_count_them() {
    let (folder, store, ids) = with_generations(5);
    let damaged = folder.path().join("generations").join(ids[1].to_string());
    fs::remove_file(damaged.join("manifest.json")).expect("it can be removed");
    let lock = store.lock(&owner()).expect("nobody else is here");
    let pruned = lock
        .prune(&Keep {
            count: 2,
            days: 0,
            now: day(100),
        })
        .expect("nothing is wrong");
    assert_eq!(pruned.removed, [ids[1], ids[3], ids[4]]);
    assert_eq!(
        pruned.kept,
        [
            (ids[0], KeptBecause::Current),
            (ids[2], KeptBecause::Newest)
        ]
    );
}

#[test]
fn prune_leaves_what_is_being_read_until_the_last_reader_is_gone() {
    let (folder, store, ids) = with_generations(3);
    let lock = store.lock(&owner()).expect("nobody else is here");
    let keep = Keep {
        count: 1,
        days: 0,
        now: day(100),
    };
    let reader = Store::open(folder.path()).get(ids[2]).expect("it is sound");
    let second = reader.clone();
    drop(reader);
    let pruned = lock.prune(&keep).expect("nothing is wrong");
    assert_eq!(pruned.removed, [ids[1]]);
    assert_eq!(pruned.kept[1], (ids[2], KeptBecause::InUse));
    second.verify().expect("a reader keeps all its files");
    drop(second);
    assert_eq!(
        lock.prune(&keep).expect("nothing is wrong").removed,
        [ids[2]]
    );
    assert!(matches!(
        store.get(ids[2]),
        Err(Error::NoSuchGeneration { .. })
    ));
}

#[test]
fn readers_see_whole_generations_while_others_are_published_and_pruned() {
    let (folder, store, ids) = with_generations(1);
    let builder = thread::spawn(move || {
        let lock = store.lock(&owner()).expect("nobody else is here");
        for number in 1..40 {
            let new = build(&lock, day(number)).expect("the disk works").id();
            let pruned = lock
                .prune(&Keep {
                    count: 1,
                    days: 0,
                    now: day(100),
                })
                .expect("nothing is wrong");
            assert!(pruned.kept.contains(&(new, KeptBecause::Current)));
        }
    });
    let store = Store::open(folder.path());
    let (mut newest, mut opened) = (ids[0], 0);
    while !builder.is_finished() || opened == 0 {
        let generation = store
            .current()
            .expect("it opens at any moment")
            .expect("one is current");
        assert!(generation.id() >= newest, "current went back");
        newest = generation.id();
        generation
            .verify()
            .expect("all its files stay while it is open");
        assert!(
            store
                .list()
                .expect("it can be listed")
                .iter()
                .all(|one| matches!(one.state, GenerationState::Sound(_)))
        );
        opened += 1;
    }
    builder.join().expect("the builder never failed");
}

#[test]
fn a_reader_whose_generation_is_pruned_before_it_is_opened_gets_the_newer_one() {
    let (_folder, store, ids) = with_generations(2);
    let lock = store.lock(&owner()).expect("nobody else is here");
    lock.rollback(ids[1]).expect("it is sound");
    let opened = store.follow(|| {
        let seen = store.current_id();
        if matches!(seen, Ok(Some(id)) if id == ids[1]) {
            // Between the reading of the pointer and the opening.
            lock.rollback(ids[0]).expect("it is sound");
            let keep = Keep {
                count: 1,
                days: 0,
                now: day(100),
            };
            let pruned = lock.prune(&keep).expect("nothing is wrong");
            assert_eq!(pruned.removed, [ids[1]]);
        }
        seen
    });
    let opened = opened.expect("a newer one is there");
    assert_eq!(opened.map(|generation| generation.id()), Some(ids[0]));
}
